"""Our own general table, for any country: ``figure, value, unit`` and perhaps ``released, round``.

``figure`` is the text form (``level(exports, reporter=KR, product=semiconductors, 2025)``),
``value`` a printed decimal that asserts half a unit of its own last digit (a column of mixed
figures has no decimals in common), ``unit`` what it is printed in: ``CNY``, ``trillion CNY``,
``万吨``, ``percent``, ``pp``. ``released`` is the day that the row came out; ``round`` is the last
month whose figures its release states: without it, the latest month of the rows of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from tradetally import codes
from tradetally.errors import BadInput, BadPeriod
from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure, usual_unit
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Release, Statement, Tier
from tradetally.tables.batch import Batch
from tradetally.tables.cells import assertion, once
from tradetally.tables.context import Context, Said
from tradetally.tables.numbers import Printed, in_base_units, is_empty, parse_number
from tradetally.tables.sheet import Row, Sheet
from tradetally.tables.subjects import repeats_others
from tradetally.tables.units import Unit, parse_unit

NAME = "tidy"
DESCRIPTION = "any country's figures: a CSV with the columns figure, value and unit"
TAKES = frozenset({"released", "reporter"})
REASONS = MappingProxyType(
    {
        "flow": "every figure says its flow",
        "period": "every figure says its period",
        "unit": "every row says its unit",
    }
)
UNIT = "CNY"
RELEASE_DAY = 20

_NEEDED = frozenset({"figure", "value", "unit"})
_KNOWN = _NEEDED | {"released", "round"}
_STREAK_UNITS = frozenset({"years", "quarters", "months"})
_WHOLE_NUMBERS = frozenset({"rank", "count", *_STREAK_UNITS})


@dataclass(frozen=True, slots=True)
class _Line:
    """One row, read: all but its release, which may depend on the others."""

    row: Row
    figure: Figure
    printed: Printed
    unit: Unit
    released: date | None
    round: Period | None


def matches(sheet: Sheet) -> bool:
    """Whether the header has figure, value and unit, and nothing that the layout does not know."""
    header = {cell.strip() for cell in sheet.header}
    return sheet.form == "csv" and header >= _NEEDED and header <= _KNOWN


def says(sheet: Sheet) -> Said:
    """Return the latest month that a row states."""
    months = [_round(sheet, row) or _figure(sheet, row).period.last_month for row in _rows(sheet)]
    if not months:
        raise BadInput(
            sheet.document, expected="rows of figures", seen="a header only",
            todo="write one figure a row under the header",
        )  # fmt: skip
    return Said(month=max(months), unit=Unit(UNIT))


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return a statement for each row that holds a value."""
    lines = [line for row in _rows(sheet) if (line := _line(sheet, row, context)) is not None]
    rounds: dict[date | None, Period] = {}
    for line in lines:
        month = line.figure.period.last_month
        rounds[line.released] = max(rounds.get(line.released, month), month)
    made = [_statement(sheet, line, context, rounds[line.released]) for line in lines]
    kept, notes = once(made)
    total = sum(1 for _ in _rows(sheet))
    return Batch(kept, notes, rows=total, empty=total - len(lines))


def _rows(sheet: Sheet) -> Iterator[Row]:
    return sheet.body(1)


def _text(sheet: Sheet, row: Row, column: str) -> str:
    header = [cell.strip() for cell in sheet.header]
    return row.cells[header.index(column)].strip() if column in header else ""


def _bad(sheet: Sheet, row: Row, column: str, expected: str, todo: str) -> BadInput:
    return BadInput(
        f"{sheet.document}, line {row.line}, column {column}",
        expected=expected,
        seen=repr(_text(sheet, row, column)),
        todo=todo,
    )


def _line(sheet: Sheet, row: Row, context: Context) -> _Line | None:
    text = _text(sheet, row, "value")
    if is_empty(text):
        return None
    printed = parse_number(text)
    if printed is None:
        raise _bad(sheet, row, "value", "a printed decimal", "write it as in 45.47 or -2.7")
    figure = _figure(sheet, row)
    if context.reporter != "CN" and "reporter=" not in _text(sheet, row, "figure"):
        cell = replace(figure.cell, reporter=context.reporter)
        is_usual = cell.unit == usual_unit(figure.cell)
        figure = figure.with_cell(replace(cell, unit=usual_unit(cell)) if is_usual else cell)
    unit = _unit(sheet, row, figure)
    return _Line(row, figure, printed, unit, _released(sheet, row), _round(sheet, row))


def _figure(sheet: Sheet, row: Row) -> Figure:
    try:
        return parse_figure(_text(sheet, row, "figure"))
    except BadInput as bad:
        raise BadInput(
            f"{sheet.document}, line {row.line}, column figure",
            expected=bad.expected,
            seen=bad.seen,
            todo=bad.todo,
        ) from None


def _unit(sheet: Sheet, row: Row, figure: Figure) -> Unit:
    own = INDICATORS[figure.indicator].UNIT or figure.cell.unit
    units = _STREAK_UNITS if figure.indicator == "streak" else {own or ""}
    unit = parse_unit(_text(sheet, row, "unit"))
    if unit is None or unit.code not in units:
        raise _bad(
            sheet,
            row,
            "unit",
            f"a unit of {' or '.join(sorted(units))}, in which the figure is",
            "write the unit of the value, or unit= in the figure",
        )
    return unit


def _released(sheet: Sheet, row: Row) -> date | None:
    text = _text(sheet, row, "released")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(
            sheet, row, "released", "a day such as 2026-01-14", "write year-month-day"
        ) from None


def _round(sheet: Sheet, row: Row) -> Period | None:
    text = _text(sheet, row, "round")
    if not text:
        return None
    try:
        return Period.parse(text).last_month
    except BadPeriod as bad:
        raise _bad(sheet, row, "round", bad.expected, "write a month such as 2025-12") from None


def _statement(sheet: Sheet, line: _Line, context: Context, latest: Period) -> Statement:
    return Statement(
        figure=line.figure,
        value=in_base_units(line.printed.number, line.unit.power),
        unit=line.unit.code,
        interval=_interval(line),
        place=Place(sheet.document, line.printed.text, line=line.row.line, column="value"),
        release=_release(sheet, line, context, latest),
        tier=Tier.TABLE,
        is_overlapping=any(_repeats(*one) for one in line.figure.cell.slice.codes()),
    )


def _repeats(dimension: str, name: str) -> bool:
    if dimension not in codes.DIMENSIONS:
        return False
    code = codes.codes(dimension).get(name)
    return code is not None and repeats_others(code)


def _interval(line: _Line) -> Interval:
    """Return what the value asserts; a rank or a count that is printed whole is that number."""
    is_whole = line.unit.power == 0 and line.printed.places == 0
    if line.unit.code in _WHOLE_NUMBERS and is_whole:
        return Interval.of(line.printed.number)
    indicator = line.figure.indicator
    is_signed = indicator != "level" or line.figure.cell.flow.value == "balance"
    return assertion(
        line.printed, line.printed.places, line.unit, "growth" if is_signed else indicator
    )


def _release(sheet: Sheet, line: _Line, context: Context, latest: Period) -> Release:
    month = line.round or latest
    if month < line.figure.period.last_month:
        raise _bad(
            sheet, line.row, "round", f"a round not before {line.figure.period.last_month},"
            " the figure's last month", "give the last month that the release states",
        )  # fmt: skip
    if line.released is None:
        return replace(context.release, round=month) if line.round else context.release
    if line.released <= month.last_day:
        raise _bad(
            sheet, line.row, "released", f"a day after the round's last, {month.last_day}",
            "give the day on which the figure came out",
        )  # fmt: skip
    return Release(month, line.released)
