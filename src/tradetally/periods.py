"""Reference periods: runs of whole months, spelled as SDMX and ISO 8601 spell them.

A period is a first month and a number of months, so that every operation is integer
arithmetic and a year written ``2025`` equals one written ``2025-01/2025-12``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from tradetally.errors import BadPeriod

FIRST_YEAR = 1500
"""Years before it are misprints: no trade statistics are that old."""

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|(0[1-9]|1[0-2])))?")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A run of ``months`` months, the first being ``start`` (months since year 0).

    >>> Period.parse("2025-S1"), Period.parse("2025-01/2025-03")
    (Period('2025-S1'), Period('2025-Q1'))
    >>> Period.parse("2025-Q2").year_earlier(), Period.parse("2025-Q1").previous()
    (Period('2024-Q2'), Period('2024-Q4'))
    """

    start: int
    months: int

    def __post_init__(self) -> None:
        if self.months < 1 or self.start < 12:
            raise BadPeriod(
                "period",
                expected="at least one month, from year 1 on",
                seen=f"{self.months} months from month {self.start}",
                todo="give the first month before the last",
            )

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that ``text`` spells; raise ``BadPeriod`` if it spells none."""
        first, slash, last = text.strip().partition("/")
        period = cls._single(first, text)
        if not slash:
            return period
        end = cls._single(last, text)
        if end.months != period.months or end.start < period.start:
            raise _bad(text)
        return cls(period.start, end.stop - period.start)

    @classmethod
    def _single(cls, part: str, whole: str) -> Period:
        match = _FORM.fullmatch(part)
        if match is None or int(match[1]) < FIRST_YEAR:
            raise _bad(whole)
        year = int(match[1]) * 12
        if match[2]:
            return cls(year + 3 * (int(match[2]) - 1), 3)
        if match[3]:
            return cls(year + 6 * (int(match[3]) - 1), 6)
        if match[4]:
            return cls(year + int(match[4]) - 1, 1)
        return cls(year, 12)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return one calendar month (1 to 12) of ``year``."""
        if not (FIRST_YEAR <= year <= 9999 and 1 <= month <= 12):
            raise _bad(f"{year:04d}-{month:02d}")
        return cls(year * 12 + month - 1, 1)

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        if not FIRST_YEAR <= year <= 9999:
            raise _bad(f"{year:04d}")
        return cls(year * 12, 12)

    @classmethod
    def year_to_date(cls, last: Period) -> Period:
        """Return January to the last month of ``last``.

        >>> Period.year_to_date(Period.parse("2025-06"))
        Period('2025-S1')
        """
        january = last.last_year * 12
        return cls(january, last.stop - january)

    @property
    def stop(self) -> int:
        """The month after the last one (months since year 0)."""
        return self.start + self.months

    @property
    def first_year(self) -> int:
        """The calendar year of the first month."""
        return self.start // 12

    @property
    def last_year(self) -> int:
        """The calendar year of the last month."""
        return (self.stop - 1) // 12

    @property
    def last_month(self) -> Period:
        """The last month, as a period: the round that a release of this period belongs to."""
        return Period(self.stop - 1, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day."""
        return date(self.stop // 12, self.stop % 12 + 1, 1) - timedelta(days=1)

    @property
    def is_year_to_date(self) -> bool:
        """Whether this is January to some month of one year."""
        return self.start % 12 == 0 and self.months <= 12

    def shift(self, months: int) -> Period:
        """Return the period as long as this one, ``months`` later (earlier if negative)."""
        return Period(self.start + months, self.months)

    def year_earlier(self) -> Period:
        """Return the same months, one year earlier; whole years shift by their number."""
        return self.shift(-max(12, -(-self.months // 12) * 12))

    def previous(self) -> Period:
        """Return the period of the same length just before."""
        return self.shift(-self.months)

    def contains(self, other: Period) -> bool:
        """Whether every month of ``other`` is in this period."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a month."""
        return self.start < other.stop and other.start < self.stop

    def split(self, months: int) -> tuple[Period, ...]:
        """Return the consecutive parts of ``months`` months; none if they do not fit evenly."""
        if self.months % months:
            return ()
        return tuple(Period(at, months) for at in range(self.start, self.stop, months))

    def __iter__(self) -> Iterator[Period]:
        return iter(self.split(1))

    def __lt__(self, other: Period) -> bool:
        return (self.stop, self.start) < (other.stop, other.start)

    def __str__(self) -> str:
        year, month = divmod(self.start, 12)
        if self.months == 1:
            return f"{year:04d}-{month + 1:02d}"
        if self.months == 3 and month % 3 == 0:
            return f"{year:04d}-Q{month // 3 + 1}"
        if self.months == 6 and month % 6 == 0:
            return f"{year:04d}-S{month // 6 + 1}"
        if self.months % 12 == 0 and month == 0:
            return f"{year:04d}" if self.months == 12 else f"{year:04d}/{self.last_year:04d}"
        return f"{Period(self.start, 1)}/{self.last_month}"

    def __repr__(self) -> str:
        return f"Period('{self}')"


def _bad(text: str) -> BadPeriod:
    return BadPeriod(
        "period",
        expected="a year, half, quarter, month or run of them"
        " (2025, 2025-S1, 2025-Q2, 2025-07, 2025-01/2025-11, 2021/2025)",
        seen=repr(text),
        todo="write the period in one of these forms",
    )
