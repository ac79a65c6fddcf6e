"""Chinese numbers with their units and comparison words: found in a text, and written.

``RULES`` is the whole method: each rule is a pattern and what its match means, and where two
rules match at overlapping places the one that starts first, then the one listed first, wins.
Words stand in ``numbers.toml``. A percentage point is never a percent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tradetally.intervals import Interval
from tradetally.languages.mentions import Number
from tradetally.languages.zh import numerals
from tradetally.languages.zh.numerals import FIGURES, HAN, SCALE
from tradetally.languages.zh.words import Words, alternatives, meaning, words
from tradetally.statements import Relation

Match = re.Match[str]

_MORE = "多余"
_DATED = r"(?!\s*(?:年(?!均)|个?月|日|号|时(?!间)|个?季度|届|世纪|周年))"
_NUMERAL = rf"(?:{FIGURES}(?:{SCALE}(?:{FIGURES}(?:万|千|百))?)?|{HAN})"
_DASH = r"\s*(?:—|–|-|~|至|到)+\s*"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and the number that a match of it means (``None``: no number after all)."""

    pattern: re.Pattern[str]
    meaning: Callable[[Match, Words], Number | None]


def find(text: str) -> tuple[Number, ...]:
    """Return every number of a text, in order; those of dates and names have no unit.

    >>> for number in find("出口26.99万亿元，同比增长6.1%，占比提升1.4个百分点，拉动近4成"):
    ...     print(number.text, number.value, number.unit, number.relation, number.interval)
    26.99万亿元 26990000000000 CNY eq Interval[26985000000000, 26995000000000]
    6.1% 6.1 percent eq Interval[6.05, 6.15]
    1.4个百分点 1.4 pp eq Interval[1.35, 1.45]
    近4成 40 percent approx Interval[36, 40]
    """
    plain = numerals.plain(text)
    known = words()
    found = []
    end = 0
    for match, rule in sorted(_matches(plain), key=lambda pair: pair[0].start()):
        if match.start() < end:
            continue
        number = rule.meaning(match, known)
        if number is not None:
            found.append(replace(number, text=text[number.start : number.end]))
            end = number.end
    return _listed(plain, found)


def _matches(plain: str) -> Iterator[tuple[Match, Rule]]:
    for rule in rules():
        for match in rule.pattern.finditer(plain):
            yield match, rule


def write(value: Decimal, unit: str) -> str:
    """Return a number as Chinese text says it; ``find`` reads the same value and unit back.

    >>> write(Decimal(45470000000000), "CNY"), write(Decimal("1.4"), "pp"), write(Decimal(9), "years")
    ('45.47万亿元', '1.4个百分点', '连续9年')
    >>> write(Decimal(780000), "count"), write(Decimal(8), "rank"), write(Decimal("3.80"), "percent")
    ('78万个', '第8位', '3.80%')
    """
    fixed = {"percent": "{}%", "pp": "{}个百分点", "rank": "第{}位", "ratio": "{}倍",
             "years": "连续{}年", "quarters": "连续{}个季度", "months": "连续{}个月"}
    if unit in fixed:
        return fixed[unit].format(f"{value:f}")
    name = words().written.get(unit, unit)
    return scaled(value) + name


def scaled(value: Decimal) -> str:
    """Return an exact amount in 万亿, 亿 or 万 where that needs no more than its own digits.

    >>> scaled(Decimal(23600000000000)), scaled(Decimal(3046)), scaled(Decimal(-6800000))
    ('23.6万亿', '3046', '-680万')
    """
    for power, name in ((12, "万亿"), (8, "亿"), (4, "万")):
        if abs(value) >= 10**power:
            return _trimmed(value.scaleb(-power)) + name
    return _trimmed(value)


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules, the stronger first."""
    known = words()
    before = f"(?P<before>{alternatives(known.before)})?"
    after = f"(?P<after>{alternatives(known.after)})?"
    unit = alternatives(known.units)
    count_words = known.periods
    verbs = "|".join(sorted({*known.passed, *known.before, "达", "过"}, key=len, reverse=True))
    number = rf"(?P<number>{_NUMERAL})(?P<more>[{_MORE}])?(?P<scale>{SCALE})?"
    patterns: Iterable[tuple[str, Callable[[Match, Words], Number | None]]] = (
        (r"\d{4}-\d{1,2}(?:-\d{1,2})?(?!\d)", _date),
        (rf"第?(?P<number>\d{{1,4}}|[一二三四])(?:{_DASH}|、)(?=\d{{1,4}}(?:年|个?月|日|号|季度))", _dated),
        (r"(?P<number>\d++)(?=\s*(?:年(?!均)|月|日|号|时(?!间)|届|世纪|个?季度))(?<!连续\d)", _dated),
        (rf"连续第?(?P<number>{_NUMERAL})(?P<more>[{_MORE}])?(?P<period>{alternatives(count_words)})", _streak),
        (rf"(?P<number>{FIGURES}|{HAN})(?P<more>[{_MORE}])?(?=(?:年(?!均)|个月|个季度))", _duration),
        (rf"(?P<number>)(?:{alternatives(dict.fromkeys(known.first))})", _first),
        (rf"第(?P<number>\d++|{HAN})(?P<kind>{'|'.join(known.ordinal)})?", _ordinal),
        (rf"(?P<low>-?{FIGURES}{SCALE}?)(?P<first>{unit})?{_DASH}(?P<number>-?{FIGURES}{SCALE}?)(?P<unit>{unit})", _range),
        (rf"{before}(?P<scope>[百千])分之(?P<number>{FIGURES}|{HAN}){after}", _per),
        (rf"{before}(?P<whole>{HAN}|\d++)分之(?P<number>\d++|{HAN}){after}", _fraction),
        (rf"{before}(?P<number>{FIGURES}|[一二三四五六七八九十]点?)(?P<more>[{_MORE}])?成(?P<half>半|[一二三四五六七八九](?!成))?{after}(?![立员功交为员本型熟长果])", _tenths),
        (rf"{before}(?P<number>{FIGURES}|{HAN})(?P<more>[{_MORE}])?倍{after}", _multiple),
        (r"(?P<number>)翻(?:了)?(?P<times>[一两二三])?番", _doubled),
        (r"(?P<number>)(?:两|二)位数", _two_digits),
        (rf"{before}(?P<number>)(?:一半|半数)", _half),
        (rf"{before}(?P<sign>(?<![\d%年月日])-)?{number}\s?(?P<unit>{unit}){_DATED}{after}", _amount),
        (rf"(?<={_behind(verbs)})(?P<number>[十百千]?(?:万亿|亿|万))(?P<unit>{alternatives(known.money)})?(?![级家户吨件个])", _round_mark),
        (rf"{before}(?P<sign>(?<![\d%年月日])-)?(?P<number>{FIGURES}(?:{SCALE})?)(?P<more>[{_MORE}])?(?P<scale>{SCALE})?(?P<unit>)?{after}", _amount),
    )
    return tuple(Rule(re.compile(pattern), meaning_) for pattern, meaning_ in patterns)
