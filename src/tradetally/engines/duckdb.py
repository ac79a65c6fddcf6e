"""DuckDB, in this process: the engine that is there without asking."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

# A query must never reach for the network: everything it needs is in the wheel.
_CONFIG = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


class DuckDB:
    """Runs Ibis expressions over Parquet files and Arrow tables, in memory.

    >>> import pyarrow as pa
    >>> engine = DuckDB()
    >>> asked = engine.values("asked", pa.table({"product": ["ships", "toys"]}))
    >>> engine.run(asked.filter(asked["product"] == "toys")).to_pylist()
    [{'product': 'toys'}]
    """

    def __init__(self) -> None:
        import ibis  # noqa: PLC0415 (0.3 s: only for who asks something)

        self._backend = ibis.duckdb.connect(**_CONFIG)
        self._numbers = count(2)
        self._names: set[str] = set()

    def table(self, name: str, files: Sequence[str], schema: pa.Schema) -> ir.Table:
        """Return the rows of ``files`` as one table, called ``name`` in the query's text."""
        if not files:
            return self.values(name, schema.empty_table())
        return self._backend.read_parquet(list(files), table_name=self._free(name))

    def values(self, name: str, rows: pa.Table) -> ir.Table:
        """Return rows that are in memory as a table, called ``name`` in the query's text."""
        free = self._free(name)
        self._backend.con.register(free, rows)
        return self._backend.table(free)

    def run(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression."""
        return self._backend.to_pyarrow(expression)

    def sql(self, expression: ir.Table) -> str:
        """Return the query that ``run`` sends, as text."""
        return str(self._backend.compile(expression, pretty=True))

    def _free(self, name: str) -> str:
        """Return ``name``, numbered if an earlier table of this engine has it."""
        free = f"{name}_{next(self._numbers)}" if name in self._names else name
        self._names.add(free)
        return free
