"""What a run of compiling knows before it looks at a line: lists, rates, settings, sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from tradetally import codes
from tradetally.engines import Table
from tradetally.errors import UnknownCode
from tradetally.periods import Period
from tradetally.records.corrections import Correction
from tradetally.records.exclusions import Exclusion
from tradetally.records.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What steps and checks go by. A table that is none is not looked at in this run."""

    settings: Settings = field(default_factory=Settings)
    exclusions: tuple[Exclusion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    spellings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Column → spelling of the files → code of the list."""
    periods: Mapping[str, Period] = field(default_factory=dict)
    """The period that a file covers, by its path."""
    rates: Table | None = None
    """``rate_start rate_reporter rate_currency national usd``: factors of a month's values."""
    national: Mapping[str, str] = field(default_factory=dict)
    """The currency of each reporter of the sources."""
    needs_national: Collection[str] = ()
    """Reporters whose items must have a value in their own currency."""
    needs_usd: Collection[str] = ()
    """Reporters whose items must have a value in US dollars."""
    commodities: Table | None = None
    """``listed_code listed_unit listed_unit2 since until``: the national list."""
    ranges: Table | None = None
    """``range_flow range_commodity range_unit range_currency low high``: usual unit values."""
    contested: Table | None = None
    """``contested_declaration contested_item``: items whose versions were compared apart."""
    bits: Mapping[str, int] = field(default_factory=dict)
    """The findings that are looked at: code → bit."""
    errors: int = 0
    """The bits of the findings that reject a line."""


@cache
def partners() -> tuple[str, ...]:
    """Return the codes that a line's partner may have: countries, and what is left over."""
    every = codes.codes("partner").values()
    return tuple(one.code for one in every if one.kind in ("country", "residual"))


@cache
def reporters() -> tuple[str, ...]:
    """Return the codes that a line's reporter may have."""
    return tuple(one.code for one in codes.codes("partner").values() if one.kind != "continent")


@cache
def regions() -> tuple[str, ...]:
    """Return the codes that a line's region may have: no groups of them."""
    every = codes.codes("region").values()
    return tuple(one.code for one in every if one.kind not in ("region-group", "corridor"))


@cache
def regimes() -> tuple[str, ...]:
    """Return the codes that a line's regime may have, groups of them for coarser sources."""
    return tuple(codes.codes("regime"))


@cache
def ownerships() -> tuple[str, ...]:
    """Return the codes that a line's ownership may have."""
    return tuple(codes.codes("ownership"))


@cache
def chapters() -> tuple[str, ...]:
    """Return the two digits of every chapter of the Harmonized System, national ones too."""
    every = codes.codes("product").values()
    listed = {one.code.removeprefix("HS") for one in every if one.kind == "chapter"}
    return tuple(sorted(listed | {"98", "99"}))


@cache
def units() -> tuple[str, ...]:
    """Return the units that a quantity may have."""
    systems = (codes.units(name).values() for name in codes.UNIT_SYSTEMS)
    return tuple(sorted({one.unit for system in systems for one in system}))


@cache
def currencies() -> tuple[str, ...]:
    """Return the currencies that a value may be in: those of some country today."""
    found = set()
    for one in codes.codes("partner").values():
        if one.kind == "country":
            with suppress(UnknownCode):
                found.add(codes.currency(one.code))
    return tuple(sorted(found))
