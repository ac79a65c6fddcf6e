"""Position among peers, the largest being first.

The peers are a list that holds no two that overlap (ASEAN or its members, not both). By default
they are compared by level; ``by=growth`` compares their growth.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from tradetally import codes
from tradetally.cells import DIMENSIONS, Cell
from tradetally.figures import growth, level
from tradetally.figures.indicator import Indicator, Levels, Row
from tradetally.intervals import NON_NEGATIVE, Interval
from tradetally.statements import Figure

NAME = "rank"
UNIT = "rank"
TAKES = frozenset({"among", "by"})

MEASURES: dict[str, Indicator] = {"level": level, "growth": growth}


@lru_cache(maxsize=512)
def peers(figure: Figure) -> tuple[Figure, ...]:
    """Return the compared figure for each other peer."""
    dimension = ranked_dimension(figure)
    if dimension is None:
        return ()
    own = getattr(figure.cell.slice, dimension)
    return tuple(
        compared(figure).with_cell(figure.cell.on(figure.cell.slice.with_code(dimension, code)))
        for code in codes.peers(peer_list(figure))
        if code != own
    )


def compared(figure: Figure) -> Figure:
    """Return the figure that is compared: this one's own level or growth."""
    return replace(figure, indicator=figure.by or "level", among=None, by=None)


def peer_list(figure: Figure) -> str:
    """Return the name of the list of peers."""
    if figure.among is not None:
        return figure.among
    for dimension, code in figure.cell.slice.codes():
        default = codes.default_peers(dimension, code)
        if default is not None:
            return default
    return ""


def ranked_dimension(figure: Figure) -> str | None:
    """Return the dimension whose code is ranked: the one that the peer list holds."""
    listed = codes.peers(peer_list(figure))
    for dimension in DIMENSIONS:
        if getattr(figure.cell.slice, dimension) in listed:
            return dimension
    return None


def cells(figure: Figure) -> tuple[Cell, ...]:
    """Return the cells of this one and of every peer."""
    compare = MEASURES[figure.by or "level"]
    every = (compared(figure), *peers(figure))
    return tuple(dict.fromkeys(cell for one in every for cell in compare.cells(one)))


def value(figure: Figure, levels: Levels) -> Interval:
    """Return 1 + the peers surely above, to 1 + those that may be."""
    compare = MEASURES[figure.by or "level"]
    own = compare.value(compared(figure), levels)
    others = [compare.value(peer, levels) for peer in peers(figure)]
    if not others:
        return Interval.of(1, None)
    surely = sum(own.below(other) for other in others)
    never = sum(other.below(own) or (other.is_point and other == own) for other in others)
    return Interval.of(1 + surely, 1 + len(others) - never)


def rows(figure: Figure, claim: Interval, levels: Levels) -> tuple[Row, ...]:
    """Return x ≥ each y for a first place and x ≤ each y for a last one; nothing between."""
    others = peers(figure)
    if not others or figure.by not in (None, "level"):
        return ()
    if claim.high == 1:
        sign = Fraction(1)
    elif claim.low == len(others) + 1:
        sign = Fraction(-1)
    else:
        return ()
    return tuple(Row(((figure.cell, sign), (peer.cell, -sign)), NON_NEGATIVE) for peer in others)
