"""Statements and identities of one release, as conditions on cells, and what they leave open.

Each statement gives the rows of its indicator; the identities that belong to its measure (total
= exports + imports, parts of a partition within their whole) give more. ``solve`` narrows the
cells by one row after the other, in exact rationals; a row is looked at again when one of its
cells has moved, until nothing moves. It remembers for each end of each cell which row put it
there: that is the derivation of a bound.

Narrowing never cuts off a solution, so a bound is always valid; it may be wider than the best
one where many rows act together.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tradetally import codes
from tradetally.cells import Cell, Flow
from tradetally.figures import INDICATORS, Row
from tradetally.intervals import ANYTHING, NON_NEGATIVE, Interval
from tradetally.periods import Period
from tradetally.statements import Statement

LOOKS_PER_CONDITION = 100
WORTH = Fraction(1, 20)
_DEPENDS_ON_LEVELS = {"share_change", "growth_change", "growth_gap", "contribution"}
_NO_IDENTITY = {"price", "enterprises", "partners"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A row to hold, with the statement behind it (none: an identity).

    Where the row depends on the levels there is none: the statement gives it when it is looked at.
    """

    row: Row | None
    statement: Statement | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell ends where it does: the row, and the statement behind it (none: an identity)."""

    row: Row
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class Solution:
    """What the conditions leave open: an interval for each cell, with its derivation."""

    levels: Mapping[Cell, Interval] = field(default_factory=dict)
    reasons: Mapping[tuple[Cell, bool], Reason] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    conflicts: tuple[Statement, ...] = ()

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
            if reason.statement is not None:
                found.setdefault(id(reason.statement), reason.statement)
            todo.extend((cell, flag) for cell, _ in reason.row.terms for flag in (False, True))
        return tuple(found.values())


@dataclass(slots=True)
class _State:
    """The cells while they are being narrowed."""

    levels: dict[Cell, Interval]
    reasons: dict[tuple[Cell, bool], Reason]

    def level(self, cell: Cell) -> Interval:
        known = self.levels.get(cell)
        if known is None:
            return ANYTHING if cell.flow is Flow.BALANCE else NON_NEGATIVE
        return known


def solve(
    statements: Iterable[Statement],
    at: Period,
    start: Solution | None = None,
    asked: Iterable[Cell] = (),
) -> Solution:
    """Return what statements of the round ``at`` leave open for every cell that they touch.

    ``start`` is a solution to go on from; ``asked`` are cells that no statement need touch, but
    identities may reach. A statement that cannot be true beside those that
    weigh more is left out and listed in ``conflicts``: an infeasible set bounds nothing.
    """
    begin = start or Solution()
    asked = tuple(asked)
    kept = sorted(statements, key=lambda statement: statement.tier)
    conflicts = list(begin.conflicts)
    while True:
        state = _State(dict(begin.levels), dict(begin.reasons))
        new = _conditions(kept, at, begin.conditions, asked)
        culprit = _narrow_all(state, begin.conditions, new)
        if culprit is None:
            every = (*begin.conditions, *new)
            return Solution(state.levels, state.reasons, every, tuple(conflicts))
        conflicts.append(culprit)
        kept = [statement for statement in kept if statement is not culprit]


def _conditions(
    statements: Sequence[Statement],
    at: Period,
    before: Sequence[Condition],
    asked: Iterable[Cell],
) -> tuple[Condition, ...]:
    """Return the conditions of the statements, and the identities that come in with them."""
    new: list[Condition] = []
    for statement in statements:
        figure = statement.figure
        indicator = INDICATORS[figure.indicator]
        if figure.indicator in _DEPENDS_ON_LEVELS:
            new.append(Condition(None, statement, indicator.cells(figure)))
        else:
            said = indicator.rows(figure, statement.interval, {})
            new += [Condition(row, statement, _cells(row)) for row in said]
    cells = dict.fromkeys(cell for one in (*before, *new) for cell in one.cells)
    cells.update(dict.fromkeys(asked))
    known = {one.row for one in before if one.statement is None}
    hard = [row for row in identities(cells, at) if row not in known]
    return (*new, *(Condition(row, None, _cells(row)) for row in hard))


def _cells(row: Row) -> tuple[Cell, ...]:
    return tuple(cell for cell, _ in row.terms)


def _narrow_all(
    state: _State, before: Sequence[Condition], new: Sequence[Condition]
) -> Statement | None:
    """Narrow until nothing moves; return the statement to leave out if not all can hold."""
    touching: defaultdict[Cell, list[int]] = defaultdict(list)
    every = (*before, *new)
    for at, condition in enumerate(every):
        for cell in condition.cells:
            touching[cell].append(at)
    queue = deque(range(len(before), len(every)))
    queued = set(queue)
    looks = LOOKS_PER_CONDITION * len(every)
    while queue and looks:
        looks -= 1
        at = queue.popleft()
        queued.discard(at)
        for reason in _reasons(every[at], state):
            moved = _narrow(state, reason)
            if moved is None:
                return _culprit(state, reason)
            for cell in moved:
                again = [other for other in touching[cell] if other not in queued and other != at]
                queue.extend(again)
                queued.update(again)
    return None


def _reasons(condition: Condition, state: _State) -> list[Reason]:
    statement = condition.statement
    if condition.row is not None:
        return [Reason(condition.row, statement)]
    if statement is None:
        return []
    indicator = INDICATORS[statement.figure.indicator]
    rows = indicator.rows(statement.figure, statement.interval, state.levels)
    return [Reason(row, statement) for row in rows]


def _culprit(state: _State, reason: Reason) -> Statement | None:
    """Return, of a row that cannot hold, its statement; of an identity, the lightest behind it."""
    if reason.statement is not None:
        return reason.statement
    behind = Solution(state.levels, state.reasons).because(_cells(reason.row))
    return max(behind, key=lambda statement: statement.tier)


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


@dataclass(slots=True)
class _Sum:
    """A sum of intervals that one term can be taken out of: finite parts, and open ends counted."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    open_lows: int = 0
    open_highs: int = 0

    def add(self, part: Interval) -> None:
        if part.low is None:
            self.open_lows += 1
        else:
            self.low += part.low
        if part.high is None:
            self.open_highs += 1
        else:
            self.high += part.high

    def without(self, part: Interval) -> Interval:
        """Return the sum of the other terms."""
        low = self.low if part.low is None else self.low - part.low
        high = self.high if part.high is None else self.high - part.high
        return Interval(
            None if self.open_lows > (part.low is None) else low,
            None if self.open_highs > (part.high is None) else high,
        )

    def all(self) -> Interval:
        return self.without(Interval.of(0))


def _sum(state: _State, row: Row) -> tuple[list[Interval], _Sum]:
    parts = [state.level(cell) * weight for cell, weight in row.terms]
    total = _Sum()
    for part in parts:
        total.add(part)
    return parts, total


def _narrow(state: _State, reason: Reason) -> list[Cell] | None:
    """Narrow each cell of a row by the others; return those that moved, ``None`` if it cannot hold.

    All cells are narrowed by what was known before the row was looked at.
    """
    row = reason.row
    parts, total = _sum(state, row)
    if not total.all().meets(row.bounds):
        return None
    moved = []
    for (cell, weight), part in zip(row.terms, parts, strict=True):
        allowed = (row.bounds - total.without(part)) * (1 / weight)
        known = state.level(cell)
        if known.within(allowed):
            continue
        narrowed = (known.intersect(allowed) or known).tidied()
        if _is_worth(known, narrowed):
            moved.append(cell)
            if narrowed.low != known.low:
                state.reasons[cell, False] = reason
            if narrowed.high != known.high:
                state.reasons[cell, True] = reason
            state.levels[cell] = narrowed
    return moved


def _is_worth(known: Interval, narrowed: Interval) -> bool:
    """Whether an interval lost a twentieth of its width or more: less is not worth another look."""
    if narrowed == known:
        return False
    before, after = known.width, narrowed.width
    if before is None or after is None:
        return _moved(known.low, narrowed.low) or _moved(known.high, narrowed.high)
    return before - after >= WORTH * before


def _moved(before: Fraction | None, after: Fraction | None) -> bool:
    if before is None or after is None:
        return before != after
    return abs(after - before) >= WORTH * max(abs(before), abs(after))
