"""Which period is meant where a question names none."""

from __future__ import annotations

from tradetally.periods import Period


def latest(period: Period) -> tuple[Period, ...]:
    """Return a period and, where it is a year to date, those of the months before it.

    The last is the whole year before: what is meant by no period is the latest that there is.
    """
    if not period.is_year_to_date:
        return (period,)
    shorter = (Period(period.start, months) for months in range(period.months - 1, 0, -1))
    return (period, *shorter, Period.year(period.first_year - 1))
