"""BACI (CEPII): reconciled yearly trade between two countries, by six-digit commodity.

One row is what country ``i`` exported to country ``j`` of commodity ``k`` in year ``t``: ``v`` in
thousands of current US dollars (FOB), ``q`` in tonnes, padded with spaces and ``NA`` where it is
unknown. Rows become the exporter's exports; the same row as imports of ``j`` would be valued FOB,
which imports are not. Countries are UN M49 numbers with a few of CEPII's own. The edition of the
Harmonized System is in the file's name (``HS92``). A leading zero of ``k`` may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tradetally.codes import system
from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of
from tradetally.records.formats.spellings import spelled
from tradetally.records.formats.texts import (
    first_day,
    joined,
    number_of,
    scaled,
    text_of,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import AMOUNT, MONEY, WHOLE, record

NAME = "baci"
DESCRIPTION = "BACI, with the columns t, i, j, k, v, q"
COLUMNS = ("t", "i", "j", "k", "v", "q")

_THOUSAND = Decimal(1000)
_EDITION = re.compile(r"(?<![A-Za-z0-9])HS(\d{2})(?!\d)")


def recognise(head: Head) -> bool:
    """Whether a file has BACI's six columns and no other."""
    return {column.lower() for column in columns_of(head)} == set(COLUMNS)


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines; raise ``BadInput`` where imports are asked for."""
    if options.flow not in (None, "exports"):
        raise BadInput(
            "--flow",
            expected="exports: BACI values both sides of a flow FOB",
            seen=options.flow,
            todo="leave --flow out",
        )
    editions = {str(file): _edition(file) for file in files}
    tables = [_records(engine, alike, editions) for alike in read(engine, NAME, files)]
    return Lines(
        table=together(tables),
        layout=NAME,
        hs_editions=tuple(dict.fromkeys(filter(None, editions.values()))),
        notes=ending_notes(files),
    )


def _records(engine: Engine, alike: Alike, editions: Mapping[str, str]) -> Table:
    given = alike.table.rename(str.lower)
    code = text_of(given.k)
    table = given.select(
        "file",
        "line",
        year=text_of(given.t),
        i=text_of(given.i),
        j=text_of(given.j),
        commodity=(code.length() < 6).ifelse(code.lpad(6, "0"), code),
        value=_thousands(given.v, MONEY),
        mass=_thousands(given.q, AMOUNT),
        v=text_of(given.v),
        q=text_of(given.q).nullif("NA").fill_null(""),
    )
    numbers = system("partner", "m49")
    table = spelled(engine, table, "i", numbers, as_="reporter")
    table = spelled(engine, table, "j", numbers, as_="partner")
    return record(table, _columns(table, alike.files, editions))


def _columns(table: Table, files: Sequence[Path], editions: Mapping[str, str]) -> dict[str, object]:
    """Return the columns of the common record."""
    import ibis

    start = (whole(table.year) * 12).cast(WHOLE)
    each = {edition for file in files if (edition := editions[str(file)])}
    edition = ibis.cases(
        *(
            (table.file.isin([str(file) for file in files if editions[str(file)] == one]), one)
            for one in sorted(each)
        ),
        (ibis.literal(False), ""),
        else_="",
    )
    return {
        "declaration": joined(table.year, table.i, table.j, table.commodity),
        "date": first_day(start),
        "start": start,
        "months": 12,
        "reporter": table.reporter,
        "flow": "exports",
        "commodity": table.commodity,
        "hs_edition": edition,
        "partner": table.partner,
        "net_mass_kg": table.mass,
        "value": table.value,
        "currency": "USD",
        "raw_date": unread(table.year, start),
        "raw_value": unread(table.v, table.value),
        "raw_net_mass_kg": unread(table.q, table.mass),
    }


def _thousands(column: Table, kind: str) -> Table:
    """Return thousands of a unit in units."""
    return scaled(number_of(column, "decimal(18, 6)"), _THOUSAND, kind)


def _edition(file: Path) -> str:
    """Return the edition that a file's name has: ``HS92`` is ``HS1992``; or nothing."""
    match = _EDITION.search(file.stem.replace("_", " "))
    if match is None:
        return ""
    return f"HS{'19' if int(match[1]) >= 88 else '20'}{match[1]}"
