"""Intervals of numbers in words: *between 4.38% and 4.52%*, *45.4685 trillion yuan*.

An interval that a single printed number would assert is said as that number; any other is said
with its ends rounded outward, so that what is said never claims more than is known.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from tradetally.intervals import Interval
from tradetally.languages.phrases import Phrasebook, phrasebook
from tradetally.statements import Relation

_RATES = frozenset({"percent", "pp", "ratio"})
_WHOLE = frozenset({"count", "rank", "years", "quarters", "months"})
_SCALES = (12, 9, 6, 3)
_PLACES_OF_RATE = 2
_PLACES_OF_AMOUNT = 4
_FEWEST_DIGITS = 2


def say_interval(interval: Interval, unit: str, language: str) -> str:
    """Return an interval in words, in base units and with as many digits as it can bear.

    >>> say_interval(Interval.of("4.3812", "4.5196"), "percent", "zh")
    '4.38%至4.52%'
    >>> say_interval(Interval.of(45468476543210), "CNY", "zh")
    '45.4685万亿元'
    >>> say_interval(Interval.of(60, None), "percent", "zh")
    '至少60%'
    """
    return say_ends(interval, unit, phrasebook(language))


def say_ends(interval: Interval, unit: str, known: Phrasebook) -> str:
    """Return an interval in words, with the phrases of a language."""
    low, high = interval.low, interval.high
    if low == 0 and high and unit not in _RATES and unit not in _WHOLE:
        low = None
    single = single(interval, unit)
    if single is not None:
        return known.numbers.write(single, unit)
    if low is None and high is None:
        return known["unknown"]
    if low is None:
        return say_related(_rounded(high, interval, unit, ROUND_CEILING), unit, Relation.LE, known)
    if high is None:
        return say_related(_rounded(low, interval, unit, ROUND_FLOOR), unit, Relation.GE, known)
    ends = [
        known.numbers.write(_rounded(low, interval, unit, ROUND_FLOOR), unit),
        known.numbers.write(_rounded(high, interval, unit, ROUND_CEILING), unit),
    ]
    if ends[0] == ends[1]:
        return ends[0]
    return known["between"].format(low=ends[0], high=ends[1])


def say_related(value: Decimal, unit: str, relation: Relation, known: Phrasebook) -> str:
    """Return a number with its comparison word: *more than 60%*."""
    return known[f"relation.{relation}"].format(number=known.numbers.write(value, unit))


def single(interval: Interval, unit: str) -> Decimal | None:
    """Return the one number that, printed, asserts at least all of the interval."""
    middle = interval.middle
    if middle is None:
        return None
    places = _places(middle, unit)
    number = _round(middle, places, ROUND_HALF_EVEN)
    if unit in _WHOLE:
        return number if interval.is_point and middle == number else None
    is_held = interval.within(Interval.printed(number, places=places))
    return number if is_held else None


def _rounded(end: Fraction | None, interval: Interval, unit: str, rounding: str) -> Decimal:
    """Return an end rounded outward, to a quarter of the interval's width or finer."""
    number = Fraction(end or 0)
    places = _places(number, unit)
    width = interval.width
    while width and unit not in _WHOLE and Fraction(10) ** -places > width / 4:
        places += 1
    return _round(number, places, rounding)


def _places(number: Fraction, unit: str) -> int:
    """Return the decimals, negative before the point, that a number of this size is said with."""
    size = abs(number)
    if unit in _WHOLE:
        return 0
    if unit in _RATES:
        places = _PLACES_OF_RATE
    else:
        scale = next((power for power in _SCALES if size >= 10**power), 0)
        places = _PLACES_OF_AMOUNT - scale
    while size and size * 10**places < 10 ** (_FEWEST_DIGITS - 1) and size.denominator > 1:
        places += 1
    return places


def _round(number: Fraction, places: int, rounding: str) -> Decimal:
    """Return a number rounded to ``places`` decimals, without the zeros at their end."""
    scaled = number * Fraction(10) ** places
    whole, rest = divmod(scaled, 1)
    up = (
        rounding == ROUND_CEILING
        and rest > 0
        or rounding == ROUND_HALF_EVEN
        and (rest > Fraction(1, 2) or rest == Fraction(1, 2) and int(whole) % 2 == 1)
    )
    decimal = Decimal(int(whole) + up).scaleb(-places)
    return Decimal(int(decimal)) if decimal == int(decimal) else decimal.normalize()
