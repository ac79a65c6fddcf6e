"""``tradetally``: the common record itself, as Parquet or CSV.

Columns are named as in the record; those without which a line says nothing must be there, the
others have the record's defaults: item 1, version 1, active. ``date`` or ``start`` decides the
period. CSV has dates as 2025-01-31 and numbers with a point and no thousands marks. A column that
the record does not have is refused, since a misspelled name would lose what is in it.

A file is synthetic where its first declaration starts with ``SYN``, or where the metadata of a
Parquet file have ``tradetally.synthetic``.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of, open_head, rows_of
from tradetally.records.formats.texts import (
    day_of,
    first_day,
    month_of,
    number_of,
    text_of,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import COLUMNS as OF_RECORD
from tradetally.records.record import DAY, RAW, Column, record

NAME = "tradetally"
DESCRIPTION = "the common record, with reporter, flow, commodity, partner, value, currency, date"
COLUMNS = ("declaration", "reporter", "flow", "commodity", "partner", "value", "currency", "date")

SYNTHETIC = "tradetally.synthetic"
"""The key of a Parquet file's metadata that says, with any value, that it is synthetic."""

_PREFIX = "SYN"
"""What the declaration numbers of synthetic lines start with."""

_NEEDED = frozenset(COLUMNS) - {"date"}
_KNOWN = {column.name: column for column in OF_RECORD}


def recognise(head: Head) -> bool:
    """Whether a file has the record's columns, and a date or a first month."""
    columns = set(columns_of(head))
    return columns >= _NEEDED and bool(columns & {"date", "start"})


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines; raise ``BadInput`` for a column that the record does not have."""
    heads = [open_head(file) for file in files]
    for head in heads:
        _check(head)
    tables = [_records(engine, alike) for alike in read(engine, NAME, files)]
    return Lines(
        table=together(tables),
        layout=NAME,
        is_synthetic=any(map(_is_synthetic, heads)),
        is_typed=all(head.is_parquet for head in heads),
        notes=ending_notes(files),
    )


def _records(engine: Engine, alike: Alike) -> Table:
    given = alike.table
    names = [name for name in given.columns if name in _KNOWN and name not in ("file", "line")]
    said = {f"{RAW}{name}": name for name in names if _is_read(given[name], _KNOWN[name])}
    typed = given.select(
        *("file", "line"),
        **{name: _typed(given[name], _KNOWN[name]) for name in names},
        **{raw: given[name] for raw, name in said.items()},
    )
    if said:
        typed = engine.named(f"{given.get_name()}_read", typed)
    columns: dict[str, object] = {name: typed[name] for name in names}
    for raw, name in said.items():
        columns[raw] = unread(typed[raw].strip(), typed[name])
    if "start" not in columns:
        columns["start"] = month_of(columns["date"])
    if "date" not in columns:
        columns["date"] = first_day(columns["start"])
    return record(typed, columns)


def _is_read(column: Table, of: Column) -> bool:
    """Whether a column of text becomes a number or a day."""
    return not of.is_text and column.type().is_string()


def _typed(column: Table, of: Column) -> Table:
    """Return a column as the record has it; as it is where it is that already."""
    if column.type() == _dtype(of.kind):
        return column
    if of.is_text:
        return text_of(column)
    if of.kind == DAY:
        return day_of(column) if column.type().is_string() else column.cast(DAY)
    if of.kind.startswith("decimal"):
        return number_of(column, of.kind)
    return whole(column) if column.type().is_string() else column.cast(of.kind)


def _dtype(kind: str) -> object:
    import ibis

    return ibis.dtype(kind)


def _is_synthetic(head: Head) -> bool:
    return SYNTHETIC in head.metadata or _first_declaration(head).startswith(_PREFIX)


def _first_declaration(head: Head) -> str:
    if not head.is_parquet:
        rows = rows_of(head)
        at = columns_of(head).index("declaration")
        next(rows)
        return next((row[at].strip() for row in rows if len(row) > at), "")
    import pyarrow.parquet as pq

    with pq.ParquetFile(head.path) as file:
        batches = file.iter_batches(batch_size=1, columns=["declaration"])
        return next((str(batch[0][0]) for batch in batches if len(batch)), "")


def _check(head: Head) -> None:
    for name in filter(None, columns_of(head)):
        if name not in _KNOWN:
            near = get_close_matches(name, _KNOWN, n=1, cutoff=0.6)
            raise BadInput(
                f"{head.path.name}, column {name}",
                expected="the columns of the common record only (docs/formats.md)",
                seen="one that it does not have",
                todo=f"did you mean {near[0]}?" if near else "drop it, or write a mapping",
            )
