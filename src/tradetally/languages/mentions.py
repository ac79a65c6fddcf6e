"""What a language finds in a text: numbers, periods and names, each where it stands.

Offsets are characters of the text that was searched. A language's ``numbers`` and ``periods``
modules each have a ``find`` that returns these and a ``write`` that is its inverse.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Relation


class Number(NamedTuple):
    """A number with its unit and its comparison word, as short as it can be.

    ``value`` and ``interval`` are in base units: yuan, percent, points, tonnes, things counted.
    ``unit`` is an ISO 4217 currency, ``percent``, ``pp``, ``count``, ``rank``, ``ratio``,
    ``years``/``quarters``/``months``, a unit of quantity, or ``None`` for a bare number.
    ``noun`` is what is counted (``countries and regions``), where the mention says so.
    """

    start: int
    end: int
    text: str
    value: Decimal
    interval: Interval
    unit: str | None
    relation: Relation = Relation.EQ
    noun: str | None = None
    notes: tuple[str, ...] = ()


class When(NamedTuple):
    """A stretch of text that means a period, already resolved to one.

    ``base`` is the earlier period that the same words compare it with: *between May and June*.
    ``fiscal`` marks a calendar year, or a part of one, that stands for that of the fiscal year it
    names, or that starts in it (*named*, *from*), two years that may do so (*run*: 2015-16), and
    a month whose fiscal year is meant, or the one before (*this*, *last*): which months that has,
    the language does not know.
    """

    start: int
    end: int
    text: str
    period: Period
    base: Period | None = None
    fiscal: str | None = None


Resolver = Callable[[date | None, Period | None], tuple[When, ...]]
"""What resolves the periods that a text says, by the day it came out and what it is about."""


class Name(NamedTuple):
    """A stretch of text that means a code of a code list."""

    start: int
    end: int
    text: str
    dimension: str
    code: str
