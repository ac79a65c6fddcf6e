"""Customs bulletin, table 2: trade by country and bloc, January to the month of the file's name.

Columns ``partner_zh, kind, total_ytd, total_yoy, export_…, import_…``, amounts in 万元. ``中国`` is
China itself: goods that came back, imports only. Continents with ``国家（地区）不明`` make the
total; blocs overlap them and each other.
"""

from __future__ import annotations

from tradetally.cells import Flow
from tradetally.tables.batch import Batch
from tradetally.tables.cells import Column, statements_of
from tradetally.tables.context import CHINA_ALL_FLOWS, Context, Said
from tradetally.tables.sheet import Sheet
from tradetally.tables.subjects import Names

NAME = "gacc_partners"
DESCRIPTION = "China's customs bulletin, trade by partner: a CSV with partner_zh and total_ytd"
TAKES = frozenset({"period", "unit", "released"})
REASONS = CHINA_ALL_FLOWS
UNIT = "万元"
RELEASE_DAY = 18

_FLOWS = (("total", Flow.TOTAL), ("export", Flow.EXPORTS), ("import", Flow.IMPORTS))
_COLUMNS = tuple(f"{word}_{kind}" for word, _ in _FLOWS for kind in ("ytd", "yoy"))


def matches(sheet: Sheet) -> bool:
    """Whether the header names the partner and the six columns of figures."""
    return (
        sheet.form == "csv" and sheet.header[0] == "partner_zh" and {*_COLUMNS} <= {*sheet.header}
    )


def says(sheet: Sheet) -> Said:
    """Return nothing: neither the month nor the unit stands in the file."""
    return Said()


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return a level and a growth for each partner and flow."""
    columns = tuple(
        Column(sheet.header.index(header), header, flow, context.year_to_date, indicator)
        for word, flow in _FLOWS
        for header, indicator in ((f"{word}_ytd", "level"), (f"{word}_yoy", "growth"))
    )
    names = Names(sheet.document, "partner_zh", "partner", "zh")
    subjects = [names.subject(row) for row in sheet.body(1)]
    return statements_of(context, columns, subjects)
