"""The columns of a book's tables, and the few kinds that they are of.

``statements`` is what sources state; the others are what was compiled from declaration lines.
No text is ever null: a code, a unit or an adjustment that there is not is the empty text, so
that two cells are equal where their columns are, on any engine. Months are counted from year 0,
as in ``Period``. Money is in units of its currency, quantities are in their unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetally.cells import DIMENSIONS

if TYPE_CHECKING:
    import pyarrow as pa

TEXT, NUMBER, LONG, DAY, FLAG = "string", "int32", "int64", "date", "boolean"
EXACT = "decimal(38, 10)"
PLACES = 10
MONEY, QUANTITY, RATE, SUM = "decimal(18, 2)", "decimal(18, 3)", "decimal(18, 8)", "decimal(38, 2)"

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

ITEMS = {
    "layout": TEXT,  # an item is known by its layout, declaration and item number
    "declaration": TEXT,
    "item": NUMBER,
    "version": NUMBER,
    "status": TEXT,  # ``active`` is counted, ``cancelled`` is only remembered
    "released": DAY,
    "date": DAY,
    "start": NUMBER,
    "months": NUMBER,
    "reporter": TEXT,
    "flow": TEXT,
    "commodity": TEXT,
    "hs_edition": TEXT,
    "partner": TEXT,
    "consignment": TEXT,
    "region": TEXT,
    "office": TEXT,
    "regime": TEXT,
    "ownership": TEXT,
    "enterprise": TEXT,
    "route": TEXT,
    "quantity": QUANTITY,
    "quantity_unit": TEXT,
    "quantity2": QUANTITY,
    "quantity2_unit": TEXT,
    "net_mass_kg": QUANTITY,
    "value": MONEY,
    "currency": TEXT,
    "value_national": MONEY,  # in the reporter's currency; null without a rate
    "value_usd": MONEY,
    "source": TEXT,  # the digest of the file
}
"""One row an item, at its highest version."""

COVERAGE = {
    "reporter": TEXT,
    "flow": TEXT,
    "start": NUMBER,
    "months": NUMBER,
    "layout": TEXT,
    "partners": TEXT,  # empty: all trade; of an extract its partners' codes, a space between
}
"""One row for each reporter, flow and span of time that items are complete for."""

LEDGER = {
    "vintage": NUMBER,
    "source": TEXT,  # the digest of the file
    "file": TEXT,
    "layout": TEXT,
    "fate": TEXT,  # ``counted``, ``excluded`` or ``rejected``
    "rule": TEXT,  # the rule that excluded, the finding that rejected
    "currency": TEXT,
    "lines": LONG,
    "value": SUM,
}
"""Where every line of every file went, in lines and in value."""

FINDINGS = {
    "vintage": NUMBER,
    "code": TEXT,
    "severity": TEXT,
    "source": TEXT,  # the digest of the file
    "file": TEXT,
    "line": LONG,
    "column": TEXT,
    "declaration": TEXT,
    "item": NUMBER,
    "expected": TEXT,
    "seen": TEXT,
    "todo": TEXT,
    "help": TEXT,
}

RATES = {
    "start": NUMBER,  # the month
    "currency": TEXT,
    "into": TEXT,
    "rate": RATE,  # units of ``into`` for one unit of ``currency``
    "source": TEXT,
}

PRODUCTS = {
    "product": TEXT,
    "definition": TEXT,  # in the code lists' notation: ``8501-8503, 2805.30``
    "since": TEXT,  # first and last round that it is used in; empty: always
    "until": TEXT,
    "note": TEXT,
    "source": TEXT,
}
"""What a product exactly is in this book, where its sources say so."""

VINTAGES = {
    "number": NUMBER,  # 1, 2, …
    **RELEASE,
    "is_synthetic": FLAG,
    "engine": TEXT,
    "made": TEXT,  # when it was published, in UTC
    "sources": TEXT,  # JSON: name, digest and layout of each file that was new in it
    "tables": TEXT,  # JSON: the version of each other table that it is made of
}
"""The manifest: what has no row here has not been published."""


def arrow(schema: dict[str, str]) -> pa.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    kinds = {
        TEXT: pa.string(),
        NUMBER: pa.int32(),
        LONG: pa.int64(),
        DAY: pa.date32(),
        FLAG: pa.bool_(),
        EXACT: pa.decimal128(38, PLACES),
        MONEY: pa.decimal128(18, 2),
        QUANTITY: pa.decimal128(18, 3),
        RATE: pa.decimal128(18, 8),
        SUM: pa.decimal128(38, 2),
    }
    return pa.schema([(name, kinds[kind]) for name, kind in schema.items()])
