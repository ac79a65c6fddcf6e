"""Which codes contain or cut each other."""

from __future__ import annotations

from tradetally.codes import harmonized
from tradetally.codes.code import Code
from tradetally.codes.groups import is_group, members
from tradetally.codes.lists import is_known, lookup
from tradetally.periods import Period

_TABLED = frozenset({"province", "city", "county-city", "region-group"})


def parent(dimension: str, code: str) -> str | None:
    """Return the next larger code that surely contains ``code``; none where none is sure.

    >>> parent("region", "shenzhen"), parent("product", "soybeans"), parent("partner", "MX")
    ('CN-GD', 'grain', 'LATAM')
    """
    return lookup(dimension, code).parent if is_known(dimension, code) else None


def ancestors(dimension: str, code: str) -> tuple[str, ...]:
    """Return the parent, its parent and so on.

    >>> ancestors("product", "soybeans")
    ('grain', 'agricultural')
    """
    found: list[str] = []
    above = parent(dimension, code)
    while above is not None:
        found.append(above)
        above = parent(dimension, above)
    return tuple(found)


def overlaps(dimension: str, one: str, other: str, at: Period) -> bool:
    """Whether two codes can share trade in the round of ``at``.

    False only where the lists show that they cannot: what no list holds may share any.

    >>> year = Period.parse("2025")
    >>> overlaps("partner", "ASEAN", "VN", at=year), overlaps("partner", "US", "JP", at=year)
    (True, False)
    >>> overlaps("region", "GBA9", "CN-GD", at=year), overlaps("region", "CN-GD", "CN-ZJ", at=year)
    (True, False)
    """
    if one == other or not (is_known(dimension, one) and is_known(dimension, other)):
        return True
    if one in ancestors(dimension, other) or other in ancestors(dimension, one):
        return True
    test = {"partner": _partners, "product": _products, "region": _regions}.get(dimension, _others)
    return test(lookup(dimension, one), lookup(dimension, other), at)


def _partners(one: Code, other: Code, at: Period) -> bool:
    if one.kind == other.kind == "continent" or not (is_group(one.code) or is_group(other.code)):
        return False
    own = members(one.code, at) or {one.code}
    theirs = members(other.code, at) or {other.code}
    if own & theirs:
        return True
    return any(_is_open_bloc(code) for code in (one, other))


def _is_open_bloc(code: Code) -> bool:
    return code.kind == "bloc" and not code.closed


def _products(one: Code, other: Code, at: Period) -> bool:
    if one.code in other.partly or other.code in one.partly:
        return True
    tables = set(one.rows) & set(other.rows)
    if tables and not (one.across or other.across):
        return False
    if one.definition is None or other.definition is None or one.approximate or other.approximate:
        return True
    return harmonized.share_goods(one.definition, other.definition)


def _regions(one: Code, other: Code, at: Period) -> bool:
    own, theirs = _places(one, at), _places(other, at)
    if own is None or theirs is None:
        return True
    return any(
        first == second
        or first in ancestors("region", second)
        or second in ancestors("region", first)
        or _are_zones_of_one_place(first, second)
        for first in own
        for second in theirs
    )


def _places(code: Code, at: Period) -> frozenset[str] | None:
    """Return the places of the province table that a region is made of; none if not known."""
    found = members(code.code, at) or frozenset({code.code})
    tabled = code.kind in _TABLED or (code.kind == "zone" and code.parent is not None)
    return found if tabled and (code.kind != "region-group" or is_group(code.code)) else None


def _are_zones_of_one_place(one: str, other: str) -> bool:
    first, second = lookup("region", one), lookup("region", other)
    return first.kind == second.kind == "zone" and first.parent == second.parent


def _others(one: Code, other: Code, at: Period) -> bool:
    return one.across or other.across
