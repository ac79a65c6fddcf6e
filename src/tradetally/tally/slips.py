"""Slips of the subject: the number being right, but of another figure than the one said.

Each kind is a function from a claim to the claims that may have been meant, each with a weight
among those of its kind; what the book does not reach counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from tradetally import codes
from tradetally.cells import Cell, Flow, Measure
from tradetally.figures import INDICATORS
from tradetally.figures.text import normal, usual_unit
from tradetally.periods import Period
from tradetally.statements import Statement

Edits = Callable[[Statement], Iterator[tuple[Statement, float]]]

DIMENSIONS = ("partner", "region", "product")
FOREIGN = "USD"

_TWINS = {
    "growth": ("growth_change", "contribution_pp"),
    "share": ("share_change", "contribution_pp"),
    "share_change": ("share", "growth"),
    "growth_change": ("growth",),
    "contribution_pp": ("contribution", "growth", "share"),
    "contribution": ("contribution_pp", "share"),
}


def on_cell(statement: Statement, cell: Cell) -> Statement:
    """Return the same claim about another cell."""
    return replace(statement, figure=normal(statement.figure.with_cell(cell)))


def points(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """Percent said for percentage points, and the other way round."""
    for name in _TWINS.get(statement.figure.indicator, ()):
        takes = INDICATORS[name].TAKES
        base = statement.figure.base if "base" in takes else None
        of = statement.figure.of if "of" in takes else None
        figure = replace(statement.figure, indicator=name, base=base, of=of)
        yield replace(statement, unit=INDICATORS[name].UNIT or "", figure=normal(figure)), 1.0


def currency(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """Dollars said for the reporter's own currency, and the other way round."""
    cell = statement.figure.cell
    if cell.measure is Measure.VALUE and cell.unit is not None:
        own = codes.currency(cell.reporter)
        unit = own if cell.unit != own else FOREIGN
        said = unit if statement.unit == cell.unit else statement.unit
        yield replace(on_cell(statement, replace(cell, unit=unit)), unit=said), 1.0


def measure(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """A quantity said for a value, and the other way round (of rates: amounts have units)."""
    cell = statement.figure.cell
    swap = {Measure.VOLUME: Measure.VALUE, Measure.VALUE: Measure.VOLUME}
    if cell.measure in swap and statement.unit in ("percent", "pp"):
        yield on_cell(statement, other_measure(cell)), 1.0


def other_measure(cell: Cell) -> Cell:
    """Return the value for a volume, and the volume, in whatever unit, for a value."""
    is_volume = cell.measure is Measure.VOLUME
    other = replace(cell, measure=Measure.VALUE if is_volume else Measure.VOLUME, unit=None)
    return replace(other, unit=usual_unit(other))


def flow(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """Exports said for imports or for both, and the other ways round."""
    cell = statement.figure.cell
    for other in (Flow.EXPORTS, Flow.IMPORTS, Flow.TOTAL):
        if other is not cell.flow:
            yield on_cell(statement, cell.of(other)), 1.0


def year(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """The same period of another year."""
    cell = statement.figure.cell
    for months, weight in ((-12, 1.0), (12, 1.0), (-24, 0.3), (24, 0.3)):
        yield on_cell(statement, cell.at(cell.period.shift(months))), weight


def period(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """A month said for the year to date, a quarter for a half, and the other way round.

    Most often the two end together; they may begin together, or be neighbours.
    """
    cell = statement.figure.cell
    for other, weight in _periods(cell.period).items():
        yield on_cell(statement, cell.at(other)), weight


@cache
def _periods(said: Period) -> dict[Period, float]:
    last = said.last_month
    ends = [last, Period.year_to_date(last)]
    ends += [Period(said.stop - n, n) for n in (3, 6) if said.stop % n == 0]
    begins = [Period(said.start, n) for n in (1, 3, 6, 12) if said.start % n == 0]
    found = dict.fromkeys(ends, 1.0)
    for other in begins:
        found.setdefault(other, 0.3)
    for months in (-said.months, said.months):
        if said.months < 12 and said.shift(months).first_year == said.first_year:
            found.setdefault(said.shift(months), 0.3)
    found.pop(said, None)
    return {one: weight for one, weight in found.items() if one.first_year == one.last_year}


def definition(statement: Statement) -> Iterator[tuple[Statement, float]]:
    """Another official definition that shares the words of this one."""
    slice_ = statement.figure.cell.slice
    for dimension, code in slice_.codes():
        if dimension in codes.DIMENSIONS and codes.is_known(dimension, code):
            for sibling in codes.lookup(dimension, code).siblings:
                cell = statement.figure.cell.on(slice_.with_code(dimension, sibling))
                yield on_cell(statement, cell), 1.0


def other_slices(dimension: str) -> Edits:
    """Return the slip of one partner, region or product for another, or for all of them."""

    def edits(statement: Statement) -> Iterator[tuple[Statement, float]]:
        cell = statement.figure.cell
        for code in alternatives(dimension, getattr(cell.slice, dimension)):
            yield on_cell(statement, cell.on(cell.slice.with_code(dimension, code))), 1.0

    return edits


@cache
def alternatives(dimension: str, code: str | None) -> tuple[str | None, ...]:
    """Return the codes that one might be mistaken for: of its kind, its parent, and all goods.

    A definition that shares its words is another kind of slip.

    >>> len(alternatives("region", "CN-GD")), alternatives("region", "shenzhen")[-2:]
    (31, ('CN-GD', None))
    """
    if code is None:
        return ()
    listed = codes.codes(dimension)
    own = listed.get(code)
    if dimension == "product":
        found = [one.code for one in listed.values() if one.rows]
    elif dimension == "partner":
        found = list(listed)
    else:
        kind = "province" if own is None else own.kind
        found = [one.code for one in listed.values() if one.kind == kind]
        found += [own.parent] if own is not None and own.parent is not None else []
    apart = {code} if own is None else {code, *own.siblings}
    return (*(one for one in dict.fromkeys(found) if one not in apart), None)


NEAR: tuple[tuple[str, Edits], ...] = (
    ("flow", flow),
    ("measure", measure),
    ("currency", currency),
    ("year", year),
    ("period", period),
    ("percent for points", points),
    ("another definition", definition),
)
"""The slips that have a handful of alternatives."""

SLICES: tuple[tuple[str, Edits], ...] = tuple((name, other_slices(name)) for name in DIMENSIONS)
"""The slips that have a whole list of them."""


def mistakable(cell: Cell) -> Iterator[Cell]:
    """Yield a cell of every other scope that a claim about ``cell`` may have been meant for."""
    for dimension in DIMENSIONS:
        for code in alternatives(dimension, getattr(cell.slice, dimension)):
            yield cell.on(cell.slice.with_code(dimension, code))
    if cell.measure in (Measure.VALUE, Measure.VOLUME):
        yield other_measure(cell)
