"""Cells as questions to the compiled tables: what is summed or counted, over which items.

A cell that cannot be told from items (a price, a quantity of all goods, words that no list
holds, a span that the items do not cover) is no question, and stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tradetally import codes
from tradetally.book.commodities import Commodities
from tradetally.book.coverage import Coverage
from tradetally.book.stands_for import COLUMN, Codes, codes_of, definition_of
from tradetally.cells import Cell, Flow, Measure
from tradetally.errors import UnknownCode
from tradetally.periods import Period

MASS_KG = {"kg": ("1", 0), "t": ("1000", 3), "g": ("0.001", -3)}
"""Units of mass: how many kilograms one is, and as a power of ten."""

MASS = "mass"
"""What is summed for a volume in any of them."""

VALUE, VOLUME, COUNT = "value", "volume", "count"

_SIGN = {Flow.EXPORTS: 1, Flow.IMPORTS: 1, Flow.TOTAL: 1, Flow.BALANCE: -1}
_DISTINCT = {Measure.ENTERPRISES: "enterprise", Measure.PARTNERS: "partner"}


@dataclass(frozen=True, slots=True)
class Question:
    """One cell: ``kind`` and ``of`` say what is added up, or which column is counted.

    ``of`` is a column of money for a value, ``mass`` or a unit for a volume, a column whose
    values are counted for a count. ``is_listed`` says that every code is one of a list, so that
    no items mean no trade.
    """

    number: int
    cell: Cell
    kind: str
    of: str
    codes: Mapping[str, Codes]
    is_listed: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The items' columns that the cell is narrowed on."""
        return tuple(COLUMN[dimension] for dimension, _ in self.cell.slice.codes())

    def flows(self) -> Iterator[tuple[str, int]]:
        """Yield the flows that are added, each with its sign."""
        flow = self.cell.flow
        if flow in (Flow.EXPORTS, Flow.IMPORTS):
            yield flow.value, 1
        else:
            yield Flow.EXPORTS.value, 1
            yield Flow.IMPORTS.value, _SIGN[flow]


@dataclass(frozen=True, slots=True)
class World:
    """What a vintage's answers depend on beside its items."""

    round: Period
    coverage: Coverage
    products: Mapping[str, str]
    commodities: Callable[[], Commodities]
    is_approximate: bool = False
    """Whether a product may be taken by a definition that the published list differs from."""


def questions(cells: Iterable[Cell], world: World) -> tuple[Question, ...]:
    """Return the question that each cell is, numbered by the cell's place; none where it is none.

    ``number`` counts all cells.
    """
    found = (_question(number, cell, world) for number, cell in enumerate(cells))
    return tuple(one for one in found if one is not None)


def _question(number: int, cell: Cell, world: World) -> Question | None:
    asked = _asked(cell)
    if asked is None or cell.adjusted is not None:
        return None
    kind, of = asked
    found: dict[str, Codes] = {}
    for dimension, code in cell.slice.codes():
        stands = _stands_for(dimension, code, world)
        if stands is None:
            return None
        found[dimension] = stands
    is_listed = cell.slice.office is None and cell.slice.route is None
    question = Question(number, cell, kind, of, found, is_listed)
    return question if _is_covered(question, world.coverage) else None


def _stands_for(dimension: str, code: str, world: World) -> Codes | None:
    """Return the items' codes that a code stands for; none if it cannot be told."""
    if dimension != "product":
        return codes_of(dimension, code, world.round)
    product = definition_of(code, world.products)
    if product is None or (product.is_approximate and not world.is_approximate):
        return None
    return world.commodities().within(product.runs)


def _asked(cell: Cell) -> tuple[str, str] | None:
    """Return what is added up or counted for a cell; none if items cannot tell."""
    if cell.measure is Measure.VALUE:
        column = _money(cell)
        return None if column is None else (VALUE, column)
    if cell.measure is Measure.VOLUME:
        if cell.slice.product is None or cell.unit is None:
            return None
        return VOLUME, MASS if cell.unit in MASS_KG else cell.unit
    is_count = cell.measure.is_count and cell.unit in ("count", None)
    if not is_count or cell.flow is Flow.BALANCE:
        return None
    if cell.measure is Measure.PARTNERS and cell.slice.partner is not None:
        return None
    return COUNT, _DISTINCT[cell.measure]


def _money(cell: Cell) -> str | None:
    if cell.unit == "USD":
        return "value_usd"
    try:
        is_national = cell.unit == codes.currency(cell.reporter)
    except UnknownCode:
        return None
    return "value_national" if is_national else None


def _is_covered(question: Question, coverage: Coverage) -> bool:
    cell = question.cell
    partner = question.codes.get("partner")
    single = None
    if partner is not None:
        single = frozenset(code for code in partner.sure if not codes.is_group(code))
    return all(
        coverage.reaches(cell.reporter, flow, cell.period, single) for flow, _ in question.flows()
    )
