"""Revisions: levels that one round first published and a later round implies otherwise.

A later growth rate, level or share says what its base must have been. Where that and the level
first published do not meet, the level was revised in between, or its definition was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tradetally import codes
from tradetally.cells import EVERYTHING, Cell, Measure, Slice
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Statement
from tradetally.tally.knowledge import Knowledge, is_pinned


@dataclass(frozen=True, slots=True)
class Moved:
    """A level as first published and as a later round implies it, and by what share it moved.

    ``is_redefined`` says that the group's members changed in between: then it is no revision.
    """

    cell: Cell
    first_round: Period
    first: Interval
    later_round: Period
    later: Interval
    because: tuple[Statement, ...]
    is_redefined: bool = False

    @property
    def share(self) -> Interval:
        """By what share the level moved."""
        return self.later / self.first - 1


def moved(statements: Iterable[Statement]) -> tuple[Moved, ...]:
    """Return the levels that moved between the rounds of these statements, the largest first."""
    by_scope: defaultdict[tuple[str, Measure, Slice], list[Statement]] = defaultdict(list)
    for statement in statements:
        scopes = {(c.reporter, c.measure, c.slice) for c in _cells(statement)}
        alone = scopes - {(r, m, EVERYTHING) for r, m, _ in scopes} or scopes
        if len(alone) == 1:
            by_scope[alone.pop()].append(statement)
    found = [one for scope in by_scope.values() for one in _in_scope(scope)]
    return tuple(sorted(found, key=lambda one: (-_size(one), str(one.cell))))


def _cells(statement: Statement) -> tuple[Cell, ...]:
    return INDICATORS[statement.figure.indicator].cells(statement.figure)


def _in_scope(statements: list[Statement]) -> list[Moved]:
    """Return the levels of one slice that moved."""
    own = [s for s in statements if len({c.slice for c in _cells(s)}) == 1]
    knowledge = Knowledge(own)
    first: dict[Cell, tuple[Period, Interval]] = {}
    found = []
    for round_ in knowledge.rounds:
        solution = knowledge.solution(round_)
        for cell, level in solution.levels.items():
            if not is_pinned(level) or not level.is_positive():
                continue
            if cell not in first:
                first[cell] = (round_, level)
            elif not first[cell][1].meets(level):
                before, published = first[cell]
                because = solution.because((cell,))
                changed = _is_redefined(cell, before, round_)
                found.append(Moved(cell, before, published, round_, level, because, changed))
                first[cell] = (round_, level)
    return found


def _is_redefined(cell: Cell, before: Period, after: Period) -> bool:
    """Whether a group in the slice had other members in the two rounds."""
    return any(
        codes.members(code, before) != codes.members(code, after)
        for dimension, code in cell.slice.codes()
        if dimension in ("partner", "region") and codes.is_group(code)
    )


def _size(one: Moved) -> float:
    share = one.share
    return max(abs(float(end)) for end in (share.low or 0, share.high or 0))
