"""UN Comtrade v1: the API's JSON envelopes, and its table of 47 fields as CSV or Parquet.

Fields are named as in the API (``refYear``) or with underscores (``ref_year``). A yearly
observation has ``refMonth`` 52. Values are US dollars: ``primaryValue``, exports FOB, imports CIF.
Observations of the reporter's imports (``M``) and exports (``X``) count; those that these hold
already are outside: re-exports, re-imports, domestic exports, processing. So are sums over
partners (``partnerCode`` 0, the world), over commodities (all, chapters, headings), and rows that
divide another one by second partner, procedure or mode of transport. A quantity of a unit that is
not given, and a mass of 0, are unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tradetally.codes import system, units
from tradetally.engines import Engine, Table
from tradetally.records.formats import outside
from tradetally.records.formats.comtrade_json import is_envelope, observations
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of, is_json, open_head
from tradetally.records.formats.spellings import in_our_units, spelled
from tradetally.records.formats.texts import (
    first_day,
    joined,
    month_start,
    number_of,
    text_of,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import AMOUNT, MONEY, record

NAME = "comtrade"
DESCRIPTION = "UN Comtrade v1: a JSON envelope, or a table with reporterCode, cmdCode, flowCode"
COLUMNS = ("refYear", "refMonth", "reporterCode", "flowCode", "partnerCode", "cmdCode",
           "primaryValue")  # fmt: skip

_TEXTS = ("freqcode", "refyear", "refmonth", "reportercode", "flowcode", "partnercode",
          "partner2code", "classificationcode", "cmdcode", "customscode", "moscode", "motcode",
          "qtyunitabbr", "altqtyunitabbr", "typecode")  # fmt: skip
_NUMBERS = {"qty": AMOUNT, "altqty": AMOUNT, "netwgt": AMOUNT, "grosswgt": AMOUNT,
            "primaryvalue": MONEY}  # fmt: skip
_FLOWS = {
    "imports": ("M", "RM", "FM", "MIP", "MOP"),
    "exports": ("X", "RX", "DX", "XIP", "XOP"),
}
_EDITIONS = {"H0": "HS1992", "H1": "HS1996", "H2": "HS2002", "H3": "HS2007", "H4": "HS2012",
             "H5": "HS2017", "H6": "HS2022"}  # fmt: skip
_TOTALS = {"partner2code": ("", "0"), "customscode": ("", "C00"), "moscode": ("", "0"),
           "motcode": ("", "0")}  # fmt: skip
_YEAR = "52"


def recognise(head: Head) -> bool:
    """Whether it is an envelope of the API, or a table with the fields that are needed."""
    if is_json(head):
        return is_envelope(head.text)
    return {_plain(column) for column in COLUMNS} <= {_plain(one) for one in columns_of(head)}


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines; raise ``BadInput`` for an envelope with an error, or without data."""
    envelopes = [file for file in files if is_json(open_head(file))]
    tables = [file for file in files if file not in envelopes]
    alike = read(engine, NAME, tables)
    if envelopes:
        table = engine.arrow(f"{NAME}_json", observations(envelopes))
        alike.append(Alike(table, tuple(envelopes)))
    return Lines(
        table=together([_records(engine, one) for one in alike]),
        layout=NAME,
        is_whole=False,
        notes=ending_notes(tables),
    )


def _records(engine: Engine, alike: Alike) -> Table:
    import ibis

    given = alike.table
    fields = {_plain(column): column for column in given.columns}
    empty = ibis.literal("")
    texts = {
        name: text_of(given[fields[name]]).fill_null("") if name in fields else empty
        for name in _TEXTS
    }
    numbers = {
        name: number_of(given[fields[name]] if name in fields else empty, kind)
        for name, kind in _NUMBERS.items()
    }
    value = text_of(given[fields["primaryvalue"]]).fill_null("")
    table = given.select("file", "line", **texts, **numbers, value_text=value)
    table = table.mutate(
        qtyunitabbr=_unit(table.qtyunitabbr), altqtyunitabbr=_unit(table.altqtyunitabbr)
    )
    table = in_our_units(engine, table, "qty", "qtyunitabbr", units("comtrade"))
    table = in_our_units(engine, table, "altqty", "altqtyunitabbr", units("comtrade"))
    numbers_of = system("partner", "m49")
    table = spelled(engine, table, "reportercode", numbers_of, as_="reporter")
    table = spelled(engine, table, "partnercode", numbers_of, as_="partner")
    return record(table, _columns(table))


def _columns(table: Table) -> dict[str, object]:
    """Return the columns of the common record."""
    import ibis

    is_year = table.refmonth == _YEAR
    year = whole(table.refyear)
    start = month_start(year, is_year.ifelse(1, whole(table.refmonth)))
    flows = [(table.flowcode.isin(codes), flow) for flow, codes in _FLOWS.items()]
    editions = [(table.classificationcode == code, name) for code, name in _EDITIONS.items()]
    divisions = [table[name] for name in _TOTALS]
    return {
        "declaration": joined(
            table.refyear,
            table.refmonth,
            table.reportercode,
            table.flowcode,
            table.partnercode,
            table.cmdcode,
            *divisions,
        ),
        "date": first_day(start),
        "start": start,
        "months": is_year.ifelse(12, 1),
        "reporter": table.reporter,
        "flow": ibis.cases(*flows, else_=table.flowcode),
        "commodity": table.cmdcode,
        "hs_edition": ibis.cases(*editions, else_=""),
        "partner": table.partner,
        "quantity": (table.qtyunitabbr == "").ifelse(None, table.qty),
        "quantity_unit": table.qtyunitabbr,
        "quantity2": (table.altqtyunitabbr == "").ifelse(None, table.altqty),
        "quantity2_unit": table.altqtyunitabbr,
        "net_mass_kg": table.netwgt.nullif(0),
        "gross_mass_kg": table.grosswgt.nullif(0),
        "value": table.primaryvalue,
        "currency": "USD",
        "outside": _outside(table),
        "raw_date": unread(table.refyear, start),
        "raw_value": unread(table.value_text, table.primaryvalue),
    }


def _outside(table: Table) -> Table:
    """Return the rule by which a row is held by another one already; empty where it counts."""
    import ibis

    rules = [
        (table.typecode == "S", outside.SERVICES),
        (~table.classificationcode.startswith("H"), outside.OTHER_CLASSIFICATION),
        (table.flowcode == "RX", outside.RE_EXPORTS),
        (table.flowcode == "RM", outside.RE_IMPORTS),
        (table.flowcode.isin(["FM", "MIP", "MOP", "DX", "XIP", "XOP"]), outside.PART_OF_FLOW),
        (table.partnercode == "0", outside.PARTNERS),
        ((table.cmdcode == "TOTAL") | (table.cmdcode.length() < 6), outside.COMMODITIES),
        *((~table[name].isin(totals), outside.BREAKDOWN) for name, totals in _TOTALS.items()),
    ]
    return ibis.cases(*rules, else_="")


def _unit(text: Table) -> Table:
    return text.isin(["N/A", "-1", "-"]).ifelse("", text)


def _plain(column: str) -> str:
    return column.lower().replace("_", "")
