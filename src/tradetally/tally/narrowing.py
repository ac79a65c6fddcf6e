"""Intervals narrowed by linear rows until nothing moves, in exact rationals.

A row is looked at again when one of its variables has moved. For each end of each variable the
row that put it there is remembered: that is the derivation of a bound. Narrowing never cuts off a
solution, so what it leaves is always valid; it may be wider than the best bound where many rows
act together.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from tradetally.intervals import Interval

V = TypeVar("V", bound=Hashable)
S = TypeVar("S")

LOOKS_PER_CONDITION = 100
WORTH = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Reason(Generic[V, S]):
    """A row to hold, ``low ≤ sum of weight · variable ≤ high``, and the source behind it."""

    terms: tuple[tuple[V, Fraction], ...]
    bounds: Interval
    source: S


@dataclass(slots=True)
class State(Generic[V, S]):
    """The variables while they are being narrowed, and which row put each end where it is."""

    default: Callable[[V], Interval]
    levels: dict[V, Interval] = field(default_factory=dict)
    reasons: dict[tuple[V, bool], Reason[V, S]] = field(default_factory=dict)

    def level(self, variable: V) -> Interval:
        """Return what is known of a variable."""
        known = self.levels.get(variable)
        return self.default(variable) if known is None else known


Rows = Callable[[State[V, S]], Sequence[Reason[V, S]]]
"""What a condition asks for, given the levels: most give the same rows every time."""


def narrow(
    state: State[V, S],
    conditions: Sequence[tuple[tuple[V, ...], Rows[V, S]]],
    first: Iterable[int],
) -> Reason[V, S] | None:
    """Narrow ``state`` until nothing moves; return a row that cannot hold, if there is one.

    Each condition has the variables that make it worth another look when they move; ``first``
    are the conditions to begin with.
    """
    touching: defaultdict[V, list[int]] = defaultdict(list)
    for at, (variables, _) in enumerate(conditions):
        for variable in variables:
            touching[variable].append(at)
    queue = deque(first)
    queued = set(queue)
    looks = LOOKS_PER_CONDITION * len(conditions)
    while queue and looks:
        looks -= 1
        at = queue.popleft()
        queued.discard(at)
        for reason in conditions[at][1](state):
            moved = apply(state, reason)
            if moved is None:
                return reason
            for variable in moved:
                again = [i for i in touching[variable] if i not in queued and i != at]
                queue.extend(again)
                queued.update(again)
    return None


def apply(state: State[V, S], reason: Reason[V, S]) -> list[V] | None:
    """Narrow each variable of a row by the others; return those that moved.

    ``None`` says that the row cannot hold. All variables are narrowed by what was known before
    the row was looked at.
    """
    parts = [_weighed(state.level(variable), weight) for variable, weight in reason.terms]
    total = _Sum.of(parts)
    reach = total.all()
    if not reach.meets(reason.bounds):
        return None
    if reach.within(reason.bounds):
        return []
    moved = []
    for (variable, weight), part in zip(reason.terms, parts, strict=True):
        rest = reason.bounds - total.without(part)
        allowed = _weighed(rest, weight if abs(weight) == 1 else 1 / weight)
        known = state.level(variable)
        if known.within(allowed):
            continue
        narrowed = (known.intersect(allowed) or known).tidied()
        if _is_worth(known, narrowed):
            moved.append(variable)
            if narrowed.low != known.low:
                state.reasons[variable, False] = reason
            if narrowed.high != known.high:
                state.reasons[variable, True] = reason
            state.levels[variable] = narrowed
    return moved


def _weighed(level: Interval, weight: Fraction) -> Interval:
    """Return a level times a weight; nearly all weights are one, of a part or of what it lacks."""
    if weight == 1:
        return level
    return -level if weight == -1 else level * weight


@dataclass(slots=True)
class _Sum:
    """A sum of intervals that one term can be taken out of: finite parts, and open ends counted."""

    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    open_lows: int = 0
    open_highs: int = 0

    @classmethod
    def of(cls, parts: Iterable[Interval]) -> _Sum:
        total = cls()
        for part in parts:
            if part.low is None:
                total.open_lows += 1
            else:
                total.low += part.low
            if part.high is None:
                total.open_highs += 1
            else:
                total.high += part.high
        return total

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
