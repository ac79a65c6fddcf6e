"""What is asked of a book, as Ibis expressions: built here, run by an engine.

Each takes tables and returns a table. ``asked`` has a row for each cell or scope in question;
the answer is for all of them at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from tradetally.book.columns import CELL, SCOPE
from tradetally.engines import Table

_BOUNDED = 1 << 30


def levels(asked: Table, statements: Table, at: int | None) -> Table:
    """Return the best published word on each asked cell, a row for each tier that has one.

    The best standing wins, and nothing of a lesser standing is mixed in: a level with both ends
    before a mere ``more than``; then the latest round. ``low`` and ``high`` are what all
    statements of that standing and tier share; ``tightest_low`` and ``tightest_high`` are around
    the narrowest of them, for when they do not meet.
    """
    found = asked.inner_join(_until(_published(statements), at), list(CELL))
    found = found.select("number", "round", "tier", "low", "high")
    is_bounded = found.low.notnull() & found.high.notnull()
    found = found.mutate(
        standing=found.round + is_bounded.ifelse(_BOUNDED, 0),
        width=found.high - found.low,
    )
    found = found.mutate(best=found.standing.max().over(group_by="number"))
    found = found.filter(found.standing == found.best)
    found = found.mutate(narrowest=found.width.min().over(group_by=["number", "tier"]))
    is_tightest = found.width == found.narrowest
    return (
        found.group_by("number", "tier")
        .aggregate(
            low=found.low.max(),
            high=found.high.min(),
            tightest_low=found.low.min(where=is_tightest),
            tightest_high=found.high.max(where=is_tightest),
        )
        .order_by("number", "tier")
    )


def about(
    asked: Table | None,
    statements: Table,
    at: int | None,
    flows: Sequence[str],
    columns: Sequence[str],
) -> Table:
    """Return the statements whose scope is asked for (all without), by round, source and place."""
    found = _until(statements, at)
    if asked is not None:
        found = asked.inner_join(found, list(SCOPE))
    if flows:
        found = found.filter(found.flow.isin(flows))
    return found.order_by("round", "source", "batch", "position").select(*columns)


def origins(table: Table) -> Table:
    """Return where a table's rows come from: a row for each source and round."""
    names = ["source", "digest", "tier", "layout", "url", "round", "batch"]
    return table.select(*names).distinct().order_by(*names)


def releases(statements: Table) -> Table:
    """Return the days that rounds came out on, the days that are assumed apart."""
    return statements.select("round", "released", "is_assumed").distinct()


def _published(statements: Table) -> Table:
    """Return the levels that statements state: no forecasts, no conversions."""
    is_fact = (statements.indicator == "level") & ~statements.is_forecast & ~statements.is_converted
    return statements.filter(is_fact).select(*CELL, "round", "tier", "low", "high")


def _until(table: Table, at: int | None) -> Table:
    return table if at is None else table.filter(table["round"] <= at)
