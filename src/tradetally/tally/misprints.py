"""Slips of the pen: one number printed for another, the figure being right.

Each takes a claim and what the evidence says of its figure, and yields the claims that may have
been meant, with the share of each among all such slips.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from tradetally.cells import Measure
from tradetally.intervals import Interval, decimal_of
from tradetally.statements import Relation, Statement

_MOST_PRINTS = 8
_RATES = {"percent", "pp"}
_SCALES = (
    (Fraction(10**3), 0.25),
    (Fraction(10**4), 0.20),
    (Fraction(10**8), 0.10),
    (Fraction(10**6), 0.05),
    (Fraction(10), 0.02),
)
_DECIMAL_POINT = ((Fraction(10), 0.02),)


@dataclass(frozen=True, slots=True)
class Edit:
    """A claim that may have been meant: the kind of slip, and its share among those of its kind."""

    kind: str
    statement: Statement
    share: float


def misprints(statement: Statement, evidence: Interval) -> Iterator[Edit]:
    """Yield every number that a slip of the pen may have stood for."""
    yield from _sign(statement)
    yield from _scale(statement)
    yield from _digits(statement, evidence)


def _sign(statement: Statement) -> Iterator[Edit]:
    claim = statement.interval
    if statement.value and claim.is_bounded:
        yield Edit("sign", replace(statement, value=-statement.value, interval=-claim), 1.0)


def _scale(statement: Statement) -> Iterator[Edit]:
    cell = statement.figure.cell
    if cell.measure.is_count or statement.unit not in (*_RATES, cell.unit):
        return
    is_amount = statement.unit not in _RATES and cell.measure in (Measure.VALUE, Measure.VOLUME)
    for factor, share in _SCALES if is_amount else _DECIMAL_POINT:
        for by in (factor, 1 / factor):
            value = decimal_of(Fraction(statement.value) * by)
            yield Edit(
                "scale", replace(statement, value=value, interval=statement.interval * by), share
            )


def _digits(statement: Statement, evidence: Interval) -> Iterator[Edit]:
    """Digits exchanged, one digit wrong, cut off for rounded: as the evidence would be printed."""
    unit = statement.interval.width
    if not unit or statement.relation is not Relation.EQ or not evidence.is_bounded:
        return
    said = round(Fraction(statement.value) / unit)
    meant = _prints(evidence, unit)
    for number in meant:
        kind, share = _slip(said, number)
        if _is_cut_off(said, number, evidence, unit):
            kind, share = "truncated", 1.0
        if kind and (said < 0) == (number < 0):
            interval = Interval(number * unit - unit / 2, number * unit + unit / 2)
            right = replace(statement, value=decimal_of(number * unit), interval=interval)
            yield Edit(kind, right, share / len(meant))


def _prints(evidence: Interval, unit: Fraction) -> range:
    """Return the numbers, in units of the last digit, that the evidence may be printed as."""
    if evidence.low is None or evidence.high is None:
        return range(0)
    half = Fraction(1, 2)
    first, last = ceil(evidence.low / unit - half), floor(evidence.high / unit + half)
    return range(first, last + 1) if last - first < _MOST_PRINTS else range(0)


def _is_cut_off(said: int, number: int, evidence: Interval, unit: Fraction) -> bool:
    """Whether what was said is the evidence with its further digits cut off."""
    if evidence.low is None or evidence.high is None:
        return False
    cut = {int(evidence.low / unit), int(evidence.high / unit)}
    return cut == {said} and abs(number) == abs(said) + 1


def _slip(said: int, meant: int) -> tuple[str, float]:
    """Return how one row of digits came from another, and the share of that among such slips."""
    size = max(2, len(str(abs(meant))), len(str(abs(said))))
    here, there = str(abs(said)).zfill(size), str(abs(meant)).zfill(size)
    wrong = [at for at in range(size) if here[at] != there[at]]
    if len(wrong) == 1:
        return "digit", 1 / (9 * size)
    if len(wrong) == 2 and [here[at] for at in wrong] == [there[at] for at in reversed(wrong)]:
        is_beside = wrong[1] == wrong[0] + 1
        return "digits transposed", (0.9 if is_beside else 0.1) / (size - 1)
    return "", 0.0
