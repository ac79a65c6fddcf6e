"""Which number a book gives for a cell: one round's, never a mixture."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from tests.items import covered, item, publish

from tradetally.book import Book, Source, Vintage
from tradetally.cells import Cell
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Place, Release, Statement, Tier

EXPORTS = parse_figure("level(exports, 2024)").cell
JANUARY, DECEMBER, LATER = (Period.parse(month) for month in ("2024-12", "2025-12", "2026-03"))

_numbers = count()


def level(number: str, cell: Cell = EXPORTS, round_: Period = DECEMBER) -> Statement:
    interval = Interval.printed(number)
    place = Place("a table", number)
    figure = replace(parse_figure("level(exports, 2024)"), cell=cell)
    return Statement(figure, Decimal(number), "CNY", interval, place, release=Release(round_))


def put(book: Book, *statements: Statement, tier: Tier = Tier.TABLE) -> None:
    number = next(_numbers)
    book.add(statements, source=Source(f"{number}.csv", f"{number:064}", tier))


def compile_(book: Book, number: str, round_: Period) -> None:
    made = Vintage(round=round_)
    publish(book, [item(number, "2024-01")], covered("2024"), vintage=made)


def of(book: Book, at: Period | None = None) -> Interval | None:
    return book.levels([EXPORTS], at).get(EXPORTS)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.create(tmp_path / "book")


def test_an_empty_book_has_no_levels(book: Book) -> None:
    assert book.levels([EXPORTS]) == {}
    assert book.levels([]) == {}
    assert book.statements([EXPORTS]) == ()


def test_the_latest_round_not_after_at_is_taken(book: Book) -> None:
    put(book, level("43.85", round_=JANUARY), level("43.80", round_=DECEMBER))
    assert of(book) == of(book, LATER) == of(book, DECEMBER) == Interval.printed("43.80")
    assert of(book, DECEMBER.previous()) == of(book, JANUARY) == Interval.printed("43.85")
    assert of(book, JANUARY.previous()) is None


def test_a_vintage_may_be_asked_by_the_period_that_it_states(book: Book) -> None:
    put(book, level("43.85", round_=JANUARY), level("43.80", round_=DECEMBER))
    assert of(book, Period.year(2024)) == Interval.printed("43.85")


def test_statements_of_one_round_meet(book: Book) -> None:
    put(book, level("43.8"))
    put(book, level("43.84"))
    assert of(book) == Interval.of("43.835", "43.845")


def test_statements_of_two_rounds_are_never_mixed(book: Book) -> None:
    put(book, level("43.84", round_=JANUARY))
    put(book, level("43.8", round_=DECEMBER))
    assert of(book) == Interval.printed("43.8")


def test_in_a_conflict_the_tightest_stands(book: Book) -> None:
    put(book, level("44"), level("41.2"), level("48.35"))
    assert of(book) == Interval.printed("48.35")


def test_in_a_conflict_of_equally_tight_ones_it_is_between_them(book: Book) -> None:
    put(book, level("44"), level("41.25"), level("48.35"))
    assert of(book) == Interval.of("41.245", "48.355")


def test_a_lower_tier_narrows_but_never_overrules(book: Book) -> None:
    put(book, level("43.8"))
    put(book, level("43.84"), tier=Tier.TEXT)
    assert of(book) == Interval.of("43.835", "43.845")
    put(book, level("48.34", round_=LATER), tier=Tier.TEXT)
    put(book, level("43.8", round_=LATER))
    assert of(book) == Interval.printed("43.8")


def test_more_than_is_taken_only_where_nothing_else_is_said(book: Book) -> None:
    more = replace(level("40", round_=LATER), interval=Interval.of(40, None))
    put(book, more)
    assert of(book) == Interval.of(40, None)
    put(book, level("43.8", round_=DECEMBER))
    assert of(book) == Interval.printed("43.8")


def test_a_compiled_cell_wins_and_is_one_number(book: Book) -> None:
    put(book, level("43.8", round_=LATER))
    compile_(book, "43.75", JANUARY)
    compile_(book, "43.76", DECEMBER)
    assert of(book) == Interval.of("43.76")
    assert of(book, JANUARY) == Interval.of("43.75")


def test_only_levels_that_are_facts_of_that_very_cell_count(book: Book) -> None:
    growth = replace(level("3.8"), figure=parse_figure("growth(exports, 2024)"))
    others = [
        replace(EXPORTS, unit="USD"),
        replace(EXPORTS, adjusted="seasonal"),
        replace(EXPORTS, slice=EXPORTS.slice.with_code("partner", "ASEAN")),
        replace(EXPORTS, reporter="US"),
        EXPORTS.at(Period.parse("2024-S1")),
    ]
    put(
        book,
        growth,
        replace(level("50"), is_forecast=True),
        replace(level("6.48"), is_converted=True),
        *(level(str(number), cell) for number, cell in enumerate(others)),
    )
    assert of(book) is None
    found = book.levels([*others, EXPORTS])
    assert found == {cell: Interval.printed(str(n)) for n, cell in enumerate(others)}


def test_a_cell_whose_unit_nobody_said_is_a_cell_of_its_own(book: Book) -> None:
    unsaid = replace(EXPORTS, unit=None)
    put(book, level("3", unsaid))
    assert book.levels([unsaid, EXPORTS]) == {unsaid: Interval.printed("3")}
    assert book.statements([unsaid])[0].figure.cell == unsaid


def test_many_cells_are_one_query(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [EXPORTS.on(EXPORTS.slice.with_code("partner", f"P{n}")) for n in range(500)]
    put(book, *(level(str(n), cell) for n, cell in enumerate(cells)))
    rows, calls = book._engine.rows, []

    def counted(query: object) -> object:
        calls.append(query)
        return rows(query)

    monkeypatch.setattr(book._engine, "rows", counted)
    assert book.levels([*cells, *cells]) == {
        cell: Interval.printed(str(n)) for n, cell in enumerate(cells)
    }
    assert len(calls) == 1


def test_values_in_yuan_are_exact(book: Book) -> None:
    put(book, level("999999999999999.12345678"))
    assert of(book) == Interval.printed("999999999999999.12345678")


def test_the_query_can_be_read(book: Book) -> None:
    put(book, level("43.8"))
    query = book.explain([EXPORTS], DECEMBER)
    assert query.startswith("SELECT")
    for name in (
        'FROM "asked"',
        'FROM "statements"',
        f'"round" <= {2025 * 12 + 11}',
    ):
        assert name in query
