"""Many figures answered at once: one query for what is stated, one for what was compiled.

Each figure is read off the latest round that has it: as published, or computed on levels that
this round gives. Nothing is solved and nothing bounded over rounds, so that hundreds of figures
take no longer than their queries; a figure that takes more is not answered here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tradetally.book import Book
from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.figures import INDICATORS, streak
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement, Tier
from tradetally.tally.answer import Answer, How
from tradetally.tally.compiled import compiled
from tradetally.tally.knowledge import Evidence, Knowledge
from tradetally.tally.published import published
from tradetally.tally.scopes import stated_about


class Answers:
    """Answers figures from a book as of a round; what was fetched once is not fetched again."""

    def __init__(self, book: Book, at: Period | None = None) -> None:
        self._book = book
        self._at = at
        self._scopes: set[tuple[str, Measure, Slice]] = set()
        self._cells: set[Cell] = set()
        self._said: dict[Statement, None] = {}
        self._knowledge = Knowledge(())
        self._query: str | None = None

    def of(self, figures: Iterable[Figure]) -> dict[Figure, Answer]:
        """Return the answers to figures, without those that the book has none to.

        Of a record and a streak each period counts as the latest round has it, as far back as
        there are any.
        """
        asked = tuple(dict.fromkeys(figures))
        self.fetch(asked)
        known = ((figure, _read_off(figure, self._knowledge)) for figure in asked)
        return {figure: self._explained(one) for figure, one in known if one is not None}

    def first_published(self, figure: Figure, before: Period) -> Answer | None:
        """Return a fetched figure as the latest round before another one has it."""
        rounds = _rounds_of(figure, self._knowledge)
        earlier = (round_ for round_ in rounds if round_ < before)
        found = (_in_round(figure, self._knowledge, round_) for round_ in earlier)
        return next((one for one in found if one is not None), None)

    def compiled(self, figures: Iterable[Figure]) -> tuple[Statement, ...]:
        """Return the compiled levels that figures stand on, of what was fetched."""
        known = (self._knowledge.with_unit(figure) for figure in figures)
        cells = {cell for figure in known for cell in _cells_of(figure)}
        cells |= {cell.of(flow) for cell in cells for flow in (Flow.EXPORTS, Flow.IMPORTS)}
        found = (one for one in self._said if one.tier is Tier.COMPILED)
        return tuple(one for one in found if one.figure.cell in cells)

    def fetch(self, figures: Iterable[Figure]) -> None:
        """Bring in what the book states and compiled about figures, as far as it is not here.

        What is brought in together takes one query; the figures are answered later.
        """
        cells_of = {figure: tuple(_cells_of(figure)) for figure in figures}
        new = [figure for figure, cells in cells_of.items() if not self._cells.issuperset(cells)]
        if not new:
            return
        cells = dict.fromkeys(cell for figure in new for cell in cells_of[figure])
        self._cells.update(cells)
        scopes = {(cell.reporter, cell.measure, cell.slice): cell for cell in cells}
        scopes = {key: cell for key, cell in scopes.items() if key not in self._scopes}
        self._scopes.update(scopes)
        said = (
            *compiled(self._book, new, self._at),
            *stated_about(scopes.values(), self._book, self._at),
        )
        if said:
            self._said.update(dict.fromkeys(said))
            self._knowledge = Knowledge(self._said)

    def _explained(self, one: Answer) -> Answer:
        if self._query is None:
            self._query = self._book.explain([one.figure.cell], at=self._at)
        return replace(one, query=self._query)


def answers(
    figures: Iterable[Figure], book: Book, at: Period | None = None
) -> dict[Figure, Answer]:
    """Return what a book knows of many figures, in one query for all of them: see ``Answers``."""
    return Answers(book, at).of(figures)


def _cells_of(figure: Figure) -> Iterator[Cell]:
    """Yield the cells that a figure may be answered from: of a streak those of its periods."""
    yield from INDICATORS[figure.indicator].cells(figure) or (figure.cell,)
    if figure.indicator == "streak":
        for back in range(streak.REACH):
            needed, _ = streak.condition(figure, back)
            yield from INDICATORS[needed.indicator].cells(needed)


def _read_off(figure: Figure, knowledge: Knowledge) -> Answer | None:
    over_time = _OVER_TIME.get(figure.indicator)
    if over_time is not None:
        return over_time(figure, knowledge)
    for round_ in _rounds_of(figure, knowledge):
        found = _in_round(figure, knowledge, round_)
        if found is not None:
            return found
    return None


def _in_round(figure: Figure, knowledge: Knowledge, round_: Period) -> Answer | None:
    evidence = published(figure, knowledge, round_)
    if evidence is None:
        return None
    is_compiled = all(one.tier is Tier.COMPILED for one in evidence.because)
    is_stated = not is_compiled and bool(knowledge.stated(figure, round_))
    how = How.COMPILED if is_compiled else How.PUBLISHED if is_stated else How.COMPUTED
    return Answer(knowledge.with_unit(figure), how, round_, evidence, {}, "")


def _rounds_of(figure: Figure, knowledge: Knowledge) -> Iterable[Period]:
    """Return the rounds that speak of a figure's first cell, the latest first."""
    cell = next(iter(INDICATORS[figure.indicator].cells(knowledge.with_unit(figure))), None)
    return knowledge.rounds[::-1] if cell is None else knowledge.rounds_with(cell)


def _record(figure: Figure, knowledge: Knowledge) -> Answer | None:
    """Return whether a level is above all earlier ones, each in the latest round that has it."""
    found = {
        cell: one
        for cell in INDICATORS["record"].cells(figure)
        if (one := _read_off(Figure("level", cell), knowledge)) is not None
    }
    own = found.get(figure.cell)
    if own is None or len(found) < 2:
        return None
    levels = {cell: one.evidence.interval for cell, one in found.items()}
    because = tuple(statement for one in found.values() for statement in one.evidence.because)
    reach = f"history from {min(cell.period for cell in levels)}"
    evidence = Evidence(INDICATORS["record"].value(figure, levels), because, (reach,))
    return Answer(figure, own.how, own.round, evidence, levels, "")


def _streak(figure: Figure, knowledge: Knowledge) -> Answer | None:
    """Return for how many periods something surely held, and whether one ended it."""
    held: list[Answer] = []
    ended = False
    for back in range(streak.REACH):
        needed, where = streak.condition(figure, back)
        one = _read_off(needed, knowledge)
        if one is None or not one.evidence.interval.within(where):
            ended = one is not None and not one.evidence.interval.meets(where)
            break
        held.append(one)
    if not held:
        return None
    value = Interval.of(len(held), len(held) if ended else None)
    because = tuple(statement for one in held for statement in one.evidence.because)
    return Answer(figure, held[0].how, held[0].round, Evidence(value, because), {}, "")


_OVER_TIME: dict[str, Callable[[Figure, Knowledge], Answer | None]] = {
    "record": _record,
    "streak": _streak,
}
