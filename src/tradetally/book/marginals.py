"""The small tables beside the items: each a sum over them, for the cells that articles ask.

A cell is answered from the smallest table that has its dimensions. A sum is null where one of
its lines has no number: nothing is ever a part of what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass

from tradetally.book.columns import (
    COVERAGE,
    FINDINGS,
    ITEMS,
    LEDGER,
    LONG,
    PRODUCTS,
    RATES,
)
from tradetally.engines import Table

_TIME = ("reporter", "start", "months", "flow")


@dataclass(frozen=True, slots=True)
class Marginal:
    """A table of sums over items: one row for each reporter, month, flow and ``dimensions``.

    Without ``sums`` it lists which of them there are.
    """

    name: str
    dimensions: tuple[str, ...]
    sums: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that a row is known by."""
        return (*_TIME, *self.dimensions)

    @property
    def schema(self) -> dict[str, str]:
        """Its columns and their kinds."""
        found = {name: ITEMS[name] for name in self.keys}
        if self.sums:
            found |= {name: ITEMS[name] for name in self.sums} | {"lines": LONG}
        return found

    def expression(self, items: Table) -> Table:
        """Return the rows of this table for these items; what is cancelled is not counted."""
        counted = items.filter(items["status"] == "active")
        if not self.sums:
            return counted.select(*self.keys).distinct()
        found = counted.group_by(*self.keys).aggregate(
            **{name: total(counted[name]).cast(ITEMS[name]) for name in self.sums},
            lines=counted.count(),
        )
        return found.select(*self.schema)


def total(column: Table) -> Table:
    """Return the sum of a column, null where one of its rows has no number."""
    import ibis

    return ibis.ifelse(column.isnull().any(), ibis.null(), column.sum())


MARGINALS = (
    Marginal(
        "procedures", ("regime", "office", "route"), ("value_national", "value_usd", "net_mass_kg")
    ),
    Marginal(
        "goods",
        ("commodity", "quantity_unit", "quantity2_unit"),
        ("value_national", "value_usd", "quantity", "quantity2", "net_mass_kg"),
    ),
    Marginal(
        "traders",
        ("partner", "region", "ownership"),
        ("value_national", "value_usd", "net_mass_kg"),
    ),
    Marginal("enterprises", ("enterprise", "region", "ownership")),
)
"""From the smallest to the largest."""

MONTHLY: dict[str, dict[str, str]] = {
    "items": ITEMS,
    **{one.name: one.schema for one in MARGINALS},
}
"""The tables that are divided by month; a month's files are replaced together."""

COMPILED = MONTHLY | {
    "coverage": COVERAGE,
    "ledger": LEDGER,
    "findings": FINDINGS,
    "rates": RATES,
    "products": PRODUCTS,
}
"""Every compiled table that a vintage is made of."""
