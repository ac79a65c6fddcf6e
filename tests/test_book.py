"""What goes into a book comes out of it, once, as it was said."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tradetally.book import Added, Book, Source, Version
from tradetally.cells import Cell, Flow, Slice
from tradetally.errors import BadInput
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Place, Relation, Release, Statement, Tier

DECEMBER = Release(Period.parse("2025-12"), date(2026, 1, 14))
JUNE = Release(Period.parse("2025-06"), date(2025, 7, 14), is_assumed=True)
TABLE = Source("partners.csv", "a" * 64, Tier.TABLE, "gacc_partners", "https://example.org/t2")

FIGURES = (
    "level(total, 2025)",
    "level(exports, product=wind-turbines, 2025-Q2)",
    "level(imports, product=crude-oil, measure=volume, unit=t, 2025-01/2025-11)",
    "level(total, unit=USD, adjusted=seasonal, 2025-07)",
    "level(exports, reporter=US, partner=CN, 2024)",
    "level(total, measure=enterprises, ownership=private, 2025)",
    "growth(exports, partner=ASEAN, 2025-S1)",
    "growth(exports, base=2019, 2025)",
    "growth_gap(exports, versus={imports}, 2025)",
    "share(total, partner=BRI, of={total, region=CN-GD}, 2025-S1)",
    'share(exports, product="toys, ""soft"" ones", 2025)',
    "rank(exports, product=ships, among=countries, by=growth, 2025)",
    "streak(total, held=growth >= 4, 2025-Q4)",
    "count(total, measure=partners, over=1000000000000 CNY, 2025)",
    "growth(exports, partner=ASEAN, definition=ASEAN@2025-12, 2025)",
    "record(balance, 2025)",
)


def said(figure: str, value: str = "45.47", *, release: Release = DECEMBER) -> Statement:
    return Statement(
        parse_figure(figure),
        Decimal(value),
        "CNY",
        Interval.printed(value),
        Place("partners.csv", value, line=7, column="total"),
        release=release,
        tier=Tier.TABLE,
    )


def everything(book: Book) -> tuple[Statement, ...]:
    cells = [parse_figure(text).cell for text in FIGURES]
    return book.statements(cells)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book.create(tmp_path / "book")


def test_every_kind_of_figure_comes_back_as_it_was_said(book: Book) -> None:
    statements = tuple(said(figure) for figure in FIGURES)
    assert book.add(statements, source=TABLE) == Added(TABLE, rows=16)
    assert everything(book) == statements
    assert everything(Book.open(book.folder)) == statements


words = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
decimals = some.decimals(-(10**15), 10**15, places=8)
places = some.builds(
    Place, words, words, *[some.none() | some.integers(0, 10**6)] * 3, some.none() | words
)
releases = some.builds(
    Release,
    some.builds(Period, some.integers(2000 * 12, 2030 * 12), some.just(1)),
    some.none() | some.dates(),
    some.booleans(),
)


@some.composite
def statements(draw: some.DrawFn) -> Statement:
    ends = sorted(draw(some.tuples(decimals, decimals)))
    low, high = (Fraction(end) if draw(some.booleans()) else None for end in ends)
    return Statement(
        parse_figure(draw(some.sampled_from(FIGURES))),
        draw(some.decimals(allow_nan=False, allow_infinity=False)),
        draw(some.sampled_from(["CNY", "percent", "t", ""])),
        Interval(low, high),
        draw(places),
        draw(some.sampled_from(Relation)),
        draw(releases),
        Tier.TEXT,
        *draw(some.tuples(some.booleans(), some.booleans(), some.booleans())),
        words=tuple(draw(some.lists(some.tuples(words, words), max_size=2))),
        notes=tuple(draw(some.lists(words, max_size=2))),
    )


@settings(max_examples=25, deadline=None)
@given(stated=some.lists(statements(), max_size=12))
def test_any_statement_comes_back_equal(
    tmp_path_factory: pytest.TempPathFactory, stated: list[Statement]
) -> None:
    book = Book.create(tmp_path_factory.mktemp("any") / "book")
    book.add(stated, source=Source("a.txt", "b" * 64, Tier.TEXT))
    by_round = sorted(stated, key=lambda statement: statement.round)  # type: ignore[arg-type, return-value]
    assert list(everything(book)) == by_round


def test_the_number_comes_back_as_it_was_printed(book: Book) -> None:
    book.add([said(FIGURES[0], "43.80")], source=TABLE)
    assert str(everything(book)[0].value) == "43.80"


def test_an_end_that_is_no_decimal_moves_outward_and_is_noted(book: Book) -> None:
    third = said(FIGURES[0])
    third = Statement(
        third.figure,
        third.value,
        third.unit,
        Interval(Fraction(-1, 3), Fraction(1, 3)),
        third.place,
        release=DECEMBER,
        notes=("about a third",),
    )
    book.add([third], source=TABLE)
    kept = everything(book)[0]
    assert kept.interval == Interval.of("-0.3333333334", "0.3333333334")
    assert kept.notes == ("about a third", "interval widened to 10 decimals")


def test_an_end_too_large_for_the_column_is_left_open(book: Book) -> None:
    huge = Statement(
        parse_figure(FIGURES[0]),
        Decimal("1E+40"),
        "CNY",
        Interval.of(10**39, 10**40),
        Place("partners.csv", "many"),
        release=DECEMBER,
    )
    book.add([huge], source=TABLE)
    kept = everything(book)[0]
    assert kept.value == Decimal("1E+40")
    assert kept.interval.high is None
    assert kept.interval.low == Fraction(10**38 - 1, 10**10)


def test_the_same_file_twice_changes_nothing(book: Book) -> None:
    stated = [said(figure) for figure in FIGURES]
    book.add(stated, source=TABLE)
    before = book.version
    assert book.add(stated, source=TABLE) == Added(TABLE, rows=16, already=True)
    renamed = Source("copy.csv", TABLE.digest, Tier.TABLE, TABLE.layout)
    assert book.add(stated, source=renamed).already
    assert book.version == before
    assert len(everything(book)) == 16


def test_a_corrected_file_takes_the_place_of_the_earlier_one(book: Book) -> None:
    book.add([said(FIGURES[0], "45.47"), said(FIGURES[1], "1")], source=TABLE)
    before = book.version
    corrected = Source("partners.csv", "c" * 64, Tier.TABLE, TABLE.layout)
    assert book.add([said(FIGURES[0], "45.48")], source=corrected).replaced
    assert [statement.value for statement in everything(book)] == [Decimal("45.48")]
    assert book.sources() == (corrected,)
    earlier = Book.open(book.folder, version=before)
    assert [statement.value for statement in everything(earlier)] == [Decimal("45.47"), 1]
    assert earlier.sources() == (TABLE,)


def test_another_round_of_the_same_document_stands_beside_it(book: Book) -> None:
    book.add([said(FIGURES[0], "45.47")], source=TABLE)
    again = Source("partners.csv", "d" * 64, Tier.TABLE, TABLE.layout)
    assert not book.add([said(FIGURES[0], "21.79", release=JUNE)], source=again).replaced
    assert [statement.release for statement in everything(book)] == [JUNE, DECEMBER]


def test_the_same_name_in_another_layout_is_another_document(book: Book) -> None:
    book.add([said(FIGURES[0])], source=TABLE)
    other = Source("partners.csv", "e" * 64, Tier.TABLE, "gacc_locations")
    assert not book.add([said(FIGURES[0])], source=other).replaced
    assert book.sources() == (other, TABLE)


def test_a_file_that_is_read_differently_is_replaced_by_its_new_reading(book: Book) -> None:
    book.add([said(FIGURES[0], "45.47")], source=TABLE)
    assert book.add([said(FIGURES[0], "4547")], source=TABLE).replaced
    assert [statement.value for statement in everything(book)] == [4547]


def test_many_sources_are_one_commit(book: Book) -> None:
    sources = [Source(f"{n}.csv", f"{n:064}", Tier.TABLE) for n in range(5)]
    added = book.add_all((source, [said(FIGURES[0])]) for source in sources)
    assert [one.rows for one in added] == [1] * 5
    assert book.version == Version(1, 0)
    assert book.sources() == tuple(sources)


def test_of_two_files_of_one_name_in_one_call_the_later_stays(book: Book) -> None:
    later = Source(TABLE.name, "f" * 64, Tier.TABLE, TABLE.layout)
    first, second = book.add_all([(TABLE, [said(FIGURES[0], "1")]), (later, [said(FIGURES[0])])])
    assert (first.replaced, second.replaced) == (False, True)
    assert book.sources() == (later,)


def test_a_statement_without_a_release_is_refused_and_nothing_added(book: Book) -> None:
    undated = Statement(
        parse_figure(FIGURES[0]), Decimal(1), "CNY", Interval.of(1), Place("a.txt", "1")
    )
    with pytest.raises(BadInput) as caught:
        book.add_all([(TABLE, [said(FIGURES[0])]), (Source("a.txt", "9", Tier.TEXT), [undated])])
    assert str(caught.value) == (
        "a.txt: expected a release for every statement, saw none for level(total, 2025)."
        " To do: give the day that it came out, with --released or --published."
    )
    assert book.version == Version(0, 0)


def test_a_source_weighs_its_statements(book: Book) -> None:
    book.add([said(FIGURES[0])], source=Source("a.txt", "9" * 64, Tier.TEXT))
    assert everything(book)[0].tier is Tier.TEXT


def test_statements_are_of_the_scope_asked_every_flow_and_period(book: Book) -> None:
    asean = Slice(partner="ASEAN")
    figures = (
        "level(exports, partner=ASEAN, 2025)",
        "growth(imports, partner=ASEAN, 2024)",
        "level(exports, 2025)",
        "level(exports, partner=ASEAN, product=ships, 2025)",
        "level(exports, partner=ASEAN, product=ships, measure=volume, unit=t, 2025)",
    )
    book.add([said(figure) for figure in figures], source=TABLE)
    about = [Cell(flow=Flow.TOTAL, period=Period.year(1999), slice=asean)]
    assert book.statements(about) == (said(figures[0]), said(figures[1]))
    assert book.statements(about, flows=[Flow.IMPORTS]) == (said(figures[1]),)
    assert book.statements(about, at=JUNE.round) == ()
    assert book.statements([]) == ()


def test_rounds_have_the_first_day_that_was_said(book: Book) -> None:
    december = DECEMBER.round
    days = (date(2026, 1, 18), date(2026, 1, 14))
    stated = [said(FIGURES[0], release=Release(december, day)) for day in days]
    assumed = said(FIGURES[0], release=Release(december, date(2026, 1, 1), is_assumed=True))
    undated = said(FIGURES[0], release=Release(Period.parse("2025-11")))
    book.add([*stated, assumed, undated, said(FIGURES[0], release=JUNE)], source=TABLE)
    assert book.rounds() == (JUNE, Release(Period.parse("2025-11")), DECEMBER)


def test_a_vintage_is_what_was_out_on_a_day(book: Book) -> None:
    book.add([said(FIGURES[0]), said(FIGURES[0], release=JUNE)], source=TABLE)
    assert book.vintage(date(2025, 7, 13)) is None
    assert book.vintage(date(2025, 7, 14)) == JUNE
    assert book.vintage(date(2026, 1, 13)) == JUNE
    assert book.vintage(date(2026, 1, 14)) == DECEMBER


def test_a_book_that_is_added_to_often_stays_a_few_files(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tradetally.book.tables._MANY_FILES", 4)
    for number in range(10):
        source = Source(f"{number}.txt", f"{number:064}", Tier.TEXT)
        book.add([said(FIGURES[0], str(number))], source=source)
    assert len(book._tables.files("statements")) <= 4
    assert {statement.value for statement in everything(book)} == set(range(10))
