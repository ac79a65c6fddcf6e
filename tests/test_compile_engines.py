"""Compiling on each engine: one body, the same cells to the last unit of each sum."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.declarations import compiled, line, rows, write

from tradetally.book import Book
from tradetally.book.marginals import MARGINALS
from tradetally.cells import Cell, Flow, Slice
from tradetally.engines import Engine
from tradetally.periods import Period
from tradetally.records.lists import read_products
from tradetally.records.rates import read_rates
from tradetally.sample import sample

TABLES = ("items", *(one.name for one in MARGINALS), "ledger", "coverage")
JANUARY = [line(), line(item=2, value="0.05"), line(item=3, value="12345678901234.56", quantity="")]
LATER = [
    line(item=2, version=2, value="99.99", quantity=""),
    line(declaration="D2", date="2025-02-01"),
]
BAD = [line(declaration="D9", partner="XX"), line(declaration="D8", value="")]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "sample"
    sample(folder, lines=3000, seed=7)
    return folder


def test_a_sample_gives_the_same_cells(tmp_path: Path, engine: Engine, drawn: Path) -> None:
    rates, products = read_rates(drawn / "rates.csv"), read_products(drawn / "products.csv")
    files = sorted((drawn / "declarations").iterdir())
    done = compiled(tmp_path / "one", *files, engine=engine, rates=rates, products=products)
    plain = compiled(tmp_path / "other", *files, rates=rates, products=products)
    assert done.vintage is not None and done.vintage.engine == engine.name
    assert done.ledger == plain.ledger
    for name in TABLES:
        assert rows(tmp_path / "one", name) == rows(tmp_path / "other", name)


def test_the_engines_take_turns_in_one_book(tmp_path: Path, engine: Engine) -> None:
    january = write(tmp_path / "january.csv", JANUARY)
    later = write(tmp_path / "later.csv", LATER)
    compiled(tmp_path / "turns", january, engine=engine)
    compiled(tmp_path / "turns", later)
    compiled(tmp_path / "plain", later)
    compiled(tmp_path / "plain", january, engine=engine)
    for name in TABLES[:-2]:
        assert rows(tmp_path / "turns", name) == rows(tmp_path / "plain", name)
    korea = Slice(partner="KR")
    cell = Cell(flow=Flow.EXPORTS, period=Period.parse("2025-01"), slice=korea, unit="USD")
    level = Book.open(tmp_path / "turns").compiled([cell])[cell]
    assert str(level) == "12345678901359.55"


def test_findings_are_the_same(tmp_path: Path, engine: Engine) -> None:
    file = write(tmp_path / "bad.csv", [*JANUARY, *BAD])
    done = compiled(tmp_path / "one", file, engine=engine, tolerate=0.5)
    plain = compiled(tmp_path / "other", file, tolerate=0.5)
    assert done.ledger == plain.ledger
    codes = sorted((one.code, one.seen) for one in done.findings)
    assert codes == sorted((one.code, one.seen) for one in plain.findings)
    assert len(codes) >= 2
