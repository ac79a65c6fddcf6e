"""Engines: where an expression over a book's tables is run.

In come Parquet files (the live ones of a Delta table's version), small Arrow tables of what is
asked, and Ibis expressions over both; out go Arrow tables, and the text of the query. One module
an engine, each with the same verbs: ``table`` and ``values`` bring in, ``run`` and ``rows`` bring
out, ``sql`` shows. Called by the book only. Nothing heavy is imported until an engine is made.
"""

from typing import Any

Table = Any
"""An Ibis table expression (``ibis.expr.types.Table``); Ibis publishes no types to check with."""

__all__ = ["Table"]
