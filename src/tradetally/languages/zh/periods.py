"""Chinese periods: found in a text and resolved, and written.

A year is taken from the words, else from the context (the period that the text is about at that
point), else from the day of publication: 一季度 in a text of January 2026 about 2025 is 2025-Q1.
Days, ends of months (4月底) and spans without an end (近5年) are no reference periods.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from tradetally.languages.mentions import Resolver, When
from tradetally.languages.zh import numerals
from tradetally.languages.zh.matching import Match, Rule, matches, rules_of
from tradetally.periods import Period

_DASH = numerals.DASH
_YYYY = r"(?<!\d)(?:19|20)\d{2}"
_YEAR = (
    rf"(?:(?P<year>{_YYYY}(?=\s*年)|[一二][〇零一二三四五六七八九]{{3}}(?=年))\s*年(?!代)度?"
    r"|(?P<said>今年|去年|前年|本年|当年|上年|同年|明年)度?)"
)
_MONTH = r"(?:(?<!\d)\d{1,2}|十[一二]?|[一二三四五六七八九])"
_WHOLE = (
    r"(?![底初末]|[上中下](?:半|旬|月|游)|中(?=[，。；、）)\s]|以来|时|前后|期|$)"
    r"|\s*\d{1,2}\s*[日号]|\s*\d{1,2}月)"
)
_OPENING = r"(?=[\d一二三四五六七八九十第头前上下今去本当同明全])"
"""A look at the next character, so that what opens no year or part of one is passed over."""

_YEARS_BACK = {"今年": 0, "去年": 1, "前年": 2, "明年": -1}
_HALVES = {"上半年": 1, "下半年": 2}
_COMPARING = ("比", "较", "从", "由", "自")


class Setting(NamedTuple):
    """What an incomplete period is completed from."""

    published: date | None
    context: Period | None

    @property
    def now(self) -> int | None:
        """The year of publication; without one that of the context."""
        if self.published is not None:
            return self.published.year
        return self.context.last_year if self.context is not None else None

    def year(self, last: int) -> int | None:
        """Return the year of a part of a year whose last month (1 to 12) is ``last``."""
        if self.context is not None:
            return self.context.last_year
        if self.published is None:
            return None
        return self.published.year - (last > self.published.month)


Meaning = Callable[[Match, Setting], Period | None]


def find(text: str, *, published: date | None, context: Period | None) -> tuple[When, ...]:
    """Return the stretches of a text that mean a period, in order, each resolved.

    >>> said = "2025年前11个月，出口高于上年同期，其中一季度"
    >>> for when in find(said, published=None, context=None):
    ...     print(when.text, when.period)
    2025年前11个月 2025-01/2025-11
    上年同期 2024-01/2024-11
    一季度 2025-Q1
    """
    return resolver(text)(published, context)


def resolver(text: str) -> Resolver:
    """Return what resolves the periods of a text, which are looked for once."""
    return partial(_resolved, text, matches(_rules(), numerals.plain(text)))


def _resolved(
    text: str,
    said: list[tuple[Match, Meaning]],
    published: date | None,
    context: Period | None,
) -> tuple[When, ...]:
    if not said:
        return ()
    setting = Setting(published, context)
    found: list[When] = []
    stop = 0
    for match, meaning in said:
        if match.start() < stop or (meaning is _same and not found and match["earlier"] is None):
            continue  # 同期 at first is the period that was last spoken of
        period = meaning(match, setting)
        if period is None:
            continue
        start, stop = match.span()
        found.append(When(start, stop, text[start:stop], period))
        if not (_is_compared_with(match, period) or _looks_back(match, period, setting)):
            setting = Setting(published, period)
    return tuple(found)


def write(period: Period) -> str:
    """Return a period as a Chinese release says it; ``find`` reads the same period back.

    >>> for text in ("2025", "2025-S1", "2025-Q2", "2025-07", "2025-01/2025-11", "2021/2025"):
    ...     print(write(Period.parse(text)))
    2025年
    2025年上半年
    2025年二季度
    2025年7月
    2025年前11个月
    2021年至2025年
    """
    years, months, first = period.first_year, period.months, period.start % 12
    if first == 0 and months % 12 == 0:
        return f"{years}年" if months == 12 else f"{years}年至{period.last_year}年"
    if period.last_year > years:
        return f"{years}年{first + 1}月至{period.last_year}年{(period.stop - 1) % 12 + 1}月"
    return f"{years}年{_part(first, months)}"


def _part(first: int, months: int) -> str:
    """Return a run of months within a year."""
    if months == 1:
        return f"{first + 1}月"
    if months == 3 and first % 3 == 0:
        return f"{'一二三四'[first // 3]}季度"
    if months == 6 and first % 6 == 0:
        return "下半年" if first else "上半年"
    if first == 0:
        return "前三季度" if months == 9 else f"前{months}个月"
    return f"{first + 1}至{first + months}月"


@cache
def _rules() -> tuple[Rule[Meaning], ...]:
    """Return the rules, the stronger first where two start at one place."""
    part = (
        r"(?:(?P<half>上半年|下半年)"
        r"|第?(?P<quarter>[1-4一二三四])季度"
        r"|[前头](?P<quarters>[23二两三])个?季度"
        rf"|[前头] ?(?P<months>{_MONTH}|两) ?个?月(?:份)?"
        rf"|(?P<first>{_MONTH}) ?月?(?:份)?{_DASH}(?P<last>{_MONTH}) ?月(?:份)?(?!\s*\d*[日号])"
        rf"|(?P<month>{_MONTH}) ?月(?:份)?(?:当月)?{_WHOLE})"
    )
    patterns: tuple[tuple[str, Meaning, str], ...] = (
        (rf"(?P<year>{_YYYY})年(?P<month>{_MONTH})月{_DASH}"
         rf"(?P<stop_year>{_YYYY})年(?P<stop_month>{_MONTH})月", _across, numerals.DASHES),
        (rf"(?P<first>{_YYYY})年?{_DASH}(?P<last>{_YYYY})年", _years, numerals.DASHES),
        (r"[“\"「]?十(?P<plan>[一二三四五])五[”\"」]?(?:时期|期间)", _plan, "五"),
        (rf"(?P<year>{_YYYY})年度?的?同期", _same_of, "期"),
        (r"(?P<earlier>上年|去年|前年|上一年)的?同期|(?<!历史)(?<!历年)(?<![于出过])同期",
         _same, "期"),
        (r"(?:今年|年初)以来", _so_far, "来"),
        (rf"{_OPENING}(?:{_YEAR}的?，?\s*)?(?<![\d.—–~-]){part}", _parted, "半季月"),
        (rf"截至(?:{_YEAR})?(?P<last>{_MONTH})月[底末]", _until, "底末"),
        (rf"{_OPENING}(?:{_YEAR})?全年", _year, "年"),
        (r"(?P<years>[2-9]|10|[二两三四五六七八九十])年[间来](?=,?[^,。;；\d]{0,8}累计)",
         _past, "累"),
        (r"当月|本月|(?:今年单月|单月)(?=[^,。;]{0,12}(?:首|突破|创|超))", _this_month, "月"),
        (r"上月|上个月|上季度|上个季度|上一季度", _just_before, "月季"),
        (rf"{_OPENING}{_YEAR}{_WHOLE}", _year, "年"),
    )  # fmt: skip
    return rules_of(patterns)


def _is_compared_with(match: Match, period: Period) -> bool:
    """Whether a period is only what another is compared with: 比2021年, 上年同期.

    A run of years (从2012年至2021年) is not.
    """
    return period.months <= 12 and (
        match[0].endswith("同期")
        or match.string.endswith(_COMPARING, 0, match.start())
        or match.string.startswith(("相比", "相较", "以来"), match.end())
    )


def _looks_back(match: Match, period: Period, setting: Setting) -> bool:
    """Whether a text about a later year only glances at this one: 去年四季度 in 2024."""
    context = setting.context
    is_said = match.groupdict().get("said") in ("去年", "上年", "前年")
    return is_said and context is not None and period.last_year < context.last_year


def _across(match: Match, setting: Setting) -> Period | None:
    ends = [
        _month(int(match[year]), _number(match[month]))
        for year, month in (("year", "month"), ("stop_year", "stop_month"))
    ]
    return _run(ends[0], ends[1])


def _years(match: Match, setting: Setting) -> Period | None:
    return _run(Period.year(int(match["first"])), Period.year(int(match["last"])))


def _plan(match: Match, setting: Setting) -> Period | None:
    """Return the five years of a plan: 十四五 is the fourteenth, from 2021 on."""
    first = 2021 + 5 * (_number(match["plan"]) - 4)
    return _run(Period.year(first), Period.year(first + 4))


def _past(match: Match, setting: Setting) -> Period | None:
    """Return the years, to that of the context, that something is summed up over: 十年来累计."""
    if setting.context is None:
        return None
    last = setting.context.last_year
    return _run(Period.year(last - _number(match["years"]) + 1), Period.year(last))


def _same(match: Match, setting: Setting) -> Period | None:
    if setting.context is None or match["earlier"] is None:
        return setting.context
    years = 2 if match["earlier"] == "前年" else 1
    return setting.context.shift(-12 * years) if years == 2 else setting.context.year_earlier()


def _same_of(match: Match, setting: Setting) -> Period | None:
    """Return the same months of another year: 2020年同期."""
    context, year = setting.context, int(match["year"])
    return None if context is None else context.shift(12 * (year - context.last_year))


def _so_far(match: Match, setting: Setting) -> Period | None:
    """Return January to the month before publication, or the context if it is such a run."""
    if setting.context is not None and setting.context.is_year_to_date:
        return setting.context
    if setting.published is None or setting.published.month == 1:
        return None
    return Period.year_to_date(Period.month(setting.published.year, setting.published.month - 1))


def _parted(match: Match, setting: Setting) -> Period | None:
    """Return a part of a year: its own, or that of the setting."""
    first, last = _months(match)
    if not 1 <= first <= last <= 12:
        return None
    named = match["year"] or match["said"]
    year = _named_year(match, setting) if named else setting.year(last)
    if year is None:
        return None
    return _run(Period.month(year, first), Period.month(year, last))


def _until(match: Match, setting: Setting) -> Period | None:
    """Return January to the month whose end a count is of: 截至11月底."""
    last = _number(match["last"])
    named = match["year"] or match["said"]
    year = _named_year(match, setting) if named else setting.year(last)
    return _run(Period.month(year, 1), Period.month(year, last)) if year and last <= 12 else None


def _months(match: Match) -> tuple[int, int]:
    """Return the first and the last month (1 to 12) of a part of a year."""
    if match["half"]:
        return 6 * _HALVES[match["half"]] - 5, 6 * _HALVES[match["half"]]
    if match["quarter"]:
        quarter = _number(match["quarter"])
        return 3 * quarter - 2, 3 * quarter
    if match["quarters"]:
        return 1, 3 * _number(match["quarters"])
    if match["months"]:
        return 1, _number(match["months"])
    if match["month"]:
        return _number(match["month"]), _number(match["month"])
    return _number(match["first"]), _number(match["last"])


def _year(match: Match, setting: Setting) -> Period | None:
    is_named = match["year"] or match["said"]
    year = _named_year(match, setting) if is_named else setting.year(12)
    return None if year is None else Period.year(year)


def _named_year(match: Match, setting: Setting) -> int | None:
    """Return a year in figures, or 今年 and 去年 from publication, 上年 and 当年 from context."""
    if match["year"]:
        return _number(match["year"])
    said = match["said"]
    if said in _YEARS_BACK:
        return None if setting.now is None else setting.now - _YEARS_BACK[said]
    year = setting.now if setting.context is None else setting.context.last_year
    return None if year is None else year - (said == "上年")


def _this_month(match: Match, setting: Setting) -> Period | None:
    return None if setting.context is None else setting.context.last_month


def _just_before(match: Match, setting: Setting) -> Period | None:
    if setting.context is None:
        return None
    if "季" in match[0]:
        return setting.context.previous() if setting.context.months == 3 else None
    return setting.context.last_month.previous()


def _month(year: int, month: int) -> Period | None:
    return Period.month(year, month) if 1 <= month <= 12 else None


def _run(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or last.stop <= first.start:
        return None
    return Period(first.start, last.stop - first.start)


def _number(text: str) -> int:
    return int(numerals.parse(text) or 0)
