"""Statements and identities of one release, as conditions on cells, and what they leave open.

Each statement gives the rows of its indicator; the identities that belong to its measure (total
= exports + imports, parts of a partition within their whole) give more. ``solve`` narrows the
cells by them all (``narrowing``) and keeps the derivation of every end.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, cached_property

from tradetally import codes
from tradetally.cells import Cell, Flow, Measure
from tradetally.figures import INDICATORS, Row
from tradetally.intervals import ANYTHING, NON_NEGATIVE, Interval
from tradetally.periods import Period
from tradetally.statements import Statement
from tradetally.tally.narrowing import Reason, State, narrow

Source = Statement | None
"""Who says a row: a statement, or nobody because it is an identity."""

_DEPENDS_ON_LEVELS = {"share_change", "growth_change", "growth_gap", "contribution"}
_NO_IDENTITY = {"price", "enterprises", "partners"}
_PARTITIONED = ("partner", "region", "ownership")
_COUNTED = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)


@dataclass(frozen=True, slots=True)
class Condition:
    """A row to hold, with the statement behind it (none: an identity).

    Where the row depends on the levels there is none: the statement gives it when it is looked at.
    """

    row: Row | None
    statement: Source
    cells: tuple[Cell, ...]

    def rows(self, state: State[Cell, Source]) -> list[Reason[Cell, Source]]:
        """Return the rows to hold, given what is known."""
        if self.row is not None:
            return [Reason(self.row.terms, self.row.bounds, self.statement)]
        return [
            Reason(row.terms, row.bounds, self.statement)
            for row in said_rows(self.statement, state.levels)
        ]


@dataclass(frozen=True)
class Solution:
    """What the conditions leave open: an interval for each cell, with its derivation."""

    levels: Mapping[Cell, Interval] = field(default_factory=dict)
    reasons: Mapping[tuple[Cell, bool], Reason[Cell, Source]] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    conflicts: tuple[Statement, ...] = ()

    @cached_property
    def cells(self) -> dict[Cell, None]:
        """The cells that identities may hold among: those spoken of, and their flows."""
        return _with_flows(cell for one in self.conditions for cell in one.cells)

    @cached_property
    def touching(self) -> dict[Cell, list[Condition]]:
        """The conditions that speak of each cell."""
        found: defaultdict[Cell, list[Condition]] = defaultdict(list)
        for condition in self.conditions:
            for cell in condition.cells:
                found[cell].append(condition)
        return dict(found)

    def because(self, cells: Iterable[Cell]) -> tuple[Statement, ...]:
        """Return the statements that pin these cells, in the order they are reached."""
        found: dict[int, Statement] = {}
        seen: set[tuple[Cell, bool]] = set()
        todo = deque((cell, is_high) for cell in cells for is_high in (False, True))
        while todo:
            end = todo.popleft()
            reason = self.reasons.get(end)
            if end in seen or reason is None:
                continue
            seen.add(end)
            if reason.source is not None:
                found.setdefault(id(reason.source), reason.source)
            todo.extend((cell, flag) for cell, _ in reason.terms for flag in (False, True))
        return tuple(found.values())


def solve(
    statements: Iterable[Statement],
    at: Period,
    start: Solution | None = None,
    asked: Iterable[Cell] = (),
) -> Solution:
    """Return what statements of the round ``at`` leave open for every cell that they touch.

    ``start`` is a solution to go on from; ``asked`` are cells that no statement need touch, but
    identities may reach. A statement that cannot be true beside those that weigh more is left
    out and listed in ``conflicts``: an infeasible set bounds nothing.
    """
    begin = start or Solution()
    asked = tuple(asked)
    kept = sorted(statements, key=lambda statement: statement.tier)
    conflicts = list(begin.conflicts)
    while True:
        state = State(unsaid, dict(begin.levels), dict(begin.reasons))
        every = (*begin.conditions, *conditions(kept, at, begin, asked))
        looked = [(condition.cells, condition.rows) for condition in every]
        broken = narrow(state, looked, range(len(begin.conditions), len(every)))
        culprit = None if broken is None else _culprit(state, broken)
        if culprit is None:
            return Solution(state.levels, state.reasons, every, tuple(conflicts))
        conflicts.append(culprit)
        kept = [statement for statement in kept if statement is not culprit]


def unsaid(cell: Cell) -> Interval:
    """Return what is known of a cell that nobody speaks of: trade is not negative."""
    return ANYTHING if cell.flow is Flow.BALANCE else NON_NEGATIVE


def said_rows(statement: Source, levels: Mapping[Cell, Interval]) -> tuple[Row, ...]:
    """Return the rows of a statement's indicator."""
    if statement is None:
        return ()
    indicator = INDICATORS[statement.figure.indicator]
    return indicator.rows(statement.figure, statement.interval, levels)


def conditions(
    statements: Sequence[Statement],
    at: Period,
    before: Solution,
    asked: Iterable[Cell],
) -> tuple[Condition, ...]:
    """Return the conditions of the statements, and the identities that come in with them."""
    new: list[Condition] = []
    for statement in statements:
        if statement.figure.indicator in _DEPENDS_ON_LEVELS:
            cells = INDICATORS[statement.figure.indicator].cells(statement.figure)
            new.append(Condition(None, statement, cells))
        else:
            new += [Condition(row, statement, _cells(row)) for row in said_rows(statement, {})]
    touched = _with_flows((*(cell for one in new for cell in one.cells), *asked))
    hard = identities([cell for cell in touched if cell not in before.cells], before.cells, at)
    return (*new, *(Condition(row, None, _cells(row)) for row in hard))


def _cells(row: Row) -> tuple[Cell, ...]:
    return tuple(cell for cell, _ in row.terms)


def _culprit(state: State[Cell, Source], broken: Reason[Cell, Source]) -> Statement | None:
    """Return, of a row that cannot hold, its statement; of an identity, the lightest behind it."""
    if broken.source is not None:
        return broken.source
    cells = (cell for cell, _ in broken.terms)
    behind = Solution(state.levels, state.reasons).because(cells)
    return max(behind, key=lambda statement: statement.tier)


def _with_flows(cells: Iterable[Cell]) -> dict[Cell, None]:
    """Return the cells that have identities, each with its total and both flows."""
    touched = dict.fromkeys(cell for cell in cells if cell.measure.value not in _NO_IDENTITY)
    return dict.fromkeys(cell.of(flow) for cell in touched for flow in (cell.flow, *_COUNTED))


def identities(new: Sequence[Cell], before: Iterable[Cell], at: Period) -> list[Row]:
    """Return the identities of new cells, among each other and with those before, in a round.

    Value and volume: total = exports + imports, balance = exports − imports. Value: the parts of
    a partition never exceed their whole; what they miss of it is a residual, which is not
    negative and otherwise unknown.
    """
    if not new:
        return []
    out = [_sum_of_flows(cell) for cell in _flowless(new)]
    out += [_difference_of_flows(cell) for cell in new if cell.flow is Flow.BALANCE]
    return out + _partitions(new, before, at)


def _flowless(cells: Iterable[Cell]) -> Iterable[Cell]:
    return dict.fromkeys(cell.of(Flow.TOTAL) for cell in cells)


def _sum_of_flows(total: Cell) -> Row:
    one = Fraction(1)
    terms = ((total, one), (total.of(Flow.EXPORTS), -one), (total.of(Flow.IMPORTS), -one))
    return Row(terms, Interval.of(0))


def _difference_of_flows(balance: Cell) -> Row:
    one = Fraction(1)
    terms = ((balance, one), (balance.of(Flow.EXPORTS), -one), (balance.of(Flow.IMPORTS), one))
    return Row(terms, Interval.of(0))


def _partitions(new: Iterable[Cell], before: Iterable[Cell], at: Period) -> list[Row]:
    """Return, for every whole that a new cell is a part of, that its known parts fit into it."""
    fresh = _by_whole(new, at)
    if not fresh:
        return []
    known = _by_whole(before, at)
    return [
        Row(((key[0], Fraction(1)), *((part, Fraction(-1)) for part in parts)), NON_NEGATIVE)
        for key, added in fresh.items()
        if len(parts := [*known.get(key, ()), *added]) > 1
    ]


def _by_whole(cells: Iterable[Cell], at: Period) -> dict[tuple[Cell, str, int], list[Cell]]:
    """Return cells by the whole, the dimension and the partition that they are parts of."""
    found: defaultdict[tuple[Cell, str, int], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.measure is not Measure.VALUE or cell.flow is Flow.BALANCE:
            continue
        for dimension, code in cell.slice.codes():
            for number, whole in _wholes(dimension, at).get(code, ()):
                above = cell.on(cell.slice.with_code(dimension, whole))
                found[above, dimension, number].append(cell)
    return dict(found)


@cache
def _wholes(dimension: str, at: Period) -> dict[str, list[tuple[int, str | None]]]:
    """Return, for each code, the partitions it is a part of, by number, and their wholes."""
    found: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
    if dimension in _PARTITIONED:
        for number, partition in enumerate(codes.partitions(dimension, at)):
            for code in partition.parts:
                found[code].append((number, partition.whole))
    return dict(found)
