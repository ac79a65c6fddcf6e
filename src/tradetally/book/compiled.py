"""Compiled cells: exact numbers from the items of one vintage, in one query however many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from tradetally.book.asked import COUNT, MASS, MASS_KG, VALUE, VOLUME, Question, World, questions
from tradetally.book.commodities import Commodities
from tradetally.book.counts import distinct_counts
from tradetally.book.coverage import Coverage
from tradetally.book.marginals import COMPILED, MONTHLY
from tradetally.book.sums import Feed, sums
from tradetally.book.tables import Tables
from tradetally.book.vintage import Vintage
from tradetally.book.writing import columns_of
from tradetally.cells import Cell
from tradetally.engines import Engine, Table

if TYPE_CHECKING:
    from pathlib import Path

_EXACT = Context(prec=60)


class Compiled:
    """What was compiled and published as one vintage.

    ``is_approximate`` also takes products by a definition that the official list differs from.
    In a synthetic vintage that is no matter: its declarations were drawn by that definition.
    """

    def __init__(self, folder: Path, vintage: Vintage, engine: Engine) -> None:
        self.vintage = vintage
        self._engine = engine
        self._tables = Tables(folder, vintage.tables)
        self._worlds: dict[bool, World] = {}
        self._commodities = cache(self._read_commodities)

    def levels(self, cells: Sequence[Cell], *, is_approximate: bool = False) -> dict[Cell, Decimal]:
        """Return the exact number of each cell that the vintage knows, in one query.

        Within what the items cover a slice without items is 0; outside it, and where some items
        may or may not belong to the cell, the cell is left out.
        """
        asked = questions(cells, self._world(is_approximate))
        if not asked:
            return {}
        rows = {row["number"]: row for row in self._engine.rows(self._query(asked))}
        found = {one.cell: _number(one, rows.get(one.number)) for one in asked}
        return {cell: number for cell, number in found.items() if number is not None}

    def explain(self, cells: Sequence[Cell]) -> tuple[str, tuple[Cell, ...]]:
        """Return the text of the query that ``levels`` asks, and the cells that it leaves out."""
        asked = questions(cells, self._world(True))
        query = self._engine.sql(self._query(asked)) if asked else ""
        known = {one.cell for one in asked}
        return query, tuple(cell for cell in cells if cell not in known)

    def table(self, name: str) -> Table:
        """Return a compiled table as it is in this vintage."""
        return self._engine.table(name, self._tables.files(name), COMPILED[name])

    @property
    def coverage(self) -> Coverage:
        """What the vintage's items are complete for."""
        return self._world(False).coverage

    def _query(self, asked: Sequence[Question]) -> Table:
        """Return the expression for all questions, over the files of the months they need."""
        import ibis

        months: dict[str, set[int]] = {}

        def bring(name: str, group: Sequence[Question]) -> Table:
            for one in group:
                months.setdefault(name, set()).update(
                    range(one.cell.period.start, one.cell.period.stop)
                )
            return ibis.table(MONTHLY[name], name=name)

        def listed(name: str, schema: dict[str, str], rows: list[tuple[object, ...]]) -> Table:
            return self._engine.values(name, columns_of(schema, rows), schema)

        counted = [one for one in asked if one.kind == COUNT]
        added = [one for one in asked if one.kind != COUNT]
        feed = Feed(bring, listed, self.vintage.tables)
        every = [sums(added, feed)] if added else []
        first, *others = every + distinct_counts(counted, feed)
        for name, starts in months.items():
            self._engine.table(name, self._tables.files(name, starts), MONTHLY[name])
        return first.union(*others) if others else first

    def _world(self, is_approximate: bool) -> World:
        key = is_approximate or self.vintage.is_synthetic
        if key not in self._worlds:
            rows = self._engine.rows(self.table("coverage"))
            self._worlds[key] = World(
                self.vintage.round, Coverage(rows), self._products(), self._commodities, key
            )
        return self._worlds[key]

    def _read_commodities(self) -> Commodities:
        """Return the commodity codes that the vintage's items have."""
        listed = self.table("goods").select("commodity").distinct()
        return Commodities(row["commodity"] for row in self._engine.rows(listed))

    def _products(self) -> Mapping[str, str]:
        """Return the definitions of products that the book brings itself, as in this round."""
        month = str(self.vintage.round)
        rows = self._engine.rows(self.table("products"))
        return {row["product"]: row["definition"] for row in rows if _is_in_force(row, month)}


def _is_in_force(row: Mapping[str, Any], month: str) -> bool:
    return (row["since"] or month) <= month <= (row["until"] or month)


def _number(question: Question, row: Mapping[str, Any] | None) -> Decimal | None:
    """Return the answer to a question; none where it has no exact one."""
    if row is None:
        return Decimal(0) if question.is_listed else None
    if row["open"] or row["amount"] is None:
        return None
    amount: Decimal = row["amount"]
    if question.kind == VOLUME:
        power = MASS_KG[question.cell.unit or "kg"][1] if question.of == MASS else 0
        return _plain(_EXACT.scaleb(amount, -power))
    return _EXACT.quantize(amount, Decimal("0.01") if question.kind == VALUE else Decimal(1))


def _plain(number: Decimal) -> Decimal:
    """Return a number without zeros at its end, and without an exponent."""
    return Decimal(f"{number.normalize(_EXACT):f}")
