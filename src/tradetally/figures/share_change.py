"""The change of a share against the base period, in percentage points."""

from __future__ import annotations

from dataclasses import replace

from tradetally.cells import Cell
from tradetally.figures import differences, share
from tradetally.figures.indicator import Levels, Row, base_cell
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "share_change"
UNIT = "pp"
TAKES = frozenset({"base", "of"})


def shares(figure: Figure) -> tuple[Figure, Figure]:
    """Return the share now and the share in the base period."""
    now = replace(figure, indicator="share", base=None)
    return now, now.with_cell(base_cell(figure))


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return part and whole, now and then."""
    return differences.cells(share, shares(figure))


def value(figure: Figure, levels: Levels) -> Interval:
    """Return x/w − b/w0, in points."""
    return differences.value(share, shares(figure), levels)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return the rows of each share, given the other."""
    return differences.rows(share, shares(figure), claim, levels)
