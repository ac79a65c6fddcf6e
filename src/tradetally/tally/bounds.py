"""Bounds: what all the evidence together implies about a figure, and what pins each end.

A level or a change is a linear form; growth, shares, ratios and contributions are quotients of
two, bounded by Dinkelbach's iteration: the smallest λ for which numerator − λ · denominator can
be zero (W. Dinkelbach, On nonlinear fractional programming, Management Science 13, 1967). What
is a difference of two rates is bounded rate by rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tradetally.errors import BadInput
from tradetally.figures import INDICATORS, growth_change, growth_gap, share_change
from tradetally.figures.indicator import base_cell, target_cell
from tradetally.figures.text import normal, write_figure
from tradetally.intervals import ANYTHING, Interval, number_text
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.program import Constraint, Linear, Optimum, Program
from tradetally.tally.world import Node, World, assemble

STEPS = 25
REACH = 32
PATIENCE = 2
NEAR = Fraction(1, 10**8)
SAME = Fraction(1, 10**6)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of a proof: what it says, who says it, and the multiplier it comes in with.

    The multipliers times the rows add up to the bound (weak duality), for a quotient at the
    value of that end.
    """

    row: str
    source: Statement | str
    multiplier: Fraction


@dataclass(frozen=True, slots=True)
class Bound:
    """What the evidence implies about a figure: an interval, and the statements that pin its ends.

    Each of ``low_because`` and ``high_because`` is irreducible: without any one of them that end
    would be further out. ``assumptions`` say how rounds were tied, ``left_out`` are statements
    that cannot be true beside those that weigh more or come before them.
    """

    figure: Figure
    interval: Interval
    round: Period
    low_because: tuple[Statement, ...] = ()
    high_because: tuple[Statement, ...] = ()
    assumptions: tuple[str, ...] = ()
    conflict: tuple[Statement, ...] = ()
    low_proof: tuple[Step, ...] = ()
    high_proof: tuple[Step, ...] = ()
    left_out: tuple[Statement, ...] = ()

    @property
    def because(self) -> tuple[Statement, ...]:
        """The statements that pin either end, each once."""
        return tuple(dict.fromkeys((*self.low_because, *self.high_because)))


@dataclass(frozen=True, slots=True)
class Quotient:
    """``factor · (above / below) + shift``; ``below`` is empty for a linear form."""

    above: Linear
    below: Linear
    factor: Fraction = _ONE
    shift: Fraction = Fraction(0)


_DIFFERENCES = {
    "share_change": share_change.shares,
    "growth_change": growth_change.growths,
    "growth_gap": growth_gap.growths,
}


def bound(
    figure: Figure,
    knowledge: Knowledge,
    round_: Period,
    revision: Fraction = Fraction(0),
    *,
    derive: bool = True,
    reach: int = REACH,
    patience: int = PATIENCE,
) -> Bound:
    """Return what the releases up to a round imply about a figure, at face value by default.

    The neighbourhood of the figure's cells, ``reach`` conditions of each round to begin with, is
    grown fourfold until the bound has stood still ``patience`` times. Without ``derive`` the
    statements that pin the ends are not looked for.
    """
    figure = normal(knowledge.with_unit(figure))
    pair = _DIFFERENCES.get(figure.indicator)
    if pair is not None:
        first, second = (
            bound(rate, knowledge, round_, revision, derive=derive) for rate in pair(figure)
        )
        return Bound(
            figure,
            _within_stated(figure, first.interval - second.interval, knowledge, round_),
            round_,
            tuple(dict.fromkeys((*first.low_because, *second.high_because))),
            tuple(dict.fromkeys((*first.high_because, *second.low_because))),
            tuple(dict.fromkeys((*first.assumptions, *second.assumptions))),
        )
    quotient = _quotient(figure, round_)
    if quotient is None:
        evidence = knowledge.at_face_value(figure, round_)
        because = evidence.because
        return Bound(figure, evidence.interval, round_, because, because, evidence.assumptions)
    found = _grown(
        figure, quotient, knowledge, round_, revision=revision, reach=reach, patience=patience
    )
    return _derived(found, knowledge, revision) if derive else found


def _grown(
    figure: Figure,
    quotient: Quotient,
    knowledge: Knowledge,
    round_: Period,
    *,
    revision: Fraction,
    reach: int,
    patience: int,
) -> Bound:
    """Return a bound from neighbourhoods of growing reach, until it stops moving."""
    cells = INDICATORS[figure.indicator].cells(figure)
    found: Bound | None = None
    still = 0
    while True:
        world = assemble(knowledge, cells, round_, revision, reach)
        if world.is_open:
            return Bound(figure, ANYTHING, round_)
        before, found = found, _solved(figure, quotient, world, knowledge, round_)
        still = still + 1 if before is not None and _is_still(before, found) else 0
        if world.is_whole or still == patience:
            return found
        reach *= 4


def _is_still(before: Bound, after: Bound) -> bool:
    """Whether a wider neighbourhood gained less than a thousandth of the bound's width."""
    if before.interval.width is None or after.interval.width is None:
        return before.interval == after.interval
    return before.interval.width - after.interval.width <= before.interval.width / 1000


def _within_stated(
    figure: Figure, interval: Interval, knowledge: Knowledge, round_: Period
) -> Interval:
    for statement in knowledge.stated(figure, round_):
        interval = interval.intersect(statement.interval) or interval
    return interval


def _quotient(figure: Figure, round_: Period) -> Quotient | None:
    """Return a figure as a quotient of two linear forms; ``None`` if it is none."""

    def node(cell: object) -> Node:
        return cell, round_  # type: ignore[return-value]

    this, hundred = node(figure.cell), Fraction(100)
    name = figure.indicator
    if name == "level":
        return Quotient({this: _ONE}, {})
    if name == "share":
        return Quotient({this: _ONE}, {node(target_cell(figure, figure.of)): _ONE}, hundred)
    base = node(base_cell(figure))
    if name == "change":
        return Quotient({this: _ONE, base: -_ONE}, {})
    if name == "growth":
        return Quotient({this: _ONE}, {base: _ONE}, hundred, -hundred)
    if name == "ratio":
        other = base if figure.versus is None else node(target_cell(figure, figure.versus))
        return Quotient({this: _ONE}, {other: _ONE})
    if name in ("contribution", "contribution_pp"):
        whole = target_cell(figure, figure.of)
        then = node(whole.at(base_cell(figure).period))
        below = {then: _ONE} if name == "contribution_pp" else {node(whole): _ONE, then: -_ONE}
        return Quotient({this: _ONE, base: -_ONE}, below, hundred)
    return None


def _solved(
    figure: Figure, quotient: Quotient, world: World, knowledge: Knowledge, round_: Period
) -> Bound:
    program = Program(*_bounded(world))
    low, high = (
        _end(quotient, program, world, knowledge, is_high=is_high) for is_high in (False, True)
    )
    conflict = program.conflict() if low is None and high is None else ()
    if conflict:
        sources = _statements(program.constraints, conflict)
        return Bound(figure, ANYTHING, round_, assumptions=world.assumptions, conflict=sources)
    interval = Interval(None if low is None else low.value, None if high is None else high.value)
    return Bound(
        figure,
        interval,
        round_,
        () if low is None else low.because,
        () if high is None else high.because,
        world.assumptions,
        low_proof=() if low is None else low.proof,
        high_proof=() if high is None else high.proof,
        left_out=world.left_out,
    )


@dataclass(frozen=True, slots=True)
class _End:
    value: Fraction
    because: tuple[Statement, ...]
    proof: tuple[Step, ...]


def _bounded(world: World) -> tuple[list[Constraint], Mapping[Node, Interval]]:
    """Return the constraints whose variables all have both ends, and the hulls.

    A variable that narrowing leaves open tells nothing of the others, and no multiplier could
    prove anything through it.
    """
    names = dict.fromkeys(name for c in world.constraints for name, _ in c.terms)
    closed = {name: world.hull(name) for name in names if world.hull(name).is_bounded}
    kept = [c for c in world.constraints if all(name in closed for name, _ in c.terms)]
    return kept, closed


def _end(
    quotient: Quotient, program: Program, world: World, knowledge: Knowledge, *, is_high: bool
) -> _End | None:
    """Return one end of a quotient with the statements that a proof of it uses."""
    found = _extreme(quotient, program, is_high=is_high)
    if found is None:
        return None
    value, optimum = found
    rows = _statements(program.constraints, tuple(optimum.multipliers))
    behind = world.behind(optimum.held, knowledge)
    proof = tuple(
        Step(_written(program.constraints[row]), program.constraints[row].source, multiplier)
        for row, multiplier in optimum.multipliers.items()
    )
    return _End(quotient.factor * value + quotient.shift, _once((*rows, *behind)), proof)


def _written(constraint: Constraint) -> str:
    """Return a row as text: weights, cells with their rounds, and bounds."""
    terms = " + ".join(
        f"{number_text(weight)} · {write_figure(Figure('level', cell))} @ {round_}"
        for (cell, round_), weight in constraint.terms
    )
    low, high = (number_text(end) for end in (constraint.bounds.low, constraint.bounds.high))
    return f"{low} ≤ {terms} ≤ {high}"


def _extreme(
    quotient: Quotient, program: Program, *, is_high: bool
) -> tuple[Fraction, Optimum] | None:
    """Return the proven least (or greatest) value of above/below, and its proof."""
    sign = -1 if is_high else 1
    above = {name: sign * weight for name, weight in quotient.above.items()}
    if not program.knows(above):
        return None
    if not quotient.below:
        optimum = program.least(above)
        if optimum is None:
            return None
        return sign * optimum.value, optimum
    smallest = program.least(quotient.below)
    if smallest is None or smallest.value <= 0:
        return None
    ratio = smallest.at(above) / smallest.at(quotient.below)
    for _ in range(STEPS):
        optimum = program.least(_less(above, ratio, quotient.below))
        if optimum is None:
            return None
        proof, proven = optimum, ratio + min(Fraction(0), optimum.value) / smallest.value
        better = optimum.at(above) / optimum.at(quotient.below)
        if abs(better - ratio) <= NEAR * max(abs(ratio), NEAR):
            break
        ratio = better.limit_denominator(10**15)
    return sign * proven, proof


def _less(above: Linear, ratio: Fraction, below: Linear) -> dict[Node, Fraction]:
    form = dict(above)
    for name, weight in below.items():
        form[name] = form.get(name, Fraction(0)) - ratio * weight
    return form


def _derived(found: Bound, knowledge: Knowledge, revision: Fraction) -> Bound:
    """Return a bound with only the statements that pin each end, none of which can be left out."""
    pinned = {
        end: _irreducible(found, getattr(found, f"{end}_because"), end, revision)
        for end in ("low", "high")
    }
    return replace(found, low_because=pinned["low"], high_because=pinned["high"])


def _irreducible(
    found: Bound, because: tuple[Statement, ...], end: str, revision: Fraction
) -> tuple[Statement, ...]:
    """Return the statements that are needed for one end; all, if they alone do not give it."""
    value = getattr(found.interval, end)

    def gives(statements: Sequence[Statement]) -> bool:
        alone = bound(found.figure, Knowledge(statements), found.round, revision, derive=False)
        other = getattr(alone.interval, end)
        return other is not None and abs(other - value) <= SAME * max(abs(value), SAME)

    if value is None or not gives(because):
        return because
    kept = list(because)
    for statement in because:
        rest = [s for s in kept if s is not statement]
        if gives(rest):
            kept = rest
    return tuple(kept)


def _once(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    return tuple({id(statement): statement for statement in statements}.values())


def _statements(constraints: Sequence[Constraint], rows: Sequence[int]) -> tuple[Statement, ...]:
    """Return the statements behind rows, each once, in the order of the rows."""
    found: dict[int, Statement] = {}
    for at in rows:
        source = constraints[at].source
        if isinstance(source, Statement):
            found.setdefault(id(source), source)
    return tuple(found.values())


def round_for(figure: Figure, knowledge: Knowledge) -> Period:
    """Return the round that a figure is bounded in.

    The latest that speaks of one of its cells; for a figure that none speaks of, the latest
    that there is. Raises ``BadInput`` where there is no evidence at all.
    """
    cells = INDICATORS[figure.indicator].cells(knowledge.with_unit(figure))
    speaking = [r for r in knowledge.rounds if any(knowledge.speaks_of(c, r) for c in cells)]
    if not knowledge.rounds:
        raise BadInput(
            "figure",
            expected="a figure that some release bears on",
            seen=write_figure(figure),
            todo="load tables or texts about it, or ask for another figure",
        )
    return max(speaking or knowledge.rounds)
