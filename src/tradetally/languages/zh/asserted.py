"""How a Chinese number is compared by the words around it, and what it then asserts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tradetally.intervals import Interval
from tradetally.languages.zh import numerals
from tradetally.languages.zh.words import words
from tradetally.statements import Relation

Match = re.Match[str]
Groups = Mapping[str, str | None]

_EXACT_UNITS = frozenset({"count", "rank", "years", "quarters", "months"})
_LONGEST_VERB = 6


def manner_of(match: Match, groups: Groups) -> str | None:
    """Return how a match is compared: gt, ge, lt, le, near or about; ``None`` if it is not.

    The words stand in the match's ``groups`` (``before``, ``more``, ``after``), or are verbs
    ahead of it that say that a mark was passed: 突破, 站上.
    """
    known = words()
    if before := groups.get("before"):
        return known.before[before]
    if groups.get("more"):
        return "gt"
    if after := groups.get("after"):
        return known.after[after]
    verb = (groups.get("verb") or ahead_of(match)).removesuffix("了")
    verbs = _verbs()
    if not verb.endswith(verbs):
        return None
    return known.passed[next(word for word in verbs if verb.endswith(word))]


@cache
def _verbs() -> tuple[str, ...]:
    """Return the verbs that say that a mark was passed, the longest first."""
    return tuple(sorted(words().passed, key=len, reverse=True))


def ahead_of(match: Match) -> str:
    """Return the few characters before a match."""
    return match.string[max(0, match.start() - _LONGEST_VERB) : match.start()]


def relation_of(manner: str | None) -> Relation:
    """Return the relation that a manner is."""
    if manner is None:
        return Relation.EQ
    return Relation.APPROX if manner in ("near", "about") else Relation(manner)


def interval_of(
    value: Decimal, manner: str | None, *, text: str, unit: str | None, factor: Decimal
) -> Interval:
    """Return what ``text``, a numeral whose worth is ``value``, asserts in units of ``factor``.

    Half a unit of its last digit either way; a thing that is counted is exact.
    """
    step = numerals.unit_of_last_digit(text) * factor
    if manner in ("gt", "ge"):
        return Interval.of(value + (unit == "count" and manner == "gt"), None)
    if manner in ("lt", "le"):
        return Interval(None, Fraction(value - (unit == "count" and manner == "lt")))
    if manner == "near":
        return Interval.of(*sorted((value * Decimal("0.9"), value)))
    if manner == "about":
        return Interval.around(value, max(step, abs(value) / 20 if _is_round(text) else step))
    if unit in _EXACT_UNITS and step == 1:
        return Interval.of(value)
    return Interval.around(value, step / 2)


def _is_round(text: str) -> bool:
    """Whether a numeral is a round one: 60万 and 15, but not 6.5万."""
    mantissa = text.rstrip("十百千万亿")
    is_whole = "." not in mantissa and "点" not in mantissa
    return is_whole and int(numerals.parse(mantissa) or 1) % 5 == 0
