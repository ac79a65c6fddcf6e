"""Calendar days in Chinese: 2026年1月14日, （1月13日）, 2026-01-15 17:04, 1月1日至20日."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tradetally.languages.cues import Day
from tradetally.languages.zh import numerals

_MONTH_DAY = r"(?:0?[1-9]|1[0-2])月(?:[12]\d|3[01]|0?[1-9])[日号]"
_AGENCY = (
    r"(?:新华社|新华网|中新社|中新网|人民网|央视网|央广网|中国网|光明网"
    r"|韩联社|共同社|路透社|法新社|彭博社)"
)
_OPENING = r"(?=[\d前新中人央光韩共路法彭])"  # so that what opens no day is passed over at once
_CLOCK = r"(?:\s*(?:上午|下午|晚间|早间)?\d{1,2}(?::\d\d(?::\d\d)?|[时点](?:\d{1,2}分)?))?"

_DATED = re.compile(r"\d(?:\s*[日号天时点:]|\d{3}[-/.]|月.旬)")  # in every match of the pattern


def find(text: str) -> tuple[Day, ...]:
    """Return the days, times of day and runs of days; a day without a year has no ``day``.

    >>> [(d.text, d.day) for d in find("2023年1月13日上午10时，截至3月13日")]
    [('2023年1月13日上午10时', datetime.date(2023, 1, 13)), ('3月13日', None)]
    >>> [(d.text, d.is_part) for d in find("7月1日至20日出口增长，7月上旬")]
    [('7月1日至20日', True), ('7月上旬', True)]
    """
    plain = numerals.plain(text)
    if _DATED.search(plain) is None:
        return ()
    out: list[Day] = []
    stop = 0
    for match in _pattern().finditer(plain):
        if match.start() >= stop:
            start, stop = match.span()
            is_part = match.lastgroup == "part"
            out.append(Day(start, stop, text[start:stop], _day(match), is_part=is_part))
    return tuple(out)


@cache
def _pattern() -> re.Pattern[str]:
    dash = numerals.DASH
    return re.compile(
        rf"{_OPENING}(?:{_AGENCY}[\u4e00-\u9fff]{{0,8}}{_MONTH_DAY}[电讯]"
        rf"|(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号]"
        rf"(?!{dash}\d){_CLOCK}"
        rf"|(?<!\d)(?P<iso>(?:19|20)\d\d[-/.][01]?\d[-/.][0-3]?\d)(?!\d){_CLOCK}"
        r"|(?P<part>(?:(?:19|20)\d\d年)?"
        rf"(?:\d{{1,2}}月\d{{1,2}}日?{dash}(?:\d{{1,2}}月)?\d{{1,2}}日"
        r"|\d{1,2}月[上中下]旬|\d{1,2}月?前\d{1,2}[天日]|前(?:10|20)[天日]))"
        rf"|(?<!\d){_MONTH_DAY}{_CLOCK}"
        r"|(?<![\d.月])(?:[12]\d|3[01]|0?[1-9])日(?=[，在上下晚电讯从、公发介表召起举]|$)"
        r"|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)"
        r"|(?<=[午间晨])\d{1,2}[时点](?:\d{1,2}分)?)"
    )


def _day(match: re.Match[str]) -> date | None:
    parts = match["iso"] and re.split(r"[-/.]", match["iso"])
    parts = parts or [match["year"], match["month"], match["day"]]
    try:
        return date(*map(int, parts)) if all(parts) else None
    except ValueError:
        return None
