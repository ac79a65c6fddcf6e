"""Verdicts: what the evidence says of a statement, as values.

Support tightly, accuse loosely: the six words, from SEMANTICS to the person who reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tradetally.cells import Cell
from tradetally.intervals import Interval
from tradetally.statements import Relation, Statement
from tradetally.tally.knowledge import Evidence


class Judgement(StrEnum):
    """What can be said of a statement."""

    SUPPORTED = "supported"
    CONSISTENT = "consistent"
    REVISION = "revision"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Revision:
    """A cell that two rounds put at different levels, and by what share it moved."""

    cell: Cell
    first_published: Interval
    implied_later: Interval
    share: Interval


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The small edit that makes a claim true: its kind, what would be right, where evidence is.

    ``score`` says by how many bits it explains the claim better than chance does.
    """

    kind: str
    did_you_mean: str
    interval: Interval
    because: tuple[Statement, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judged statement: the word, the evidence, and a sentence that says why."""

    statement: Statement
    judgement: Judgement
    reason: str
    evidence: Evidence | None = None
    revision: Revision | None = None
    diagnosis: Diagnosis | None = None


class Fit(StrEnum):
    """How evidence lies to a claim."""

    INSIDE = "inside"
    MEETS = "meets"
    APART = "apart"


def fit(statement: Statement, evidence: Interval) -> Fit:
    """Return how evidence lies to what a statement claims.

    ``more than 60`` needs evidence above 60; evidence of exactly 60 is apart from it.
    """
    claim = statement.interval
    if statement.relation is Relation.GT and not statement.figure.cell.measure.is_count:
        if evidence.high is not None and claim.low is not None and evidence.high <= claim.low:
            return Fit.APART
        if evidence.low == claim.low:
            return Fit.MEETS
    if statement.relation is Relation.LT:
        if evidence.low is not None and claim.high is not None and evidence.low >= claim.high:
            return Fit.APART
        if evidence.high == claim.high:
            return Fit.MEETS
    if evidence.within(claim):
        return Fit.INSIDE
    return Fit.MEETS if evidence.meets(claim) else Fit.APART


def is_telling(statement: Statement, evidence: Interval) -> bool:
    """Whether evidence leaves less than a tenth of the value or ten times the claim's width."""
    width, claimed = evidence.width, statement.interval.width
    if width is None:
        return False
    size = max(abs(evidence.low or Fraction(0)), abs(evidence.high or Fraction(0)))
    return width < size / 10 or (claimed is not None and width < 10 * claimed)
