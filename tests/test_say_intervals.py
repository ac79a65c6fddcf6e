"""An interval is said without ever claiming more than is known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tradetally.intervals import Interval
from tradetally.languages.phrases import spoken
from tradetally.languages.say import say_interval

CASES = Path(__file__).parent / "data" / "say" / "intervals.tsv"
ROWS = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_cases() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_an_interval_is_said(row: list[str]) -> None:
    low, high, unit, english, chinese = row
    interval = Interval.of(*(None if end == "-" else end for end in (low, high)))
    assert say_interval(interval, unit, "en") == english
    assert say_interval(interval, unit, "zh") == chinese


ENDS = st.fractions(-(10**4), 10**4)
AMOUNTS = st.fractions(0, 10**14)


@pytest.mark.parametrize("language", spoken())
@given(ENDS, ENDS, st.sampled_from(["percent", "pp"]))
def test_what_is_said_of_a_rate_holds_all_of_it(
    language: str, low: Fraction, high: Fraction, unit: str
) -> None:
    assume(low <= high)
    assert Interval.of(low, high).within(read(language, low, high, unit))


@pytest.mark.parametrize("language", spoken())
@given(AMOUNTS, AMOUNTS, st.sampled_from(["CNY", "USD"]))
def test_what_is_said_of_an_amount_holds_all_of_it(
    language: str, low: Fraction, high: Fraction, unit: str
) -> None:
    assume(0 < low <= high)
    assert Interval.of(low, high).within(read(language, low, high, unit))


@pytest.mark.parametrize("language", spoken())
@given(st.integers(1, 10**6), st.integers(0, 10**6), st.sampled_from(["count", "years"]))
def test_what_is_said_of_a_count_holds_all_of_it(
    language: str, low: int, more: int, unit: str
) -> None:
    said = read(language, Fraction(low), Fraction(low + more), unit)
    assert Interval.of(low, low + more).within(said)


def read(language: str, low: Fraction, high: Fraction, unit: str) -> Interval:
    """Return what the language's own reader takes the words for."""
    words = say_interval(Interval.of(low, high), unit, language)
    numbers = import_module(f"tradetally.languages.{language}.numbers").find(words)
    return Interval.hull(number.interval for number in numbers)


@given(st.decimals(0, 100, places=2))
def test_a_printed_number_is_said_as_it_was_printed(value: Decimal) -> None:
    assert say_interval(Interval.of(value), "percent", "zh").rstrip("%") == f"{value:f}".rstrip(
        "0"
    ).rstrip(".")
