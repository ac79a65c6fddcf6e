"""The rules that find Chinese numbers: each a pattern, and what its match means.

Where matches overlap, the one that starts first wins, then the one whose rule is listed first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from tradetally.languages.mentions import Number
from tradetally.languages.zh import meanings
from tradetally.languages.zh.matching import Match, Rule, rules_of
from tradetally.languages.zh.numerals import DASH, DASHES, FIGURES, HAN, NUMERALS, SCALE, SPELLED
from tradetally.languages.zh.words import alternatives, words

Meaning = Callable[[Match], Number | None]

_MORE = r"(?P<more>[多余])?"
_AND = r"(?:、|和|及|与|以及)"
_YEAR = r"年(?!均)"
_DAY = r"日(?!元|圆)"
_TIME = rf"(?:{_YEAR}|月|{_DAY}|号|时(?!间)|届|世纪|周年)"
_DATED = rf"(?!\s*(?:{_TIME}|个月|个?季度))"
_MIXED = rf"{FIGURES}(?: ?{SCALE}(?:\d++(?:千万|百万|万|千|百))*(?:(?<=万)\d{{4}}(?![\d.,]))?)?"
_SIGN = r"(?:(?<![\d%年月日])(?P<sign>-|负))?"


@cache
def rules() -> tuple[Rule[Meaning], ...]:
    """Return the rules, the stronger first."""
    known = words()
    compared = alternatives(known.before)
    before = f"{_opening(NUMERALS + '-负', *known.before)}(?P<before>{compared})?"
    verbs = [*known.passed, "达到", "达", "过"]
    after = f"(?P<after>{alternatives(known.after)})?"
    unit = alternatives(known.units)
    patterns: tuple[tuple[str, Meaning, str], ...] = (
        (r"(?P<number>\d{4})(?=-\d{1,2}(?!\d))", meanings.date, "-"),
        (r"(?:(?<=\d{4}-)|(?<=\d{4}-\d{2}-))(?P<number>\d{1,2})(?!\d)", meanings.date, "-"),
        (rf"(?P<number>\d{{1,4}})(?=(?:{DASH}|、)\d{{1,4}}(?:年|个?月|{_DAY}|号|季度))",
         meanings.date, f"{DASHES}、"),
        (r"第?(?P<number>\d++|[一二三四])(?=季度)", meanings.date, "季"),
        (rf"(?P<number>\d\d*+)(?=\s*{_TIME})", meanings.year_or_date, "年月日号时届世周"),
        (rf"{_opening('连', *known.before)}(?P<before>{compared})?连续第?"
         rf"(?P<number>{FIGURES}|{HAN}){_MORE}(?P<period>{alternatives(known.streak)})",
         meanings.streak, "连"),
        (rf"(?=[\d{NUMERALS}])(?P<number>{FIGURES}|{SPELLED}){_MORE}(?=年(?!均)|个月|个季度)",
         meanings.duration, "年个"),
        (rf"(?P<number>{alternatives(known.rank_first)})", meanings.first,
         _first_characters(known.rank_first)),
        (rf"第(?P<number>\d++|{HAN})(?P<kind>{alternatives(known.rank_ordinal)})?",
         meanings.ordinal, "第"),
        (rf"(?P<low>-?{_MIXED})(?:{unit})?{DASH}(?P<high>-?{_MIXED})(?P<unit>{unit})",
         meanings.span, DASHES),
        (rf"{before}(?P<whole>[百千])分之(?P<number>{FIGURES}|{HAN}){after}",
         meanings.hundredths, "之"),
        (rf"{before}(?P<whole>\d++|{HAN})分之(?P<number>\d++|{HAN}){after}",
         meanings.fraction, "之"),
        (rf"{before}(?P<number>{FIGURES}|[一二两三四五六七八九十](?:点[一二三四五六七八九])?)"
         rf"成(?P<half>半|[一二三四五六七八九])?(?P<more>多)?{after}"
         r"(?![员立交功为本型熟长果])", meanings.tenths, "成"),
        (rf"{before}(?P<number>{FIGURES}|{HAN})倍{_MORE}{after}", meanings.multiple, "倍"),
        (r"(?P<number>翻了?(?P<times>[一两二])?番)", meanings.doubled, "番"),
        (r"(?P<number>[两二]位数)", meanings.two_digits, "位"),
        (rf"{_opening('一半过近', *known.before)}"
         rf"(?P<number>(?P<before>{compared})?(?:一半|半数)|过半|近半)", meanings.half, "半"),
        (rf"{before}(?P<number>{FIGURES})个?(?={_AND}(?:{FIGURES}个?{_AND})*{FIGURES}个百分点)",
         meanings.points, "点"),
        (rf"{_opening('', *verbs, *known.before)}"
         rf"(?:(?P<verb>{alternatives(verbs)})了?|(?P<before>{compared}))"
         rf"(?P<number>[十百千]?(?:万亿|亿|万))(?P<unit>{alternatives(known.units)})?"
         r"(?![级多余])", meanings.amount, "万亿"),
        (rf"{before}{_SIGN}(?P<number>{_MIXED}|{SPELLED}){_MORE}(?P<scale>{SCALE})?"
         rf"\s?(?P<unit>{unit})(?!阶){_DATED}{after}", meanings.amount, ""),
        (rf"{before}{_SIGN}(?P<number>{_MIXED}){_MORE}(?P<scale>{SCALE})?(?P<unit>){_DATED}{after}",
         meanings.amount, ""),
    )  # fmt: skip
    return rules_of(patterns)


def _opening(numerals: str, *others: str) -> str:
    """Return a look at the next character, so that what opens no number is passed over at once."""
    return f"(?=[{re.escape(_first_characters([*numerals, *others]))}])"


def _first_characters(words: Iterable[str]) -> str:
    """Return the characters that words start with."""
    return "".join(dict.fromkeys(word[0] for word in words))
