"""Exclude: the name of the rule by which a line is outside the statistics."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.context import Context


def exclude(lines: Table, context: Context) -> Table:
    """Return lines with ``outside``: what the format said, else the first rule that holds."""
    if not context.exclusions:
        return lines
    import ibis

    said = lines["outside"]
    cases = [(rule.where.holds(lines), rule.name) for rule in context.exclusions]
    return lines.mutate(outside=ibis.cases((said != "", said), *cases, else_=""))
