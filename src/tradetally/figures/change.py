"""The absolute difference from the base period, in the measure's own unit."""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import Levels, Row, base_cell, level_of
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "change"
UNIT = None
TAKES = frozenset({"base"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell and its base."""
    return figure.cell, base_cell(figure)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return x − b."""
    return level_of(levels, figure.cell) - level_of(levels, base_cell(figure))


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l ≤ x − b ≤ h."""
    return (Row(((figure.cell, Fraction(1)), (base_cell(figure), Fraction(-1))), claim),)
