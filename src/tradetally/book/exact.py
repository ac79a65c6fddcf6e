"""Exact numbers in a decimal column: 28 digits before the point and ten behind it.

Every printed number fits. An end of an interval that does not (a third of something) moves
outward to the next one that does, so that nothing is ever claimed that was not said.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from tradetally.book.columns import PLACES
from tradetally.intervals import Interval

ROUNDED = f"interval widened to {PLACES} decimals"

_SCALE = 10**PLACES
_LARGEST = 10**38 - 1
_CONTEXT = Context(prec=60)


def outward(interval: Interval) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends as they fit the column, none of them nearer than it was.

    >>> outward(Interval.of(Fraction(1, 3), "0.5"))
    (Decimal('0.3333333333'), Decimal('0.5000000000'))
    """
    low = None if interval.low is None else _floor(interval.low)
    high = None if interval.high is None else _floor(-interval.high)
    return (
        None if low is None else _decimal(low),
        None if high is None else _decimal(-high),
    )


def nearest(value: Decimal) -> Decimal | None:
    """Return a number as it fits the column; ``None`` if it is too large for it."""
    if value.adjusted() >= 28:
        return None
    scaled = round(Fraction(value) * _SCALE)
    return _decimal(scaled) if abs(scaled) <= _LARGEST else None


def is_same(interval: Interval, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether an interval went into the column without moving."""
    return interval.low == low and interval.high == high


def _floor(number: Fraction) -> int | None:
    """Return the largest count of ten-decimal steps not above ``number``, if the column has it."""
    steps = number.numerator * _SCALE // number.denominator
    return None if steps < -_LARGEST else min(steps, _LARGEST)


def _decimal(steps: int) -> Decimal:
    return _CONTEXT.scaleb(Decimal(steps), -PLACES)
