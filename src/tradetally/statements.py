"""Figures and statements: what can be asked of trade, and what a source says of it.

A *figure* is an indicator over cells; a *statement* is a figure that a source asserts in a
release, as an interval, with the place where it is said. Their text form is in
``tradetally.figures.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from tradetally.cells import Cell, Flow, Slice
from tradetally.intervals import Interval
from tradetally.periods import Period


@dataclass(frozen=True, slots=True)
class Target:
    """The other side of a figure: the whole of a share, what a gap or ratio is against.

    What is ``None`` is as in the figure itself, except the slice, which is said in full.
    """

    slice: Slice
    flow: Flow | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Threshold:
    """What each counted thing exceeds: ``over=1000000000000 CNY``."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator over cells: ``growth(exports, product=wind-turbines, 2025)``.

    ``cell`` is the cell that the figure is about; the rest says what it is held against, and is
    ``None`` where that is the usual thing (the same period a year earlier, the same flow's
    total, growth). ``definition`` pins a dated membership or edition, as ``ASEAN@2025-12``.
    """

    indicator: str
    cell: Cell
    base: Period | None = None
    versus: Target | None = None
    of: Target | None = None
    among: str | None = None
    by: str | None = None
    held: str | None = None
    over: Threshold | None = None
    definition: str | None = None

    @property
    def period(self) -> Period:
        """The reference period."""
        return self.cell.period

    def with_cell(self, cell: Cell) -> Figure:
        """Return the same figure about another cell."""
        return replace(self, cell=cell)


class Relation(StrEnum):
    """How a number stands to the figure it is said of."""

    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"
    IN = "in"


class Tier(IntEnum):
    """How much a source weighs; the smaller, the more."""

    COMPILED = 1
    TABLE = 2
    TEXT = 3
    CHECKED = 4


@dataclass(frozen=True, slots=True)
class Release:
    """The round of a release and the day it came out, if anything says so.

    The round is the last month whose figures it states; all outputs of one round are one
    vintage, and days are only shown.
    """

    round: Period
    day: date | None = None
    is_assumed: bool = False

    def __str__(self) -> str:
        if self.day is None:
            return str(self.round)
        return f"{self.round} ({'about ' if self.is_assumed else ''}{self.day.isoformat()})"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is said: characters of a text, or a line and a column of a table."""

    document: str
    text: str
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return f"{self.document}, line {self.line}, column {self.column}"
        if self.start is not None:
            return f"{self.document}, characters {self.start}–{self.end}"
        return self.document

    def moved(self, by: int) -> Place:
        """Return a place in a text so many characters further on.

        >>> Place("a.txt", "5%", 10, 12).moved(100)
        Place(document='a.txt', text='5%', start=110, end=112, line=None, column=None)
        """
        return Place(self.document, self.text, (self.start or 0) + by, (self.end or 0) + by)


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that a source asserts: its interval, and where it is said.

    ``value`` and ``unit`` are what was said, in base units (yuan, percent, points, counts);
    ``interval`` is what that asserts, in the same unit. ``words`` has the text's own words for a
    slice (``product``, ``partner``, ``region``), ``notes`` what a reader should know.
    """

    figure: Figure
    value: Decimal
    unit: str
    interval: Interval
    place: Place
    relation: Relation = Relation.EQ
    release: Release | None = None
    tier: Tier = Tier.CHECKED
    is_forecast: bool = False
    is_converted: bool = False
    is_overlapping: bool = False
    words: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def round(self) -> Period | None:
        """The round of the release that it is said in."""
        return None if self.release is None else self.release.round
