"""Chinese numbers with their units and comparison words: found in a text, and written.

What a match means is in ``rules``; words stand in ``numbers.toml``. A percentage point is never
a percent, and 增长3.2倍 is growth of 320 percent where 3.2倍 alone is a ratio.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tradetally.intervals import Interval
from tradetally.languages.mentions import Number
from tradetally.languages.zh import numerals
from tradetally.languages.zh.matching import matches
from tradetally.languages.zh.meanings import bare
from tradetally.languages.zh.rules import rules
from tradetally.languages.zh.words import words

_COUNTING = frozenset(numerals.NUMERALS + "半番" + "".join(words().rank_first))
"""The characters of which every number has one."""

_FIGURES = re.compile(rf"(?P<number>{numerals.FIGURES})")
_LIST = re.compile(r"\s*(?:、|和|及|与|以及)\s*")
_LISTED_MARK = re.compile(
    r"(?:、|和|及|与|以及)(?P<number>[十百千]?(?:万亿|亿|万))(?P<unit>元|美元)"
)
_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
_FIXED = {
    "percent": "{}%",
    "pp": "{}个百分点",
    "rank": "第{}位",
    "ratio": "{}倍",
    "years": "连续{}年",
    "quarters": "连续{}个季度",
    "months": "连续{}个月",
}


def find(text: str) -> tuple[Number, ...]:
    """Return every number of a text, in order; those of dates and names have no unit.

    >>> for number in find("出口26.99万亿元，同比增长6.1%，占比提升1.4个百分点，增长近4成"):
    ...     print(number.text, number.value, number.unit, number.relation, number.interval)
    26.99万亿元 26990000000000 CNY eq Interval[26985000000000, 26995000000000]
    6.1% 6.1 percent eq Interval[6.05, 6.15]
    1.4个百分点 1.4 pp eq Interval[1.35, 1.45]
    近4成 40 percent approx Interval[36, 40]
    """
    plain = numerals.plain(text)
    if _COUNTING.isdisjoint(plain):
        return ()
    found: list[Number] = []
    end = 0
    for match, meaning in matches(rules(), plain):
        number = meaning(match) if match.start() >= end else None
        if number is not None:
            found.append(_as_said(number, text))
            end = number.end
    found = _with_figures(text, plain, found)
    found = _with_listed_multiples(plain, _with_listed_marks(text, plain, found))
    return _with_shared_units(plain, found)


def write(value: Decimal, unit: str) -> str:
    """Return a number as Chinese text says it; ``find`` reads the same value and unit back.

    >>> write(Decimal(45470000000000), "CNY"), write(Decimal("3.80"), "percent")
    ('45.47万亿元', '3.80%')
    >>> [write(Decimal(8), unit) for unit in ("rank", "years", "pp", "count")]
    ['第8位', '连续8年', '8个百分点', '8个']
    """
    if unit in _FIXED:
        return _FIXED[unit].format(f"{value:f}")
    return scaled(value) + words().written.get(unit, unit)


def scaled(value: Decimal) -> str:
    """Return an exact amount in 万亿, 亿 or 万, whichever is the largest that it reaches.

    >>> scaled(Decimal(23600000000000)), scaled(Decimal(3046)), scaled(Decimal(-6800000))
    ('23.6万亿', '3046', '-680万')
    """
    for power, name in _SCALES:
        if abs(value) >= 10**power:
            return _trimmed(value.scaleb(-power)) + name
    return _trimmed(value)


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _as_said(number: Number, text: str) -> Number:
    said = text[number.start : number.end]
    return number if number.text == said else number._replace(text=said)


def _with_figures(text: str, plain: str, found: list[Number]) -> list[Number]:
    """Return the numbers with the figures that no rule made one of, as in 3百百 and 第4.4."""
    starts = [*(number.start for number in found), len(plain)]
    ends = [0, *(number.end for number in found)]
    missed = [
        _as_said(number, text)
        for end, start in zip(ends, starts, strict=True)
        for match in _FIGURES.finditer(plain, end, start)
        if (number := bare(match)) is not None
    ]
    return sorted([*found, *missed], key=lambda number: number.start) if missed else found


def _with_listed_marks(text: str, plain: str, found: list[Number]) -> list[Number]:
    """Return the numbers with the round marks listed behind one: 超过万亿元、千亿元和百亿元."""
    out: list[Number] = []
    for at, number in enumerate(found):
        out.append(number)
        if number.relation not in ("gt", "ge"):
            continue
        stop = found[at + 1].start if at + 1 < len(found) else len(plain)
        match = _LISTED_MARK.match(plain, number.end, stop)
        while match is not None:
            value = numerals.parse(match["number"]) or Decimal(0)
            unit = words().units.get(match["unit"], number.unit)
            start, end = match.start("number"), match.end()
            interval = Interval.of(value, None)
            said = number._replace(start=start, end=end, text=text[start:end])
            out.append(said._replace(value=value, interval=interval, unit=unit))
            match = _LISTED_MARK.match(plain, end, stop)
    return out


def _with_listed_multiples(plain: str, found: list[Number]) -> list[Number]:
    """Return the multiples listed behind a rate of growth as growth too: 增长45%、1.5倍."""
    for at in range(1, len(found)) if "倍" in plain else ():
        before, this = found[at - 1], found[at]
        is_growth = this.unit == "ratio" and before.unit == "percent"
        if is_growth and _LIST.fullmatch(plain, before.end, this.start):
            value = numerals.simple(this.value * 100)
            found[at] = this._replace(value=value, interval=this.interval * 100, unit="percent")
    return found


def _with_shared_units(plain: str, found: list[Number]) -> tuple[Number, ...]:
    """Give an amount that a list left without its unit that of the next: 6.5万亿、5.6万亿元."""
    for at in range(len(found) - 2, -1, -1):
        this, after = found[at], found[at + 1]
        is_amount = this.unit is None and plain[this.end - 1] in "万亿" and not this.notes
        is_rank = this.notes == ("ordinal",) and after.unit == "rank"
        is_shared = is_rank or (is_amount and after.unit in words().written)
        if is_shared and _LIST.fullmatch(plain, this.end, after.start):
            found[at] = this._replace(unit=after.unit)
    return tuple(found)
