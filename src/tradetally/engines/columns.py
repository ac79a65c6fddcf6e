"""Which columns files have: looked up before an engine reads them, the same for every engine."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OURS = ("file", "line")


def parquet_schema(files: Sequence[str]) -> dict[str, Any]:
    """Return column → Ibis type of Parquet files; raise ``OSError`` if they are not alike."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from ibis import schema

    first: dict[str, Any] | None = None
    for file in files:
        try:
            columns = dict(schema(pq.read_schema(file)))
        except (pa.ArrowException, ValueError) as error:
            raise OSError(f"{file}: {error}") from error
        first = columns if first is None else first
        _check(file, columns, files[0], first)
    return first or {}


def csv_columns(
    files: Sequence[str],
    *,
    header: bool,
    names: Sequence[str],
    delimiter: str,
    encoding: str,
    skip: int,
) -> dict[tuple[str, ...], list[str]]:
    """Return columns in their order → the files that have them so.

    Raises ``OSError`` for a file without a readable first row, or without the columns that the
    others have.
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for file in files:
        row = _first_row(file, delimiter, encoding, skip)
        columns = named(row if header else [""] * len(row), names)
        found.setdefault(tuple(columns), []).append(file)
    first = dict.fromkeys(next(iter(found), ()), "there")
    for spelled, alike in found.items():
        _check(alike[0], dict.fromkeys(spelled, "there"), files[0], first)
    return found


def broken_row(file: str, *, delimiter: str, encoding: str, skip: int) -> str | None:
    """Return which row of a CSV file is not as long as the first, or cannot be read at all."""
    spelled = _spelled(encoding)
    with decoded(file, encoding), Path(file).open(encoding=spelled, newline="") as stream:
        for _ in range(skip):
            stream.readline()
        rows = csv.reader(stream, delimiter=delimiter, strict=True)
        width: int | None = None
        try:
            for row in rows:
                width = width or len(row)
                if row and len(row) != width:
                    at = skip + rows.line_num
                    return f"{file}: line {at}: {width} columns expected, {len(row)} seen: {row}"
        except csv.Error as error:
            return f"{file}: line {skip + rows.line_num}: {error}"
    return None


def is_ended(file: str) -> bool:
    """Tell whether the last line of a text file has its end."""
    with Path(file).open("rb") as stream:
        length = stream.seek(0, 2)
        stream.seek(max(length - 2, 0))
        last = stream.read()
    return b"\n" in last or b"\r" in last


def named(header: Sequence[str], names: Sequence[str] = ()) -> list[str]:
    """Return a name for each column of a CSV file, no two the same in any case.

    >>> named(["Value", "", "value", "line", ""])
    ['Value', 'column_2', 'value_3', 'line_4', 'column_5']
    >>> named(["a", "b", ""], ["code", "value"])
    ['code', 'value', 'column_3']
    """
    given = [*names, *header[len(names) :]]
    return distinct([name.strip() or f"column_{at}" for at, name in enumerate(given, 1)])


def distinct(names: Sequence[str]) -> list[str]:
    """Return names with their position behind those that are taken.

    >>> distinct(["value", "file", "Value"])
    ['value', 'file_2', 'Value_3']
    """
    taken = set(_OURS)
    result = []
    for at, name in enumerate(names, 1):
        fresh = f"{name}_{at}" if name.lower() in taken else name
        taken.add(fresh.lower())
        result.append(fresh)
    return result


@contextmanager
def decoded(file: str, encoding: str, before: int = 0) -> Iterator[None]:
    """Say on which line of a file, after so many, text is not in the encoding that was given."""
    try:
        yield
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode(encoding, errors="ignore")
        line = before + good.count("\n") + 1
        seen = error.object[error.start : error.end].hex()
        raise OSError(f"{file}: line {line}: no {encoding} text: 0x{seen}") from error
    except UnicodeError as error:
        raise OSError(f"{file}: no {encoding} text: {error}") from error


def _first_row(file: str, delimiter: str, encoding: str, skip: int) -> tuple[str, ...]:
    with (
        decoded(file, encoding),
        Path(file).open(encoding=_spelled(encoding), newline="") as stream,
    ):
        for _ in range(skip):
            stream.readline()
        try:
            row = next(csv.reader(stream, delimiter=delimiter, strict=True), None)
        except csv.Error as error:
            raise OSError(f"{file}: line {skip + 1}: {error}") from error
    if not row:
        raise OSError(f"{file}: line {skip + 1}: no columns")
    return tuple(name.removeprefix("\ufeff") for name in row)


def _spelled(encoding: str) -> str:
    """Return an encoding that passes over a byte order mark, where UTF-8 has one."""
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _check(file: str, columns: dict[str, Any], first: str, expected: dict[str, Any]) -> None:
    for name in expected.keys() | columns.keys():
        if columns.get(name) != expected.get(name):
            seen = columns.get(name) or "not there"
            wanted = expected.get(name) or "not there"
            raise OSError(f"{file}: column {name} is {seen}, and {wanted} in {first}")
