"""Opening: the beginning of a file, from which its layout is told.

What a file is, is told by its bytes, not by its name: Parquet says so in its first four, JSON
starts with a bracket, everything else that is text is CSV. Text is UTF-8, UTF-16 with a byte
order mark, or GB18030, which holds GBK and GB2312. A workbook, a page or a picture that is named
``.csv`` is refused with what it is.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from tradetally.encodings import is_chinese
from tradetally.errors import BadInput
from tradetally.records.lines import Head

SIZE = 1 << 16
"""How much of a text its head has, in bytes."""

_KINDS = "a CSV, Parquet or JSON file of lines"
_BINARY = {
    b"PK\x03\x04": "a zip archive (an .xlsx workbook is one)",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls)",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a gzip archive",
}
_DELIMITERS = ",;\t|"
_TITLE = re.compile(r"<title[^>]*>\s*(.*?)\s*</title", re.IGNORECASE | re.DOTALL)


def open_head(path: Path) -> Head:
    """Return the head of a file; raise ``BadInput`` where it can hold no lines.

    A file that is as it was is not read again: what tells its encoding may be at its end.
    """
    with suppress(OSError):
        found = path.stat()
        return _head(path, (found.st_mtime_ns, found.st_size, found.st_ino))
    return _head(path, None)


@lru_cache(maxsize=256)
def _head(path: Path, state: tuple[int, ...] | None) -> Head:
    """Return the head of a file in a state that it is known by."""
    try:
        with path.open("rb") as file:
            start = file.read(SIZE)
            encoding = "" if start[:4] == b"PAR1" else _encoding(path, start, file)
    except FileNotFoundError:
        raise _bad(str(path), _KINDS, "no such file", "check the name and the folder") from None
    except IsADirectoryError:
        raise _bad(
            str(path), _KINDS, "a directory", "name the files in it, as in DIR/*.csv"
        ) from None
    except OSError as error:
        seen = error.strerror or "an error"
        raise _bad(str(path), "a file that can be read", seen, "check its rights") from None
    if not encoding:
        return _parquet(path)
    text = _decoded(start, encoding).removeprefix("\ufeff")
    if text.lstrip()[:1] == "<":
        title = _TITLE.search(text)
        named = f", titled {title[1]!r}" if title else ""
        todo = "fetch the data again: this may be an error page"
        raise _bad(path.name, _KINDS, f"an HTML or XML page{named}", todo)
    return Head(path, text=text, encoding=encoding)


def is_json(head: Head) -> bool:
    """Whether a text starts as JSON does."""
    return head.text.lstrip()[:1] in ("{", "[") and not head.is_parquet


def columns_of(head: Head, skip: int = 0) -> tuple[str, ...]:
    """Return the names that a file's columns have: of Parquet, or the cells of the first row.

    ``skip`` is the number of lines before that row.

    >>> columns_of(Head(Path("a.csv"), text='"t", "q",'))
    ('t', 'q', '')
    """
    if head.is_parquet:
        return head.columns
    if is_json(head):
        return ()
    return tuple(cell.strip() for cell in next(rows_of(head, skip), ()))


def rows_of(head: Head, skip: int = 0) -> Iterator[list[str]]:
    """Yield the rows of a CSV file's head below ``skip`` lines; the last one may be cut."""
    text = io.StringIO(head.text, newline="")
    for _ in range(skip):
        text.readline()
    reader = csv.reader(
        text,
        delimiter=delimiter_of(head),
        skipinitialspace=True,
    )
    while True:
        try:
            row = next(reader)
        except (StopIteration, csv.Error):
            return
        yield row


def delimiter_of(head: Head) -> str:
    r"""Return what divides the cells of a CSV file's first line; a comma where nothing does.

    >>> delimiter_of(Head(Path("a.csv"), text="code;name, in full;iso\n1;2;3"))
    ';'
    """
    return max(_DELIMITERS, key=lambda one: (head.first.count(one), one == ","))


def has_lines(head: Head) -> bool:
    """Whether there is a row below the first one of a CSV file."""
    rows = rows_of(head)
    next(rows, None)
    return any(any(cell.strip() for cell in row) for row in rows)


def is_ended(path: Path) -> bool:
    """Whether a text ends with the end of a line: one that was cut off does not."""
    with path.open("rb") as file:
        file.seek(-1, io.SEEK_END)
        return file.read(1) in (b"\n", b"\r", b"\x00")


def _encoding(path: Path, start: bytes, file: BinaryIO) -> str:
    if not start.strip(b"\xef\xbb\xbf\r\n\t "):
        raise _bad(path.name, _KINDS, "an empty file", "fetch the data again")
    for signature, what in _BINARY.items():
        if start.startswith(signature):
            raise _bad(path.name, _KINDS, what, "save its table as CSV in UTF-8")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in start:
        raise _bad(path.name, _KINDS, "bytes that are no text", "save its table as CSV in UTF-8")
    telling = start
    while telling and telling.isascii():
        # what tells the encoding may be far down: ASCII is both
        telling = file.read(SIZE)
    for encoding in ("utf-8", "gb18030"):
        if _is_text(telling, encoding):
            return encoding
    raise _bad(
        path.name,
        "text in UTF-8 or GB18030",
        "bytes that are neither",
        "save it as CSV in UTF-8",
    )


def _is_text(block: bytes, encoding: str) -> bool:
    """Whether a block decodes, but for letters that its ends cut."""
    if encoding == "utf-8":
        block = block.lstrip(bytes(range(0x80, 0xC0)))
    elif not is_chinese(block):
        return False
    try:
        codecs.getincrementaldecoder(encoding)().decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(start: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(start)


def _parquet(path: Path) -> Head:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError, ValueError):
        raise _bad(
            path.name,
            "a whole Parquet file",
            "one that is cut off or damaged",
            "fetch the file again",
        ) from None
    metadata = {
        key.decode("utf-8", "replace"): value.decode("utf-8", "replace")
        for key, value in (schema.metadata or {}).items()
        if not key.startswith(b"ARROW:")
    }
    return Head(
        path,
        columns=tuple(schema.names),
        kinds=tuple(str(kind) for kind in schema.types),
        metadata=MappingProxyType(metadata),
    )


def _bad(argument: str, expected: str, seen: str, todo: str) -> BadInput:
    return BadInput(argument, expected=expected, seen=seen, todo=todo)
