"""Reading the data files: flat lists are CSV tables, the rest is TOML.

In a table, several values of one cell are divided by ``|`` (spellings) or a space (codes);
``also_en`` and ``also_zh`` are further spellings. A row of ``partner-countries.csv`` that
names no country of its own takes the name from ``cldr.csv``.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

DATA = Path(__file__).parent / "data"

_T = TypeVar("_T")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code as its file has it."""

    kind: str
    en: list[str]
    zh: list[str]
    parent: str | None = None
    definition: str | None = None
    approximate: bool = False
    caveat: str | None = None
    siblings: list[str] = []
    partly: list[str] = []
    labels: list[str] = []
    customs: str = ""
    rows: str = ""
    across: bool = False
    closed: bool = False
    sums: bool = False
    members: str = ""


class Spell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Codes that are members together, in the months from ``since`` to ``until``."""

    codes: str
    since: str | None = None
    until: str | None = None


FILES = {
    "partner": ("partner-countries.csv", "partner-groups.toml"),
    "product": ("product.toml", "product-chapters.csv"),
    "region": ("region-provinces.csv", "region-cities.csv", "region-zones.csv",
               "region-groups.toml", "region-abroad.csv"),
    "ownership": ("ownership.toml",),
    "regime": ("regime.toml",),
}  # fmt: skip


@cache
def entries(dimension: str) -> dict[str, Entry]:
    """Return the entries of a dimension, in the files' order; empty if it has no list."""
    found: dict[str, Entry] = {}
    for name in FILES.get(dimension, ()):
        read = _table if name.endswith(".csv") else _toml
        for code, entry in read(name):
            if code in found:
                raise ValueError(f"{name}: {code} is listed twice")
            found[code] = entry
    return found


@cache
def spells() -> dict[str, list[Spell]]:
    """Return the dated membership of the partner groups."""
    return _decode("partner-members.toml", dict[str, list[Spell]])


@cache
def cldr() -> dict[str, dict[str, str]]:
    """Return CLDR's ``en`` and ``zh`` name and ``currency`` of each country."""
    return {row.pop("code"): row for row in _rows("cldr.csv")}


@cache
def fiscal_years() -> dict[str, tuple[int, str]]:
    """Return the first month of each reporter's fiscal years, and which year names them."""
    rows = _rows("fiscal-years.csv")
    return {row["reporter"]: (int(row["first_month"]), row["named_by"]) for row in rows}


def _toml(name: str) -> Iterator[tuple[str, Entry]]:
    yield from _decode(name, dict[str, Entry]).items()


def _decode(name: str, kind: type[_T]) -> _T:
    return msgspec.convert(tomllib.loads((DATA / name).read_text(encoding="utf-8")), kind)


def _table(name: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows(name):
        code = row.pop("code")
        fields: dict[str, Any] = {key: value for key, value in row.items() if value}
        for language in ("en", "zh"):
            first = row[language] or cldr()[code][language]
            also = fields.pop(f"also_{language}", "")
            fields[language] = [first, *(also.split("|") if also else ())]
        yield code, Entry(**fields)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
