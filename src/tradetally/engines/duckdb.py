"""DuckDB, in this process: the engine that is there without asking."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradetally.engines import FILE, LINE, Part, Progress, Table, Written
from tradetally.engines.running import copied, failures_said, joined_as_written, unordered
from tradetally.engines.side_by_side import SideBySide
from tradetally.engines.watching import watched

if TYPE_CHECKING:
    import pyarrow as pa

# A query never reaches for the network: all that it needs is in the wheel.
_CONFIG = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}

# The footers of a book's files are read once: a file is never written again under its name.
_SETTINGS = (
    "enable_progress_bar = true",
    "enable_progress_bar_print = false",
    "parquet_metadata_cache = true",
)

MEMORY = "4GB"
"""How much memory a query may take before it goes to disk."""


class DuckDB:
    """Runs Ibis expressions over files and over lists in memory: an ``Engine``.

    Tables have the names that they are given, so that the text of a query can be read. What a
    query cannot hold in ``memory`` goes to a folder of its own inside ``temp`` (the system's
    without), which is gone with the query.

    >>> engine = DuckDB()
    >>> asked = engine.values("asked", {"product": ["ships", "toys"]}, {"product": "string"})
    >>> engine.rows(asked.filter(asked["product"] == "toys"))
    [{'product': 'toys'}]
    """

    name = "duckdb"

    def __init__(
        self, *, memory: str = MEMORY, temp: Path | None = None, threads: int | None = None
    ) -> None:
        from tradetally.engines.compilers import spare_compilers

        spare_compilers()
        import ibis

        self._temp = Path(temp or tempfile.gettempdir())
        self._temp.mkdir(parents=True, exist_ok=True)
        spill = self._temp / f"tradetally-{os.urandom(8).hex()}"
        weakref.finalize(self, shutil.rmtree, spill, ignore_errors=True)
        config = {"memory_limit": memory, "temp_directory": str(spill)}
        limit = {} if threads is None else {"threads": threads}
        self._backend = ibis.duckdb.connect(**_CONFIG, **config, **limit)
        self._unbound = ibis.table
        self._kinds: dict[str, str] = {}
        self._views: dict[str, str] = {}
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self._given: dict[str, str] = {}
        for setting in _SETTINGS:
            self._con.execute(f"SET {setting}")

    def table(self, name: str, files: Sequence[str], schema: Mapping[str, str]) -> Table:
        """Return the rows of Parquet ``files`` as one table with the columns of ``schema``.

        Raises ``OSError`` for a file that is gone or damaged.
        """
        table = self._unbound(dict(schema), name=name)
        if files:
            columns = ", ".join(map(_name, schema))
            query = f"SELECT {columns} FROM {_parquet(files)}"
        else:
            nothing = [f"NULL::{kind} AS {_name(of)}" for of, kind in self._types(table)]
            query = f"SELECT {', '.join(nothing)} WHERE false"
        if self._views.get(name) != query:
            self._make("VIEW", name, query)
            self._views[name] = query
        return table

    def parquet(self, name: str, files: Sequence[str]) -> Table:
        """Return Parquet files with the columns that they have, ``file`` and ``line``."""
        from tradetally.engines.columns import distinct, parquet_schema

        kinds = parquet_schema(files)
        columns = dict(zip(distinct(list(kinds)), kinds.values(), strict=True))
        table = self._unbound({**columns, FILE: "string", LINE: "int64"}, name=name)
        given = [
            f"{_name(before)}::{kind} AS {_name(of)}"
            for before, (of, kind) in zip(kinds, self._types(table), strict=False)
        ]
        ours = f'filename AS "{FILE}", file_row_number + 1 AS "{LINE}"'
        source = _parquet(files, "filename=true", "file_row_number=true")
        self._make("VIEW", name, f"SELECT {', '.join([*given, ours])} FROM {source}")
        return table

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
        """Return CSV files as text, with ``file``; their ``line`` is unknown."""
        from tradetally.engines.columns import csv_columns
        from tradetally.engines.transcode import is_utf8

        groups = csv_columns(
            files,
            header=header,
            names=names or (),
            delimiter=delimiter,
            encoding=encoding,
            skip=skip,
        )
        queries = []
        for columns, alike in groups.items():
            paths = alike if is_utf8(encoding) else self._as_utf8(alike, encoding)
            options = [f"header={header}", f"delim={_text(delimiter)}", f"skip={skip}"]
            queries.append(_csv(dict(zip(paths, alike, strict=True)), columns, options))
        schema = dict.fromkeys([*next(iter(groups)), FILE], "string") | {LINE: "int64"}
        self._make("VIEW", name, " UNION ALL BY NAME ".join(queries))
        return self._unbound(schema, name=name)

    def values(
        self, name: str, columns: Mapping[str, Sequence[object]], schema: Mapping[str, str]
    ) -> Table:
        """Return equally long lists as one table with the columns of ``schema``.

        The lists go to DuckDB as parameters. By way of Arrow the first query of a process would
        import pandas as well, for 0.2 s and nothing.
        """
        table = self._unbound(dict(schema), name=name)
        lists = [f"unnest(?::{kind}[]) AS {_name(of)}" for of, kind in self._types(table)]
        query = f"SELECT {', '.join(lists)}"
        self._make("TABLE", name, query, [list(columns[of]) for of in schema])
        return table

    def arrow(self, name: str, table: pa.Table) -> Table:
        """Return an Arrow table in memory as a table; its rows are copied."""
        from ibis import schema

        passing = "an Arrow table on its way"
        self._con.register(passing, table)
        try:
            self._make("TABLE", name, f"SELECT * FROM {_name(passing)}")
        finally:
            self._con.unregister(passing)
        return self._unbound(schema(table.schema), name=name)

    def named(self, name: str, expression: Table) -> Table:
        """Return an expression under a name of its own, as a view."""
        self._make("VIEW", name, self._typed(expression))
        return self._unbound(expression.schema(), name=name)

    def keep(self, name: str, expression: Table, *, progress: Progress | None = None) -> Table:
        """Run an expression now and keep its rows as a table, in memory or on disk as they fit."""
        query = self._typed(expression)
        with unordered(self._con):
            self._make("TABLE", name, query, progress=progress)
        return self._unbound(expression.schema(), name=name)

    def run(self, expression: Table) -> pa.Table:
        """Return the rows of an expression; raise ``OSError`` where a file cannot be read."""
        with failures_said(self._given):
            query = self._compiled(expression)
            return watched(self._con, lambda: self._con.sql(query).to_arrow_table())

    def tuples(self, expression: Table) -> list[tuple[Any, ...]]:
        """Return the rows of an expression one by one, which spares pyarrow's import."""
        with failures_said(self._given):
            query = self._compiled(expression)
            return watched(self._con, lambda: self._con.execute(query).fetchall())

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """Return the rows of an expression one by one, with the names of its columns."""
        names = expression.columns
        return [dict(zip(names, row, strict=True)) for row in self.tuples(expression)]

    def sql(self, expression: Table) -> str:
        """Return the query that ``run`` sends, as text with a line for each of its parts."""
        return self._compiled(expression, pretty=True)

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
        """Write the rows of an expression as Parquet files in a folder, divided by a column.

        Rows are in order within each thread's share of a file, which is what readers gain from.
        A part of one value is written straight to its file, which takes two thirds of the time
        of dividing rows among files.
        """
        query, con = self._typed(expression), self._con
        ordered = f" ORDER BY {', '.join(map(_name, order))}" if order else ""
        folder.mkdir(parents=True, exist_ok=True)
        kind = None if by is None else expression[by]
        shares: list[tuple[int | None, str]] = [(None, query)]
        if parts:
            shares = [(_only(part), _part(query, str(by), part)) for part in parts]
        copies = [
            partial(copied, query=share + ordered, folder=folder, by=kind, only=only)
            for only, share in shares
        ]
        with failures_said(self._given), unordered(con), joined_as_written(con):
            queries = SideBySide(con, len(copies))
            written = watched(queries, lambda: queries.run(copies), progress)
        return tuple(file for files in written for file in files)

    def close(self) -> None:
        """Let go of the memory, of files on disk, and of every table."""
        self._backend.disconnect()
        if self._copies is not None:
            self._copies.cleanup()

    @property
    def _con(self) -> Any:
        return self._backend.con

    def _make(
        self,
        kind: str,
        name: str,
        query: str,
        values: Sequence[object] = (),
        progress: Progress | None = None,
    ) -> None:
        """Give a query a name; what had that name may be what the query reads."""
        self._views.pop(name, None)
        before = self._kinds.get(name, kind)
        fresh = name if before == kind else f"{name} anew"
        text = f"CREATE OR REPLACE {kind} {_name(fresh)} AS {query}"
        with failures_said(self._given):
            watched(self._con, lambda: self._con.execute(text, values), progress)
        if before != kind:
            self._con.execute(f"DROP {before} {_name(name)}")
            self._con.execute(f"ALTER {kind} {_name(fresh)} RENAME TO {_name(name)}")
        self._kinds[name] = kind

    def _compiled(self, expression: Table, *, pretty: bool = False) -> str:
        return str(self._backend.compile(expression, pretty=pretty))

    def _typed(self, expression: Table) -> str:
        """Return a query whose columns have the types that the expression says."""
        columns = [f"{_name(of)}::{kind} AS {_name(of)}" for of, kind in self._types(expression)]
        return f"SELECT {', '.join(columns)} FROM ({self._compiled(expression)})"

    def _types(self, table: Table) -> list[tuple[str, str]]:
        """Return DuckDB's own names for the types of a table's columns."""
        name_of = self._backend.compiler.type_mapper.to_string
        return [(column, name_of(kind)) for column, kind in table.schema().items()]

    def _as_utf8(self, files: Sequence[str], encoding: str) -> list[str]:
        from tradetally.engines.transcode import as_utf8

        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="tradetally-", dir=self._temp)
        copies = [as_utf8(file, encoding, Path(self._copies.name)) for file in files]
        self._given.update(zip(copies, files, strict=True))
        return copies


def _parquet(files: Sequence[str], *options: str) -> str:
    """Return the call that reads files; a folder's name, as ``flow=exports``, adds no column."""
    listed = f"[{', '.join(map(_path, files))}]"
    return f"read_parquet({', '.join((listed, 'hive_partitioning=false', *options))})"


def _part(query: str, by: str, part: Part) -> str:
    """Return the query of one part; by its files DuckDB passes over those of the others."""
    listed = f"{_name(by)} IN ({', '.join(map(str, part.values))})"
    if not part.files:
        return f"SELECT * FROM ({query}) WHERE {listed}"
    files = f"{_name(FILE)} IN ({', '.join(map(_text, part.files))})"
    return f"SELECT * EXCLUDE ({_name(FILE)}) FROM ({query}) WHERE {files} AND {listed}"


def _only(part: Part) -> int | None:
    """Return the value of a part that has one."""
    return part.values[0] if len(part.values) == 1 else None


def _csv(files: Mapping[str, str], columns: Sequence[str], options: Sequence[str]) -> str:
    """Return the query that reads CSV files, path → name to show, with these columns."""
    named = ", ".join(f"{_text(column)}: 'VARCHAR'" for column in columns)
    fixed = (
        f"[{', '.join(map(_path, files))}]",
        "auto_detect=false",
        f"columns={{{named}}}",
        f"force_not_null=[{', '.join(map(_text, columns))}]",
        "quote='\"'",
        "escape='\"'",
        "null_padding=false",
        "strict_mode=true",
        "hive_partitioning=false",
        "filename=true",
    )
    shown_as = ", ".join(f"{_text(path)}: {_text(name)}" for path, name in files.items())
    file = (
        "filename"
        if all(path == name for path, name in files.items())
        else (f"MAP {{{shown_as}}}[filename]")
    )
    given = ", ".join(map(_name, columns))
    return (
        f'SELECT {given}, {file} AS "{FILE}", NULL::BIGINT AS "{LINE}" '
        f"FROM read_csv({', '.join((*fixed, *options))})"
    )


def _name(column: str) -> str:
    """Return the name of a column or table as SQL text."""
    return '"' + column.replace('"', '""') + '"'


def _text(text: str) -> str:
    """Return a text as SQL text."""
    return "'" + text.replace("'", "''") + "'"


def _path(path: str) -> str:
    """Return a file's path as SQL text that stands for that file only, whatever is in its name."""
    return _text(re.sub(r"[*?\[]", r"[\g<0>]", path))
