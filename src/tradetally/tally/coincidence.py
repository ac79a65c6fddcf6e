"""How much a slip explains: how common its kind is, against how easily a number fits by chance.

A claim that does not stand came about by some slip or in some other way. A slip of kind k from
the truth e to what was said has the probability ``COMMON[k]`` times the share of e among all
that it could have been; any other number fits e with the probability that ``by_chance`` gives.
The ratio, in bits, is the score: a growth rate of two digits fits one of ninety partners easily,
an amount of four digits does not.
"""

from __future__ import annotations

import sys
from enum import Enum
from fractions import Fraction
from math import atan, log2, log10, pi

from tradetally.figures import INDICATORS
from tradetally.intervals import Interval
from tradetally.statements import Statement

COMMON = {
    "digits transposed": 0.08,
    "digit": 0.10,
    "truncated": 0.04,
    "sign": 0.06,
    "scale": 0.10,
    "percent for points": 0.08,
    "currency": 0.08,
    "measure": 0.05,
    "flow": 0.10,
    "year": 0.10,
    "period": 0.10,
    "partner": 0.08,
    "region": 0.08,
    "product": 0.08,
    "another definition": 0.05,
}
"""The share of each kind among slips."""

MARGIN = 1.0
"""The bits by which a slip must beat chance to be shown."""

_SPREAD = {"percent": 8.0, "pp": 1.5}
_RATIOS = {"share"}
_DECADES = 6.0
_ROUND_MARK = Fraction(5, 4)


class Standing(Enum):
    """How a claim that does not stand is doubted: by evidence, or for want of it."""

    AGAINST = 0.85
    UNREACHED = 0.03

    @property
    def odds(self) -> float:
        """The odds that a slip made it, rather than the truth or something else."""
        return float(self.value) / (1 - float(self.value))


def score(kind: str, share: float, statement: Statement, standing: Standing) -> float:
    """Return by how many bits a slip explains a claim better than chance does.

    ``share`` is that of the edit among all of its kind, times how much of its evidence fits.
    """
    chance = by_chance(statement)
    likely = standing.odds * COMMON[kind] * share
    return log2(likely / chance) if likely and chance else -99.0


def best(kind: str, statement: Statement, standing: Standing, alternatives: int = 1) -> float:
    """Return the most that any one of so many edits of a kind can score."""
    return score(kind, 1 / max(1, alternatives), statement, standing)


def said_range(statement: Statement) -> Interval:
    """Return what a claim tells: a round mark passed is not passed by more than a quarter."""
    claim = statement.interval
    mark = claim.low if claim.high is None else claim.high
    if claim.is_bounded or mark is None:
        return claim
    far = mark * (_ROUND_MARK if (claim.high is None) == (mark > 0) else 1 / _ROUND_MARK)
    return Interval(min(mark, far), max(mark, far))


def _float(number: Fraction) -> float:
    """Return a number as a float; one beyond all floats as the largest."""
    try:
        return float(number)
    except OverflowError:
        return sys.float_info.max if number > 0 else -sys.float_info.max


def by_chance(statement: Statement) -> float:
    """Return the probability that a figure of this kind lies in the claim for no reason.

    Rates have long tails on both sides of zero (Cauchy's); amounts, shares and counts are as
    likely in each decade.
    """
    claim = said_range(statement)
    if claim.low is None or claim.high is None:
        return 1.0
    half = 0.5 if claim.is_point else 0.0  # a count or a place
    low, high = _float(claim.low) - half, _float(claim.high) + half
    unit = INDICATORS[statement.figure.indicator].UNIT or statement.unit
    spread = None if statement.figure.indicator in _RATIOS else _SPREAD.get(unit)
    if spread is not None:
        return (atan(high / spread) - atan(low / spread)) / pi
    low, high = sorted((abs(low), abs(high)))
    return min(1.0, log10(high / low) / _DECADES) if low > 0 else 1.0
