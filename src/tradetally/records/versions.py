"""Versions: which line of an item counts, and what becomes of the others.

An item is known by its layout, declaration and item number. Of its lines the one with the
highest version counts; at one version a cancellation comes after the active line, and a later
day of release after an earlier one. A cancelled item is remembered and not counted.
"""

from __future__ import annotations

from tradetally.book.columns import ITEMS
from tradetally.engines import Table
from tradetally.records.record import ACTIVE, CANCELLED, IDENTITY

NEW, OLD = 1, 0
COUNTED, DUPLICATE, CONFLICT = "counted", "duplicate", "conflict"
SUPERSEDED, WITHDRAWN = "superseded", "cancelled"

_CONTENT = tuple(
    name
    for name in ITEMS
    if name not in ("released", "source", "value_national", "value_usd", *IDENTITY)
)


def content(items: Table) -> Table:
    """Return all that an item says, as one text."""
    import ibis

    parts = [items[name].cast("string").fill_null("") for name in _CONTENT]
    return ibis.literal("\x1f").join(parts)


def compared(pool: Table) -> Table:
    """Return the lines of contested items with ``fate``: which of each item counts, and why not.

    ``pool`` has the columns of items, and ``origin``: whether a row is of the book (0) or of the
    files (1). Of a row of the book the fate is whether it stays (``counted`` or ``cancelled``,
    which is remembered) or gives way (``superseded``).
    """
    import ibis

    pool = pool.mutate(
        content=content(pool),
        is_cancelled=(pool["status"] == CANCELLED).cast("int32"),
        out=pool["released"].fill_null(ibis.date("0001-01-01")),
    )
    alike = ibis.window(group_by=[*IDENTITY, "version", "is_cancelled", "out"])
    pool = pool.mutate(
        lowest=pool["content"].min().over(alike),
        highest=pool["content"].max().over(alike),
        is_in_book=(pool["origin"].min().over(alike) == OLD),
        kept=ibis.ifelse(pool["origin"] == OLD, pool["content"], None).max().over(alike),
    )
    differs = (pool["lowest"] != pool["highest"]) & (pool["origin"] == NEW)
    pool = pool.mutate(
        is_conflict=differs & (~pool["is_in_book"] | (pool["content"] != pool["kept"]))
    )
    rank = ibis.window(
        group_by=[*IDENTITY, "is_conflict"],
        order_by=[
            ibis.desc("version"),
            ibis.desc("is_cancelled"),
            ibis.desc("out"),
            "origin",
            "content",
            "file",
            "line",
        ],
    )
    pool = pool.mutate(
        place=ibis.row_number().over(rank),
        first_version=pool["version"].first().over(rank),
        first_content=pool["content"].first().over(rank),
        first_status=pool["status"].first().over(rank),
    )
    is_same = (pool["version"] == pool["first_version"]) & (
        pool["content"] == pool["first_content"]
    )
    return pool.mutate(
        fate=ibis.cases(
            (pool["is_conflict"], CONFLICT),
            ((pool["place"] == 0) & (pool["status"] == ACTIVE), COUNTED),
            (pool["place"] == 0, WITHDRAWN),
            (is_same, DUPLICATE),
            (pool["first_status"] == CANCELLED, WITHDRAWN),
            else_=SUPERSEDED,
        ),
        is_kept=(pool["place"] == 0) & ~pool["is_conflict"],
    )
