"""What only the whole text tells: a round mark that was reached beside the level itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from tradetally.intervals import Interval, number_text
from tradetally.read.line.said import Said
from tradetally.statements import Figure, Relation, Statement


def second_look(read: list[tuple[Said, Statement]]) -> list[Statement]:
    """Return the statements with each mark passed as *at least*.

    ``reached 20 trillion`` beside 21.79 trillion of the same figure says at least 20 trillion.
    """
    levels: dict[Figure, dict[Decimal, Statement]] = {
        one.figure: {} for said, one in read if said.claim.is_mark
    }
    for _, one in read if levels else ():
        if one.figure in levels:
            levels[one.figure].setdefault(one.value, one)
    marked = [
        _mark(one, tuple(levels[one.figure].values())) if said.claim.is_mark else one
        for said, one in read
    ]
    steps: dict[str, list[int]] = {}
    for one in marked:
        if _is_plain_level(one):
            steps.setdefault(one.unit, []).append(_exponent(one))
    ordered = {unit: sorted(found) for unit, found in steps.items()}
    return [_with_narrow_reading(one, ordered.get(one.unit, [])) for one in marked]


def _is_plain_level(one: Statement) -> bool:
    return one.figure.indicator == "level" and one.relation is Relation.EQ


def _with_narrow_reading(one: Statement, steps: list[int]) -> Statement:
    """Return a whole number among two-decimal neighbours with a note of its narrow reading.

    ``steps`` has the last digit's place of every level of the unit, the finest first.
    """
    if not _is_plain_level(one):
        return one
    step = _exponent(one)
    others = len(steps) - 1
    if step < 3 or not others or bisect_right(steps, step - 2) * 2 <= others:
        return one
    narrow = Interval.printed(one.value.quantize(Decimal(1).scaleb(step - 2)))
    ends = f"{number_text(narrow.low)} to {number_text(narrow.high)}"
    note = f"among numbers with two decimals it may assert {ends} {one.unit}"
    return replace(one, notes=(*one.notes, note))


def _exponent(statement: Statement) -> int:
    exponent = statement.value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _mark(one: Statement, every: tuple[Statement, ...]) -> Statement:
    if one.relation is not Relation.EQ or one.value <= 0 or _digits(one) > 2:
        return one
    exact = [
        other
        for other in every
        if other.relation is Relation.EQ
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
