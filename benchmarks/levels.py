"""Times the cells of an article on a compiled book: ``python -m benchmarks.levels BOOK``.

Without a book one is made from a sample: ``--lines 20000000`` says of how many declarations. Put
beside it is the same number of cells asked one by one with hand-written queries over the items,
which is what there would be without marginals and without one query for all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from tradetally.book import Book
from tradetally.book.tables import Tables
from tradetally.cells import Cell
from tradetally.figures.text import parse_figure

PARTNERS = ("ASEAN", "EU", "US", "BRI", "RCEP", "JP", "KR", "VN", "AFRICA", "LATAM", "ASIA", "GCC")
PRODUCTS = ("HS85", "HS84", "HS87", "HS72", "HS61", "HS8541", "integrated-circuits", "lng")
ORES = ("crude-oil", "iron-ore", "soybeans", "coal")
REGIONS = ("CN-GD", "CN-ZJ", "CN-JS", "CN-SH", "YRD", "WEST")
KINDS = ("private", "state", "foreign")
REGIMES = ("general", "processing", "bonded")
YEARS = ("2024", "2025")
PERIODS = (*YEARS, "2025-S1", "2025-Q4", "2025-12")


def article() -> list[Cell]:
    """Return 120 cells of value and volume, as an article on a year's trade needs them."""
    flows = ("total", "exports", "imports", "balance")
    asked = [f"{flow}, {period}" for flow in flows for period in PERIODS]
    for year in YEARS:
        asked += [f"total, partner={code}, {year}" for code in PARTNERS]
        asked += [f"exports, product={code}, {year}" for code in (*PRODUCTS, *ORES)]
        asked += [f"imports, product={code}, measure=volume, unit=t, {year}" for code in ORES]
        asked += [f"total, region={code}, {year}" for code in REGIONS]
        asked += [f"total, ownership={code}, {year}" for code in KINDS]
        asked += [f"total, regime={code}, {year}" for code in REGIMES]
        asked += [f"exports, partner={code}, product=HS85, {year}" for code in PARTNERS[:4]]
        asked += [f"exports, partner={code}, region=CN-GD, {year}" for code in PARTNERS[:3]]
        asked += [f"total, unit=USD, partner={code}, {year}" for code in PARTNERS[:3]]
    return [parse_figure(f"level({one})").cell for one in asked]


def counts() -> list[Cell]:
    """Return ten exact distinct counts."""
    slices = ("", "ownership=private, ", "ownership=foreign, ", "region=CN-GD, ")
    asked = [f"total, {one}measure=enterprises, {year}" for one in slices for year in YEARS]
    asked += ["exports, measure=enterprises, 2025", "total, measure=partners, 2025"]
    return [parse_figure(f"level({one})").cell for one in asked]


def made(lines: int, folder: Path) -> Path:
    """Return a book that a sample was compiled into."""
    program = [sys.executable, "-m", "tradetally"]
    declared, book = folder / "declared", folder / "book"
    subprocess.run([*program, "sample", str(declared), "--lines", str(lines)], check=True)
    subprocess.run([*program, "compile", str(declared), "--book", str(book)], check=True)
    return book


def best(run: Callable[[], object], times: int = 5) -> float:
    """Return the seconds of the quickest of a few runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def one_by_one(book: Path, cells: Sequence[Cell]) -> None:
    """Add up value in yuan by year and flow for each cell, over the items, a query each."""
    tables = Tables(book, Book.open(book).vintages()[-1].tables)
    files = tables.files("items")
    connection = duckdb.connect()
    for cell in cells:
        connection.execute(
            "SELECT sum(value_national) FROM read_parquet(?) WHERE start BETWEEN ? AND ?"
            " AND flow = ? AND status = 'active'",
            [files, cell.period.start, cell.period.stop - 1, cell.flow.value],
        ).fetchall()


def main(arguments: list[str]) -> None:
    """Time an article's cells, with and without distinct counts."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments[:1] == ["--lines"] or not arguments:
            path = made(int((arguments[1:] or ["1000000"])[0]), Path(folder))
        else:
            path = Path(arguments[0])
        book, cells, distinct = Book.open(path), article(), counts()
        first = best(lambda: Book.open(path).compiled(cells), 1)
        values = best(lambda: book.compiled(cells))
        both = best(lambda: book.compiled([*cells, *distinct]))
        known = len(book.compiled([*cells, *distinct]))
        asked = len(cells) + len(distinct)
        print(f"{known} of {asked} are known, {len(distinct)} of those asked being counts")
        print(f"{len(cells)} cells, book just opened  {first:8.2f} s")
        print(f"{len(cells)} cells                    {values:8.2f} s")
        print(f"with {len(distinct)} distinct counts       {both:8.2f} s")
        hand = best(lambda: one_by_one(path, cells[:10]), 1) * len(cells) / 10
        print(f"the cells one by one, by hand {hand:8.2f} s  {hand / values:6.1f} ×")


if __name__ == "__main__":
    main(sys.argv[1:])
