"""Percentage points of the whole's growth that this part accounts for."""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import PERCENT, Levels, Row, base_cell, level_of, target_cell
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "contribution_pp"
UNIT = "pp"
TAKES = frozenset({"base", "of"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the part now and in the base period, and the whole in the base period: x, b, w0."""
    base = base_cell(figure)
    return figure.cell, base, target_cell(figure, figure.of).at(base.period)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 100 · (x−b)/w0."""
    x, b, w0 = (level_of(levels, cell) for cell in cells(figure))
    return (x - b) / w0 * 100


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l·w0 ≤ x−b ≤ h·w0."""
    x, b, w0 = cells(figure)
    out = []
    for end, sign in ((claim.low, 1), (claim.high, -1)):
        if end is not None:
            part = Fraction(sign)
            out.append(Row(((x, part), (b, -part), (w0, -sign * end * PERCENT)), NON_NEGATIVE))
    return tuple(out)
