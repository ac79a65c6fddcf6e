"""Correct: declared changes, where the line is as the correction expects."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.context import Context
from tradetally.records.corrections import Correction
from tradetally.records.selection import literal


def correct(lines: Table, context: Context) -> Table:
    """Return lines with the corrections made, in their order.

    With any correction there are three columns more: ``corrected`` and ``correction_unmet``, the
    number of the last correction that was made, and of the last one whose expectation failed (0
    for none), and ``correction_seen``, what stood there instead.
    """
    import ibis

    if not context.corrections:
        return lines
    nothing = ibis.literal(0, type="int32")
    empty = ibis.literal("")
    lines = lines.mutate(corrected=nothing, correction_unmet=nothing, correction_seen=empty)
    for one in context.corrections:
        lines = _corrected(lines, one)
    return lines


def _corrected(lines: Table, one: Correction) -> Table:
    import ibis

    meant, fits = one.where.holds(lines), one.expect.holds(lines)
    number = ibis.literal(one.number, type="int32")
    changed = {
        name: ibis.ifelse(meant & fits, literal(name, value), lines[name])
        for name, value in one.changes
    }
    if "date" in changed:
        changed["start"] = ibis.ifelse(
            meant & fits & (lines["months"] == 1), month_of(changed["date"]), lines["start"]
        )
    stood = [lines[name].cast("string").fill_null("") for name, _ in one.expect.values]
    return lines.mutate(
        **changed,
        corrected=ibis.ifelse(meant & fits, number, lines["corrected"]),
        correction_unmet=ibis.ifelse(meant & ~fits, number, lines["correction_unmet"]),
        correction_seen=ibis.ifelse(
            meant & ~fits, ibis.literal(" ").join(stood), lines["correction_seen"]
        ),
    )


def month_of(day: Table) -> Table:
    """Return the month of a day, counted from year 0."""
    return (day.year() * 12 + day.month() - 1).cast("int32")
