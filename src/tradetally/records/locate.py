"""Locating: the rows of text files that findings are about.

An engine that reads text in parallel does not know which row a line came from. So the files that
have findings are read once more. Where a header names the record's own columns, a line is found by
its declaration, item and version; elsewhere by the rows that hold the declaration's number and
the item's in cells of their own. A line whose layout makes its key of several cells is not found,
and its key says where it is.
"""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from tradetally.records.formats.opening import delimiter_of, open_head


class Key(NamedTuple):
    """What a line is looked for by; item and version are 0 where they could not be read."""

    declaration: str
    item: int
    version: int


def locate(file: Path, wanted: Iterable[Key]) -> Mapping[Key, list[int]]:
    """Return the rows, from 1, of each wanted line of a text file; none for a Parquet file."""
    head = open_head(file)
    if head.is_parquet:
        return {}
    keys: dict[str, set[Key]] = {}
    for key in wanted:
        keys.setdefault(key.declaration, set()).add(key)
    with file.open(encoding=head.encoding, newline="", errors="replace") as stream:
        delimiter = delimiter_of(head)
        rows = _rows(stream, delimiter)
        number, header = next(rows, (0, []))
        places = [header.index(name) for name in Key._fields if name in header]
        if len(places) == len(Key._fields):
            is_first = places[0] == 0 and not any(
                mark in key for key in keys for mark in f'{delimiter}"'
            )
            about = _about(stream, delimiter, keys, number) if is_first else rows
            return _by_columns(about, places, keys)
        return _by_cells(rows, keys)


def _rows(
    stream: Iterable[str], delimiter: str, before: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file, each with the number of its last line, after ``before`` lines."""
    reader = csv.reader(stream, delimiter=delimiter)
    for cells in reader:
        yield before + reader.line_num, [cell.strip() for cell in cells]


def _about(
    stream: Iterator[str], delimiter: str, declarations: Container[str], before: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that start with one of these declarations, and all from a broken line on.

    A line whose quotation marks are even is a row. It is divided into cells only if it is wanted.
    """
    for number, line in enumerate(stream, before + 1):
        if line.count('"') % 2:
            yield from _rows(chain([line], stream), delimiter, number - 1)
            return
        if line.split(delimiter, 1)[0].strip().strip('"').strip() in declarations:
            for _, cells in _rows([line], delimiter):
                yield number, cells


def _by_columns(
    rows: Iterator[tuple[int, list[str]]], places: Sequence[int], keys: Mapping[str, set[Key]]
) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for number, cells in rows:
        if len(cells) > max(places) and cells[places[0]] in keys:
            declaration, item, version = (cells[place] for place in places)
            key = Key(declaration, _whole(item), _whole(version))
            if key in keys[declaration]:
                found.setdefault(key, []).append(number)
    return found


def _by_cells(
    rows: Iterator[tuple[int, list[str]]], keys: Mapping[str, set[Key]]
) -> dict[Key, list[int]]:
    exact: dict[Key, list[int]] = {}
    loose: dict[Key, list[int]] = {}
    for number, cells in rows:
        for declaration in keys.keys() & set(cells):
            for key in keys[declaration]:
                if str(key.item) in cells:
                    exact.setdefault(key, []).append(number)
                elif key.item == 1:  # its layout may not number items
                    loose.setdefault(key, []).append(number)
    return loose | exact


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else (1 if not text else 0)
