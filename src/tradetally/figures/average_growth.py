"""Compound growth a year over several years: 年均增长7.1%.

The number of years may be read two ways (2015 to 2024 is nine steps, or ten years): both are
kept, so a claim that either reading allows is never accused.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from tradetally.cells import Cell
from tradetally.figures.indicator import PERCENT, Levels, Row, base_cell, between, level_of
from tradetally.intervals import ANYTHING, Interval
from tradetally.statements import Figure

NAME = "average_growth"
UNIT = "percent"
TAKES = frozenset({"base"})

_SLACK = Fraction(1, 10**20)


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cell and its base."""
    return figure.cell, base_cell(figure)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 100 · ((x/b)^(1/n) − 1), the hull over both readings of n."""
    ratio = level_of(levels, figure.cell) / level_of(levels, base_cell(figure))
    if ratio.low is None or ratio.low < 0:
        return ANYTHING
    roots = [
        Interval(_root(ratio.low, n) - _SLACK, ratio.high and _root(ratio.high, n) + _SLACK)
        for n in years(figure)
    ]
    return (Interval.hull(roots) - 1) * 100


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return (1+l)ⁿ·b ≤ x ≤ (1+h)ⁿ·b, the looser of both readings of n."""
    powers = [Interval(_power(claim.low, n), _power(claim.high, n)) for n in years(figure)]
    hull = Interval.hull(powers)
    return between(figure.cell, hull.low, hull.high, base_cell(figure))


def years(figure: Figure) -> tuple[int, ...]:
    """Return the readings of the number of years: steps between the two, and years counted."""
    steps = max(1, (figure.period.stop - base_cell(figure).period.stop) // 12)
    return (steps, steps + 1) if steps > 1 else (steps,)


def _power(end: Fraction | None, n: int) -> Fraction | None:
    return None if end is None else (1 + end * PERCENT) ** n


def _root(number: Fraction, n: int) -> Fraction:
    """Return the n-th root to 30 digits."""
    with localcontext(prec=34):
        decimal = Decimal(number.numerator) / Decimal(number.denominator)
        return Fraction(decimal ** (Decimal(1) / n)) if decimal else Fraction(0)
