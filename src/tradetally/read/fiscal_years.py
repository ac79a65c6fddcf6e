"""Fiscal years, which a language only names, in the months that the reporter gives them."""

from __future__ import annotations

from tradetally import codes
from tradetally.languages import When


def in_fiscal_years(whens: tuple[When, ...], reporter: str) -> tuple[When, ...]:
    """Return periods with the months of the fiscal years among them, as a reporter keeps them."""
    if not any(when.fiscal for when in whens):
        return whens
    return tuple([_in_fiscal_year(when, reporter) if when.fiscal else when for when in whens])


def _in_fiscal_year(when: When, reporter: str) -> When:
    of = codes.fiscal_year if when.fiscal == "named" else codes.fiscal_year_from
    return when._replace(period=of(reporter, when.period.first_year))
