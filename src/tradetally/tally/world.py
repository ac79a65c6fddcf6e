"""The rounds that bear on some cells, as one system: rows of each round, and ties between rounds.

A variable is a cell in a round. A cell that the asked round speaks of is not tied to an earlier
one: growth is on the base of its own round. A cell that it leaves open is tied to the latest
earlier round that speaks of it, at face value or within a share for revisions, and that round's
rows come in with it. A month, quarter or half that no round states is what is left of a longer
period.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice

from tradetally.cells import Cell, Flow
from tradetally.figures import Row
from tradetally.figures.text import write_figure
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.narrowing import Reason, State, narrow
from tradetally.tally.program import Constraint
from tradetally.tally.system import Condition, Solution, said_rows, unsaid

Node = tuple[Cell, Period]

IDENTITY, CALENDAR, TIE = "identity", "calendar", "tie"


@dataclass(frozen=True, slots=True)
class World:
    """Constraints over cells in rounds, the hull of each, and what was assumed to tie rounds."""

    constraints: tuple[Constraint, ...]
    state: State[Node, Statement | str]
    assumptions: tuple[str, ...]
    is_whole: bool
    left_out: tuple[Statement, ...] = ()

    def hull(self, node: Node) -> Interval:
        """Return what narrowing leaves open for a variable."""
        return self.state.level(node)

    def behind(self, nodes: Iterable[Node], knowledge: Knowledge) -> tuple[Statement, ...]:
        """Return the statements that put the hulls of variables where they are."""
        found: dict[int, Statement] = {}
        seen: set[Node] = set()
        todo = deque(nodes)
        while todo:
            node = todo.popleft()
            if node in seen:
                continue
            seen.add(node)
            reasons = [self.state.reasons.get((node, is_high)) for is_high in (False, True)]
            for reason in reasons:
                if reason is None:
                    cell, round_ = node
                    said = knowledge.reaching(round_, (cell,)).because((cell,))
                    found.update((id(statement), statement) for statement in said)
                    continue
                if isinstance(reason.source, Statement):
                    found[id(reason.source)] = reason.source
                todo.extend(other for other, _ in reason.terms)
        return tuple(found.values())

    @property
    def is_open(self) -> bool:
        """Whether it holds nothing at all."""
        return not self.constraints


def assemble(
    knowledge: Knowledge,
    cells: Iterable[Cell],
    round_: Period,
    revision: Fraction = Fraction(0),
    reach: int = 1_000,
) -> World:
    """Return the system that bears on these cells in a round: their neighbourhood in it.

    ``reach`` is how many conditions of each round come in, the nearest first; what a whole
    round leaves open for each cell comes in with the hulls. ``revision`` is the share by which
    a level may have moved between the round that spoke of it and the one it is tied to; zero
    takes every release at face value.
    """
    asked: dict[Period, dict[Cell, None]] = {round_: dict.fromkeys(cells)}
    ties: list[tuple[Node, Node]] = []
    todo = [(cell, round_) for cell in asked[round_]]
    while todo:
        cell, here = todo.pop(0)
        if knowledge.speaks_of(cell, here):
            continue
        for other in _relatives(cell, here, knowledge):
            if other not in asked[here]:
                asked[here][other] = None
                todo.append((other, here))
        earlier = knowledge.latest_before(cell, here)
        if earlier is not None:
            ties.append(((cell, here), (cell, earlier)))
            asked.setdefault(earlier, {}).setdefault(cell, None)
    settled: list[Constraint] = []
    new: list[Constraint] = []
    known: dict[Node, Interval] = {}
    is_whole = True
    for at, wanted in asked.items():
        solution = knowledge.reaching(at, wanted)
        near = neighbourhood(solution, wanted, reach)
        is_whole = is_whole and len(near) == len(solution.conditions)
        settled += _of_round(solution, near, at)
        new += [placed(row, at, CALENDAR) for row in _calendar(tuple(wanted))]
        known.update(
            {(cell, at): solution.levels[cell] for one in near for cell in one.cells
             if cell in solution.levels}
        )  # fmt: skip
    new += [c for one, other in ties for c in _tie(one, other, revision)]
    assumptions = _assumed(ties, revision)
    state = _narrowed(settled, new, known)
    left_out = tuple(s for at in asked for s in knowledge.solution(at).conflicts)
    return World((*settled, *new), state, assumptions, is_whole, left_out)


def neighbourhood(solution: Solution, cells: Iterable[Cell], reach: int) -> tuple[Condition, ...]:
    """Return the conditions nearest to some cells: those that touch them, then in turn.

    A cell that is known to a millionth passes nothing on: its hull says all that there is.
    """
    touching = solution.touching
    todo = deque(cells)
    seen = set(todo)
    found: dict[int, Condition] = {}
    while todo and len(found) < reach:
        near = touching.get(todo.popleft(), ())
        for condition in islice((one for one in near if id(one) not in found), reach):
            found[id(condition)] = condition
            for cell in condition.cells:
                if cell not in seen and not _is_sharp(solution.levels.get(cell)):
                    todo.append(cell)
                seen.add(cell)
    return tuple(found.values())


def _is_sharp(level: Interval | None) -> bool:
    if level is None or level.low is None or level.high is None:
        return False
    return (level.high - level.low) * 10**6 <= max(abs(level.low), abs(level.high))


def _relatives(cell: Cell, round_: Period, knowledge: Knowledge) -> Iterator[Cell]:
    """Yield the cells whose identities reach a cell that a round does not speak of."""
    if cell.flow in (Flow.TOTAL, Flow.BALANCE):
        yield cell.of(Flow.EXPORTS)
        yield cell.of(Flow.IMPORTS)
    for whole, rest in splits(cell.period):
        both = (cell.at(whole), cell.at(rest))
        if all(knowledge.reaches_cell(other, round_) for other in both):
            yield from both
            return


def splits(period: Period) -> Iterator[tuple[Period, Period]]:
    """Yield (whole, rest) of which a period is the difference, the shortest whole first.

    >>> [(str(whole), str(rest)) for whole, rest in splits(Period.parse("2025-S2"))]
    [('2025', '2025-S1')]
    """
    year = period.last_year * 12
    if period.first_year == period.last_year and period.start > year:
        yield Period(year, period.stop - year), Period(year, period.start - year)
    for longer in (3, 6, 12):
        start = period.start - period.start % longer
        if start == period.start and longer > period.months and period.months % 3 == 0:
            whole = Period(start, longer)
            yield whole, Period(period.stop, whole.stop - period.stop)


def _of_round(
    solution: Solution, near: Iterable[Condition], round_: Period
) -> Iterator[Constraint]:
    """Yield the rows of a round's conditions."""
    for condition in near:
        rows = (
            (condition.row,)
            if condition.row is not None
            else said_rows(condition.statement, solution.levels)
        )
        for row in rows:
            yield placed(row, round_, condition.statement or IDENTITY)


def _calendar(cells: tuple[Cell, ...]) -> Iterator[Row]:
    """Yield whole = part + rest for every such three among the cells."""
    known = set(cells)
    one = Fraction(1)
    for cell in cells:
        for whole, rest in splits(cell.period):
            three = (cell.at(whole), cell, cell.at(rest))
            if known.issuperset(three):
                yield Row(tuple(zip(three, (one, -one, -one), strict=True)), Interval.of(0))


def placed(row: Row, round_: Period, source: Statement | str) -> Constraint:
    """Return a row over cells as a constraint over cells in a round."""
    terms = tuple(((cell, round_), weight) for cell, weight in row.terms)
    return Constraint(terms, row.bounds, source)


def _tie(one: Node, other: Node, revision: Fraction) -> Iterator[Constraint]:
    """Yield that a cell is the same in two rounds, or differs by no more than a share."""
    if not revision:
        yield Constraint(((one, Fraction(1)), (other, Fraction(-1))), Interval.of(0), TIE)
        return
    for sign in (1, -1):
        slack = Fraction(sign) * (1 + sign * revision)
        yield Constraint(((one, Fraction(-sign)), (other, slack)), NON_NEGATIVE, TIE)


def _assumed(ties: Iterable[tuple[Node, Node]], revision: Fraction) -> tuple[str, ...]:
    """Return what the ties assume, in words: the flows of one slice and period together."""
    flows: dict[tuple[Cell, Period, Period], list[Flow]] = {}
    for (cell, later), (_, earlier) in ties:
        flows.setdefault((cell.of(Flow.TOTAL), earlier, later), []).append(cell.flow)
    out = []
    for (total, earlier, later), tied in flows.items():
        cell = total.of(Flow.TOTAL if Flow.TOTAL in tied else tied[0])
        level = write_figure(Figure("level", cell))
        both = " and its flows" if len(tied) > 1 else ""
        were = "were" if both else "was"
        how = f"moved by no more than {float(revision):.2%}" if revision else f"{were} not revised"
        out.append(f"if {level}{both} {how} between {earlier} and {later}")
    return tuple(out)


def _narrowed(
    settled: Sequence[Constraint], new: Sequence[Constraint], known: Mapping[Node, Interval]
) -> State[Node, Statement | str]:
    """Return what is left open, beginning with what each round's own rows leave open."""
    state: State[Node, Statement | str] = State(lambda node: unsaid(node[0]), dict(known))
    looked: list[tuple[tuple[Node, ...], Callable[..., list[Reason[Node, Statement | str]]]]] = []
    for constraint in (*settled, *new):
        reason = Reason(constraint.terms, constraint.bounds, constraint.source)
        looked.append((tuple(name for name, _ in reason.terms), partial(_always, reason)))
    narrow(state, looked, range(len(settled), len(looked)))
    return state


def _always(
    reason: Reason[Node, Statement | str], state: State[Node, Statement | str]
) -> list[Reason[Node, Statement | str]]:
    return [reason]
