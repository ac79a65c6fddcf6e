"""What is compiled is published as a whole, or not at all, and every vintage stays readable."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests import items
from tests.items import Item, fill, item

from tradetally.book import Book, Source, Version, Vintage
from tradetally.book.tables import delta
from tradetally.errors import BadInput, BookBusy
from tradetally.periods import Period
from tradetally.statements import Release, Tier

JANUARY, FEBRUARY = "2025-01", "2025-02"
FILE = Source("2025-01.csv", "a" * 64, Tier.COMPILED, "sample")
MADE = Vintage(round=Period.parse(JANUARY), sources=(FILE,))


def publish(book: Book, *rows: Item) -> Vintage:
    return items.publish(book, rows, vintage=MADE)


def values(book: Book) -> list[Decimal]:
    with book.publishing() as press:
        found = press.engine.rows(press.table("items").order_by("start"))
        return [row["value"] for row in found]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.create(tmp_path / "book")


def test_a_vintage_is_published_and_numbered(book: Book) -> None:
    assert book.vintages() == ()
    first = publish(book, item("1"))
    assert (first.number, first.engine, str(first)) == (1, "duckdb", "vintage 1")
    assert book.vintages() == Book.open(book.folder).vintages() == (first,)
    assert book.version == Version(0, 1)
    assert book.rounds() == (Release(Period.parse("2025-01")),)
    assert values(book) == [1]


def test_a_month_is_replaced_and_the_others_stay(book: Book) -> None:
    publish(book, item("1"), item("2", FEBRUARY))
    publish(book, item("5", FEBRUARY))
    assert values(book) == [1, 5]


def test_without_publish_nothing_has_happened(book: Book) -> None:
    publish(book, item("1"))
    with book.publishing() as press:
        fill(press, [item("2")])
    assert values(book) == [1]
    assert book.version == Version(0, 1)
    assert not (book.folder / ".staging").exists()


@pytest.mark.parametrize("kind", [KeyboardInterrupt, RuntimeError])
def test_an_interrupt_leaves_the_book_as_it_was(book: Book, kind: type[BaseException]) -> None:
    publish(book, item("1"))

    def interrupted() -> None:
        with book.publishing() as press:
            fill(press, [item("2")])
            raise kind

    with pytest.raises(kind):
        interrupted()
    assert values(book) == [1]
    assert not (book.folder / ".staging").exists()


@pytest.mark.parametrize("step", ["items", "goods", "enterprises", "vintages"])
def test_an_end_at_any_step_of_publishing_is_undone(
    book: Book, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(book, item("1"))
    files = set(book.folder.rglob("*.parquet"))

    def dying(folder: Path, name: str) -> object:
        if name == step:
            raise KeyboardInterrupt
        return delta(folder, name)

    monkeypatch.setattr("tradetally.book.press.delta", dying)
    monkeypatch.setattr("tradetally.book.book.recover", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        publish(book, item("2"))
    monkeypatch.undo()
    assert Book.open(book.folder).version == Version(0, 1)
    assert values(book) == [1]
    assert set(book.folder.rglob("*.parquet")) == files
    assert publish(book, item("3")).number == 2
    assert values(book) == [3]


def test_two_publishers_take_turns(book: Book) -> None:
    other = Book.open(book.folder, wait=0.05)
    with book.publishing() as press:
        with pytest.raises(BookBusy):
            publish(other, item("1"))
        fill(press, [item("2")])
        press.publish(Vintage(round=Period.parse("2025-01")))
    assert publish(other, item("3", FEBRUARY)).number == 2
    assert values(book) == [2, 3]


def test_small_tables_grow_or_are_written_anew(book: Book) -> None:
    rate = {"start": 24300, "currency": "USD", "into": "CNY", "rate": Decimal("7.1")}
    for is_anew, number in ((False, 1), (False, 2), (True, 1)):
        with book.publishing() as press:
            press.rows("rates", [rate], anew=is_anew)
            press.publish(Vintage(round=Period.parse("2025-01")))
            assert press.published is not None
        with book.publishing() as press:
            rows = press.engine.rows(press.table("rates"))
            assert len(rows) == number
            assert (rows[0]["rate"], rows[0]["source"]) == (Decimal("7.1"), "")


def test_an_earlier_version_is_not_published_to(book: Book) -> None:
    publish(book, item("1"))
    past = Book.open(book.folder, version=Version(0, 0))
    assert past.vintages() == ()
    with pytest.raises(BadInput) as caught:
        publish(past, item("2"))
    assert str(caught.value) == (
        "--book: expected the book's latest version to add to, saw version 0.0."
        " To do: open the book without a version."
    )
    with pytest.raises(BadInput) as caught:
        Book.open(book.folder, version=Version(0, 2)).vintages()
    assert str(caught.value) == (
        "--version: expected a vintage from 0 to 1, saw 2."
        " To do: give one that the book had; Book.version says which it has now."
    )


def test_days_of_a_vintage(book: Book) -> None:
    said = Vintage(round=Period.parse("2025-01"), released=date(2025, 2, 7))
    with book.publishing() as press:
        press.publish(said)
    assert book.vintages()[0].day == date(2025, 2, 7)
    assert Vintage(round=Period.parse("2025-01")).day == date(2025, 1, 31)


# Sudden deaths and full disks

# A process that publishes: python -c PUBLISHER BOOK FIRST LAST [LARGEST_FILE]. Vintage n has one
# item of n yuan in each of two months, and its number is printed once it is out.
PUBLISHER = """
import resource, sys
from pathlib import Path
from tests.items import covered, item, publish
from tradetally.book import Book

book, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if len(sys.argv) > 4:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
for number in range(first, last):
    rows = [item(str(number), month) for month in ("2025-01", "2025-02")]
    made = publish(Book.open_or_create(book), rows, covered("2025"))
    print(made.number, number, flush=True)
"""


def publisher(book: Path, *arguments: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PUBLISHER, str(book), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(book: Path) -> int:
    """Return what the last vintage says, after making sure that all its tables say it."""
    opened = Book.open(book)
    asked = ["exports", "exports, product=HS85", "exports, partner=US", "exports, regime=general"]
    asked += ["exports, partner=US, product=HS85"]
    cells = [items.cell(f"level({one}, {month})") for one in asked for month in (JANUARY, FEBRUARY)]
    (number,) = set(opened.compiled(cells).values())
    assert number == int(number)
    return int(number)


def test_a_killed_publisher_leaves_a_whole_vintage(tmp_path: Path) -> None:
    book = tmp_path / "book"
    chance = random.Random(5)
    said = [publisher(book, 0, 1).communicate(timeout=120)[0].split()]
    for attempt in range(1, 7):
        one = publisher(book, attempt * 1000, attempt * 1000 + 1000)
        time.sleep(chance.uniform(1.5, 3.5))
        one.kill()
        said += [line.split() for line in one.communicate(timeout=60)[0].splitlines()]
        vintages = Book.open(book).vintages()
        assert [one.number for one in vintages] == list(range(1, len(vintages) + 1))
        assert vintages[-1].number - int(said[-1][0]) in (0, 1)
        assert whole(book) >= int(said[-1][1])
    output, errors = publisher(book, 9000, 9001).communicate(timeout=60)
    assert (output.split()[1:], errors) == (["9000"], "")
    assert whole(book) == 9000
    assert not (book / ".staging").exists()


def test_a_full_disk_is_said_and_the_last_vintage_stays(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="needs a limit on the size of files, as Unix has")
    book = tmp_path / "book"
    assert publisher(book, 1, 2).communicate(timeout=60) == ("1 1\n", "")
    for largest in (512, 2048):
        output, errors = publisher(book, 2, 3, largest).communicate(timeout=60)
        last = errors.splitlines()[-1]
        assert output == ""
        assert last.startswith(f"tradetally.errors.BadInput: --book: expected to write to {book}, ")
        assert last.endswith("what the book held before is as it was.")
        assert whole(book) == 1
    assert publisher(book, 2, 3).communicate(timeout=60) == ("2 2\n", "")
    assert whole(book) == 2
