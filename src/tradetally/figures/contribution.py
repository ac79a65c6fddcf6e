"""Percent of the whole's change that this part accounts for.

Where the whole hardly changed, or the sign of its change is open, a contribution says nothing
linear about the cells.
"""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import (
    PERCENT,
    Levels,
    Row,
    base_cell,
    level_of,
    target_cell,
)
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "contribution"
UNIT = "percent"
TAKES = frozenset({"base", "of"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the part and the whole, each now and in the base period: x, b, w, w0."""
    base = base_cell(figure)
    whole = target_cell(figure, figure.of)
    return figure.cell, base, whole, whole.at(base.period)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 100 · (x−b)/(w−w0)."""
    x, b, w, w0 = (level_of(levels, cell) for cell in cells(figure))
    return (x - b) / (w - w0) * 100


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l·(w−w0) ≤ x−b ≤ h·(w−w0), turned round where the whole surely fell."""
    x, b, w, w0 = cells(figure)
    whole = level_of(levels, w) - level_of(levels, w0)
    if whole.is_positive():
        low, high = claim.low, claim.high
    elif whole.is_negative():
        low, high = claim.high, claim.low
    else:
        return ()
    out = []
    for end, sign in ((low, 1), (high, -1)):
        if end is not None:
            part, rest = Fraction(sign), sign * end * PERCENT
            out.append(Row(((x, part), (b, -part), (w, -rest), (w0, rest)), NON_NEGATIVE))
    return tuple(out)
