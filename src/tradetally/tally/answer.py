"""One figure answered from a book: as published, computed in one round, or bounded over rounds.

Dividing levels of different rounds is no answer, so the first of these that there is counts:
the figure itself as published; its value on levels of one round; bounds over rounds, said as
bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tradetally.book import Book
from tradetally.cells import Cell
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Tier
from tradetally.tally.compiled import compiled, counted_cells
from tradetally.tally.knowledge import Evidence, Knowledge, is_pinned
from tradetally.tally.scopes import scopes_of, stated_about


class How(StrEnum):
    """How a figure was come by."""

    COMPILED = "compiled from declarations"
    PUBLISHED = "as published"
    NARROWED = "as published, narrowed by other figures of the round"
    COMPUTED = "computed from levels of one round"
    BOUNDED = "bounded over several rounds"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure with its value, how it was come by, its round, its cells and the query for them."""

    figure: Figure
    how: How
    round: Period | None
    evidence: Evidence
    levels: Mapping[Cell, Interval]
    query: str

    @property
    def is_known(self) -> bool:
        """Whether the book says anything of it."""
        return self.how is not How.UNKNOWN


def answer(figure: Figure, book: Book, at: Period | None = None) -> Answer:
    """Return what the book knows of a figure in the releases up to the round ``at``.

    A product that is only known by a definition which the published list differs from is
    answered by that, with the difference among the assumptions.
    """
    published = stated_about(scopes_of(figure), book, at)
    knowledge = Knowledge((*compiled(book, [figure], at), *published))
    how, round_, evidence = _first(knowledge.with_unit(figure), knowledge)
    if how is How.UNKNOWN:
        knowledge = Knowledge(compiled(book, [figure], at, is_approximate=True))
        how, round_, evidence = _first(knowledge.with_unit(figure), knowledge)
        notes = (note for statement in evidence.because for note in statement.notes)
        evidence = replace(evidence, assumptions=tuple(dict.fromkeys(notes)))
    figure = knowledge.with_unit(figure)
    cells = INDICATORS[figure.indicator].cells(figure)
    levels = knowledge.levels_in(cells, round_) if round_ is not None else {}
    if figure.indicator == "record" and levels:
        reach = f"history from {min(cell.period for cell in levels)}"
        evidence = replace(evidence, assumptions=(*evidence.assumptions, reach))
    query = book.explain(cells or counted_cells(figure), at=round_)
    return Answer(figure, how, round_, evidence, levels, query)


def _first(figure: Figure, knowledge: Knowledge) -> tuple[How, Period | None, Evidence]:
    how, round_, evidence = _published_first(figure, knowledge)
    is_compiled = bool(evidence.because) and all(
        statement.tier is Tier.COMPILED for statement in evidence.because
    )
    return How.COMPILED if is_compiled else how, round_, evidence


def _published_first(figure: Figure, knowledge: Knowledge) -> tuple[How, Period | None, Evidence]:
    latest_first = knowledge.rounds[::-1]
    for round_ in latest_first:
        stated = knowledge.stated(figure, round_)
        if stated:
            evidence = knowledge.in_round(figure, round_)
            is_same = any(evidence.interval == statement.interval for statement in stated)
            return How.PUBLISHED if is_same else How.NARROWED, round_, evidence
    for round_ in latest_first:
        evidence = knowledge.in_round(figure, round_)
        is_at_least = figure.indicator == "streak" and bool(evidence.interval.low)
        if evidence.because and (is_at_least or is_pinned(evidence.interval)):
            return How.COMPUTED, round_, evidence
    for round_ in latest_first:
        evidence = knowledge.at_face_value(figure, round_)
        if evidence.interval.is_bounded:
            return How.BOUNDED, round_, evidence
    return How.UNKNOWN, None, Evidence(Interval(None, None))
