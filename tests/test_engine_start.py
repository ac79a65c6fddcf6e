"""An engine starts without what it does not need."""

from __future__ import annotations

import subprocess
import sys

STARTED = """
import sys
from tradetally.engines.duckdb import DuckDB
engine = DuckDB()
table = engine.values("asked", {"code": ["a"]}, {"code": "string"})
assert engine.tuples(table) == [("a",)], engine.tuples(table)
print(*sorted(name for name in sys.modules if name in %r))
from ibis.backends.sql.compilers import PySparkCompiler, TrinoCompiler
import ibis.backends.sql.compilers as compilers
print(compilers.pyspark.compiler.__class__ is PySparkCompiler, hasattr(compilers, "cobol"))
"""


def test_duckdb_starts_without_other_dialects_and_without_arrow() -> None:
    spared = ("ibis.backends.sql.compilers.trino", "pandas", "pyarrow")
    run = [sys.executable, "-c", STARTED % (spared,)]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["", "True False"]
