"""Contradictions: statements of one round that cannot all be true, in sets as small as can be.

HiGHS names an infeasible set of rows; leaving out one statement after the other makes it
irreducible, and narrowing or a second program confirms each step. Sets are found one after the
other, each without the statements of those before, so they are disjoint. Identities are hard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from tradetally.cells import Cell
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval, number_text
from tradetally.periods import Period
from tradetally.statements import Release, Statement, Tier
from tradetally.tally.bounds import bound
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.narrowing import State, narrow
from tradetally.tally.program import Constraint, Program
from tradetally.tally.system import Condition, Solution, Source, conditions, said_rows, unsaid
from tradetally.tally.world import IDENTITY, Node, placed

EXACT_UP_TO = 20
_WEIGHTS = {Tier.COMPILED: 1000, Tier.TABLE: 100, Tier.TEXT: 10, Tier.CHECKED: 1}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all be true; without any one of them the others can.

    ``why`` says it with the arithmetic: what all but one imply, and what that one claims.
    """

    statements: tuple[Statement, ...]
    why: str


def conflicts(statements: Iterable[Statement], at: Period) -> tuple[Conflict, ...]:
    """Return disjoint irreducible sets of statements of one round that cannot all be true.

    The same statements give the same sets, in whatever order they come.
    """
    rest = sorted(statements, key=_order)
    found: list[Conflict] = []
    while True:
        core = _infeasible(rest, at)
        if not core:
            return tuple(found)
        smallest = _irreducible(core, at)
        found.append(Conflict(smallest, _why(smallest, at)))
        gone = {id(statement) for statement in smallest}
        rest = [statement for statement in rest if id(statement) not in gone]


def cheapest(found: Sequence[Conflict]) -> tuple[tuple[Statement, ...], bool]:
    """Return the statements to give up that cost least by tier, and whether that is exact.

    One of every set has to go. All choices are tried up to ``EXACT_UP_TO`` conflicting
    statements; beyond that the lightest of each set is taken.
    """
    involved = [s for conflict in found for s in conflict.statements]
    if len(involved) > EXACT_UP_TO:
        return tuple(min(c.statements, key=_cost) for c in found), False
    for count in range(len(found) + 1):
        choices = [
            chosen
            for chosen in combinations(involved, count)
            if all(any(s in chosen for s in conflict.statements) for conflict in found)
        ]
        if choices:
            return min(choices, key=lambda chosen: sum(map(_cost, chosen))), True
    return (), True


def _cost(statement: Statement) -> int:
    return _WEIGHTS[statement.tier]


def _order(statement: Statement) -> tuple[int, str, str, int]:
    place = statement.place
    return statement.tier, write_figure(statement.figure), place.document, place.start or 0


def _infeasible(statements: Sequence[Statement], at: Period) -> list[Statement]:
    """Return statements whose rows cannot all hold; none if they can.

    Narrowing finds most conflicts and names a small set; a linear program finds the rest.
    """
    rows = conditions(statements, at, Solution(), ())
    state: State[Cell, Source] = State(unsaid)
    broken = narrow(state, [(one.cells, one.rows) for one in rows], range(len(rows)))
    if broken is not None:
        behind = Solution(state.levels, state.reasons).because(c for c, _ in broken.terms)
        named = behind if broken.source is None else (broken.source, *behind)
        return list({id(statement): statement for statement in named}.values())
    program = Program(*_closed(rows, state, at))
    named = tuple(program.constraints[row].source for row in program.conflict())  # type: ignore[misc]
    return list({id(one): one for one in named if isinstance(one, Statement)}.values())


def _closed(
    rows: Sequence[Condition], state: State[Cell, Source], at: Period
) -> tuple[list[Constraint], dict[Node, Interval]]:
    """Return the rows whose cells all have both ends, and those ends."""
    constraints = [
        placed(row, at, one.statement or IDENTITY)
        for one in rows
        for row in ((one.row,) if one.row else said_rows(one.statement, state.levels))
    ]
    names = dict.fromkeys(name for constraint in constraints for name, _ in constraint.terms)
    hulls = {name: state.level(name[0]) for name in names}
    closed = {name: hull for name, hull in hulls.items() if hull.is_bounded}
    return [c for c in constraints if all(name in closed for name, _ in c.terms)], closed


def _irreducible(core: Sequence[Statement], at: Period) -> tuple[Statement, ...]:
    """Return a subset that still cannot all be true, and of which none can be left out."""
    kept = sorted(core, key=_order)
    for statement in reversed(list(kept)):
        rest = [s for s in kept if s is not statement]
        if _infeasible(rest, at):
            kept = rest
    return tuple(kept)


def _why(statements: Sequence[Statement], at: Period) -> str:
    """Return the arithmetic: what the heavier statements imply, and what the lightest says."""
    last = statements[-1]
    others = [s for s in statements if s is not last]
    named = " and ".join(write_figure(statement.figure) for statement in others)
    implied = bound(last.figure, Knowledge(_in_round(others, at)), at, derive=False).interval
    said = f"it is said to be {_ends(last.interval)}"
    if not others:
        return f"{write_figure(last.figure)} cannot be: {said}"
    return f"{named} imply {_ends(implied)} for {write_figure(last.figure)}; {said}"


def _in_round(statements: Iterable[Statement], at: Period) -> tuple[Statement, ...]:
    return tuple(replace(s, release=s.release or Release(at)) for s in statements)


def _ends(interval: Interval) -> str:
    return f"[{number_text(interval.low, 6)}, {number_text(interval.high, 6)}]"
