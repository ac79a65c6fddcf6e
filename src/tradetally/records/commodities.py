"""A national list of commodities: which codes there are, since when, in which units.

A CSV file with the columns ``code`` (6 to 10 digits) and, as far as known, ``unit``,
``second_unit`` (as in cells), ``since`` and ``until`` (the first and the last day or month:
2025-01-01, 2025-01). A code may have several rows, for spans that do not overlap.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tradetally.errors import BadInput, BadPeriod
from tradetally.periods import Period

_CODE = re.compile(r"\d{6,10}")
_MONTH = len("2025-01")
_COLUMNS = ("code", "unit", "second_unit", "since", "until")


@dataclass(frozen=True, slots=True)
class Commodity:
    """A line of the list: a code, its units (empty where not said), and when it is valid."""

    code: str
    unit: str
    second_unit: str
    since: date
    until: date


def read_commodities(path: Path) -> tuple[Commodity, ...]:
    """Return the list in a file; raise ``BadInput`` with the line that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = tuple(_listed(csv.DictReader(file), path))
    except (OSError, UnicodeDecodeError) as error:
        seen = error.strerror if isinstance(error, OSError) else "text that is not UTF-8"
        raise BadInput(
            "--commodities",
            expected="a CSV file in UTF-8",
            seen=f"{path}: {seen}",
            todo="see that the path is right and the file saved as UTF-8",
        ) from error
    _check_apart(found, path)
    return found


def _listed(rows: csv.DictReader[str], path: Path) -> Iterator[Commodity]:
    if "code" not in (rows.fieldnames or ()):
        raise BadInput(
            str(path),
            expected=f"the columns {','.join(_COLUMNS)}, of which code is needed",
            seen=",".join(rows.fieldnames or ()) or "nothing",
            todo="write that line first",
        )
    for row in rows:
        yield _commodity(row, f"{path}, line {rows.line_num}")


def _commodity(row: Mapping[str, str | None], place: str) -> Commodity:
    said = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    try:
        since = _day(said["since"] or "0001-01-01", first=True)
        until = _day(said["until"] or "9999-12-31", first=False)
        is_fit = bool(_CODE.fullmatch(said["code"])) and since <= until
    except (ValueError, BadPeriod):
        is_fit = False
    if not is_fit:
        raise BadInput(
            place,
            expected="a code of 6 to 10 digits, and days or months, the first before the last",
            seen=",".join(said.values()),
            todo="mend that line",
        )
    return Commodity(said["code"], said["unit"], said["second_unit"], since, until)


def _day(said: str, *, first: bool) -> date:
    """Return the day that is written, or the first or last one of a month."""
    if len(said) == _MONTH:
        period = Period.parse(said)
        return date(period.start // 12, period.start % 12 + 1, 1) if first else period.last_day
    return date.fromisoformat(said)


def _check_apart(listed: tuple[Commodity, ...], path: Path) -> None:
    """Raise for a code that is listed twice for one day: a line would count twice."""
    before: Commodity | None = None
    for one in sorted(listed, key=lambda one: (one.code, one.since)):
        if before is not None and one.code == before.code and one.since <= before.until:
            raise BadInput(
                str(path),
                expected=f"one row for {one.code} on any day",
                seen=f"two on {one.since}",
                todo="end the earlier one the day before, in until",
            )
        before = one
