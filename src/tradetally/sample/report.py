"""Which of the targets a sample reproduces: its strata and enterprises held against each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from tradetally.cells import Cell, Flow, Measure
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.sample import axes, facts
from tradetally.sample.plan import Plan
from tradetally.statements import Statement

Sum = Callable[[Cell], Fraction]
Counter = Callable[[Cell], "tuple[int, int]"]
"""How many partners a cell has, and with how many trade grew on a year earlier."""

_REACH = Period(axes.START, axes.MONTHS)


class Levels(Mapping[Cell, Interval]):
    """Exact levels, each summed when it is asked for; unknown outside the sample's months."""

    def __init__(self, sums: Sum) -> None:
        self._sums = sums
        self._known: dict[Cell, Interval] = {}

    def __getitem__(self, cell: Cell) -> Interval:
        if cell.period.start < _REACH.start or cell.period.stop > _REACH.stop:
            raise KeyError(cell)
        if cell not in self._known:
            self._known[cell] = Interval.of(self._sums(cell))
        return self._known[cell]

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


@dataclass(frozen=True, slots=True)
class Held:
    """A target, what the sample's figure is, and whether that is what the target asserts."""

    target: Statement
    value: Interval
    is_met: bool


def hold(targets: Iterable[Statement], sums: Sum, counter: Counter) -> list[Held]:
    """Return every target beside the figure that levels and counts give."""
    levels = Levels(sums)
    return [_held(one, levels, counter) for one in targets]


def _held(target: Statement, levels: Levels, counter: Counter) -> Held:
    figure = target.figure
    if figure.indicator in ("count", "count_growing"):
        value = Interval.of(counter(figure.cell)[figure.indicator == "count_growing"])
    else:
        value = INDICATORS[figure.indicator].value(figure, levels)
    if figure.indicator == "streak":
        low = target.interval.low or Fraction(0)
        return Held(target, value, value.low is not None and value.low >= low)
    return Held(target, value, value.within(target.interval))


def planned(plan: Plan) -> list[Held]:
    """Return every target beside the figure that a plan's strata give."""
    return hold(facts.targets(), lambda cell: _sum(plan, cell), lambda cell: _partners(plan, cell))


def _inside(plan: Plan, cell: Cell) -> NDArray[np.bool_]:
    """Return which strata a cell takes in."""
    codes = plan.strata.codes
    found = (codes[0] >= cell.period.start - axes.START) & (
        codes[0] < cell.period.stop - axes.START
    )
    if cell.flow is not Flow.TOTAL:
        found &= codes[1] == axes.FLOWS.index(cell.flow.value)
    for axis, mask in axes.masks(cell.slice):
        found &= mask[codes[axes.AXES.index(axis)]]
    return np.asarray(found)


def _sum(plan: Plan, cell: Cell) -> Fraction:
    if cell.measure is Measure.ENTERPRISES:
        return Fraction(_enterprises(plan, cell))
    what = plan.quantities if cell.measure is Measure.VOLUME else plan.strata.values
    return Fraction(float(what[_inside(plan, cell)].sum()))


def _enterprises(plan: Plan, cell: Cell) -> int:
    """Return how many enterprises must appear; none where they need not."""
    year = cell.period.start // 12 - axes.START // 12
    if year < plan.traders.complete_from:
        return 0
    known = dict(axes.masks(cell.slice))
    regions = known.get("region", np.ones(len(axes.regions().codes), bool))
    kinds = known.get("ownership", np.ones(len(axes.ownerships().codes), bool))
    groups = np.outer(regions, kinds)
    whole = plan.traders.year if cell.period.months == 12 else plan.traders.first_half
    return int(whole[year][groups.ravel()].sum())


def _partners(plan: Plan, cell: Cell) -> tuple[int, int]:
    """Return how many partners there are, and with how many trade grew."""
    partner = plan.strata.codes[axes.AXES.index("partner")]
    now, before = (
        np.bincount(partner[inside], plan.strata.values[inside], axes.PARTNERS)
        for inside in (_inside(plan, cell), _inside(plan, cell.at(cell.period.year_earlier())))
    )
    return int((now > 0).sum()), int(((now > before) & (before > 0)).sum())
