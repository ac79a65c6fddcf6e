"""Existence: what a line cannot be without."""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.checks.rule import Rule, is_unread
from tradetally.records.context import Context
from tradetally.records.record import RECORD


def _missing(column: str) -> Rule:
    def breaks(lines: Table, _: Context) -> Table:
        if RECORD[column] == "string":
            return lines[column] == ""
        return lines[column].isnull() & ~is_unread(lines, column)

    return Rule(
        code=f"missing-{column}",
        category="existence",
        column=column,
        means=f"A line without {_NEEDED[column]} belongs to no figure.",
        expected=_NEEDED[column],
        todo="fill it in at the source, or declare a correction",
        breaks=breaks,
    )


_NEEDED = {
    "declaration": "the number of a declaration",
    "reporter": "a reporter",
    "flow": "exports or imports",
    "date": "a date",
    "commodity": "a commodity code",
    "partner": "a partner",
    "value": "a statistical value",
    "currency": "a currency",
}

RULES = tuple(_missing(column) for column in _NEEDED)
