"""Opening: a file on disk → a sheet and the file's digest.

What a file is, is told by its bytes, not by its name: a page starts with ``<``, everything else
that is text is CSV. Text is UTF-8 (with or without a byte order mark), UTF-16 with one, or
GB18030, which holds GBK and GB2312.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from pathlib import Path

from tradetally.encodings import likely
from tradetally.errors import BadInput
from tradetally.tables.page import read_page
from tradetally.tables.sheet import Row, Sheet

_FORMATS = "a CSV file or an HTML page"
_SAVE_AS_CSV = "save the table as CSV in UTF-8 and load that"
_BINARY = {
    b"PK\x03\x04": "a zip archive (an .xlsx workbook is one)",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls)",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"PAR1": "a Parquet file",
    b"\x1f\x8b": "a gzip archive",
}


def open_sheet(path: Path) -> tuple[Sheet, str]:
    """Return the sheet in ``path`` and its SHA-256; raise ``BadInput`` where there is none."""
    content = _content(path)
    text = _text(path.name, content)
    if text.lstrip()[:1] == "<":
        sheet = read_page(path.name, text)
    else:
        sheet = Sheet(path.name, "csv", _csv_rows(path.name, text))
    return sheet, hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _bad(str(path), _FORMATS, "no such file", "check the name and the folder") from None
    except IsADirectoryError:
        raise _bad(
            str(path), _FORMATS, "a directory", "name the tables in it, as in DIR/*.csv"
        ) from None
    except OSError as error:
        raise _bad(
            str(path), "a file that can be read", error.strerror or "an error", "check its rights"
        ) from None
    if not content.strip():
        raise _empty(path.name)
    return content


def _text(document: str, content: bytes) -> str:
    for start, what in _BINARY.items():
        if content.startswith(start):
            raise _bad(document, _FORMATS, what, _SAVE_AS_CSV)
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in content and not is_utf16:
        raise _bad(document, _FORMATS, "bytes that are no text", _SAVE_AS_CSV)
    for encoding in ["utf-16"] if is_utf16 else likely(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _bad(document, "text in UTF-8 or GB18030", "bytes that are neither", _SAVE_AS_CSV)


def _csv_rows(document: str, text: str) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise _bad(
            f"{document}, line {line}",
            "comma-separated cells",
            f"broken CSV ({error})",
            "close every quote that is opened",
        ) from None
    if not rows:
        raise _empty(document)
    width = len(rows[0].cells)
    for row in rows:
        if len(row.cells) != width:
            raise _bad(
                f"{document}, line {row.line}",
                f"{width} cells, as in its first row",
                f"{len(row.cells)}",
                "put back the commas that are missing, or quote a cell that holds one",
            )
    return tuple(rows)


def _empty(document: str) -> BadInput:
    return _bad(document, _FORMATS, "an empty file", "fetch the table again")


def _bad(argument: str, expected: str, seen: str, todo: str) -> BadInput:
    return BadInput(argument, expected=expected, seen=seen, todo=todo)
