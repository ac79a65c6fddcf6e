"""The small tables beside the items: each a sum over them, for the cells that articles ask.

A cell is answered from the smallest table that has its dimensions. A sum is null where one of
its lines has no number: nothing is ever a part of what it stands for. The smallest are sums of
another one, which costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradetally.book.columns import (
    COVERAGE,
    FINDINGS,
    ITEMS,
    LEDGER,
    LONG,
    PRODUCTS,
    RATES,
)
from tradetally.engines import Engine, Part, Progress, Table, Written, within

_TIME = ("reporter", "start", "months", "flow")


@dataclass(frozen=True, slots=True)
class Marginal:
    """A table of sums over items: one row for each reporter, month, flow and ``dimensions``.

    Without ``sums`` it lists which of them there are. ``of`` is what it is made from: the items,
    or a larger table of sums.
    """

    name: str
    dimensions: tuple[str, ...]
    sums: tuple[str, ...] = ()
    of: str = "items"

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

    def expression(self, rows: Table) -> Table:
        """Return this table, of the rows that it is made from; what is cancelled is not counted."""
        is_of_items = self.of == "items"
        counted = rows.filter(rows["status"] == "active") if is_of_items else rows
        if not self.sums:
            return counted.select(*self.keys).distinct()
        lines = counted.count() if is_of_items else counted["lines"].sum()
        found = counted.group_by(*self.keys).aggregate(
            **{name: total(counted[name]).cast(ITEMS[name]) for name in self.sums},
            lines=lines.cast("int64"),
        )
        return found.select(*self.schema)


def total(column: Table) -> Table:
    """Return the sum of a column, null where one of its rows has no number."""
    import ibis

    return ibis.ifelse(column.isnull().any(), ibis.null(), column.sum())


_MONEY_AND_MASS = ("value_national", "value_usd", "net_mass_kg")

MARGINALS = (
    Marginal("regions", ("region", "ownership"), _MONEY_AND_MASS, of="traders"),
    Marginal("partners", ("partner",), _MONEY_AND_MASS, of="traders"),
    Marginal("procedures", ("regime", "office", "route"), _MONEY_AND_MASS),
    Marginal(
        "goods",
        ("commodity", "quantity_unit", "quantity2_unit"),
        ("value_national", "value_usd", "quantity", "quantity2", "net_mass_kg"),
    ),
    Marginal("traders", ("partner", "region", "ownership"), _MONEY_AND_MASS),
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


def written(
    engine: Engine,
    items: Table,
    folder: Path,
    parts: Sequence[Part] = (),
    progress: Progress | None = None,
) -> Iterator[tuple[str, tuple[Written, ...]]]:
    """Write every table of sums of some items, by month; yield each name and its files.

    ``parts`` say which months may be summed one after the other.
    """
    rows = {"items": items}
    for at, one in enumerate(sorted(MARGINALS, key=lambda one: one.of != "items")):
        sums = one.expression(rows[one.of])
        told = within(progress, at, len(MARGINALS))
        files = engine.write(sums, folder / one.name, by="start", parts=parts, progress=told)
        if any(other.of == one.name for other in MARGINALS):
            paths = [str(file.path) for file in files]
            rows[one.name] = engine.table(f"{one.name}_written", paths, one.schema)
        yield one.name, files
