"""The lists of a run as tables: sources, rates, commodities; and products as a book keeps them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tradetally.book.press import Press
from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.commodities import Commodity
from tradetally.records.rates import Rate, effective
from tradetally.records.sources import Source
from tradetally.records.steps.convert import FACTOR

_PRODUCTS = ("product", "definition", "since", "until", "note")


def sources_table(engine: Engine, sources: Sequence[Source]) -> Table:
    """Return ``path name digest`` of each file."""
    columns = {
        "path": [str(one.path) for one in sources],
        "name": [one.name for one in sources],
        "digest": [one.digest for one in sources],
    }
    return engine.values("sources", columns, dict.fromkeys(columns, "string"))


def kept_rates(press: Press) -> tuple[Rate, ...]:
    """Return the rates that a book has."""
    rows = press.engine.rows(press.table("rates"))
    return tuple(
        Rate(row["start"], row["currency"], row["into"], row["rate"], row["source"]) for row in rows
    )


def rates_table(
    engine: Engine, rates: Iterable[Rate], national: Mapping[str, str]
) -> tuple[Table | None, set[tuple[str, str]]]:
    """Return the factors of a month and currency by reporter, and the currencies rates lead to.

    The latter as (reporter, currency).
    """
    listed = tuple(rates)
    into: set[tuple[str, str]] = set()
    columns: dict[str, list[object]] = {
        name: [] for name in ("rate_start", "rate_reporter", "rate_currency", "national", "usd")
    }
    for reporter, code in national.items():
        for one in effective(listed, code):
            row = (one.start, reporter, one.currency, one.national, one.usd)
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
            into |= {(reporter, code)} if one.national and one.currency != code else set()
            into |= {(reporter, "USD")} if one.usd and one.currency != "USD" else set()
    if not columns["rate_start"]:
        return None, into
    kinds = ("int32", "string", "string", FACTOR, FACTOR)
    schema = dict(zip(columns, kinds, strict=True))
    return engine.values("rates_of_months", columns, schema), into


def commodities_table(engine: Engine, listed: Sequence[Commodity]) -> Table:
    """Return the national list as a table."""
    columns: dict[str, list[object]] = {
        "listed_code": [one.code for one in listed],
        "listed_unit": [one.unit for one in listed],
        "listed_unit2": [one.second_unit for one in listed],
        "since": [one.since for one in listed],
        "until": [one.until for one in listed],
    }
    kinds = ("string", "string", "string", "date", "date")
    return engine.values("commodities", columns, dict(zip(columns, kinds, strict=True)))


def read_products(path: Path) -> tuple[dict[str, str], ...]:
    """Return the products of a file: in this book each is exactly the codes that are listed."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"product", "definition"} <= set(rows.fieldnames or ()):
                raise BadInput(
                    str(path),
                    expected=f"the columns {','.join(_PRODUCTS)}",
                    seen=",".join(rows.fieldnames or ()) or "nothing",
                    todo="write that line first",
                )
            return tuple(
                {name: (row.get(name) or "").strip() for name in _PRODUCTS} for row in rows
            )
    except OSError as error:
        raise BadInput(
            str(path),
            expected="a CSV file that can be read",
            seen=error.strerror or str(error),
            todo="check its rights",
        ) from error
