"""Customs: trade by location of consignee and consignor, month and year to date, in 万元.

Three header lines: the unit, the flow, the months (``6月``, ``1至6月``). Provinces, cities and
development zones stand in one column, each the whole of its own area: a city is not beside its
province but in it. Growth is that of the year to date only. The January file prints its month
twice, as month and as year to date.
"""

from __future__ import annotations

import re

from tradetally.cells import Flow
from tradetally.periods import Period
from tradetally.statements import Place
from tradetally.tables.batch import Batch
from tradetally.tables.cells import Column, statements_of
from tradetally.tables.context import CHINA_ALL_FLOWS, Context, Said
from tradetally.tables.notes import Note
from tradetally.tables.sheet import Row, Sheet
from tradetally.tables.subjects import Names
from tradetally.tables.units import unit_in_heading

NAME = "gacc_locations"
DESCRIPTION = (
    "China's customs, trade by province, city and zone: three header lines, 收发货人所在地"
)
TAKES = frozenset({"period", "unit", "released"})
REASONS = CHINA_ALL_FLOWS
UNIT = "万元"
RELEASE_DAY = 20

_PLACE = "收发货人所在地"
_FLOWS = {"进出口": Flow.TOTAL, "出口": Flow.EXPORTS, "进口": Flow.IMPORTS}
_GROWTH = "累计比去年同期"
_MONTHS = re.compile(r"(1至)?(\d{1,2})月")
_HEADERS = 3


def matches(sheet: Sheet) -> bool:
    """Whether the second and third lines are headed 收发货人所在地."""
    headers = [row.cells[0].strip() for row in sheet.rows[1:_HEADERS]]
    return sheet.form == "csv" and headers == [_PLACE, _PLACE]


def says(sheet: Sheet) -> Said:
    """Return the month of the year and the unit, which the header lines say."""
    months = [match[2] for cell in sheet.rows[2].cells if (match := _MONTHS.fullmatch(cell))]
    units = [unit for cell in sheet.header if (unit := unit_in_heading(cell))]
    return Said(
        month_of_year=int(months[0]) if months else None,
        unit=units[0] if units else None,
    )


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return the levels of the month and the year to date, and the year to date's growth."""
    columns = tuple(_columns(sheet, context))
    rows = [row for row in sheet.body(_HEADERS) if not _is_footnote(row)]
    names = Names(sheet.document, _PLACE, "region", "zh")
    subjects = [names.subject(row) for row in rows]
    batch = statements_of(context, columns, subjects)
    footnotes = tuple(
        Note(
            "footnote",
            row.cells[0],
            Place(sheet.document, row.cells[0], line=row.line, column=_PLACE),
        )
        for row in sheet.body(_HEADERS)
        if _is_footnote(row)
    )
    return Batch(batch.statements, batch.notes + footnotes, batch.rows, batch.empty)


def _columns(sheet: Sheet, context: Context) -> list[Column]:
    columns = []
    tops, bottoms = sheet.rows[1].cells, sheet.rows[2].cells
    for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        if top in _FLOWS and (match := _MONTHS.fullmatch(bottom)):
            period = context.year_to_date if match[1] else context.month
            columns.append(Column(at, f"{top} {bottom}", _FLOWS[top], period))
        elif top.startswith(_GROWTH) and bottom in _FLOWS:
            columns.append(_growth(at, bottom, context.year_to_date))
    return columns


def _growth(at: int, flow: str, period: Period) -> Column:
    return Column(at, f"{_GROWTH} {flow}", _FLOWS[flow], period, "growth")


def _is_footnote(row: Row) -> bool:
    return row.cells[0].lstrip().startswith("注")
