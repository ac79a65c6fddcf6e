"""The names of code lists in a sentence: where they stand, and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tradetally import codes, languages
from tradetally.languages import Language, Name, Phrases

_WORD_BEFORE = re.compile(r"(\w+)[ -]$")
_JOINS = (" ", "-")
_LONGEST_WORD = 20

NAMED = ("product", "partner", "region", "ownership", "regime")


def names_in(text: str, language: Language) -> tuple[Name, ...]:
    """Return the names in a text, overlaps and all, without capitals that are no places."""
    return tuple(_without_seats(list(_names(text, language)), text, language))


@dataclass(frozen=True, slots=True)
class _Naming:
    """How a language names what the code lists hold.

    ``aliases`` means (dimension, code); ``narrowing`` has, by dimension, the words that make
    another name of the one behind them; what is among ``acronyms`` is none in small letters.
    None is named behind one of ``excepting``.
    ``seats`` are capitals that are places where one of the words ``placing`` is before them.
    """

    aliases: Phrases[tuple[str, str]]
    acronyms: Mapping[str, frozenset[str]]
    possessives: tuple[str, ...]
    narrowing: Mapping[str, tuple[str, ...]]
    excepting: tuple[str, ...]
    unbroken: tuple[str, ...]
    seats: frozenset[str]
    placing: frozenset[str]


@cache
def _naming(name: str) -> _Naming:
    grammar = languages.language(name).GRAMMAR
    narrowing = {"partner": grammar["narrowing"], "product": grammar.get("negating", "")}
    return _Naming(
        aliases=_aliases(name, grammar["spaced"]),
        acronyms={dimension: codes.acronyms(dimension, name) for dimension in NAMED},
        possessives=tuple(grammar["possessive"].split()),
        narrowing={
            of: tuple(words.replace("_", " ") for words in every.split())
            for of, every in narrowing.items()
        },
        excepting=tuple(grammar.get("excepting", "").split()),
        unbroken=tuple(grammar.get("unbroken", "").split()),
        seats=frozenset(grammar.get("seats", "").split()),
        placing=frozenset(grammar.get("placing", "").split()),
    )


def _names(text: str, language: Language) -> Iterator[Name]:
    """Yield the names of code lists in a text, the longest first come."""
    naming = _naming(language.NAME)
    spelled, places = codes.align(_without_possessives(text, naming.possessives))
    excepting = tuple([word for word in naming.excepting if word in spelled])
    for start, end, (dimension, code) in _found(naming, spelled):
        first, last = places[start], places[end - 1] + 1
        words = text[first:last]
        if spelled[start:end] in naming.acronyms[dimension] and not words[:1].isupper():
            continue
        if excepting and _narrowed(text, first, excepting) is not None:
            continue
        before = _narrowed(text, first, naming.narrowing.get(dimension, ()))
        if before is not None:
            words = text[before:last]
            yield Name(before, last, words, dimension, words.lower())
        else:
            yield Name(first, last, words, dimension, code)


def _narrowed(text: str, first: int, narrowing: tuple[str, ...]) -> int | None:
    """Return where the words stand that make another name of one: ``outside the EU``."""
    if not narrowing or text[first - 1 : first] not in _JOINS:
        return None
    ahead = text[max(0, first - _LONGEST_WORD) : first - 1].lower()
    if not ahead.endswith(narrowing):
        return None
    size = max(len(words) for words in narrowing if ahead.endswith(words))
    return None if ahead[: len(ahead) - size][-1:].isalnum() else first - 1 - size


def _without_seats(names: list[Name], text: str, language: Language) -> list[Name]:
    """Return the names without a capital that speaks for its country: ``Beijing retaliated``.

    It is a place beside other regions, or with a word before it that places things.
    """
    naming = _naming(language.NAME)
    regions = {name.text.lower() for name in names if name.dimension == "region"}
    if not (len(regions) == 1 and regions <= naming.seats):
        return names
    return [name for name in names if name.dimension != "region" or _is_place(name, text, naming)]


def _is_place(name: Name, text: str, naming: _Naming) -> bool:
    before = _WORD_BEFORE.search(text, max(0, name.start - _LONGEST_WORD), name.start)
    return before is not None and before[1].lower() in naming.placing


def _found(naming: _Naming, spelled: str) -> list[tuple[int, int, tuple[str, str]]]:
    """Return the aliases of a text; none ends inside a word that is never broken.

    In ``义乌市场采购`` the name is 义乌, as 市场 is one word, not 义乌市.
    """
    found = naming.aliases.find(spelled)
    if not naming.unbroken:
        return found
    cuts = {
        at
        for word in naming.unbroken
        if word in spelled
        for at in (match.start() for match in re.finditer(re.escape(word), spelled))
        if any(start < at < end < at + len(word) for start, end, _ in found)
    }
    if not cuts:
        return found
    edges = sorted({0, *cuts, len(spelled)})
    return [
        (start + shift, end + shift, meaning)
        for shift, stop in pairwise(edges)
        for start, end, meaning in naming.aliases.find(spelled[shift:stop])
    ]


def _without_possessives(text: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        text = text.replace(f"{ending} ", " " * (len(ending) + 1))
    return text


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
