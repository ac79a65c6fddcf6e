"""Percent of a whole: of the same flow's total unless said."""

from __future__ import annotations

from tradetally.cells import Cell
from tradetally.figures.indicator import PERCENT, Levels, Row, between, level_of, target_cell
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "share"
UNIT = "percent"
TAKES = frozenset({"of"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the part and the whole."""
    return figure.cell, target_cell(figure, figure.of)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 100 · x/w."""
    part, whole = (level_of(levels, cell) for cell in cells(figure))
    return part / whole * 100


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return l·w ≤ x ≤ h·w."""
    low = None if claim.low is None else claim.low * PERCENT
    high = None if claim.high is None else claim.high * PERCENT
    part, whole = cells(figure)
    return between(part, low, high, whole)
