"""Whatever a book holds, its briefing reads back as what it was written from, in each language."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from tests.brief_books import book_of, tables

from tradetally.brief import Briefing, write_briefing
from tradetally.brief.verify import meant, read_back, stated
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.statements import Statement


def written(period: Period, statements: list[Statement]) -> Briefing | None:
    """Return the briefing of a table; none where it states no total and no flow."""
    with TemporaryDirectory() as folder:
        try:
            return write_briefing(book_of(Path(folder) / "book", statements), period)
        except BadInput as refused:
            assert refused.argument == "PERIOD", refused
            return None


@settings(max_examples=25)
@given(tables())
def test_a_briefing_reads_back_as_it_was_written(table: tuple[Period, list[Statement]]) -> None:
    briefing = written(*table)
    if briefing is None:
        return
    figures = {meant(said) for said in briefing.figures}
    for edition in briefing.editions.values():
        assert {stated(one) for one in read_back(edition)} == figures
        assert all(section.sentences for section in edition.sections)
        assert "nan" not in edition.headline.text.lower()


@pytest.mark.parametrize("period", ["2025", "2025-S1", "2025-06", "2024"])
def test_briefings_of_real_tables_read_back(customs_book: object, period: str) -> None:
    briefing = write_briefing(customs_book, Period.parse(period))  # type: ignore[arg-type]
    en, zh = (
        {stated(one) for one in read_back(briefing.editions[language])} for language in ("en", "zh")
    )
    assert en == zh == {meant(said) for said in briefing.figures}
    assert len(en) > 10
