"""Calibration: the targets are the seeds' statements, and one point meets them all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS
from tradetally.figures.assertion import parse_statement, write_statement
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.sample import axes, calibrate, facts
from tradetally.sample.goals import families
from tradetally.sample.plan import make_plan
from tradetally.sample.rates import rates
from tradetally.sample.strata import draw_strata
from tradetally.sample.traders import parted


def test_the_targets_are_what_the_releases_say() -> None:
    assert len(facts.targets()) == 99
    assert len(facts.sources()) == 4
    for one in facts.targets():
        assert parse_statement(write_statement(one)).interval == one.interval


def test_what_is_left_out_has_a_reason() -> None:
    assert len(facts.left_out()) == 11
    for statement, reason in facts.left_out():
        parse_statement(statement)
        assert reason.endswith(".")


def test_every_statement_of_the_seeds_is_a_target_or_left_out(shared: Path) -> None:
    lines = (shared / "gold" / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    said = {write_figure(parse_statement(f"{json.loads(line)['figure']} = 1").figure)
            for line in lines}  # fmt: skip
    ours = {write_figure(one.figure) for one in facts.targets()}
    ours |= {write_figure(parse_statement(text).figure) for text, _ in facts.left_out()}
    ours |= {re.sub(", unit=t|, among=CN-provinces, held=rank 1", "", figure) for figure in ours}
    assert sorted(said - ours) == []


def test_one_point_meets_every_target() -> None:
    levels = {cell: Interval.of(level) for cell, level in calibrate.levels().items()}
    targets = [one for one in facts.targets() if calibrate.is_linear(one)]
    for one in targets:
        value = INDICATORS[one.figure.indicator].value(one.figure, levels)
        is_met = value.meets(one.interval) and (
            value.within(one.interval) or one.figure.indicator == "streak"
        )
        assert is_met, (write_statement(one), value)


def test_the_calendar_and_the_flows_add_up() -> None:
    levels = calibrate.levels()
    year = Cell(flow=Flow.TOTAL, period=Period.parse("2025"))
    parts = (year.at(Period.parse(f"2025-Q{quarter}")) for quarter in (1, 2, 3, 4))
    assert float(sum(levels[part] for part in parts)) == pytest.approx(float(levels[year]))
    flows = levels[year.of(Flow.EXPORTS)] + levels[year.of(Flow.IMPORTS)]
    assert float(flows) == pytest.approx(float(levels[year]))


@pytest.mark.parametrize("number", [4_000, 20_000])
def test_strata_are_raked_to_every_goal(number: int) -> None:
    strata = draw_strata(number, 0)
    assert strata.error < 1e-5
    assert (strata.values > 0).all()


def test_every_goal_of_a_family_is_apart_from_the_others() -> None:
    strata = draw_strata(4_000, 0)
    for family in families():
        labels = family.labels(strata.codes)
        for goal in range(0, len(family.levels), 97):
            inside = np.ones(len(strata), bool)
            for axis, mask in family.codes_of(goal).items():
                inside &= mask[strata.codes[axes.AXES.index(axis)]]
            assert (inside == (labels == goal)).all()


@given(
    st.integers(0, 10**9),
    st.lists(st.floats(0, 1e12, allow_nan=False), min_size=1).filter(lambda ws: sum(ws) > 1),
)
def test_parts_are_whole_and_sum_to_the_whole(whole: int, weights: list[float]) -> None:
    parts = parted(whole, np.array(weights))
    assert parts.sum() == whole
    assert (parts >= 0).all()


def test_every_line_is_planned_and_every_enterprise_has_one() -> None:
    for lines in (1_500, 20_000, 3_000_000):
        plan = make_plan(lines, 0)
        assert int(plan.counts.sum()) == plan.counted
        assert (plan.counts >= 1).all()
        assert (plan.quota <= plan.in_month).all()
    traders = plan.traders
    assert int(traders.year[2].sum()) > 780_000
    assert int(traders.first_half[2].sum()) == 628_000
    assert (traders.first_half <= traders.year).all()
    must = sum(traders.must(half).sum() for half in range(6))
    assert int(plan.quota.sum()) == int(must)


def test_rates_lie_near_the_published_averages() -> None:
    dollar = rates().currencies.index("USD")
    means = rates().to_yuan[:, dollar].reshape(3, 12).mean(axis=1)
    assert means == pytest.approx([7.047, 7.122, 7.15], rel=0.01)
    assert len(rates().table()) == 36 * 2 * (len(rates().currencies) - 1)
