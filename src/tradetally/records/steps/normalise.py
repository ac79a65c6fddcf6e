"""Normalise: one spelling of each code, so that every later step can compare for equality.

Which spellings there are is found by looking (``records.spellings``): a code that no list holds,
and that differs from one that a list holds only in case or spaces, is that one. To trim and fold
every text of every line would cost more than all other steps together.
"""

from __future__ import annotations

from tradetally.engines import Table
from tradetally.records.context import Context

COMMODITY = "commodity"
_MARKS = (".", " ", "-")


def normalise(lines: Table, context: Context) -> Table:
    """Return lines with codes and units spelled as their lists spell them."""
    changed = {}
    for column, spelled in context.spellings.items():
        if column == COMMODITY:
            changed[column] = _digits(lines[column])
        else:
            changed[column] = lines[column].cases(*spelled.items(), else_=lines[column])
    return lines.mutate(**changed) if changed else lines


def _digits(code: Table) -> Table:
    for mark in _MARKS:
        code = code.replace(mark, "")
    return code
