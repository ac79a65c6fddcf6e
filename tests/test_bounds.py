"""Bounds: what several releases imply together, and the statements that pin each end.

The briefings of July 2025 and January 2026 (State Council Information Office) give the figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetally.cells import EVERYTHING, Cell, Flow, Slice
from tradetally.errors import BadInput
from tradetally.figures import INDICATORS
from tradetally.figures.assertion import parse_statement
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval, decimal_of
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Release, Statement, Tier
from tradetally.tally.bounds import bound, round_for
from tradetally.tally.implied import all_implied
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.program import Constraint
from tradetally.tally.revisions import moved
from tradetally.tally.world import Node, assemble

TOTALS = """
level(total, 2025) = 4.547e13 CNY @ 2025-12
growth(total, 2025) = 3.8 percent @ 2025-12
level(total, 2025-S1) = 2.179e13 CNY @ 2025-06
growth(total, 2025-S1) = 2.9 percent @ 2025-06
"""
FLOWS = """
level(exports, 2025) = 2.699e13 CNY @ 2025-12
growth(exports, 2025) = 6.1 percent @ 2025-12
level(imports, 2025) = 1.848e13 CNY @ 2025-12
growth(imports, 2025) = 0.5 percent @ 2025-12
level(exports, 2025-S1) = 1.3e13 CNY @ 2025-06
growth(exports, 2025-S1) = 7.2 percent @ 2025-06
level(imports, 2025-S1) = 8.79e12 CNY @ 2025-06
growth(imports, 2025-S1) = -2.7 percent @ 2025-06
"""
ZHEJIANG = """
level(total, region=CN-ZJ, 2025) = 5.55e12 CNY @ 2025-12
growth(total, region=CN-ZJ, 2025) = 5.4 percent @ 2025-12
growth(exports, region=CN-ZJ, 2025) = 7.2 percent @ 2025-12
growth(imports, region=CN-ZJ, 2025) = 0.3 percent @ 2025-12
"""


def statements(text: str) -> tuple[Statement, ...]:
    return tuple(parse_statement(line, Tier.TEXT) for line in text.strip().splitlines() if line)


def bounded(text: str, figure: str, revision: str = "0") -> Interval:
    knowledge = Knowledge(statements(text))
    asked = parse_figure(figure)
    return bound(asked, knowledge, round_for(asked, knowledge), Fraction(revision)).interval


@pytest.mark.parametrize(
    ("evidence", "figure", "low", "high"),
    [
        (TOTALS + FLOWS, "level(total, 2025-S2)", "23.67e12", "23.69e12"),
        (TOTALS + FLOWS, "growth(total, 2025-S2)", "4.4967", "4.6248"),
        (TOTALS, "growth(total, 2025-S2)", "4.4967", "4.7882"),
        (TOTALS + FLOWS, "level(total, 2024)", "43.8002e12", "43.8314e12"),
        (TOTALS, "level(total, 2024)", "43.7794e12", "43.8314e12"),
        (ZHEJIANG, "level(exports, region=CN-ZJ, 2025)", "4.0905e12", "4.2539e12"),
        (ZHEJIANG, "level(imports, region=CN-ZJ, 2025)", "1.29879e12", "1.45704e12"),
        (TOTALS + FLOWS, "share(exports, of={total}, 2025)", "59.3465", "59.3688"),
        (TOTALS + FLOWS, "level(balance, 2025)", "8.5e12", "8.52e12"),
    ],
)
def test_what_the_releases_imply(evidence: str, figure: str, low: str, high: str) -> None:
    interval = bounded(evidence, figure)
    for end, expected in ((interval.low, low), (interval.high, high)):
        assert end is not None
        assert abs(end / Fraction(expected) - 1) < Fraction(1, 20_000)


def test_the_statements_that_pin_an_end_are_irreducible() -> None:
    knowledge = Knowledge(statements(TOTALS + FLOWS))
    asked = parse_figure("growth(total, 2025-S2)")
    found = bound(asked, knowledge, Period.parse("2025-12"))
    for end, because in (("low", found.low_because), ("high", found.high_because)):
        assert because
        pinned = bound(asked, Knowledge(because), Period.parse("2025-12")).interval
        value = getattr(found.interval, end)
        assert abs(getattr(pinned, end) - value) < Fraction(1, 10**6)
        for left_out in because:
            rest = Knowledge(s for s in because if s is not left_out)
            looser = getattr(bound(asked, rest, Period.parse("2025-12")).interval, end)
            assert looser is None or abs(looser - value) > Fraction(1, 10**6)


def test_face_value_is_said_and_a_revision_widens() -> None:
    knowledge = Knowledge(statements(TOTALS))
    asked = parse_figure("growth(total, 2025-S2)")
    face = bound(asked, knowledge, Period.parse("2025-12"))
    loose = bound(asked, knowledge, Period.parse("2025-12"), Fraction(1, 100))
    assert face.assumptions == (
        "if level(total, 2025-S1) was not revised between 2025-06 and 2025-12",
        "if level(total, 2024-S1) was not revised between 2025-06 and 2025-12",
    )
    assert "moved by no more than 1.00%" in loose.assumptions[0]
    assert face.interval.within(loose.interval)
    assert face.interval != loose.interval


def test_what_cannot_be_true_beside_the_rest_is_left_out_and_named() -> None:
    clash = TOTALS + "level(exports, 2025) = 4.6e13 CNY @ 2025-12\n"
    knowledge = Knowledge(statements(clash))
    found = bound(parse_figure("level(exports, 2025)"), knowledge, Period.parse("2025-12"))
    (left_out,) = found.left_out
    assert left_out not in found.because
    rest = Knowledge(s for s in statements(clash) if s.place.text != left_out.place.text)
    without = bound(parse_figure("level(exports, 2025)"), rest, Period.parse("2025-12"))
    assert (without.interval, without.left_out) == (found.interval, ())


def test_all_that_follows_and_is_not_said() -> None:
    found = {
        str(one.figure.cell): one for one in all_implied(Knowledge(statements(TOTALS + FLOWS)))
    }
    assert "CN · value · CNY · total · {} · 2025-S2" in found
    assert "CN · value · CNY · imports · {} · 2024" in found
    assert "CN · value · CNY · total · {} · 2025" not in {
        key for key, one in found.items() if one.figure.indicator == "level"
    }


def test_a_later_growth_rate_shows_that_the_base_was_revised() -> None:
    text = TOTALS + "level(total, 2024) = 4.385e13 CNY @ 2024-12\n"
    (one,) = [m for m in moved(statements(text)) if str(m.cell.period) == "2024"]
    assert (str(one.first_round), str(one.later_round)) == ("2024-12", "2025-12")
    assert one.share.within(Interval.of("-0.00173", "-0.0003"))


def test_no_evidence_is_one_message() -> None:
    with pytest.raises(BadInput) as refusal:
        round_for(parse_figure("growth(total, 2025)"), Knowledge(()))
    assert str(refusal.value) == (
        "figure: expected a figure that some release bears on, saw growth(total, 2025)."
        " To do: load tables or texts about it, or ask for another figure."
    )


# Worlds that are made up, and statements rounded from them.

PARTNERS = ("ASIA", "EUROPE", "AFRICA")
YEARS = (Period.year(2024), Period.year(2025))
ROUND = Period.parse("2025-12")


@st.composite
def worlds(draw: st.DrawFn) -> dict[Cell, Fraction]:
    """Return true exports and imports of three partners and the rest, in two years."""
    truth: dict[Cell, Fraction] = {}
    for year in YEARS:
        for flow in (Flow.EXPORTS, Flow.IMPORTS):
            parts = [Fraction(draw(st.integers(50, 5000))) for _ in range(4)]
            for partner, level in zip(PARTNERS, parts, strict=False):
                truth[Cell(flow=flow, period=year, slice=Slice(partner=partner))] = level
            truth[Cell(flow=flow, period=year)] = sum(parts, Fraction(0))
        for slice_ in (EVERYTHING, *(Slice(partner=p) for p in PARTNERS)):
            cell = Cell(flow=Flow.TOTAL, period=year, slice=slice_)
            truth[cell] = truth[cell.of(Flow.EXPORTS)] + truth[cell.of(Flow.IMPORTS)]
    return truth


def told(figure: Figure, truth: dict[Cell, Fraction], places: int) -> Statement:
    """Return the figure as a release would print it, rounded to ``places``."""
    points = {cell: Interval.of(level) for cell, level in truth.items()}
    exact = INDICATORS[figure.indicator].value(figure, points)
    assert exact.low is not None
    printed = round(decimal_of(exact.low), places)
    return Statement(
        figure, printed, "", Interval.printed(printed), Place("", ""), release=Release(ROUND)
    )


@st.composite
def tellings(draw: st.DrawFn) -> tuple[dict[Cell, Fraction], list[Statement]]:
    truth = draw(worlds())
    out = []
    for _ in range(draw(st.integers(2, 9))):
        flow = draw(st.sampled_from([Flow.EXPORTS, Flow.IMPORTS, Flow.TOTAL]))
        slice_ = draw(st.sampled_from([EVERYTHING, *(Slice(partner=p) for p in PARTNERS)]))
        cell = Cell(flow=flow, period=YEARS[1], slice=slice_)
        names = ["level", "growth", "change", "contribution_pp"] + ["share"] * (
            slice_ != EVERYTHING
        )
        indicator = draw(st.sampled_from(names))
        out.append(told(Figure(indicator, cell), truth, draw(st.integers(0, 1))))
    return truth, out


@settings(max_examples=60, deadline=None)
@given(tellings(), st.data())
def test_the_truth_is_inside_every_bound(
    telling: tuple[dict[Cell, Fraction], list[Statement]], data: st.DataObject
) -> None:
    truth, said = telling
    knowledge = Knowledge(said)
    cell = data.draw(st.sampled_from(sorted(truth, key=str)))
    figure = Figure(data.draw(st.sampled_from(["level", "growth", "share"])), cell)
    if figure.indicator == "growth" and cell.period == YEARS[0]:
        figure = Figure("level", cell)
    found = bound(figure, knowledge, ROUND)
    assert found.conflict == ()
    points = {c: Interval.of(level) for c, level in truth.items()}
    exact = INDICATORS[figure.indicator].value(figure, points)
    assert exact.within(found.interval.widened(Fraction(1, 10**9)))


@settings(max_examples=30, deadline=None)
@given(tellings(), st.data())
def test_one_more_statement_never_widens_a_bound(
    telling: tuple[dict[Cell, Fraction], list[Statement]], data: st.DataObject
) -> None:
    truth, said = telling
    figure = Figure("level", data.draw(st.sampled_from(sorted(truth, key=str))))
    before = bound(figure, Knowledge(said[:-1]), ROUND).interval
    after = bound(figure, Knowledge(said), ROUND).interval
    size = max(abs(end) for end in (before.high or Fraction(1), before.low or Fraction(1)))
    assert after.within(before + Interval(-size / 10**6, size / 10**6))


# A program so small that every corner can be tried.


def corners(constraints: Sequence[Constraint]) -> Iterator[dict[Node, Fraction]]:
    """Yield every corner of the set that constraints leave open, found by trying all of them."""
    names = sorted({name for c in constraints for name, _ in c.terms}, key=str)
    halves = [(dict(c.terms), end) for c in constraints for end in ends_of(c.bounds)]
    halves += [({name: Fraction(1)}, Fraction(0)) for name in names]
    for chosen in combinations(halves, len(names)):
        point = meeting_point(chosen, names)
        if point is not None and all(holds(c, point) for c in constraints):
            yield point


def ends_of(interval: Interval) -> list[Fraction]:
    return list({end for end in (interval.low, interval.high) if end is not None})


def holds(constraint: Constraint, point: dict[Node, Fraction]) -> bool:
    total = sum((weight * point[name] for name, weight in constraint.terms), Fraction(0))
    return Interval.of(total).within(constraint.bounds) and min(point.values()) >= 0


def meeting_point(
    chosen: Sequence[tuple[dict[Node, Fraction], Fraction]], names: Sequence[Node]
) -> dict[Node, Fraction] | None:
    """Solve the chosen rows as equations, by elimination in exact rationals."""
    rows = [[row.get(name, Fraction(0)) for name in names] + [end] for row, end in chosen]
    for column in range(len(names)):
        pivot = next((r for r in range(column, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(len(rows)):
            if other != column:
                factor = rows[other][column]
                rows[other] = [
                    a - factor * b for a, b in zip(rows[other], rows[column], strict=True)
                ]
    return {name: row[-1] for name, row in zip(names, rows, strict=True)}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["exports", "imports", "total"]), min_size=2, max_size=2, unique=True),
    st.tuples(st.integers(10, 99), st.integers(10, 99)),
    st.sampled_from(["exports", "imports", "total"]),
)
def test_a_bound_is_as_tight_as_trying_every_corner(
    told_flows: list[str], sizes: tuple[int, int], asked: str
) -> None:
    exports, imports = sizes
    levels = {"exports": exports, "imports": imports, "total": exports + imports}
    said = "\n".join(f"level({flow}, 2025) = {levels[flow]} CNY @ 2025-12" for flow in told_flows)
    said += (
        f"\nshare(exports, of={{total}}, 2025) = {round(100 * exports / levels['total'])} percent"
    )
    knowledge = Knowledge(statements(said.replace("percent", "percent @ 2025-12")))
    figure = parse_figure(f"level({asked}, 2025)")
    found = bound(figure, knowledge, ROUND).interval
    world = assemble(knowledge, [figure.cell], ROUND)
    values = [corner[figure.cell, ROUND] for corner in corners(world.constraints)]
    assert found.low is not None
    assert found.high is not None
    assert abs(found.low - min(values)) < Fraction(1, 10**6)
    assert abs(found.high - max(values)) < Fraction(1, 10**6)
