"""Numbers that are no plain cardinal: streaks, ranks, fractions, *double-digit*."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tradetally.intervals import Interval
from tradetally.languages.en import units
from tradetally.languages.en.number_words import (
    CARDINALS,
    FRACTIONS,
    ORDINAL,
    ORDINALS,
    cardinal,
    ordinal,
)
from tradetally.languages.en.ordinary_numbers import (
    IN_A_ROW,
    ROW,
    SPANS,
    assertion,
    unit_of_time,
)
from tradetally.languages.letters import any_of
from tradetally.languages.mentions import Number
from tradetally.statements import Relation

_ORDERED = frozenset((*ORDINALS, "st", "nd", "rd", "th", "no", "number"))
_ROWS = frozenset(
    ("row", "running", "succession", "consecutive", "straight", "successive", "continuous")
)
_PLACES = ("rank", "plac", "position", "came", "coming", "stood", "remain", "no.", "country",
           "world", "nation", "largest", "biggest", "highest", "most important", "busiest",
           "fastest")  # fmt: skip
_BROKEN = re.compile(r"\b(?:snap|end|break|broke|halt|stopp)\w*(?: \w+)? $")
_ENDED = re.compile(
    r"\b(?:snap|end|break|broke|halt|stopp|revers|after|follow)\w*(?: \w+)?(?: an?| the| its)? $"
)
_PARTS = frozenset(name.split()[-1] for name in FRACTIONS)
_RUNS = frozenset(("streak", "run"))
_ORDERED_TIMES = (
    *(f"{end} {time}" for end in ("nd", "rd", "th") for time in ("month", "quarter", "year")),
    *("months of", "quarters of"),
)
HINTS = _ORDERED | _ROWS | _RUNS | _PARTS | {"digit", "digits", "months", "quarters"}
"""Words one of which is in every text that has such a number."""

_DIGITS = {"single": (0, 10), "double": (10, 100), "triple": (100, 1000)}


def find(text: str, lowered: str, said: frozenset[str]) -> Iterator[Number]:
    """Yield the streaks, ranks, fractions and digit words of a text.

    ``lowered`` is the text in small letters, ``said`` has its words that are hints.
    """
    if not said.isdisjoint(_ORDERED):
        if not said.isdisjoint(_ROWS):
            yield from _in_a_row(text, lowered)
        if any(map(lowered.__contains__, _PLACES)):
            yield from _ranks(text, lowered)
    if not said.isdisjoint(_RUNS | _ROWS) or any(map(lowered.__contains__, _ORDERED_TIMES)):
        yield from _again(text, lowered)
    if not said.isdisjoint(_PARTS):
        yield from _fractions(text, lowered)
    if "digit" in said or "digits" in said:
        yield from _digit_words(text, lowered)


@cache
def _row_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<ordinal>{ORDINAL}) "
        rf"(?:{ROW} (?P<a>(?:fiscal )?{SPANS}|annual|yearly|monthly|quarterly)"
        rf"|(?P<b>{SPANS}) {IN_A_ROW})\b"
    )


def _in_a_row(text: str, lowered: str) -> Iterator[Number]:
    for match in _row_pattern().finditer(lowered):
        value = Decimal(ordinal(match["ordinal"]))
        unit = unit_of_time(match["a"] or match["b"])
        start, end = match.span()
        yield Number(start, end, text[start:end], value, Interval.of(value), unit, noun="in a row")


@cache
def _again_pattern() -> re.Pattern[str]:
    moves = r"(?:growth|gains?|increases?|declines?|falls?|contraction|expansion|surplus|deficit)"
    small = any_of(CARDINALS)
    return re.compile(
        rf"(?<=\bfor )(?:(?:a|an|the) )?(?P<a>{ORDINAL} (?:month|year))\b(?! of)"
        rf"|\b(?P<b>{ORDINAL} (?:month|quarter|year)) of {moves}\b"
        rf"|\b(?P<c>(?:\d+|{small})-(?:month|quarter|year))[ -](?:[a-z]+[ -])?(?:streak|run)\b"
        rf"|\b(?:streak|run) to (?P<d>(?:\d+|{small}) (?:months|quarters|years))\b"
        rf"|\b(?<!first )(?<!last )(?<!past )(?P<e>(?:\d+|{small}) (?:months|quarters))"
        rf" of (?:[a-z]+ )?{moves}\b"
        rf"|\b(?P<f>{ORDINAL} {ROW}) (?:{moves}|rise|drop|advance|decrease)\b"
    )


def _again(text: str, lowered: str) -> Iterator[Number]:
    """Yield streaks that are told without *in a row*: ``for a 10th month``, ``a six-month run``.

    The first of its kind is none, and neither is one that ended; ``after two months of decline``
    is one up to the month before, and *a third straight gain* is of months.
    """
    for match in _again_pattern().finditer(lowered):
        group = next(name for name in "abcdef" if match[name])
        count = re.split(r"[ -]", match[group])[0]
        value = Decimal(ordinal(count)) if group in "abf" else cardinal(count)
        is_over = _BROKEN if group == "e" else _ENDED
        if value < 2 or is_over.search(lowered, 0, match.start()) is not None:
            continue
        start, end = match.span(group)
        unit, noun = "months" if group == "f" else unit_of_time(match[group]), "in a row"
        yield Number(start, end, text[start:end], value, Interval.of(value), unit, noun=noun)


@cache
def _rank_pattern() -> re.Pattern[str]:
    number = rf"(?:no\. ?|number )(?:\d+|one|two|three|four|five)|{ORDINAL}"
    best = r"(?:largest|biggest|highest|most important|busiest|fastest(?:-growing)?)"
    verbs = r"(?:rank(?:ed|ing|s)?|placed?|placing|came|coming|stood|remain(?:ed|s|ing)?)"
    where = r"place|position|in the (?:nation|country|world)|nation(?:wide|ally)"
    period = r"(?:half|quarter|time|year|month|largest|biggest)"
    return re.compile(
        rf"\b{verbs} (?:in |at )?(?:the )?(?P<a>{number})\b(?! {period})"
        rf"|\b(?P<b>{ORDINAL}[ -]{best})\b"
        rf"|\b(?P<c>{ORDINAL})(?= (?:{where}))"
        rf"|(?P<d>\bno\. ?\d+)"
    )


def _ranks(text: str, lowered: str) -> Iterator[Number]:
    for match in _rank_pattern().finditer(lowered):
        group = next(name for name in "abcd" if match[name])
        value = _position(match[group])
        start, end = match.span(group)
        yield Number(start, end, text[start:end], value, Interval.of(value), "rank")


def _position(words: str) -> Decimal:
    digits = re.search(r"\d+", words)
    if digits:
        return Decimal(digits[0])
    first, *rest = re.split(r"[ -]", words)
    return cardinal(rest[0]) if first == "number" else Decimal(ordinal(first))


@cache
def _fraction_pattern() -> re.Pattern[str]:
    names = any_of(FRACTIONS).replace(r"\ ", "[ -]")
    return re.compile(
        rf"\b(?:(?P<by>by ))?(?:(?P<compare>{any_of(units.MORE_OR_LESS)}) )?(?P<name>{names})\b"
        rf"(?P<of>(?= of (?!20|19|next|last)))?"
    )


def _fractions(text: str, lowered: str) -> Iterator[Number]:
    """Yield *a third of*, *by nearly half*: percent, as round as the words are."""
    for match in _fraction_pattern().finditer(lowered):
        before = lowered[max(0, match.start() - 12) : match.start()]
        if match["by"] is None and match["of"] is None:
            continue
        if re.search(r"\b(?:first|second|latter|this|the|other|last) $", before):
            continue
        top, bottom = FRACTIONS[match["name"].replace("-", " ")]
        exact = Fraction(100 * top, bottom)
        value = (Decimal(100 * top) / bottom).quantize(Decimal("0.01")).normalize()
        kind = units.MORE_OR_LESS.get(match["compare"] or "about", "about")
        interval, relation = assertion(value, kind, "percent")
        if kind == "about":
            interval = Interval(exact * Fraction(19, 20), exact * Fraction(21, 20))
        start = match.start("compare") if match["compare"] else match.start("name")
        said = text[start : match.end()]
        yield Number(start, match.end(), said, value, interval, "percent", relation)


@cache
def _digit_word_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(single|double|triple)[- ]digits?\b")


def _digit_words(text: str, lowered: str) -> Iterator[Number]:
    """Yield *double-digit*: at least ten percent, under a hundred."""
    for match in _digit_word_pattern().finditer(lowered):
        low, high = _DIGITS[match[1]]
        start, end = match.span()
        interval = Interval.of(low, high)
        yield Number(
            start, end, text[start:end], Decimal(low), interval, "percent", Relation.GE, "digits"
        )
