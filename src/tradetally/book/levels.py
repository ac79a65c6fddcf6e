"""One interval for each cell, out of what the tiers of a round say about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from tradetally.intervals import Interval


def settle(rows: Iterable[Mapping[str, Any]]) -> dict[int, Interval]:
    """Return the level of each ``number``, from rows sorted by number and tier.

    The highest tier's word stands. Within a tier it is what all statements share; where they
    share nothing (one of them must be wrong, and nothing here can say which) it is the one
    printed most tightly, and the hull of those printed equally tightly. A lower tier narrows
    it, as an article's more exact number does a rounded one, and is passed over where it
    conflicts. The conflict itself is not lost: ``statements`` has each of them.

    >>> rows = [dict(number=0, tier=2, low=5, high=4, tightest_low=3, tightest_high=4),
    ...         dict(number=0, tier=3, low=9, high=9, tightest_low=9, tightest_high=9)]
    >>> settle(rows)
    {0: Interval[3, 4]}
    """
    levels = {}
    for number, tiers in groupby(rows, key=itemgetter("number")):
        first, *others = (_within(tier) for tier in tiers)
        for other in others:
            first = first.intersect(other) or first
        levels[number] = first
    return levels


def _within(tier: Mapping[str, Any]) -> Interval:
    low: Decimal | None = tier["low"]
    high: Decimal | None = tier["high"]
    if low is not None and high is not None and low > high:
        return Interval.of(tier["tightest_low"], tier["tightest_high"])
    return Interval.of(low, high)
