"""How many periods in a row something held; the reference period is the last of them.

What held is growth unless said: ``fall``, ``surplus``, ``deficit``, ``record``, ``rank 1``,
``growth >= 10``. A claim of n is *at least* n conditions, one a period, each judged in the release
that covers its period.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from math import ceil

from tradetally.cells import Cell
from tradetally.figures import growth, level, rank, record
from tradetally.figures.indicator import Indicator, Levels, Row, level_of
from tradetally.intervals import Interval
from tradetally.statements import Figure

NAME = "streak"
UNIT = None
TAKES = frozenset({"among", "held"})

REACH = 60
HELD = re.compile(r"growth|fall|surplus|deficit|record|rank (\d+)|growth >= (-?\d+(?:\.\d+)?)")
_TINY = Fraction(1, 10**12)


def condition(figure: Figure, back: int) -> tuple[Figure, Interval]:
    """Return the figure that had to hold ``back`` periods before the last, and where it had to be.

    Growth above zero is growth of at least a millionth of a millionth percent.
    """
    cell = figure.cell.at(figure.period.shift(-back * figure.period.months))
    plain = Figure("growth", cell)
    held = figure.held or "growth"
    if held == "growth":
        return plain, Interval(_TINY, None)
    if held == "fall":
        return plain, Interval(None, -_TINY)
    if held in ("surplus", "deficit"):
        above = Interval(_TINY, None)
        return replace(plain, indicator="level"), above if held == "surplus" else -above
    if held == "record":
        return replace(plain, indicator="record"), Interval.of(1)
    match = HELD.fullmatch(held)
    if match is not None and match[1]:
        return replace(plain, indicator="rank", among=figure.among), Interval.of(match[1])
    return plain, Interval.of(match[2] if match is not None else 0, None)


def _indicator(name: str) -> Indicator:
    known: dict[str, Indicator] = {
        "growth": growth,
        "level": level,
        "rank": rank,
        "record": record,
    }
    return known[name]


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cells of the last period's condition."""
    needed, _ = condition(figure, 0)
    return _indicator(needed.indicator).cells(needed)


def value(figure: Figure, levels: Levels) -> Interval:
    """Return from the periods that surely held to those that may have held."""
    sure: int | None = None
    for back in range(REACH):
        needed, where = condition(figure, back)
        seen = _indicator(needed.indicator).value(needed, levels)
        if not seen.meets(where):
            return Interval.of(back if sure is None else sure, back)
        if sure is None and not seen.within(where):
            sure = back
        if not seen.is_bounded or not level_of(levels, needed.cell).is_bounded:
            break
    return Interval.of(REACH if sure is None else sure, None)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return the rows of every condition of the shortest streak that the claim allows.

    A streak of ranks gives none: it would bring in every peer in every period.
    """
    if (figure.held or "").startswith("rank"):
        return ()
    length = 0 if claim.low is None else min(REACH, ceil(claim.low))
    out: list[Row] = []
    for back in range(length):
        needed, where = condition(figure, back)
        out.extend(_indicator(needed.indicator).rows(needed, where, levels))
    return tuple(out)
