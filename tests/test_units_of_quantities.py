"""A quantity of no said unit is found in the same unit as if all units had been asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.periods import Period
from tradetally.tally.units import UNITS, numbers

YEAR, BEFORE = Period.year(2025), Period.year(2024)
PRODUCTS = ("ships", "toys", "timber")


@dataclass(frozen=True)
class Line:
    """What a declaration says: what moved when, and its one or two quantities."""

    product: str
    month: Period
    quantities: Mapping[str, int]


@dataclass
class Lines:
    """Compiled items as a book answers them: a quantity is known where all lines have its unit."""

    lines: Sequence[Line]
    is_monthly: bool = True
    asked: list[int] = field(default_factory=list)

    def __call__(self, cells: Sequence[Cell]) -> dict[Cell, Decimal]:
        self.asked.append(len(cells))
        found = {cell: self._number(cell) for cell in dict.fromkeys(cells)}
        return {cell: number for cell, number in found.items() if number is not None}

    def _number(self, cell: Cell) -> Decimal | None:
        if cell.measure is Measure.VALUE:
            return Decimal(1)
        if not self.is_monthly and cell.period.months != 12:
            return None
        own = [
            line.quantities.get(cell.unit or "")
            for line in self.lines
            if line.product == cell.slice.product and cell.period.contains(line.month)
        ]
        known = [amount for amount in own if amount is not None]
        return Decimal(sum(known)) if len(known) == len(own) else None


def quantity(product: str, period: Period = YEAR, unit: str | None = None) -> Cell:
    of = Slice(product=product)
    return Cell(flow=Flow.EXPORTS, period=period, slice=of, measure=Measure.VOLUME, unit=unit)


VALUE = Cell(flow=Flow.EXPORTS, period=YEAR, slice=Slice(product="toys"), unit="CNY")
CELLS = [VALUE, *(quantity(product, year) for product in PRODUCTS for year in (YEAR, BEFORE))]


def in_all_units(cells: Sequence[Cell], ask: Lines) -> dict[Cell, Decimal]:
    """Return what asking every cell in every unit gives."""
    said = [cell for cell in cells if cell.unit is not None]
    last = {cell.slice: cell for cell in cells if cell.unit is None}
    known = ask([replace(cell, unit=unit) for cell in last.values() for unit in UNITS])
    tried = {
        of: next((u for u in UNITS if known.get(replace(cell, unit=u))), None)
        for of, cell in last.items()
    }
    found = [replace(c, unit=tried[c.slice]) for c in cells if c.unit is None and tried[c.slice]]
    return ask([*said, *found])


def line(product: str, month: str, **quantities: int) -> Line:
    return Line(product, Period.parse(month), quantities)


lines = st.builds(
    Line,
    st.sampled_from(PRODUCTS),
    st.sampled_from([Period(start, 1) for start in range(BEFORE.start, YEAR.stop)]),
    st.dictionaries(st.sampled_from(("piece", "set", "m3", "t")), st.integers(0, 2), max_size=2),
)


@given(st.lists(lines, max_size=12), st.booleans())
def test_the_unit_is_the_one_that_asking_all_would_choose(
    drawn: list[Line], is_monthly: bool
) -> None:
    assert numbers(CELLS, Lines(drawn, is_monthly)) == in_all_units(CELLS, Lines(drawn, is_monthly))


def test_what_is_counted_goes_before_its_mass() -> None:
    toys = [line("toys", f"{year}-12", piece=5, t=2) for year in (2024, 2025)]
    found = numbers([quantity("toys")], Lines(toys))
    assert found == {quantity("toys", unit="piece"): Decimal(5)}


def test_the_period_is_asked_in_the_units_of_its_last_months_alone() -> None:
    ask = Lines([line(product, "2025-11", piece=5, t=2) for product in PRODUCTS])
    numbers([quantity(product) for product in PRODUCTS], ask)
    assert ask.asked == [3 * len(UNITS), 3 * 2]


def test_a_product_without_trade_takes_no_third_query() -> None:
    ask = Lines([])
    assert numbers([quantity("toys")], ask) == {}
    assert ask.asked == [len(UNITS), 3]


def test_trade_that_ended_before_the_last_months_is_found() -> None:
    ask = Lines([line("ships", "2025-02", set=7)])
    assert numbers([quantity("ships")], ask) == {quantity("ships", unit="set"): Decimal(7)}
    assert ask.asked == [len(UNITS), 3, len(UNITS)]


def test_items_of_whole_years_are_asked_in_every_unit() -> None:
    ask = Lines([line("ships", "2025-02", set=7)], is_monthly=False)
    assert numbers([quantity("ships")], ask) == {quantity("ships", unit="set"): Decimal(7)}


def test_a_said_unit_is_asked_as_it_is() -> None:
    ask = Lines([line("toys", "2025-02", piece=7, t=1)])
    said = quantity("toys", unit="t")
    assert numbers([said, VALUE], ask) == {said: Decimal(1), VALUE: Decimal(1)}
    assert ask.asked == [2]
