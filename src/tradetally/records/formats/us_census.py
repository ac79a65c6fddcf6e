"""US Census Bureau, international trade API: imports and exports by commodity and country.

Columns are named as in the API and hold text: ``I_COMMODITY`` or ``E_COMMODITY`` (up to ten
digits), ``CTY_CODE`` (Schedule C), ``time``, and measures, of which the first that is there is
taken: general imports before imports for consumption, a month's value (``_MO``) before the value
from January on (``_YR``). Values are US dollars: exports FAS, imports at customs value, which is
without freight and insurance (``GEN_CIF``, ``CON_CIF`` where a file has nothing else).

A ``_YR`` value stands at the last month that it counts: stamped December it is the whole year's,
and of several months of a year only the last counts. Sums stand beside their members: country
groups (``0003`` is the European Union, ``1XXX`` a continent, ``-`` the world), commodities above
the finest level of their month, totals (``-``) of a district or of domestic and foreign goods.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tradetally.codes import system, units
from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.formats import outside
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of
from tradetally.records.formats.spellings import in_our_units, spelled
from tradetally.records.formats.texts import (
    first_day,
    hs_edition,
    joined,
    month_start,
    number_of,
    text_of,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import AMOUNT, MONEY, record

NAME = "us_census"
DESCRIPTION = "US Census trade, with CTY_CODE, time and I_COMMODITY or E_COMMODITY"
COLUMNS = ("CTY_CODE", "I_COMMODITY", "time", "CON_VAL_MO")

_COMMODITY = {"I_COMMODITY": "imports", "E_COMMODITY": "exports"}
_VALUES = {
    "imports": ("GEN_VAL", "CON_VAL", "GEN_CIF", "CON_CIF"),
    "exports": ("ALL_VAL",),
}
_QUANTITIES = {"GEN_VAL": "GEN_QY1", "GEN_CIF": "GEN_QY1", "CON_VAL": "CON_QY1",
               "CON_CIF": "CON_QY1", "ALL_VAL": "QTY_1"}  # fmt: skip
_DIVISIONS = ("DF", "DISTRICT", "PORT", "STATE", "RP", "DIST_ENTRY", "DIST_UNLADING")
"""Columns that divide a row further; ``-`` there is the sum."""
_FINEST = 10


def recognise(head: Head) -> bool:
    """Whether a file has a commodity, a country, a month and a value as the API names them."""
    columns = set(columns_of(head))
    flow = _flow(columns)
    return {"CTY_CODE", "time"} <= columns and flow is not None and bool(_measure(columns, flow))


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines; raise ``BadInput`` where ``--flow`` is not the files' own."""
    tables = [_records(engine, alike, options) for alike in read(engine, NAME, files)]
    return Lines(
        table=together(tables),
        layout=NAME,
        is_whole=False,
        notes=(
            "imports are at customs value, without freight and insurance",
            *ending_notes(files),
        ),
    )


def _records(engine: Engine, alike: Alike, options: Options) -> Table:
    import ibis

    given = alike.table
    columns = set(given.columns)
    flow = _flow(columns) or ""
    if options.flow not in (None, flow):
        raise BadInput(
            "--flow",
            expected=f"{flow}: {alike.files[0].name} has the column {_commodity(columns)}",
            seen=str(options.flow),
            todo="leave --flow out",
        )
    value, ending = _measure(columns, flow)
    quantity = f"{_QUANTITIES[value]}_{ending}"
    unit = next((name for name in ("UNIT_QY1", "I_UNIT", "E_UNIT") if name in columns), None)
    empty = ibis.literal("")
    divisions = {name: text_of(given[name]) for name in _DIVISIONS if name in columns}
    table = given.select(
        "file",
        "line",
        time=text_of(given.time).substr(0, 7),
        commodity=text_of(given[_commodity(columns)]),
        country=text_of(given.CTY_CODE),
        group=text_of(given.SUMMARY_LVL) if "SUMMARY_LVL" in columns else empty,
        value=number_of(given[f"{value}_{ending}"], MONEY),
        value_text=text_of(given[f"{value}_{ending}"]),
        amount=number_of(given[quantity] if quantity in columns else empty, AMOUNT),
        unit=text_of(given[unit]).replace("-", "") if unit and quantity in columns else empty,
        **divisions,
    )
    table = _with_sums(table, list(divisions), is_to_date=ending == "YR")
    table = in_our_units(engine, table, "amount", "unit", units("census"))
    table = spelled(engine, table, "country", system("partner", "census"), as_="partner")
    return record(table, _columns(table, flow, list(divisions), is_to_date=ending == "YR"))


def _with_sums(table: Table, divisions: Sequence[str], *, is_to_date: bool) -> Table:
    """Return the table with ``outside``: the rule by which a row is a sum over other rows."""
    import ibis

    year = table.time.substr(0, 4)
    is_member = {f"has_{name}": (table[name] != "-").max() for name in divisions}
    months = table.group_by(of=table.time).aggregate(
        finest=table.commodity.length().max(), **is_member
    )
    years = table.group_by(of_year=year).aggregate(last=table.time.max())
    wide = table.left_join(months, table.time == months["of"])
    wide = wide.left_join(years, wide.time.substr(0, 4) == years["of_year"])
    country = wide.country
    rules = [
        (country.startswith("0") | country.contains("X") | (country == "-"), outside.PARTNERS),
        (wide.group == "CGP", outside.PARTNERS),
        ((wide.commodity.length() < wide.finest) | (wide.commodity == "-"), outside.COMMODITIES),
        *(((wide[name] == "-") & wide[f"has_{name}"], outside.DIVISIONS) for name in divisions),
    ]
    if is_to_date:
        rules.append((wide.time < wide["last"], outside.TO_DATE))
    return wide.select(*table.columns, outside=ibis.cases(*rules, else_=""))


def _columns(
    table: Table, flow: str, divisions: Sequence[str], *, is_to_date: bool
) -> dict[str, object]:
    """Return the columns of the common record."""
    import ibis

    year, month = whole(table.time.substr(0, 4)), whole(table.time.substr(5, 2))
    start = month_start(year, month)
    is_month = start.notnull()
    january = is_month.ifelse(year * 12, None)
    district = "DISTRICT" if "DISTRICT" in divisions else None
    return {
        "declaration": joined(
            table.time,
            ibis.literal(flow),
            table.country,
            table.commodity,
            *(table[name] for name in divisions),
        ),
        "date": first_day(january if is_to_date else start),
        "start": january if is_to_date else start,
        "months": is_month.ifelse(month, 1) if is_to_date else 1,
        "reporter": "US",
        "flow": flow,
        "commodity": table.commodity,
        "hs_edition": hs_edition(year),
        "partner": table.partner,
        "office": table[district] if district else "",
        "quantity": (table.unit == "").ifelse(None, table.amount),
        "quantity_unit": table.unit,
        "net_mass_kg": (table.unit == "kg").ifelse(table.amount, None),
        "value": table.value,
        "currency": "USD",
        "outside": table.outside,
        "raw_date": unread(table.time, start),
        "raw_value": unread(table.value_text, table.value),
    }


def _flow(columns: set[str]) -> str | None:
    return next((flow for name, flow in _COMMODITY.items() if name in columns), None)


def _commodity(columns: set[str]) -> str:
    return next(name for name in _COMMODITY if name in columns)


def _measure(columns: set[str], flow: str) -> tuple[str, str]:
    """Return the value's column as name and ending; two empty texts where there is none."""
    for ending in ("MO", "YR"):
        for name in _VALUES[flow]:
            if f"{name}_{ending}" in columns:
                return name, ending
    return "", ""
