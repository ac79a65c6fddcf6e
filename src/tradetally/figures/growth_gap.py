"""Growth of this less growth of another slice or flow in the same period, in percentage points."""

from __future__ import annotations

from dataclasses import replace

from tradetally.cells import Cell
from tradetally.figures import differences, growth
from tradetally.figures.indicator import Levels, Row, target_cell
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "growth_gap"
UNIT = "pp"
TAKES = frozenset({"base", "versus"})


def growths(figure: Figure) -> tuple[Figure, Figure]:
    """Return growth of this and growth of the other."""
    this = replace(figure, indicator="growth", versus=None)
    return this, this.with_cell(target_cell(figure, figure.versus))


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return both cells and their bases."""
    return differences.cells(growth, growths(figure))


def value(figure: Figure, levels: Levels) -> Interval:
    """Return growth less the other's growth, in points."""
    return differences.value(growth, growths(figure), levels)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return the rows of each growth rate, given the other."""
    return differences.rows(growth, growths(figure), claim, levels)
