"""Format: what a column's text or number must look like."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.checks.rule import Rule, is_unread
from tradetally.records.context import Context
from tradetally.records.record import ACTIVE, CANCELLED, FLOWS

_MEASURED = ("quantity", "quantity2", "net_mass_kg", "gross_mass_kg", "unit_price")
_READ = ("date", "value", *_MEASURED)


def _unread(column: str) -> Rule:
    kind = "a day" if column == "date" else "a number"
    return Rule(
        code=f"unreadable-{column.replace('_', '-')}",
        category="format",
        column=column,
        means=f"What the source has as {column} is no {kind[2:]} in the form that its layout has.",
        expected=kind,
        todo="mend it at the source; if the whole column is so, see the layout's form of it",
        breaks=lambda lines, _: is_unread(lines, column),
    )


def _bad_commodity(lines: Table, _: Context) -> Table:
    code = lines["commodity"]
    return (code != "") & ~code.re_search("^[0-9]{6,10}$")


def _not_in(column: str, known: tuple[str, ...]) -> Table:
    return lambda lines, _: (lines[column] != "") & lines[column].notin(known)


def _below(column: str, least: int) -> Table:
    return lambda lines, _: lines[column].fill_null(least - 1) < least


def _any_negative(lines: Table, _: Context) -> Table:
    import ibis

    return ibis.or_(*((lines[column] < 0).fill_null(False) for column in _MEASURED))


def _first_negative(lines: Table) -> Table:
    import ibis

    cases = [
        (lines[column] < 0, lines[column].cast("string").concat(f" as {column}"))
        for column in _MEASURED
    ]
    return ibis.cases(*cases, else_="")


RULES = (
    *(_unread(column) for column in _READ),
    Rule(
        code="bad-commodity",
        category="format",
        column="commodity",
        means="A commodity code has six digits of the Harmonized System and up to four more.",
        expected="6 to 10 digits",
        todo="see whether leading zeros were lost, or the code is of another classification",
        breaks=_bad_commodity,
    ),
    Rule(
        code="bad-flow",
        category="format",
        column="flow",
        means="Goods go out or come in; other movements are for an exclusion to name.",
        expected="exports or imports",
        todo="mend the layout's mapping of flows",
        breaks=_not_in("flow", FLOWS),
    ),
    Rule(
        code="bad-status",
        category="format",
        column="status",
        means="An item is active, or it is cancelled.",
        expected=f"{ACTIVE} or {CANCELLED}",
        todo="mend the layout's mapping of status",
        breaks=_not_in("status", (ACTIVE, CANCELLED, "")),
    ),
    Rule(
        code="bad-item",
        category="format",
        column="item",
        means="Items of a declaration are counted from 1.",
        expected="a whole number from 1",
        todo="mend it at the source",
        breaks=_below("item", 1),
    ),
    Rule(
        code="bad-version",
        category="format",
        column="version",
        means="Versions of an item are counted from 1; the highest counts.",
        expected="a whole number from 1",
        todo="mend it at the source",
        breaks=_below("version", 1),
    ),
    Rule(
        code="negative-value",
        category="format",
        column="value",
        means="The statistical value of goods is never below zero.",
        expected="a value of 0 or more",
        todo="give a reduction as an amended version of the item, or a cancellation",
        breaks=lambda lines, _: lines["value"] < 0,
    ),
    Rule(
        code="negative-quantity",
        category="format",
        column="quantity",
        means="Quantities, masses and prices are never below zero.",
        expected="0 or more",
        todo="mend it at the source",
        breaks=_any_negative,
        seen=_first_negative,
    ),
)
