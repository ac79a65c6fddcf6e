"""Fiscal years, which a language only names, in the months that the reporter gives them."""

from __future__ import annotations

from datetime import date

from tradetally import codes
from tradetally.languages import When
from tradetally.periods import Period


def in_fiscal_years(
    whens: tuple[When, ...], reporter: str, published: date | None
) -> tuple[When, ...]:
    """Return periods with the months of the fiscal years among them, as a reporter keeps them."""
    if not any(when.fiscal for when in whens):
        return whens
    return tuple(
        [_in_fiscal_year(when, reporter, published) if when.fiscal else when for when in whens]
    )


def _in_fiscal_year(when: When, reporter: str, published: date | None) -> When:
    """Return a period as the reporter's: a fiscal year, or the same part of it."""
    said = when.period
    calendar = Period.year(said.first_year)
    if when.fiscal in ("this", "last"):
        now = Period.month(published.year, published.month) if published else calendar.last_month
        year = codes.fiscal_year_of(reporter, now).shift(-12 if when.fiscal == "last" else 0)
        return when._replace(period=said.shift(year.start - calendar.start))
    of = codes.fiscal_year if when.fiscal == "named" else codes.fiscal_year_from
    year = of(reporter, said.first_year)
    is_calendar = year.start % 12 == 0
    if when.fiscal == "run":
        return when if is_calendar else when._replace(period=year)
    return when._replace(period=said.shift(year.start - calendar.start))
