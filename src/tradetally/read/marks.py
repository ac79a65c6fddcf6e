"""A sentence with everything in it that means something, in order and without overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TypeVar

from tradetally import codes
from tradetally.languages import Cue, Day, Language, Name, Number, Phrases, When
from tradetally.periods import Period

Mark = Number | When | Name | Cue | Day

_WORD_BEFORE = re.compile(r"(\w+)[ -]$")

_ADJECTIVES = {"demonym": "reporter", "ownership": "ownership"}

NAMED = ("product", "partner", "region", "ownership", "regime")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its text, where it starts in the document, and its marks."""

    start: int
    text: str
    numbers: tuple[Number, ...]
    whens: tuple[When, ...]
    names: tuple[Name, ...]
    cues: tuple[Cue, ...]
    days: tuple[Day, ...]

    @property
    def amounts(self) -> tuple[Number | When, ...]:
        """The numbers and the periods."""
        return (*self.numbers, *self.whens)

    def is_owner(self, name: Name) -> bool:
        """Whether a name has the ending of an owner: ``China's``."""
        return any(c.kind == "owner" and 0 <= c.start - name.end <= 1 for c in self.cues)

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """Return the cues of these kinds."""
        return tuple(cue for cue in self.cues if cue.kind in kinds)

    def between(self, start: int, end: int, *kinds: str) -> tuple[Cue, ...]:
        """Return the cues (of these kinds, or all) that lie from ``start`` to ``end``."""
        return tuple(
            cue
            for cue in self.cues
            if start <= cue.start and cue.end <= end and (not kinds or cue.kind in kinds)
        )

    def last_before(self, place: int, *kinds: str) -> Cue | None:
        """Return the last cue of these kinds that ends at or before ``place``."""
        return next(
            (cue for cue in reversed(self.cues) if cue.end <= place and cue.kind in kinds), None
        )

    def first_after(self, place: int, *kinds: str) -> Cue | None:
        """Return the first cue of these kinds that starts at or after ``place``."""
        return next((cue for cue in self.cues if cue.start >= place and cue.kind in kinds), None)

    def words_between(self, start: int, end: int) -> str:
        """Return the words from ``start`` to ``end`` that no cue covers."""
        left = self.text[start:end]
        for cue in reversed(self.between(start, end)):
            left = left[: cue.start - start] + " " + left[cue.end - start :]
        return left.strip()


def line(
    text: str, start: int, language: Language, *, published: date | None, context: Period | None
) -> Line:
    """Return a sentence with its marks.

    Where two overlap the more telling one stays: days, then bases and names of cues that hold
    a number, then numbers and periods (the longer), then cues, then names of code lists.
    """
    days = language.days(text)
    cues = language.cues(text)
    first = [cue for cue in cues if cue.kind in ("base", "name", "previous")]
    taken: list[Mark] = list(days)
    strong = _kept(first, taken)
    taken += strong
    whens = _kept(language.periods(text, published=published, context=context), taken)
    numbers = _kept(language.numbers(text), taken)
    firm = [number for number in numbers if number.unit is not None]
    whens = [
        when for when in whens if not (_is_bare(when) and any(_overlap(when, n) for n in firm))
    ]
    numbers = _kept(numbers, whens)
    taken += [*whens, *numbers]
    demonyms = [
        Name(cue.start, cue.end, cue.text, _ADJECTIVES[cue.kind], cue.value)
        for cue in cues
        if cue.kind in _ADJECTIVES
    ]
    demonyms += [
        Name(cue.start, cue.end, cue.text, "partner", cue.value)
        for cue in cues
        if cue.kind == "partner"
    ]
    found = list(_names(text, language))
    numbers = [
        n for n in numbers if n.unit not in (None, "count") or not any(_inside(n, m) for m in found)
    ]
    taken = [*days, *strong, *whens, *numbers]
    names = sorted([*_kept(found, taken), *demonyms], key=lambda name: name.start)
    names = [name for name in names if not any(_within(name, other) for other in names)]
    others = [
        cue
        for cue in _kept([cue for cue in cues if cue not in strong], taken)
        if not any(_is_part(cue, name) for name in names)
    ]
    names = [
        name
        for name in names
        if not any(
            (_overlap(name, cue) and cue.kind in ("flow", "base", "noise"))
            or (_inside(name, cue) and cue.kind in ("aside", "among"))
            or (_inside(name, cue) and cue.kind == "counted" and name.dimension != "ownership")
            for cue in (*others, *strong)
        )
    ]
    every = sorted([*strong, *others], key=lambda cue: cue.start)
    return Line(start, text, tuple(numbers), tuple(whens), tuple(names), tuple(every), days)


def _is_bare(when: When) -> bool:
    return when.text.isdigit()


M = TypeVar("M", Number, When, Name, Cue, Day)


def _kept(marks: Iterable[M], taken: Sequence[Mark]) -> list[M]:
    return [mark for mark in marks if not any(_overlap(mark, other) for other in taken)]


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(one: Mark, other: Mark) -> bool:
    return other.start <= one.start and one.end <= other.end


def _is_part(cue: Cue, name: Name) -> bool:
    """Whether a cue only stands inside a name, or is all of a long one."""
    return _inside(cue, name) and (len(name.text) > 3 or len(cue.text) < len(name.text))


def _within(one: Name, other: Name) -> bool:
    return _inside(one, other) and len(one.text) < len(other.text)


def _names(text: str, language: Language) -> Iterator[Name]:
    """Yield the names of code lists in a text, the longest first come."""
    plain = _without_possessives(text, language.GRAMMAR["possessive"].split())
    spelled, places = codes.align(plain)
    narrowing = {
        "partner": language.GRAMMAR["narrowing"].split(),
        "product": language.GRAMMAR.get("negating", "").split(),
    }
    aliases = _aliases(language.NAME, language.GRAMMAR["spaced"])
    unbroken = language.GRAMMAR.get("unbroken", "").split()
    for start, end, (dimension, code) in _found(aliases, spelled, unbroken):
        first, last = places[start], places[end - 1] + 1
        words = text[first:last]
        alias = spelled[start:end]
        if alias in codes.acronyms(dimension, language.NAME) and not words[:1].isupper():
            continue
        before = _WORD_BEFORE.search(text, 0, first)
        if before is not None and before[1].lower() in narrowing.get(dimension, ()):
            words = text[before.start() : last]
            yield Name(before.start(), last, words, dimension, words.lower())
        else:
            yield Name(first, last, words, dimension, code)


def _found(
    aliases: Phrases[tuple[str, str]], spelled: str, unbroken: list[str]
) -> list[tuple[int, int, tuple[str, str]]]:
    """Return the aliases of a text; none ends inside a word that is never broken.

    In ``义乌市场采购`` the name is 义乌, as 市场 is one word, not 义乌市.
    """
    found = aliases.find(spelled)
    cuts = {
        at
        for word in unbroken
        for at in (match.start() for match in re.finditer(re.escape(word), spelled))
        if any(start < at < end < at + len(word) for start, end, _ in found)
    }
    if not cuts:
        return found
    edges = sorted({0, *cuts, len(spelled)})
    return [
        (start + shift, end + shift, meaning)
        for shift, stop in pairwise(edges)
        for start, end, meaning in aliases.find(spelled[shift:stop])
    ]


def _without_possessives(text: str, endings: list[str]) -> str:
    for ending in endings:
        text = text.replace(f"{ending} ", " " * (len(ending) + 1))
    return text


@cache
def _aliases(language: str, spaced: str) -> Phrases[tuple[str, str]]:
    aliases = {
        alias: (dimension, code)
        for dimension in reversed(NAMED)
        for alias, code in codes.names(dimension, language).items()
    }
    is_spaced = spaced == "yes"
    if is_spaced:  # exports of ships are ship exports
        for alias, meaning in list(aliases.items()):
            if meaning[0] == "product" and len(alias) > 3 and alias.isascii():
                other = alias[:-1] if alias.endswith("s") else f"{alias}s"
                aliases.setdefault(other, meaning)
    return Phrases(aliases, is_spaced=is_spaced)
