"""Strata: the sparse table that lines are drawn from, raked to the goals.

A stratum is a month, flow, partner, piece of the commodity list, region and kind of ownership,
with a value in yuan. They are drawn with skew; where a goal would have none, some are drawn for
it. Then their values are raked: scaled to one family of goals after the other, over and over,
until all hold (iterative proportional fitting: W. E. Deming and F. F. Stephan, On a least squares
adjustment of a sampled frequency table, Annals of Mathematical Statistics 11, 1940).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tradetally.sample import axes
from tradetally.sample.goals import PARTNERS, SEEN, Detail, Family, families, seen
from tradetally.sample.goods import goods

TEMPER = 0.75
"""Strata are drawn by a power of their share, so that small ones are not all missing."""
COMMON = 1.25
"""And those that a goal needs by a higher one."""
UNEVEN = 1.0
CLOSE = 1e-7
GOOD = 1e-5
"""The error that lines may be drawn with: far inside the margin of the calibration."""
ATTEMPTS = 6
FILLS = 3
SWEEPS, SWEEPS_OF_FEW = 400, 600_000
"""Sweeps at most: of few strata, which are slow to settle and quick to sweep, more."""
SWEEPS_AT_LEAST = 3
LEAST_YUAN = 1.0
"""A stratum that comes down to nothing could never come back."""
MOST = 600_000

Codes = NDArray[np.int16]


@dataclass(frozen=True)
class Strata:
    """The strata in the order of their months: axis × stratum, and the value of each."""

    codes: Codes
    values: NDArray[np.float64]
    """Yuan."""
    error: float
    """The largest relative distance of a goal from its level."""

    def __len__(self) -> int:
        return len(self.values)


def number_for(lines: int) -> int:
    """Return how many strata so many lines are drawn from.

    >>> number_for(1_000), number_for(20_000_000)
    (970, 414597)
    """
    return int(min(0.97 * lines, 40 * lines**0.55, MOST))


def detail_for(number: int) -> Detail:
    """Return how much of the world so many strata can show."""
    return Detail.LEAST if number < 2_500 else Detail.SMALL if number < 12_000 else Detail.FULL


def draw_strata(number: int, seed: int) -> Strata:
    """Return about so many strata, raked to every goal.

    Few strata cannot always be raked: then others are drawn, and the best are returned.
    """
    best: Strata | None = None
    for attempt in range(ATTEMPTS):
        found = _attempt(number, np.random.default_rng([seed, attempt]))
        if best is None or found.error < best.error:
            best = found
        if best.error < GOOD:
            break
    assert best is not None
    return best


def _attempt(number: int, rng: np.random.Generator) -> Strata:
    goals = families(detail_for(number))
    codes = np.zeros((len(axes.AXES), 0), np.int16)
    for family in (*goals, seen()):
        codes = _supported(codes, family, _least(number), rng)
    for _ in range(FILLS):
        drawn = _draw(max(number - codes.shape[1], 0), rng)
        codes = _distinct(np.concatenate([codes, drawn[:, _may_be(drawn, goals)]], axis=1))
    share = _share(codes)
    values = share ** (1 - TEMPER) * rng.lognormal(0, UNEVEN, codes.shape[1])
    values, error = rake(codes, values * 1e9, goals)
    return Strata(codes, values, error)


def _least(number: int) -> int:
    """Return how many strata each goal has at least."""
    return 1 if number < 1_500 else 2 if number < 50_000 else 4


def _may_be(codes: Codes, goals: Sequence[Family]) -> NDArray[np.bool_]:
    """Return which strata no small sample leaves to the goals of the partners alone."""
    first = next(family for family in goals if family.name == PARTNERS)
    wanted = first.classes["partner"][codes[axes.AXES.index("partner")]] >= 0
    return np.asarray(~wanted | (first.labels(codes) < len(first.levels)))


@cache
def _weights() -> dict[str, NDArray[np.float64]]:
    """Return flow × code for each axis but the flow, each flow summing to one."""
    months = families()[0].levels.reshape(axes.MONTHS, len(axes.FLOWS)).T
    found = {
        "month": months,
        "partner": axes.partners().weights,
        "piece": goods().piece_weights,
        "region": axes.regions().weights,
        "ownership": axes.ownerships().weights,
    }
    return {axis: each / each.sum(axis=1, keepdims=True) for axis, each in found.items()}


def _draw(
    number: int,
    rng: np.random.Generator,
    inside: dict[str, NDArray[np.bool_]] | None = None,
    temper: float = TEMPER,
) -> Codes:
    """Return strata drawn by their weights, within some codes of some axes."""
    inside = inside or {}
    flows = families()[0].levels.reshape(axes.MONTHS, len(axes.FLOWS)).sum(axis=0)
    flows = flows * inside.get("flow", True)
    flow = rng.choice(len(axes.FLOWS), number, p=flows / flows.sum())
    found = np.zeros((len(axes.AXES), number), np.int16)
    found[axes.AXES.index("flow")] = flow
    for axis, weights in _weights().items():
        row = found[axes.AXES.index(axis)]
        for way in range(len(axes.FLOWS)):
            chosen = flow == way
            if chosen.any():
                power = weights[way] ** temper * inside.get(axis, True)
                row[chosen] = _pick(power, rng.random(chosen.sum()))
    return found


def _pick(weights: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.int16]:
    """Return the code that each number from 0 to 1 falls on."""
    if not weights.any():
        weights = np.ones_like(weights)
    steps = np.cumsum(weights)
    found = np.searchsorted(steps, at * steps[-1], side="right")
    return np.asarray(np.minimum(found, len(weights) - 1), np.int16)


def _distinct(codes: Codes) -> Codes:
    """Return each stratum once, by month, flow and so on."""
    key = np.ravel_multi_index(tuple(codes.astype(np.int64)), axes.sizes())
    found = np.unravel_index(np.unique(key), axes.sizes())
    return np.stack(found).astype(np.int16)


def _supported(codes: Codes, family: Family, least: int, rng: np.random.Generator) -> Codes:
    """Return the strata with some more where a goal of the family has too few.

    What is drawn for a goal is elsewhere of the common kind, so that no stratum stands alone for
    two goals. The smaller partners' strata stand for nothing else.
    """
    labels = family.labels(codes)
    if family.name not in (PARTNERS, SEEN):
        labels = labels[~_are_partners(codes)]
    have = np.bincount(labels, minlength=len(family.levels) + 1)[:-1]
    more = [
        _draw(least - int(have[goal]), rng, family.codes_of(int(goal)), COMMON)
        for goal in np.flatnonzero((have < least) & (family.levels > 0))
    ]
    return np.concatenate([codes, *more], axis=1) if more else codes


def _are_partners(codes: Codes) -> NDArray[np.bool_]:
    return np.asarray(axes.partners().is_fixed[codes[axes.AXES.index("partner")]])


def _share(codes: Codes) -> NDArray[np.float64]:
    """Return the share that each stratum would have if the axes were independent."""
    flow = codes[axes.AXES.index("flow")]
    found = np.ones(codes.shape[1])
    for axis, weights in _weights().items():
        found *= np.maximum(weights[flow, codes[axes.AXES.index(axis)]], 1e-9)
    return found


def rake(
    codes: Codes, values: NDArray[np.float64], goals: Sequence[Family]
) -> tuple[NDArray[np.float64], float]:
    """Return values that sum to every goal, and the largest relative error that is left."""
    labels = [(family.labels(codes), family.levels) for family in goals]
    values = values.copy()
    error = np.inf
    for sweep in range(max(SWEEPS, SWEEPS_OF_FEW // len(values))):
        error = 0.0
        for label, levels in labels:
            sums = np.bincount(label, values, len(levels) + 1)[:-1]
            factor = np.ones(len(levels) + 1)
            np.divide(levels, sums, out=factor[:-1], where=sums > 0)
            off = np.where(sums > 0, np.abs(factor[:-1] - 1), levels > 0)
            error = max(error, float(off.max()))
            values *= factor[label]
        np.maximum(values, LEAST_YUAN, out=values)
        if error < CLOSE and sweep >= SWEEPS_AT_LEAST:
            break
    return values, error
