"""Printed cells → exact decimals, and how many decimals a column is printed with.

A cell is a number (``65,363.6``, ``-7.3``), or empty (nothing, ``-``, ``—``): a figure that the
table does not give. A spreadsheet drops trailing zeros, so the column's most decimals are every
cell's. A column that went through binary floating point shows it in a cell or two
(``244117644189.00003``): what lies beyond the fifteen digits that a double holds was never
published, and is rounded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_EMPTY = frozenset({"", "-", "--", "—", "——", "–", "…", "..."})
_DOUBLE = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed, and the decimals that it shows."""

    text: str
    number: Decimal
    places: int
    is_float_noise: bool = False


def is_empty(text: str) -> bool:
    """Whether a cell gives no figure."""
    return text.strip() in _EMPTY


def parse_number(text: str) -> Printed | None:
    """Return the number that a cell prints; ``None`` if it prints none.

    >>> parse_number("65,363.6").number, parse_number("3 or so")
    (Decimal('65363.6'), None)
    >>> parse_number("244117644189.00003").number
    Decimal('244117644189')
    """
    plain = text.strip().replace("−", "-")
    if _NUMBER.fullmatch(plain) is None:
        return None
    number = Decimal(plain.replace(",", ""))
    places = len(plain) - plain.index(".") - 1 if "." in plain else 0
    if places and len(plain) > 16:
        rounded = _DOUBLE.plus(number).normalize()
        if len(number.as_tuple().digits) >= 16 and _digits(number) - _digits(rounded) >= 3:
            clean = rounded if _places(rounded) else rounded.quantize(Decimal(1))
            return Printed(text, clean, _places(clean), is_float_noise=True)
    return Printed(text, number, places)


def most_places(numbers: Iterable[Printed]) -> int:
    """Return the decimals of the number that shows most.

    >>> most_places(parse_number(text) for text in ("8", "3.25", "4.1"))
    2
    """
    return max((number.places for number in numbers), default=0)


def in_base_units(number: Decimal, power: int) -> Decimal:
    """Return ``number`` × 10^power, written without an exponent.

    >>> in_base_units(Decimal("584.5"), 8)
    Decimal('58450000000')
    """
    scaled = number.scaleb(power)
    return scaled.quantize(Decimal(1)) if _exponent(scaled) > 0 else scaled


def _digits(number: Decimal) -> int:
    return len(number.as_tuple().digits) + max(_exponent(number), 0)


def _places(number: Decimal) -> int:
    return max(-_exponent(number), 0)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
