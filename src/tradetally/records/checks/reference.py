"""Reference: codes that their lists hold, at the line's date."""

from __future__ import annotations

from collections.abc import Callable

from tradetally.engines import Table
from tradetally.records import context as known
from tradetally.records.checks.rule import Rule, seen
from tradetally.records.context import Context
from tradetally.records.findings import Severity

_LIST = "docs/codes.md"


def _unknown(
    column: str, listed: Callable[[], tuple[str, ...]], what: str, severity: Severity
) -> Rule:
    return Rule(
        code=f"unknown-{column.replace('_', '-')}",
        category="reference",
        column=column,
        severity=severity,
        means=f"No figure of {what} would count the line.",
        expected=f"{what} that the lists have ({_LIST})",
        todo="see the spelling, the layout's mapping of codes, or add the code to the list",
        breaks=lambda lines, _: (lines[column] != "") & lines[column].notin(listed()),
    )


def _unknown_chapter(lines: Table, _: Context) -> Table:
    code = lines["commodity"]
    return (code.length() >= 6) & code.substr(0, 2).notin(known.chapters())


def _not_listed(lines: Table, _: Context) -> Table:
    return (lines["commodity"] != "") & lines["listed_code"].isnull()


def _no_unit(lines: Table, _: Context) -> Table:
    return (lines["quantity"].notnull() & (lines["quantity_unit"] == "")) | (
        lines["quantity2"].notnull() & (lines["quantity2_unit"] == "")
    )


def _bad_unit(lines: Table, _: Context) -> Table:
    unit, second = lines["quantity_unit"], lines["quantity2_unit"]
    return ((unit != "") & unit.notin(known.units())) | (
        (second != "") & second.notin(known.units())
    )


RULES = (
    _unknown("reporter", known.reporters, "a reporter", Severity.ERROR),
    _unknown("partner", known.partners, "a partner", Severity.ERROR),
    _unknown("consignment", known.partners, "a country of consignment", Severity.WARNING),
    _unknown("region", known.regions, "a region", Severity.ERROR),
    _unknown("regime", known.regimes, "a regime", Severity.ERROR),
    _unknown("ownership", known.ownerships, "a kind of ownership", Severity.ERROR),
    _unknown("currency", known.currencies, "a currency", Severity.ERROR),
    Rule(
        code="unknown-chapter",
        category="reference",
        column="commodity",
        means="The first two digits of a commodity code are a chapter of the Harmonized System.",
        expected="a code of chapters 01 to 97, or the national ones 98 and 99",
        todo="see whether leading zeros were lost",
        breaks=_unknown_chapter,
    ),
    Rule(
        code="unknown-commodity",
        category="reference",
        column="commodity",
        means="The national list (--commodities) does not have the code on the line's date.",
        expected="a code of the national list, valid on the line's date",
        todo="use the code of that day, or bring the list up to date",
        breaks=_not_listed,
        seen=seen("commodity", "date"),
        applies=lambda context: context.commodities is not None,
    ),
    Rule(
        code="missing-unit",
        category="reference",
        column="quantity_unit",
        severity=Severity.WARNING,
        means="A quantity without its unit cannot be added to any other.",
        expected="a unit beside each quantity",
        todo="fill it in at the source; the value is counted, the quantity in no figure",
        breaks=_no_unit,
        seen=seen("quantity", "quantity_unit"),
    ),
    Rule(
        code="unknown-unit",
        category="reference",
        column="quantity_unit",
        severity=Severity.WARNING,
        means="No volume is asked for in a unit that the lists do not have.",
        expected="a unit that the lists have (docs/records.md)",
        todo="see the spelling, or the layout's mapping of units",
        breaks=_bad_unit,
        seen=seen("quantity_unit", "quantity2_unit"),
    ),
)
