"""Figures: indicators over cells.

In come figures and levels (intervals by cell); out go values (intervals) and rows (linear
conditions on cells). One module an indicator; ``text`` parses and prints the text form. Called
by everything above codes; knows no language, no file and no book.
"""

from tradetally.figures import (
    average_growth,
    change,
    contribution,
    contribution_pp,
    count,
    count_growing,
    growth,
    growth_change,
    growth_gap,
    level,
    rank,
    ratio,
    record,
    share,
    share_change,
    streak,
)
from tradetally.figures.indicator import Indicator, Levels, Row, level_of

_ALL: tuple[Indicator, ...] = (
    level,
    change,
    growth,
    average_growth,
    share,
    share_change,
    growth_change,
    growth_gap,
    contribution,
    contribution_pp,
    rank,
    streak,
    count,
    count_growing,
    ratio,
    record,
)

INDICATORS: dict[str, Indicator] = {indicator.NAME: indicator for indicator in _ALL}

__all__ = ["INDICATORS", "Indicator", "Levels", "Row", "level_of"]
