"""Several processes, sudden deaths and full disks: a book holds whole sources, each once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tradetally.book import Book
from tradetally.cells import Cell, Flow, Slice
from tradetally.periods import Period
from tradetally.statements import Statement

ROWS = 40

# A process that adds sources: python -c WRITER BOOK FIRST LAST [LARGEST_FILE]. Each source has
# ROWS statements, and prints its number once it is in.
WRITER = f"""
import resource, sys
from decimal import Decimal
from tradetally.book import Book, Source
from tradetally.cells import Cell, Flow, Slice
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Release, Statement, Tier

book, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if len(sys.argv) > 4:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
year, release = Period.year(2025), Release(Period.parse("2025-12"))
for number in range(first, last):
    name = f"{{number}}.csv"
    statements = [
        Statement(
            Figure("level", Cell(flow=Flow.EXPORTS, period=year, slice=Slice(partner=f"P{{row}}"))),
            Decimal(number), "CNY", Interval.of(number), Place(name, str(number)), release=release,
        )
        for row in range({ROWS})
    ]
    source = Source(name, f"{{number:064}}", Tier.TABLE)
    added = Book.open_or_create(book).add(statements, source=source)
    print(number, "already" if added.already else "added", flush=True)
"""


def writer(book: Path, *arguments: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(book), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stated(book: Path) -> tuple[Statement, ...]:
    year = Period.year(2025)
    cells = [
        Cell(flow=Flow.EXPORTS, period=year, slice=Slice(partner=f"P{row}")) for row in range(ROWS)
    ]
    return Book.open(book).statements(cells)


def whole_sources(book: Path) -> dict[str, int]:
    """Return how many statements each document has."""
    rows: dict[str, int] = {}
    for statement in stated(book):
        rows[statement.place.document] = rows.get(statement.place.document, 0) + 1
    return rows


def test_four_processes_make_and_fill_one_book(tmp_path: Path) -> None:
    book = tmp_path / "book"
    writers = [writer(book, *span) for span in ((0, 4), (2, 6), (0, 4), (5, 8))]
    outputs = [one.communicate(timeout=120) for one in writers]
    assert [errors for _, errors in outputs] == [""] * 4
    lines = [line for output, _ in outputs for line in output.splitlines()]
    assert sorted(line for line in lines if "added" in line) == [f"{n} added" for n in range(8)]
    assert len(lines) == 15
    assert whole_sources(book) == {f"{n}.csv": ROWS for n in range(8)}


def test_a_killed_writer_leaves_whole_sources_and_no_lock(tmp_path: Path) -> None:
    book = tmp_path / "book"
    chance = random.Random(7)
    said: set[str] = set()
    for attempt in range(8):
        one = writer(book, attempt * 1000, attempt * 1000 + 1000)
        time.sleep(chance.uniform(0.2, 1.6))
        one.kill()
        output, _ = one.communicate(timeout=60)
        said |= {f"{line.split()[0]}.csv" for line in output.splitlines()}
    after = writer(book, 9000, 9001)
    assert after.communicate(timeout=60) == ("9000 added\n", "")
    found = whole_sources(book)
    assert set(found.values()) == {ROWS}
    assert said <= set(found)
    assert len(found) <= len(said) + 1 + 8  # a kill may fall between the commit and the word


def test_a_full_disk_is_said_and_nothing_changes(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="needs a limit on the size of files, as Unix has")
    book = tmp_path / "book"
    assert writer(book, 0, 1).communicate(timeout=60) == ("0 added\n", "")
    output, errors = writer(book, 1, 2, 4096).communicate(timeout=60)
    last = errors.splitlines()[-1]
    assert output == ""
    assert last.startswith(f"tradetally.errors.BadInput: --book: expected to write to {book}, saw ")
    assert last.endswith(
        "To do: see that there is room on the disk and the folder is yours;"
        " what the book held before is as it was."
    )
    assert whole_sources(book) == {"0.csv": ROWS}
    assert writer(book, 1, 2).communicate(timeout=60) == ("1 added\n", "")
    assert whole_sources(book) == {"0.csv": ROWS, "1.csv": ROWS}


def test_an_unfinished_book_is_finished_by_the_next(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book").folder
    (book / "book.json").rename(book / ".book.json.new")
    assert Book.open_or_create(book).rounds() == ()
    (book / "book.json").unlink()
    assert Book.create(book).rounds() == ()


def test_an_open_book_does_not_see_what_is_added_elsewhere(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    before = book.version
    assert writer(book.folder, 0, 1).communicate(timeout=60) == ("0 added\n", "")
    assert (book.version, book.sources()) == (before, ())
    assert len(Book.open(book.folder).sources()) == 1
