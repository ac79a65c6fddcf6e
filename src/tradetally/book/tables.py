"""The Delta tables of a book: made, opened at a version, written in one commit.

``statements`` is committed to by itself. The compiled tables are seen only through the manifest,
``vintages``: each is read at the version that a vintage names, whatever was written to it since.
Every version stays readable: neither the log nor a file that was replaced is ever cleaned away,
since vintages rest on them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tradetally.book.columns import STATEMENTS, VINTAGES, arrow
from tradetally.book.marginals import COMPILED, MONTHLY
from tradetally.book.writing import Row, columns_of
from tradetally.errors import BadInput

if TYPE_CHECKING:
    from deltalake import DeltaTable, WriterProperties

TABLES = {"statements": STATEMENTS, "vintages": VINTAGES, **COMPILED}

_FOREVER = "interval 36500 days"
_KEEP_ALL = {
    "delta.enableExpiredLogCleanup": "false",
    "delta.logRetentionDuration": _FOREVER,
    "delta.deletedFileRetentionDuration": _FOREVER,
}
_MANY_FILES = 64


def create(folder: Path, names: Iterable[str]) -> None:
    """Make the tables that are not there yet, empty."""
    from deltalake import DeltaTable

    for name in names:
        DeltaTable.create(
            folder / name,
            arrow(TABLES[name]),
            mode="ignore",
            partition_by=["start"] if name in MONTHLY else None,
            configuration=_KEEP_ALL,
        )


def is_there(folder: Path, name: str) -> bool:
    """Whether a table was made: compiled ones are made with the first vintage."""
    return (folder / name / "_delta_log").is_dir()


class Tables:
    """The tables of a book as they are at one version of each, and no later.

    ``pinned`` are versions by the table's name; a table that is not named is opened as it is.
    """

    def __init__(self, folder: Path, pinned: Mapping[str, int]) -> None:
        self._folder = folder
        self._pinned = pinned
        self._tables: dict[str, DeltaTable] = {}
        self._months: dict[str, list[tuple[str, int]]] = {}

    def version(self, name: str) -> int:
        """Return the version that one table is opened at."""
        return int(self._table(name).version())

    def files(self, name: str, starts: Collection[int] | None = None) -> list[str]:
        """Return the Parquet files that hold one table's rows, or only those of some months."""
        if starts is None:
            actions = self._table(name).get_add_actions()
            # deltalake's own file_uris() spells a path as a URL does: 账簿 as %E8%B4%A6.
            relative = [unquote(path) for path in actions.column("path").to_pylist()]
        else:
            relative = [path for path, start in self.months(name) if start in starts]
        return [str(self._folder / name / path) for path in sorted(relative)]

    def months(self, name: str) -> list[tuple[str, int]]:
        """Return each file of a table that is divided by month, and the month it is of."""
        if name not in self._months:
            actions = self._table(name).get_add_actions(flatten=True)
            paths = [unquote(path) for path in actions.column("path").to_pylist()]
            starts = actions.column("partition.start").to_pylist()
            self._months[name] = list(zip(paths, starts, strict=True))
        return self._months[name]

    def starts(self, name: str) -> tuple[int, ...]:
        """Return the months that a table has files of, the earliest first."""
        return tuple(sorted({start for _, start in self.months(name)}))

    def replace(self, name: str, obsolete: Iterable[str], rows: Sequence[Row]) -> None:
        """Put rows in the place of obsolete batches of a table, in one commit.

        To be called under the book's write lock. Where many small files have gathered they are
        made one, in a commit of its own.
        """
        table = self._table(name)
        _commit(table, sorted(obsolete), TABLES[name], rows)
        if len(table.file_uris()) > _MANY_FILES:
            table.optimize.compact(writer_properties=zstd())

    def _table(self, name: str) -> DeltaTable:
        if name not in self._tables:
            self._tables[name] = _open(self._folder, name, self._pinned.get(name))
        return self._tables[name]


def delta(folder: Path, name: str) -> DeltaTable:
    """Return a table as it is now, to write to under the write lock."""
    from deltalake import DeltaTable

    return DeltaTable(folder / name)


def _open(folder: Path, name: str, version: int | None) -> DeltaTable:
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    path = folder / name
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
        write_deltalake(table, data, mode="append", writer_properties=zstd())
        return
    fresh = data.column("batch").unique().to_pylist()
    names = ", ".join(f"'{name}'" for name in (*obsolete, *fresh))
    write_deltalake(
        table,
        data,
        mode="overwrite",
        predicate=f"batch IN ({names})",
        writer_properties=zstd(),
    )


def zstd() -> WriterProperties:
    """Return how Parquet files are written."""
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD")
