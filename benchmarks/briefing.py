"""How long a briefing takes from the shell: ``python -m benchmarks.briefing BOOK [PERIOD]``.

Both languages each time: Markdown alone, then all outputs. Put beside it are the sums alone that
a person would ask for before the first sentence is written, with hand-written queries over the
items: by partner, by commodity, by region and kind of enterprise, and the enterprises of two years.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from tradetally.book import Book
from tradetally.book.tables import Tables
from tradetally.periods import Period

GROUPS = ("flow, start", "flow, partner", "flow, commodity", "flow, region, ownership")


def brief(book: Path, period: str, *options: str) -> None:
    """Write a briefing in both languages to a folder that is gone afterwards."""
    command = [sys.executable, "-m", "tradetally", "brief", period, "--book", str(book)]
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(
            [*command, "--language", "both", "--out", out, *options],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def by_hand(book: Path, period: str) -> None:
    """Sum the items of a year and the one before in every way that a briefing speaks of."""
    vintage = Book.open(book).vintages()[-1]
    year = Period.parse(period)
    months = set(range(year.start - 12, year.stop))
    files = Tables(book, vintage.tables).files("items", months)
    con = duckdb.connect()
    con.execute(f"CREATE VIEW items AS SELECT * FROM read_parquet({files}) WHERE status = 'active'")
    for group in GROUPS:
        con.execute(
            f"SELECT {group}, start < {year.start}, sum(value_national), sum(quantity) "
            f"FROM items GROUP BY ALL"
        ).fetchall()
    con.execute(
        f"SELECT start < {year.start}, count(DISTINCT enterprise) FROM items GROUP BY ALL"
    ).fetchall()


def timed(run: Callable[[], None], times: int) -> list[float]:
    """Return the seconds of several runs, sorted."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return sorted(seconds)


def main() -> None:
    """Print the shortest, middle and longest time of each, and how they stand to the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("book", type=Path)
    parser.add_argument("period", nargs="?", default="2025")
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    ways: dict[str, Callable[[], None]] = {
        "the sums alone, by hand": lambda: by_hand(args.book, args.period),
        "brief --only markdown": lambda: brief(args.book, args.period, "--only", "markdown"),
        "brief, all outputs": lambda: brief(args.book, args.period),
    }
    middle: dict[str, float] = {}
    for name, run in ways.items():
        seconds = timed(run, args.times)
        middle[name] = statistics.median(seconds)
        ratio = middle[name] / middle["the sums alone, by hand"]
        print(
            f"{name:<24} {seconds[0]:5.2f} s, {middle[name]:5.2f}, {seconds[-1]:5.2f}"
            f"  {ratio:4.1f} times the sums",
            flush=True,
        )


if __name__ == "__main__":
    main()
