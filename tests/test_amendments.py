"""Amendments: the highest version counts, in whatever order and in how many runs files come."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from tests.declarations import compiled, counted, items, line, write

from tradetally.book import Book

FIRST = [line(), line(item=2), line(item=3)]
SECOND = [line(item=2, version=2, value="30.00", quantity=12), line(declaration="D2")]
THIRD = [line(item=3, version=3, status="cancelled"), line(item=2, version=3, date="2025-02-03")]
AFTER = {("D1", 1): (1, "25.00"), ("D1", 2): (3, "25.00"), ("D2", 1): (1, "25.00")}


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / f"{at}.csv", lines) for at, lines in enumerate((FIRST, SECOND, THIRD))]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_files_may_come_in_any_order(
    tmp_path: Path, files: list[Path], order: Sequence[int]
) -> None:
    for at in order:
        compiled(tmp_path / "book", files[at])
    assert counted(tmp_path / "book") == AFTER
    moved = [row for row in items(tmp_path / "book") if row["version"] == 3]
    assert [(row["item"], row["start"], row["status"]) for row in moved] == [
        (2, 24301, "active"),
        (3, 24300, "cancelled"),
    ]


def test_one_run_gives_what_several_give(tmp_path: Path, files: list[Path]) -> None:
    done = compiled(tmp_path / "book", *files)
    assert counted(tmp_path / "book") == AFTER
    assert {fate: done.ledger.rules(fate) for fate in ("superseded", "cancelled")} == {
        "superseded": {"later-version": 2},
        "cancelled": {"cancelled": 2},
    }
    assert done.ledger.total("counted") == 3


def test_the_same_file_again_changes_nothing(tmp_path: Path, files: list[Path]) -> None:
    book = tmp_path / "book"
    compiled(book, *files)
    before = Book.open(book).vintages()
    again = compiled(book, *files)
    assert (again.vintage, set(again.already)) == (None, {"0.csv", "1.csv", "2.csv"})
    assert Book.open(book).vintages() == before


def test_a_copy_under_another_name_is_the_same_file(tmp_path: Path, files: list[Path]) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes(files[0].read_bytes())
    done = compiled(tmp_path / "book", files[0], copy)
    assert (done.ledger.total("counted"), list(done.already)) == (3, ["copy.csv"])


def test_the_same_lines_in_another_file_count_once(tmp_path: Path, files: list[Path]) -> None:
    compiled(tmp_path / "book", files[0])
    other = write(tmp_path / "other.csv", [*FIRST, line(item=4)])
    done = compiled(tmp_path / "book", other)
    assert done.ledger.rules("duplicate") == {"duplicate-line": 3}
    assert done.ledger.total("counted") == 1
    assert len(counted(tmp_path / "book")) == 4


def test_one_version_with_two_contents_is_an_error(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line(), line(partner="JP"), line(item=2)])
    refused = compiled(tmp_path / "book", file)
    assert refused.counts == {"conflicting-line": 2}
    assert refused.is_refused
    kept = compiled(tmp_path / "book", file, tolerate=0.7)
    assert counted(tmp_path / "book") == {("D1", 2): (1, "25.00")}
    assert kept.ledger.rules("rejected") == {"conflicting-line": 2}


def test_the_book_keeps_what_it_has_of_a_conflict(tmp_path: Path) -> None:
    compiled(tmp_path / "book", write(tmp_path / "a.csv", [line()]))
    other = write(tmp_path / "b.csv", [line(value="50.00", quantity=20), line(item=2)])
    assert compiled(tmp_path / "book", other).is_refused
    compiled(tmp_path / "book", other, tolerate=0.5)
    assert counted(tmp_path / "book") == {("D1", 1): (1, "25.00"), ("D1", 2): (1, "25.00")}


def test_a_later_day_of_release_amends_without_a_version(tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [line(released="2025-02-14")])
    second = write(tmp_path / "b.csv", [line(released="2025-03-14", value="50.00", quantity=20)])
    for order in ((first, second), (second, first)):
        book = tmp_path / f"book-{order[0].stem}"
        for file in order:
            compiled(book, file)
        assert counted(book) == {("D1", 1): (1, "50.00")}
        assert [row["released"] for row in items(book)] == [date(2025, 3, 14)]


def test_a_rejected_amendment_leaves_what_it_amends(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", [line(), line(version=2, partner="XX")])
    compiled(tmp_path / "book", file, tolerate=0.5)
    assert counted(tmp_path / "book") == {("D1", 1): (1, "25.00")}


def test_a_moved_line_reopens_its_old_month(tmp_path: Path) -> None:
    book = tmp_path / "book"
    compiled(book, write(tmp_path / "a.csv", [line(), line(item=2)]))
    moved = write(tmp_path / "b.csv", [line(version=2, date="2025-03-01")])
    done = compiled(book, moved)
    assert done.months == (24300, 24302)
    assert [(row["item"], row["start"]) for row in items(book)] == [(1, 24302), (2, 24300)]


def test_a_file_read_again_replaces_its_earlier_reading(tmp_path: Path) -> None:
    book = tmp_path / "book"
    file = write(tmp_path / "a.csv", [line(), line(item=2, partner="XX")])
    compiled(book, file, tolerate=0.5)
    assert compiled(book, file).vintage is None
    done = compiled(book, file, tolerate=0.5, is_again=True)
    assert done.ledger.total("counted") == 1
    assert counted(book) == {("D1", 1): (1, "25.00")}


def test_a_month_with_nothing_left_is_empty(tmp_path: Path) -> None:
    book = tmp_path / "book"
    compiled(book, write(tmp_path / "a.csv", [line()]))
    compiled(book, write(tmp_path / "b.csv", [line(version=2, date="2025-02-01")]))
    with Book.open(book).publishing() as press:
        assert press.starts("items") == press.starts("traders") == (24301,)
