"""What a table's file name says: the flow and the last month that it states.

``exports_2025-12.csv`` says both, ``浙江省-2025-06.csv`` the month. A day (``2025-06-18``) is no
month, and a name that holds two months says none.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from tradetally.cells import Flow
from tradetally.errors import BadPeriod
from tradetally.periods import Period

_MONTH = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)"
    r"(?:[-_.]?(?P<month>\d\d)(?!\d)(?![-_.]\d\d?(?!\d))|年(?P<said>\d{1,2})月)"
)
_EXPORTS = re.compile(r"(?<![a-z])exports?(?![a-z])|(?<!进)出口", re.IGNORECASE)
_IMPORTS = re.compile(r"(?<![a-z])imports?(?![a-z])|进口(?!出口)", re.IGNORECASE)


def month_in_name(document: str) -> Period | None:
    """Return the month that a file name holds; ``None`` for none or several.

    >>> month_in_name("partners_2025-12.csv"), month_in_name("2025年6月.csv")
    (Period('2025-12'), Period('2025-06'))
    >>> month_in_name("fetched-2025-06-18.csv") is None
    True
    """
    found = {
        (int(match["year"]), int(match["month"] or match["said"]))
        for match in _MONTH.finditer(PurePath(document).stem)
    }
    if len(found) != 1:
        return None
    year, month = found.pop()
    if not 1 <= month <= 12:
        raise BadPeriod(
            document,
            expected="a month from 01 to 12 in the file's name",
            seen=f"{year:04d}-{month:02d}",
            todo="rename the file, or give --period",
        )
    return Period.month(year, month)


def flow_in_name(document: str) -> Flow | None:
    """Return the flow that a file name holds; ``None`` for none or both.

    >>> flow_in_name("exports_2025-12.csv"), flow_in_name("进口_2025-12.csv")
    (<Flow.EXPORTS: 'exports'>, <Flow.IMPORTS: 'imports'>)
    """
    stem = PurePath(document).stem
    exports, imports = _EXPORTS.search(stem), _IMPORTS.search(stem)
    if bool(exports) == bool(imports):
        return None
    return Flow.EXPORTS if exports else Flow.IMPORTS
