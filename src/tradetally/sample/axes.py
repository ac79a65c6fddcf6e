"""The dimensions that the sample is calibrated on, each a list of codes with weights by flow.

A line belongs to a month, a flow, a partner, a piece of the commodity list (``goods``), a region
and a kind of ownership; what else it has (the very commodity, regime, office, enterprise, day) is
drawn within these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tradetally import codes
from tradetally.cells import Slice
from tradetally.sample.facts import ROUND, rows
from tradetally.sample.goods import goods

AXES = ("month", "flow", "partner", "piece", "region", "ownership")
FLOWS = ("exports", "imports")
START = 2023 * 12
MONTHS = 36
PARTNERS = 245
BLOCS = ("BRI", "ASEAN", "LATAM", "AFRICA")
"""The groups of partners that targets speak of."""

FREE = 6
"""How many of the largest partners of each signature the targets of its groups may move."""
_TAIL = 11.0
_UNSURE = 0.3


@dataclass(frozen=True)
class Axis:
    """Codes with their weights: flow × code, in billion yuan or any other unit."""

    codes: tuple[str, ...]
    weights: NDArray[np.float64]

    def mask(self, wanted: frozenset[str]) -> NDArray[np.bool_]:
        """Return which codes are wanted."""
        return np.array([code in wanted for code in self.codes])


@dataclass(frozen=True)
class Partners(Axis):
    """Partners, with what the smaller ones have by themselves."""

    growth: NDArray[np.float64]
    """Growth in 2025, as a ratio to 2024."""
    is_fixed: NDArray[np.bool_]
    """Whether the partner's trade is as listed: small enough that no target hangs on it."""
    share_zj: NDArray[np.float64]
    """Zhejiang's share of the trade with a fixed partner."""


@cache
def partners() -> Partners:
    """Return the partners: the listed ones, then the others of the code list, ever smaller.

    >>> len(partners().codes), int((partners().growth[partners().is_fixed] > 1).sum())
    (245, 190)
    """
    listed = {row["partner"]: row for row in rows("partners.csv")}
    countries = [one for one in codes.codes("partner").values() if one.kind == "country"]
    by_number = sorted(countries, key=lambda one: not one.customs)
    others = [one.code for one in by_number if one.code not in listed]
    names = (*listed, *others[: PARTNERS - len(listed)])
    rng = np.random.default_rng(2025)
    tail = _TAIL * np.arange(1, PARTNERS - len(listed) + 1) ** -1.1
    imports = tail * rng.lognormal(-1.5, 1, len(tail))
    given = [(float(r["exports"]), float(r["imports"])) for r in listed.values()]
    weights = np.concatenate([np.array(given).T, np.stack([tail, imports])], axis=1)
    growth = np.array(
        [float(row["growth"]) for row in listed.values()] + list(rng.uniform(1, 19, len(tail)))
    )
    return Partners(
        names,
        weights,
        growth=1 + growth / 100,
        is_fixed=_are_fixed(names, weights),
        share_zj=0.12 * rng.lognormal(0, _UNSURE, PARTNERS),
    )


def _are_fixed(names: tuple[str, ...], weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which partners are not among the largest of their signature."""
    found = np.ones(len(names), bool)
    groups = {bloc: codes.members(bloc, ROUND) for bloc in BLOCS}
    signatures: dict[tuple[bool, ...], int] = {}
    for at in np.argsort(-weights.sum(axis=0), kind="stable"):
        signature = tuple(names[at] in members for members in groups.values())
        signatures[signature] = signatures.get(signature, 0) + 1
        if signatures[signature] <= FREE:
            found[at] = False
    return found


@cache
def regions() -> Axis:
    """Return the places: the prefectures of Guangdong and the other provinces."""
    return _shares("regions.csv", "region")


@cache
def ownerships() -> Axis:
    """Return the kinds of enterprise."""
    return _shares("ownership.csv", "ownership")


@cache
def regimes() -> Axis:
    """Return the customs procedures."""
    return _shares("regimes.csv", "regime")


def _shares(name: str, column: str) -> Axis:
    table = rows(name)
    weights = np.array([[float(row[flow]) for row in table] for flow in FLOWS])
    return Axis(tuple(row[column] for row in table), weights)


def within(dimension: str, code: str) -> frozenset[str]:
    """Return a code with all below it: a group's members, a province's cities.

    >>> [len(within("region", code) & set(regions().codes)) for code in ("CN-GD", "GBA9")]
    [21, 9]
    """
    members = codes.members(code, ROUND)
    if members:
        return frozenset().union(*(within(dimension, one) for one in members))
    below = (one.code for one in codes.codes(dimension).values() if one.parent == code)
    return frozenset({code}).union(*(within(dimension, one) for one in below))


def masks(slice_: Slice) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    """Yield (axis, which of its codes) for each dimension that a slice narrows."""
    for dimension, code in slice_.codes():
        if dimension == "product":
            yield "piece", goods().pieces_of(code)
            continue
        listed = {"partner": partners, "region": regions, "ownership": ownerships}[dimension]()
        yield dimension, listed.mask(within(dimension, code) | {code})


@cache
def sizes() -> tuple[int, ...]:
    """Return how many codes each axis has, in the order of ``AXES``."""
    return (
        MONTHS,
        len(FLOWS),
        len(partners().codes),
        len(goods().products),
        len(regions().codes),
        len(ownerships().codes),
    )
