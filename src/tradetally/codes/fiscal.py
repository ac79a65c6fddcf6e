"""The years by which a government keeps its books, where they are not those of the calendar.

The months are those of the budget laws; a year is named by the calendar year that it starts in
(Japan's fiscal 2023 runs to March 2024) or ends in (that of the United States to September 2023).
"""

from __future__ import annotations

from functools import cache

from tradetally.codes.files import fiscal_years
from tradetally.periods import Period

_LAST = "last"


def fiscal_year(reporter: str, year: int) -> Period:
    """Return the fiscal year that ``year`` names; a calendar year where no other is known.

    >>> fiscal_year("JP", 2023), fiscal_year("US", 2023), fiscal_year("CN", 2023)
    (Period('2023-04/2024-03'), Period('2022-10/2023-09'), Period('2023'))
    """
    first_month, named_by = _kept(reporter)
    return fiscal_year_from(reporter, year - (named_by == _LAST and first_month > 1))


def fiscal_year_from(reporter: str, year: int) -> Period:
    """Return the fiscal year that starts in ``year``.

    >>> fiscal_year_from("IN", 2023), fiscal_year_from("AU", 2023)
    (Period('2023-04/2024-03'), Period('2023-07/2024-06'))
    """
    return Period(year * 12 + _kept(reporter)[0] - 1, 12)


def fiscal_year_of(reporter: str, month: Period) -> Period:
    """Return the fiscal year that a month is in.

    >>> fiscal_year_of("IN", Period.month(2024, 1)), fiscal_year_of("KR", Period.month(2024, 1))
    (Period('2023-04/2024-03'), Period('2024'))
    """
    offset = _kept(reporter)[0] - 1
    return Period((month.start - offset) // 12 * 12 + offset, 12)


@cache
def _kept(reporter: str) -> tuple[int, str]:
    """Return the first month of a reporter's fiscal years, and which year names them."""
    return fiscal_years().get(reporter, (1, _LAST))
