"""What only the whole text tells: a round mark that was reached beside the level itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tradetally.intervals import Interval
from tradetally.statements import Relation, Statement


def second_look(statements: list[Statement]) -> list[Statement]:
    """Return the statements with each mark passed as *at least*.

    ``reached 20 trillion`` beside 21.79 trillion of the same figure says at least 20 trillion.
    """
    return [_mark(one, statements) for one in statements]


def _mark(one: Statement, every: Iterable[Statement]) -> Statement:
    if one.figure.indicator != "level" or one.relation is not Relation.EQ or one.value <= 0:
        return one
    if _digits(one) > 2:
        return one
    exact = [
        other
        for other in every
        if other.figure == one.figure
        and other.relation is Relation.EQ
        and _digits(other) > _digits(one)
        and other.value > one.value
        and other.unit == one.unit
    ]
    if not exact or (one.interval.high is not None and exact[0].value <= one.interval.high):
        return one
    return replace(one, relation=Relation.GE, interval=Interval.of(one.value, None))


def _digits(statement: Statement) -> int:
    return len(str(statement.value.normalize().as_tuple().digits).replace("(", "").replace(")", "").replace(",", "").replace(" ", ""))
