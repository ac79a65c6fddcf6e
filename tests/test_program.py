"""The linear programs under bounds: their sizes, their proofs."""

from __future__ import annotations

from fractions import Fraction

from tradetally.cells import Cell, Flow, Slice
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.tally.program import Constraint, Program

_EXPORTS = Cell(flow=Flow.EXPORTS, period=Period.parse("2025"))
_ROUND = Period.parse("2025-12")
WHOLE = (_EXPORTS, _ROUND)
REST = (_EXPORTS.on(Slice(region="YANGTZE-BELT")), _ROUND)


def test_a_level_without_an_end_is_not_lost_next_to_trillions() -> None:
    terms = ((WHOLE, Fraction(1)), (REST, Fraction(-1)))
    row = Constraint(terms, Interval.of(2 * 10**12, 21 * 10**11), "whole less rest")
    hulls = {WHOLE: Interval.of(10**13, 101 * 10**11), REST: Interval.of(0, None)}
    least = Program([row], hulls).least({REST: Fraction(1)})
    assert least is not None
    assert least.value == 10**13 - 21 * 10**11
    assert Program([row], hulls).conflict() == ()
