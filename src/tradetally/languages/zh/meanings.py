"""What a match of each rule means: the number, or ``None`` where there is none after all."""

from __future__ import annotations

import re
from decimal import Decimal

from tradetally.intervals import Interval
from tradetally.languages.mentions import Number
from tradetally.languages.zh import numerals
from tradetally.languages.zh.asserted import (
    Groups,
    ahead_of,
    interval_of,
    manner_of,
    relation_of,
)
from tradetally.languages.zh.numerals import DASH, SCALE
from tradetally.languages.zh.words import words
from tradetally.statements import Relation

Match = re.Match[str]

_SCALE_AT_END = re.compile(rf"{SCALE}$")
_AS_ROUND_AS = "50"
_ONE = Decimal(1)
_ENDS_RANK = ("", *"，。；、）,;的")


def date(match: Match) -> Number | None:
    """Return the number of a date."""
    return _aside(match, "date")


def year_or_date(match: Match) -> Number | None:
    """Return the number of a date, or of a span of years that is no reference period."""
    is_duration = match.string[match.end() :].lstrip().startswith("年") and len(match[0]) < 4
    return _aside(match, "duration" if is_duration else "date")


def duration(match: Match) -> Number | None:
    """Return the number of a span of time that is no reference period."""
    return _aside(match, "duration")


def _aside(match: Match, note: str) -> Number | None:
    """Return a number without a unit, and why it has none."""
    value = numerals.parse(match["number"])
    if value is None:
        return None
    start, end = match.span("number")
    return Number(start, end, match["number"], value, Interval.of(value), None, notes=(note,))


def streak(match: Match) -> Number | None:
    """Return how many periods in a row something held."""
    value = numerals.parse(match["number"])
    if value is None:
        return None
    unit, manner = words().streak[match["period"]], manner_of(match, match.groupdict())
    interval = interval_of(value, manner, text="1", unit=unit, factor=Decimal(1))
    return Number(*match.span(), match[0], value, interval, unit, relation_of(manner), "in a row")


def first(match: Match) -> Number | None:
    """Return 首位, 榜首, 第一大 as a rank."""
    return _exact(match, Decimal(1), "rank")


def ordinal(match: Match) -> Number | None:
    """Return a rank, or a bare number for 第六届, 第二，, 第十四个."""
    value = numerals.parse(match["number"])
    if value is None or value == 0:
        return None
    known = words()
    stands = ahead_of(match).endswith(known.rank_stands)
    ends = match.string[match.end() : match.end() + 1] in _ENDS_RANK
    is_of_peers = match.string.startswith(known.rank_peers, match.end())
    if match["kind"] or (stands and ends) or is_of_peers:
        return _exact(match, value, "rank")
    return Number(*match.span(), match[0], value, Interval.of(value), None, notes=("ordinal",))


def span(match: Match) -> Number | None:
    """Return the numbers from one end to the other; a scale of the second is that of both."""
    low, high = (match[end].replace(" ", "") for end in ("low", "high"))
    if _low_unit(match) not in (None, words().units[match["unit"]]):
        return None
    trailing = _SCALE_AT_END.search(high)
    if not _SCALE_AT_END.search(low) and trailing and not _has_unit_between(match):
        low += trailing[0]
    ends = [_signed(end) for end in (low, high)]
    if ends[0] is None or ends[1] is None or ends[0] >= ends[1] or _is_change_to(match):
        return None
    middle = (ends[0] + ends[1]) / 2
    unit = words().units[match["unit"]]
    interval = Interval.of(ends[0], ends[1])
    return Number(
        *match.span(), match[0], middle, interval, unit, Relation.IN, _noun(match["unit"])
    )


def _low_unit(match: Match) -> str | None:
    """Return the unit of the first end, where one stands: 0.5%至9.16万亿日元 is no span."""
    between = match.string[match.end("low") : match.start("high")]
    return words().units.get(between.rstrip("—–-~至到 "))


def _is_change_to(match: Match) -> bool:
    """Whether an amount changed by the first to the second: 减少22亿美元至972亿美元."""
    known = words()
    is_amount = known.units[match["unit"]] in known.written and _has_unit_between(match)
    verb = ahead_of(match).removesuffix("了")
    return is_amount and verb.endswith((*known.growth, *known.fall))


def _has_unit_between(match: Match) -> bool:
    return not re.fullmatch(DASH, match.string[match.end("low") : match.start("high")])


def _signed(text: str) -> Decimal | None:
    value = numerals.parse(text.removeprefix("-"))
    return -value if value is not None and text.startswith("-") else value


def hundredths(match: Match) -> Number | None:
    """Return 百分之三 and 千分之三 in percent."""
    value = numerals.parse(match["number"])
    factor = Decimal(1 if match["whole"] == "百" else "0.1")
    return _scaled(match, match.groupdict(), match["number"], value, "percent", factor=factor)


def fraction(match: Match) -> Number | None:
    """Return 三分之一 as about a third of a hundred percent."""
    whole, part = numerals.parse(match["whole"]), numerals.parse(match["number"])
    if not whole or part is None or part > whole:
        return None
    manner = manner_of(match, match.groupdict())
    return _words_for(match, Decimal(f"{part * 100 / whole:.4g}"), manner)


def tenths(match: Match) -> Number | None:
    """Return 成 in percent: 三成半 is 35."""
    groups = match.groupdict()
    value = numerals.parse(groups["number"])
    half = {"半": 5, None: 0}.get(match["half"])
    if value is None or (value > 10 and match["half"]):
        return None
    if match["half"] is None:
        return _scaled(match, groups, groups["number"], value, "percent", factor=Decimal(10))
    more = Decimal(half) if half is not None else numerals.parse(match["half"]) or Decimal(0)
    return _scaled(match, groups, "0", numerals.simple(value * 10 + more), "percent")


def multiple(match: Match) -> Number | None:
    """Return a ratio; after a verb of growth the growth in percent."""
    groups = match.groupdict()
    value = numerals.parse(groups["number"])
    verb = ahead_of(match).removesuffix("了").removesuffix("达")
    if verb.endswith(words().growth):
        return _scaled(match, groups, groups["number"], value, "percent", factor=Decimal(100))
    return _scaled(match, groups, groups["number"], value, "ratio")


def doubled(match: Match) -> Number | None:
    """Return 翻一番 as growth of about a hundred percent, 翻两番 of three hundred."""
    value = Decimal(300 if match["times"] in ("两", "二") else 100)
    interval = Interval.of(value * Decimal("0.9"), value * Decimal("1.1"))
    return Number(*match.span(), match[0], value, interval, "percent", Relation.APPROX, "digits")


def two_digits(match: Match) -> Number | None:
    """Return 两位数: at least ten percent, under a hundred."""
    ends = Interval.of(10, 100)
    return Number(*match.span(), match[0], Decimal(10), ends, "percent", Relation.GE, "digits")


def half(match: Match) -> Number | None:
    """Return 一半, 过半 and 近半 as fifty percent."""
    manner = {"过半": "gt", "近半": "near"}.get(match["number"])
    return _words_for(match, Decimal(50), manner or manner_of(match, match.groupdict()))


def points(match: Match) -> Number | None:
    """Return points whose unit stands after the last of a list: 2.5个和1.6个百分点."""
    value = numerals.parse(match["number"])
    return _scaled(match, match.groupdict(), match["number"], value, "pp")


def amount(match: Match) -> Number | None:
    """Return a number with its unit; 一个, 一家 are articles.

    千亿元 and 万亿 are numbers only after a verb or a comparison word; alone they are units of a
    table.
    """
    groups = match.groupdict()
    number = groups["number"]
    if number in ("零", "〇"):
        return None
    text = number.replace(" ", "") + (groups.get("scale") or "")
    value = numerals.parse(text)
    unit = words().units.get(groups["unit"] or "")
    if value is None or (number == "一" and unit in (None, "count", "piece")):
        return None
    if groups.get("sign"):
        value = -value
    return _scaled(match, groups, text, value, unit)


def bare(match: Match) -> Number | None:
    """Return figures as they stand, whatever is around them."""
    return _scaled(match, match.groupdict(), match["number"], numerals.parse(match["number"]), None)


def _scaled(
    match: Match,
    groups: Groups,
    text: str,
    value: Decimal | None,
    unit: str | None,
    *,
    factor: Decimal = _ONE,
) -> Number | None:
    """Return the number that ``value · factor`` is, compared as the words around it say."""
    if value is None:
        return None
    manner = manner_of(match, groups)
    if factor != 1:
        value = numerals.simple(value * factor)
    interval = interval_of(value, manner, text=text, unit=unit, factor=factor)
    start = match.start() if groups.get("verb") is None else match.start("number")
    noun = _noun(groups.get("unit") or "")
    return Number(
        start,
        match.end(),
        match.string[start : match.end()],
        value,
        interval,
        unit,
        relation_of(manner),
        noun,
    )


def _words_for(match: Match, percent: Decimal, manner: str | None) -> Number:
    """Return a percentage that no digit prints: about as much, unless it is compared."""
    interval = interval_of(
        percent, manner or "about", text=_AS_ROUND_AS, unit="percent", factor=Decimal(1)
    )
    return Number(
        *match.span(), match[0], percent, interval, "percent", relation_of(manner or "about")
    )


def _exact(match: Match, value: Decimal, unit: str) -> Number:
    return Number(*match.span(), match[0], value, Interval.of(value), unit)


def _noun(unit: str) -> str | None:
    """Return what is counted: partners, enterprises, or another thing in its own word."""
    noun = words().nouns.get(unit)
    return unit.removeprefix("个") or None if noun == "others" else noun
