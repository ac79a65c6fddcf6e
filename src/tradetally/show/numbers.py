"""Intervals in the digits that tell: as few as show how evidence lies to what was said.

Ends are rounded outward, so that a shown interval always holds the real one, and digits are
added until the shown interval lies to the claim as the real one does.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from tradetally.intervals import Interval

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"), (0, ""))
_CURRENCIES = {"CNY": "yuan", "USD": "US dollars", "EUR": "euros", "HKD": "Hong Kong dollars"}
_UNITS = {
    "percent": "%",
    "pp": " percentage points",
    "count": "",
    "rank": "",
    "ratio": " times",
    "t": " tonnes",
    "bbl": " barrels",
    "piece": " pieces",
    **{code: f" {name}" for code, name in _CURRENCIES.items()},
}
_WHOLE = {"count", "rank", "years", "quarters", "months"}
_MOST_PLACES = 8


@lru_cache(maxsize=2048)
def interval_text(interval: Interval, unit: str, beside: Interval | None = None) -> str:
    """Return an interval in words and digits, fine enough to compare with ``beside``.

    >>> interval_text(Interval.of(26988980000000), "CNY", Interval.printed("26.99", scale=10**12))
    '26.989 trillion yuan'
    >>> interval_text(Interval.of("-2.784", "-2.774"), "percent", Interval.printed("-2.7"))
    '−2.79 to −2.77%'
    >>> interval_text(Interval.of(60, None), "percent")
    'at least 60%'
    """
    power, name = _scale(beside if beside is not None and beside.is_bounded else interval, unit)
    factor = Fraction(10) ** power
    suffix = (f" {name}" if name else "") + _UNITS.get(unit, f" {unit}")
    if unit == "rank":
        name, suffix = "", ""
    ends = _divided(interval, factor)
    claim = None if beside is None else _divided(beside, factor)
    if ends.low is None and ends.high is None:
        return "nothing is known"
    places = 0 if unit in _WHOLE and not power else _places(ends, claim)
    shown = _rounded(ends, places)
    if claim is not None:
        told = _lies(ends, claim)
        while places < _MOST_PLACES and _lies(_interval(shown, places), claim) != told:
            places += 1
            shown = _rounded(ends, places)
    while places and shown[0] != shown[1] and not any(end % 10 for end in shown if end is not None):
        places -= 1
        shown = _rounded(ends, places)
    prefix = "rank " if unit == "rank" else ""
    return prefix + _joined(shown, places) + suffix


def number(value: Fraction, places: int) -> str:
    """Return a number with thousands set off and a true minus sign.

    >>> number(Fraction(-1234567, 100), 1)
    '−12,345.7'
    """
    return _digits(_nearest(value, places), places)


def signed(share: Interval) -> str:
    """Return a relative change in percent with its sign.

    >>> signed(Interval.of("-0.0035", "-0.0015"))
    '−0.35 to −0.15%'
    >>> signed(Interval.of("0.0042"))
    '+0.42%'
    """
    text = interval_text(share * 100, "percent")
    return f"+{text}" if share.is_positive() and share.low is not None else text


def _scale(interval: Interval, unit: str) -> tuple[int, str]:
    """Return the power of ten and its name that an amount is said in; none for rates."""
    if unit in ("percent", "pp", "rank", "ratio", "years", "quarters", "months"):
        return 0, ""
    size = max((abs(end) for end in (interval.low, interval.high) if end is not None), default=0)
    smallest = 10**6 if unit in _CURRENCIES else 10**7
    for power, name in _SCALES:
        if size >= 10**power and size >= smallest:
            return power, name
    return 0, ""


def _places(ends: Interval, claim: Interval | None) -> int:
    """Return the decimals to begin with: one more than was printed, or four digits in all."""
    if claim is not None and claim.width:
        return _decimals(claim.width) + 1
    if ends.width:
        return min(_decimals(ends.width) + 2, 6)
    size = abs(ends.low if ends.low is not None else ends.high or Fraction(0))
    whole = len(str(int(size))) if size >= 1 else 0
    exact = next((p for p in range(4) if (size * 10**p).denominator == 1), 4)
    return min(max(0, 5 - whole), exact)


def _decimals(width: Fraction) -> int:
    """Return the decimals that a number of this width is printed with."""
    above, below = width.numerator, width.denominator
    return next((p for p in range(_MOST_PLACES) if above * 10**p >= below), _MOST_PLACES)


def _divided(interval: Interval, factor: Fraction) -> Interval:
    if factor == 1:
        return interval
    ends = (None if end is None else end / factor for end in (interval.low, interval.high))
    return Interval(*ends)


Shown = tuple[int | None, int | None]
"""The ends of an interval in units of the last decimal that is shown."""


def _rounded(ends: Interval, places: int) -> Shown:
    """Return a point to the nearest, an interval outward."""
    if ends.low is not None and ends.high is not None:
        low, high = _nearest(ends.low, places), _nearest(ends.high, places)
        if low == high:
            return low, high
    return (
        None if ends.low is None else _below(ends.low, places),
        None if ends.high is None else -_below(-ends.high, places),
    )


def _nearest(number: Fraction, places: int) -> int:
    """Return a number in units of its last decimal shown, halves to the even one."""
    scale: int = 10**places
    whole, rest = divmod(number.numerator * scale, number.denominator)
    over = 2 * rest - number.denominator
    is_up = over > 0 or (over == 0 and whole % 2 == 1)
    return whole + is_up


def _below(number: Fraction, places: int) -> int:
    scale: int = 10**places
    return number.numerator * scale // number.denominator


def _interval(shown: Shown, places: int) -> Interval:
    scale = 10**places
    low, high = (None if end is None else Fraction(end, scale) for end in shown)
    return Interval(low, high)


def _lies(interval: Interval, claim: Interval) -> tuple[bool, ...]:
    return interval.within(claim), interval.below(claim), claim.below(interval)


def _joined(shown: Shown, places: int) -> str:
    low, high = (None if end is None else _digits(end, places) for end in shown)
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    if low == high:
        return low
    return f"{low} to {high}" if "−" in low + high else f"{low}–{high}"


def _digits(units: int, places: int) -> str:
    """Return a number of units of the last decimal, with thousands set off.

    >>> _digits(-12345670, 1), _digits(5, 2)
    ('−1,234,567.0', '0.05')
    """
    whole, rest = divmod(abs(units), 10**places)
    text = f"{whole:,}.{rest:0{places}d}" if places else f"{whole:,}"
    return f"−{text}" if units < 0 else text
