"""Small files of declaration lines for tests: one good line, and changes to it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from tradetally.book import Book
from tradetally.engines import Engine
from tradetally.records.compile import Request, compile_lines
from tradetally.records.lines import Options
from tradetally.records.outcome import Compiled
from tradetally.records.rates import Rate
from tradetally.records.settings import Settings

GOOD: Mapping[str, object] = {
    "declaration": "D1",
    "item": 1,
    "version": 1,
    "status": "active",
    "released": "",
    "date": "2025-01-15",
    "reporter": "CN",
    "flow": "exports",
    "commodity": "85423111",
    "partner": "KR",
    "consignment": "",
    "region": "CN-GD",
    "regime": "general",
    "ownership": "private",
    "enterprise": "E1",
    "quantity": "10",
    "quantity_unit": "piece",
    "quantity2": "",
    "quantity2_unit": "",
    "net_mass_kg": "5",
    "gross_mass_kg": "6",
    "unit_price": "2.5",
    "value": "25.00",
    "currency": "USD",
}


def line(**changes: object) -> dict[str, object]:
    """Return the good line with changes."""
    return {**GOOD, **changes}


def write(path: Path, lines: Iterable[Mapping[str, object]]) -> Path:
    """Write lines as a CSV file in the project's own layout."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(GOOD), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    return path


def compiled(
    book: Path,
    *files: Path,
    settings: Settings | None = None,
    tolerate: float = 0.0,
    rates: Iterable[Rate] = (),
    engine: Engine | None = None,
    **more: object,
) -> Compiled:
    """Compile files into a book."""
    options = Options(**{k: more.pop(k) for k in tuple(more) if hasattr(Options(), k)})  # type: ignore[arg-type]
    request = Request(
        files=files,
        options=options,
        settings=settings or Settings(),
        tolerate=tolerate,
        rates=tuple(rates),
        **more,  # type: ignore[arg-type]
    )
    return compile_lines(Book.open_or_create(book), request, engine=engine)


def rows(book: Path, name: str) -> list[tuple[object, ...]]:
    """Return all rows of a compiled table, sorted."""
    with Book.open(book).publishing() as press:
        found = press.engine.rows(press.table(name))
    return sorted((tuple(row.values()) for row in found), key=repr)


def items(book: Path) -> list[dict[str, object]]:
    """Return all items that a book counts or remembers, in the order of their numbers."""
    with Book.open(book).publishing() as press:
        table = press.table("items")
        return press.engine.rows(table.order_by("layout", "declaration", "item"))


def counted(book: Path) -> dict[tuple[object, object], tuple[object, str]]:
    """Return declaration and item → version and value of the items that are counted."""
    return {
        (row["declaration"], row["item"]): (row["version"], str(row["value"]))
        for row in items(book)
        if row["status"] == "active"
    }
