"""Faults: sudden deaths, broken files, full disks; the book opens and the command completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.declarations import GOOD, compiled, counted, line, write
from tests.kills import finish, month_files, published, start, survive

from tradetally.book import Book
from tradetally.errors import BadInput


def test_a_killed_run_leaves_whole_files(tmp_path: Path) -> None:
    survive(tmp_path, 3, seed=5)


def test_two_processes_at_once(tmp_path: Path) -> None:
    files = month_files(tmp_path, 4)
    book = tmp_path / "book"
    both = [start(book, files[0], files[1]), start(book, *files)]
    assert [one.communicate(timeout=600)[1] for one in both] == ["", ""]
    assert published(book) == [file.name for file in files]


def test_an_interrupt_is_one_line(tmp_path: Path) -> None:
    book = tmp_path / "book"
    one = start(book, *month_files(tmp_path, 30))
    while not (book / ".staging").exists():
        assert one.poll() is None
        time.sleep(0.05)
    one.send_signal(signal.SIGINT)
    output, errors = one.communicate(timeout=120)
    assert (output, errors, one.returncode) == (
        "",
        "tradetally: interrupted; the book is as it was\n",
        130,
    )
    assert Book.open(book).vintages() == ()


def refused(book: Path, file: Path) -> str:
    """Return what is said of a file; the book is as it was, and takes the next file."""
    before = counted(book)
    with pytest.raises(BadInput) as refusal:
        compiled(book, file)
    assert counted(book) == before
    return str(refusal.value)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    compiled(tmp_path / "book", write(tmp_path / "first.csv", [line()]))
    return tmp_path / "book"


def test_a_truncated_parquet_file(tmp_path: Path, book: Path) -> None:
    rows = [line(declaration=f"P{at}") for at in range(5000)]
    table = pa.table({name: [str(row[name]) for row in rows] for name in GOOD})
    path = tmp_path / "whole.parquet"
    pq.write_table(table, path)
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(path.read_bytes()[:-20])
    assert "cut.parquet" in refused(book, cut)
    cut.write_bytes(path.read_bytes())
    assert compiled(book, cut).ledger.total("counted") == 5000


def test_a_csv_file_cut_in_a_line(tmp_path: Path, book: Path) -> None:
    path = write(tmp_path / "cut.csv", [line(declaration=f"C{at}") for at in range(3000)])
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    assert f"{path}: line 3001: " in refused(book, path)
    path.write_bytes(whole)
    assert compiled(book, path).ledger.total("counted") == 3000


def test_columns_in_another_order(tmp_path: Path, book: Path) -> None:
    names = sorted(GOOD, reverse=True)
    path = tmp_path / "other.csv"
    row = line(declaration="O1")
    path.write_text(
        ",".join(names) + "\n" + ",".join(str(row[name]) for name in names) + "\n",
        encoding="utf-8",
    )
    compiled(book, path)
    assert counted(book) == {("D1", 1): (1, "25.00"), ("O1", 1): (1, "25.00")}


@pytest.mark.parametrize("rows", [1, 2000])
def test_a_wrong_encoding(tmp_path: Path, book: Path, rows: int) -> None:
    path = write(tmp_path / "latin.csv", [line(declaration=f"L{at}") for at in range(rows)])
    whole = path.read_bytes()
    last = whole.rindex(b"E1")
    path.write_bytes(whole[:last] + b"\xff\xff" + whole[last + 2 :])
    assert path.name in refused(book, path)
    path.write_bytes(whole)
    assert compiled(book, path).ledger.total("counted") == rows


def test_a_full_disk(tmp_path: Path) -> None:
    """A tmpfs of its own where the machine allows one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip("needs the right to mount a small tmpfs")
    try:
        rows = [
            line(declaration=os.urandom(8).hex(), enterprise=os.urandom(8).hex())
            for _ in range(40_000)
        ]
        large = write(tmp_path / "large.csv", rows)
        small = write(tmp_path / "small.csv", [line()])
        assert finish(disk / "book", small) == 0
        full = start(disk / "book", large)
        _, errors = full.communicate(timeout=600)
        assert full.returncode == 2
        assert errors.startswith("tradetally: --book: expected "), errors
        assert counted(disk / "book") == {("D1", 1): (1, "25.00")}
        subprocess.run(
            ["mount", "-o", "remount,size=64m", str(disk)], check=True, capture_output=True
        )
        assert finish(disk / "book", large) == 0
        assert len(counted(disk / "book")) == 40_001
    finally:
        subprocess.run(["umount", str(disk)], check=False, capture_output=True)


def test_the_module_runs_as_the_command() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tradetally", "compile", "nowhere.csv", "--book", "b"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (
        2,
        "tradetally: SOURCE: expected a file or a folder of declaration lines, saw nowhere.csv,"
        " which is not there. To do: see that the path is right.\n",
    )
