"""Envelopes of the UN Comtrade API: JSON with the observations in ``data``, or with an error."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradetally.errors import BadInput
from tradetally.records.formats.opening import open_head

if TYPE_CHECKING:
    import pyarrow as pa

_KEYS = ("elapsedTime", "count", "data", "error", "statusCode", "message")
_KEY = re.compile(rf'"({"|".join(_KEYS)})"\s*:')
_OBSERVATION = "reporterCode"
_BULK = "fileUrl"


def is_envelope(text: str) -> bool:
    """Whether the beginning of a JSON text is an envelope's: of data, or of an error.

    >>> is_envelope('{"elapsedTime": "0.1 secs", "count": 0, "data": []'), is_envelope('{"a": 1}')
    (True, False)
    """
    found = set(_KEY.findall(text))
    return text.lstrip().startswith("{") and ({"data", "count"} <= found or "statusCode" in found)


def observations(files: Sequence[Path]) -> pa.Table:
    """Return the observations of envelopes as text, with ``file`` and ``line`` (their number)."""
    import pyarrow as pa

    rows: list[dict[str, Any]] = []
    for file in files:
        rows += [{"file": str(file), "line": at, **one} for at, one in enumerate(_data(file), 1)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {
        name: pa.array([_text(row.get(name)) for row in rows], pa.string())
        for name in names
        if name not in ("file", "line")
    }
    columns["file"] = pa.array([row["file"] for row in rows], pa.string())
    columns["line"] = pa.array([row["line"] for row in rows], pa.int64())
    return pa.table(columns)


def _data(file: Path) -> list[dict[str, Any]]:
    envelope = _envelope(file)
    error = envelope.get("error") or (envelope.get("message") if "data" not in envelope else None)
    if error:
        raise _bad(file, f"the error {error!r}", "ask the API again, with what it wants")
    data = envelope.get("data") or []
    if not data:
        raise _bad(file, "no observation", "ask for a year and partners that have data")
    if _BULK in data[0]:
        raise _bad(file, "a list of files to download", "download the files that it names")
    if not all(isinstance(one, dict) and _OBSERVATION in one for one in data):
        raise _bad(file, "data of another kind", "ask the API for the final data of goods")
    return list(data)


def _envelope(file: Path) -> dict[str, Any]:
    content = file.read_text(encoding=open_head(file).encoding)
    try:
        # numbers as they are written: a value is a decimal, not a binary fraction
        envelope = json.loads(content, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        seen = f"JSON that breaks off or is broken at {place}"
        raise _bad(file, seen, "fetch the data again") from None
    return envelope if isinstance(envelope, dict) else {}


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _bad(file: Path, seen: str, todo: str) -> BadInput:
    return BadInput(
        file.name, expected="a UN Comtrade envelope with observations", seen=seen, todo=todo
    )
