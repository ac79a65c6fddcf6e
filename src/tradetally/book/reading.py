"""Rows as statements: the inverse of ``writing``, some ten microseconds each.

Cells, slices, periods and releases are made once and shared, since tens of thousands of
statements are about a few thousand of them. Only a figure with parameters of its own (a share of
something, a rank among peers) is parsed from its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from tradetally.book.columns import ORIGIN, STATEMENTS
from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Relation, Release, Statement, Tier

READ = tuple(
    name for name in STATEMENTS if name != "value" and (name == "tier" or name not in ORIGIN)
)
"""The columns that a statement is made from."""

_RELATIONS = {relation.value: relation for relation in Relation}
_TIERS = {int(tier): tier for tier in Tier}


def statements(rows: Iterable[tuple[Any, ...]]) -> tuple[Statement, ...]:
    """Return the statements of rows of the columns ``READ``."""
    return tuple([_statement(row) for row in rows])


def _statement(row: tuple[Any, ...]) -> Statement:
    (text, indicator, *cell, base_start, base_months, is_plain) = row[:19]
    (said, unit, relation, low, high, round_, day, is_assumed) = row[19:27]
    (is_forecast, is_converted, is_overlapping) = row[27:30]
    (words, notes, tier) = row[36:]
    document, mention, start, end, line, column = row[30:36]
    return Statement(
        _figure(text, indicator, _cell(*cell), base_start, base_months, is_plain),
        Decimal(said),
        unit,
        Interval(_fraction(low), _fraction(high)),
        Place(document, mention, start, end, line, column),
        _RELATIONS[relation],
        release_of(round_, day, is_assumed),
        _TIERS[tier],
        is_forecast,
        is_converted,
        is_overlapping,
        _words(words) if words else (),
        _notes(notes) if notes else (),
    )


def _figure(  # noqa: PLR0917 (one argument a column)
    text: str,
    indicator: str,
    cell: Cell,
    base_start: int | None,
    base_months: int | None,
    is_plain: bool,
) -> Figure:
    if not is_plain:
        return parse_figure(text).with_cell(cell)
    if base_start is None or base_months is None:
        return Figure(indicator, cell)
    return Figure(indicator, cell, _period(base_start, base_months))


@lru_cache(1 << 16)
def _cell(  # noqa: PLR0917 (one argument a column)
    reporter: str,
    measure: str,
    partner: str,
    product: str,
    region: str,
    ownership: str,
    regime: str,
    office: str,
    route: str,
    unit: str,
    adjusted: str,
    flow: str,
    start: int,
    months: int,
) -> Cell:
    return Cell(
        flow=Flow(flow),
        period=_period(start, months),
        slice=_slice(partner, product, region, ownership, regime, office, route),
        measure=Measure(measure),
        unit=unit or None,
        reporter=reporter,
        adjusted=adjusted or None,
    )


@lru_cache(1 << 14)
def _slice(*codes: str) -> Slice:
    partner, product, region, ownership, regime, office, route = (code or None for code in codes)
    return Slice(
        partner=partner,
        product=product,
        region=region,
        ownership=ownership,
        regime=regime,
        office=office,
        route=route,
    )


@lru_cache(1 << 12)
def _period(start: int, months: int) -> Period:
    return Period(start, months)


@lru_cache(1 << 12)
def release_of(month: int, day: date | None, is_assumed: bool) -> Release:
    """Return the release that a row was said in."""
    return Release(Period(month, 1), day, is_assumed)


def _fraction(end: Decimal | None) -> Fraction | None:
    return None if end is None else Fraction(*end.as_integer_ratio())


@lru_cache(1 << 12)
def _words(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, word) for name, word in json.loads(text))


@lru_cache(1 << 12)
def _notes(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
