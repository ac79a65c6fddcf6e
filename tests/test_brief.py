"""What a briefing says: what is notable, in its order, and nothing that the book does not carry."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.brief_books import Traded, book_of, stated, total
from tests.items import covered, item, publish

from tradetally.book import Book
from tradetally.brief import Briefing, BriefingError, Sentence, differ, write_briefing
from tradetally.brief.markdown import markdown, written
from tradetally.brief.notable import criteria
from tradetally.brief.plan import SECTIONS, pool, roles
from tradetally.brief.verify import read_back
from tradetally.cells import Cell, Flow, Slice
from tradetally.codes import codes, is_known
from tradetally.errors import BadInput
from tradetally.figures.text import write_figure
from tradetally.languages.phrases import spoken
from tradetally.languages.sentences import patterns
from tradetally.periods import Period
from tradetally.statements import Statement

YEAR = Period.parse("2025")


def flow(flow: Flow, level: int, tenths: int, **slice_: str) -> list[Statement]:
    cell = Cell(flow=flow, period=YEAR, slice=Slice.from_codes(slice_))
    return stated(Traded(cell, level, tenths), YEAR.last_month)


FLOWS = [*flow(Flow.EXPORTS, 26989 * 10**9, 61), *flow(Flow.IMPORTS, 18480 * 10**9, 5)]
WHOLE = [*total(YEAR, 45469 * 10**9, 38), *FLOWS]


def brief(folder: Path, *statements: Statement) -> Briefing:
    return write_briefing(book_of(folder / "book", list(statements)), YEAR)


def sections(briefing: Briefing) -> list[str]:
    return [section.name for section in briefing.editions["en"].sections]


def text(briefing: Briefing, language: str = "en") -> str:
    return markdown(briefing.editions[language])


# The real tables


def test_the_year_says_what_the_release_said(customs_book: Book) -> None:
    figures = write_briefing(customs_book, YEAR).figures
    said = {write_figure(one.figure): one.value for one in figures if one.relation == "eq"}
    for figure, value in {
        "level(total, 2025)": "45.47e12",
        "growth(total, 2025)": "3.8",
        "level(exports, 2025)": "26.99e12",
        "growth(exports, 2025)": "6.1",
        "level(imports, 2025)": "18.48e12",
        "growth(imports, 2025)": "0.5",
        "level(total, partner=BRI, 2025)": "23.6e12",
        "share(total, partner=BRI, 2025)": "51.9",
        "growth(total, partner=ASEAN, 2025)": "8",
    }.items():
        assert said[figure] == Decimal(value), figure


def test_the_first_half_has_the_regions_that_its_tables_have(customs_book: Book) -> None:
    half = write_briefing(customs_book, Period.parse("2025-S1"))
    assert sections(half) == ["partners", "exports", "regions", "latest", "caveats"]
    assert "ranking first among China's provinces" in text(half)
    assert "note.revised_base" not in half.caveats


def test_the_bulletin_of_the_year_carries_no_region_and_no_record(customs_book: Book) -> None:
    year = write_briefing(customs_book, YEAR)
    assert sections(year) == ["scale", "partners", "exports", "imports", "caveats"]
    assert not any(one.figure.indicator in ("record", "streak") for one in year.figures)
    assert "note.revised_base" in year.caveats


def test_every_number_has_its_source_and_its_round(customs_book: Book) -> None:
    for said in write_briefing(customs_book, YEAR).figures:
        assert said.sources and said.query and said.cells
        assert said.release.round == Period.parse("2025-12")


# What is said, and what is not


def test_nothing_is_said_of_what_is_not_there(tmp_path: Path) -> None:
    briefing = brief(tmp_path, *WHOLE)
    assert sections(briefing) == ["scale", "caveats"]
    assert "exceeded 45 trillion yuan" in text(briefing)


def test_a_number_that_the_evidence_does_not_pin_is_not_printed(tmp_path: Path) -> None:
    part = flow(Flow.TOTAL, 23602 * 10**9, 63, partner="BRI")
    assert "percentage points" not in text(brief(tmp_path, *WHOLE, *part))


def test_those_that_rose_stand_apart_from_those_that_fell(tmp_path: Path) -> None:
    parts = [
        *flow(Flow.TOTAL, 7 * 10**12, 80, partner="ASEAN"),
        *flow(Flow.TOTAL, 6 * 10**12, 60, partner="EU"),
        *flow(Flow.TOTAL, 5 * 10**12, 10, partner="JP"),
        *flow(Flow.TOTAL, 4 * 10**12, -182, partner="US"),
    ]
    said = text(brief(tmp_path, *WHOLE, *parts))
    assert (
        "Trade with the EU and Japan came to 6 trillion yuan and 5 trillion yuan,"
        " up 6% and 1%, respectively. Trade with the United States fell 18.2% to 4 trillion yuan."
    ) in said


def test_a_flow_alone_is_a_shorter_briefing(tmp_path: Path) -> None:
    exports = flow(Flow.EXPORTS, 26989 * 10**9, 61)
    briefing = brief(tmp_path, *exports)
    assert str(briefing.editions["en"].headline) == "China's exports of goods rose 6.1% in 2025"
    assert sections(briefing) == ["caveats"]


def test_a_product_without_a_quantity_is_said_by_value_only(tmp_path: Path) -> None:
    soybeans = flow(Flow.IMPORTS, 4 * 10**11, -39, product="soybeans")
    said = text(brief(tmp_path, *WHOLE, *soybeans))
    assert "volume" not in said and "imports of soybeans fell 3.9%" in said


def test_a_group_without_members_is_left_out(tmp_path: Path) -> None:
    with_regions = flow(Flow.TOTAL, 4 * 10**12, 50, region="CN-GD")
    assert "partners" not in sections(brief(tmp_path, *WHOLE, *with_regions))


def test_no_growth_is_said_without_a_base(tmp_path: Path) -> None:
    levels = [one for one in WHOLE if one.figure.indicator == "level"]
    briefing = brief(tmp_path, *levels)
    assert str(briefing.editions["en"].headline) == (
        "China's imports and exports of goods came to 45.47 trillion yuan in 2025"
    )
    assert "note.unknown_base" in briefing.caveats


def test_a_period_without_figures_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    book = book_of(tmp_path / "book", WHOLE)
    with pytest.raises(BadInput) as refused:
        write_briefing(book, Period.parse("2023-S1"))
    assert str(refused.value) == (
        "PERIOD: expected a period that the book has figures of, saw 2023-S1."
        " To do: choose one such as 2025."
    )


def test_an_empty_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        write_briefing(Book.create(tmp_path / "book"), YEAR)
    assert str(refused.value) == (
        "PERIOD: expected a period that the book has figures of, saw 2025."
        " To do: load or compile figures first."
    )


# Compiled cells


def compiled(folder: Path, factor: str = "1") -> Book:
    """Return a book with the declarations of two years: exports grew, imports fell."""
    rows = []
    for year, more in (("2024", "1"), ("2025", "1.1")):
        for month in Period.parse(year):
            amount = Decimal(more) * Decimal(factor) * 10**9
            rows += [
                item(amount, str(month), partner="VN", enterprise=f"{month}"),
                item(amount * 2, str(month), partner="US", ownership="state"),
                item("2000000000", str(month), flow="imports", partner="KR", region="CN-GD"),
            ]
    book = Book.open_or_create(folder / "book")
    publish(book, rows, covered("2024/2025"))
    return Book.open(book.folder)


def test_a_briefing_stands_on_compiled_cells(tmp_path: Path) -> None:
    briefing = write_briefing(compiled(tmp_path), YEAR)
    said = text(briefing)
    assert "exports rose 10% to 39.6 billion yuan, and imports held steady at 24 billion" in said
    assert "latest" in sections(briefing) and "enterprises" in sections(briefing)
    assert {one.how for one in briefing.figures} == {"compiled from declarations"}


def test_a_month_alone_has_no_latest_month(tmp_path: Path) -> None:
    briefing = write_briefing(compiled(tmp_path), Period.parse("2025-05"))
    assert "latest" not in sections(briefing)


# Against a vintage


def test_what_a_revision_changes(tmp_path: Path) -> None:
    before = write_briefing(compiled(tmp_path / "one"), YEAR)
    after = write_briefing(compiled(tmp_path / "two", "1.01"), YEAR)
    assert differ(before, before, "en") == ()
    changes = differ(before, after, "en")
    first = changes[0]
    assert first.before is not None and first.after is not None
    moved = {write_figure(one.figure): one.by for change in changes for one in change.moved}
    assert moved["level(exports, 2025)"] == Decimal(4 * 10**8)


# Reading back


def test_a_sentence_that_says_something_else_is_refused(tmp_path: Path) -> None:
    edition = brief(tmp_path, *WHOLE).editions["en"]
    lead = edition.lead[0]
    wrong = Sentence(("In 2024, exports came to ", *lead.parts[1:]))
    with pytest.raises(BriefingError) as refused:
        read_back(replace(edition, lead=(wrong,)))
    assert str(refused.value) == (
        "briefing in en: expected 'In 2024, exports came to 45.47 trillion yuan, up 3.8% year on"
        " year.' to say level(total, 2025) = 45470000000000 CNY, saw level(exports, 2024) ="
        " 45470000000000 CNY at '45.47 trillion yuan'. To do: report this sentence: nothing was"
        " written."
    )


def test_a_number_that_nobody_meant_is_refused(tmp_path: Path) -> None:
    edition = brief(tmp_path, *WHOLE).editions["zh"]
    more = (*edition.lead, Sentence(("2025年，我国出口增长9%。",)))
    with pytest.raises(BriefingError) as refused:
        read_back(replace(edition, lead=more))
    assert "no other statement than was written, saw growth(exports, 2025) = 9 percent" in str(
        refused.value
    )


def test_each_number_knows_its_characters(tmp_path: Path) -> None:
    for edition in brief(tmp_path, *WHOLE).editions.values():
        marked = written(edition)
        assert marked.spans
        for start, end, said, _ in marked.spans:
            assert marked.text[start:end] == said.printed


def test_the_markdown_of_an_edition(tmp_path: Path) -> None:
    assert text(brief(tmp_path, *WHOLE), "zh") == (
        Path(__file__).parent / "data" / "brief" / "whole.zh.md"
    ).read_text(encoding="utf-8")


# The data


def test_languages_have_the_same_patterns() -> None:
    keys = [
        {key for key in patterns(language) if not key.startswith("short.")} for language in spoken()
    ]
    assert all(one == keys[0] for one in keys)


def test_every_role_has_a_title_and_known_codes() -> None:
    for role in roles():
        assert role.section in SECTIONS
        assert set(role.by) <= set(criteria())
        assert all(is_known(role.dimension, code) for code in pool(role, YEAR.last_month))


def test_definitions_are_of_codes_with_a_caveat_or_a_grouping() -> None:
    known = {code for dimension in ("partner", "product", "ownership") for code in codes(dimension)}
    for key in patterns("en"):
        if key.startswith("definition."):
            assert key.removeprefix("definition.") in known


# Records and streaks


def compiled_years(folder: Path, *years: int) -> Book:
    """Return a book in which exports grew by a tenth each year."""
    rows = [
        item(Decimal(10) ** 9 * 11**step, str(month), enterprise=str(month))
        for step, year in enumerate(years)
        for month in Period.year(year)
    ]
    rows += [
        item("1000000000", str(m), flow="imports", partner="KR")
        for y in years
        for m in Period.year(y)
    ]
    book = Book.create(folder / "book")
    publish(book, rows, covered(f"{years[0]}/{years[-1]}"))
    return Book.open(book.folder)


def test_a_record_needs_years_to_be_one(tmp_path: Path) -> None:
    few = write_briefing(compiled_years(tmp_path / "few", 2023, 2024, 2025), YEAR)
    many = write_briefing(compiled_years(tmp_path / "many", 2021, 2022, 2023, 2024, 2025), YEAR)
    assert "a record high" not in text(few)
    assert "imports and exports set a record high" in text(many).lower()
    assert "hold as far back as the figures here reach, to 2021." in text(many)


def test_a_run_of_growth_is_counted_as_far_as_the_book_reaches(tmp_path: Path) -> None:
    briefing = write_briefing(compiled_years(tmp_path, 2023, 2024, 2025), YEAR)
    assert "had then grown for 8 consecutive quarters" in text(briefing)


def test_the_largest_comes_first_however_large(tmp_path: Path) -> None:
    parts = [
        *flow(Flow.TOTAL, 7 * 10**12, 80, partner="ASEAN"),
        *flow(Flow.TOTAL, 9 * 10**12, 60, partner="US"),
    ]
    assert "trade with the United States rose 6% to 9 trillion yuan" in text(
        brief(tmp_path, *WHOLE, *parts)
    )
