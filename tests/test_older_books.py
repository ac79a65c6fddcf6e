"""A book from before a table of sums was thought of: read as it is, and completed in time."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake
from tests.declarations import compiled, line, rows, write

from tradetally.book import Book
from tradetally.book.marginals import MARGINALS
from tradetally.book.tables import delta
from tradetally.cells import Cell
from tradetally.figures.text import parse_figure

LATER = [one.name for one in MARGINALS if one.of != "items"]
CELLS: list[Cell] = [
    parse_figure(f"level({figure})").cell
    for figure in (
        "exports, unit=USD, 2025-01",
        "exports, partner=KR, unit=USD, 2025-01",
        "exports, region=CN-GD, unit=USD, 2025-01",
        "exports, ownership=private, unit=USD, 2025-01",
    )
]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A book of January without the tables that are sums of others."""
    book = tmp_path / "book"
    january = [line(), line(item=2, partner="US"), line(item=3, region="CN-ZJ")]
    compiled(book, write(tmp_path / "a.csv", january))
    manifest = delta(book, "vintages")
    listed = pa.table(manifest.to_pyarrow_table()).to_pylist()
    for row in listed:
        kept = {k: v for k, v in json.loads(row["tables"]).items() if k not in LATER}
        row["tables"] = json.dumps(kept)
    schema = manifest.to_pyarrow_table().schema
    write_deltalake(manifest, pa.Table.from_pylist(listed, schema), mode="overwrite")
    for name in LATER:
        shutil.rmtree(book / name)
    return book


def test_it_is_answered_from_the_tables_that_it_has(older: Path) -> None:
    found = [str(number) for number in Book.open(older).compiled(CELLS).values()]
    assert found == ["75.00", "50.00", "50.00", "75.00"]


def test_the_next_compilation_completes_it(older: Path, tmp_path: Path) -> None:
    compiled(older, write(tmp_path / "b.csv", [line(declaration="D2", date="2025-02-01")]))
    book = Book.open(older)
    assert set(LATER) <= set(book.vintages()[-1].tables)
    later = [replace(cell, period=cell.period.shift(1)) for cell in CELLS]
    found = {cell: str(number) for cell, number in book.compiled([*CELLS, *later]).items()}
    assert [found[cell] for cell in CELLS] == ["75.00", "50.00", "50.00", "75.00"]
    assert [found[cell] for cell in later] == ["25.00"] * 4
    assert len(rows(older, "partners")) == 3
