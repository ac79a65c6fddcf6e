"""What published tables print, read off row by row: the independent measure of true and false.

Nothing here is solved: a figure is what a round prints of it, or what its formula makes of levels
that one round prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from tradetally.cells import Cell, Measure
from tradetally.figures import INDICATORS
from tradetally.figures.text import normal
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Relation, Statement

REVISION = Fraction(25, 1000)
"""No later round moves a level by more (docs/semantics.md)."""


class Facts:
    """The figures of each round as they are printed."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.printed: dict[tuple[Period, Figure], Interval] = {}
        for statement in statements:
            if statement.round is not None and statement.relation is Relation.EQ:
                key = statement.round, normal(statement.figure)
                known = self.printed.get(key, statement.interval)
                self.printed[key] = known.intersect(statement.interval) or known

    def stated(self, round_: Period) -> list[Figure]:
        """Return the figures that a round prints."""
        return [figure for one, figure in self.printed if one == round_]

    def value(
        self, figure: Figure, round_: Period, slack: Fraction = Fraction(0)
    ) -> Interval | None:
        """Return what a round prints of a figure, met with what its levels make it.

        Without a printed one, its levels may have moved by ``slack`` since.
        """
        stated = self.printed.get((round_, normal(figure)))
        cells = INDICATORS[figure.indicator].cells(self._with_unit(figure, round_))
        levels = {cell: self._level(cell, round_) for cell in cells}
        known = {c: level.widened(slack) for c, level in levels.items() if level is not None}
        if len(known) < len(cells):
            return stated
        value = INDICATORS[figure.indicator].value(self._with_unit(figure, round_), known)
        return value if stated is None else value.intersect(stated) or stated

    def difference(self, cell: Cell) -> Interval | None:
        """Return a later quarter or half as the difference of two years to date, as each came out.

        None where the period begins in January.
        """
        period = cell.period
        if period.is_year_to_date:
            return None
        through = Period.year_to_date(period)
        before = Period(through.start, period.start - through.start)
        whole, part = (self._level(cell.at(p), p.last_month) for p in (through, before))
        return None if whole is None or part is None else whole - part

    def allows(self, figure: Figure, round_: Period) -> list[Interval]:
        """Return where a text of a round may put a figure: as printed then, or within revisions."""
        then = figure.period.last_month
        here = self.value(figure, round_)
        found = [] if here is None else [here]
        if then < round_:
            is_printed = (then, normal(figure)) in self.printed and figure.indicator == "growth"
            earlier = self.value(figure, then, Fraction(0) if is_printed else REVISION)
            found += (
                []
                if earlier is None
                else [earlier.widened(Fraction(0) if is_printed else REVISION)]
            )
        if not found and figure.indicator == "level":
            rest = self.difference(figure.cell)
            found += [] if rest is None else [rest.widened(4 * REVISION)]
        return found or self._change_of_growth(figure, round_)

    def is_false(self, statement: Statement, round_: Period) -> bool | None:
        """Whether a statement is surely false; ``None`` where nothing is printed of its figure."""
        allowed = self.allows(statement.figure, round_)
        claim = statement.interval
        return not any(claim.meets(one) for one in allowed) if allowed else None

    def _change_of_growth(self, figure: Figure, round_: Period) -> list[Interval]:
        if figure.indicator != "growth_change" or figure.period.months != 12:
            return []
        growth = replace(figure, indicator="growth")
        before = growth.with_cell(figure.cell.at(figure.period.year_earlier()))
        now, then = self.value(growth, round_), self.value(before, before.period.last_month)
        return [] if now is None or then is None else [now - then]

    def _level(self, cell: Cell, round_: Period) -> Interval | None:
        stated = self.printed.get((round_, Figure("level", cell)))
        if stated is not None:
            return stated
        later = cell.at(cell.period.shift(12))
        level = self.printed.get((round_, Figure("level", later)))
        growth = self.printed.get((round_, Figure("growth", later)))
        if level is None or growth is None:
            return None
        return level / ((growth + 100) * Interval.of("0.01"))

    def _with_unit(self, figure: Figure, round_: Period) -> Figure:
        cell = figure.cell
        if cell.measure is not Measure.VOLUME or cell.unit is not None:
            return figure
        for unit in ("t", "piece", "set", "vehicle", "pair", "ship", "m3", "aircraft"):
            counted = replace(cell, unit=unit)
            if (round_, Figure("level", counted)) in self.printed:
                return figure.with_cell(counted)
        return figure
