"""What sources state: the statements of a book at one version, asked in one query at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tradetally.book import ledger, queries, reading, writing
from tradetally.book.columns import CELL, NUMBER, SCOPE, STATEMENTS
from tradetally.book.damage import whole
from tradetally.book.levels import settle
from tradetally.book.tables import Tables
from tradetally.cells import Cell, Flow
from tradetally.engines import Engine, Table
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Release, Statement
from tradetally.uncollected import uncollected


class Published:
    """The statements of a book, as an engine reads them."""

    def __init__(self, folder: Path, tables: Tables, engine: Engine) -> None:
        self._folder = folder
        self._engine = engine
        with whole(folder):
            self._view = engine.table("statements", tables.files("statements"), STATEMENTS)

    def levels(self, cells: Sequence[Cell], at: Period | None) -> dict[Cell, Interval]:
        """Return the printed level of each cell in the latest round not after ``at`` with one."""
        if not cells:
            return {}
        found = settle(self._rows(self._levels(cells, at)))
        return {cells[number]: level for number, level in found.items()}

    def explain(self, cells: Sequence[Cell], at: Period | None) -> str:
        """Return the text of the query that ``levels`` asks."""
        return self._engine.sql(self._levels(cells, at))

    def statements(
        self, about: Iterable[Cell] | None, at: Period | None, flows: Iterable[Flow]
    ) -> tuple[Statement, ...]:
        """Return what is stated about the scopes of cells, or all."""
        asked = None
        if about is not None:
            scopes = dict.fromkeys(writing.scope_row(cell) for cell in about)
            if not scopes:
                return ()
            asked = self._asked(SCOPE, list(scopes))
        names = [flow.value for flow in flows]
        found = queries.about(asked, self._view, _month(at), names, reading.READ)
        with whole(self._folder), uncollected():
            return reading.statements(self._engine.tuples(found))

    def releases(self) -> list[Release]:
        """Return the days that rounds came out on."""
        return [
            reading.release_of(row["round"], row["released"], row["is_assumed"])
            for row in self._rows(queries.releases(self._view))
        ]

    def origins(self) -> list[ledger.Origin]:
        """Return where the statements come from."""
        return [ledger.origin(row) for row in self._rows(queries.origins(self._view))]

    def _levels(self, cells: Sequence[Cell], at: Period | None) -> Table:
        rows = [(*writing.cell_row(cell), number) for number, cell in enumerate(cells)]
        asked = self._asked(CELL | {"number": NUMBER}, rows)
        return queries.levels(asked, self._view, _month(at))

    def _asked(self, schema: dict[str, str], rows: Sequence[writing.Row]) -> Table:
        return self._engine.values("asked", writing.columns_of(schema, rows), schema)

    def _rows(self, query: Table) -> list[dict[str, Any]]:
        with whole(self._folder):
            return self._engine.rows(query)


def _month(at: Period | None) -> int | None:
    return None if at is None else writing.month_of(at)
