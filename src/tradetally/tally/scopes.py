"""Which parts of a book bear on a text: the cells of its figures, and what they nest in."""

from __future__ import annotations

from collections.abc import Iterable

from tradetally import codes
from tradetally.book import Book
from tradetally.cells import EVERYTHING, Cell
from tradetally.figures import INDICATORS
from tradetally.periods import Period
from tradetally.statements import Figure, Statement

_PARTITIONED = ("partner", "region", "ownership")


def scopes(statements: Iterable[Statement]) -> tuple[Cell, ...]:
    """Return a cell for each slice whose statements bear on these: their own, the whole, siblings.

    Siblings are the other parts of a partition (a continent's other continents) and the other
    definitions of a product's name.
    """
    cells = (cell for statement in statements for cell in scopes_of(statement.figure))
    return tuple(dict.fromkeys(cells))


def scopes_of(figure: Figure) -> tuple[Cell, ...]:
    """Return a cell for each slice that bears on one figure."""
    found: dict[Cell, None] = {}
    for cell in INDICATORS[figure.indicator].cells(figure) or (figure.cell,):
        for scope in (cell, cell.on(EVERYTHING), *_siblings(cell)):
            found[scope] = None
    return tuple(found)


def stated_about(
    cells: Iterable[Cell], book: Book, at: Period | None = None
) -> tuple[Statement, ...]:
    """Return what is stated about the scopes of cells up to a round.

    A book that no source was added to, whose figures are all compiled, is not asked.
    """
    return book.statements(about=cells, at=at) if book.version.statements else ()


def _siblings(cell: Cell) -> Iterable[Cell]:
    for dimension in _PARTITIONED:
        code = getattr(cell.slice, dimension)
        if code is None:
            continue
        for partition in codes.partitions(dimension):
            if code in partition.parts and len(partition.parts) <= 12:
                yield from (cell.on(cell.slice.with_code(dimension, c)) for c in partition.parts)
    product = cell.slice.product
    if product is not None and codes.is_known("product", product):
        for other in codes.lookup("product", product).siblings:
            yield cell.on(cell.slice.with_code("product", other))
