"""What every indicator offers, and the few words that they share.

An indicator is a module with a name, the parameters it takes, and three functions: ``cells``
(what it stands on), ``value`` (how it is computed from levels) and ``rows`` (what an assertion
of it says about the cells). Values and claims are in the indicator's own unit: percent and
percentage points are 3.8, not 0.038.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from tradetally.cells import EVERYTHING, Cell, Flow
from tradetally.intervals import ANYTHING, NON_NEGATIVE, Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Target

Levels = Mapping[Cell, Interval]

PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Row:
    """A linear condition on cells: the sum of ``weight · cell`` lies in ``bounds``."""

    terms: tuple[tuple[Cell, Fraction], ...]
    bounds: Interval


class Indicator(Protocol):
    """What a module of this folder offers."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The indicator's name in the text form."""
        ...

    @property
    def UNIT(self) -> str | None:  # noqa: N802
        """The unit of its values; ``None`` where it is the cell's own."""
        ...

    @property
    def TAKES(self) -> frozenset[str]:  # noqa: N802
        """The parameters it takes beside the cell's."""
        ...

    def cells(self, figure: Figure) -> tuple[Cell, ...]:
        """Return the cells that the figure stands on."""
        ...

    def value(self, figure: Figure, levels: Levels) -> Interval:
        """Return what the levels allow the figure to be, in its own unit."""
        ...

    def rows(self, figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
        """Return what asserting ``claim`` says about the cells, given what is known of them."""
        ...


def level_of(levels: Levels, cell: Cell) -> Interval:
    """Return what is known of a cell; a total or a balance also from its two flows."""
    known = levels.get(cell)
    if cell.flow in (Flow.TOTAL, Flow.BALANCE) and not cell.measure.is_count:
        exports = levels.get(cell.of(Flow.EXPORTS))
        imports = levels.get(cell.of(Flow.IMPORTS))
        if exports is not None and imports is not None:
            derived = exports + imports if cell.flow is Flow.TOTAL else exports - imports
            known = derived if known is None else known.intersect(derived) or known
    if known is None:
        return ANYTHING if cell.flow is Flow.BALANCE else NON_NEGATIVE
    return known


def usual_base(figure: Figure) -> Period:
    """Return the usual base: a year earlier, or the period just before for a change of growth."""
    if figure.indicator == "growth_change":
        return figure.period.previous()
    return figure.period.year_earlier()


def base_cell(figure: Figure) -> Cell:
    """Return the figure's cell in its base period."""
    return figure.cell.at(figure.base or usual_base(figure))


def target_cell(figure: Figure, target: Target | None) -> Cell:
    """Return the cell that a target means; without one the same flow of the whole reporter."""
    cell = figure.cell
    if target is None:
        return cell.on(EVERYTHING)
    return cell.on(target.slice).of(target.flow or cell.flow).at(target.period or cell.period)


def between(
    cell: Cell, low: Fraction | None, high: Fraction | None, other: Cell
) -> tuple[Row, ...]:
    """Return the rows of ``low · other ≤ cell ≤ high · other``, for an ``other`` above zero."""
    rows = []
    if low is not None:
        rows.append(Row(((cell, Fraction(1)), (other, -low)), NON_NEGATIVE))
    if high is not None:
        rows.append(Row(((cell, Fraction(-1)), (other, high)), NON_NEGATIVE))
    return tuple(rows)
