"""What the strata must sum to: families of disjoint goals, each a level in yuan.

A family cuts the axes into classes and has a level for every combination of them; what is in no
class is free. The calibrated levels give one family for every slice that a target speaks of; three
more families hold the months, the smaller partners and the provinces.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.figures import INDICATORS
from tradetally.periods import Period
from tradetally.sample import axes, calibrate, facts

Classes = NDArray[np.int32]

_MONTH_IN_QUARTER = np.array([[0.352, 0.288, 0.36], [0.327, 0.336, 0.337], [0.332, 0.335, 0.333],
                              [0.318, 0.328, 0.354]])  # fmt: skip
_BILLION = 1e9
_LITTLE = 0.02
PARTNERS = "partners"
SEEN = "every partner"
_ZHEJIANG = "CN-ZJ"


class Detail(IntEnum):
    """How much of the world a sample has lines for."""

    LEAST = 0
    SMALL = 1
    FULL = 2


@dataclass(frozen=True)
class Family:
    """Goals that do not overlap: a level for each combination of classes of some axes."""

    name: str
    classes: Mapping[str, Classes] = field(repr=False)
    """By axis, the class of each code; below zero where the family does not reach it."""
    levels: NDArray[np.float64] = field(repr=False)
    """One level in yuan for each combination, the axes in the order of ``AXES``."""

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many classes each of the family's axes has."""
        return tuple(int(self.classes[axis].max()) + 1 for axis in self.axes)

    @cached_property
    def axes(self) -> tuple[str, ...]:
        """The axes that it cuts, in the order of ``AXES``."""
        return tuple(axis for axis in axes.AXES if axis in self.classes)

    def labels(self, codes: NDArray[np.int16]) -> Classes:
        """Return the goal of each stratum; ``len(levels)`` where it has none."""
        label = np.zeros(codes.shape[1], np.int32)
        is_out = np.zeros(codes.shape[1], bool)
        for axis, size in zip(self.axes, self.shape, strict=True):
            own = self.classes[axis][codes[axes.AXES.index(axis)]]
            is_out |= own < 0
            label = label * size + own
        label[is_out] = len(self.levels)
        return label

    def codes_of(self, goal: int) -> dict[str, NDArray[np.bool_]]:
        """Return, by axis, which codes a goal takes in."""
        places = np.unravel_index(goal, self.shape)
        return {
            axis: self.classes[axis] == place for axis, place in zip(self.axes, places, strict=True)
        }


@cache
def families(detail: Detail = Detail.FULL) -> tuple[Family, ...]:
    """Return every family; the months first, which all others are consistent with.

    With less detail the trade with the smaller partners is in Zhejiang only, whose partners
    targets count; with the least it is little, and the provinces are held in 2025 only.

    >>> [family.name for family in families()][:2], len(families()) > 25
    (['months', 'partners'], True)
    """
    levels = calibrate.levels()
    return (_months(levels), _partners(detail), _provinces(levels, detail), *_slices(levels))


def _months(levels: Mapping[Cell, object]) -> Family:
    """Return month × flow: the calibrated quarters, cut into months."""
    size = axes.MONTHS * len(axes.FLOWS)
    found = np.zeros(size)
    for at in range(size):
        month, flow = divmod(at, len(axes.FLOWS))
        quarter = Period(axes.START + month - month % 3, 3)
        cell = Cell(flow=Flow(axes.FLOWS[flow]), period=quarter)
        found[at] = _level(levels, cell) * _MONTH_IN_QUARTER[month % 12 // 3, month % 3]
    every = {"month": np.arange(axes.MONTHS), "flow": np.arange(len(axes.FLOWS))}
    return Family("months", {axis: each.astype(np.int32) for axis, each in every.items()}, found)


def _partners(detail: Detail) -> Family:
    """Return the smaller partners' trade of 2024 and 2025, in Zhejiang and elsewhere."""
    partners = axes.partners()
    fixed = np.flatnonzero(partners.is_fixed)
    classes = np.full(len(partners.codes), -1, np.int32)
    classes[fixed] = np.arange(len(fixed))
    level = partners.weights.sum(axis=0)[fixed] * _BILLION
    both = np.stack([partners.share_zj[fixed], 1 - partners.share_zj[fixed]], axis=1)
    last = level[:, None] * both
    years = np.stack([last / partners.growth[fixed, None], last])
    places = np.array([int(code != _ZHEJIANG) for code in axes.regions().codes], np.int32)
    if detail < Detail.FULL:
        years, places = years[:, :, :1], -places
    if detail < Detail.SMALL:
        years = years * _LITTLE
    by_axis = {"month": _years(2024, 2025), "partner": classes, "region": places}
    return Family(PARTNERS, by_axis, years.ravel())


@cache
def seen() -> Family:
    """Return goals without a level: every partner has trade with Zhejiang in the last year."""
    size = len(axes.partners().codes)
    by_axis = {
        "month": _years(2025),
        "partner": np.arange(size, dtype=np.int32),
        "region": np.where(np.array(axes.regions().codes) == _ZHEJIANG, 0, -1).astype(np.int32),
    }
    return Family(SEEN, by_axis, np.ones(size))


def _provinces(levels: Mapping[Cell, object], detail: Detail) -> Family:
    """Return the places' trade in 2024 and 2025: as listed, scaled to what targets leave open."""
    table = facts.rows("regions.csv")
    last = axes.regions().weights.sum(axis=0)
    growth = np.array([1 + float(row["growth"]) / 100 for row in table])
    years = np.stack([last / growth, last]) * _BILLION
    for year, row in zip((2024, 2025), years, strict=True):
        rest = np.ones(len(row), bool)
        whole = _total(levels, year)
        for code, inner in (("GBA9", None), ("CN-GD", "GBA9"), ("CN-ZJ", None), ("CN-SC", None)):
            inside = _inside(code) if inner is None else _inside(code) & ~_inside(inner)
            level = _total(levels, year, code) - (
                0 if inner is None else _total(levels, year, inner)
            )
            row[inside] *= level / row[inside].sum()
            rest &= ~inside
            whole -= level
        row[rest] *= whole / row[rest].sum()
    every = np.arange(len(last), dtype=np.int32)
    if detail < Detail.SMALL:
        every = np.where(_inside("CN-GD"), 0, every - (_inside("CN-GD").sum() - 1)).astype(np.int32)
        sums = np.bincount(every, years[1]).astype(np.float64)
        return Family("provinces", {"month": _years(2025), "region": every}, sums)
    return Family("provinces", {"month": _years(2024, 2025), "region": every}, years.ravel())


def _inside(code: str) -> NDArray[np.bool_]:
    return dict(axes.masks(Slice(region=code)))["region"]


def _total(levels: Mapping[Cell, object], year: int, region: str | None = None) -> float:
    cell = Cell(flow=Flow.TOTAL, period=Period.year(year), slice=Slice(region=region))
    return _level(levels, cell)


def _years(*years: int) -> Classes:
    """Return the class of each month: its place among some years."""
    each = axes.START // 12 + np.arange(axes.MONTHS) // 12
    return np.array([years.index(y) if y in years else -1 for y in each], np.int32)


def _level(levels: Mapping[Cell, object], cell: Cell) -> float:
    return float(levels[cell])  # type: ignore[arg-type]


def stated_cells() -> dict[Cell, None]:
    """Return the cells of a slice, in money, that targets or the prior are about."""
    every = (*filter(calibrate.is_linear, facts.targets()), *facts.prior())
    found = (cell for one in every for cell in INDICATORS[one.figure.indicator].cells(one.figure))
    return dict.fromkeys(
        cell for cell in found if cell.measure is Measure.VALUE and not cell.slice.is_everything
    )


def _slices(levels: Mapping[Cell, object]) -> list[Family]:
    """Return a family for each slice and flow: its periods, a year less its half where both are."""
    periods: defaultdict[tuple[Slice, Flow], dict[Period, float]] = defaultdict(dict)
    for cell in stated_cells():
        periods[cell.slice, cell.flow][cell.period] = _level(levels, cell)
    return [_slice(*key, found) for key, found in periods.items()]


def _slice(slice_: Slice, flow: Flow, found: dict[Period, float]) -> Family:
    for period in [one for one in found if one.months == 6]:
        year = Period.year(period.first_year)
        if year in found:
            found[Period(period.start + 6, 6)] = found.pop(year) - found[period]
    months = np.full(axes.MONTHS, -1, np.int32)
    for at, period in enumerate(found):
        months[period.start - axes.START : period.stop - axes.START] = at
    classes = {"month": months}
    if flow is not Flow.TOTAL:
        classes["flow"] = np.where(np.array(axes.FLOWS) == flow.value, 0, -1).astype(np.int32)
    for axis, inside in axes.masks(slice_):
        classes[axis] = np.where(inside, 0, -1).astype(np.int32)
    return Family(f"{flow}, {slice_}", classes, np.array(list(found.values())))
