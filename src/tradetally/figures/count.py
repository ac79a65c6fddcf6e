"""How many partners (or products) there are, or exceed a threshold: ``over=1000000000000 CNY``.

A published table lists some partners, never all: its rows give a lower bound only, and a code
list is no evidence at all.
"""

from __future__ import annotations

from dataclasses import replace

from tradetally.cells import Cell, Measure
from tradetally.figures.indicator import Levels, Row
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "count"
UNIT = "count"
TAKES = frozenset({"over", "by"})


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell that holds the count itself, where somebody states it."""
    return (figure.cell,) if figure.over is None else ()


def value(figure: Figure, levels: Levels) -> Interval:
    """Return the stated count, or at least the partners that are known to exceed the threshold."""
    least = Interval.of(sum(_counts(figure, cell, level) for cell, level in levels.items()), None)
    stated = levels.get(figure.cell, NON_NEGATIVE) if figure.over is None else NON_NEGATIVE
    return stated.intersect(least) or stated


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return nothing: a count is no sum of cells."""
    return ()


def _counts(figure: Figure, cell: Cell, level: Interval) -> bool:
    """Whether a cell is one country's trade in the figure's slice, surely over the threshold."""
    partner = cell.slice.partner
    if figure.cell.measure is not Measure.PARTNERS or partner is None or len(partner) != 2:
        return False
    unit = figure.cell.unit if figure.over is None else figure.over.unit
    asked = figure.cell.slice.with_code("partner", partner)
    same = replace(figure.cell, slice=asked, measure=Measure.VALUE, unit=cell.unit)
    over = 0 if figure.over is None else figure.over.value
    return (
        cell == same
        and (figure.over is None or cell.unit == unit)
        and level.low is not None
        and level.low > over
    )
