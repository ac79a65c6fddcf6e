"""What a book says when it is none, or cannot be used; whole messages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from tests.items import book_of, item

from tradetally.book import Book, Source, Version
from tradetally.cells import Cell, Flow
from tradetally.errors import BadInput, BookBusy
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Tier

SOURCE = Source("a.csv", "a" * 64, Tier.TABLE)
EXPORTS = Cell(flow=Flow.EXPORTS, period=Period.year(2025))


def message(path: Path, version: Version | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        Book.open(path, version=version)
    return str(caught.value)


def test_a_path_with_nothing(tmp_path: Path) -> None:
    assert message(tmp_path / "no") == (
        f"--book: expected the folder of a book, saw nothing at {tmp_path / 'no'}."
        " To do: check the path, or make a book with tradetally load or compile."
    )


def test_a_folder_that_is_no_book(tmp_path: Path) -> None:
    assert message(tmp_path) == (
        f"--book: expected the folder of a book, saw no book.json in {tmp_path}."
        " To do: check the path, or make a book with tradetally load or compile."
    )


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "book"
    file.touch()
    expected = (
        f"--book: expected the folder of a book, saw the file {file}."
        " To do: check the path, or make a book with tradetally load or compile."
    )
    assert message(file) == expected
    for make in (Book.create, Book.open_or_create):
        with pytest.raises(BadInput) as caught:
            make(file)
        assert str(caught.value) == expected


@pytest.mark.parametrize("damaged", ["", "{", "[]", "{}", '{"format": "one"}', b"\xff\xfe"])
def test_a_damaged_marker(tmp_path: Path, damaged: str | bytes) -> None:
    Book.create(tmp_path / "b")
    marker = tmp_path / "b" / "book.json"
    marker.write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    assert message(tmp_path / "b") == (
        f"--book: expected a book.json with the book's format, saw a damaged {marker}."
        ' To do: put {"format": 1} into it; the tables beside it are untouched.'
    )
    marker.write_text('{"format": 1}')
    assert Book.open(tmp_path / "b").rounds() == ()


def test_a_book_of_a_later_format(tmp_path: Path) -> None:
    Book.create(tmp_path / "b")
    marker = tmp_path / "b" / "book.json"
    marker.write_text('{"format": 2}')
    assert message(tmp_path / "b") == (
        f"--book: expected a book of format 1, saw format 2 in {marker}."
        " To do: use the version of tradetally that made it, or a newer one."
    )


def test_a_table_that_is_gone(tmp_path: Path) -> None:
    Book.create(tmp_path / "b")
    (tmp_path / "b" / "statements").rename(tmp_path / "elsewhere")
    found = message(tmp_path / "b")
    table = tmp_path / "b" / "statements"
    assert found.startswith(f"--book: expected a Delta table at {table}, saw ")
    assert found.endswith("To do: restore that folder from a copy, or load the book anew.")


def test_a_file_of_a_table_that_is_gone(tmp_path: Path) -> None:
    book = book_of(tmp_path, item())
    (file,) = (book.folder / "regions").rglob("*.parquet")
    file.unlink()
    with pytest.raises(BadInput) as caught:
        Book.open(book.folder).levels([EXPORTS])
    assert str(caught.value) == (
        f"--book: expected every file of the book in {book.folder},"
        f' saw IO Error: No files found that match the pattern "{file}".'
        " To do: restore the folder from a copy, or load the book anew."
    )


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "book"
    with pytest.raises(BadInput) as caught:
        Book.create(folder)
    assert str(caught.value) == (
        f"--book: expected to write to {folder}, saw [Errno 20] Not a directory: '{folder}'."
        " To do: see that there is room on the disk and the folder is yours;"
        " what the book held before is as it was."
    )


@pytest.mark.parametrize("name", ["账簿", "it's", "100% * ? #1", "a {b} `c` <d>"])
def test_a_folder_may_have_nearly_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    book = book_of(tmp_path / name, item())
    book.add([], source=SOURCE)
    assert Book.open(book.folder).levels([EXPORTS]) == {EXPORTS: Interval.of(1)}


@pytest.mark.parametrize("name", ["b[1]", "b^2", "a|b", "a\\b", "a%20b"])
def test_a_folder_whose_name_delta_lake_cannot_take(tmp_path: Path, name: str) -> None:
    for use in (Book.create, Book.open, Book.open_or_create):
        with pytest.raises(BadInput) as caught:
            use(tmp_path / name)
        assert str(caught.value) == (
            r"--book: expected a path without any of [ ] ^ | \ and without a % code,"
            f" saw {tmp_path / name}. To do: rename that folder, or give another one."
        )
    assert not (tmp_path / name).exists()


def test_a_version_that_never_was(tmp_path: Path) -> None:
    Book.create(tmp_path / "b")
    assert message(tmp_path / "b", Version(1, 0)) == (
        "--version: expected a version of the statements from 0 to 0, saw 1."
        " To do: give one that the book had; Book.version says which it has now."
    )


def test_an_earlier_version_takes_nothing_more(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "b")
    with pytest.raises(BadInput) as caught:
        Book.open(book.folder, version=book.version).add([], source=SOURCE)
    assert str(caught.value) == (
        "--book: expected the book's latest version to add to, saw version 0.0."
        " To do: open the book without a version."
    )


def test_a_folder_with_other_things_is_not_made_a_book(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(BadInput) as caught:
        Book.open_or_create(tmp_path)
    assert str(caught.value) == (
        "--book: expected a book, or an empty folder for a new one,"
        f" saw thesis.docx in {tmp_path}. To do: give another folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_book_is_not_made_twice(tmp_path: Path) -> None:
    Book.create(tmp_path / "b")
    with pytest.raises(BadInput) as caught:
        Book.create(tmp_path / "b")
    assert str(caught.value) == (
        f"--book: expected a folder for a new book, saw a book in {tmp_path / 'b'}."
        " To do: give another folder, or add to that book."
    )
    assert Book.open_or_create(tmp_path / "b").version == Version(0, 0)


def test_a_writer_waits_no_longer_than_it_was_told(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "b", wait=0.05)
    with FileLock(book.folder / "book.lock"), pytest.raises(BookBusy) as caught:
        book.add([], source=SOURCE)
    assert str(caught.value) == (
        f"--book: another process has been writing to {book.folder} for 0.05 seconds."
        " To do: wait for it to end, then try again."
    )


def test_nothing_heavy_is_imported_before_a_book_is_opened() -> None:
    heavy = {"ibis", "duckdb", "deltalake", "pyarrow", "numpy", "pandas", "filelock"}
    code = f"import sys, tradetally.book; print(sorted({heavy!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def test_a_short_answer_does_not_wait_for_pandas_and_pyarrow(tmp_path: Path) -> None:
    Book.create(tmp_path / "b")
    code = (
        f"import sys; from tradetally.book import Book; book = Book.open({str(tmp_path / 'b')!r});"
        "print(book.rounds(), {'pandas', 'pyarrow'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "() set()\n"
