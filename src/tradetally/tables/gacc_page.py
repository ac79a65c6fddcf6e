"""Customs in English: the page ``(4) China's Total Export & Import Values by Country/Region``.

The title says the month, the page the day of release and the unit (``CNY 100 Million``). A column
headed ``3`` is March, ``1- to-3`` January to March; ``of which:`` stands before the first member of
a bloc. January and February come out as one page, without columns of a single month.
"""

from __future__ import annotations

import re

from tradetally.cells import Flow
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.statements import Place
from tradetally.tables.batch import Batch
from tradetally.tables.cells import Column, statements_of
from tradetally.tables.context import CHINA_ALL_FLOWS, Context, Said
from tradetally.tables.notes import Note
from tradetally.tables.sheet import Row, Sheet
from tradetally.tables.subjects import Names, Subject
from tradetally.tables.units import unit_in_heading

NAME = "gacc_page"
DESCRIPTION = "China's customs in English, trade by partner: a page headed Export Destination"
TAKES = frozenset({"period", "unit", "released"})
REASONS = CHINA_ALL_FLOWS
UNIT = "亿元"
RELEASE_DAY = 9

_DESTINATION = "Export Destination"
_FLOWS = {"Export & Import": Flow.TOTAL, "Export": Flow.EXPORTS, "Import": Flow.IMPORTS}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TITLE_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b\.?,?\s*(\d{{4}})\b", re.IGNORECASE)
_SPAN = re.compile(r"(1\s*-\s*to\s*-\s*)?(\d{1,2})")
_OF_WHICH = re.compile(r"^of which:\s*", re.IGNORECASE)


def matches(sheet: Sheet) -> bool:
    """Whether a page's table has a line headed Export Destination."""
    return sheet.form == "html" and _headed(sheet) is not None


def says(sheet: Sheet) -> Said:
    """Return the month that the title says and the unit that a line above the header says."""
    headed = _headed(sheet) or 0
    units = [unit for row in sheet.rows[:headed] if (unit := unit_in_heading(row.cells[0]))]
    spans = [match[2] for cell in sheet.rows[headed].cells if (match := _SPAN.fullmatch(cell))]
    titled = _TITLE_MONTH.search(sheet.title or "")
    month = None
    if titled is not None:
        month = Period.month(int(titled[2]), _MONTHS.index(titled[1].lower()) + 1)
    return Said(
        month=month,
        month_of_year=int(spans[0]) if spans else None,
        unit=units[0] if units else None,
    )


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return the levels and the growth of each partner that the page lists."""
    headed = _headed(sheet) or 0
    rows = [row for row in sheet.body(headed + 1) if not _is_footnote(row)]
    _reject_ragged(sheet, headed, rows)
    columns = tuple(_columns(sheet.rows[headed - 1], sheet.rows[headed], context))
    names = Names(sheet.document, _DESTINATION, "partner", "en")
    subjects = [_subject(row, names) for row in rows]
    batch = statements_of(context, columns, subjects)
    footnotes = tuple(
        Note(
            "footnote",
            row.cells[0],
            Place(sheet.document, row.cells[0], line=row.line, column=_DESTINATION),
        )
        for row in sheet.body(headed + 1)
        if _is_footnote(row)
    )
    return Batch(batch.statements, batch.notes + footnotes, batch.rows, batch.empty)


def _headed(sheet: Sheet) -> int | None:
    """Return the index of the second header line; the flows stand in the line above it."""
    for at, row in enumerate(sheet.rows):
        if at and row.cells[0] == _DESTINATION:
            return at
    return None


def _reject_ragged(sheet: Sheet, headed: int, rows: list[Row]) -> None:
    width = len(sheet.rows[headed].cells)
    for row in (sheet.rows[headed - 1], *rows):
        if len(row.cells) != width:
            raise BadInput(
                f"{sheet.document}, line {row.line}",
                expected=f"{width} cells, as in the header",
                seen=f"{len(row.cells)}",
                todo="save the page again, whole",
            )


def _columns(tops: Row, bottoms: Row, context: Context) -> list[Column]:
    columns = []
    for at, (top, bottom) in enumerate(zip(tops.cells, bottoms.cells, strict=True)):
        match = _SPAN.fullmatch(bottom)
        if top in _FLOWS and match:
            period = context.year_to_date if match[1] else context.month
            columns.append(Column(at, f"{top} {bottom}", _FLOWS[top], period))
        elif "Year-on-Year" in top and bottom in _FLOWS:
            period = context.year_to_date
            columns.append(Column(at, f"{top} {bottom}", _FLOWS[bottom], period, "growth"))
    return columns


def _subject(row: Row, names: Names) -> Subject:
    name = _OF_WHICH.sub("", row.cells[0])
    return names.subject(Row(row.line, (name, *row.cells[1:])))


def _is_footnote(row: Row) -> bool:
    return len(set(row.cells)) == 1
