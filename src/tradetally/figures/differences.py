"""What the differences of two rates share: a change of a share, a change of growth, a gap.

They are not linear in the cells. Each rate is bounded, the other one's bounds and the claim
give it new ones, and those go back as its rows; a solver repeats that until nothing moves.
"""

from __future__ import annotations

from tradetally.cells import Cell
from tradetally.figures.indicator import Indicator, Levels, Row
from tradetally.intervals import Interval
from tradetally.statements import Figure

Pair = tuple[Figure, Figure]


def cells(rate: Indicator, pair: Pair) -> tuple[Cell, ...]:
    """Return the cells of both rates, each once."""
    return tuple(dict.fromkeys(cell for figure in pair for cell in rate.cells(figure)))


def value(rate: Indicator, pair: Pair, levels: Levels) -> Interval:
    """Return the first rate less the second."""
    return rate.value(pair[0], levels) - rate.value(pair[1], levels)


def rows(rate: Indicator, pair: Pair, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return the rows of each rate, given the claim and what is known of the other."""
    first, second = (rate.value(figure, levels) for figure in pair)
    return rate.rows(pair[0], claim + second, levels) + rate.rows(pair[1], first - claim, levels)
