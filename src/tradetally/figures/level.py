"""The amount itself."""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import Levels, Row, level_of
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "level"
UNIT = None
TAKES: frozenset[str] = frozenset()


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the one cell."""
    return (figure.cell,)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return x."""
    return level_of(levels, figure.cell)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l ≤ x ≤ h."""
    return (Row(((figure.cell, Fraction(1)),), claim),)
