"""A multiple of the base, or of another slice or flow: 2.3 times.

Growth *by* 3.2 times (增长3.2倍) is no ratio: it is a growth of 320%.
"""

from __future__ import annotations

from tradetally.cells import Cell
from tradetally.figures.indicator import Levels, Row, base_cell, between, level_of, target_cell
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "ratio"
UNIT = "ratio"
TAKES = frozenset({"base", "versus"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell and what it is a multiple of."""
    if figure.versus is not None:
        return figure.cell, target_cell(figure, figure.versus)
    return figure.cell, base_cell(figure)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return x/b."""
    this, other = (level_of(levels, cell) for cell in cells(figure))
    return this / other


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l·b ≤ x ≤ h·b."""
    this, other = cells(figure)
    return between(this, claim.low, claim.high, other)
