"""English periods: found and resolved by the day of publication; writing is the inverse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.languages.en import dates
from tradetally.languages.en.periods import find, write
from tradetally.periods import Period

CASES = Path(__file__).parent / "data" / "read" / "periods_en.tsv"


def cases() -> list[list[str]]:
    """Return words, day of publication, what is spoken of, and the periods found."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(rows) == 42
    return rows


@pytest.mark.parametrize("row", cases(), ids=lambda row: row[0])
def test_a_period_is_found_and_resolved(row: list[str]) -> None:
    text, published, context, wanted = row
    day = None if published == "-" else date.fromisoformat(published)
    about = None if context == "-" else Period.parse(context)
    found = find(text, published=day, context=about)
    assert " ".join(str(when.period) for when in found) == wanted.replace("-none-", "")
    assert [text[when.start : when.end] for when in found] == [when.text for when in found]


@given(st.integers(min_value=1990 * 12, max_value=2045 * 12), st.integers(1, 30))
def test_what_is_written_is_found_again(start: int, months: int) -> None:
    period = Period(start, months)
    found = find(f"It rose in {write(period)}, again.")
    assert [when.period for when in found] == [period]


def test_days_are_no_periods() -> None:
    text = "On Jan. 14, 2026 and 15 January 2026, from Nov. 1-20, at 2026-01-15 17:04."
    found = dates.find(text)
    assert [day.text for day in found] == [
        "Jan. 14, 2026",
        "15 January 2026",
        "Nov. 1-20",
        "2026-01-15 17:04",
    ]
    assert [day.day for day in found] == [
        date(2026, 1, 14),
        date(2026, 1, 15),
        None,
        date(2026, 1, 15),
    ]
    assert [day.is_part for day in found] == [False, False, True, False]
