"""Sentences of a release, from the patterns of a language's ``briefing.toml``.

A pattern is text with slots in braces; a number that fills one comes out as a ``Mark``, so that
whoever asked for the sentence knows the characters that carry it. A third language is a third
``briefing.toml``. Knows no book and no briefing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tradetally.cells import Flow, Measure
from tradetally.languages.phrases import phrasebook
from tradetally.languages.subjects import say_code, say_currency
from tradetally.periods import Period

_FIRST = 0xE000  # private characters stand for numbers until the sentence is whole
_MARK = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number to be said; what it rises or falls by is said by the pattern, not by a sign."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is said without a number: *a record high*."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a sentence that carry a number: the ``key``-th that the speaker was given."""

    key: int
    text: str


Slot = str | Amount


class Speaker:
    """Says sentences in one language.

    >>> speaker = Speaker("en")
    >>> growth = Amount(Decimal(8), "percent")
    >>> speaker.sentence(speaker.clause("part.one.growth.up", subject="exports", growth=growth))
    ('Exports rose ', Mark(key=0, text='8%'), '.')
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._patterns = patterns(language)
        self._known = phrasebook(language)
        self._marks: list[str] = []

    def has(self, *names: str) -> str | None:
        """Return the first of these patterns that the language has."""
        return next((name for name in names if name in self._patterns), None)

    def clause(self, name: str, **slots: Slot) -> str:
        """Return a pattern with its slots filled."""
        words = {
            key: slot if isinstance(slot, str) else self.mark(slot) for key, slot in slots.items()
        }
        return self._known.fill(self._patterns[name], words)

    def sentence(self, words: str, opening: str = "") -> tuple[str | Mark, ...]:
        """Return a whole sentence of clauses: its text cut at its numbers."""
        text = opening + words
        text = text[:1].upper() + text[1:] + self._patterns["stop"]
        return self.marked(text)

    def marked(self, text: str) -> tuple[str | Mark, ...]:
        """Return a text cut at its numbers."""
        out: list[str | Mark] = []
        at = 0
        for match in _MARK.finditer(text):
            key = ord(match[0]) - _FIRST
            out += [text[at : match.start()], Mark(key, self._marks[key])]
            at = match.end()
        return tuple(part for part in (*out, text[at:]) if part != "")

    def subject(
        self, flow: Flow, measure: Measure, dimension: str = "", parts: Sequence[str] = ()
    ) -> str:
        """Return a flow of some parts of trade: *exports to ASEAN and the EU*."""
        kind = f"{dimension or 'all'}.{measure}.{flow}"
        names = self.join([self.name(dimension, code) for code in parts])
        return self._known.fill(self._patterns[f"subject.{kind}"], {"names": names})

    def name(self, dimension: str, code: str) -> str:
        """Return the name of a part as a list has it: as short as it is still understood."""
        short = self._patterns.get(f"short.{code}")
        return short or say_code(dimension, code, self._known)

    def whose(self, reporter: str) -> str:
        """Return whose trade it is: *China's*."""
        own = self._patterns.get(f"whose.{reporter}")
        name = say_code("partner", reporter, self._known)
        return own or self._patterns["whose.other"].format(name=name)

    def join(self, names: Sequence[str]) -> str:
        """Return a list in words."""
        if len(names) < 2:
            return "".join(names)
        return self._patterns["list.last"].format(
            first=self._patterns["list.comma"].join(names[:-1]), last=names[-1]
        )

    def period(self, period: Period) -> str:
        """Return a period as running text says it."""
        return self._known.periods.write(period)

    def currency(self, unit: str) -> str:
        """Return the name of a currency."""
        return say_currency(unit, self._known)

    def mark(self, said: Amount | Words) -> str:
        """Return the character that stands for a number until its sentence is whole."""
        words = said.text if isinstance(said, Words) else self._number(said)
        self._marks.append(words)
        return chr(_FIRST + len(self._marks) - 1)

    def _number(self, amount: Amount) -> str:
        words = self._known.numbers.write(abs(amount.value), amount.unit)
        suffix = self._known["count.suffix"]
        return words.removesuffix(suffix) if amount.unit == "count" and suffix else words


@cache
def patterns(language: str) -> Mapping[str, str]:
    """Return the patterns of a language by dotted name.

    >>> patterns("zh")["stop"]
    '。'
    """
    path = files(__package__).joinpath(language, "briefing.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    return MappingProxyType(dict(_flat(data, "")))


def _flat(data: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, str(value)))
    return flat


def is_listable(names: Sequence[str], language: str) -> bool:
    """Whether names stand in a list without doubt where one ends: none is a list itself.

    >>> is_listable(["toys", "furniture and parts"], "en"), is_listable(["玩具"], "zh")
    (False, True)
    """
    inner = patterns(language)["list.inner"].split("|")
    return not any(mark in name for name in names for mark in inner)
