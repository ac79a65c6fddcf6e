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
from tradetally.book.sums import AMOUNT, Feed, asked, smallest
from tradetally.engines import Table

_CELLS = 30
"""How many cells share a branch: each takes two bits of a 64-bit number."""

_MARKS = {"code": "string", "allowed": "int64"}
_CELL = {"number": "int32", "sure": "int64", "both": "int64"}


def distinct_counts(questions: Iterable[Question], feed: Feed) -> list[Table]:
    """Return one expression a branch, each with ``number``, ``amount`` and ``open``."""
    groups: defaultdict[tuple[str, str, str], list[Question]] = defaultdict(list)
    for one in questions:
        name = smallest(feed.names, [*one.columns, one.of])
        groups[name, one.of, one.cell.reporter].append(one)
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
    table = asked(feed.table(name, group), name, group)
    narrowed = [dimension for dimension in COLUMN if any(dimension in one.codes for one in group)]
    needed = dict.fromkeys([column, *(COLUMN[dimension] for dimension in narrowed)])
    marked = table.select(*needed, marks=_of_time_and_flow(table, group))
    for dimension in narrowed:
        marked = _marked(marked, label, dimension, group, feed)
    if narrowed:
        marked = marked.filter(marked.marks != 0)
    each = marked.group_by(column).aggregate(marks=_together(marked.marks))
    return _numbers(label, each, column, group, feed)


def _of_time_and_flow(table: Table, group: Sequence[Question]) -> Table:
    """Return the cells that a line's month and flow allow; flows where cells differ in them."""
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
    if len(set(by_flow.values())) == 1:
        return reduce(or_, in_time)
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

    free = reduce(or_, (_both(at) for at, one in enumerate(group) if dimension not in one.codes), 0)
    rows = [(code, bits | free) for code, bits in _of_codes(dimension, group).items()]
    allowed = feed.rows(f"{label}_{dimension}", _MARKS, list(rows))
    met = table.left_join(allowed, [table[COLUMN[dimension]] == allowed.code])
    return met.select(
        *(name for name in table.columns if name != "marks"),
        marks=met.marks & ibis.coalesce(met.allowed, _bits(free)),
    )


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


def _numbers(label: str, each: Table, column: str, group: Sequence[Question], feed: Feed) -> Table:
    """Return the count of each cell, out of the marks of each enterprise or partner.

    Those with the same marks are counted together first: they are few.
    """
    each = _named(label, each, column, group[0].cell.reporter, feed)
    alike = each.group_by("marks", "is_one").aggregate(many=each.count())
    rows = [(one.number, _sure(place), _both(place)) for place, one in enumerate(group)]
    met = feed.rows(f"{label}_cells", _CELL, list(rows)).left_join(alike, True)
    is_sure = met.is_one & ((met.marks & met.sure) != 0)
    may_be = (met.marks & met.both) != 0
    return met.group_by("number").aggregate(
        amount=met.many.sum(where=is_sure).fill_null(0).cast(AMOUNT),
        open=met.many.sum(where=may_be & ~is_sure).fill_null(0).cast("int64"),
    )


def _named(label: str, each: Table, of: str, reporter: str, feed: Feed) -> Table:
    """Return what may be one of what is counted, and whether it is (``is_one``).

    An enterprise is counted if it has a number, a partner if it is a country other than the
    reporter itself; what is left over by a classification (``ASIA-OTHER``) is no country more.
    """
    import ibis

    if of == "enterprise":
        return each.mutate(is_one=each[of] != "")
    countries, leftover = _partners()
    named = sorted(countries | leftover | {reporter})
    rows = [(code, code in countries and code != reporter) for code in named]
    listed = feed.rows(f"{label}_listed", {"code": "string", "is_country": "boolean"}, list(rows))
    met = each.left_join(listed, [each[of] == listed.code])
    may_be = met.filter(ibis.coalesce(met.is_country, True))
    return may_be.select("marks", is_one=ibis.coalesce(may_be.is_country, False))


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
