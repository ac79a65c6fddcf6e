"""A year of made-up bulletins: partners × products × quarters, with groups, as tables print them.

True exports and imports are drawn for every country, product and quarter; groups, all goods and
totals are sums. A statement is a level, a growth rate or a share of them, rounded as printed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tradetally.cells import EVERYTHING, Cell, Flow, Slice
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval, decimal_of
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Release, Statement, Tier

GROUPS = {
    "ASIA": ("JP", "KR", "IN", "VN", "TH", "SA"),
    "EUROPE": ("DE", "FR", "GB", "NL", "RU"),
    "AFRICA": ("ZA", "EG", "NG"),
    "LATAM": ("BR", "MX", "CL"),
}
PRODUCTS = ("crude-oil", "cars", "steel", "toys", "furniture", "ships", "rare-earths")
QUARTERS = Period.parse("2024/2025").split(3)
ROUND = Period.parse("2025-12")
PLACES = {"level": -6, "growth": 1, "share": 2}

Truth = dict[Cell, Fraction]


def truth(seed: int = 1) -> Truth:
    """Return the exact level of every cell: about 5,000."""
    draw = random.Random(seed)
    exact: Truth = {}
    for group, members in GROUPS.items():
        for partner in members:
            for product in PRODUCTS:
                size = 10 ** draw.uniform(7, 10.5)
                for quarter in QUARTERS:
                    for flow in (Flow.EXPORTS, Flow.IMPORTS):
                        level = Fraction(round(size * draw.uniform(0.7, 1.4)))
                        for slices in _above(partner, group, product):
                            for of in (flow, Flow.TOTAL):
                                cell = Cell(flow=of, period=quarter, slice=slices)
                                exact[cell] = exact.get(cell, Fraction(0)) + level
    return exact


def _above(partner: str, group: str, product: str) -> Iterator[Slice]:
    """Yield every slice that a country's trade in a product counts towards."""
    for place in (partner, group, None):
        for goods in (product, None):
            yield Slice(partner=place, product=goods)


def figures(exact: Truth) -> list[Figure]:
    """Return every level, growth rate and share that could be printed."""
    out = []
    for cell in exact:
        out.append(Figure("level", cell))
        if cell.period.first_year == 2025:
            out.append(Figure("growth", cell))
        if cell.slice != EVERYTHING:
            out.append(Figure("share", cell))
    return out


def told(figure: Figure, exact: Truth) -> Statement:
    """Return a figure as a bulletin prints it."""
    points = {cell: Interval.of(exact[cell]) for cell in INDICATORS[figure.indicator].cells(figure)}
    value = INDICATORS[figure.indicator].value(figure, points).low or Fraction(0)
    places = PLACES[figure.indicator]
    printed = decimal_of(value).quantize(Decimal(1).scaleb(-places))
    return Statement(
        figure,
        printed,
        "CNY" if figure.indicator == "level" else "percent",
        Interval.printed(printed, places),
        Place("bulletin", str(printed)),
        release=Release(ROUND),
        tier=Tier.TABLE,
    )


def statements(count: int, seed: int = 1) -> tuple[Truth, list[Statement]]:
    """Return the truth and ``count`` statements of it, chosen at random."""
    exact = truth(seed)
    every = figures(exact)
    random.Random(seed).shuffle(every)
    return exact, [told(figure, exact) for figure in every[:count]]
