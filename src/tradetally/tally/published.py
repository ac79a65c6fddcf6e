"""What rounds print of a figure: stated as it is, or computed from levels that are stated.

This is read off, not solved: quick enough to be tried on hundreds of figures, and silent where
only several statements together say something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Evidence, Knowledge

Levels = Mapping[Cell, Evidence]


def published(figure: Figure, knowledge: Knowledge, round_: Period) -> Evidence | None:
    """Return what a round prints of a figure; nothing if it prints too little."""
    stated = knowledge.stated(figure, round_)
    if stated:
        return Evidence(_meet(stated), stated)
    return _computed(knowledge.with_unit(figure), lambda cell: _levels(cell, knowledge, round_))


def published_over_rounds(figure: Figure, knowledge: Knowledge, round_: Period) -> Evidence | None:
    """Return what the rounds up to one make of a figure, each level from the latest that has it."""
    figure = knowledge.with_unit(figure)
    return _computed(figure, lambda cell: _latest(cell, knowledge, round_))


def _computed(figure: Figure, find: Callable[[Cell], Levels]) -> Evidence | None:
    """Return a figure on the levels that are found of its cells; nothing if one is missing."""
    indicator = INDICATORS[figure.indicator]
    levels: dict[Cell, Evidence] = {}
    for cell in indicator.cells(figure):
        found = find(cell)
        if not found:
            return None
        levels.update(found)
    value = indicator.value(figure, {cell: level.interval for cell, level in levels.items()})
    because = tuple(statement for level in levels.values() for statement in level.because)
    return Evidence(value, because) if value.is_bounded else None


def _latest(cell: Cell, knowledge: Knowledge, round_: Period) -> Levels:
    """Return the level of a cell from the latest round that prints it, or as a difference."""
    at = round_ if knowledge.speaks_of(cell, round_) else knowledge.latest_before(cell, round_)
    while at is not None:
        found = _levels(cell, knowledge, at)
        if found:
            return found
        at = knowledge.latest_before(cell, at)
    return {} if cell.period.is_year_to_date else _difference(cell, knowledge, round_)


def _difference(cell: Cell, knowledge: Knowledge, round_: Period) -> Levels:
    """Return a month, quarter or half as the difference of two years to date."""
    period = cell.period
    through = Period.year_to_date(period)
    if through.start > period.start:
        return {}
    before = Period(through.start, period.start - through.start)
    whole = _latest(cell.at(through), knowledge, round_).get(cell.at(through))
    part = _latest(cell.at(before), knowledge, round_).get(cell.at(before))
    if whole is None or part is None:
        return {}
    return {cell: Evidence(whole.interval - part.interval, (*whole.because, *part.because))}


def _levels(cell: Cell, knowledge: Knowledge, round_: Period) -> Levels:
    """Return the level of a cell; of a total or balance, if it has none, those of both flows."""
    own = _level(cell, knowledge, round_)
    if own is not None:
        return {cell: own}
    if cell.flow not in (Flow.TOTAL, Flow.BALANCE):
        return {}
    flows = [cell.of(Flow.EXPORTS), cell.of(Flow.IMPORTS)]
    both = {one: _level(one, knowledge, round_) for one in flows}
    known = {one: level for one, level in both.items() if level is not None}
    return known if len(known) == 2 else {}


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
