"""The columns of a book's two tables, and the few kinds that they are of.

No column of a cell is ever null: a code, a unit or an adjustment that there is not is the empty
text, so that two cells are equal where their columns are, on any engine. Months are counted
from year 0, as in ``Period``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetally.cells import DIMENSIONS

if TYPE_CHECKING:
    import pyarrow as pa

TEXT, NUMBER, DAY, FLAG = "string", "int32", "date", "boolean"
EXACT = "decimal(38, 10)"
PLACES = 10

SCOPE = dict.fromkeys(("reporter", "measure", *DIMENSIONS), TEXT)
"""What the statements of one story share: whose trade, what is measured, of which slice."""

CELL = SCOPE | {"unit": TEXT, "adjusted": TEXT, "flow": TEXT, "start": NUMBER, "months": NUMBER}
"""All of a cell."""

RELEASE = {"round": NUMBER, "released": DAY, "is_assumed": FLAG}

ORIGIN = {
    "source": TEXT,
    "digest": TEXT,
    "tier": NUMBER,
    "layout": TEXT,
    "url": TEXT,
    "batch": TEXT,  # the rows of one source in one round, by a digest of all they say
    "position": NUMBER,  # the row's place in its source
}

STATEMENTS = {
    "figure": TEXT,
    "indicator": TEXT,
    **CELL,
    "base_start": NUMBER,
    "base_months": NUMBER,
    "is_plain": FLAG,  # the figure is all in the columns before; otherwise parse its text
    "value": EXACT,  # for queries; ``said`` is the number itself
    "said": TEXT,
    "said_unit": TEXT,
    "relation": TEXT,
    "low": EXACT,
    "high": EXACT,
    **RELEASE,
    "is_forecast": FLAG,
    "is_converted": FLAG,
    "is_overlapping": FLAG,
    "document": TEXT,
    "mention": TEXT,
    "first_character": NUMBER,
    "last_character": NUMBER,
    "line": NUMBER,
    "column": TEXT,
    "words": TEXT,  # JSON; empty for none
    "notes": TEXT,  # JSON; empty for none
    **ORIGIN,
}

CELLS = {**CELL, "value": EXACT, **RELEASE, **ORIGIN}

TABLES = {"statements": STATEMENTS, "cells": CELLS}


def arrow(schema: dict[str, str]) -> pa.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    kinds = {
        TEXT: pa.string(),
        NUMBER: pa.int32(),
        DAY: pa.date32(),
        FLAG: pa.bool_(),
        EXACT: pa.decimal128(38, PLACES),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in schema.items()])
