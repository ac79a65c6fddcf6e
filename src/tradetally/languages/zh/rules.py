"""The rules that find Chinese numbers: each a pattern, and what its match means.

Where matches overlap, the one that starts first wins, then the one whose rule is listed first.
A meaning of ``None`` says that there is no number after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from tradetally.intervals import Interval
from tradetally.languages.mentions import Number
from tradetally.languages.zh import numerals
from tradetally.languages.zh.numerals import FIGURES, HAN, SCALE, SPELLED
from tradetally.languages.zh.words import Words, alternatives, words
from tradetally.statements import Relation

Match = re.Match[str]

_MORE = r"(?P<more>[多余])?"
_AND = r"(?:、|和|及|与|以及)"
_DASH = r"\s*(?:—|–|-|~|至|到)+\s*"
_DATED = r"(?!\s*(?:年(?!均)|个?月|日(?!元|圆)|号|时(?!间)|个?季度|届|世纪|周年))"
_MIXED = rf"{FIGURES}(?:{SCALE}(?:\d++(?:千万|百万|万|千|百))?)?"
_SIGN = r"(?:(?<![\d%年月日])(?P<sign>-|负))?"
_EXACT_UNITS = frozenset({"count", "rank", "years", "quarters", "months"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and the number that a match of it means."""

    pattern: re.Pattern[str]
    meaning: Callable[[Match], Number | None]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, the stronger first."""
    known = words()
    before = f"(?P<before>{alternatives(known.before)})?"
    after = f"(?P<after>{alternatives(known.after)})?"
    unit = alternatives(known.units)
    patterns: tuple[tuple[str, Callable[[Match], Number | None]], ...] = (
        (r"(?P<number>\d{4})-\d{1,2}(?:-\d{1,2})?(?!\d)", _date),
        (rf"(?P<number>\d{{1,4}})(?=(?:{_DASH}|、)\d{{1,4}}(?:年|个?月|日(?!元|圆)|号|季度))", _date),
        (r"第?(?P<number>\d++|[一二三四])(?=季度)", _date),
        (r"(?P<number>\d++)(?=\s*(?:年(?!均)|月|日(?!元|圆)|号|时(?!间)|届|世纪|周年))", _year_or_date),
        (rf"连续第?(?P<number>{FIGURES}|{HAN}){_MORE}(?P<period>{alternatives(known.streak)})",
         _streak),
        (rf"(?P<number>{FIGURES}|{SPELLED}){_MORE}(?=年(?!均)|个月|个季度)", _duration),
        (rf"(?P<number>{alternatives(known.rank_first)})", _first),
        (rf"第(?P<number>\d++|{HAN})(?P<kind>{alternatives(known.rank_ordinal)})?", _ordinal),
        (rf"(?P<low>-?{_MIXED})(?:{unit})?{_DASH}(?P<high>-?{_MIXED})(?P<unit>{unit})", _range),
        (rf"{before}(?P<whole>[百千])分之(?P<number>{FIGURES}|{HAN}){after}", _hundredths),
        (rf"{before}(?P<whole>\d++|{HAN})分之(?P<number>\d++|{HAN}){after}", _fraction),
        (rf"{before}(?P<number>{FIGURES}|[一二两三四五六七八九十](?:点[一二三四五六七八九])?)"
         rf"成(?P<half>半|[一二三四五六七八九])?(?P<more>多)?{after}"
         r"(?![员立交功为本型熟长果])", _tenths),
        (rf"{before}(?P<number>{FIGURES}|{HAN})倍{_MORE}{after}", _multiple),
        (r"(?P<number>翻了?(?P<times>[一两二])?番)", _doubled),
        (r"(?P<number>[两二]位数)", _two_digits),
        (rf"(?P<number>{before}(?:一半|半数)|过半|近半)", _half),
        (
            rf"{before}(?P<number>{FIGURES})个?(?={_AND}(?:{FIGURES}个?{_AND})*{FIGURES}个百分点)",
            _points,
        ),
        (rf"(?:(?P<verb>{alternatives([*known.passed, '达到', '达', '过'])})了?|{before})"
         rf"(?P<number>[十百千]?(?:万亿|亿|万))(?P<unit>{alternatives(known.units)})?"
         r"(?![级多余])", _round_mark),
        (rf"{before}{_SIGN}(?P<number>{_MIXED}|{SPELLED}){_MORE}(?P<scale>{SCALE})?"
         rf"\s?(?P<unit>{unit}){_DATED}{after}", _amount),
        (rf"{before}{_SIGN}(?P<number>{_MIXED}){_MORE}(?P<scale>{SCALE})?(?P<unit>){_DATED}{after}",
         _amount),
    )  # fmt: skip
    return tuple(Rule(re.compile(pattern), meaning) for pattern, meaning in patterns)


def _date(match: Match) -> Number | None:
    return _aside(match, "date")


def _year_or_date(match: Match) -> Number | None:
    is_duration = match.string[match.end() :].lstrip().startswith("年") and len(match[0]) < 4
    return _aside(match, "duration" if is_duration else "date")


def _duration(match: Match) -> Number | None:
    return _aside(match, "duration")


def _aside(match: Match, note: str) -> Number | None:
    """Return a number without a unit, and why it has none."""
    value = numerals.parse(match["number"])
    if value is None:
        return None
    start, end = match.span("number")
    return Number(start, end, "", value, Interval.of(value), None, notes=(note,))


def _streak(match: Match) -> Number | None:
    value = numerals.parse(match["number"])
    if value is None:
        return None
    relation = Relation.GT if match["more"] else Relation.EQ
    return _number(match, value, words().streak[match["period"]], relation, "in a row")


def _first(match: Match) -> Number | None:
    return _number(match, Decimal(1), "rank", Relation.EQ)


def _ordinal(match: Match) -> Number | None:
    """Return a rank, or a bare number for 第六届, 第二，, 第十四个."""
    value = numerals.parse(match["number"])
    if value is None or value == 0:
        return None
    known = words()
    stands = match.string[: match.start()].endswith(known.rank_stands)
    ends = match.string[match.end() : match.end() + 1] in (
        "",
        "，",
        "。",
        "；",
        "、",
        "）",
        ",",
        ";",
        "的",
    )
    if match["kind"] or (stands and ends):
        return _number(match, value, "rank", Relation.EQ)
    return Number(*match.span(), "", value, Interval.of(value), None, notes=("ordinal",))


def _range(match: Match) -> Number | None:
    low, high = match["low"], match["high"]
    trailing = re.search(rf"{SCALE}$", high)
    if not re.search(rf"{SCALE}$", low) and trailing and not _has_unit_between(match):
        low += trailing[0]
    ends = [_signed(end) for end in (low, high)]
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
        return None
    middle = (ends[0] + ends[1]) / 2
    unit = words().units[match["unit"]]
    interval = Interval.of(ends[0], ends[1])
    return Number(*match.span(), "", middle, interval, unit, Relation.IN, _noun(match["unit"]))


def _has_unit_between(match: Match) -> bool:
    return not re.fullmatch(_DASH, match.string[match.end("low") : match.start("high")])


def _signed(text: str) -> Decimal | None:
    value = numerals.parse(text.removeprefix("-"))
    return -value if value is not None and text.startswith("-") else value


def _hundredths(match: Match) -> Number | None:
    value = numerals.parse(match["number"])
    factor = Decimal(1 if match["whole"] == "百" else "0.1")
    return _scaled(match, match["number"], value, "percent", factor)


def _fraction(match: Match) -> Number | None:
    whole, part = numerals.parse(match["whole"]), numerals.parse(match["number"])
    if not whole or part is None or part > whole:
        return None
    value = Decimal(f"{part * 100 / whole:.4g}")
    relation = _relation(match)
    interval = _asserted(relation, _manner(match) or "about", value, Decimal(1), None)
    return Number(*match.span(), "", value, interval, "percent", relation)


def _tenths(match: Match) -> Number | None:
    value = numerals.parse(match["number"])
    half = {"半": 5, None: 0}.get(match["half"])
    if value is None or (value > 10 and match["half"]):
        return None
    if match["half"] is None:
        return _scaled(match, match["number"], value, "percent", Decimal(10))
    more = Decimal(half) if half is not None else numerals.parse(match["half"]) or Decimal(0)
    return _scaled(match, "0", value * 10 + more, "percent", Decimal(1))


def _multiple(match: Match) -> Number | None:
    """Return a ratio; after a verb of growth the growth in percent."""
    value = numerals.parse(match["number"])
    ahead = match.string[: match.start()].removesuffix("了").removesuffix("达")
    if ahead.endswith(words().growth):
        return _scaled(match, match["number"], value, "percent", Decimal(100))
    return _scaled(match, match["number"], value, "ratio", Decimal(1))


def _doubled(match: Match) -> Number | None:
    value = Decimal(300 if match["times"] in ("两", "二") else 100)
    interval = Interval.of(value * Decimal("0.9"), value * Decimal("1.1"))
    return Number(*match.span(), "", value, interval, "percent", Relation.APPROX)


def _two_digits(match: Match) -> Number | None:
    ends = Interval.of(10, 100)
    return Number(*match.span(), "", Decimal(10), ends, "percent", Relation.GE, "digits")


def _half(match: Match) -> Number | None:
    manner = {"过半": "gt", "近半": "near"}.get(match["number"]) or _manner(match) or "about"
    relation = _as_relation(manner)
    interval = _asserted(relation, manner, Decimal(50), Decimal(1), None)
    return Number(*match.span(), "", Decimal(50), interval, "percent", relation)


def _points(match: Match) -> Number | None:
    """Return points whose unit stands after the last of a list: 2.5个和1.6个百分点."""
    return _scaled(match, match["number"], numerals.parse(match["number"]), "pp", Decimal(1))


def _round_mark(match: Match) -> Number | None:
    """Return 千亿元 or 万亿 after a verb or a comparison word; alone they are units of a table."""
    if not match["verb"] and not match["before"]:
        return None
    return _amount(match)


def _amount(match: Match) -> Number | None:
    groups = match.groupdict()
    text = match["number"] + (groups.get("scale") or "")
    value = numerals.parse(text)
    unit = words().units.get(match["unit"] or "")
    if value is None or (match["number"] == "一" and unit in (None, "count", "piece")):
        return None
    if groups.get("sign"):
        value = -value
    return _scaled(match, text, value, unit, Decimal(1))


def _scaled(
    match: Match, text: str, value: Decimal | None, unit: str | None, factor: Decimal
) -> Number | None:
    """Return the number that ``value · factor`` is, compared as the words around it say."""
    if value is None:
        return None
    groups = match.groupdict()
    relation = _relation(match)
    manner = _manner(match)
    value = numerals.simple(value * factor)
    step = numerals.unit_of_last_digit(text) * factor
    kind = _kind(text, unit, step)
    interval = _asserted(relation, manner, value, step, kind)
    if unit == "count":
        interval = _of_whole_things(interval, relation)
    start = match.start() if groups.get("verb") is None else match.start("number")
    noun = _noun(groups.get("unit") or "")
    return Number(start, match.end(), "", value, interval, unit, relation, noun)


def _number(
    match: Match, value: Decimal, unit: str, relation: Relation, noun: str | None = None
) -> Number:
    interval = _asserted(relation, None, value, Decimal(1), "whole")
    return Number(*match.span(), "", value, interval, unit, relation, noun)


def _noun(unit: str) -> str | None:
    """Return what is counted: partners, enterprises, or another thing in its own word."""
    noun = words().nouns.get(unit)
    return unit.removeprefix("个") or None if noun == "others" else noun


def _relation(match: Match) -> Relation:
    manner = _manner(match)
    return Relation.EQ if manner is None else _as_relation(manner)


def _as_relation(manner: str) -> Relation:
    return Relation.APPROX if manner in ("near", "about") else Relation(manner)


def _manner(match: Match) -> str | None:
    """Return how the words in and before a mention compare: gt, ge, lt, le, near or about."""
    known = words()
    groups = match.groupdict()
    if groups.get("before"):
        return known.before[groups["before"]]
    if groups.get("more"):
        return "gt"
    if groups.get("after"):
        return known.after[groups["after"]]
    ahead = (groups.get("verb") or match.string[: match.start()]).removesuffix("了")
    return _passed(ahead, known)


def _passed(ahead: str, known: Words) -> str | None:
    """Return ``gt`` or ``ge`` after a verb that says that a mark was passed: 突破, 站上."""
    for word in sorted(known.passed, key=len, reverse=True):
        if ahead.endswith(word):
            return known.passed[word]
    return None


def _asserted(
    relation: Relation, manner: str | None, value: Decimal, step: Decimal, kind: str | None
) -> Interval:
    """Return what a number asserts, given how it is compared and its last digit's worth."""
    if relation in (Relation.GT, Relation.GE):
        return Interval.of(value, None)
    if relation in (Relation.LT, Relation.LE):
        return Interval(None, Fraction(value))
    if manner == "near":
        return Interval.of(*sorted((value * Decimal("0.9"), value)))
    if manner == "about":
        slack = max(step, abs(value) / 20 if kind == "round" else step)
        return Interval.of(value - slack, value + slack)
    if kind == "whole":
        return Interval.of(value)
    return Interval.of(value - step / 2, value + step / 2)


def _of_whole_things(interval: Interval, relation: Relation) -> Interval:
    """Return more than 240 things as at least 241."""
    return {Relation.GT: interval + 1, Relation.LT: interval - 1}.get(relation, interval)


def _kind(text: str, unit: str | None, step: Decimal) -> str | None:
    """Return ``round`` for 60万 or 15, ``whole`` for what is counted one by one."""
    mantissa = re.sub(r"[十百千万亿]+$", "", text)
    if unit in _EXACT_UNITS and step == 1:
        return "whole"
    if re.search(r"[.点]", mantissa):
        return None
    return "round" if int(numerals.parse(mantissa) or 1) % 5 == 0 else None
