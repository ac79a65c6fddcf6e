"""What the charts of a briefing draw: months, contributions, shares over time, provinces ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradetally import codes
from tradetally.brief.briefing import Point, Series
from tradetally.brief.choose import Choice
from tradetally.brief.facts import Facts
from tradetally.brief.plan import Role
from tradetally.cells import Flow, Slice
from tradetally.statements import Figure

MONTHS = 24
BARS = 10
FEWEST = 3
FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)

Named = tuple[str, str, Figure]  # a dimension, a code of it ("" for all trade), a figure


def monthly(facts: Facts) -> list[Named]:
    """Return level and growth of each flow, by month, over the last two years."""
    last = facts.period.last_month
    months = [last.shift(-back) for back in range(MONTHS)][::-1]
    return [
        ("", "", facts.figure(name, flow, period=month))
        for flow in FLOWS
        for name in ("level", "growth")
        for month in months
    ]


def ranked(facts: Facts) -> list[Named]:
    """Return the level and the growth of every province."""
    return [
        ("region", code, facts.figure(name, Flow.TOTAL, Slice(region=code)))
        for code in codes.peers("CN-provinces", facts.round)
        for name in ("level", "growth")
    ]


def added(choices: Sequence[Choice], facts: Facts, dimension: str, flow: Flow) -> list[Named]:
    """Return what the chosen parts added to the growth of a flow."""
    return [
        (
            dimension,
            code,
            facts.figure("contribution_pp", flow, Slice.from_codes({dimension: code})),
        )
        for code in _chosen(choices, dimension, flow)
    ]


def shares(choices: Sequence[Choice], facts: Facts, dimension: str, flow: Flow) -> list[Named]:
    """Return the shares of the chosen parts: now, and in the same months of earlier years."""
    periods = [facts.period.shift(-12 * back) for back in range(5)][::-1]
    return [
        (dimension, code, facts.figure("share", flow, Slice.from_codes({dimension: code}), period))
        for code in _chosen(choices, dimension, flow)[:5]
        for period in periods
    ]


def _chosen(choices: Sequence[Choice], dimension: str, flow: Flow) -> list[str]:
    found: dict[str, None] = {}
    for choice in choices:
        role: Role = choice.role
        if (role.dimension, role.flow, role.measure) == (dimension, flow, "value"):
            found.update(dict.fromkeys(part.code for part in choice.parts))
    return list(found)


CHARTS: tuple[tuple[str, str, str, Flow], ...] = (
    ("contribution-partners", "contribution", "partner", Flow.TOTAL),
    ("contribution-exports", "contribution", "product", Flow.EXPORTS),
    ("share-partners", "share", "partner", Flow.TOTAL),
    ("share-ownership", "share", "ownership", Flow.TOTAL),
)


def wanted(choices: Sequence[Choice], facts: Facts) -> Iterator[Figure]:
    """Yield every figure that a chart may draw."""
    for _, _, rows in _every(choices, facts):
        yield from (figure for _, _, figure in rows)


def series(choices: Sequence[Choice], facts: Facts) -> tuple[Series, ...]:
    """Return the charts that enough is known for: three numbers or more."""
    found = (_drawn(name, kind, rows, facts) for name, kind, rows in _every(choices, facts))
    return tuple(one for one in found if one is not None)


def _every(choices: Sequence[Choice], facts: Facts) -> Iterator[tuple[str, str, list[Named]]]:
    yield "monthly", "monthly", monthly(facts)
    for name, kind, dimension, flow in CHARTS:
        rows = added if kind == "contribution" else shares
        yield name, kind, rows(choices, facts, dimension, flow)
    yield "ranking-provinces", "ranking", ranked(facts)


def _drawn(name: str, kind: str, rows: Sequence[Named], facts: Facts) -> Series | None:
    points = [point for row in rows if (point := _point(row, facts)) is not None]
    if kind == "contribution":
        points = sorted(points, key=lambda one: -abs(one.value))[:BARS]
        points.sort(key=lambda one: -one.value)
    if kind == "ranking":
        levels = sorted((p for p in points if p.unit == facts.unit), key=lambda one: -one.value)
        first = [one.label for one in levels[:BARS]]
        points = [p for label in first for p in points if p.label == label]
    if kind == "share":
        points = [p for p in points if sum(p.label == other.label for other in points) > 1]
    if len({(point.label, point.period) for point in points}) < FEWEST:
        return None
    because = (facts.get(p.figure) for p in points)
    said = [one for fact in because if fact is not None for one in fact.answer.evidence.because]
    sources = tuple(sorted({one.place.document for one in said}))
    return Series(name, kind, tuple(points), sources, facts.release)


def _point(row: Named, facts: Facts) -> Point | None:
    dimension, code, figure = row
    fact = facts.said(figure)
    if fact is None or fact.value is None:
        return None
    return Point(code, figure.period, figure, fact.value, fact.unit, dimension)
