"""Percent change from the base period.

A balance may be negative: where its base is surely below zero both ends of the claim change
sides, and where its sign is open the claim says nothing linear about the cells.
"""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell, Flow
from tradetally.figures.indicator import PERCENT, Levels, Row, base_cell, between, level_of
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "growth"
UNIT = "percent"
TAKES = frozenset({"base"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell and its base."""
    return figure.cell, base_cell(figure)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 100 · (x/b − 1); anything where the base may be zero."""
    return (level_of(levels, figure.cell) / level_of(levels, base_cell(figure)) - 1) * 100


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return (1+l)·b ≤ x ≤ (1+h)·b, turned round for a base below zero."""
    low, high = (_factor(end) for end in (claim.low, claim.high))
    base = base_cell(figure)
    if figure.cell.flow is Flow.BALANCE:
        known = level_of(levels, base)
        if known.is_negative():
            return between(figure.cell, high, low, base)
        if not known.is_positive():
            return ()
    return between(figure.cell, low, high, base)


def _factor(end: Fraction | None) -> Fraction | None:
    return None if end is None else 1 + end * PERCENT
