"""Closed intervals of exact numbers: what a printed figure asserts, what evidence allows.

Ends are rationals, so a printed decimal stays that decimal through every sum, product and
quotient; ``None`` is an open end. Nothing here rounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | str | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from ``low`` to ``high``, both included; ``None`` where there is no end.

    >>> Interval.printed("3.8")
    Interval[3.75, 3.85]
    >>> Interval.of(103, 104) / Interval.of(100) - 1
    Interval[0.03, 0.04]
    """

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if low is not None and high is not None and low is not high and low > high:
            raise ValueError(f"an interval's low end {low} is above its high end {high}")

    @classmethod
    def of(cls, low: Number | None, *high: Number | None) -> Interval:
        """Return [low, high]; with one argument the single number [low, low]."""
        first = None if low is None else _exact(low)
        if not high:
            return cls(first, first)
        return cls(first, None if high[-1] is None else _exact(high[-1]))

    @classmethod
    def printed(cls, text: str | Decimal, places: int | None = None, scale: int = 1) -> Interval:
        """Return what a printed decimal asserts: half a unit of its last digit either way.

        ``places`` replaces the decimals that are seen (a table's column may have dropped
        trailing zeros) and ``scale`` is the unit it was printed in.

        >>> Interval.printed("45.47", scale=10**12)
        Interval[45465000000000, 45475000000000]
        >>> Interval.printed("8", places=1)
        Interval[7.95, 8.05]
        """
        number = Decimal(text)
        if places is None:
            exponent = number.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) else 0
        top, bottom = number.as_integer_ratio()
        unit = 10 ** abs(places)
        half, whole = (1, 2 * unit) if places >= 0 else (unit, 2)
        # top/bottom ± half/whole, over one denominator
        middle, slack = top * whole * scale, half * bottom * scale
        return cls(
            Fraction(middle - slack, bottom * whole), Fraction(middle + slack, bottom * whole)
        )

    @classmethod
    def around(cls, middle: Decimal, slack: Decimal) -> Interval:
        """Return what is no further than ``slack`` from ``middle``.

        >>> Interval.around(Decimal("3.8"), Decimal("0.05"))
        Interval[3.75, 3.85]
        """
        return cls(_exact(middle - slack), _exact(middle + slack))

    @classmethod
    def hull(cls, intervals: Iterable[Interval]) -> Interval:
        """Return the smallest interval that holds all of ``intervals`` (at least one)."""
        parts = list(intervals)
        lows = [part.low for part in parts]
        highs = [part.high for part in parts]
        return cls(
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
        )

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether it has both ends."""
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """The distance between the ends; ``None`` without both."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def middle(self) -> Fraction | None:
        """The number halfway; ``None`` without both ends."""
        return None if self.low is None or self.high is None else (self.high + self.low) / 2

    def is_positive(self) -> bool:
        """Whether every number in it is above zero."""
        return self.low is not None and self.low > 0

    def is_negative(self) -> bool:
        """Whether every number in it is below zero."""
        return self.high is not None and self.high < 0

    def within(self, other: Interval) -> bool:
        """Whether all of this interval is inside ``other``."""
        return (other.low is None or (self.low is not None and self.low >= other.low)) and (
            other.high is None or (self.high is not None and self.high <= other.high)
        )

    def meets(self, other: Interval) -> bool:
        """Whether the two share a number."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether all of this interval is under all of ``other``."""
        return self.high is not None and other.low is not None and self.high < other.low

    def intersect(self, other: Interval) -> Interval | None:
        """Return what the two share; ``None`` if nothing.

        >>> Interval.of(1, 3).intersect(Interval.of(2, None))
        Interval[2, 3]
        """
        if not self.meets(other):
            return None
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def gap(self, other: Interval) -> Fraction:
        """Return the distance between two intervals that do not meet; 0 for two that do."""
        if self.high is not None and other.low is not None and self.high < other.low:
            return other.low - self.high
        if other.high is not None and self.low is not None and other.high < self.low:
            return self.low - other.high
        return Fraction(0)

    def widened(self, share: Fraction) -> Interval:
        """Return the interval with each end moved outward by ``share`` of its size."""
        return Interval(
            None if self.low is None else self.low - abs(self.low) * share,
            None if self.high is None else self.high + abs(self.high) * share,
        )

    def tidied(self) -> Interval:
        """Return the interval with unwieldy ends moved outward to a hundred binary places or more.

        Printed decimals stay as they are; only long quotients of quotients move, by less than
        any printed digit.
        """
        return Interval(_tidy(self.low, up=False), _tidy(self.high, up=True))

    def __add__(self, other: Interval | Number) -> Interval:
        that = _interval(other)
        return Interval(_add(self.low, that.low), _add(self.high, that.high))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    def __sub__(self, other: Interval | Number) -> Interval:
        return self + -_interval(other)

    def __mul__(self, other: Interval | Number) -> Interval:
        that = _interval(other)
        if that.is_point and that.low is not None:
            return self._scaled(that.low)
        if self.is_point and self.low is not None:
            return that._scaled(self.low)
        if not (self.is_bounded and that.is_bounded):
            if _is_nonnegative(self) and _is_nonnegative(that):
                return Interval(_times(self.low, that.low), _times(self.high, that.high))
            return ANYTHING
        products = [
            a * b
            for a in (self.low, self.high)
            for b in (that.low, that.high)
            if a is not None and b is not None
        ]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval | Number) -> Interval:
        that = _interval(other)
        if that.is_negative():
            return -self / -that
        if not that.is_positive():
            return ANYTHING
        inverse = Interval(
            Fraction(0) if that.high is None else 1 / that.high,
            None if that.low is None else 1 / that.low,
        )
        return self * inverse

    def _scaled(self, by: Fraction) -> Interval:
        ends = (
            None if self.low is None else self.low * by,
            None if self.high is None else self.high * by,
        )
        if by == 0:
            return Interval(Fraction(0), Fraction(0))
        return Interval(*ends) if by > 0 else Interval(ends[1], ends[0])

    def __repr__(self) -> str:
        return f"Interval[{number_text(self.low)}, {number_text(self.high)}]"


_PLACES = 100
_UNWIELDY = 1 << 2 * _PLACES

ANYTHING = Interval(None, None)
NON_NEGATIVE = Interval(Fraction(0), None)


def number_text(number: Fraction | None, digits: int = 12) -> str:
    """Return a number as plain decimal text, shortened to ``digits`` significant digits.

    >>> number_text(Fraction(48, 1000)), number_text(Fraction(1, 3), 4), number_text(None)
    ('0.048', '0.3333', '…')
    """
    if number is None:
        return "…"
    if number.denominator == 1:
        return str(number.numerator)
    if len(str(abs(int(number)))) >= digits:
        return str(round(number))
    text = f"{Decimal(f'{decimal_of(number):.{digits}g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimal_of(number: Fraction) -> Decimal:
    """Return the nearest decimal of 28 digits; exact for every number that was printed."""
    return Decimal(number.numerator) / Decimal(number.denominator)


def _exact(number: Number) -> Fraction:
    """Return a number as a fraction; a decimal as its two whole numbers, which is faster."""
    if isinstance(number, Decimal):
        return Fraction(*number.as_integer_ratio())
    return Fraction(number)


def _interval(number: Interval | Number) -> Interval:
    return number if isinstance(number, Interval) else Interval.of(number)


def _tidy(end: Fraction | None, *, up: bool) -> Fraction | None:
    if end is None or end.denominator < _UNWIELDY:
        return end
    whole = (end.numerator << _PLACES) // end.denominator
    return Fraction(whole + up, 1 << _PLACES)


def _add(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if one == 0 or other == 0:
        return Fraction(0)
    return None if one is None or other is None else one * other


def _is_nonnegative(interval: Interval) -> bool:
    return interval.low is not None and interval.low >= 0
