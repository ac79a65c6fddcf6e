"""The Delta tables of a book: made, opened at a version, written in one commit.

Every version stays readable: neither the log nor a file that was replaced is ever cleaned away,
since vintages rest on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tradetally.book.columns import TABLES, arrow
from tradetally.book.source import Version
from tradetally.book.writing import Row, columns_of
from tradetally.errors import BadInput

if TYPE_CHECKING:
    from deltalake import DeltaTable, WriterProperties

_FOREVER = "interval 36500 days"
_KEEP_ALL = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": _FOREVER,
    "delta.deletedFileRetentionDuration": _FOREVER,
}
_MANY_FILES = 64


def create(folder: Path) -> None:
    """Make the tables that are not there yet, empty."""
    from deltalake import DeltaTable

    for name, schema in TABLES.items():
        path = folder / name
        DeltaTable.create(path, arrow(schema), mode="ignore", configuration=_KEEP_ALL)


class Tables:
    """The tables of a book as they are at one version, and no later."""

    def __init__(self, folder: Path, version: Version | None = None) -> None:
        self._folder = folder
        statements, cells = (None, None) if version is None else version
        self._tables = {
            "statements": self._open("statements", statements),
            "cells": self._open("cells", cells),
        }

    @property
    def version(self) -> Version:
        """The version of each table."""
        return Version(*(table.version() for table in self._tables.values()))

    def files(self, name: str) -> list[str]:
        """Return the Parquet files that hold one table's rows."""
        # deltalake's own file_uris() spells a path as a URL does: 账簿 as %E8%B4%A6.
        relative = self._tables[name].get_add_actions().column("path").to_pylist()
        return [str(self._folder / name / unquote(path)) for path in sorted(relative)]

    def replace(self, name: str, obsolete: Iterable[str], rows: Sequence[Row]) -> None:
        """Put rows in the place of obsolete batches of a table, in one commit.

        To be called under the book's write lock. Where many small files have gathered they are
        made one, in a commit of its own.
        """
        table = self._tables[name]
        _commit(table, sorted(obsolete), TABLES[name], rows)
        if len(table.file_uris()) > _MANY_FILES:
            table.optimize.compact(writer_properties=_zstd())

    def _open(self, name: str, version: int | None) -> DeltaTable:
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        path = self._folder / name
        try:
            latest = DeltaTable(path)
        except DeltaError as error:
            raise BadInput(
                "--book",
                expected=f"a Delta table at {path}",
                seen=str(error).splitlines()[0].rstrip("."),
                todo="restore that folder from a copy, or load the book anew",
            ) from error
        if version is None or version == latest.version():
            return latest
        if not 0 <= version < latest.version():
            raise BadInput(
                "--version",
                expected=f"a version of the {name} from 0 to {latest.version()}",
                seen=str(version),
                todo="give one that the book had; Book.version says which it has now",
            )
        latest.load_as_version(version)
        return latest


def _commit(
    table: DeltaTable, obsolete: list[str], schema: dict[str, str], rows: Sequence[Row]
) -> None:
    import pyarrow as pa
    from deltalake import write_deltalake

    data = pa.table(columns_of(schema, rows), schema=arrow(schema))
    if not obsolete:
        write_deltalake(table, data, mode="append", writer_properties=_zstd())
        return
    fresh = data.column("batch").unique().to_pylist()
    names = ", ".join(f"'{name}'" for name in (*obsolete, *fresh))
    write_deltalake(
        table,
        data,
        mode="overwrite",
        predicate=f"batch IN ({names})",
        writer_properties=_zstd(),
    )


def _zstd() -> WriterProperties:
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD")
