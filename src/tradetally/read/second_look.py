"""What only the whole text tells: a round mark that was reached beside the level itself."""

from __future__ import annotations

from dataclasses import replace

from tradetally.intervals import Interval
from tradetally.read.sentences import Said
from tradetally.statements import Relation, Statement


def second_look(read: list[tuple[Said, Statement]]) -> list[Statement]:
    """Return the statements with each mark passed as *at least*.

    ``reached 20 trillion`` beside 21.79 trillion of the same figure says at least 20 trillion.
    """
    every = [statement for _, statement in read]
    return [_mark(one, every) if said.claim.is_mark else one for said, one in read]


def _mark(one: Statement, every: list[Statement]) -> Statement:
    if one.relation is not Relation.EQ or one.value <= 0 or _digits(one) > 2:
        return one
    exact = [
        other
        for other in every
        if other.figure == one.figure
        and other.relation is Relation.EQ
        and not other.is_forecast
        and _digits(other) > _digits(one)
        and other.value > one.value
        and other.unit == one.unit
    ]
    if not exact or (one.interval.high is not None and exact[0].value <= one.interval.high):
        return one
    return replace(one, relation=Relation.GE, interval=Interval.of(one.value, None))


def _digits(statement: Statement) -> int:
    """Return how many significant digits were printed."""
    return len(statement.value.normalize().as_tuple().digits)
