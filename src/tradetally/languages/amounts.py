"""Intervals of numbers in words: *between 4.38% and 4.52%*, *45.4685 trillion yuan*.

An interval that a single printed number would assert is said as that number; any other is said
with its ends rounded outward, so that what is said never claims more than is known.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tradetally.intervals import Interval
from tradetally.languages.phrases import Phrasebook, phrasebook
from tradetally.statements import Relation

Rounding = Callable[[Fraction], int]

_RATES = frozenset({"percent", "pp", "ratio"})
_WHOLE = frozenset({"count", "rank", "years", "quarters", "months"})
_SCALES = (12, 9, 6, 3)
_PLACES_OF_RATE = 2
_PLACES_OF_AMOUNT = 4
_FEWEST_DIGITS = 2
_COARSEST = -15


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
    if interval.low == 0 and interval.high and unit not in _RATES | _WHOLE:
        interval = Interval(None, interval.high)
    number = single(interval, unit)
    if number is not None:
        return known.numbers.write(number, unit)
    if interval.low is None and interval.high is None:
        return known["unknown"]
    low, high = _outward(interval, unit)
    if low is None and high is not None:
        return say_related(high, unit, Relation.LE, known)
    if high is None and low is not None:
        return say_related(low, unit, Relation.GE, known)
    ends = [known.numbers.write(end, unit) for end in (low, high) if end is not None]
    return known["between"].format(low=ends[0], high=ends[1])


def say_related(value: Decimal, unit: str, relation: Relation, known: Phrasebook) -> str:
    """Return a number with its comparison word: *more than 60%*."""
    return known[f"relation.{relation}"].format(number=known.numbers.write(value, unit))


def single(interval: Interval, unit: str) -> Decimal | None:
    """Return the one number that, printed, asserts all of the interval and hardly more.

    An interval that is narrower than the last digit worth printing is one number too.

    >>> single(Interval.of("3.75", "3.85"), "percent"), single(Interval.of(1, 3), "percent")
    (Decimal('3.8'), None)
    """
    middle, width = interval.middle, interval.width
    if middle is None or width is None:
        return None
    if unit in _WHOLE:
        is_whole = interval.is_point and middle.denominator == 1
        return Decimal(int(middle)) if is_whole else None
    finest = _places(middle, unit)
    for places in range(0 if unit in _RATES else _COARSEST, finest + 1):
        is_tight = _unit(places) * 4 <= width * 5 or places == finest
        number = _round(middle, places, round)
        is_said = bool(number) or places >= 0  # nothing shows that a nought is a rounded one
        if is_tight and is_said and interval.within(Interval.printed(number, places=places)):
            return number
    return None


def _outward(interval: Interval, unit: str) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends rounded outward, by no more than a tenth of the interval's width."""
    sizes = [abs(end) for end in (interval.low, interval.high) if end is not None]
    places = max(_places(size, unit) for size in sizes)
    width = interval.width
    if width and unit not in _WHOLE:
        places = _COARSEST
        while not _is_close(interval, places, width / 10):
            places += 1
    return (
        None if interval.low is None else _round(interval.low, places, floor),
        None if interval.high is None else _round(interval.high, places, ceil),
    )


def _is_close(interval: Interval, places: int, most: Fraction) -> bool:
    """Whether rounding both ends outward to ``places`` moves neither by more than ``most``."""
    low, high = interval.low or Fraction(0), interval.high or Fraction(0)
    down, up = _round(low, places, floor), _round(high, places, ceil)
    return low - Fraction(down) <= most and Fraction(up) - high <= most


def _unit(places: int) -> Fraction:
    return 1 / Fraction(10) ** places


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


def _round(number: Fraction, places: int, rounding: Rounding) -> Decimal:
    """Return a number rounded to ``places`` decimals, without the zeros at their end."""
    decimal = Decimal(rounding(number * Fraction(10) ** places)).scaleb(-places)
    return Decimal(int(decimal)) if decimal == int(decimal) else decimal.normalize()
