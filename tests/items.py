"""Items and books made of them, for tests of what was compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import count
from pathlib import Path

import pyarrow as pa

from tradetally.book import Book, Press, Vintage
from tradetally.book.columns import ITEMS, arrow
from tradetally.book.marginals import written
from tradetally.cells import Cell
from tradetally.engines import Engine
from tradetally.figures.text import parse_figure
from tradetally.periods import Period

Item = dict[str, object]

_numbers = count(1)


def cell(level: str) -> Cell:
    """Return the cell of ``level(exports, 2025)``."""
    return parse_figure(level).cell


def item(value: str | Decimal = "1", month: str = "2025-01", **said: object) -> Item:
    """Return one item: exports of China to the United States unless it is said otherwise."""
    row: Item = {name: "" if kind == "string" else None for name, kind in ITEMS.items()}
    row |= {
        "layout": "sample",
        "declaration": str(next(_numbers)),
        "item": 1,
        "version": 1,
        "status": "active",
        "start": Period.parse(month).start,
        "months": Period.parse(month).months,
        "reporter": "CN",
        "flow": "exports",
        "commodity": "85423111",
        "partner": "US",
        "region": "CN-ZJ",
        "regime": "general",
        "ownership": "private",
        "enterprise": "1",
        "currency": "CNY",
        "value": Decimal(value),
        "value_national": Decimal(value),
    }
    assert set(said) <= set(row)
    return row | said


def fill(press: Press, rows: Sequence[Item]) -> None:
    """Put items, and all that is made of them, in the place of the months that they are of."""
    starts = {int(str(row["start"])) for row in rows}
    table = press.engine.arrow("fresh", pa.Table.from_pylist(list(rows), arrow(ITEMS)))
    press.put("items", press.engine.write(table, press.staging / "items", by="start"), starts)
    for name, made in written(press.engine, table, press.staging):
        press.put(name, made, starts)


def covered(
    period: str, reporter: str = "CN", flows: Iterable[str] = ("exports", "imports"), **said: object
) -> list[Item]:
    """Return the coverage of every month of a period."""
    row = {"reporter": reporter, "months": 1, "layout": "sample"}
    return [
        row | {"flow": flow, "start": month.start} | said
        for flow in flows
        for month in Period.parse(period)
    ]


def publish(
    book: Book,
    rows: Sequence[Item],
    coverage: Sequence[Mapping[str, object]] = (),
    *,
    vintage: Vintage | None = None,
    engine: Engine | None = None,
    products: Sequence[Mapping[str, object]] = (),
) -> Vintage:
    """Publish items as the next vintage; without a vintage said, in the round of 2025-12."""
    with book.publishing(engine) as press:
        fill(press, rows)
        press.rows("coverage", coverage, anew=bool(coverage))
        press.rows("products", products)
        return press.publish(vintage or Vintage(round=Period.parse("2025-12")))


def book_of(folder: Path, *rows: Item, years: str = "2025", **said: object) -> Book:
    """Return a book of these items, complete for some years."""
    book = Book.create(folder / "book")
    publish(book, rows, covered(years, **said))  # type: ignore[arg-type]
    return Book.open(book.folder)
