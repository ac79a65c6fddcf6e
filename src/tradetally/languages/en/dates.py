"""Calendar days in English: ``Jan. 14, 2026``, ``14 January 2026``, ``2026-01-15 17:04``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from tradetally.languages.cues import Day
from tradetally.languages.letters import any_of, matches, small, words

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_CLOCK_OR_ISO = re.compile(r"\d(?::\d\d|(?:(?<=1)9|(?<=2)0)\d\d[-/.][01]?\d)")
_HINTS = frozenset(("day", "days", *MONTHS))
MONTH = rf"{any_of(MONTHS)}\b\.?"


@cache
def _pattern() -> re.Pattern[str]:
    year = r"(?P<year{}>(?:19|20)\d\d)"
    day = r"(?P<day{}>[0-3]?\d)(?:st|nd|rd|th)?"
    month = f"(?P<month{{}}>{MONTH})"
    units = "%|percent|per|billion|million|trillion|months"
    clock = r"(?:[t ]\d{1,2}:\d\d(?::\d\d)?)?"
    return re.compile(
        rf"\W(?:{month.format(1)} {day.format(1)}(?!\d|[.,]\d|\s?(?:{units}))"
        rf"(?:,? {year.format(1)})?"
        rf"|(?<!quarter ){day.format(2)} (?:of )?{month.format(2)}(?:,? {year.format(2)})?"
        rf"|{year.format(3)}[-/.](?P<month3>[01]?\d)[-/.]{day.format(3)}{clock}"
        rf"|\d{{1,2}}:\d\d(?::\d\d)?(?:\s?(?:am|pm|gmt))?"
        rf"|(?:updated|released|published) {MONTH},? (?:19|20)\d\d)\b"
    )


def find(text: str) -> tuple[Day, ...]:
    """Return the calendar days and times of day; a day without a year has no ``day``.

    >>> [(d.text, d.day) for d in find("Published Jan. 14, 2026, updated 15 January.")]
    [('Jan. 14, 2026', datetime.date(2026, 1, 14)), ('15 January', None)]
    """
    if _DIGIT.search(text) is None:
        return ()
    lowered = small(text)
    if _HINTS.isdisjoint(words(lowered)) and _CLOCK_OR_ISO.search(text) is None:
        return ()
    padded = f" {lowered}"
    spans = [(match.start(), match.end() - 1) for match in matches(_runs(), padded)]
    runs = tuple([Day(start, end, text[start:end], None, is_part=True) for start, end in spans])
    found = list(runs)
    for day in _days(text, padded):
        if not any(day.start < run.end and run.start < day.end for run in runs):
            found.append(day)
    return tuple(sorted(found, key=lambda day: day.start))


@cache
def _runs() -> re.Pattern[str]:
    """Return the pattern of a run of days within a month."""
    return re.compile(
        rf"\W(?:(?:the )?first \d\d? days(?: of (?:{MONTH}|(?:this|the|last) month|the year))?"
        rf"|{MONTH} \d\d? ?(?:-|–|to|through) ?(?:{MONTH} )?\d\d?(?!\d|\s?%)"
        rf"|from {MONTH} \d\d? to \d\d?"
        rf"|(?:the )?20-day period|(?:the )?10-day period)\b"
    )


def _days(text: str, padded: str) -> Iterator[Day]:
    for match in matches(_pattern(), padded):
        start, end = match.start(), match.end() - 1
        yield Day(start, end, text[start:end], _day(match))


def _day(match: re.Match[str]) -> date | None:
    for form in "123":
        if match[f"day{form}"] and match[f"year{form}"]:
            month = match[f"month{form}"].rstrip(".")
            try:
                return date(
                    int(match[f"year{form}"]),
                    MONTHS[month] if month in MONTHS else int(month),
                    int(match[f"day{form}"]),
                )
            except ValueError:
                return None
    return None
