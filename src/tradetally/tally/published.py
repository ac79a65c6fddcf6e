"""What one round prints of a figure: stated as it is, or computed from levels that are stated.

This is read off, not solved: quick enough to be tried on hundreds of figures, and silent where
only several statements together say something.
"""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Evidence, Knowledge


def published(figure: Figure, knowledge: Knowledge, round_: Period) -> Evidence | None:
    """Return what a round prints of a figure; nothing if it prints too little."""
    stated = knowledge.stated(figure, round_)
    if stated:
        return Evidence(_meet(stated), stated)
    figure = knowledge.with_unit(figure)
    indicator = INDICATORS[figure.indicator]
    levels: dict[Cell, Interval] = {}
    because: list[Statement] = []
    for cell in indicator.cells(figure):
        found = dict(_levels(cell, knowledge, round_))
        if not found:
            return None
        levels.update((one, level.interval) for one, level in found.items())
        because += (statement for level in found.values() for statement in level.because)
    value = indicator.value(figure, levels)
    return Evidence(value, tuple(because)) if value.is_bounded else None


def _levels(cell: Cell, knowledge: Knowledge, round_: Period) -> Iterator[tuple[Cell, Evidence]]:
    """Yield the level of a cell; of a total or balance, if it has none, those of both flows."""
    own = _level(cell, knowledge, round_)
    if own is not None:
        yield cell, own
    elif cell.flow in (Flow.TOTAL, Flow.BALANCE):
        flows = [cell.of(Flow.EXPORTS), cell.of(Flow.IMPORTS)]
        both = [(one, _level(one, knowledge, round_)) for one in flows]
        known = [(one, level) for one, level in both if level is not None]
        if len(known) == 2:
            yield from known


def _level(cell: Cell, knowledge: Knowledge, round_: Period) -> Evidence | None:
    """Return a level as stated, or as the base of the growth that is stated a year later."""
    stated = knowledge.stated(Figure("level", cell), round_)
    if stated:
        return Evidence(_meet(stated), stated)
    later = cell.at(cell.period.shift(12))
    level = knowledge.stated(Figure("level", later), round_)
    growth = knowledge.stated(Figure("growth", later), round_) if level else ()
    if not growth or later.period.year_earlier() != cell.period:
        return None
    base = _meet(level) / ((_meet(growth) + 100) * Interval.of("0.01"))
    return Evidence(base, (*level, *growth)) if base.is_bounded else None


def _meet(stated: tuple[Statement, ...]) -> Interval:
    """Return what statements of one figure in one round share; the first's if they do not meet."""
    value = stated[0].interval
    for other in stated[1:]:
        value = value.intersect(other.interval) or value
    return value
