"""The common record: the columns that every declaration line has once a format has read it.

One row is one line of a source: an item of a declaration at one of its versions, or one row of a
table that a statistical office gives out at the finest grain it has. Columns of text are never
null: what is unknown is the empty text. A number or a day that could not be read is null, and
what stood there may come along as text in ``raw_<column>``, so that a finding can show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tradetally.engines import Table

TEXT, WHOLE, LONG, DAY = "string", "int32", "int64", "date"
MONEY, AMOUNT, PRICE = "decimal(18, 2)", "decimal(18, 3)", "decimal(18, 4)"

ACTIVE, CANCELLED = "active", "cancelled"
RAW = "raw_"
"""``raw_value`` is the text that ``value`` was read from."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the common record: its Ibis type, the unit of its numbers, what it means."""

    name: str
    kind: str
    unit: str
    meaning: str
    default: object = None
    """What stands where a source does not have it; null for numbers and days."""

    @property
    def is_text(self) -> bool:
        """Whether it holds text: never null, empty where unknown."""
        return self.kind == TEXT


def _text(name: str, meaning: str, default: str = "", unit: str = "") -> Column:
    return Column(name, TEXT, unit, meaning, default)


COLUMNS: tuple[Column, ...] = (
    _text("declaration", "number of the declaration, or the source's own key of the line"),
    Column("item", WHOLE, "", "number of the item within its declaration, from 1", 1),
    Column("version", WHOLE, "", "which version of the item this is; the highest counts", 1),
    _text("status", "active, or cancelled: the item is withdrawn", ACTIVE),
    Column("released", DAY, "day", "when the source gave the line out"),
    Column("date", DAY, "day", "decides the period; the first day where only that is known"),
    Column("start", WHOLE, "months since year 0", "first month of the line's period"),
    Column(
        "months", WHOLE, "months", "length of the line's period: 1, or 12 of a yearly source", 1
    ),
    _text("reporter", "whose trade it is: a code of the partner list"),
    _text("flow", "exports or imports"),
    _text("commodity", "Harmonized System code of 6 to 10 digits"),
    _text("hs_edition", "edition of the Harmonized System: HS2022"),
    _text("partner", "origin of imports, last known destination of exports: a code of the list"),
    _text("consignment", "country that the goods were consigned from or to: a code of the list"),
    _text("region", "where the enterprise is: a code of the region list"),
    _text("office", "customs office, by the source's own code"),
    _text("regime", "customs procedure: a code of the regime list"),
    _text("ownership", "kind of enterprise: a code of the ownership list"),
    _text("enterprise", "number of the enterprise"),
    _text("route", "mode of transport, by the source's own code"),
    Column("quantity", AMOUNT, "quantity_unit", "quantity in the commodity's first unit"),
    _text("quantity_unit", "unit as in cells: kg, t, piece, m2, l, pair, kWh"),
    Column("quantity2", AMOUNT, "quantity2_unit", "quantity in the commodity's second unit"),
    _text("quantity2_unit", "unit as in cells"),
    Column("net_mass_kg", AMOUNT, "kg", "mass of the goods without packing"),
    Column("gross_mass_kg", AMOUNT, "kg", "mass of the goods with packing"),
    Column("unit_price", PRICE, "currency per quantity_unit", "price as declared"),
    Column("value", MONEY, "currency", "statistical value: exports FOB, imports CIF"),
    _text("currency", "currency of value and price (ISO 4217)"),
    _text("outside", "the rule by which the line is outside the statistics; empty: it counts"),
    _text("file", "name of the file that the line is in"),
    Column("line", LONG, "", "row of the file, from 1, where the engine knows it"),
)

RECORD: Mapping[str, str] = {column.name: column.kind for column in COLUMNS}
"""The Ibis schema of the common record."""

IDENTITY = ("layout", "declaration", "item")
"""What an item is known by, once the layout of its file is beside it."""

FLOWS = ("exports", "imports")


def record(table: Table, columns: Mapping[str, object]) -> Table:
    """Return a table of common records: ``columns`` by name, and the default of every other.

    ``columns`` are Ibis expressions over ``table`` or plain values; text that is null becomes
    empty, every column gets the record's type. Names starting with ``raw_`` come along as text.
    ``file`` and ``line`` are taken from ``table`` where ``columns`` does not say.
    """
    import ibis

    unknown = [name for name in columns if name not in RECORD and not name.startswith(RAW)]
    if unknown:
        raise ValueError(f"no columns of the common record: {', '.join(unknown)}")
    given = {name: table[name] for name in ("file", "line") if name in table.columns} | {**columns}
    chosen = {}
    for column in COLUMNS:
        value = given.get(column.name, column.default)
        typed = ibis.literal(None, type=column.kind) if value is None else _typed(value, column)
        chosen[column.name] = typed
    raw = {
        name: _typed(value, _text(name, "")) for name, value in given.items() if name not in RECORD
    }
    return table.select(**chosen, **raw)


def _typed(value: object, column: Column) -> Table:
    """Return a column of the record's type; text without nulls."""
    import ibis

    is_expression = hasattr(value, "cast")
    typed = value.cast(column.kind) if is_expression else ibis.literal(value, type=column.kind)  # type: ignore[attr-defined]
    if column.default is not None and is_expression:
        typed = typed.fill_null(ibis.literal(column.default, type=column.kind))
    return typed
