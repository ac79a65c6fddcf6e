"""What the texts imply but do not say: figures of the cells they touch, bounded and unsaid.

Candidates are the levels and growth rates of every flow, of the periods that are told and of what
is left of them (the second half of a told year), for every slice that is told. What is said
outright is left out, and so is what a bound hardly narrows.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS
from tradetally.figures.text import normal, write_figure
from tradetally.periods import Period
from tradetally.statements import Figure
from tradetally.tally.bounds import Bound, bound, round_for
from tradetally.tally.knowledge import Knowledge

TELLING_LEVEL = Fraction(1, 20)
TELLING_POINTS = Fraction(2)
_FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS, Flow.BALANCE)


def all_implied(knowledge: Knowledge, revision: Fraction = Fraction(0)) -> tuple[Bound, ...]:
    """Return the telling bounds on figures that nobody states, the tightest first."""
    said = {
        normal(statement.figure)
        for round_ in knowledge.rounds
        for statement in knowledge.said_in(round_)
    }
    found = []
    for figure in _candidates(knowledge):
        if normal(figure) not in said:
            implied = bound(
                figure, knowledge, round_for(figure, knowledge), revision, derive=False, patience=1
            )
            if _is_telling(implied):
                found.append(implied)
    return tuple(sorted(found, key=lambda one: (_width(one), write_figure(one.figure))))


def _candidates(knowledge: Knowledge) -> Iterator[Figure]:
    """Yield the levels and growth rates that might follow, each once."""
    seen: dict[Figure, None] = {}
    for round_ in knowledge.rounds:
        for statement in knowledge.said_in(round_):
            cells = INDICATORS[statement.figure.indicator].cells(statement.figure)
            for cell in cells:
                for near in _near(cell):
                    seen[Figure("level", near)] = None
                    if near.flow is not Flow.BALANCE:
                        seen[Figure("growth", near)] = None
    yield from seen


def _near(cell: Cell) -> Iterator[Cell]:
    if cell.measure.value not in ("value", "volume") or cell.unit is None:
        yield cell
        return
    for flow in _FLOWS:
        for period in (cell.period, *_rest(cell.period)):
            yield cell.of(flow).at(period)


def _rest(period: Period) -> Iterator[Period]:
    """Yield the parts of a period that are told by what is left: halves of a year, quarters."""
    if period.months == 12:
        yield from period.split(6)[1:]
    elif period.months == 6:
        yield from period.split(3)


def _is_telling(implied: Bound) -> bool:
    width = implied.interval.width
    if width is None or implied.conflict:
        return False
    if implied.figure.indicator == "growth":
        return width <= TELLING_POINTS
    return width <= TELLING_LEVEL * _size(implied)


def _width(implied: Bound) -> Fraction:
    """Return how wide a bound is: in points of growth, or in percent of the level."""
    width = implied.interval.width or Fraction(0)
    if implied.figure.indicator == "growth":
        return width
    size = _size(implied)
    return width / size * 100 if size else Fraction(0)


def _size(implied: Bound) -> Fraction:
    ends = (implied.interval.low, implied.interval.high)
    return max((abs(end) for end in ends if end is not None), default=Fraction(0))
