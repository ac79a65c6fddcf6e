"""What a query of DuckDB leaves: files, or what goes wrong, said in Python's terms."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tradetally.engines import Table, Written

_NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__"


@contextmanager
def failures_said(given: Mapping[str, str]) -> Iterator[None]:
    """Say in Python's own terms that a file cannot be read, or that the user stopped a query.

    ``given`` are the names of files that were read by way of a copy.
    """
    import duckdb

    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryError(str(error)) from error
    except (
        duckdb.IOException,
        duckdb.InvalidInputException,
        duckdb.SerializationException,
    ) as error:
        raise OSError(_plain(str(error), given)) from error
    except duckdb.Error as error:
        if type(error) is duckdb.Error:  # of no kind: a page that cannot be unpacked
            raise OSError(f"a file of the query is damaged inside: {error}") from error
        raise


@contextmanager
def unordered(con: Any) -> Iterator[None]:
    """Let rows of a query be kept in any order, which spares memory."""
    con.execute("SET preserve_insertion_order = false")
    try:
        yield
    finally:
        con.execute("RESET preserve_insertion_order")


@contextmanager
def joined_as_written(con: Any) -> Iterator[None]:
    """Let every join hold its right side, whatever DuckDB makes of the number of rows.

    A part of the files looks so small to it that it would hold the lines and look up the list.
    """
    con.execute("SET disabled_optimizers = 'build_side_probe_side'")
    try:
        yield
    finally:
        con.execute("RESET disabled_optimizers")


def copied(
    con: Any, query: str, folder: Path, by: Table | None, only: int | None = None
) -> tuple[Written, ...]:
    """Copy the rows of a query to Parquet files in a folder, divided by a column.

    ``only`` is the one value that all rows have in that column.
    """
    options = ["FORMAT parquet", "COMPRESSION zstd", "COMPRESSION_LEVEL 1", "RETURN_STATS true"]
    if by is None or only is not None:
        target = folder / f"{os.urandom(16).hex()}.parquet"
    else:
        target = folder
        name = by.get_name().replace('"', '""')
        options += [
            f'PARTITION_BY ("{name}")',
            "WRITE_PARTITION_COLUMNS true",
            "FILENAME_PATTERN '{uuid}'",
            "APPEND true",
        ]
    path = str(target).replace("'", "''")
    result = con.execute(f"COPY ({query}) TO '{path}' ({', '.join(options)})")
    names = [column[0] for column in result.description]
    files = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    for file in files:
        if not file["count"]:
            Path(file["filename"]).unlink()
    written = [
        Written(
            Path(file["filename"]),
            file["count"],
            file["file_size_bytes"],
            _value(file, by) if only is None else only,
        )
        for file in files
        if file["count"]
    ]
    return tuple(sorted(written, key=lambda file: file.path))


def _value(file: Mapping[str, Any], by: Table | None) -> int | str | None:
    if by is None:
        return None
    value = file["partition_keys"][by.get_name()]
    if value is None or value == _NULL_FOLDER:
        return None
    return int(value) if by.type().is_integer() else str(value)


def _plain(error: str, given: Mapping[str, str]) -> str:
    """Return what DuckDB says of a CSV file as file, line and reason; other errors as they are."""
    for copy, name in given.items():
        error = error.replace(copy, name)
    file = re.search(r"^  file = (.*)$", error, re.MULTILINE)
    if not file:
        return error
    place = re.match(r".*CSV Error on Line: (\d+)\n(?:Original Line: )?", error)
    said = error[place.end() if place else 0 :].split("\nPossible", 1)[0].strip()
    line, _, reason = said.rpartition("\n")
    if not place:
        return f"{file[1]}: {said.splitlines()[0]}"
    return f"{file[1]}: line {place[1]}: {reason.rstrip('.')}: {line.strip()}"
