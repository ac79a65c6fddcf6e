"""Numbers in English: found in a text with what they assert, and written.

``find`` returns each number with its unit and comparison word, as short as it can be; ``write``
is its inverse (a count reads back bare and a rank behind *ranked*: the rest is the sentence's).
A value keeps the digits that were printed, 45.47 trillion being 4547E+10.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tradetally.languages.en import ordinary_numbers, special_numbers, units
from tradetally.languages.en.number_words import ordinal_text
from tradetally.languages.letters import small, words
from tradetally.languages.mentions import Number

_HINTS = special_numbers.HINTS | ordinary_numbers.HINTS
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6))


def find(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, in order, none inside another.

    >>> [(n.text, f"{n.value:f}", n.unit) for n in find("It rose 3.8 percent to $5.2 billion.")]
    [('3.8 percent', '3.8', 'percent'), ('$5.2 billion', '5200000000', 'USD')]
    """
    lowered = small(text)
    said = _HINTS.intersection(words(lowered))
    special = tuple(special_numbers.find(text, lowered, said)) if said else ()
    ordinary = tuple(ordinary_numbers.find(text, lowered, said))
    if not special:
        return ordinary
    kept: list[Number] = []
    for number in (*special, *ordinary):
        if not any(number.start < other.end and other.start < number.end for other in kept):
            kept.append(number)
    return tuple(sorted(kept, key=lambda number: number.start))


def write(value: Decimal, unit: str) -> str:
    """Return a number as English text says it; ``find`` reads the same value and unit back.

    >>> write(Decimal(45470000000000), "CNY"), write(Decimal("3.80"), "percent")
    ('45.47 trillion yuan', '3.80%')
    >>> [write(Decimal(8), unit) for unit in ("rank", "years", "pp", "count", "t")]
    ['8th', '8 consecutive years', '8 percentage points', '8', '8 tonnes']
    """
    return _WRITERS.get(unit, _amount)(value, unit)


def _amount(value: Decimal, unit: str) -> str:
    named = units.WRITTEN.get(unit) or units.IN_TABLES.get(unit, unit)
    for name, power in _SCALES:
        if abs(value) >= 10**power:
            return f"{_trimmed(value.scaleb(-power))} {name} {named}"
    return f"{_grouped(value)} {named}"


def _trimmed(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal) -> str:
    return _trimmed(value) if abs(value) < 1_000 else f"{Decimal(_trimmed(value)):,f}"


def _points(value: Decimal, unit: str) -> str:
    return f"{value:f} percentage point{'' if value == 1 else 's'}"


def _in_a_row(value: Decimal, unit: str) -> str:
    return f"{value:f} consecutive {unit[:-1] if value == 1 else unit}"


_WRITERS: dict[str, Callable[[Decimal, str], str]] = {
    "percent": lambda value, _: f"{value:f}%",
    "pp": _points,
    "count": lambda value, _: _grouped(value),
    "rank": lambda value, _: ordinal_text(int(value)),
    "ratio": lambda value, _: f"{value:f} times",
    "years": _in_a_row,
    "quarters": _in_a_row,
    "months": _in_a_row,
}
