"""Check: all rules in one pass, a bit for each that a line breaks."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.checks import RULES
from tradetally.records.checks.magnitude import beside_ranges
from tradetally.records.context import Context


def check(lines: Table, context: Context) -> Table:
    """Return lines with ``findings``, a bit for each broken rule (0 for a line that is outside).

    ``is_rejected`` says whether one of them is an error.
    """
    import ibis

    if context.ranges is not None:
        lines = beside_ranges(lines, context.ranges)
    if context.commodities is not None:
        lines = _beside_list(lines, context.commodities)
    found = ibis.literal(0, type="int64")
    for rule in RULES:
        if rule.code in context.bits and rule.breaks is not None:
            bit = ibis.literal(1 << context.bits[rule.code], type="int64")
            found += ibis.ifelse(rule.breaks(lines, context), bit, 0)
    found = ibis.ifelse(lines["outside"] == "", found, 0).cast("int64")
    lines = lines.mutate(findings=found)
    errors = ibis.literal(context.errors, type="int64")
    return lines.mutate(is_rejected=(lines["findings"] & errors) != 0)


def _beside_list(lines: Table, listed: Table) -> Table:
    """Return lines with what the national list has on their code at their date."""
    same = [
        lines["commodity"] == listed["listed_code"],
        lines["date"] >= listed["since"],
        lines["date"] <= listed["until"],
    ]
    return lines.left_join(listed, same).drop("since", "until")


def looked_at(context: Context) -> tuple[dict[str, int], int]:
    """Return the bit of each rule that is looked at in a run, and the bits that reject."""
    from tradetally.records.findings import Severity

    bits = {rule.code: at for at, rule in enumerate(RULES) if rule.is_looked_at(context)}
    errors = sum(
        1 << bits[rule.code]
        for rule in RULES
        if rule.code in bits and rule.severity_in(context) is Severity.ERROR
    )
    return bits, errors
