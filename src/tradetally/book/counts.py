"""Exact distinct counts of many cells as one expression: enterprises, and partners with trade.

A line is marked with the cells that it belongs to, two bits each: one if it may belong, one if
it surely does. Each column of a line says what it allows; the marks of one enterprise are put
together once, and its bits counted. Nothing is approximate, and no two halves of a year are
added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from tradetally import codes
from tradetally.book.asked import Question
from tradetally.book.stands_for import COLUMN
from tradetally.book.sums import AMOUNT, Feed, commodities, counted, smallest, within
from tradetally.engines import Table

_CELLS = 30
"""How many cells share a branch: each takes two bits of a 64-bit number."""

_MARKS = {"code": "string", "marks": "int64"}
_RUNS = {"first": "string", "last": "string", "sure": "int64", "open": "int64"}
_NUMBERS = {"number": "int32", "place": "int32"}


def distinct_counts(questions: Iterable[Question], feed: Feed) -> list[Table]:
    """Return one expression a branch, each with ``number``, ``amount`` and ``open``."""
    groups: defaultdict[tuple[str, str, str], list[Question]] = defaultdict(list)
    for one in questions:
        groups[smallest([*one.columns, one.of]), one.of, one.cell.reporter].append(one)
    found = []
    for (name, column, reporter), every in groups.items():
        for at in range(0, len(every), _CELLS):
            label = f"{name}_{column}_{reporter}_{at}".lower()
            group = every[at : at + _CELLS]
            found.append(_branch(label, name, column, group, feed))
    return found


def _sure(place: int) -> int:
    return 1 << place


def _both(place: int) -> int:
    return 1 << place | 1 << place + _CELLS


def _branch(label: str, name: str, column: str, group: Sequence[Question], feed: Feed) -> Table:
    table = within(counted(feed.table(name, group), name), group)
    marked = table.mutate(marks=_of_time_and_flow(table, group))
    for dimension in COLUMN:
        if any(getattr(one.cell.slice, dimension) is not None for one in group):
            marked = _marked(marked, label, dimension, group, feed)
    marked = marked.filter(marked.marks != 0)
    each = marked.group_by(column).aggregate(marks=_together(marked.marks))
    return _numbers(label, each, column, group, feed)


def _of_time_and_flow(table: Table, group: Sequence[Question]) -> Table:
    """Return the cells that a line's month and flow allow."""
    by_time: defaultdict[tuple[int, int], int] = defaultdict(int)
    by_flow: defaultdict[str, int] = defaultdict(int)
    for place, one in enumerate(group):
        by_time[one.cell.period.start, one.cell.period.stop] |= _both(place)
        for flow, _ in one.flows():
            by_flow[flow] |= _both(place)
    in_time = [
        _if((table.start >= start) & (table.start + table.months <= stop), bits)
        for (start, stop), bits in by_time.items()
    ]
    of_flow = [_if(table.flow == flow, bits) for flow, bits in by_flow.items()]
    return reduce(or_, in_time) & reduce(or_, of_flow)


def _marked(
    table: Table,
    label: str,
    dimension: str,
    group: Sequence[Question],
    feed: Feed,
) -> Table:
    """Return lines with only the marks that their code on one dimension allows."""
    import ibis

    places = [(place, getattr(one.cell.slice, dimension)) for place, one in enumerate(group)]
    free = reduce(or_, (_both(place) for place, name in places if name is None), 0)
    if dimension == "product":
        allowed = _of_products(label, group, feed)
    else:
        rows = [(code, bits | free) for code, bits in _of_codes(dimension, group).items()]
        allowed = feed.rows(f"{label}_{dimension}", _MARKS, list(rows))
    allowed = allowed.select(allowed_code=allowed.code, allowed=allowed.marks | _bits(free))
    met = table.left_join(allowed, [table[COLUMN[dimension]] == allowed.allowed_code])
    marks = met.marks & ibis.coalesce(met.allowed, _bits(free))
    return met.mutate(marks=marks).drop("allowed_code", "allowed")


def _of_codes(dimension: str, group: Sequence[Question]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for place, one in enumerate(group):
        stands = one.codes.get(dimension)
        if stands is not None:
            for code in stands.sure:
                found[code] |= _both(place)
            for code in stands.open:
                found[code] |= _both(place) & ~_sure(place)
    return dict(sorted(found.items()))


def _of_products(label: str, group: Sequence[Question], feed: Feed) -> Table:
    rows = [
        (first, last, _both(place), _both(place) & ~_sure(place))
        for place, one in enumerate(group)
        for first, last in (() if one.product is None else one.product.runs)
    ]
    runs = feed.rows(f"{label}_product", _RUNS, list(rows))
    met, is_within = commodities(feed.table("goods", group), runs)
    met = met.mutate(marks=is_within.ifelse(met.sure, met.open))
    return met.group_by(code=met.commodity).aggregate(marks=_together(met.marks))


def _numbers(label: str, each: Table, column: str, group: Sequence[Question], feed: Feed) -> Table:
    """Return the count of each cell, out of the marks of each enterprise or partner."""
    import ibis

    is_one, is_none = _named(each[column], column, group[0].cell.reporter)
    sums = {}
    for place in range(len(group)):
        is_sure = (each.marks & _bits(_sure(place))) != 0
        may_be = (each.marks & _bits(_both(place))) != 0
        sums[f"sure_{place}"] = (is_one & is_sure).sum()
        sums[f"open_{place}"] = (~is_none & may_be & ~(is_one & is_sure)).sum()
    row = each.aggregate(**sums)
    rows = [(one.number, place) for place, one in enumerate(group)]
    both = feed.rows(f"{label}_cells", _NUMBERS, list(rows)).cross_join(row)
    found = {
        kind: ibis.cases(*((both.place == at, both[f"{kind}_{at}"]) for at in range(len(group))))
        for kind in ("sure", "open")
    }
    return both.select(
        "number",
        amount=found["sure"].fill_null(0).cast(AMOUNT),
        open=found["open"].fill_null(0).cast("int64"),
    )


def _named(column: Table, of: str, reporter: str) -> tuple[Table, Table]:
    """Return whether a value is one of what is counted, and whether it surely is none.

    An enterprise is counted if it has a number, a partner if it is a country other than the
    reporter itself; what is left over by a classification (``ASIA-OTHER``) is no country more.
    """
    import ibis

    if of == "enterprise":
        return column != "", ibis.literal(False)
    countries, leftover = _partners()
    return column.isin(sorted(countries - {reporter})), column.isin(sorted(leftover | {reporter}))


def _partners() -> tuple[frozenset[str], frozenset[str]]:
    listed = codes.codes("partner").values()
    countries = frozenset(one.code for one in listed if one.kind in ("country", "former-country"))
    return countries, frozenset(one.code for one in listed if one.kind == "residual")


def _together(marks: Table) -> Table:
    """Return all marks of a group in one; Ibis has no word for it that it says to Spark."""
    import ibis

    return ibis.udf.agg.builtin(_bit_or, name="bit_or")(marks)


def _bit_or(marks: int) -> int:  # type: ignore[empty-body]
    """Stand for the function of that name that each engine has."""


def _if(condition: Table, bits: int) -> Table:
    import ibis

    return ibis.ifelse(condition, _bits(bits), _bits(0))


def _bits(bits: int) -> Table:
    import ibis

    return ibis.literal(bits, "int64")
