"""Every indicator: its value from levels, and rows that a true claim satisfies."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS, level_of
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure

LEVELS = {
    "level(exports, 2024)": 200,
    "level(imports, 2024)": 100,
    "level(exports, 2025)": 220,
    "level(imports, 2025)": 99,
    "level(exports, product=cars, 2024)": 20,
    "level(exports, product=cars, 2025)": 33,
    "level(exports, 2023)": 160,
    "level(imports, 2023)": 100,
    "level(total, region=CN-SC, 2025)": 10,
    "level(total, region=CN-GD, 2025)": 90,
}
POINTS = {parse_figure(text).cell: Interval.of(level) for text, level in LEVELS.items()}


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("level(total, 2025)", 319),
        ("level(balance, 2025)", 121),
        ("change(exports, 2025)", 20),
        ("growth(exports, 2025)", 10),
        ("growth(total, 2025)", Fraction(1900, 300)),
        ("average_growth(exports, base=2024, 2025)", 10),
        ("share(exports, product=cars, 2025)", 15),
        ("share(exports, of={total}, 2024)", Fraction(200, 3)),
        ("share_change(exports, product=cars, 2025)", 5),
        ("growth_change(exports, 2025)", 10 - 25),
        ("growth_gap(exports, versus={imports}, 2025)", 11),
        ("contribution(exports, product=cars, 2025)", 65),
        ("contribution_pp(exports, product=cars, 2025)", Fraction(13, 2)),
        ("ratio(exports, base=2024, 2025)", Fraction(11, 10)),
        ("ratio(exports, versus={imports}, 2024)", 2),
        ("record(exports, 2025)", 1),
        ("record(exports, 2024)", 1),
        ("record(imports, 2025)", 0),
    ],
)
def test_values_from_exact_levels(figure: str, value: Fraction) -> None:
    asked = parse_figure(figure)
    got = INDICATORS[asked.indicator].value(asked, POINTS)
    assert got.low is not None
    assert abs(got.low - value) < Fraction(1, 10**12)
    assert got.width is not None
    assert got.width < Fraction(1, 10**12)


def test_a_streak_counts_what_surely_held() -> None:
    streak = parse_figure("streak(exports, 2025)")
    assert INDICATORS["streak"].value(streak, POINTS) == Interval.of(2, None)
    fall = parse_figure("streak(imports, held=fall, 2025)")
    assert INDICATORS["streak"].value(fall, POINTS) == Interval.of(1, 1)


def test_a_rank_counts_the_surely_above_and_the_open() -> None:
    rank = parse_figure("rank(total, region=CN-SC, 2025)")
    assert INDICATORS["rank"].value(rank, POINTS) == Interval.of(2, 31)


def test_a_count_of_partners_is_at_least_those_seen() -> None:
    seen = {
        parse_figure(f"level(total, partner={code}, 2025)").cell: Interval.of(level)
        for code, level in {"US": 5, "DE": 3, "FR": 0, "ASEAN": 9}.items()
    }
    every = parse_figure("count(total, measure=partners, 2025)")
    large = parse_figure("count(total, measure=partners, over=4 CNY, 2025)")
    assert INDICATORS["count"].value(every, seen) == Interval.of(2, None)
    assert INDICATORS["count"].value(large, seen) == Interval.of(1, None)


LINEAR = sorted({"level", "change", "growth", "share", "contribution", "contribution_pp", "ratio",
                 "average_growth", "share_change", "growth_change", "growth_gap"})  # fmt: skip
amounts = st.fractions(1, 1000, max_denominator=100)


def _figure(indicator: str) -> Figure:
    own = {"growth_gap": ", versus={imports}", "average_growth": ", base=2020"}.get(indicator, "")
    return parse_figure(f"{indicator}(exports, product=cars{own}, 2025)")


@given(st.sampled_from(LINEAR), st.data())
def test_the_rows_of_a_true_claim_hold(indicator: str, data: st.DataObject) -> None:
    figure = _figure(indicator)
    module = INDICATORS[indicator]
    levels = {cell: Interval.of(data.draw(amounts)) for cell in module.cells(figure)}
    value = module.value(figure, levels)
    if not value.is_bounded:
        return
    for row in module.rows(figure, value, levels):
        total = Interval.of(0)
        for cell, weight in row.terms:
            total = total + level_of(levels, cell) * weight
        assert total.meets(row.bounds)


@given(st.sampled_from(LINEAR), st.data())
def test_interval_levels_hold_the_value_of_every_point(indicator: str, data: st.DataObject) -> None:
    figure = _figure(indicator)
    module = INDICATORS[indicator]
    points = {cell: data.draw(amounts) for cell in module.cells(figure)}
    slack = data.draw(st.fractions(0, Fraction(1, 2), max_denominator=100))
    exact = module.value(figure, {cell: Interval.of(level) for cell, level in points.items()})
    wide = module.value(
        figure, {cell: Interval.of(level).widened(slack) for cell, level in points.items()}
    )
    assert exact.within(wide)


def test_growth_of_a_negative_balance_turns_the_rows_round() -> None:
    now = Cell(flow=Flow.BALANCE, period=Period.year(2025))
    growth = Figure("growth", now)
    deficit = {now.at(Period.year(2024)): Interval.of(-100)}
    rows = INDICATORS["growth"].rows(growth, Interval.of(10, 20), deficit)
    for level, holds in ((-115, True), (-105, False), (-125, False)):
        levels = {**deficit, now: Interval.of(level)}
        sums = [
            sum((level_of(levels, cell) * weight).low or 0 for cell, weight in row.terms)
            for row in rows
        ]
        assert (
            all(
                Interval.of(total).within(row.bounds) for total, row in zip(sums, rows, strict=True)
            )
            is holds
        )
    assert INDICATORS["growth"].rows(growth, Interval.of(10, 20), {}) == ()


def test_a_contribution_to_an_open_change_says_nothing() -> None:
    figure = parse_figure("contribution(total, region=CN-GD, 2025)")
    assert INDICATORS["contribution"].rows(figure, Interval.of(20, 21), {}) == ()
