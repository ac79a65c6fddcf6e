"""How numbers of one chart or column are given: in which power of ten, with how many decimals.

One power and one number of decimals hold for all of them, so that they compare at a glance; the
power is one that the language has a word for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tradetally.cells import Measure
from tradetally.show.words import Words

_RATES = frozenset({"percent", "pp", "ratio"})
_WHOLE = frozenset({"count", "rank", "years", "quarters", "months"})
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten, the name of the unit with it, and the decimals that are shown."""

    power: int
    unit: str
    places: int

    def number(self, value: Decimal) -> Decimal:
        """Return a value in this scale, with all its digits."""
        return value.scaleb(-self.power)

    def rounded(self, value: Decimal) -> Decimal:
        """Return a value in this scale, rounded as it is shown; half goes away from zero."""
        quantum = Decimal(1).scaleb(-self.places)
        return self.number(value).quantize(quantum, ROUND_HALF_UP) + 0

    def text(self, value: Decimal, *, signed: bool = False) -> str:
        """Return a value as it is shown, with a true minus sign.

        >>> Scale(9, "billion yuan", 1).text(Decimal(-1234567890123))
        '−1,234.6'
        """
        text = f"{self.rounded(value):{'+' if signed else ''},}"
        return text.replace("-", "−")


def scale_of(
    values: Iterable[Decimal], unit: str | None, words: Words, measure: Measure | None = None
) -> Scale:
    """Return the scale in which all of ``values``, in base units, read well.

    The power is the largest of the language's that leaves nine in ten of them at half a unit or
    more; amounts get decimals until the smallest of these has three digits.

    >>> from tradetally.show.words import words
    >>> scale_of([Decimal(9490000000000), Decimal(53000000000)], "CNY", words("en"))
    Scale(power=9, unit='billion yuan', places=1)
    >>> scale_of([Decimal("3.8"), Decimal("-2.75")], "percent", words("zh"))
    Scale(power=0, unit='%', places=2)
    """
    sizes = sorted(abs(value) for value in values if value)
    if unit in _WHOLE or not sizes:
        return Scale(0, words.unit(unit, 0, measure), 0)
    if unit in _RATES:
        return Scale(0, words.unit(unit), max(map(_decimals, sizes)))
    small = sizes[len(sizes) // 10]
    power = next(power for power in words.powers if power == 0 or small * 2 >= 10**power)
    digits = small.scaleb(-power).adjusted()
    places = min(max(0, 2 - max(digits, 0)), _MOST_PLACES)
    if power == 0:
        places = min(places, max(map(_decimals, sizes)))
    return Scale(power, words.unit(unit, power, measure), places)


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(max(0, -exponent), _MOST_PLACES) if isinstance(exponent, int) else 0
