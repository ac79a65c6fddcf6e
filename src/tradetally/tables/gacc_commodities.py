"""Customs bulletin, tables 13 and 14: major commodities, one flow a file.

Columns ``commodity_zh, unit``, then quantity and value of the month (``jun_qty``, ``jun_value``),
of January to the month (``ytd_…``), of the same months a year earlier (``…_prev``: stated in this
round, on its base) and the growth of both. Amounts in 亿元, quantities in each row's own unit.
The flow stands in the file's name only. Rows marked ``*`` repeat goods of the others.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from tradetally.cells import Measure
from tradetally.tables.batch import Batch
from tradetally.tables.cells import Column, statements_of
from tradetally.tables.context import Context, Said
from tradetally.tables.sheet import Sheet
from tradetally.tables.subjects import Names

NAME = "gacc_commodities"
DESCRIPTION = "China's customs bulletin, major commodities: a CSV with commodity_zh and ytd_value"
TAKES = frozenset({"flow", "period", "unit", "released"})
REASONS = MappingProxyType({"reporter": "the table is China's"})
UNIT = "亿元"
RELEASE_DAY = 18

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HEADER = re.compile(rf"({'|'.join(_MONTHS)}|ytd|yoy)_(qty|value)(_prev)?")
_MEASURES = {"qty": Measure.VOLUME, "value": Measure.VALUE}


def matches(sheet: Sheet) -> bool:
    """Whether the header names the commodity, its unit and the values of the year to date."""
    return (
        sheet.form == "csv"
        and sheet.header[:2] == ("commodity_zh", "unit")
        and ("ytd_value" in sheet.header)
    )


def says(sheet: Sheet) -> Said:
    """Return the month of the year that the columns are named after."""
    months = [header[:3] for header in sheet.header if header[:3] in _MONTHS]
    return Said(month_of_year=_MONTHS.index(months[0]) + 1 if months else None)


def statements(sheet: Sheet, context: Context) -> Batch:
    """Return the quantities, values and growths of each commodity."""
    columns = tuple(
        _column(context, at, header, match)
        for at, header in enumerate(sheet.header)
        if (match := _HEADER.fullmatch(header))
    )
    names = Names(sheet.document, "commodity_zh", "product", "zh")
    subjects = [names.subject(row, unit=row.cells[1]) for row in sheet.body(1)]
    return statements_of(context, columns, subjects)


def _column(context: Context, at: int, header: str, match: re.Match[str]) -> Column:
    is_growth, is_month = match[1] == "yoy", match[1] in _MONTHS
    period = context.month if is_month else context.year_to_date
    return Column(
        at=at,
        header=header,
        flow=context.flow,
        period=period.year_earlier() if match[3] else period,
        indicator="growth" if is_growth else "level",
        measure=_MEASURES[match[2]],
    )
