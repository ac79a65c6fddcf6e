"""A rank or a streak of a period that is not over, said of the latest one that is.

``No. 1 in 2026``, said in January, is of 2025. The book need not reach 2025 as a whole: it is
enough that it held in the nearest periods that the book reaches, the one before and the longest
year to date within it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradetally.figures.streak import condition
from tradetally.figures.text import normal, write_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Evidence, Knowledge
from tradetally.tally.published import published
from tradetally.tally.verdicts import Diagnosis


@dataclass(frozen=True, slots=True)
class _Held:
    """Whether what is claimed held in a period that the book reaches."""

    is_true: bool
    evidence: Evidence


def lasting(statement: Statement, knowledge: Knowledge, round_: Period) -> Iterator[Diagnosis]:
    """Yield the claim of the latest like period that is over, where it held around that one."""
    figure = statement.figure
    if figure.indicator not in ("rank", "streak") or figure.period.stop <= round_.stop:
        return
    period = _latest_over(figure.period, round_)
    before = _held(statement, period.year_earlier(), knowledge)
    to_date = (Period(period.start, months) for months in range(period.months, 0, -1))
    tried = (_held(statement, one, knowledge) for one in to_date)
    within = next((held for held in tried if held is not None), None)
    if before is not None and within is not None and before.is_true and within.is_true:
        meant = write_figure(normal(figure.with_cell(figure.cell.at(period))))
        because = (*before.evidence.because, *within.evidence.because)
        shown = statement.interval if figure.indicator == "rank" else Interval.of(1, None)
        yield Diagnosis("year", meant, shown, because)


def _latest_over(period: Period, round_: Period) -> Period:
    years = -(-(period.stop - round_.stop) // 12)
    return period.shift(-12 * years)


def _held(statement: Statement, period: Period, knowledge: Knowledge) -> _Held | None:
    needed, where = _needed(statement.figure, period, statement.interval)
    evidence = published(needed, knowledge, period.last_month)
    if evidence is None:
        return None
    return _Held(evidence.interval.within(where), evidence)


def _needed(figure: Figure, period: Period, claim: Interval) -> tuple[Figure, Interval]:
    """Return the figure that must lie somewhere for the claim to hold in a period."""
    there = replace(figure, cell=figure.cell.at(period))
    return condition(there, 0) if figure.indicator == "streak" else (there, claim)
