"""Engines: where an expression over files and lists is run.

In come Parquet and CSV files, small lists and Arrow tables of what is asked, and Ibis expressions
over all of them; out go rows, Parquet files, and the text of the query. One module an engine,
``duckdb`` and ``spark``, each with the verbs of ``Engine``; ``portable`` holds the expressions
that need care to mean the same on both, ``columns`` and ``transcode`` what is looked up in a file
before an engine reads it. Called by the book and by compiling. Nothing heavy is imported until an
engine is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

Table = Any
"""An Ibis table expression (``ibis.expr.types.Table``); Ibis publishes no types to check with."""

Progress = Callable[[float], None]
"""Called now and then with the share of a query that is done, 0 to 1; it never goes back."""


def within(progress: Progress | None, at: int, count: int) -> Progress | None:
    """Return the progress of one of several queries, as a share of all of them."""
    return None if progress is None else lambda share: progress((at + share) / count)


FILE = "file"
"""The column that says which file a row is from: its path, as it was given."""

LINE = "line"
"""The column that says which row of its file a row is, from 1; null where that is not known."""

__all__ = ["FILE", "LINE", "Engine", "Part", "Progress", "Table", "Written", "within"]


@dataclass(frozen=True, slots=True)
class Written:
    """A Parquet file that an engine wrote, complete and closed.

    ``size`` is in bytes, ``value`` is what all of its rows have in the column that the files
    were divided by (none where they were not).
    """

    path: Path
    rows: int
    size: int
    value: int | str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that can be written on their own: all that have some values, and where they are from.

    ``values`` are of the column that files are divided by; ``files`` as in the column ``file``,
    none where the expression has no such column.
    """

    values: tuple[int, ...]
    files: tuple[str, ...] = ()


class Engine(Protocol):
    """What every engine does, in the same way and to the same last unit.

    Tables are unbound Ibis tables that an engine finds by their name; a table takes the place of
    an earlier one of its name. Reading and running raise ``OSError`` for a file that is gone,
    damaged or cut off, ``MemoryError`` where the memory allowed does not do, and
    ``KeyboardInterrupt`` where the user stopped the query.
    """

    @property
    def name(self) -> str:
        """The engine's name, as the command line has it."""

    def table(self, name: str, files: Sequence[str], schema: Mapping[str, str]) -> Table:
        """Return Parquet files with the columns of ``schema``; no files are an empty table."""

    def parquet(self, name: str, files: Sequence[str]) -> Table:
        """Return Parquet files of the same columns, with ``file`` and ``line`` behind them.

        A column of one of these two names gets its position as a suffix: ``line_3``.
        """

    def csv(
        self,
        name: str,
        files: Sequence[str],
        *,
        header: bool = True,
        names: Sequence[str] | None = None,
        delimiter: str = ",",
        encoding: str = "utf-8",
        skip: int = 0,
    ) -> Table:
        """Return CSV files of the same columns as text, with ``file`` and an unknown ``line``.

        Every value is as it stands in the file, never null. ``names`` are given to the first
        columns in the place of the header's. A column without a name is ``column_4`` by its
        position, a repeated one gets its position as a suffix. ``skip`` is the number of lines
        before the header. A row that is shorter or longer than the first one is an ``OSError``
        that names its line, when it is read.
        """

    def values(
        self, name: str, columns: Mapping[str, Sequence[object]], schema: Mapping[str, str]
    ) -> Table:
        """Return equally long lists as one table with the columns of ``schema``."""

    def arrow(self, name: str, table: pa.Table) -> Table:
        """Return an Arrow table in memory as a table."""

    def named(self, name: str, expression: Table) -> Table:
        """Return an expression under a name of its own; nothing is run.

        What is built on it takes its columns as they come out, where Ibis would put the text of
        each in the place of every mention, and DuckDB work it out as often.
        """

    def keep(self, name: str, expression: Table, *, progress: Progress | None = None) -> Table:
        """Run an expression now and return its rows as a table, for this engine's life."""

    def run(self, expression: Table) -> pa.Table:
        """Return the rows of an expression."""

    def tuples(self, expression: Table) -> list[tuple[Any, ...]]:
        """Return the rows of an expression one by one, its columns in their order."""

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """Return the rows of an expression one by one, with the names of its columns."""

    def sql(self, expression: Table) -> str:
        """Return the query that ``run`` sends, as text."""

    def write(
        self,
        expression: Table,
        folder: Path,
        *,
        by: str | None = None,
        order: Sequence[str] = (),
        parts: Sequence[Part] = (),
        progress: Progress | None = None,
    ) -> tuple[Written, ...]:
        """Write the rows of an expression as Parquet (zstd) files of new names in a folder.

        With ``by``, a column of whole numbers or text, every file has one of its values; the
        column is in the files as well. ``order`` keeps rows with like values together within a
        file, so that readers can pass over parts of it. ``parts``, with ``by``, say how the rows
        may be taken one part after the other; rows of no part are not written. If they have
        files, the expression has the column ``file``, which is not written either.
        """

    def close(self) -> None:
        """Let go of all memory and temporary files; the engine is of no further use."""
