"""Periods: spelled one way, and integer arithmetic underneath."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.errors import BadPeriod
from tradetally.periods import Period

periods = st.builds(Period, st.integers(1900 * 12, 2100 * 12), st.integers(1, 130))


@given(periods)
def test_a_printed_period_reads_back(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods)
def test_the_period_before_ends_where_this_one_starts(period: Period) -> None:
    assert period.previous().stop == period.start
    assert period.year_earlier().months == period.months
    assert not period.year_earlier().overlaps(period)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2025", "2025"),
        ("2025-01/2025-12", "2025"),
        ("2025-Q1/2025-Q2", "2025-S1"),
        ("2025-07/2025-12", "2025-S2"),
        ("2025-01/2025-03", "2025-Q1"),
        ("2025-02/2025-04", "2025-02/2025-04"),
        ("2021/2025", "2021/2025"),
        ("2021-01/2025-12", "2021/2025"),
        ("2024-12/2025-02", "2024-12/2025-02"),
        (" 2025-07 ", "2025-07"),
    ],
)
def test_a_period_has_one_spelling(written: str, printed: str) -> None:
    assert str(Period.parse(written)) == printed


@pytest.mark.parametrize(
    "written",
    ["", "25", "2025-0", "2025-13", "2025-Q5", "2025-S3", "2025/2024", "2025-01/2025-Q2", "0000"],
)
def test_a_period_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(BadPeriod) as refusal:
        Period.parse(written)
    assert str(refusal.value) == (
        "period: expected a year, half, quarter, month or run of them"
        " (2025, 2025-S1, 2025-Q2, 2025-07, 2025-01/2025-11, 2021/2025),"
        f" saw {written!r}. To do: write the period in one of these forms."
    )


def test_the_base_of_a_year_to_date_is_a_year_earlier() -> None:
    assert str(Period.parse("2025-01/2025-11").year_earlier()) == "2024-01/2024-11"
    assert str(Period.parse("2021/2025").year_earlier()) == "2016/2020"


def test_the_last_day_and_month() -> None:
    half = Period.parse("2024-S1")
    assert half.last_day == date(2024, 6, 30)
    assert str(half.last_month) == "2024-06"
    assert Period.parse("2024-02").last_day == date(2024, 2, 29)


def test_periods_sort_by_their_end() -> None:
    names = ["2025", "2024-12", "2025-06", "2025-Q1", "2025-S1"]
    assert [str(p) for p in sorted(map(Period.parse, names))] == [
        "2024-12",
        "2025-Q1",
        "2025-S1",
        "2025-06",
        "2025",
    ]


def test_a_period_splits_into_equal_parts() -> None:
    quarters = Period.parse("2025").split(3)
    assert [str(quarter) for quarter in quarters] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    assert Period.parse("2025-01/2025-11").split(3) == ()
    assert [str(month) for month in Period.parse("2025-Q1")] == ["2025-01", "2025-02", "2025-03"]
