"""Kill ``tradetally compile`` at random moments, and hold the book against what it must be."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.declarations import line, write

from tradetally.book import Book

ROWS = 40


def month_files(folder: Path, number: int) -> list[Path]:
    """Write files of one month each, with an amendment of the month before in each but the first.

    The item that is amended is always the last of the file before.
    """
    files = []
    for at in range(number):
        day = f"{2024 + at // 12}-{at % 12 + 1:02d}-10"
        lines = [line(declaration=f"D{at}", item=item, date=day) for item in range(1, ROWS)]
        if at:
            before = f"{2024 + (at - 1) // 12}-{(at - 1) % 12 + 1:02d}-10"
            amended = line(declaration=f"D{at - 1}", item=ROWS - 1, version=2, date=before)
            lines.append({**amended, "value": "50.00", "quantity": "20"})
        files.append(write(folder / f"{at:03d}.csv", lines))
    return files


def start(book: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    command = [sys.executable, "-m", "tradetally", "compile", "--book", str(book)]
    return subprocess.Popen(
        [*command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(book: Path, *arguments: str | Path) -> int:
    """Run the command to its end; return its exit status."""
    one = start(book, *arguments)
    one.communicate(timeout=600)
    return one.returncode


def published(book: Path) -> list[str]:
    """Return the files that a book has, after asserting that it has exactly their lines."""
    if not (book / "book.json").exists():
        return []
    opened = Book.open(book)
    names = [source.name for one in opened.vintages() for source in one.sources]
    assert len(names) == len(set(names))
    with opened.publishing() as press:
        rows = press.engine.rows(press.table("items").select("declaration", "item", "version"))
        lines = [row["lines"] for row in press.engine.rows(press.table("traders"))]
    found = {(row["declaration"], row["item"]): row["version"] for row in rows}
    assert len(found) == len(rows) == sum(lines)
    expected: dict[tuple[str, int], int] = {}
    for name in sorted(names):
        at = int(name[:3])
        expected |= {(f"D{at}", item): 1 for item in range(1, ROWS)}
    for name in names:
        at = int(name[:3])
        if at:
            expected[f"D{at - 1}", ROWS - 1] = 2
    assert found == expected
    return sorted(names)


def survive(folder: Path, kills: int, seed: int) -> Sequence[str]:
    """Kill the command that often, each time asserting what the book holds, then finish.

    The files go in one by one; a file whose run was killed is given again.
    """
    chance = random.Random(seed)
    files = month_files(folder, kills + 2)
    book = folder / "book"
    begun = time.monotonic()
    assert finish(book, files[0]) == 0
    usual = time.monotonic() - begun
    done = published(book)
    for _ in range(kills):
        fresh = next(file for file in files if file.name not in done)
        one = start(book, fresh)
        time.sleep(chance.uniform(0.4, 1.1) * usual)
        one.kill()
        one.communicate(timeout=60)
        after = published(book)
        assert set(done) <= set(after) <= {*done, fresh.name}
        done = after
    assert finish(book, *files[: len(done) + 1]) == 0
    assert published(book) == [file.name for file in files[: len(done) + 1]]
    return done
