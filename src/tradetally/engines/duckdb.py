"""DuckDB, in this process: the engine that is there without asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tradetally.engines import Table

if TYPE_CHECKING:
    import pyarrow as pa

# A query never reaches for the network: all that it needs is in the wheel.
_CONFIG = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class DuckDB:
    """Runs Ibis expressions over Parquet files and lists in memory.

    Tables have the names that they are given, so that the text of a query can be read. A table
    of an earlier name takes its place; what was run before is not touched.

    >>> engine = DuckDB()
    >>> asked = engine.values("asked", {"product": ["ships", "toys"]}, {"product": "string"})
    >>> engine.run(asked.filter(asked["product"] == "toys")).to_pylist()
    [{'product': 'toys'}]
    """

    def __init__(self) -> None:
        import ibis  # type: ignore[import-untyped]

        self._backend = ibis.duckdb.connect(**_CONFIG)
        self._unbound = ibis.table

    def table(self, name: str, files: Sequence[str], schema: Mapping[str, str]) -> Table:
        """Return the rows of Parquet ``files`` as one table with the columns of ``schema``."""
        if not files:
            return self.values(name, {column: [] for column in schema}, schema)
        paths = ", ".join(_quoted(file) for file in files)
        self._define(name, f"SELECT * FROM read_parquet([{paths}])")
        return self._unbound(dict(schema), name=name)

    def values(
        self, name: str, columns: Mapping[str, Sequence[object]], schema: Mapping[str, str]
    ) -> Table:
        """Return equally long lists as one table with the columns of ``schema``.

        The lists go to DuckDB as parameters. By way of Arrow the first query of a process would
        import pandas as well, for 0.2 s and nothing.
        """
        table = self._unbound(dict(schema), name=name)
        type_name = self._backend.compiler.type_mapper.to_string
        lists = [f'unnest(?::{type_name(kind)}[]) AS "{of}"' for of, kind in table.schema().items()]
        self._define(name, f"SELECT {', '.join(lists)}", [list(columns[of]) for of in schema])
        return table

    def run(self, expression: Table) -> pa.Table:
        """Return the rows of an expression."""
        return self._backend.con.sql(self.sql(expression)).to_arrow_table()

    def sql(self, expression: Table) -> str:
        """Return the query that ``run`` sends, as text."""
        return str(self._backend.compile(expression, pretty=True))

    def _define(self, name: str, query: str, parameters: Sequence[object] = ()) -> None:
        """Make ``name`` stand for a query: a view of files, a table of values."""
        for kind in ("VIEW", "TABLE"):
            existing = f"SELECT 1 FROM duckdb_{kind.lower()}s() WHERE {kind.lower()}_name = ?"
            if self._backend.con.execute(existing, [name]).fetchall():
                self._backend.con.execute(f'DROP {kind} "{name}"')
        kind = "TABLE" if parameters else "VIEW"
        self._backend.con.execute(f'CREATE {kind} "{name}" AS {query}', list(parameters) or None)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
