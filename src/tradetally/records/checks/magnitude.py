"""Magnitude: unit values far from those of like lines.

For each flow, commodity, unit and currency with enough lines, unit values (value over quantity)
are usual between q1 · (q1/q3)^k and q3 · (q3/q1)^k: on a logarithm, k times the distance between
the quartiles beyond the nearer one (Tukey's fences, k = ``spread``). Quartiles are exact.
"""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.engines.portable import quantiles
from tradetally.records.checks.rule import Rule
from tradetally.records.context import Context
from tradetally.records.findings import Severity
from tradetally.records.settings import Thresholds

_LIKE = ("flow", "commodity", "quantity_unit", "currency")
_NAMES = ("range_flow", "range_commodity", "range_unit", "range_currency")
_LEAST = 1.05
"""Quartiles that all but agree do not make their neighbours unusual."""


def unit_value(lines: Table) -> Table:
    """Return the value of one unit of quantity; null without a quantity."""
    quantity = lines["quantity"].cast("float64")
    return lines["value"].cast("float64") / quantity.nullif(0.0)


def ranges(lines: Table, thresholds: Thresholds) -> Table:
    """Return the usual unit values of each kind of line: ``low`` and ``high``."""
    import ibis

    known = lines.filter((lines["quantity"] > 0) & (lines["value"] > 0))
    known = known.select(*_LIKE, unit_value=unit_value(known))
    found = known.group_by(*_LIKE).aggregate(
        quartiles=quantiles(known["unit_value"], 0.25, 0.75), lines=known.count()
    )
    found = found.mutate(first=found["quartiles"][0], third=found["quartiles"][1])
    found = found.filter(found["lines"] >= thresholds.least_lines)
    ratio = ibis.greatest(found["third"] / found["first"], _LEAST) ** thresholds.spread
    return found.select(
        **{name: found[of] for name, of in zip(_NAMES, _LIKE, strict=True)},
        low=found["first"] / ratio,
        high=found["third"] * ratio,
    )


def beside_ranges(lines: Table, found: Table) -> Table:
    """Return lines with the usual ``low`` and ``high`` of their kind; null where none is known."""
    same = [lines[of] == found[name] for name, of in zip(_NAMES, _LIKE, strict=True)]
    return lines.left_join(found, same).drop(*_NAMES)


def _unusual(lines: Table, _: Context) -> Table:
    price = unit_value(lines)
    return (lines["value"] > 0) & ((price < lines["low"]) | (price > lines["high"]))


def _between(lines: Table) -> Table:
    return _short(lines["low"]).concat(" to ", _short(lines["high"]), " ", _per(lines))


def _per(lines: Table) -> Table:
    return lines["currency"].concat(" per ", lines["quantity_unit"])


def _short(number: Table) -> Table:
    return number.round(4).cast("decimal(28, 4)").cast("string")


RULES = (
    Rule(
        code="unusual-unit-value",
        category="magnitude",
        column="quantity",
        severity=Severity.WARNING,
        means="Value over quantity is far from that of other lines of the same flow, commodity,"
        " unit and currency in the same run (spread, least_lines).",
        expected=_between,
        todo="see whether the quantity is in another unit, or the value in another currency",
        breaks=_unusual,
        seen=lambda lines: _short(unit_value(lines)).concat(" ", _per(lines)),
        applies=lambda context: context.ranges is not None,
    ),
)
