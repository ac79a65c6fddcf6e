"""How many partners grew. Published rows give a lower bound only."""

from __future__ import annotations

from tradetally.cells import Cell
from tradetally.figures.indicator import Levels, Row
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "count_growing"
UNIT = "count"
TAKES = frozenset({"base", "by"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return nothing: no single cell holds it."""
    return ()


def value(figure: Figure, levels: Levels) -> Interval:
    """Return zero or more."""
    return NON_NEGATIVE


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return nothing: a count is no sum of cells."""
    return ()
