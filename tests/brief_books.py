"""Books of made-up figures for tests of briefings: statements as published tables print them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as some

from tradetally.book import Book, Source
from tradetally.cells import EVERYTHING, Cell, Flow, Measure, Slice
from tradetally.figures.assertion import asserted
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Relation, Release, Statement, Tier

PERIODS = ("2025", "2025-S1", "2025-Q1", "2025-01/2025-11", "2025-07", "2024")
PARTNERS = ("ASEAN", "US", "KR", "JP", "HK", "RU", "IN", "BR", "AFRICA", "GCC", "GB", "EU")
PRODUCTS = {
    Flow.EXPORTS: (
        "mechanical-electrical",
        "garments",
        "toys",
        "cars",
        "steel",
        "bags",
        "new-three",
    ),
    Flow.IMPORTS: ("crude-oil", "iron-ore", "soybeans", "meat", "edible-oils", "coal", "cars"),
}
REGIONS = ("CN-GD", "CN-JS", "CN-ZJ", "CN-XJ", "CN-BJ", "CN-HA", "CN-NM")
OWNERSHIP = ("private", "state", "foreign")


@dataclass(frozen=True)
class Traded:
    """What was traded of a slice: its flow, now in yuan, and its growth in tenths of a percent."""

    cell: Cell
    level: int
    tenths: int


def stated(one: Traded, round_: Period, *, volume: bool = False) -> list[Statement]:
    """Return what a table prints of a slice: its level and its growth."""
    release = Release(round_)
    said = [(Figure("level", one.cell), Decimal(one.level), one.cell.unit or "")]
    if volume:
        said = []
    said.append((Figure("growth", one.cell), Decimal(one.tenths) / 10, "percent"))
    return [
        Statement(figure, value, unit, asserted(value, Relation.EQ), Place("table.csv", str(value)),
                  release=release, tier=Tier.TABLE)
        for figure, value, unit in said
    ]  # fmt: skip


def book_of(folder: Path, statements: list[Statement]) -> Book:
    """Return a book of one table."""
    book = Book.create(folder)
    book.add(statements, source=Source("table.csv", "0" * 64, Tier.TABLE, "made-up"))
    return book


@some.composite
def tables(draw: some.DrawFn) -> tuple[Period, list[Statement]]:
    """Draw a period and what a table of its round prints: totals, and some parts of them."""
    period = Period.parse(draw(some.sampled_from(PERIODS)))
    growth = some.integers(-400, 900)
    size = draw(some.sampled_from([10**13, 10**12, 3 * 10**10]))
    found: list[Statement] = []
    levels = {}
    for flow in (Flow.EXPORTS, Flow.IMPORTS):
        levels[flow] = draw(some.integers(size, 3 * size))
        cell = Cell(flow=flow, period=period)
        if draw(some.integers(0, 9)):
            found += stated(Traded(cell, levels[flow], draw(growth)), period.last_month)
    for dimension, listed in (("partner", PARTNERS), ("region", REGIONS), ("ownership", OWNERSHIP)):
        for code in draw(some.sets(some.sampled_from(listed), max_size=6)):
            part = Slice.from_codes({dimension: code})
            found += _part(draw, part, Flow.TOTAL, period, sum(levels.values()))
    for flow, listed in PRODUCTS.items():
        for code in draw(some.sets(some.sampled_from(listed), max_size=5)):
            part = Slice(product=code)
            found += _part(draw, part, flow, period, levels[flow])
            if flow is Flow.IMPORTS and draw(some.booleans()):
                cell = Cell(flow=flow, period=period, slice=part, measure=Measure.VOLUME, unit=None)
                found += stated(Traded(cell, 1, draw(growth)), period.last_month, volume=True)
    return period, found


def _part(
    draw: some.DrawFn, part: Slice, flow: Flow, period: Period, whole: int
) -> list[Statement]:
    cell = Cell(flow=flow, period=period, slice=part)
    level = whole * draw(some.integers(1, 60)) // 1000
    return stated(Traded(cell, level, draw(some.integers(-400, 900))), period.last_month)


def total(period: Period, level: int, tenths: int, slice_: Slice = EVERYTHING) -> list[Statement]:
    """Return what a table prints of a total."""
    cell = Cell(flow=Flow.TOTAL, period=period, slice=slice_)
    return stated(Traded(cell, level, tenths), period.last_month)
