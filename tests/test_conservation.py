"""Conservation: of every format each line is in one place, in lines and in value."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tests.declarations import compiled, items, line, write

from tradetally.book import Book
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.records.ledger import Amount, Entry, Ledger, entries
from tradetally.records.outcome import Compiled
from tradetally.records.rates import Rate

REAL: dict[str, Callable[[Path], list[Path]]] = {
    "gacc_query": lambda data: [data / "gacc_query" / "e502201901.csv"],
    "korea_declarations": lambda data: sorted((data / "korea_declarations").glob("*valid*.csv")),
    "us_census": lambda data: sorted((data / "us_census").glob("imports_hs10_2024/*5700.parquet")),
    "baci": lambda data: sorted((data / "baci").glob("BACI*.csv")),
}


def conserved(done: Compiled, book: Path) -> None:
    """Assert that the ledger adds up, is in the book, and counts what the items have."""
    assert done.vintage is not None
    done.ledger.check()
    with Book.open(book).publishing() as press:
        kept = press.engine.rows(press.table("ledger"))
    sums = {(row["file"], row["currency"]): Amount() for row in kept}
    for row in kept:
        sums[row["file"], row["currency"]] += Amount(row["lines"], row["value"])
    came_in = {(Path(file).name, code): one for (file, code), one in done.ledger.came_in.items()}
    assert sums == {key: one for key, one in came_in.items() if one.lines}
    active = [row for row in items(book) if row["status"] == "active"]
    assert len(active) == done.ledger.total("counted")
    values: dict[object, Decimal] = {}
    for row in active:
        so_far = values.get(row["currency"], Decimal(0))
        values[row["currency"]] = so_far + Decimal(str(row["value"]))
    counted: dict[object, Decimal] = {}
    for entry in done.ledger.entries:
        if entry.fate == "counted":
            counted[entry.currency] = counted.get(entry.currency, Decimal(0)) + entry.amount.value
    assert values == counted


@pytest.mark.parametrize("layout", REAL)
def test_real_files_are_conserved(shared: Path, tmp_path: Path, layout: str) -> None:
    files = REAL[layout](shared / "data")
    assert files
    done = compiled(tmp_path / "book", *files, tolerate=1.0)
    conserved(done, tmp_path / "book")


def test_real_files_of_aggregates_only_are_refused(shared: Path, tmp_path: Path) -> None:
    file = shared / "data" / "comtrade" / "comtradr_vignette5_full47cols.parquet"
    with pytest.raises(BadInput) as refusal:
        compiled(tmp_path / "book", file)
    assert str(refusal.value) == (
        "SOURCE: expected lines that are counted, saw none: all are excluded, 5,004 by"
        " partner-aggregate. To do: give files with lines of trade that is counted."
    )


def test_every_fate_is_conserved(tmp_path: Path) -> None:
    lines = [
        line(),
        line(item=2),
        line(item=2, version=2),
        line(item=3),
        line(item=3, version=2, status="cancelled"),
        line(item=4),
        line(item=4),
        line(item=5, partner="XX"),
        line(item=6, value=""),
        line(item=7, regime="transit"),
        line(item=8, currency="CNY"),
        line(item=9),
        line(item=9, partner="JP"),
    ]
    file = write(tmp_path / "a.csv", lines)
    rate = Rate(Period.parse("2025-01").start, "USD", "CNY", Decimal("7.2"))
    done = compiled(tmp_path / "book", file, tolerate=0.5, rates=[rate])
    conserved(done, tmp_path / "book")
    assert {entry.fate for entry in done.ledger.entries} == {
        "counted",
        "excluded",
        "rejected",
        "superseded",
        "cancelled",
        "duplicate",
    }


def test_a_line_that_goes_missing_stops_the_run() -> None:
    ledger = Ledger(
        {("a.csv", "USD"): Amount(3, Decimal(75))},
        entries([Entry("a.csv", "USD", "counted", "", Amount(2, Decimal(50)))]),
    )
    with pytest.raises(ArithmeticError) as stopped:
        ledger.check()
    assert str(stopped.value) == (
        "a.csv: 3 lines worth 75 USD came in, and 2 worth 50 are accounted for; nothing was changed"
    )


def test_steps_tell_what_took_rows_away(tmp_path: Path) -> None:
    lines = [line(), line(item=2, regime="transit"), line(item=3, partner="XX")]
    done = compiled(tmp_path / "book", write(tmp_path / "a.csv", lines), tolerate=0.5)
    told = [(one.step, one.rows_in, one.rows_out, dict(one.taken)) for one in done.reports]
    assert told == [
        ("normalise", 3, 3, {}),
        ("correct", 3, 3, {}),
        ("exclude", 3, 2, {"transit": 1}),
        ("convert", 2, 2, {}),
        ("check", 2, 1, {"unknown-partner": 1}),
        ("amend", 1, 1, {}),
    ]
