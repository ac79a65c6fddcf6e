"""A briefing's tables as they are read: names for codes, one scale a column, units in headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tradetally.brief.briefing import Column, Table
from tradetally.cells import Measure
from tradetally.errors import BadPeriod
from tradetally.periods import Period
from tradetally.show.marks import plain
from tradetally.show.scales import Scale, scale_of
from tradetally.show.words import Words

_PERIODS = frozenset({"period", "month"})


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell of a table: as it is shown, and by what it sorts (a number, or nothing)."""

    text: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A column's header: its words with the unit, and the scale of its numbers."""

    text: str
    scale: Scale | None

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.scale is not None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table in one language, ready to be shown."""

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Datum, ...], ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]


def data_table(table: Table, words: Words) -> DataTable:
    """Return a table in a language."""
    values = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    heads = tuple(
        head(column, own, words) for column, own in zip(table.columns, values, strict=True)
    )
    rows = tuple(
        tuple(
            datum(value, column, one, words)
            for value, column, one in zip(row, table.columns, heads, strict=True)
        )
        for row in table.rows
    )
    return DataTable(
        table.name,
        words("table", table.name),
        heads,
        rows,
        tuple(map(plain, table.sources)),
        tuple(map(plain, table.notes)),
    )


def head(
    column: Column,
    values: Sequence[str | Decimal | None],
    words: Words,
    scale: Scale | None = None,
) -> Head:
    """Return a column's header, and the scale that its numbers are shown in.

    With a ``scale``, its power of ten is the one that is named.
    """
    name = words("column", column.name)
    if column.flow is not None:
        name = words("column", "flow_column", flow=words.flow(column.flow), column=name)
    numbers = [value for value in values if isinstance(value, Decimal)]
    if column.unit is None and not numbers:
        return Head(name, None)
    measure = _measure(column)
    if scale is None:
        scale = scale_of(numbers, column.unit, words, measure)
    else:
        scale = replace(scale, unit=words.unit(column.unit, scale.power, measure))
    if scale.unit:
        name = words("column", "with_unit", column=name, unit=scale.unit)
    return Head(name, scale)


def datum(value: str | Decimal | None, column: Column, head: Head, words: Words) -> Datum:
    """Return a cell as it is shown."""
    if value is None:
        return Datum(words("page", "missing"))
    if isinstance(value, Decimal):
        return Datum(head.scale.text(value) if head.scale else f"{value:,}", value)
    return Datum(label(value, column, words))


def label(value: str, column: Column, words: Words) -> str:
    """Return the name of a code, or a period in words."""
    if column.dimension is not None:
        return words.code(column.dimension, value) if value else words.flow("total")
    if column.name == "flow":
        return words.flow(value)
    if column.name in _PERIODS:
        try:
            return words.short(Period.parse(value))
        except BadPeriod:
            return plain(value)
    return plain(value)


def _measure(column: Column) -> Measure | None:
    return Measure(column.name) if column.name in ("enterprises", "partners") else None
