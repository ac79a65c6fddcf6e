"""Spark, on this machine or on a cluster: the engine for more than one machine holds."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlparse

from tradetally.engines import FILE, LINE, Part, Progress, Table, Written, session
from tradetally.engines.jobs import Jobs, failures_said, moved
from tradetally.engines.watching import watched

if TYPE_CHECKING:
    import pyarrow as pa


class Spark:
    """Runs Ibis expressions on Spark: an ``Engine``.

    ``master`` is ``local[*]`` for this machine's processors, or a cluster's URL, as in
    ``spark://host:7077``. ``temp`` is a folder for what is kept, and on a cluster one that all
    machines see under the same path, as are the files read and written. ``memory`` is that of
    the process that Spark runs in on this machine. Raises ``BadInput`` without PySpark or Java.
    """

    name = "spark"

    def __init__(
        self, master: str = "local[*]", *, memory: str = "4g", temp: Path | None = None
    ) -> None:
        session.check()
        import ibis

        root = Path(temp or tempfile.gettempdir()).absolute()
        root.mkdir(parents=True, exist_ok=True)
        self._scratch = Path(tempfile.mkdtemp(prefix="tradetally-", dir=root))
        weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        self._session = session.start(master, memory=memory, temp=self._scratch)
        with session.pandas_accepted():
            self._backend = ibis.pyspark.connect(self._session)
        self._jobs = Jobs(self._session)
        self._unbound = ibis.table
        self._texts: dict[str, list[Callable[[], str | None]]] = {}

    def table(self, name: str, files: Sequence[str], schema: Mapping[str, str]) -> Table:
        """Return the rows of Parquet ``files`` as one table with the columns of ``schema``."""
        table = self._unbound(dict(schema), name=name)
        columns = dict(self._types(table))
        if files:
            frame = self._read(files)
            given = [f"CAST({_name(of)} AS {kind}) AS {_name(of)}" for of, kind in columns.items()]
        else:
            frame = self._session.range(0)
            given = [f"CAST(NULL AS {kind}) AS {_name(of)}" for of, kind in columns.items()]
        with failures_said():
            frame.selectExpr(*given).createOrReplaceTempView(name)
        return table

    def parquet(self, name: str, files: Sequence[str]) -> Table:
        """Return Parquet files with the columns that they have, ``file`` and ``line``."""
        from tradetally.engines.columns import distinct, parquet_schema

        kinds = parquet_schema(files)
        columns = dict(zip(distinct(list(kinds)), kinds.values(), strict=True))
        table = self._unbound({**columns, FILE: "string", LINE: "int64"}, name=name)
        given = [
            f"CAST({_name(before)} AS {kind}) AS {_name(of)}"
            for before, (of, kind) in zip(kinds, self._types(table), strict=False)
        ]
        with failures_said():
            frame = self._read(files)
            ours = (_file(frame, dict(zip(files, files, strict=True))), _LINE)
            frame.selectExpr(*given, *ours).createOrReplaceTempView(name)
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
        """Return CSV files as text, with ``file``; their ``line`` is unknown.

        Spark reads what is no UTF-8 as a sign of its own, and passes over no lines; so files are
        copied first.
        """
        from tradetally.engines.columns import broken_row, csv_columns, is_ended

        groups = csv_columns(
            files,
            header=header,
            names=names or (),
            delimiter=delimiter,
            encoding=encoding,
            skip=skip,
        )
        frames = []
        for columns, alike in groups.items():
            copies = self._as_utf8(alike, encoding, skip)
            frame = self._csv(list(copies), columns, header=header, delimiter=delimiter)
            given = [f"coalesce({_name(of)}, '') AS {_name(of)}" for of in columns]
            ours = (_file(frame, copies), f"CAST(NULL AS BIGINT) AS {LINE}")
            frames.append(frame.selectExpr(*given, *ours))
        reduce(lambda one, other: one.unionByName(other), frames).createOrReplaceTempView(name)
        look = partial(broken_row, delimiter=delimiter, encoding=encoding, skip=skip)
        for file in files:
            # a quoted value without an end, at the end of a file, is none to Spark
            if not is_ended(file) and (row := look(file)):
                raise OSError(row)
        self._texts[name] = [partial(look, file) for file in files]
        schema = dict.fromkeys([*next(iter(groups)), FILE], "string") | {LINE: "int64"}
        return self._unbound(schema, name=name)

    def values(
        self, name: str, columns: Mapping[str, Sequence[object]], schema: Mapping[str, str]
    ) -> Table:
        """Return equally long lists as one table with the columns of ``schema``."""
        import ibis
        import pyarrow as pa

        kinds = ibis.schema(dict(schema)).to_pyarrow()
        return self.arrow(name, pa.table({of: columns[of] for of in schema}, schema=kinds))

    def arrow(self, name: str, table: pa.Table) -> Table:
        """Return an Arrow table in memory as a table."""
        import ibis

        self._session.createDataFrame(table).createOrReplaceTempView(name)
        return self._unbound(ibis.schema(table.schema), name=name)

    def named(self, name: str, expression: Table) -> Table:
        """Return an expression under a name of its own, as a view."""
        self._frame(expression).createOrReplaceTempView(name)
        self._texts[name] = self._looks(expression)
        return self._unbound(expression.schema(), name=name)

    def keep(self, name: str, expression: Table, *, progress: Progress | None = None) -> Table:
        """Run an expression now and keep its rows as a table, in Parquet files of ``temp``."""
        folder = self._scratch / os.urandom(8).hex()
        written = self.write(expression, folder, progress=progress)
        kinds = {of: str(kind) for of, kind in expression.schema().items()}
        return self.table(name, [str(file.path) for file in written], kinds)

    def run(self, expression: Table) -> pa.Table:
        """Return the rows of an expression; raise ``OSError`` where a file cannot be read."""
        frame = self._frame(expression)
        with failures_said(lambda: self._broken_row(expression)):
            rows = watched(self._jobs, frame.toArrow)
        return rows.cast(expression.schema().to_pyarrow())

    def tuples(self, expression: Table) -> list[tuple[Any, ...]]:
        """Return the rows of an expression one by one, its columns in their order."""
        columns = [column.to_pylist() for column in self.run(expression).columns]
        return list(zip(*columns, strict=True))

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """Return the rows of an expression one by one, with the names of its columns."""
        rows: list[dict[str, Any]] = self.run(expression).to_pylist()
        return rows

    def sql(self, expression: Table) -> str:
        """Return the query that ``run`` sends, as text."""
        query = self._backend.compiler.to_sqlglot(expression)
        return str(query.transform(_quantiles).sql(dialect=self._backend.dialect, pretty=True))

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

        All parts are written at once: they are divided among the workers anyway.
        """
        if parts:
            values = sorted({value for part in parts for value in part.values})
            expression = expression.filter(expression[by].isin(values))
            expression = expression.drop(FILE) if parts[0].files else expression
        frame = self._frame(expression)
        columns = [
            f"CAST({_name(of)} AS {kind}) AS {_name(of)}" for of, kind in self._types(expression)
        ]
        frame = frame.selectExpr(*columns)
        if by is not None:
            frame = frame.withColumn(_BY, frame[by]).repartition(_BY)
        if order or by is not None:
            first = () if by is None else (_BY,)
            frame = frame.sortWithinPartitions(*first, *order)
        staging = folder / f".{os.urandom(8).hex()}"
        writer = frame.write if by is None else frame.write.partitionBy(_BY)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with failures_said(lambda: self._broken_row(expression)):
                watched(self._jobs, lambda: writer.parquet(str(staging.absolute())), progress)
            return moved(staging, folder, None if by is None else expression[by])
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def close(self) -> None:
        """Stop Spark, and let go of what was kept."""
        self._backend.disconnect()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _frame(self, expression: Table) -> Any:
        with failures_said():
            return self._session.sql(self.sql(expression))

    def _broken_row(self, expression: Table) -> str | None:
        """Return the first row that cannot be read in the CSV files of an expression."""
        rows = (look() for look in self._looks(expression))
        return next((row for row in rows if row), None)

    def _looks(self, expression: Table) -> list[Callable[[], str | None]]:
        """Return what looks for such a row in each CSV file of an expression."""
        from ibis.expr.operations import UnboundTable

        names = [table.name for table in expression.op().find(UnboundTable)]
        return [look for name in names for look in self._texts.get(name, ())]

    def _read(self, files: Sequence[str]) -> Any:
        """Return Parquet files as Spark has them; a name with ``*`` stands for that file only."""
        from tradetally.engines.columns import parquet_schema

        with failures_said(lambda: str(parquet_schema(files))):
            return self._session.read.parquet(*map(_path, files))

    def _csv(
        self, files: list[str], columns: Sequence[str], *, header: bool, delimiter: str
    ) -> Any:
        reader = self._session.read.schema(", ".join(f"{_name(of)} STRING" for of in columns))
        return reader.options(
            header=header,
            enforceSchema=True,
            sep=delimiter,
            quote='"',
            escape='"',
            multiLine=True,
            mode="FAILFAST",
            nullValue="",
            emptyValue="",
            maxCharsPerColumn=-1,
        ).csv(list(map(_path, files)))

    def _as_utf8(self, files: Sequence[str], encoding: str, skip: int) -> dict[str, str]:
        """Return the path of a copy in UTF-8 → the file."""
        from tradetally.engines.transcode import as_utf8

        return {as_utf8(file, encoding, self._scratch, skip): file for file in files}

    def _types(self, table: Table) -> list[tuple[str, str]]:
        """Return Spark's own names for the types of a table's columns."""
        name_of = self._backend.compiler.type_mapper.to_string
        return [(column, name_of(kind)) for column, kind in table.schema().items()]


def _path(file: str) -> str:
    """Return a path that stands for one file to Spark, whatever is in its name."""
    return re.sub(r"[\\*?{}\[\]]", r"\\\g<0>", str(Path(file).absolute()))


_BY = "divided by"
_LINE = f"_metadata.row_index + 1 AS {LINE}"


def _file(frame: Any, names: Mapping[str, str]) -> str:
    """Return the SQL of the column that names a row's file, path → name to show."""
    absolute = {str(Path(path).absolute()): name for path, name in names.items()}
    uris = {urlparse(uri).path: unquote(urlparse(uri).path) for uri in frame.inputFiles()}
    pairs = [f"{_text(uri)}, {_text(absolute[path])}" for uri, path in uris.items()]
    # Spark spells the same file as file:///x when asked, and as file:/x in a row
    seen = "regexp_replace(_metadata.file_path, '^[a-z]+:/+', '/')"
    return f"element_at(map({', '.join(pairs)}), {seen}) AS {FILE}"


def _quantiles(node: Any) -> Any:
    """Return Spark's spelling of ``portable.quantiles``, and any other node as it is."""
    from sqlglot import expressions as sge

    if not isinstance(node, sge.Anonymous) or node.name.lower() != "quantile_disc":
        return node
    number, shares = node.expressions
    ordered = sge.Order(expressions=[sge.Ordered(this=number, nulls_first=True)])
    # under its own class sqlglot would make it an approximate one
    exact = sge.Anonymous(this="percentile_disc", expressions=[shares])
    return sge.WithinGroup(this=exact, expression=ordered)


def _name(column: str) -> str:
    """Return the name of a column as SQL text."""
    return "`" + column.replace("`", "``") + "`"


def _text(text: str) -> str:
    """Return a text as SQL text."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
