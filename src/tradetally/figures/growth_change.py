"""Growth now less growth in an earlier period, in percentage points."""

from __future__ import annotations

from dataclasses import replace

from tradetally.cells import Cell
from tradetally.figures import differences, growth
from tradetally.figures.indicator import Levels, Row, base_cell
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "growth_change"
UNIT = "pp"
TAKES = frozenset({"base"})


def growths(figure: Figure) -> tuple[Figure, Figure]:
    """Return growth now and growth in the base period, each on a year earlier."""
    now = replace(figure, indicator="growth", base=None)
    return now, now.with_cell(base_cell(figure))


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return both periods and both years before."""
    return differences.cells(growth, growths(figure))


def value(figure: Figure, levels: Levels) -> Interval:
    """Return growth less earlier growth, in points."""
    return differences.value(growth, growths(figure), levels)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return the rows of each growth rate, given the other."""
    return differences.rows(growth, growths(figure), claim, levels)
