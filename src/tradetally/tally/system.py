"""Statements and identities of one release, as conditions on cells, and what they leave open.

Each statement gives the rows of its indicator; the identities that belong to its measure (total
= exports + imports, parts of a partition within their whole) give more. ``solve`` narrows every
cell by every row until nothing moves, in exact rationals, and remembers for each end of each
cell which row put it there: that is the derivation of a bound.

Narrowing never cuts off a solution, so a bound is always valid; it may be wider than the best
one where many rows act together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tradetally import codes
from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS, Row
from tradetally.intervals import ANYTHING, NON_NEGATIVE, Interval
from tradetally.periods import Period
from tradetally.statements import Statement

MAX_PASSES = 40
_WORTH = Fraction(1, 10**9)
_DEPENDS_ON_LEVELS = {"share_change", "growth_change", "growth_gap", "contribution"}
_NO_IDENTITY = {"price", "enterprises", "partners"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell ends where it does: the row, and the statement behind it (none: an identity)."""

    row: Row
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Solution:
    """What the conditions leave open: an interval for each cell, with its derivation."""

    levels: Mapping[Cell, Interval]
    reasons: Mapping[tuple[Cell, bool], Reason]
    conflicts: tuple[Statement, ...] = ()

    def because(self, cells: Iterable[Cell]) -> tuple[Statement, ...]:
        """Return the statements that pin these cells, in the order they are reached."""
        found: dict[int, Statement] = {}
        seen: set[tuple[Cell, bool]] = set()
        todo = [(cell, is_high) for cell in cells for is_high in (False, True)]
        while todo:
            end = todo.pop(0)
            reason = self.reasons.get(end)
            if end in seen or reason is None:
                continue
            seen.add(end)
            if reason.statement is not None:
                found.setdefault(id(reason.statement), reason.statement)
            todo += [(cell, flag) for cell, _ in reason.row.terms for flag in (False, True)]
        return tuple(found.values())


@dataclass(slots=True)
class _State:
    """The cells while they are being narrowed."""

    levels: dict[Cell, Interval] = field(default_factory=dict)
    reasons: dict[tuple[Cell, bool], Reason] = field(default_factory=dict)

    def level(self, cell: Cell) -> Interval:
        known = self.levels.get(cell)
        if known is None:
            return ANYTHING if cell.flow is Flow.BALANCE else NON_NEGATIVE
        return known


def solve(statements: Iterable[Statement], at: Period) -> Solution:
    """Return what statements of the round ``at`` leave open for every cell that they touch.

    A statement that cannot be true beside those that weigh more is left out and listed in
    ``conflicts``: an infeasible set bounds nothing.
    """
    kept = sorted(statements, key=lambda statement: statement.tier)
    conflicts: list[Statement] = []
    while True:
        state = _State()
        culprit = _narrow_all(state, kept, at)
        if culprit is None:
            return Solution(state.levels, state.reasons, tuple(conflicts))
        conflicts.append(culprit)
        kept = [statement for statement in kept if statement is not culprit]


def _narrow_all(state: _State, statements: Sequence[Statement], at: Period) -> Statement | None:
    """Narrow until nothing moves; return the statement to leave out if the rows cannot all hold."""
    linear = [s for s in statements if s.figure.indicator not in _DEPENDS_ON_LEVELS]
    others = [s for s in statements if s.figure.indicator in _DEPENDS_ON_LEVELS]
    cells = dict.fromkeys(cell for s in statements for cell in _cells(s))
    fixed = [Reason(row, s) for s in linear for row in rows(s, state)]
    fixed += [Reason(row, None) for row in identities(cells, at)]
    for _ in range(MAX_PASSES):
        moved = False
        for reason in (*fixed, *(Reason(row, s) for s in others for row in rows(s, state))):
            if not _can_hold(state, reason.row):
                return reason.statement or _lightest(state, reason.row)
            moved = _narrow(state, reason) or moved
        if not moved:
            break
    return None


def _cells(statement: Statement) -> tuple[Cell, ...]:
    return INDICATORS[statement.figure.indicator].cells(statement.figure)


def _lightest(state: _State, row: Row) -> Statement:
    """Return, of the statements behind the cells of a broken identity, the one to give up."""
    behind = Solution(state.levels, state.reasons).because(cell for cell, _ in row.terms)
    return max(behind, key=lambda statement: statement.tier)


def rows(statement: Statement, state: _State) -> tuple[Row, ...]:
    """Return what a statement says about cells, given what is known of them."""
    indicator = INDICATORS[statement.figure.indicator]
    return indicator.rows(statement.figure, statement.interval, state.levels)


def identities(cells: Iterable[Cell], at: Period) -> list[Row]:
    """Return the identities among these cells that hold within the round ``at``.

    Value and volume: total = exports + imports, balance = exports − imports. Value: the parts of
    a partition never exceed their whole; what they miss of it is a residual, which is not
    negative and otherwise unknown.
    """
    found = dict.fromkeys(cell for cell in cells if cell.measure.value not in _NO_IDENTITY)
    out = [row for cell in _flowless(found) for row in _flows(cell)]
    for dimension in ("partner", "region", "ownership"):
        for partition in codes.partitions(dimension, at):
            out += _partition(dimension, partition, found)
    return out


def _flowless(cells: Iterable[Cell]) -> Iterable[Cell]:
    return dict.fromkeys(cell.of(Flow.TOTAL) for cell in cells)


def _flows(total: Cell) -> tuple[Row, Row]:
    exports, imports, balance = (
        total.of(flow) for flow in (Flow.EXPORTS, Flow.IMPORTS, Flow.BALANCE)
    )
    one, zero = Fraction(1), Interval.of(0)
    return (
        Row(((total, one), (exports, -one), (imports, -one)), zero),
        Row(((balance, one), (exports, -one), (imports, one)), zero),
    )


def _partition(dimension: str, partition: codes.Partition, cells: Iterable[Cell]) -> list[Row]:
    """Return, for every cell that is a partition's whole, that its known parts fit into it."""
    parts = set(partition.parts)
    by_whole: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if getattr(cell.slice, dimension) in parts:
            by_whole[cell.on(cell.slice.with_code(dimension, partition.whole))].append(cell)
    return [
        Row(((whole, Fraction(1)), *((part, Fraction(-1)) for part in found)), NON_NEGATIVE)
        for whole, found in by_whole.items()
        if len(found) > 1 and whole.measure.value == "value" and whole.flow is not Flow.BALANCE
    ]


def _can_hold(state: _State, row: Row) -> bool:
    reach = Interval.of(0)
    for cell, weight in row.terms:
        reach = reach + state.level(cell) * weight
    return reach.meets(row.bounds)


def _narrow(state: _State, reason: Reason) -> bool:
    """Narrow each cell of a row that can hold by the other cells; return whether any moved."""
    terms = reason.row.terms
    scaled = [state.level(cell) * weight for cell, weight in terms]
    moved = False
    for at, (cell, weight) in enumerate(terms):
        rest = Interval.of(0)
        for other, interval in enumerate(scaled):
            if other != at:
                rest = rest + interval
        known = state.level(cell)
        narrowed = known.intersect((reason.row.bounds - rest) * (1 / weight)) or known
        if _is_worth(known, narrowed):
            moved = True
            if narrowed.low != known.low:
                state.reasons[cell, False] = reason
            if narrowed.high != known.high:
                state.reasons[cell, True] = reason
            state.levels[cell] = narrowed
            scaled[at] = narrowed * weight
    return moved


def _is_worth(known: Interval, narrowed: Interval) -> bool:
    """Whether an interval became narrower by more than a billionth of its size."""
    if narrowed == known:
        return False
    if known.low is None or known.high is None or narrowed.low is None or narrowed.high is None:
        return _moved(known.low, narrowed.low) or _moved(known.high, narrowed.high)
    gained = (narrowed.low - known.low) + (known.high - narrowed.high)
    return gained > _WORTH * max(abs(known.low), abs(known.high))


def _moved(before: Fraction | None, after: Fraction | None) -> bool:
    if before is None or after is None:
        return before != after
    return abs(after - before) > _WORTH * max(abs(before), abs(after))
