"""Codes that make a whole, and codes that are ranked among each other."""

from __future__ import annotations

from functools import cache

from tradetally.codes.code import Partition
from tradetally.codes.files import entries
from tradetally.codes.groups import members, now
from tradetally.codes.lists import codes
from tradetally.periods import Period

_MUNICIPALITIES = ("CN-BJ", "CN-TJ", "CN-SH", "CN-CQ")
_ZHEJIANG = "CN-ZJ"


@cache
def partitions(dimension: str, at: Period | None = None) -> tuple[Partition, ...]:
    """Return the sets of codes that make a whole without overlap, as in the round of ``at``.

    Without ``at``, membership is that of today.

    >>> [len(one.parts) for one in partitions("region") if one.whole is None]
    [31, 4]
    """
    by_dimension = {
        "partner": _of_partners,
        "region": _of_regions,
        "ownership": _of_ownership,
        "regime": _of_regimes,
    }
    make = by_dimension.get(dimension)
    return () if make is None else make(at or now())


@cache
def peers(name: str, at: Period | None = None) -> tuple[str, ...]:
    """Return the codes of a list of peers, none of which overlap; none for an unknown list.

    ``CN-provinces`` has the 31 provinces, ``CN-cities`` the listed cities with the four
    municipalities, ``trading-partners`` ASEAN, the EU and every country in neither.

    >>> peers("trading-partners")[:2], "VN" in peers("trading-partners")
    (('ASEAN', 'EU'), False)
    """
    if name == "CN-provinces":
        return _of_kind("region", "province")
    if name == "CN-cities":
        return (*_MUNICIPALITIES, *_of_kind("region", "city"))
    if name == "trading-partners":
        inside = members("ASEAN", at or now()) | members("EU", at or now()) | {"CN"}
        countries = _of_kind("partner", "country")
        return ("ASEAN", "EU", *(code for code in countries if code not in inside))
    return ()


def default_peers(dimension: str, code: str | None = None) -> str | None:
    """Return the list of peers that a rank on this dimension means; none if it must be said.

    With ``code``, only a list that holds it, or that holds codes of its kind.

    >>> default_peers("region"), default_peers("region", "shenzhen"), default_peers("product")
    ('CN-provinces', 'CN-cities', None)
    """
    listed = {"region": ("CN-provinces", "CN-cities"), "partner": ("trading-partners",)}
    found = listed.get(dimension, ())
    if code is not None:
        found = tuple(name for name in found if code in peers(name))
    return found[0] if found else None


def _of_kind(dimension: str, kind: str) -> tuple[str, ...]:
    return tuple(code.code for code in codes(dimension).values() if code.kind == kind)


def _of_partners(at: Period) -> tuple[Partition, ...]:
    world = Partition(
        None,
        (*_of_kind("partner", "continent"), "UNKNOWN-PARTNER"),
        residual=True,
        note="continents as customs draws them; those published for 2024 miss 72.4859 万元",
    )
    blocs = tuple(
        Partition(code.code, tuple(sorted(members(code.code, at))), False, code.caveat or "")
        for code in codes("partner").values()
        if code.kind == "bloc" and code.closed
    )
    continents = tuple(
        Partition(code, tuple(sorted(members(code, at))), True, "with the rest that is not listed")
        for code in _of_kind("partner", "continent")
    )
    return (world, *(one for one in (*blocs, *continents) if one.parts))


def _of_regions(at: Period) -> tuple[Partition, ...]:
    provinces = Partition(
        None, _of_kind("region", "province"), False, "the 31 provinces, within rounding"
    )
    areas = Partition(
        None, ("EAST", "CENTRAL", "WEST", "NORTHEAST"), False, "official statistics' four regions"
    )
    groups = tuple(
        Partition(code, tuple(entry.members.split()), False, entry.caveat or "")
        for code, entry in entries("region").items()
        if entry.members
    )
    zhejiang = tuple(
        code.code
        for code in codes("region").values()
        if code.parent == _ZHEJIANG and code.kind == "city"
    )
    prefectures = Partition(_ZHEJIANG, zhejiang, False, "the eleven prefectures")
    return (provinces, areas, *groups, prefectures)


def _of_ownership(_: Period) -> tuple[Partition, ...]:
    kinds = tuple(code.code for code in codes("ownership").values() if code.parent is None)
    return (Partition(None, kinds, False, "every kind of enterprise"),)


def _of_regimes(_: Period) -> tuple[Partition, ...]:
    listed = codes("regime").values()
    numbered = tuple(code.code for code in listed if code.parent is None and not code.across)
    groups = tuple(
        Partition(code, tuple(entry.members.split()), False, entry.caveat or "")
        for code, entry in entries("regime").items()
        if entry.members
    )
    return (Partition(None, numbered, False, "the regimes of customs' code list"), *groups)
