"""Values and volumes of many cells as one expression: two branches a set of dimensions.

A branch adds up the smallest table that has its dimensions by month and flow: money in each
currency, or quantities by their units. Codes that belong to the same names that are asked are
alike, and added up as one: few rows are left, however many codes there are. All branches together
are joined with the names, and those with the cells. A row comes back for each cell that has
items: ``amount``, and ``open``, which counts the lines that may or may not belong to it or have
no number.

What is built here is kept flat: Ibis takes a millisecond for each step of an expression, and more
for each that is within another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tradetally.book.asked import MASS, MASS_KG, VALUE, Question
from tradetally.book.marginals import MARGINALS, total
from tradetally.book.stands_for import COLUMN, Codes
from tradetally.engines import Table

AMOUNT = "decimal(38, 6)"


@dataclass(frozen=True, slots=True)
class Feed:
    """What expressions are built from: tables of the vintage, and rows in memory."""

    table: Callable[[str, Sequence[Question]], Table]
    """Gives a compiled table by its name, with the months that some questions need at least."""
    rows: Callable[[str, dict[str, str], list[tuple[object, ...]]], Table]
    """Gives rows in memory as a table, by its name and schema."""
    names: Collection[str]
    """The tables that the vintage has: one from before a table was thought of lacks it."""


Group = tuple[int, Sequence[Question]]
"""The number of a branch, and what is asked of it."""

_CELLS = {
    "number": "int32",
    "branch": "int32",
    "of": "string",
    "reporter": "string",
    "flow": "string",
    "sign": "int32",
    "first": "int32",
    "stop": "int32",
}
_KEYS = ("reporter", "flow", "start", "months")
_QUANTITIES = ("quantity", "quantity2", "net_mass_kg")


def sums(questions: Iterable[Question], feed: Feed) -> Table:
    """Return ``number``, ``amount`` and ``open`` of the cells that have items."""
    groups: defaultdict[tuple[tuple[str, ...], str], list[Question]] = defaultdict(list)
    for one in questions:
        groups[one.columns, one.kind].append(one)
    branches = list(enumerate(groups.values()))
    deepest = max(len(group[0].columns) for _, group in branches)
    stand = [_Stand.of(place, branches, feed) for place in range(deepest)]
    added = [_added(at, group, stand, feed) for at, group in branches]
    return _answers(_together(added), branches, [one.names for one in stand], feed)


def smallest(names: Collection[str], columns: Iterable[str], sums: Iterable[str] = ()) -> str:
    """Return the name of the smallest table, of those there are, with these columns and sums.

    >>> every = [one.name for one in MARGINALS]
    >>> smallest(every, ["commodity"], ["value_usd"]), smallest(every, ["partner", "commodity"])
    ('goods', 'items')
    >>> smallest(every, ["enterprise", "region"]), smallest(every, [], ["value_usd"])
    ('enterprises', 'regions')
    >>> smallest(["procedures", "traders"], ["partner"]), smallest(every, ["partner"])
    ('traders', 'partners')
    """
    columns, sums = set(columns), set(sums)
    for one in MARGINALS:
        if one.name in names and columns <= set(one.dimensions) and sums <= set(one.sums):
            return one.name
    return "items"


def asked(table: Table, name: str, group: Sequence[Question], *narrower: Table) -> Table:
    """Return the rows of the reporters, flows and months that are asked, of items the active."""
    kept = [
        table.reporter.isin(sorted({one.cell.reporter for one in group})),
        table.start >= min(one.cell.period.start for one in group),
        table.start < max(one.cell.period.stop for one in group),
        *narrower,
    ]
    flows = {flow for one in group for flow, _ in one.flows()}
    if len(flows) == 1:
        kept.append(table.flow == flows.pop())
    if name == "items":
        kept.append(table.status == "active")
    return table.filter(*kept)


def _added(at: int, group: Sequence[Question], stand: Sequence[_Stand], feed: Feed) -> Table:
    """Return the sums of one branch by reporter, flow, month and its codes that are alike."""
    import ibis

    columns, is_value = group[0].columns, group[0].kind == VALUE
    asked_of = sorted({one.of for one in group})
    name = smallest(feed.names, columns, asked_of if is_value else _QUANTITIES)
    table = feed.table(name, group)
    table = asked(table, name, group, *_range(table, group))
    for place, column in enumerate(columns):
        codes = stand[place].codes
        is_of_branch = codes[f"branch_{place}"] == at
        table = table.inner_join(codes, [is_of_branch, table[column] == codes[f"code_{place}"]])
    keys, added = (_money if is_value else _quantities)(table, asked_of)
    keys |= {name: table[name] for name in _KEYS}
    lines = table.lines.sum() if "lines" in table.columns else table.count()
    added |= {"lines": lines.cast("int64"), "branch": ibis.literal(at, "int32")}
    for place in range(len(stand)):
        alike = f"alike_{place}"
        if place < len(columns):
            keys[alike] = table[alike]
        else:
            added[alike] = ibis.literal(0, "int32")
    return table.group_by(**keys).aggregate(**added)


Amounts = tuple[dict[str, Table], dict[str, Table]]
"""Columns to group by, and columns of a group.

Together they say what two amounts are in (``of_0``, ``of_1``), and are these (``amount_0`` and so
on) and a third, the ``mass``. An amount is null where a line has none.
"""


def _money(table: Table, columns: Sequence[str]) -> Amounts:
    """Return one or two columns of money."""
    import ibis

    none = ibis.null().cast(AMOUNT)
    first, second = [*(total(table[one]).cast(AMOUNT) for one in columns), none][:2]
    in_first, in_second = [*map(ibis.literal, columns), ibis.literal("")][:2]
    amounts = {"amount_0": first, "amount_1": second, "mass": none}
    return {}, {"of_0": in_first, "of_1": in_second, **amounts}


def _quantities(table: Table, units: Sequence[str]) -> Amounts:
    """Return both quantities of the lines of a pair of units, and their mass if it is asked."""
    import ibis

    mass = total(_mass(table)) if MASS in units else ibis.null()
    first, second = (total(table[one]) for one in ("quantity", "quantity2"))
    amounts = {"amount_0": first, "amount_1": second, "mass": mass}
    kinds = {"of_0": table.quantity_unit, "of_1": table.quantity2_unit}
    return kinds, {name: amount.cast(AMOUNT) for name, amount in amounts.items()}


def _range(table: Table, group: Sequence[Question]) -> list[Table]:
    """Return that commodities are in the range of those asked: it spares reading all others."""
    if "product" not in group[0].codes:
        return []
    codes = [code for one in group for code in one.codes["product"].every]
    column = table[COLUMN["product"]]
    return [column >= min(codes, default=""), column <= max(codes, default="")]


def _answers(added: Table, branches: Sequence[Group], names: Sequence[Table], feed: Feed) -> Table:
    """Join sums with the names that their codes stand for, and those with the cells."""
    import ibis

    called = [f"name_{place}" for place in range(len(names))]
    cells = feed.rows(
        "asked_cells", _CELLS | dict.fromkeys(called, "string"), _cells(branches, len(names))
    )
    met = added
    for place, named in enumerate(names):
        met = met.inner_join(named, ["branch", f"alike_{place}"])
    met = met.inner_join(
        cells,
        [
            *("branch", "reporter", "flow", *called),
            added.start >= cells["first"],
            added.start + added.months <= cells["stop"],
        ],
    )
    is_sure = ibis.and_(*(met[f"is_sure_{place}"] for place in range(len(names))))
    amount = ibis.cases(
        (met.of == met.of_0, met.amount_0),
        (met.of == met.of_1, met.amount_1),
        (met.of == MASS, met.mass),
    )
    is_open = amount.isnull() | ~is_sure
    return met.group_by("number").aggregate(
        amount=(amount * met.sign).sum(where=is_sure).cast(AMOUNT),
        open=is_open.ifelse(met.lines, 0).sum().cast("int64"),
    )


@dataclass(frozen=True, slots=True)
class _Stand:
    """What names on each branch's dimension of one place stand for: two tables.

    ``codes`` has ``branch_N``, ``code_N`` and ``alike_N``, a number for all codes that belong to
    the same names as surely; ``names`` has ``branch``, ``alike_N``, ``name_N`` and ``is_sure_N``.
    """

    codes: Table
    names: Table

    @classmethod
    def of(cls, place: int, branches: Sequence[Group], feed: Feed) -> _Stand:
        """Return the tables of one place."""
        codes: list[tuple[object, ...]] = []
        names: list[tuple[object, ...]] = []
        for at, group in branches:
            for alike, (belongs, every) in enumerate(_alike(place, group)):
                codes += [(at, code, alike) for code in every]
                names += [(at, alike, name, is_sure) for name, is_sure in belongs]
        number, named = f"alike_{place}", f"name_{place}"
        of_codes = {f"branch_{place}": "int32", f"code_{place}": "string", number: "int32"}
        of_names = {"branch": "int32", number: "int32", named: "string"}
        of_names[f"is_sure_{place}"] = "boolean"
        return cls(
            feed.rows(f"asked_codes_{place}", of_codes, codes),
            feed.rows(f"asked_names_{place}", of_names, names),
        )


Belongs = tuple[tuple[str, bool], ...]
"""The names that a code belongs to, and whether it surely does."""


def _alike(place: int, group: Sequence[Question]) -> Iterable[tuple[Belongs, list[str]]]:
    """Return the codes that belong to the same names, by these names."""
    if place >= len(group[0].columns):
        return [((("", True),), [])]
    stands: dict[str, Codes] = {}
    for one in group:
        dimension, name = list(one.cell.slice.codes())[place]
        stands[name] = one.codes[dimension]
    belongs: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for name, codes in stands.items():
        for code in codes.every:
            belongs[code].append((name, code in codes.sure))
    alike: defaultdict[Belongs, list[str]] = defaultdict(list)
    for code in sorted(belongs):
        alike[tuple(belongs[code])].append(code)
    return alike.items()


def _cells(branches: Sequence[Group], deepest: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for at, group in branches:
        for one in group:
            names = [name for _, name in one.cell.slice.codes()]
            names += [""] * (deepest - len(names))
            period = one.cell.period
            for flow, sign in one.flows():
                when = (one.cell.reporter, flow, sign, period.start, period.stop)
                rows.append((one.number, at, one.of, *when, *names))
    return rows


def _together(tables: Sequence[Table]) -> Table:
    """Return the rows of all tables, put together two and two: so they are less deep."""
    while len(tables) > 1:
        pairs = [tables[at : at + 2] for at in range(0, len(tables), 2)]
        tables = [pair[0].union(pair[1]) if len(pair) > 1 else pair[0] for pair in pairs]
    return tables[0]


def _mass(table: Table) -> Table:
    """Return kilograms, of a quantity that is a mass before the net mass."""
    import ibis

    cases = [
        (table[f"{one}_unit"] == mass, (table[one] * _exact(factor)).cast(AMOUNT))
        for one in ("quantity", "quantity2")
        for mass, (factor, _) in MASS_KG.items()
    ]
    is_absent = table["quantity_unit"] == ""
    return ibis.cases(*cases, (is_absent, table["net_mass_kg"].cast(AMOUNT)))


def _exact(factor: str) -> Table:
    import ibis

    return ibis.literal(factor).cast("decimal(10, 3)")
