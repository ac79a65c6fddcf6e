"""DuckDB, in this process: the engine that is there without asking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tradetally.engines import Table

if TYPE_CHECKING:
    import pyarrow as pa

# A query never reaches for the network: all that it needs is in the wheel.
_CONFIG = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class DuckDB:
    """Runs Ibis expressions over Parquet files and lists in memory.

    Tables have the names that they are given, so that the text of a query can be read. A table
    takes the place of an earlier one of its name; what was run before is not touched.

    >>> engine = DuckDB()
    >>> asked = engine.values("asked", {"product": ["ships", "toys"]}, {"product": "string"})
    >>> engine.rows(asked.filter(asked["product"] == "toys"))
    [{'product': 'toys'}]
    """

    def __init__(self) -> None:
        import ibis

        self._backend = ibis.duckdb.connect(**_CONFIG)
        self._unbound = ibis.table

    def table(self, name: str, files: Sequence[str], schema: Mapping[str, str]) -> Table:
        """Return the rows of Parquet ``files`` as one table with the columns of ``schema``.

        Raises ``OSError`` for a file that is gone or damaged.
        """
        table = self._unbound(dict(schema), name=name)
        if files:
            query = f"SELECT * FROM read_parquet([{', '.join(map(_quoted, files))}])"
        else:
            nothing = [f'NULL::{kind} AS "{of}"' for of, kind in self._types(table)]
            query = f"SELECT {', '.join(nothing)} WHERE false"
        with _files_read():
            self._backend.con.execute(f'CREATE OR REPLACE VIEW "{name}" AS {query}')
        return table

    def values(
        self, name: str, columns: Mapping[str, Sequence[object]], schema: Mapping[str, str]
    ) -> Table:
        """Return equally long lists as one table with the columns of ``schema``.

        The lists go to DuckDB as parameters. By way of Arrow the first query of a process would
        import pandas as well, for 0.2 s and nothing.
        """
        table = self._unbound(dict(schema), name=name)
        lists = [f'unnest(?::{kind}[]) AS "{of}"' for of, kind in self._types(table)]
        query = f'CREATE OR REPLACE TABLE "{name}" AS SELECT {", ".join(lists)}'
        self._backend.con.execute(query, [list(columns[of]) for of in schema])
        return table

    def run(self, expression: Table) -> pa.Table:
        """Return the rows of an expression; raise ``OSError`` where a file cannot be read."""
        with _files_read():
            return self._backend.con.sql(self.sql(expression)).to_arrow_table()

    def rows(self, expression: Table) -> list[dict[str, Any]]:
        """Return the rows of an expression one by one: for a few, as it spares pyarrow's import."""
        with _files_read():
            result = self._backend.con.execute(self.sql(expression))
            return [dict(zip(expression.columns, row, strict=True)) for row in result.fetchall()]

    def sql(self, expression: Table) -> str:
        """Return the query that ``run`` sends, as text."""
        return str(self._backend.compile(expression, pretty=True))

    def _types(self, table: Table) -> list[tuple[str, str]]:
        """Return DuckDB's own names for the types of a table's columns."""
        name_of = self._backend.compiler.type_mapper.to_string
        return [(column, name_of(kind)) for column, kind in table.schema().items()]


@contextmanager
def _files_read() -> Iterator[None]:
    """Say in Python's own terms that a file cannot be read."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise OSError(str(error)) from error


def _quoted(path: str) -> str:
    """Return a file's path as SQL text that stands for that file only, whatever is in its name."""
    literal = re.sub(r"[*?\[]", r"[\g<0>]", path)
    return "'" + literal.replace("'", "''") + "'"
