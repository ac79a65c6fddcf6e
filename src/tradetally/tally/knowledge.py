"""What a book's statements imply: in one round, and across rounds at face value.

Rounds are never mixed silently. ``in_round`` stands on one round only; ``at_face_value`` takes a
cell that the round leaves open from the latest earlier round that pins it, and says so;
``slack=True`` widens what comes from another round by the allowance for its kind of cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.figures import INDICATORS, level_of
from tradetally.figures.text import normal, write_figure
from tradetally.intervals import ANYTHING, Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement, Tier
from tradetally.tally.allowance import allowance
from tradetally.tally.system import Solution, solve

TELLING = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a figure or a level: the interval, what it rests on, what is assumed."""

    interval: Interval
    because: tuple[Statement, ...] = ()
    assumptions: tuple[str, ...] = ()


class Knowledge:
    """Statements of known sources, by round; the rounds are solved when they are asked for.

    ``revision`` is the share by which any level may have moved between rounds; without it each
    kind of cell has an allowance of its own.
    """

    def __init__(self, statements: Iterable[Statement], revision: Fraction | None = None) -> None:
        self._revision = revision
        self._by_round: defaultdict[Period, list[Statement]] = defaultdict(list)
        self._rounds_of: defaultdict[Cell, set[Period]] = defaultdict(set)
        self._stated: defaultdict[tuple[Period, Figure], list[Statement]] = defaultdict(list)
        self._units: defaultdict[tuple[str, Slice], set[str]] = defaultdict(set)
        self._solutions: dict[Period, Solution] = {}
        self._reached: dict[tuple[Period, frozenset[Cell]], Solution] = {}
        for statement in statements:
            if statement.round is None or statement.is_forecast:
                continue
            self._by_round[statement.round].append(statement)
            self._stated[statement.round, normal(statement.figure)].append(statement)
            for cell in _support(statement.figure):
                self._rounds_of[cell].add(statement.round)
                if cell.measure is Measure.VOLUME and cell.unit is not None:
                    self._units[cell.reporter, cell.slice].add(cell.unit)

    @property
    def rounds(self) -> tuple[Period, ...]:
        """The rounds there are, the earliest first."""
        return tuple(sorted(self._by_round))

    def said_in(self, round_: Period) -> tuple[Statement, ...]:
        """Return the statements of one round."""
        return tuple(self._by_round.get(round_, ()))

    def solution(self, round_: Period) -> Solution:
        """Return what the statements of one round leave open."""
        if round_ not in self._solutions:
            self._solutions[round_] = solve(self.said_in(round_), round_)
        return self._solutions[round_]

    def in_round(self, figure: Figure, round_: Period, extra: Iterable[Statement] = ()) -> Evidence:
        """Return what one round, with ``extra`` statements beside it, implies about a figure."""
        figure = self.with_unit(figure)
        cells = INDICATORS[figure.indicator].cells(figure)
        solution = self._beside(round_, tuple(extra), cells)
        value = _value(figure, solution.levels)
        stated = self.stated(figure, round_)
        because = [] if value == ANYTHING else list(solution.because(_with_flows(cells)))
        is_compiled = bool(because) and all(one.tier is Tier.COMPILED for one in because)
        for statement in stated:
            value = value.intersect(statement.interval) or (
                value if is_compiled else statement.interval
            )
        return Evidence(value, _once((*stated, *because)))

    def reaches(self, figure: Figure) -> bool:
        """Whether some round says something of each cell of a figure, or of the figure itself."""
        cells = INDICATORS[figure.indicator].cells(self.with_unit(figure))
        return bool(cells) and all(self._rounds_with(cell) for cell in cells)

    def speaks_of(self, cell: Cell, round_: Period) -> bool:
        """Whether a round says something of a cell, or of both its flows."""
        return round_ in self._rounds_with(cell)

    def latest_before(self, cell: Cell, round_: Period) -> Period | None:
        """Return the latest round before ``round_`` that speaks of a cell."""
        return max((r for r in self._rounds_with(cell) if r < round_), default=None)

    def rounds_with(self, cell: Cell) -> tuple[Period, ...]:
        """Return the rounds that say something of a cell, or of both its flows, latest first."""
        return tuple(sorted(self._rounds_with(cell), reverse=True))

    def reaches_cell(self, cell: Cell, round_: Period) -> bool:
        """Whether a round up to ``round_`` speaks of a cell."""
        return any(r <= round_ for r in self._rounds_with(cell))

    def stated(self, figure: Figure, round_: Period) -> tuple[Statement, ...]:
        """Return the statements of this very figure in one round."""
        keys = {normal(figure), normal(_without_unit(figure))}
        return tuple(s for key in keys for s in self._stated.get((round_, key), ()))

    def at_face_value(
        self,
        figure: Figure,
        round_: Period,
        extra: Iterable[Statement] = (),
        *,
        slack: bool = False,
    ) -> Evidence:
        """Return what the round implies with every open cell taken from an earlier round."""
        figure = self.with_unit(figure)
        own = tuple(extra)
        published = None if own else self._stated_earlier(figure, round_)
        if published is not None and not self.stated(figure, round_):
            return published
        cells = INDICATORS[figure.indicator].cells(figure)
        here = self._beside(round_, (*own, *self._carried(own, round_, slack=slack)), cells)
        levels: dict[Cell, Interval] = {}
        because: list[Statement] = []
        assumptions: list[str] = []
        for cell in cells:
            known = self._known(cell, round_, here, slack=slack)
            if known is not None:
                levels[cell] = known.interval
                because += known.because
                assumptions += known.assumptions
        value = _value(figure, levels)
        for statement in self.stated(figure, round_):
            value = value.intersect(statement.interval) or value
        return Evidence(value, _once(because), tuple(dict.fromkeys(assumptions)))

    def levels_in(self, cells: Iterable[Cell], round_: Period) -> dict[Cell, Interval]:
        """Return the levels of cells that a round pins, or takes from earlier rounds."""
        here = self.solution(round_)
        known = {cell: self._known(cell, round_, here, slack=False) for cell in cells}
        return {cell: level.interval for cell, level in known.items() if level is not None}

    def earlier_level(self, cell: Cell, before: Period) -> Evidence | None:
        """Return the level as the latest round before ``before`` has it, if one pins it."""
        for round_ in sorted(self._rounds_with(cell), reverse=True):
            if round_ < before:
                level = level_of(self.solution(round_).levels, cell)
                if is_pinned(level):
                    because = self.solution(round_).because(_with_flows((cell,)))
                    return Evidence(level, because, (f"{_name(cell)} as released in {round_}",))
        return None

    def with_unit(self, figure: Figure) -> Figure:
        """Return the figure of a volume in the one unit that the book has it in, if it has one."""
        cell = figure.cell
        if cell.measure is not Measure.VOLUME or cell.unit is not None:
            return figure
        units = self._units[cell.reporter, cell.slice]
        return replace(figure, cell=replace(cell, unit=min(units))) if len(units) == 1 else figure

    def _stated_earlier(self, figure: Figure, round_: Period) -> Evidence | None:
        """Return the figure itself as the latest earlier round states it."""
        for earlier in self.rounds[::-1]:
            if earlier < round_ and self.stated(figure, earlier):
                said = f"{write_figure(figure)} as released in {earlier}"
                return replace(self.in_round(figure, earlier), assumptions=(said,))
        return None

    def _beside(
        self, round_: Period, extra: tuple[Statement, ...], asked: Iterable[Cell]
    ) -> Solution:
        """Return what a round leaves open, with more statements beside its own, for these cells."""
        if not extra:
            return self.reaching(round_, asked)
        return solve(extra, round_, self.solution(round_), asked)

    def reaching(self, round_: Period, asked: Iterable[Cell]) -> Solution:
        """Return what a round leaves open, with the identities that reach these cells."""
        here = self.solution(round_)
        unknown = frozenset(cell for cell in asked if cell not in here.levels)
        if not unknown:
            return here
        if (round_, unknown) not in self._reached:
            self._reached[round_, unknown] = solve((), round_, here, unknown)
        return self._reached[round_, unknown]

    def _carried(
        self, extra: tuple[Statement, ...], round_: Period, *, slack: bool
    ) -> tuple[Statement, ...]:
        """Return the levels of earlier rounds that more statements stand on, as statements."""
        here = self.solution(round_)
        out = []
        for cell in dict.fromkeys(cell for one in extra for cell in _support(one.figure)):
            known = self._known(cell, round_, here, slack=slack)
            if known is not None and known.assumptions:
                level = replace(known.because[0], figure=Figure("level", cell))
                out.append(replace(level, interval=known.interval, tier=Tier.TEXT))
        return tuple(out)

    def _rounds_with(self, cell: Cell) -> set[Period]:
        """Return the rounds that say something of a cell, or of both its flows."""
        rounds = self._rounds_of.get(cell, set())
        if cell.flow not in (Flow.TOTAL, Flow.BALANCE):
            return rounds
        flows = (self._rounds_of.get(cell.of(f), set()) for f in (Flow.EXPORTS, Flow.IMPORTS))
        return rounds | set.intersection(*flows)

    def _known(self, cell: Cell, round_: Period, here: Solution, *, slack: bool) -> Evidence | None:
        level = level_of(here.levels, cell)
        if is_pinned(level):
            return Evidence(level, here.because(_with_flows((cell,))))
        known = self.earlier_level(cell, round_)
        if known is None:
            return self._difference(cell, round_, here, slack=slack)
        if slack:
            share = allowance(cell, known.interval) if self._revision is None else self._revision
            return replace(known, interval=known.interval.widened(share))
        return known

    def _difference(
        self, cell: Cell, round_: Period, here: Solution, *, slack: bool
    ) -> Evidence | None:
        """Return a month, quarter or half as the difference of two year-to-date levels."""
        period = cell.period
        if period.is_year_to_date or period.first_year != period.last_year:
            return None
        through = Period.year_to_date(period)
        before = Period(through.start, period.start - through.start)
        whole = self._known(cell.at(through), round_, here, slack=slack)
        part = self._known(cell.at(before), round_, here, slack=slack)
        if whole is None or part is None:
            return None
        said = f"{_name(cell)} as {through} less {before}"
        return Evidence(
            whole.interval - part.interval,
            _once((*whole.because, *part.because)),
            (*whole.assumptions, *part.assumptions, said),
        )


def is_pinned(level: Interval) -> bool:
    """Whether a level is known to within a tenth of its size."""
    if level.low is None or level.high is None:
        return False
    return level.high - level.low <= TELLING * max(abs(level.low), abs(level.high))


def _value(figure: Figure, levels: Mapping[Cell, Interval]) -> Interval:
    return INDICATORS[figure.indicator].value(figure, levels)


def _support(figure: Figure) -> Iterable[Cell]:
    """Return the cells that a statement says something of, totals with their flows."""
    return INDICATORS[figure.indicator].cells(figure)


def _with_flows(cells: Iterable[Cell]) -> list[Cell]:
    out: list[Cell] = []
    for cell in cells:
        out.append(cell)
        if cell.flow in (Flow.TOTAL, Flow.BALANCE):
            out += [cell.of(Flow.EXPORTS), cell.of(Flow.IMPORTS)]
    return out


def _without_unit(figure: Figure) -> Figure:
    if figure.cell.measure is Measure.VOLUME:
        return replace(figure, cell=replace(figure.cell, unit=None))
    return figure


def _name(cell: Cell) -> str:
    return write_figure(Figure("level", cell))


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple({id(statement): statement for statement in statements}.values())
