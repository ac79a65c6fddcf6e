"""Other systems of codes: from a source's own spelling to a code of our lists, or to our unit.

=========  ===================================================================================
partner    ``iso2``, ``iso3`` and ``m49`` (ISO 3166-1 and UN M49, from CLDR, with what trade
           statistics write besides), ``census`` (Schedule C of the US Census Bureau),
           ``customs`` (China's customs, from the partner list itself)
region     ``customs``
regime     ``customs``
ownership  none: only our own codes
unit       ``customs``, ``comtrade`` (UN Comtrade), ``census``; each with the number of our
           units that one of theirs is
=========  ===================================================================================

``partner-systems.csv`` and ``unit-systems.csv`` hold what is not in the lists; they are read when
they are first asked for. Code lists are facts of their publishers: UN Comtrade's reference
tables, the US Census Bureau's Schedule C (foreign-trade/schedules/c) and units of quantity, and
the code lists of the online query of China's customs.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from tradetally.codes.files import DATA, cldr
from tradetally.codes.lists import codes
from tradetally.errors import BadInput

SYSTEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "partner": ("iso2", "iso3", "m49", "census", "customs"),
        "region": ("customs",),
        "regime": ("customs",),
        "ownership": (),
    }
)
UNIT_SYSTEMS = ("customs", "comtrade", "census")


@dataclass(frozen=True, slots=True)
class UnitOf:
    """Our unit, and how many of it one of a source's units is."""

    unit: str
    scale: Decimal


@cache
def system(dimension: str, name: str) -> Mapping[str, str]:
    """Return a system of codes of a dimension: every spelling → the code of our list.

    Our own codes spell themselves in ``iso2``, which is what the lists of countries follow.
    Numbers of ``m49`` are there with and without leading zeros.

    >>> system("partner", "iso3")["DEU"], system("partner", "m49")["842"]
    ('DE', 'US')
    >>> system("partner", "census")["5700"], system("regime", "customs")["34"]
    ('CN', 'bonded-zone-logistics')
    """
    if name not in SYSTEMS.get(dimension, ()):
        known = [f"{of} {one}" for of, names in SYSTEMS.items() for one in names]
        raise BadInput(
            "code system",
            expected=f"one of {', '.join(known)}",
            seen=f"{dimension} {name}",
            todo="name a dimension and one of its systems, or list the values themselves",
        )
    if name == "customs":
        every = codes(dimension).values()
        return MappingProxyType({number: code.code for code in every for number in code.customs})
    found: dict[str, str] = {}
    if name == "iso2":
        found = {code: code for code in codes("partner")}
    elif name in ("iso3", "m49"):
        found = {one: code for code, row in cldr().items() for one in row[name].split()}
    found |= {row["written"]: row["code"] for row in _rows("partner") if row["system"] == name}
    if name == "m49":
        found |= {written.lstrip("0"): code for written, code in found.items()}
    return MappingProxyType(found)


@cache
def units(name: str) -> Mapping[str, UnitOf]:
    """Return a system of units of quantity: every spelling → our unit and the scale.

    >>> units("customs")["In Hundreds"]
    UnitOf(unit='piece', scale=Decimal('100'))
    """
    if name not in UNIT_SYSTEMS:
        raise BadInput(
            "code system",
            expected=f"one of {', '.join(UNIT_SYSTEMS)} for units",
            seen=repr(name),
            todo="name one of these systems, or list the values themselves",
        )
    return MappingProxyType(
        {
            row["written"]: UnitOf(row["unit"], Decimal(row["scale"]))
            for row in _rows("unit")
            if row["system"] == name
        }
    )


@cache
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    with (DATA / f"{kind}-systems.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
