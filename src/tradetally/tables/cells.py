"""From printed cells to statements: one statement for each cell that holds a figure.

A layout says what its columns are and what its rows are about; this is where the two meet. A
number asserts half a unit of the last digit that its column prints. The quantities of a table
are in many units, so there the most decimals are counted unit by unit: ``7742.199`` tonnes and
``36.4212847`` ten thousand tonnes are both exact to the kilogram. Amounts and quantities are
never below zero, and the interval of a printed 0 does not go there either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradetally.cells import Cell, Flow, Measure
from tradetally.errors import BadInput
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Statement, Tier
from tradetally.tables.batch import Batch
from tradetally.tables.context import Context
from tradetally.tables.notes import Note
from tradetally.tables.numbers import (
    Printed,
    in_base_units,
    is_empty,
    most_places,
    parse_number,
)
from tradetally.tables.subjects import Subject
from tradetally.tables.units import Unit

PERCENT = Unit("percent")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: where it stands, and what its cells say."""

    at: int
    header: str
    flow: Flow
    period: Period
    indicator: str = "level"
    measure: Measure = Measure.VALUE


def statements_of(
    context: Context, columns: Sequence[Column], subjects: Sequence[Subject]
) -> Batch:
    """Return the statements of every row and column, row by row."""
    grid = [[_printed(context, subject, column) for column in columns] for subject in subjects]
    places = _places(columns, subjects, grid)
    statements = [
        _statement(context, column, subject, printed, places[_kind(column, subject)])
        for subject, line in zip(subjects, grid, strict=True)
        for column, printed in zip(columns, line, strict=True)
        if printed is not None
    ]
    notes = [note for subject in subjects for note in subject.notes]
    notes += _noise(context, grid)
    kept, repeats = once(statements)
    empty = sum(printed is None for line in grid for printed in line)
    return Batch(kept, (*notes, *repeats), rows=len(subjects), empty=empty)


def once(statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], tuple[Note, ...]]:
    """Return the statements with each figure said once, and notes on those said again.

    January is month and year to date in one, and a place may have two rows. A figure that is
    said again with another number stays: which of the two is right is not for a table to say.
    """
    seen: dict[Figure, Interval] = {}
    kept: list[Statement] = []
    again: list[Place] = []
    notes: list[Note] = []
    for statement in statements:
        first = seen.setdefault(statement.figure, statement.interval)
        if first is statement.interval:
            kept.append(statement)
        elif first == statement.interval:
            again.append(statement.place)
        else:
            kept.append(statement)
            text = f"{statement.figure.cell} is said twice, with two numbers: both are kept"
            notes.append(Note("said-differently", text, statement.place))
    if again:
        cells = "1 cell repeats" if len(again) == 1 else f"{len(again)} cells repeat"
        text = f"{cells} a figure of the table: one statement for both"
        notes.append(Note("said-twice", text, again[0]))
    return tuple(kept), tuple(notes)


def assertion(printed: Printed, places: int, unit: Unit, indicator: str) -> Interval:
    """Return the interval that a printed number asserts, in base units."""
    interval = Interval.printed(printed.number, places=places, scale=unit.scale)
    if indicator == "level" and printed.number >= 0 and interval.low is not None:
        return interval if interval.low >= 0 else Interval(Fraction(0), interval.high)
    return interval


def _printed(context: Context, subject: Subject, column: Column) -> Printed | None:
    text = subject.row.cells[column.at]
    if is_empty(text):
        return None
    printed = parse_number(text)
    if printed is None:
        raise BadInput(
            f"{context.document}, line {subject.row.line}, column {column.header}",
            expected="a number, or nothing (- or an empty cell)",
            seen=repr(text),
            todo="mend the cell as the table was published",
        )
    return printed


_Kind = tuple[int, str]


def _kind(column: Column, subject: Subject) -> _Kind:
    """Return what shares its decimals with a cell: its column, or the quantities of one unit."""
    if column.indicator == "level" and column.measure is Measure.VOLUME:
        return -1, str(subject.quantity)
    return column.at, ""


def _places(
    columns: Sequence[Column], subjects: Sequence[Subject], grid: list[list[Printed | None]]
) -> dict[_Kind, int]:
    together: dict[_Kind, list[Printed]] = {}
    for subject, line in zip(subjects, grid, strict=True):
        for column, printed in zip(columns, line, strict=True):
            if printed is not None:
                together.setdefault(_kind(column, subject), []).append(printed)
    return {kind: most_places(numbers) for kind, numbers in together.items()}


def _statement(
    context: Context, column: Column, subject: Subject, printed: Printed, places: int
) -> Statement:
    unit, cell_unit = _units(context, column, subject)
    cell = Cell(
        flow=column.flow,
        period=column.period,
        slice=subject.slice,
        measure=column.measure,
        unit=cell_unit,
        reporter=context.reporter,
    )
    return Statement(
        figure=Figure(column.indicator, cell),
        value=in_base_units(printed.number, unit.power),
        unit=unit.code,
        interval=assertion(printed, places, unit, column.indicator),
        place=Place(context.document, printed.text, line=subject.row.line, column=column.header),
        release=context.release,
        tier=Tier.TABLE,
        is_overlapping=subject.is_overlapping,
        words=subject.words,
    )


def _units(context: Context, column: Column, subject: Subject) -> tuple[Unit, str | None]:
    """Return the unit of what is printed, and the unit of the cell that it is about."""
    is_value = column.measure is Measure.VALUE
    if column.indicator == "growth":
        return PERCENT, context.unit.code if is_value else None
    if is_value:
        return context.unit, context.unit.code
    if subject.quantity is None:
        raise BadInput(
            f"{context.document}, line {subject.row.line}, column {column.header}",
            expected="a unit for the quantity in this row",
            seen="none",
            todo="put the unit back, as the table was published",
        )
    return subject.quantity, subject.quantity.code


def _noise(context: Context, grid: list[list[Printed | None]]) -> list[Note]:
    noisy = [printed for line in grid for printed in line if printed and printed.is_float_noise]
    if not noisy:
        return []
    text = (
        f"binary floating point shows in {len(noisy)} of the numbers ({noisy[0].text} is read as"
        f" {noisy[0].number}): what lies beyond fifteen digits was never published"
    )
    return [Note("float-noise", text, Place(context.document, noisy[0].text))]
