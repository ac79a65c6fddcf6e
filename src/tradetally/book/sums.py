"""Values and volumes of many cells as one expression: a branch for each set of dimensions.

A branch adds up the smallest table that has its dimensions by month, flow and those dimensions,
restricted to what is asked. All of them together are joined with the names that their codes
stand for, and those with the cells. A row comes back for each cell that has items: ``amount`` is
null where a line has no number, ``open`` counts the lines that may or may not belong to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tradetally.book.asked import MASS_KG, VALUE, Question
from tradetally.book.marginals import MARGINALS, total
from tradetally.book.stands_for import COLUMN
from tradetally.engines import Table

AMOUNT = "decimal(38, 6)"


@dataclass(frozen=True, slots=True)
class Feed:
    """What expressions are built from: tables of the vintage, and rows in memory."""

    table: Callable[[str, Sequence[Question]], Table]
    """Gives a compiled table by its name, with the months that some questions need at least."""
    rows: Callable[[str, dict[str, str], list[tuple[object, ...]]], Table]
    """Gives rows in memory as a table, by its name and schema."""


Group = tuple[int, Sequence[Question]]
"""The number of a branch, and what is asked of it."""

_CELLS = {
    "number": "int32",
    "branch": "int32",
    "reporter": "string",
    "flow": "string",
    "sign": "int32",
    "start": "int32",
    "stop": "int32",
}
_CODES = {"branch": "int32", "name": "string", "code": "string", "is_sure": "boolean"}
_RUNS = {"branch": "int32", "name": "string", "first": "string", "last": "string"}
_KEYS = ("branch", "reporter", "flow", "start", "months")


def sums(questions: Iterable[Question], feed: Feed) -> Table:
    """Return ``number``, ``amount`` and ``open`` of the cells that have items."""
    groups: defaultdict[tuple[tuple[str, ...], str, str], list[Question]] = defaultdict(list)
    for one in questions:
        groups[one.columns, one.kind, one.of].append(one)
    branches = list(enumerate(groups.values()))
    deepest = max(len(group[0].columns) for _, group in branches)
    names = [_names(place, branches, feed) for place in range(deepest)]
    added = [_added(at, group, names, feed) for at, group in branches]
    return _answers(_together(added), branches, names, feed)


def smallest(columns: Iterable[str], sums: Iterable[str] = ()) -> str:
    """Return the name of the smallest table that has these columns and sums.

    >>> smallest(["commodity"], ["value_usd"]), smallest(["partner", "commodity"])
    ('goods', 'items')
    >>> smallest(["enterprise", "region"]), smallest([], ["value_usd"])
    ('enterprises', 'procedures')
    """
    for one in MARGINALS:
        if set(columns) <= set(one.dimensions) and set(sums) <= set(one.sums):
            return one.name
    return "items"


def counted(table: Table, name: str) -> Table:
    """Return the rows that count: of items those that are not cancelled."""
    return table.filter(table["status"] == "active") if name == "items" else table


def within(table: Table, group: Sequence[Question]) -> Table:
    """Return the rows of the reporters, flows and months that are asked."""
    flows = {flow for one in group for flow, _ in one.flows()}
    if len(flows) == 1:
        table = table.filter(table.flow == flows.pop())
    reporters = sorted({one.cell.reporter for one in group})
    return table.filter(
        table.reporter.isin(reporters),
        table.start >= min(one.cell.period.start for one in group),
        table.start < max(one.cell.period.stop for one in group),
    )


def commodities(goods: Table, runs: Table) -> tuple[Table, Table]:
    """Return the commodities that touch ``runs`` (``first``, ``last``), and whether it is within.

    One that is broader than a run may or may not belong to it.
    """
    found = goods.select("commodity").distinct()
    found = found.mutate(low=found.commodity.rpad(10, "0"), high=found.commodity.rpad(10, "9"))
    met = found.inner_join(runs, [found.low <= runs.last, found.high >= runs.first])
    return met, (met.low >= met.first) & (met.high <= met.last)


def _added(at: int, group: Sequence[Question], names: Sequence[Table], feed: Feed) -> Table:
    """Return the sums of one branch by reporter, flow, month and its codes."""
    import ibis

    first = group[0]
    needed = [first.of] if first.kind == VALUE else ["quantity", "quantity2", "net_mass_kg"]
    name = smallest(first.columns, needed)
    table = within(counted(feed.table(name, group), name), group)
    table = _restricted(table, at, group, names)
    lines = table.lines.sum() if "lines" in table.columns else table.count()
    found = table.group_by(*_KEYS[1:], *first.columns).aggregate(
        amount=total(_amount(table, first)).cast(AMOUNT), lines=lines.cast("int64")
    )
    coded = {
        f"code_{place}": found[first.columns[place]]
        if place < len(first.columns)
        else ibis.literal("")
        for place in range(len(names))
    }
    return found.select(*_KEYS[1:], "amount", "lines", branch=ibis.literal(at, "int32"), **coded)


def _restricted(table: Table, at: int, group: Sequence[Question], names: Sequence[Table]) -> Table:
    """Return the rows with codes that are asked, where that spares adding up many others.

    One column alone has few codes, but for commodities.
    """
    sliced = [dimension for dimension, _ in group[0].cell.slice.codes()]
    for place, dimension in enumerate(sliced):
        column = table[COLUMN[dimension]]
        if dimension == "product":
            asked = names[place]
            asked = asked.filter(asked.branch == at)
            runs = [run for one in group if one.product is not None for run in one.product.runs]
            table = table.filter(  # whole row groups can be passed over by it
                column >= min(first[:2] for first, _ in runs),
                column <= max(last for _, last in runs),
            )
            table = table.semi_join(asked, [column == asked.code])
        elif len(sliced) > 1:
            stands = [one.codes[dimension] for one in group]
            table = table.filter(
                column.isin(sorted({code for one in stands for code in one.sure | one.open}))
            )
    return table


def _answers(added: Table, branches: Sequence[Group], names: Sequence[Table], feed: Feed) -> Table:
    """Join sums with the names that their codes stand for, and those with the cells."""
    import ibis

    places = [f"name_{place}" for place in range(len(names))]
    asked = feed.rows(
        "asked_cells", _CELLS | dict.fromkeys(places, "string"), _cells(branches, places)
    )
    found = added.mutate(is_sure=ibis.literal(True))
    for place, named in enumerate(names):
        stands = named.select(
            in_branch=named.branch,
            code=named.code,
            is_within=named.is_sure,
            **{places[place]: named.name},
        )
        met = found.inner_join(stands, [("branch", "in_branch"), (f"code_{place}", "code")])
        found = met.mutate(is_sure=met.is_sure & met.is_within)
        found = found.drop("in_branch", "code", "is_within")
    found = found.group_by(*_KEYS, *places).aggregate(
        amount=total(ibis.ifelse(found.is_sure, found.amount, ibis.literal(0, AMOUNT))),
        open=found.lines.sum(where=~found.is_sure).fill_null(0),
    )
    met = asked.inner_join(
        found,
        [
            *(asked[name] == found[name] for name in ("branch", "reporter", "flow", *places)),
            found.start >= asked.start,
            found.start + found.months <= asked.stop,
        ],
        rname="{name}_found",
    )
    return met.group_by("number").aggregate(
        amount=total(met.amount * met.sign).cast(AMOUNT), open=met.open.sum().cast("int64")
    )


def _names(place: int, branches: Sequence[Group], feed: Feed) -> Table:
    """Return what the names on each branch's dimension of this place stand for among items."""
    rows: dict[tuple[object, ...], None] = {}
    runs: dict[tuple[object, ...], None] = {}
    products: list[Question] = []
    for at, group in branches:
        for one in group:
            sliced = list(one.cell.slice.codes())
            if place >= len(sliced):
                rows[at, "", "", True] = None
                continue
            dimension, name = sliced[place]
            if one.product is not None and dimension == "product":
                products.append(one)
                runs.update(dict.fromkeys((at, name, *run) for run in one.product.runs))
                continue
            for is_sure, codes in (
                (True, one.codes[dimension].sure),
                (False, one.codes[dimension].open),
            ):
                rows.update(dict.fromkeys((at, name, code, is_sure) for code in sorted(codes)))
    found = feed.rows(f"asked_codes_{place}", _CODES, list(rows))
    if not runs:
        return found
    met, is_within = commodities(
        feed.table("goods", products), feed.rows(f"asked_products_{place}", _RUNS, list(runs))
    )
    return found.union(met.select("branch", "name", code=met.commodity, is_sure=is_within))


def _cells(branches: Sequence[Group], places: Sequence[str]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for at, group in branches:
        for one in group:
            names = [name for _, name in one.cell.slice.codes()]
            names += [""] * (len(places) - len(names))
            period = one.cell.period
            for flow, sign in one.flows():
                when = (one.cell.reporter, flow, sign, period.start, period.stop)
                rows.append((one.number, at, *when, *names))
    return rows


def _together(tables: Sequence[Table]) -> Table:
    first, *others = tables
    return first.union(*others) if others else first


def _amount(table: Table, question: Question) -> Table:
    if question.kind == VALUE:
        return table[question.of]
    return _quantity(table, question.of)


def _quantity(table: Table, unit: str) -> Table:
    """Return the quantity in a unit, of mass in kilograms; null where a row has none in it."""
    import ibis

    units = ("quantity", "quantity2")
    if unit != "mass":
        return ibis.cases(
            *((table[f"{one}_unit"] == unit, table[one].cast(AMOUNT)) for one in units)
        )
    cases = [
        (table[f"{one}_unit"] == mass, (table[one] * _exact(factor)).cast(AMOUNT))
        for one in units
        for mass, (factor, _) in MASS_KG.items()
    ]
    is_absent = table["quantity_unit"] == ""
    return ibis.cases(*cases, (is_absent, table["net_mass_kg"].cast(AMOUNT)))


def _exact(factor: str) -> Table:
    import ibis

    return ibis.literal(factor).cast("decimal(10, 3)")
