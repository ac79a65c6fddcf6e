"""Chinese periods: each resolved from its words, its context and the day of publication."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.periods import Period

periods = import_module("tradetally.languages.zh.periods")

CASES = Path(__file__).parent / "data" / "numbers_zh" / "periods.tsv"
ROWS = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_cases() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "·".join(row[:3]))
def test_a_text_has_these_periods(row: list[str]) -> None:
    text, published, context, expected = row
    found = periods.find(
        text,
        published=None if published == "-" else date.fromisoformat(published),
        context=None if context == "-" else Period.parse(context),
    )
    said = [f"{when.text}={when.period}" for when in found]
    assert said == ([] if expected == "-" else expected.split("; "))


@given(st.integers(1990 * 12, 2060 * 12), st.integers(1, 60))
def test_a_period_is_read_as_it_is_written(start: int, months: int) -> None:
    period = Period(start, months)
    said = periods.write(period)
    [when] = periods.find(f"{said}，出口增长", published=None, context=None)
    assert (when.period, when.text) == (period, said)
