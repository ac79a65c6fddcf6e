"""Import declarations of Korea's customs: one row a declared item, 22 columns, as CSV or Parquet.

The partner is the country of origin, the consignment country that of departure; the price of the
item is its assessed value in won, the mass is net, in kilograms. The declaration's number is
unique in the published files, so a row is its one item. Korea's kinds of process, import, use and
payment have no counterpart in the regime list and stay out of the record, as do the labels for
training (``Fraud``). The published files are drawn from a model of real declarations (``syn`` in
their names): they are marked synthetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tradetally.codes import system
from tradetally.engines import Engine, Table
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of
from tradetally.records.formats.spellings import spelled
from tradetally.records.formats.texts import (
    day_of,
    hs_edition,
    month_of,
    number_of,
    text_of,
    unread,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import AMOUNT, MONEY, record

NAME = "korea_declarations"
DESCRIPTION = "Korean import declarations, with Declaration ID, HS6 Code, Country of Origin"
COLUMNS = ("Declaration ID", "Date", "Office ID", "Mode of Transport", "Importer ID", "HS6 Code",
           "Country of Departure", "Country of Origin", "Net Mass", "Item Price")  # fmt: skip


def recognise(head: Head) -> bool:
    """Whether a file has the columns that are needed."""
    return set(COLUMNS) <= set(columns_of(head))


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines."""
    tables = [_records(engine, alike) for alike in read(engine, NAME, files)]
    return Lines(
        table=together(tables),
        layout=NAME,
        is_synthetic=any("syn" in file.stem.lower().split("_") for file in files),
        notes=ending_notes(files),
    )


def _records(engine: Engine, alike: Alike) -> Table:
    given = alike.table
    cells = {name: text_of(given[column]) for name, column in {
        "declaration": "Declaration ID", "day": "Date", "office": "Office ID",
        "route": "Mode of Transport", "enterprise": "Importer ID", "commodity": "HS6 Code",
        "departure": "Country of Departure", "origin": "Country of Origin",
    }.items()}  # fmt: skip
    table = given.select(
        "file",
        "line",
        **cells,
        mass=number_of(given["Net Mass"], AMOUNT),
        price=number_of(given["Item Price"], MONEY),
        mass_text=text_of(given["Net Mass"]),
        price_text=text_of(given["Item Price"]),
    )
    iso = system("partner", "iso2")
    table = spelled(engine, table, "origin", iso, as_="partner")
    table = spelled(engine, table, "departure", iso, as_="consignment")
    return record(table, _columns(table))


def _columns(table: Table) -> dict[str, object]:
    """Return the columns of the common record."""
    date = day_of(table.day)
    copied = ("declaration", "commodity", "partner", "consignment", "office", "enterprise", "route")
    return {
        **{name: table[name] for name in copied},
        "date": date,
        "start": month_of(date),
        "reporter": "KR",
        "flow": "imports",
        "hs_edition": hs_edition(date.year()),
        "net_mass_kg": table.mass,
        "value": table.price,
        "currency": "KRW",
        "raw_date": unread(table.day, date),
        "raw_net_mass_kg": unread(table.mass_text, table.mass),
        "raw_value": unread(table.price_text, table.price),
    }
