"""Whether a level is the largest so far: 1 if it is, 0 if not, as far as the book reaches."""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import Levels, Row, level_of
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "record"
UNIT = "count"
TAKES: frozenset[str] = frozenset()

REACH_YEARS = 30


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell and the same months of each earlier year, nearest first."""
    earlier = []
    period = figure.period
    for _ in range(REACH_YEARS):
        period = period.year_earlier()
        earlier.append(figure.cell.at(period))
    return (figure.cell, *earlier)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return [1, 1] where it is above all that is known, [0, 0] where something is above it."""
    own = level_of(levels, figure.cell)
    known = [levels[cell] for cell in cells(figure)[1:] if cell in levels]
    if any(own.below(other) for other in known):
        return Interval.of(0)
    if known and all(other.below(own) for other in known):
        return Interval.of(1)
    return Interval.of(0, 1)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return x ≥ y for every earlier y that is known."""
    if claim.low != 1:
        return ()
    return tuple(
        Row(((figure.cell, Fraction(1)), (cell, Fraction(-1))), NON_NEGATIVE)
        for cell in cells(figure)[1:]
        if cell in levels
    )
