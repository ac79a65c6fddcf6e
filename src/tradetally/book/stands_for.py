"""Which codes of items a code of a cell stands for, and which leave it open.

A code stands for itself, for its members as the vintage's round counts them, and for all that is
listed below those. Items with a broader code, or with none, may or may not belong to it: as long
as there are any in question, the cell is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tradetally import codes
from tradetally.codes.harmonized import runs
from tradetally.periods import Period

COLUMN = {
    "partner": "partner",
    "product": "commodity",
    "region": "region",
    "ownership": "ownership",
    "regime": "regime",
    "office": "office",
    "route": "route",
}
"""The column of the items that holds a dimension of a cell."""

Run = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes of items that surely belong to a cell's code, and those that may."""

    sure: frozenset[str]
    open: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All of them."""
        return self.sure | self.open


@lru_cache(4096)
def codes_of(dimension: str, code: str, round_: Period) -> Codes | None:
    """Return the items' codes that a code stands for in a round; none if it cannot be told.

    It cannot for words that no list holds, and for what is counted by a rule of its own.

    >>> december = Period.parse("2025-12")
    >>> len(codes_of("partner", "ASEAN", december).sure), codes_of("region", "a port", december)
    (12, None)
    """
    if dimension not in codes.DIMENSIONS:
        return Codes(frozenset({code}), frozenset({""}))
    if not codes.is_known(dimension, code) or codes.lookup(dimension, code).across:
        return None
    below = _below(dimension, round_)
    sure = below[code]
    within = _containers(dimension, round_)
    near = frozenset(above for one in sure for above in within[one])
    return Codes(sure, (near | _side_by_side(dimension, code) | {""}) - sure)


@lru_cache(64)
def _below(dimension: str, round_: Period) -> Mapping[str, frozenset[str]]:
    """Return for each listed code what it stands for: itself, members, and all below them."""
    listed = codes.codes(dimension)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code in listed:
        for above in (code, *codes.ancestors(dimension, code)):
            found[above].add(code)
    whole = {
        code: frozenset(
            one for member in (code, *codes.members(code, round_)) for one in found[member]
        )
        for code in listed
    }
    return defaultdict(frozenset, whole)


@lru_cache(64)
def _containers(dimension: str, round_: Period) -> Mapping[str, frozenset[str]]:
    """Return for each listed code the codes that stand for it among others."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for code, below in _below(dimension, round_).items():
        for one in below:
            found[one].add(code)
    return defaultdict(frozenset, {code: frozenset(above) for code, above in found.items()})


def _side_by_side(dimension: str, code: str) -> frozenset[str]:
    """Return codes beside this one that share trade with it: zones of its place, regimes across."""
    listed = codes.codes(dimension)
    if dimension == "regime":
        return frozenset(one.code for one in listed.values() if one.across)
    own = listed[code]
    if dimension != "region" or own.kind not in ("city", "county-city", "zone"):
        return frozenset()
    beside = (one for one in listed.values() if one.parent == own.parent and one.code != code)
    return frozenset(one.code for one in beside if "zone" in (one.kind, own.kind))


@dataclass(frozen=True, slots=True)
class Definition:
    """Runs of ten-digit commodity codes that a product is, in order and without overlap."""

    runs: tuple[Run, ...]
    is_approximate: bool = False


def definition_of(product: str, own: Mapping[str, str]) -> Definition | None:
    """Return what a product is: by the book's ``own`` definition, else by the code list's.

    >>> definition_of("HS8541", {}).runs, definition_of("high-tech", {"high-tech": "85,8541"}).runs
    ((('8541000000', '8541999999'),), (('8500000000', '8599999999'),))
    >>> definition_of("high-tech", {}) is None, definition_of("machinery", {}) is None
    (True, True)
    """
    said = own.get(product)
    if said is not None:
        return Definition(_merged(runs(said)))
    if not codes.is_known("product", product):
        return None
    listed = codes.lookup("product", product)
    if listed.definition is None:
        return None
    return Definition(_merged(runs(listed.definition)), listed.approximate)


def _merged(found: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs in order, those that overlap made one: no code is to be counted twice."""
    out: list[Run] = []
    for first, last in sorted(found):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return tuple(out)
