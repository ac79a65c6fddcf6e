"""How many lines each stratum has, and how the lines fall into months and chunks.

Every stratum has a line at least, a group of enterprises in a half year as many as must appear in
it, and the rest go by value. What does not count is planned with the rest: a hundredth or so of
the lines are versions that later ones replace, or declarations that were cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tradetally.sample import axes
from tradetally.sample.quantities import volumes
from tradetally.sample.strata import Strata, draw_strata, number_for
from tradetally.sample.traders import HALVES, Counts, Traders, groups, parted, traders

AMENDED = 0.005
CANCELLED = 0.001
POWER = 0.55
"""Lines of a stratum by this power of its value: larger trade comes in larger lines too."""
CHUNK = 500_000


@dataclass(frozen=True)
class Chunk:
    """Some strata of one month, all of whose lines are made at once."""

    month: int
    number: int
    first: int
    """The first stratum, and the one after the last."""
    stop: int
    before: int
    """Counted lines of all chunks before."""
    lines: int


@dataclass(frozen=True)
class Plan:
    """Everything that is decided before the first line is made."""

    lines: int
    seed: int
    strata: Strata
    """In the order of month and group."""
    group: NDArray[np.int32]
    counts: Counts
    """Lines of each stratum."""
    traders: Traders
    quota: Counts
    """Month × group: how many lines bring in an enterprise that must appear."""
    before_month: Counts
    """Month × group: how many of the half's enterprises the months before brought in."""
    in_month: Counts
    """Month × group: lines."""
    quantities: NDArray[np.float64]
    """What each stratum weighs, in tonnes, where targets speak of volumes; zero elsewhere."""

    @property
    def counted(self) -> int:
        """Lines that count once amendments and cancellations are settled."""
        return self.lines - self.dead(AMENDED) - 2 * self.dead(CANCELLED)

    def dead(self, share: float, upto: int | None = None) -> int:
        """Return how many lines are amended (or cancelled) among the first ``upto`` that count."""
        every = int(self.lines * share)
        if upto is None:
            return every
        return upto * every // int(self.counts.sum())

    def chunks(self, month: int) -> Iterator[Chunk]:
        """Yield the chunks of a month."""
        months = self.strata.codes[0]
        first, last = np.searchsorted(months, [month, month + 1])
        ends = np.cumsum(self.counts)
        begin = int(ends[first - 1]) if first else 0
        number = 0
        while first < last:
            stop = int(np.searchsorted(ends, begin + CHUNK, side="right"))
            stop = min(max(stop, first + 1), int(last))
            lines = int(ends[stop - 1]) - begin
            yield Chunk(month, number, int(first), stop, begin, lines)
            first, begin, number = stop, begin + lines, number + 1


def make_plan(lines: int, seed: int) -> Plan:
    """Return the plan of a sample: strata, their lines, and who must appear where."""
    drawn = draw_strata(number_for(lines), seed)
    group = groups(drawn.codes)
    order = np.lexsort((group, drawn.codes[0]))
    strata = Strata(drawn.codes[:, order], drawn.values[order], drawn.error)
    group = group[order]
    size = len(axes.regions().codes) * len(axes.ownerships().codes)
    cell = strata.codes[0].astype(np.int64) // 6 * size + group
    have = np.bincount(cell, minlength=HALVES * size).reshape(HALVES, size)
    found = traders(lines, have > 0)
    must = np.stack([found.must(half) for half in range(HALVES)])
    counted = lines - int(lines * AMENDED) - 2 * int(lines * CANCELLED)
    counts = _counts(strata, cell, np.maximum(have, must * (have > 0)).ravel(), counted)
    in_month = _by_month(strata.codes[0], group, counts, size)
    quota, before = _quotas(in_month, must)
    return Plan(lines, seed, strata, group, counts, found, quota, before, in_month, volumes(strata))


def _counts(strata: Strata, cell: Counts, need: Counts, whole: int) -> Counts:
    """Return the lines of each stratum: first by half and group, then inside by value."""
    weight = strata.values**POWER
    natural = np.bincount(cell, weight, len(need))
    spare = whole - int(need.sum())
    if spare < 0:
        raise ValueError(f"{len(strata)} strata need {need.sum()} lines of {whole}")
    want = np.maximum(natural / natural.sum() * whole - need, 0) + (natural > 0) * 1e-9
    of_cell = need + parted(spare, want)
    order = np.argsort(cell, kind="stable")
    inside = (of_cell - np.bincount(cell, minlength=len(need)))[cell[order]]
    want = weight[order] / natural[cell[order]] * inside
    counts = np.empty(len(strata), np.int64)
    counts[order] = 1 + parted(round(want.sum()), want)
    return counts


def _by_month(
    months: NDArray[np.int16], group: NDArray[np.int32], counts: Counts, size: int
) -> Counts:
    at = months.astype(np.int64) * size + group
    return np.bincount(at, counts, axes.MONTHS * size).astype(np.int64).reshape(-1, size)


def _quotas(in_month: Counts, must: Counts) -> tuple[Counts, Counts]:
    """Return, by month and group, how many must appear, and how many did in the half before."""
    by_half = in_month.reshape(HALVES, 6, -1)
    upto = np.cumsum(by_half, axis=1)
    whole = np.maximum(upto[:, -1:, :], 1)
    done = upto * must[:, None, :] // whole
    quota = np.diff(done, axis=1, prepend=0)
    return quota.reshape(in_month.shape), (done - quota).reshape(in_month.shape)
