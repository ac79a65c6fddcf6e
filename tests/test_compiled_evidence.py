"""A book that was only compiled answers, checks and bounds as a published one does, exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.items import Item, covered, item, publish

from tradetally.book import Book, Source, Vintage
from tradetally.figures.assertion import parse_statement
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.passages import bounds, figure, revisions
from tradetally.periods import Period
from tradetally.statements import Place, Release, Statement, Tier
from tradetally.tally.answer import How
from tradetally.tally.check import check
from tradetally.tally.verdicts import Judgement

LATER = Vintage(round=Period.parse("2026-01"), released=date(2026, 2, 9))
SYNTHETIC = Vintage(round=Period.parse("2025-12"), released=date(2026, 1, 14), is_synthetic=True)


def trade() -> list[Item]:
    """Return three partners over two years: exports grow by 8%, to Viet Nam by 20%."""
    return [
        item(value, month, partner=partner, commodity=commodity, flow=flow, enterprise=partner)
        for month, partner, commodity, flow, value in (
            ("2024-03", "US", "85423111", "exports", "50"),
            ("2024-07", "VN", "84713000", "exports", "50"),
            ("2025-03", "US", "85423111", "exports", "48"),
            ("2025-07", "VN", "84713000", "exports", "60"),
            ("2024-05", "JP", "27090000", "imports", "40"),
            ("2025-05", "JP", "27090000", "imports", "44"),
        )
    ]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book.create(tmp_path / "book")
    publish(book, trade(), covered("2024/2025"), vintage=SYNTHETIC)
    return Book.open(book.folder)


ANSWERS = {
    "level(total, 2025)": "152",
    "growth(exports, 2025)": "8",
    "growth(exports, partner=ASEAN, 2025)": "20",
    "change(balance, 2025)": "4",
    "share(exports, product=HS84, 2024)": "50",
    "growth_gap(exports, versus={imports}, 2025)": "-2",
    "contribution(exports, partner=VN, 2025)": "125",
    "rank(exports, partner=US, among=trading-partners, 2025)": "2",
    "record(exports, 2025)": "1",
    "count(total, measure=partners, 2025)": "3",
    "count(total, measure=partners, over=50 CNY, 2025)": "1",
    "count_growing(total, measure=partners, 2025)": "2",
    "growth(total, measure=enterprises, 2025)": "0",
}


def test_a_book_without_sources_is_not_asked_for_statements(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Book, "statements", asked)
    assert figure("level(total, 2025)", book.folder).evidence.interval == Interval.of("152")


@pytest.mark.parametrize("text", ANSWERS)
def test_a_figure_is_one_number_with_its_vintage_cells_and_query(book: Book, text: str) -> None:
    found = figure(text, book.folder)
    assert found.evidence.interval == Interval.of(ANSWERS[text])
    assert (found.how, str(found.round)) == (How.COMPILED, "2025-12")
    assert "SELECT" in found.query
    (source,) = {statement.place.document for statement in found.evidence.because}
    assert source == "vintage 1 (synthetic)"
    assert found.levels or text.startswith("count")


def test_a_streak_holds_as_far_as_the_book_reaches(book: Book) -> None:
    found = figure("streak(exports, 2025)", book.folder)
    assert found.evidence.interval == Interval.of(1, None)


def test_what_the_items_do_not_cover_is_not_known(book: Book) -> None:
    for text in ("level(exports, 2023)", "level(exports, unit=USD, 2025)", "growth(exports, 2024)"):
        assert not figure(text, book.folder).is_known


def test_an_approximate_definition_answers_but_is_no_evidence(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    publish(book, trade(), covered("2024/2025"))
    asked = "level(exports, product=mechanical-electrical, 2025)"
    found = figure(asked, book.folder)
    assert found.evidence.interval == Interval.of(108)
    assert found.evidence.assumptions == (
        "mechanical-electrical taken as HS 84-90; the published list differs from it",
    )
    (verdict,) = check([said(f"{asked} = 108 CNY")], Book.open(book.folder)).verdicts
    assert verdict.judgement is Judgement.UNVERIFIABLE


def said(text: str) -> Statement:
    return parse_statement(text)


@pytest.mark.parametrize(
    ("claim", "judgement", "diagnosis"),
    [
        ("growth(exports, 2025) = 8.0 percent", Judgement.SUPPORTED, None),
        ("growth(exports, 2025) = 8.1 percent", Judgement.CONTRADICTED, None),
        ("growth(exports, 2025) = 10.0 percent", Judgement.CONTRADICTED, "flow"),
        ("growth(exports, partner=US, 2025) = 20.0 percent", Judgement.CONTRADICTED, "partner"),
        ("level(exports, product=HS85, 2025) = 48 CNY", Judgement.SUPPORTED, None),
        (
            "level(exports, product=HS85, 2025) = 84 CNY",
            Judgement.CONTRADICTED,
            "digits transposed",
        ),
        ("count_growing(total, measure=partners, 2025) = 2 count", Judgement.SUPPORTED, None),
        ("streak(exports, 2025) >= 1", Judgement.SUPPORTED, None),
    ],
)
def test_a_claim_is_held_against_what_was_compiled(
    book: Book, claim: str, judgement: Judgement, diagnosis: str | None
) -> None:
    (verdict,) = check([said(claim)], book, published=date(2026, 1, 20)).verdicts
    assert verdict.judgement is judgement
    if diagnosis is not None:
        assert verdict.diagnosis is not None
        assert verdict.diagnosis.kind == diagnosis


def test_checking_many_claims_takes_few_queries(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [
        said(f"growth(exports, partner={code}, 2025) = 33.3 percent")
        for code in ("US", "VN", "ASEAN", "JP", "EU", "BRI")
    ]
    book.compiled([])
    engine, calls = book._engine, []
    rows = engine.rows

    def counted(query: object) -> object:
        calls.append(query)
        return rows(query)

    monkeypatch.setattr(engine, "rows", counted)
    check(claims, book, published=date(2026, 1, 20))
    assert len(calls) <= 6


def test_a_bound_of_what_was_compiled_is_the_number(book: Book) -> None:
    found = bounds("growth(exports, 2025-S2)", book.folder)
    assert found.interval.low is not None
    assert abs(found.interval.low - 20) < Fraction(1, 10**6)


def test_a_compiled_number_weighs_more_than_a_published_one(book: Book) -> None:
    release = Release(Period.parse("2025-12"), date(2026, 1, 18))
    wrong = Statement(
        parse_figure("growth(exports, 2025)"),
        Decimal("9.0"),
        "percent",
        Interval.printed("9.0"),
        Place("a table", "9.0"),
        release=release,
    )
    book.add([wrong], source=Source("a.csv", "a" * 64, Tier.TABLE))
    assert figure("growth(exports, 2025)", book.folder).evidence.interval == Interval.of(8)


# Vintages


@pytest.fixture
def reopened(book: Book) -> Book:
    """Return the book after July 2025 was compiled anew, a month later, with five more."""
    rows = [row for row in trade() if row["start"] == Period.parse("2025-07").start]
    more = [*rows, item("5", "2025-07", partner="VN", enterprise="VN"), item("7", "2026-01")]
    publish(book, more, covered("2024-01/2026-01"), vintage=LATER)
    return Book.open(book.folder)


def test_a_month_compiled_anew_is_a_new_vintage_and_the_old_one_stays(reopened: Book) -> None:
    asked = "level(exports, 2025)"
    now = figure(asked, reopened.folder)
    then = figure(asked, reopened.folder, vintage=date(2026, 1, 31))
    assert (now.evidence.interval, str(now.round)) == (Interval.of(113), "2026-01")
    assert (then.evidence.interval, str(then.round)) == (Interval.of(108), "2025-12")
    assert [str(one) for one in Book.open(reopened.folder, at=date(2026, 1, 31)).vintages()] == [
        "vintage 1 (synthetic)"
    ]


def test_what_moved_between_vintages_is_a_revision(reopened: Book) -> None:
    moved = {str(one.cell): one for one in revisions(reopened.folder)}
    july = moved["CN · value · CNY · exports · {} · 2025-07"]
    assert (july.first, july.later) == (Interval.of(60), Interval.of(65))
    assert (str(july.first_round), str(july.later_round)) == ("2025-12", "2026-01")


def test_a_group_has_the_members_of_the_vintage_it_is_asked_in(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    rows = [item("3", "2025-01", partner="TL"), item("4", "2025-01", partner="VN")]
    september = Vintage(round=Period.parse("2025-09"), released=date(2025, 10, 18))
    publish(book, rows, covered("2025-01/2025-09"), vintage=september)
    publish(
        book,
        [item("1", "2025-10", partner="TL")],
        covered("2025-01/2025-10"),
        vintage=Vintage(round=Period.parse("2025-10"), released=date(2025, 11, 18)),
    )
    asked = "level(exports, partner=ASEAN, 2025-Q1)"
    then = figure(asked, book.folder, vintage=date(2025, 10, 20))
    assert then.evidence.interval == Interval.of(4)
    assert figure(asked, book.folder).evidence.interval == Interval.of(7)
