"""The tables that go with a briefing: every partner, product and province that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tradetally import codes
from tradetally.brief.briefing import Column, Table
from tradetally.brief.facts import Facts
from tradetally.cells import EVERYTHING, Flow, Measure, Slice
from tradetally.intervals import decimal_of
from tradetally.periods import Period
from tradetally.statements import Figure

FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)
NUMBERS = ("level", "growth")

Cells = tuple[str | Decimal | None, ...]


def wanted(facts: Facts) -> Iterator[Figure]:
    """Yield every figure that a table may hold."""
    for dimension, listed in _lists(facts):
        for code in listed:
            part = Slice.from_codes({dimension: code})
            yield from (figure for figure in _of(part, facts))
    for month in _months(facts):
        for flow in FLOWS:
            yield from (facts.figure(name, flow, EVERYTHING, month) for name in NUMBERS)


def tables(facts: Facts) -> tuple[Table, ...]:
    """Return the tables that have a row: the total in the first of each."""
    found = [_table(dimension, listed, facts) for dimension, listed in _lists(facts)]
    return tuple(one for one in (*found, _monthly(facts)) if one is not None)


def _lists(facts: Facts) -> Iterator[tuple[str, Sequence[str]]]:
    for dimension in ("partner", "product", "region", "ownership", "regime"):
        every = codes.codes(dimension).values()
        listed = [one.code for one in every if one.kind not in ("city", "county-city", "zone")]
        yield dimension, listed


def _of(part: Slice, facts: Facts) -> Iterator[Figure]:
    for flow in FLOWS:
        yield from (facts.figure(name, flow, part) for name in NUMBERS)
    if part.product is not None:
        yield from (
            facts.figure("growth", flow, part, measure=Measure.VOLUME) for flow in FLOWS[1:]
        )


def _table(dimension: str, listed: Sequence[str], facts: Facts) -> Table | None:
    columns = [Column(dimension, dimension=dimension)]
    for flow in FLOWS:
        columns += [Column("level", facts.unit, flow), Column("growth", "percent", flow)]
    if dimension == "product":
        columns += [Column("volume-growth", "percent", flow) for flow in FLOWS[1:]]
    rows: list[Cells] = []
    sources: dict[str, None] = {}
    for code in listed:
        numbers = [
            _number(one, facts, sources) for one in _of(Slice.from_codes({dimension: code}), facts)
        ]
        if any(number is not None for number in numbers):
            rows.append((code, *numbers))
    if not rows:
        return None
    rows.sort(key=lambda row: -max((n for n in row[1:6:2] if isinstance(n, Decimal)), default=0))
    used = [i for i in range(len(columns)) if i == 0 or any(row[i] is not None for row in rows)]
    return Table(
        f"{dimension}s",
        tuple(columns[i] for i in used),
        tuple(tuple(row[i] for i in used) for row in rows),
        tuple(sources),
    )


def _monthly(facts: Facts) -> Table | None:
    columns = [Column("month")]
    for flow in FLOWS:
        columns += [Column("level", facts.unit, flow), Column("growth", "percent", flow)]
    rows: list[Cells] = []
    sources: dict[str, None] = {}
    for month in _months(facts):
        figures = [facts.figure(n, flow, EVERYTHING, month) for flow in FLOWS for n in NUMBERS]
        numbers = [_number(figure, facts, sources) for figure in figures]
        if any(number is not None for number in numbers):
            rows.append((str(month), *numbers))
    return Table("months", tuple(columns), tuple(rows), tuple(sources)) if len(rows) > 1 else None


def _months(facts: Facts) -> list[Period]:
    last = facts.period.last_month
    return [last.shift(-back) for back in range(24)][::-1]


def _number(figure: Figure, facts: Facts, sources: dict[str, None]) -> Decimal | None:
    """Return a number as the source has it; none where it is not known to a tenth of a percent."""
    fact = facts.get(figure)
    middle = None if fact is None else fact.interval.middle
    if fact is None or middle is None:
        return None
    sources.update(dict.fromkeys(one.place.document for one in fact.answer.evidence.because))
    if figure.indicator == "growth":
        return fact.value
    return decimal_of(middle).quantize(Decimal(1))
