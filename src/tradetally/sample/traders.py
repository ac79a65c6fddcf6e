"""Enterprises: how many there are of each place and kind, and when each is sure to appear.

An enterprise has one region and one kind of ownership: together its group. In a year a group's
enterprises stand in a row, the busiest first; those of the first half come before those that only
trade in the second. A line is either one in which a certain enterprise must appear, so that the
distinct counts hold, or one whose enterprise is drawn, mostly a busy one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tradetally import codes
from tradetally.sample import axes
from tradetally.sample.facts import rows

FEWEST_LINES = 3_000_000
"""From so many lines up every enterprise of the targets appears."""
FEWEST_LINES_2023 = 6_000_000
YEARS = axes.MONTHS // 12
HALVES = axes.MONTHS // 6
STABLE = 0.6
LEAVING = 0.12
BUSY = 3.2
NOBODY = -1
_PRIVATE = ("private", "collective")

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Traders:
    """The enterprises of each year and group (region × ownership, flattened)."""

    year: Counts
    """Year × group: how many trade in the year."""
    first_half: Counts
    """Year × group: how many trade in its first half."""
    number: Counts
    """Group: the first seven digits' worth of its enterprises' numbers, as a whole number."""
    complete_from: int
    """The first year (0 is 2023) whose every enterprise is to appear; past the last: none."""

    def must(self, half: int) -> Counts:
        """Return how many of each group must appear in a half: in the second the new ones."""
        year, part = divmod(half, 2)
        if year < self.complete_from:
            return np.zeros_like(self.number)
        first: Counts = self.first_half[year]
        return first if part == 0 else np.asarray(self.year[year] - first)

    def place(self, half: int, group: NDArray[np.int32], at: Counts) -> Counts:
        """Return the place in the year's row of the ``at``-th that must appear in a half."""
        year, part = divmod(half, 2)
        return at if part == 0 else self.first_half[year][group] + at

    def drawn(self, half: int, group: NDArray[np.int32], at: NDArray[np.float64]) -> Counts:
        """Return a place in the year's row for numbers from 0 to 1: a busy one most times.

        Where a group has no enterprise in the half it is below zero.
        """
        year, part = divmod(half, 2)
        size = (self.first_half if part == 0 else self.year)[year][group]
        return np.where(size > 0, (size * at**BUSY).astype(np.int64), NOBODY)

    def numbers(self, half: int, group: NDArray[np.int32], place: Counts) -> Counts:
        """Return the ten-digit numbers of places in the year's row; below zero for nobody."""
        stable = (STABLE * self.year.min(axis=0)).astype(np.int64)[group]
        moved = (half // 2 * LEAVING * self.year.max(axis=0)).astype(np.int64)[group]
        found = self.number[group] + place + np.where(place < stable, 0, moved)
        return np.where(place < 0, NOBODY, found)


def groups(codes_: NDArray[np.int16]) -> NDArray[np.int32]:
    """Return the group of each stratum."""
    region, ownership = (codes_[axes.AXES.index(axis)] for axis in ("region", "ownership"))
    return np.asarray(region.astype(np.int32) * len(axes.ownerships().codes) + ownership)


def traders(lines: int, present: NDArray[np.bool_]) -> Traders:
    """Return the enterprises for so many lines; ``present`` says which groups a half has (6 × 255).

    With fewer lines than the targets need there are fewer enterprises, and none must appear.
    """
    share = min(1.0, lines / FEWEST_LINES)
    year, first = (np.zeros((YEARS, present.shape[1]), np.int64) for _ in range(2))
    for row, (inside, weights) in zip(rows("enterprises.csv"), _kinds(), strict=True):
        for at in range(YEARS):
            early, late = present[2 * at] & inside, present[2 * at + 1] & inside
            name = str(axes.START // 12 + at)
            part = weights * (early & late)
            more = _parted(int(int(row[name]) * share), early | late, part)
            year[at] += more
            first[at] += _parted(
                int(int(row[f"{name}-S1"]) * share), early, (more - 1) * (part > 0)
            )
    complete_from = 0 if lines >= FEWEST_LINES_2023 else 1 if lines >= FEWEST_LINES else YEARS
    return Traders(year, first, _numbers(), complete_from)


def _parted(whole: int, some: NDArray[np.bool_], weights: NDArray[np.float64]) -> Counts:
    """Return one for each of ``some``, and the rest of a whole by weights."""
    rest = max(whole - int(some.sum()), 0)
    if not weights.any():
        return some.astype(np.int64)
    return some + parted(rest, weights)


@cache
def _kinds() -> tuple[tuple[NDArray[np.bool_], NDArray[np.float64]], ...]:
    """Return for each row of the table which groups it is about, and their weights."""
    regions, kinds = axes.regions(), axes.ownerships()
    in_bay = regions.mask(axes.within("region", "GBA9"))
    is_private = kinds.mask(frozenset(_PRIVATE))
    firms = np.array([float(row["enterprises"]) for row in rows("ownership.csv")])
    weights = np.outer(regions.weights.sum(axis=0) ** 0.9, firms).ravel()
    found = []
    for row in rows("enterprises.csv"):
        places = in_bay if row["place"] == "GBA9" else ~in_bay
        own = is_private if row["kind"] == "private" else ~is_private
        found.append((np.outer(places, own).ravel().astype(bool), weights))
    return tuple(found)


def parted(whole: int, weights: NDArray[np.float64]) -> Counts:
    """Return whole numbers in proportion to weights that sum to ``whole``.

    >>> parted(10, np.array([1.0, 1.0, 2.0])).tolist()
    [3, 2, 5]
    """
    steps = np.cumsum(weights)
    ends = np.floor(steps / steps[-1] * whole + 0.5).astype(np.int64)
    ends[-1] = whole
    return np.asarray(np.diff(ends, prepend=0))


@cache
def _numbers() -> Counts:
    """Return where each group's numbers begin: two digits for the place, one for the kind."""
    listed = codes.codes("region")
    found = []
    for code in axes.regions().codes:
        province = code if code.startswith("CN-") else listed[code].parent or ""
        for kind in range(len(axes.ownerships().codes)):
            found.append(int(listed[province].customs[0]) * 10**8 + (kind + 1) * 10**7)
    inside: dict[int, int] = {}
    for at, number in enumerate(found):
        inside[number] = inside.get(number, -1) + 1
        found[at] = number + inside[number] * 400_000
    return np.array(found)
