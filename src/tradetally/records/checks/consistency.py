"""Consistency: columns of a line that must fit each other, the file and the rates."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.periods import Period
from tradetally.records.checks.rule import Rule, seen
from tradetally.records.context import Context
from tradetally.records.findings import Severity


def _price(lines: Table, context: Context) -> Table:
    value = lines["value"].cast("float64")
    gap = (_amount(lines) - value).abs()
    share = context.settings.thresholds.price_tolerance
    return (gap > value.abs() * share) & (gap > 1)


def _amount(lines: Table) -> Table:
    return lines["quantity"].cast("float64") * lines["unit_price"].cast("float64")


def _expected_value(lines: Table) -> Table:
    amount = _amount(lines).round(2).cast("decimal(28, 2)").cast("string")
    return amount.concat(" ", lines["currency"], ", quantity times price")


def _mass(lines: Table, context: Context) -> Table:
    allowed = 1 + context.settings.thresholds.mass_tolerance
    net, gross = lines["net_mass_kg"], lines["gross_mass_kg"]
    return net.cast("float64") > gross.cast("float64") * allowed


def _unit(lines: Table, _: Context) -> Table:
    wanted, second = lines["listed_unit"], lines["listed_unit2"]
    has, has_second = lines["quantity_unit"], lines["quantity2_unit"]
    return ((wanted != "") & (has != "") & (has != wanted)) | (
        (second != "") & (has_second != "") & (has_second != second)
    )


def _listed_units(lines: Table) -> Table:
    return lines["listed_unit"].concat(" ", lines["listed_unit2"]).strip()


def _outside_period(lines: Table, context: Context) -> Table:
    import ibis

    by_period: dict[Period, list[str]] = {}
    for file, period in context.periods.items():
        by_period.setdefault(period, []).append(file)
    start, stop = lines["start"], lines["start"] + lines["months"]
    cases = [
        (lines["file"].isin(files), (start < period.start) | (stop > period.stop))
        for period, files in by_period.items()
    ]
    return (lines["version"] == 1) & ibis.cases(*cases, else_=False)


def _is_unconverted(lines: Table, context: Context) -> Table:
    """Return whether a month's value is missing in a currency that it is needed in."""
    reporter = lines["reporter"]
    known = lines["value"].notnull() & (lines["months"] == 1)
    needs_national = reporter.isin(sorted(context.needs_national))
    needs_usd = reporter.isin(sorted(context.needs_usd))
    return known & ((needs_national & ~lines["has_national"]) | (needs_usd & ~lines["has_usd"]))


RULES = (
    Rule(
        code="outside-period",
        category="consistency",
        column="date",
        means="A file that says which period it covers has a new line of another one."
        " Amended versions may be of any earlier period.",
        expected="a date in the period that the file covers",
        todo="move the line to the file of its period, or give the period with --period",
        breaks=_outside_period,
        applies=lambda context: bool(context.periods),
    ),
    Rule(
        code="value-and-price",
        category="consistency",
        column="value",
        severity=Severity.WARNING,
        means="The value is not quantity times price, as far as price_tolerance allows.",
        expected=_expected_value,
        todo="see which of the three is wrong; a slip of the decimal point is the usual cause",
        breaks=_price,
        seen=seen("value", "currency"),
    ),
    Rule(
        code="net-over-gross",
        category="consistency",
        column="net_mass_kg",
        means="Goods without their packing cannot weigh more than with it.",
        expected="net mass of at most gross mass",
        todo="see whether the two were exchanged, or one is in another unit",
        breaks=_mass,
        seen=lambda lines: (
            lines["net_mass_kg"]
            .cast("string")
            .concat(" kg net, ", lines["gross_mass_kg"].cast("string"), " kg gross")
        ),
    ),
    Rule(
        code="unit-of-commodity",
        category="consistency",
        column="quantity_unit",
        means="The national list (--commodities) gives the commodity another unit.",
        expected=_listed_units,
        todo="give the quantity in the list's unit",
        breaks=_unit,
        seen=seen("quantity_unit", "quantity2_unit"),
        applies=lambda context: context.commodities is not None,
    ),
    Rule(
        code="no-rate",
        category="consistency",
        column="currency",
        means="There is no rate for the line's currency and month, and its value is needed in"
        " the reporter's currency or in US dollars beside others that are.",
        expected="a rate of the month, from --rates or in the book",
        todo="add the month's rate to the file of rates",
        breaks=_is_unconverted,
        seen=seen("currency", "date"),
    ),
)
