"""Amounts, percentages and counts: a cardinal with its scale, unit and comparison word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tradetally.figures.assertion import asserted
from tradetally.intervals import Interval
from tradetally.languages.en import units
from tradetally.languages.en.number_words import CARDINALS, DIGITS, POWERS, SPOKEN, WORDS, cardinal
from tradetally.languages.letters import any_of, matches, words
from tradetally.languages.mentions import Number
from tradetally.statements import Relation

SPANS = r"(?:years?|quarters?|months?)"
ROW = r"(?:consecutive|straight|successive|continuous)"
IN_A_ROW = r"(?:in a row|running|in succession)"
_NOT_ADJECTIVES = (
    "were|are|was|is|of|in|to|and|with|have|had|as|which|for|by|from|at|on|or|other"
    "|largest|biggest|top|leading"
)
_OF_ONE_COUNTRY = "uk|us|english|british|german|american|chinese|japanese|korean|indian"
_DIGIT = re.compile(r"\d")
_DEFINITE = re.compile(r"\b(?:the|these|those|both|our) $", re.IGNORECASE)
_SPAN = re.compile(r"year|quarter|month")
_MOVED_UP = re.compile(
    r"\b(?:add|tick|edg|inch|pick|creep|crept|climb|jump|went|go|mov|nudg|shot|push|driv|drove|revis)"
    r"(?:e?s|e?d|ing|e)? ?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:increased|decreased|declined|dropped|climbed|gained|slipped|jumped|surged|widened"
    r"|narrowed|fell|rose|grew|shrank|advanced|tumbled)(?: by)? $",
    re.IGNORECASE,
)
_SAID_SCALE = re.compile(r"\bin (million|billion|trillion)s of\b")
HINTS = frozenset((*CARDINALS, *(f"{word}fold" for word in CARDINALS), *POWERS, "hundred", "dozen"))
"""Words one of which is in every text that has such a number without a digit."""
_SIGNS = {sign.lower(): unit for sign, unit in units.SIGNS.items()}
_MANY = ("dozen", "hundred", "thousand", "million", "billion", "trillion")
_DASHES = ("-", "–", "—")
_BETWEEN = ("and", "to", *_DASHES)
_PRONOUNS = ("one", "a", "an")


def find(text: str, lowered: str, said: frozenset[str]) -> Iterator[Number]:
    """Yield the amounts, percentages and counts of a text, a range being one of them.

    ``lowered`` is the text in small letters, ``said`` has its words that are hints.
    """
    if said.isdisjoint(HINTS) and not _DIGIT.search(text):
        return iter(())
    found = [
        number
        for match in matches(_pattern("-point-" in lowered), f" {lowered}")
        if (number := _number(match, text)) is not None
    ]
    found = _with_said_scale(lowered, found)
    return _ranges(text, _with_shared_units(text, found))


@cache
def _pattern(is_spoken: bool) -> re.Pattern[str]:
    """Return the pattern of a number; ``is_spoken`` where decimals may be read out."""
    sign = r"(?:(?<![\w)%])[-−+△▲])"
    money = rf"(?:{any_of(units.SIGNS)})"
    digits = rf"(?:{SPOKEN}|{DIGITS})" if is_spoken else DIGITS
    amount = rf"(?:(?:{sign}\s?)?{digits}|\b{WORDS}(?:\b|(?=fold\b)))"
    names = any_of(name for name in POWERS if len(name) > 3)
    short = any_of(name for name in POWERS if 1 < len(name) <= 3)
    scale = rf"(?:\s?-?(?:{names})\b|\s?(?:{short})\b|[mbk]\b)"
    return re.compile(
        rf"[^\w.,/](?={_openings()})"
        rf"(?:(?P<compare>{any_of(units.MORE_OR_LESS)})(?<=[\w~.])\s?(?<!\w))?"
        rf"(?P<minus>\b(?:minus|negative) |{sign}(?={money}))?"
        rf"(?P<sign>{money}\s?)?"
        rf"(?P<amount>{amount})(?P<scale>{scale})?(?P<unit>{_unit()})?(?![\d\w]|-way\b)"
        rf"(?:\s?(?P<after>{any_of(units.AFTER)})(?!\w))?"
    )


def _openings() -> str:
    """Return a pattern of how a number may start, so that most words are passed over at once."""
    counted = [f"{one} {many}" for one in ("a", "an") for many in _MANY]
    words = (*units.MORE_OR_LESS, *CARDINALS, *counted, "half", "several", "minus", "negative")
    return rf"[\d.\-−+△▲]|{any_of((*units.SIGNS, *words))}"


def _unit() -> str:
    adjectives = rf"(?:(?!(?:{_NOT_ADJECTIVES})\b)[a-z][a-z-]+ ){{0,3}}?"
    return (
        rf"[\s-]?(?P<pp>{any_of(units.POINTS)})(?!\w)"
        rf"|[\s-]?(?P<percent>{any_of(units.PERCENT)})(?!\w)"
        rf"|[\s-](?P<currency>{any_of(units.CURRENCIES)})\b"
        rf"|[\s-](?P<row>{ROW} {SPANS}|{SPANS} {IN_A_ROW})\b"
        rf"|(?P<times>[\s-]?(?:times|fold))\b"
        rf"|\s(?P<quantity>{any_of(units.QUANTITIES)})\b"
        rf"|\s(?P<partners>(?!(?:{_OF_ONE_COUNTRY})\b){adjectives}(?:{any_of(units.PARTNERS)}))\b"
        rf"|\s(?P<enterprises>{adjectives}(?:{any_of(units.ENTERPRISES)}))\b"
        rf"|[\s-](?P<time>{SPANS})\b(?![ -]on[ -])"
    )


def _number(match: re.Match[str], text: str) -> Number | None:
    """Return the number of a match in a text's small letters; ``None`` for a pronoun.

    Such are *one* and *the two countries*. The match starts with the character before, which
    the text does not have.
    """
    unit, noun = _unit_of(match)
    is_bare = unit is None and match["scale"] is None and match["minus"] is None
    if is_bare and match["amount"] in _PRONOUNS:
        return None
    value = _value(match["amount"], match["scale"])
    if match["minus"] and match["minus"] != "+":
        value = -abs(value)
    start, compare = match.start(), match["compare"]
    if compare == "up to" and _MOVED_UP.search(text, 0, start) is not None:
        start, compare = match.end("compare"), None  # "added up to 5", "ticked up to 5" are 5
    if noun == "partners" and value == 2 and _DEFINITE.search(text, 0, start) is not None:
        return None  # who they are was said
    kind = units.MORE_OR_LESS.get(compare) or units.AFTER.get(match["after"]) or "eq"
    interval, relation = assertion(value, kind, unit)
    end = match.end() - 1
    return Number(start, end, text[start:end], value, interval, unit, relation, noun)


def _value(amount: str, scale: str | None) -> Decimal:
    """Return a number with the digits that were printed: thousands that end one are its unit."""
    value = cardinal(amount)
    power = POWERS.get((scale or "").strip(" -"), 0)
    if not power and amount.endswith(",000") and value:
        while value % 1000 == 0:
            value, power = value / 1000, power + 3
    return value.scaleb(power)


def assertion(value: Decimal, kind: str, unit: str | None) -> tuple[Interval, Relation]:
    """Return what a number asserts, by its comparison word, and how it stands to the figure.

    >>> assertion(Decimal(60), "nearly", "percent")
    (Interval[54, 60], <Relation.APPROX: 'approx'>)
    """
    if kind == "nearly":
        ends = sorted((Fraction(value) * Fraction(9, 10), Fraction(value)))
        return Interval(ends[0], ends[1]), Relation.APPROX
    if kind == "about":
        return asserted(value, Relation.APPROX), Relation.APPROX
    is_exact = unit == "count" and value.as_tuple().exponent == 0
    if kind == "eq" and (is_exact or unit in ("rank", "years", "quarters", "months")):
        return Interval.of(value), Relation.EQ
    relation = Relation(kind)
    return asserted(value, relation, is_count=unit == "count"), relation


def _unit_of(match: re.Match[str]) -> tuple[str | None, str | None]:
    """Return the unit in base form and the noun that is counted."""
    if match["sign"]:
        return _SIGNS[match["sign"].strip()], None
    if match["unit"] is None:
        return None, None
    for group, unit in (("pp", "pp"), ("percent", "percent"), ("times", "ratio")):
        if match[group]:
            return unit, None
    for group, names in (("currency", units.CURRENCIES), ("quantity", units.QUANTITIES)):
        if match[group]:
            return names[match[group]], None
    if match["row"] or match["time"]:
        return unit_of_time(match["row"] or match["time"]), "in a row" if match["row"] else None
    for noun in ("partners", "enterprises"):
        if match[noun]:
            return "count", noun
    return None, None


def unit_of_time(text: str) -> str:
    """Return ``years``, ``quarters`` or ``months``.

    >>> unit_of_time("straight monthly")
    'months'
    """
    found = _SPAN.search(text.lower().replace("annual", "year"))
    return f"{found[0]}s" if found else "years"


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Give a bare number the unit of the next in its list: ``5.2, 3.1 and 2.4 trillion yuan``.

    A change has the money of what it led to: ``declined 1.9 billion to 37.0 billion dollars``.
    """
    if len(numbers) < 2:
        return numbers
    out = list(numbers)
    power = _power(out[-1])
    for at in range(len(out) - 2, -1, -1):
        this, after = out[at], out[at + 1]
        glue = text[this.end : after.start].strip(" ,").lower()
        is_year = this.text.isdigit() and len(this.text) == 4
        is_listed = this.unit is None and after.unit is not None and glue in ("", "and", "or")
        is_shared = after.unit in ("percent", "pp") or (power and not is_scaled(this))
        if glue == "to" and this.unit is None and is_scaled(this) and after.unit is not None:
            is_changed = _CHANGED.search(text, 0, this.start) is not None
            out[at] = this._replace(unit=after.unit) if is_changed else this
        elif is_listed and is_shared and not is_year:
            value = this.value.scaleb(power)
            interval, relation = assertion(value, "eq", after.unit)
            out[at] = this._replace(
                value=value, interval=interval, relation=relation, unit=after.unit
            )
        else:
            power = _power(this)
    return out


def _with_said_scale(lowered: str, numbers: list[Number]) -> list[Number]:
    """Give amounts the scale that the sentence says once: ``in billions of dollars``."""
    said = _SAID_SCALE.search(lowered) if "ns of" in lowered else None
    if said is None:
        return numbers
    out = []
    for number in numbers:
        is_amount = number.unit in units.WRITTEN and not is_scaled(number)
        value = number.value.scaleb(POWERS[said[1]])
        interval = asserted(value, Relation.EQ)
        is_plain = is_amount and number.relation is Relation.EQ
        out.append(number._replace(value=value, interval=interval) if is_plain else number)
    return out


def _ranges(text: str, numbers: list[Number]) -> Iterator[Number]:
    """Yield the numbers with ``7-8 percent``, ``between 5 and 6%`` as one."""
    pending: Number | None = None
    for number in numbers:
        joined = None if pending is None else _range(text, pending, number)
        if joined is not None:
            yield joined
            pending = None
            continue
        if pending is not None:
            yield pending
        pending = number
    if pending is not None:
        yield pending


def _range(text: str, one: Number, other: Number) -> Number | None:
    glue = text[one.end : other.start].strip().lower()
    if glue not in _BETWEEN or other.unit is None or one.unit not in (None, other.unit):
        return None
    before = text[max(0, one.start - 8) : one.start].lower().split()[-1:]
    low = one.value if one.unit or is_scaled(one) else one.value.scaleb(_power(other))
    if low >= other.value:
        return None
    is_twice = one.unit is not None and other.unit not in ("percent", "pp")
    is_year = one.unit is None and 1900 <= one.value <= 2100
    is_between = glue == "and" and before == ["between"]
    is_to = glue == "to" and before not in (["from"], ["by"]) and not is_twice
    if is_year or other.relation is not Relation.EQ:
        return None
    if not (is_between or is_to or glue in _DASHES):
        return None
    start = text.lower().rindex("between", 0, one.start) if is_between else one.start
    relation = Relation.IN if one.relation is Relation.EQ else one.relation
    middle = ((low + other.value) / 2).normalize()
    interval = Interval.of(low, other.value)
    said = text[start : other.end]
    return Number(start, other.end, said, middle, interval, other.unit, relation, other.noun)


def is_scaled(number: Number) -> bool:
    """Whether a number is in millions, billions or the like."""
    return _power(number) > 0


def _power(number: Number) -> int:
    for word in words(number.text.lower()):
        if word in POWERS:
            return POWERS[word]
    return 0
