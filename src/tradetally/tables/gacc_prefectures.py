"""Customs of one province: trade by prefecture, imports before exports.

The province stands in the file's name (``浙江省-2025-06.csv``) or is the one that all its
prefectures lie in; ``合计`` is that province. The columns are headed 当期, the current period,
which is the year to date: 浙江省-2025-06 gives 2,732,690,245,066 and +6.6% where the national
table gives Zhejiang 49,374,498 万元 for June and 273,269,025 万元, +6.6%, for January to June.
The same file is in yuan, though its last line says 万元.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from tradetally import codes
from tradetally.cells import EVERYTHING, Flow
from tradetally.errors import BadInput
from tradetally.tables.batch import Batch
from tradetally.tables.cells import Column, statements_of
from tradetally.tables.context import CHINA_ALL_FLOWS, Context, Said
from tradetally.tables.sheet import Row, Sheet
from tradetally.tables.subjects import WHOLE, Names, Subject
from tradetally.tables.units import unit_in_heading

NAME = "gacc_prefectures"
DESCRIPTION = (
    "China's customs, one province by prefecture: a CSV with 收发货人所在地 and 当期进出口"
)
TAKES = frozenset({"period", "unit", "released"})
REASONS = CHINA_ALL_FLOWS
UNIT = "万元"
RELEASE_DAY = 20

_PLACE = "收发货人所在地"
_HEADERS = {
    "当期进出口": (Flow.TOTAL, "level"),
    "当期进口": (Flow.IMPORTS, "level"),
    "当期出口": (Flow.EXPORTS, "level"),
    "进出口同比": (Flow.TOTAL, "growth"),
    "进口同比": (Flow.IMPORTS, "growth"),
    "出口同比": (Flow.EXPORTS, "growth"),
}


def matches(sheet: Sheet) -> bool:
    """Whether the header names the place and the total of the current period."""
    return sheet.form == "csv" and {_PLACE, "当期进出口"} <= {*sheet.header}


def says(sheet: Sheet) -> Said:
    """Return the unit, which a line of its own says."""
    units = [unit for row in sheet.body(1) if (unit := unit_in_heading(_heading(row)))]
    return Said(unit=units[0] if units else None)


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return a level and a growth for each prefecture and flow."""
    columns = tuple(
        Column(at, header, flow, context.year_to_date, indicator)
        for at, header in enumerate(sheet.header)
        if header in _HEADERS
        for flow, indicator in (_HEADERS[header],)
    )
    at = sheet.header.index(_PLACE)
    rows = [row for row in sheet.body(1) if not unit_in_heading(_heading(row))]
    names = Names(sheet.document, _PLACE, "region", "zh", at)
    subjects = [names.subject(row) for row in rows]
    province = _province(sheet.document, subjects)
    return statements_of(
        context,
        columns,
        [
            Subject(one.row, EVERYTHING.with_code("region", province), (("region", "合计"),))
            if one.row.cells[at].strip() in WHOLE
            else one
            for one in subjects
        ],
    )


def _heading(row: Row) -> str:
    """Return a row that is one cell of words; nothing for a row of figures."""
    said = [cell for cell in row.cells if cell.strip()]
    return said[0] if len(said) == 1 else ""


def _province(document: str, subjects: list[Subject]) -> str:
    for word in re.split(r"[\s_.-]+", PurePath(document).stem):
        found = codes.find("region", word)
        if found is not None and found.kind == "province":
            return found.code
    parents = {codes.parent("region", code) for one in subjects if (code := one.slice.region)}
    parents.discard(None)
    if len(parents) == 1 and (only := parents.pop()) is not None:
        return only
    raise BadInput(
        document,
        expected="the province in the file's name (as in 浙江省-2025-06.csv)",
        seen="none, and prefectures of no single province",
        todo="put the province into the file's name",
    )
