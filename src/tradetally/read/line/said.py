"""What a sentence says with one of its numbers, before it becomes a statement."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tradetally.languages import Number
from tradetally.periods import Period
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import Claim
from tradetally.read.line.subjects import Subject, Topic


class Said(NamedTuple):
    """A number with all that the sentence says of it."""

    claim: Claim
    subject: Subject
    period: Period
    base: Period | None
    is_forecast: bool
    line: Line
    others: tuple[Topic, ...] = ()
    threshold: Number | None = None
    position: int | None = None
    positions: int = 1


class Left(NamedTuple):
    """A number that says nothing of merchandise trade, and why."""

    number: Number
    reason: str


def value_of(said: Said) -> Decimal:
    """Return the number with its sign: falls and deficits are negative."""
    claim_, subject = said.claim, said.subject
    value = claim_.number.value
    if claim_.indicator == "level":
        return -abs(value) if subject.sign < 0 else value
    sign = claim_.sign * (subject.sign if claim_.indicator == "change" else 1)
    return -abs(value) if sign < 0 else value
