"""Evidence from declarations: exact levels out of a book's vintage, as statements.

What was compiled weighs most. All cells that figures stand on are asked together (``units`` says
why quantities take a query more), and come back as statements of the vintage's round; a book that
nothing was compiled into is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from math import ceil

from tradetally import codes
from tradetally.book import Book, Vintage
from tradetally.cells import Cell, Flow, Measure
from tradetally.figures import INDICATORS, streak
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Statement, Tier
from tradetally.tally.units import numbers

SYNTHETIC = "synthetic"
"""The note of a statement that was compiled from drawn declarations."""

_COUNTED = ("country", "former-country")


def vintage_at(book: Book, at: Period | None = None) -> Vintage | None:
    """Return the vintage that compiled levels come from as of a round; none if there is none."""
    until = [one for one in book.vintages() if at is None or one.round <= at.last_month]
    return until[-1] if until else None


def compiled(
    book: Book, figures: Iterable[Figure], at: Period | None = None, *, is_approximate: bool = False
) -> tuple[Statement, ...]:
    """Return what the latest vintage up to the round ``at`` says that bears on these figures.

    A statement for each of their cells, for the cells of a streak as far back as it may reach,
    and for each count of partners. With ``is_approximate`` also products by a definition that
    the official list differs from, noted as such. Of a quantity whose unit nobody said it is the
    one that its items are counted in.
    """
    vintage = vintage_at(book, at)
    if vintage is None:
        return ()
    asked = [figure for figure in dict.fromkeys(figures) if _is_of(figure, vintage)]
    counts = [_Count(figure) for figure in asked if figure.indicator in _COUNTS]
    cells = dict.fromkeys(cell for figure in asked for cell in _cells(figure))
    cells |= dict.fromkeys(cell for count in counts for cell in count.cells())
    known = numbers(cells, partial(book.compiled, at=at, is_approximate=is_approximate))
    said = [(Figure("level", cell), number) for cell, number in known.items()]
    said += [
        (count.figure, number) for count in counts if (number := count.number(known)) is not None
    ]
    return tuple(_statement(figure, number, vintage) for figure, number in said)


def over_rounds(book: Book, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return what the last vintage of each round says of the levels that statements stand on.

    And of all exports and imports of each month, and of each year to date.
    """
    rounds = dict.fromkeys(one.round for one in book.vintages())
    if not rounds:
        return ()
    cells = {c: None for s in statements for c in INDICATORS[s.figure.indicator].cells(s.figure)}
    cells |= dict.fromkeys(_all_trade(book))
    levels = [Figure("level", cell) for cell in cells]
    return tuple(said for at in rounds for said in compiled(book, levels, at))


def _all_trade(book: Book) -> Iterator[Cell]:
    for reporter, flow, span in book.coverage().spans():
        whole = Cell(flow=Flow(flow), period=span, reporter=reporter)
        whole = replace(whole, unit=codes.currency(reporter))
        yield whole
        yield whole.at(Period.year_to_date(span.last_month))


def history(statements: Iterable[Statement]) -> Iterator[Figure]:
    """Yield the figures that a text's statements stand on: a streak's as far as it is claimed."""
    for statement in statements:
        figure = statement.figure
        yield figure
        if figure.indicator == "streak" and statement.interval.low is not None:
            for back in range(min(streak.REACH, ceil(statement.interval.low))):
                yield streak.condition(figure, back)[0]


def counted_cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cells of each country that a count of partners is made from."""
    return tuple(_Count(figure).cells())


def _cells(figure: Figure) -> Iterator[Cell]:
    yield from INDICATORS[figure.indicator].cells(figure)
    if figure.indicator == "streak":
        for back in range(streak.REACH):
            needed, _ = streak.condition(figure, back)
            yield from INDICATORS[needed.indicator].cells(needed)


def _is_of(figure: Figure, vintage: Vintage) -> bool:
    """Whether a figure means the members that the vintage's round counts."""
    group, _, then = (figure.definition or "").partition("@")
    if not then:
        return figure.definition is None
    return codes.members(group, Period.parse(then)) == codes.members(group, vintage.round)


def _statement(figure: Figure, number: Decimal, vintage: Vintage) -> Statement:
    notes = (SYNTHETIC,) if vintage.is_synthetic else ()
    return Statement(
        figure=figure,
        value=number,
        unit=figure.cell.unit or "count",
        interval=Interval.of(number),
        place=Place(str(vintage), f"{number:f}"),
        release=vintage.release,
        tier=Tier.COMPILED,
        notes=(*notes, *_caveats(figure.cell, is_exact=vintage.is_synthetic)),
    )


def _caveats(cell: Cell, *, is_exact: bool) -> Iterator[str]:
    """Yield what a reader of a compiled cell should know of its codes."""
    partner, product = cell.slice.partner, cell.slice.product
    if partner is not None and codes.is_group(partner):
        group = codes.lookup("partner", partner)
        if group.kind == "bloc" and not group.closed and not is_exact:
            yield f"{partner} as the members that the code list holds"
    if product is not None and codes.is_known("product", product) and not is_exact:
        listed = codes.lookup("product", product)
        if listed.approximate:
            yield f"{product} taken as HS {listed.definition}; the published list differs from it"


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure that counts partners over a threshold, or partners that grew."""

    figure: Figure

    def cells(self) -> Iterator[Cell]:
        """Yield the value of each country's trade, and that of the base period if it matters."""
        figure = self.figure
        if figure.cell.measure is not Measure.PARTNERS or figure.by is not None:
            return
        if figure.indicator == "count" and figure.over is None:
            return
        for now in self._now():
            yield now
            if figure.indicator == "count_growing":
                yield now.at(self._base())

    def number(self, known: dict[Cell, Decimal]) -> Decimal | None:
        """Return the count; none where a country is not known."""
        needed = list(self.cells())
        if not needed or any(cell not in known for cell in needed):
            return None
        if self.figure.over is not None:
            over = self.figure.over.value
            return Decimal(sum(known[cell] > over for cell in self._now()))
        base = self._base()
        return Decimal(sum(known[cell] > known[cell.at(base)] for cell in self._now()))

    def _base(self) -> Period:
        return self.figure.base or self.figure.period.year_earlier()

    def _now(self) -> Iterator[Cell]:
        cell, over = self.figure.cell, self.figure.over
        unit = codes.currency(cell.reporter) if over is None else over.unit
        value = replace(cell, measure=Measure.VALUE, unit=unit)
        for one in codes.codes("partner").values():
            if one.kind in _COUNTED and one.code != cell.reporter:
                yield value.on(cell.slice.with_code("partner", one.code))


_COUNTS = ("count", "count_growing")
