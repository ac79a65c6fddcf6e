"""From statements to levels: one point that meets them all, with the program that bounds uses.

Every statement is held inside the middle of what it asserts, so that the lines may be rounded;
among the points that are left, the one nearest to a prior is taken (the sum of the relative
distances is least). A difference of two rates is no linear row: it is held by its tangent at the
point found before, a few times over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from tradetally.cells import Cell
from tradetally.figures import INDICATORS, growth_change, share_change
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.sample.facts import ROUND, prior, targets
from tradetally.statements import Release, Statement
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.program import Constraint, Program, Variable
from tradetally.tally.world import assemble

MARGIN = Fraction(1, 16)
"""How much of a printed interval is left unused at each end."""
OPEN_MARGIN = Fraction(1, 200)
"""How far beyond *more than* a level or a share is held."""
CEILING = Fraction(10**14)
"""More than any level: twice the trade of the largest year."""
STEPS = 3
PERCENT = Fraction(1, 100)
EVERYTHING = 10**6

_PAIRS = {"share_change": share_change.shares, "growth_change": growth_change.growths}
_PRIOR = "prior"


@cache
def levels() -> dict[Cell, Fraction]:
    """Return a level for every cell of a target and of the prior, in the cell's unit.

    >>> from tradetally.cells import Flow
    >>> year = Cell(flow=Flow.TOTAL, period=Period.parse("2025"))
    >>> 45_465 < float(levels()[year]) / 1e9 < 45_475
    True
    """
    stated = [_inner(one) for one in targets() if is_linear(one)]
    point = _nearest(stated, prior())
    for _ in range(STEPS):
        point = _nearest(stated, prior(), [_tangent(one, point) for one in _differences(stated)])
    return {cell: level for cell, level in point.items() if cell.adjusted is None}


def is_linear(statement: Statement) -> bool:
    """Whether a statement is one of sums: neither a distinct count nor a rank."""
    return not statement.figure.cell.measure.is_count and statement.figure.indicator != "rank"


def _inner(statement: Statement) -> Statement:
    """Return a statement that asserts the middle of its interval, in the sample's one round."""
    low, high = statement.interval.low, statement.interval.high
    if low is not None and high is not None:
        edge = (high - low) * MARGIN
        inner = Interval(low + edge, high - edge)
    else:
        inner = Interval(
            None if low is None else low + abs(low) * OPEN_MARGIN,
            None if high is None else high - abs(high) * OPEN_MARGIN,
        )
    if statement.figure.indicator == "streak":
        inner = statement.interval
    return replace(statement, interval=inner, release=Release(ROUND))


def _differences(stated: Iterable[Statement]) -> list[Statement]:
    return [one for one in stated if one.figure.indicator in _PAIRS]


def _tangent(statement: Statement, point: Mapping[Cell, Fraction]) -> Constraint:
    """Return a difference of two ratios of levels as a row: its tangent at a point."""
    terms: dict[Variable, Fraction] = {}
    there = Fraction(0)
    first, second = _PAIRS[statement.figure.indicator](statement.figure)
    for rate, sign in ((first, 1), (second, -1)):
        above, below = INDICATORS[rate.indicator].cells(rate)
        ratio = point[above] / point[below]
        there += sign * ratio
        for cell, slope in ((above, Fraction(1)), (below, -ratio)):
            terms[cell, ROUND] = terms.get((cell, ROUND), Fraction(0)) + sign * slope / point[below]
    bounds = statement.interval * PERCENT - there
    return Constraint(tuple(terms.items()), bounds, statement)


def _cells(*groups: Iterable[Statement]) -> dict[Cell, None]:
    """Return the cells that statements stand on, with the rest of their years."""
    found = dict.fromkeys(
        cell
        for group in groups
        for one in group
        for cell in INDICATORS[one.figure.indicator].cells(one.figure)
    )
    halves = [cell for cell in found if str(cell.period).endswith("-S1")]
    found.update((cell.at(_second_half(cell.period)), None) for cell in halves)
    found.update((cell.at(Period.year(cell.period.first_year)), None) for cell in halves)
    return found


def _second_half(first: Period) -> Period:
    return Period(first.start + 6, 6)


def _nearest(
    stated: Sequence[Statement], near: Sequence[Statement], more: Iterable[Constraint] = ()
) -> dict[Cell, Fraction]:
    """Return the point that meets the statements and ``more``, and is nearest to the prior."""
    world = assemble(Knowledge(stated), _cells(stated, near), ROUND, reach=EVERYTHING)
    if world.left_out:
        raise ValueError(f"targets that contradict each other: {world.left_out}")
    constraints = [*world.constraints, *more]
    hulls: dict[Variable, Interval] = {
        name: _bounded(world.hull(name)) for one in constraints for name, _ in one.terms
    }
    cost: dict[Variable, Fraction] = {}
    for one in near:
        size = Fraction(one.value)
        above, below = (_distance(one.figure.cell, side) for side in ("above", "below"))
        level = (one.figure.cell, ROUND)
        terms = ((level, Fraction(1)), (above, Fraction(-1)), (below, Fraction(1)))
        constraints.append(Constraint(terms, Interval.of(size), _PRIOR))
        hulls.setdefault(level, _bounded(world.hull(level)))
        hulls.update({above: Interval(Fraction(0), size * 9), below: Interval(Fraction(0), size)})
        cost.update({above: 1 / size, below: 1 / size})
    found = Program(constraints, hulls).least(cost)
    if found is None:
        raise ValueError("targets that cannot all be true")
    return {cell: found.point((cell, ROUND)) for cell, _ in hulls}


def _bounded(hull: Interval) -> Interval:
    """Return a hull with a high end: a program scales a variable by its size."""
    return hull if hull.high is not None else Interval(hull.low, CEILING)


def _distance(cell: Cell, side: str) -> Variable:
    """Return the variable for how far a level is above, or below, its prior."""
    return replace(cell, adjusted=f"{side} the prior"), ROUND
