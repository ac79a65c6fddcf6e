"""Hundreds of slips in true statements about the real tables: found, and explained."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.facts import Facts
from tests.falsify import SLIPS, Falsification, Truth, arbitrary, confusion, falsify, truths
from tests.test_verdicts import DOCUMENTS, claims

from tradetally.book import Book
from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Relation, Statement
from tradetally.tally.check import check, judge_all
from tradetally.tally.diagnosis import diagnose, diagnoses
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.slips import mistakable
from tradetally.tally.verdicts import Verdict

SEED = 1
ROUNDS = tuple(Period.parse(text) for text in ("2024-12", "2025-03", "2025-06", "2025-12"))
ACCUSED = ("contradicted", "disputed")


class World:
    """All that the real book says, with true statements about it and slips in them."""

    def __init__(self, shared: Path, book: Book) -> None:
        said = book.statements(about=everything())
        self.facts, self.knowledge = Facts(said), Knowledge(said)
        self.true = [
            *of_the_seeds(shared, book),
            *truths(self.facts, ROUNDS, SEED, each=6),
        ]
        self.made = falsify(self.true, self.facts, SEED, each=40)

    def verdict(self, statement: Statement, round_: Period) -> Verdict:
        return judge_all([statement], self.knowledge, round_)[0]

    def kind(self, made: Falsification) -> str:
        found = diagnose(made.statement, self.knowledge, made.truth.round)
        return "–" if found is None else found.kind


def everything() -> set[Cell]:
    """Return a cell of every scope that the real tables may have."""
    year = Period.parse("2025")
    nation = Cell(flow=Flow.TOTAL, period=year)
    places = (Slice(region="CN-GD"), Slice(partner="US"), Slice(product="cars"))
    cells = {cell for slice_ in places for cell in mistakable(nation.on(slice_))}
    cells |= {nation.on(slice_) for slice_ in places} | {nation}
    return cells | {replace(c, measure=Measure.VOLUME, unit=None) for c in cells if c.slice.product}


def of_the_seeds(shared: Path, book: Book) -> list[Truth]:
    """Return the statements of the five texts that the book supports."""
    found = []
    for document in DOCUMENTS:
        judged = check([claim for _, claim in claims(shared, document)], book)
        assert judged.round is not None
        supported = (v.statement for v in judged.verdicts if v.judgement == "supported")
        found += [Truth(as_printed(one), judged.round) for one in supported]
    return found


def as_printed(statement: Statement) -> Statement:
    """Return a statement with its number in the digits that it was printed with."""
    short = statement.value.normalize()
    if Interval.printed(short) == statement.interval:
        return replace(statement, value=short)
    if statement.relation is Relation.EQ and statement.interval.width:
        unit = Decimal(statement.interval.width.numerator) / statement.interval.width.denominator
        return replace(statement, value=short.quantize(unit.normalize()))
    return statement


@pytest.fixture(scope="module")
def world(shared_data: Path, customs_book: Book) -> World:
    return World(shared_data, customs_book)


@pytest.fixture(scope="module")
def shared_data() -> Path:
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs the real data in ../shared, which is not part of the project")
    return folder


def test_true_statements_are_never_accused(world: World) -> None:
    assert len(world.true) >= 300
    judged = [world.verdict(one.statement, one.round) for one in world.true]
    assert [v.statement for v in judged if v.judgement in ACCUSED] == []


def test_every_slip_that_the_tables_show_is_found(world: World) -> None:
    detectable = [one for one in world.made if one.is_detectable]
    assert len(detectable) >= 450
    verdicts = {one: world.verdict(one.statement, one.truth.round) for one in detectable}
    missed = [str(one) for one, v in verdicts.items() if v.judgement != "contradicted"]
    assert missed == []


def test_the_right_kind_of_slip_is_ranked_first(world: World) -> None:
    assert len(world.made) >= 500
    assert {one.kind for one in world.made} == set(SLIPS)
    pairs = [(one.kind, world.kind(one)) for one in world.made]
    right = sum(made == got for made, got in pairs)
    assert right >= 0.85 * len(pairs), confusion(pairs)


def test_a_number_from_nowhere_is_seldom_said_to_be_of_another_figure(world: World) -> None:
    wrong = arbitrary(world.true, world.facts, SEED, each=150)
    kinds = [world.kind(one) for one in wrong]
    of_another = sum(kind in ("partner", "region", "product", "year", "flow") for kind in kinds)
    assert len(wrong) >= 100
    assert of_another <= 0.15 * len(wrong)


def test_a_diagnosis_is_quick(world: World) -> None:
    found = sorted(seconds(one, world) for one in world.made)
    assert found[len(found) // 2] < 0.03
    assert found[-1] < 0.3


def seconds(made: Falsification, world: World) -> float:
    start = time.perf_counter()
    diagnoses(made.statement, world.knowledge, made.truth.round)
    return time.perf_counter() - start


def test_a_slip_in_a_whole_text_is_explained(shared_data: Path, customs_book: Book) -> None:
    said = [claim for _, claim in claims(shared_data, DOCUMENTS[1])]
    at = next(n for n, one in enumerate(said) if "ASEAN" in str(one.figure.cell.slice))
    wrong = said[at].figure.cell.slice.with_code("partner", "EU")
    told = replace(said[at], figure=said[at].figure.with_cell(said[at].figure.cell.on(wrong)))
    judged = check([*said[:at], told, *said[at + 1 :]], customs_book).verdicts[at]
    assert judged.judgement == "contradicted"
    assert judged.diagnosis is not None
    assert judged.diagnosis.kind == "partner"
    assert "ASEAN" in judged.diagnosis.did_you_mean
