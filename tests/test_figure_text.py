"""The text form of a figure parses and prints, both ways, for every indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.cells import DIMENSIONS, Cell, Flow, Measure, Slice
from tradetally.errors import BadFigure, BadPeriod
from tradetally.figures import INDICATORS
from tradetally.figures.text import normal, parse_figure, usual_unit, write_figure
from tradetally.periods import Period
from tradetally.statements import Figure, Target, Threshold

CASES = Path(__file__).parent / "data" / "figures"


def lines(name: str) -> list[str]:
    return [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line]


WORKED = [line.split("\t") for line in lines("worked.tsv")]
REFUSED = [line.split("\t") for line in lines("refused.tsv")]


def test_there_is_a_worked_form_for_every_indicator() -> None:
    assert len(WORKED) >= 40
    assert {written.split("(")[0] for written, *_ in WORKED} == set(INDICATORS)


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case[0])
def test_a_worked_form_prints_as_it_should(case: list[str]) -> None:
    written, printed = case[0], case[-1]
    assert write_figure(parse_figure(written)) == printed
    assert write_figure(parse_figure(printed)) == printed


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case[0])
def test_what_is_no_figure_gets_one_message(case: list[str]) -> None:
    written, message = case
    with pytest.raises((BadFigure, BadPeriod)) as refusal:
        parse_figure(written)
    assert str(refusal.value) == message


def test_the_shared_worked_forms_parse(shared: Path) -> None:
    forms = (shared / "gold" / "figures.txt").read_text(encoding="utf-8").splitlines()
    assert len(forms) == 39
    changed = {form: write_figure(parse_figure(form)) for form in forms}
    for printed in changed.values():
        assert write_figure(parse_figure(printed)) == printed
    # the four that spell a default or a word for one: printed without it
    assert {form: printed for form, printed in changed.items() if form != printed} == {
        "change(balance, reporter=GB, unit=GBP, base=previous, 2014-Q2)": (
            "change(balance, reporter=GB, base=2014-Q1, 2014-Q2)"
        ),
        "growth(total, base=previous, 2023-06)": "growth(total, base=2023-05, 2023-06)",
        "growth(exports, unit=USD, adjusted=seasonal, base=previous, 2011-04)": (
            "growth(exports, unit=USD, adjusted=seasonal, base=2011-03, 2011-04)"
        ),
        "ratio(total, region=china-laos-railway, measure=volume, base=2022-Q1, 2023-Q1)": (
            "ratio(total, region=china-laos-railway, measure=volume, 2023-Q1)"
        ),
    }


words = st.text(min_size=1, max_size=12).filter(
    lambda word: word.strip() == word and "\n" not in word
)
months = st.builds(Period, st.integers(2000 * 12, 2030 * 12), st.integers(1, 40))
slices = st.dictionaries(st.sampled_from(DIMENSIONS), words, max_size=3).map(Slice.from_codes)
targets = st.builds(Target, slices, st.none() | st.sampled_from(Flow), st.none() | months)
held = st.sampled_from(["growth", "fall", "record", "rank 3", "growth >= 10.5"])
thresholds = st.builds(
    Threshold, st.decimals(0, 10**13, places=2), st.sampled_from(["CNY", "USD", "t"])
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Any figure that can be: an indicator with some of the parameters that it takes."""
    indicator = draw(st.sampled_from(sorted(INDICATORS)))
    cell = Cell(
        flow=draw(st.sampled_from(Flow)),
        period=draw(months),
        slice=draw(slices),
        measure=draw(st.sampled_from(Measure)),
        reporter=draw(st.sampled_from(["CN", "GB", "US", "KR"])),
        adjusted=draw(st.none() | st.sampled_from(["seasonal", "price"])),
    )
    unit = (
        draw(st.sampled_from(["USD", "t"])) if cell.measure is Measure.VOLUME else usual_unit(cell)
    )
    figure = Figure(indicator, replace(cell, unit=unit))
    own: dict[str, st.SearchStrategy[Any]] = {
        "base": months,
        "versus": targets,
        "of": targets,
        "among": st.just("CN-provinces"),
        "by": st.just("growth"),
        "held": held,
        "over": thresholds,
    }
    takes = sorted(INDICATORS[indicator].TAKES)
    chosen = [name for name in takes if name in ("versus", "among") or draw(st.booleans())]
    said: dict[str, Any] = {name: draw(own[name]) for name in chosen}
    return normal(replace(figure, **said))


@given(figures())
def test_reading_a_printed_figure_gives_it_back(figure: Figure) -> None:
    assert normal(parse_figure(write_figure(figure))) == figure


@given(st.text(max_size=60))
def test_any_text_is_a_figure_or_one_message(text: str) -> None:
    try:
        parse_figure(text)
    except (BadFigure, BadPeriod) as refusal:
        assert refusal.expected and refusal.seen and refusal.todo


def test_a_threshold_keeps_its_digits() -> None:
    figure = parse_figure("count(total, measure=partners, over=1000000000000 CNY, 2025)")
    assert figure.over == Threshold(Decimal(10**12), "CNY")
