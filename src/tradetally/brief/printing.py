"""How many digits a number of a briefing has, and whether the evidence bears them.

Totals to a hundredth of a trillion, smaller amounts to four digits, rates to a tenth, counts of
six digits to a thousand, as releases do. A number that the evidence does not pin to its last
digit is not said.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from tradetally.intervals import Interval

_RATES = frozenset({"percent", "pp"})
_WHOLE = frozenset({"rank", "years", "quarters", "months"})
_LARGE_COUNT = 100_000
_SMALLEST_TRILLION = 10**12
_SCALES = (12, 8, 4)


def printed(interval: Interval, unit: str) -> Decimal | None:
    """Return the number that a release prints, if the evidence lies in what it then asserts.

    >>> printed(Interval.of(45468508453611), "CNY"), printed(Interval.of("51.9079"), "percent")
    (Decimal('45470000000000'), Decimal('51.9'))
    >>> printed(Interval.of("1.17", "1.27"), "pp") is None
    True
    """
    middle = interval.middle
    if middle is None:
        return None
    number = rounded(middle, places(middle, unit))
    return number if interval.within(asserting(number)) else None


def rounded(number: Fraction, places: int) -> Decimal:
    """Return a number rounded half away from zero, without the zeros that end its decimals.

    >>> rounded(Fraction("2.65"), 1), rounded(Fraction(7996), -1), rounded(Fraction(8), 1)
    (Decimal('2.7'), Decimal('8000'), Decimal('8'))
    """
    scaled = abs(number) * Fraction(10) ** places
    whole = int(scaled + Fraction(1, 2))
    value = Decimal(whole if number >= 0 else -whole).scaleb(-places)
    value = value.normalize() if value else Decimal(0)
    return value.quantize(Decimal(1), ROUND_HALF_UP) if value == value.to_integral() else value


def asserting(number: Decimal) -> Interval:
    """Return what a number asserts in every language: in trillions, billions or 亿, whole ones.

    >>> asserting(Decimal(45470000000000)), asserting(Decimal("0.5")), asserting(Decimal(20))
    (Interval[45465000000000, 45475000000000], Interval[0.45, 0.55], Interval[19.5, 20.5])
    """
    scale = next((power for power in _SCALES if abs(number) >= 10**power), 0)
    mantissa = (number.scaleb(-scale)).normalize()
    if mantissa == mantissa.to_integral():
        mantissa = mantissa.quantize(Decimal(1))
    return Interval.printed(mantissa, scale=10**scale)


def places(number: Fraction, unit: str) -> int:
    """Return the decimals, negative before the point, that a release gives a number of a unit."""
    if unit in _RATES:
        return 1
    if unit in _WHOLE:
        return 0
    size = abs(number)
    if unit == "count":
        return -3 if size >= _LARGE_COUNT else 0
    if size >= _SMALLEST_TRILLION:
        return -10
    return min(2, 4 - _length(size))


def _length(size: Fraction) -> int:
    return len(str(int(size)))
