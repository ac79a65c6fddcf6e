"""File formats: from bytes to the text of an article, with the title and date a page declares.

The libraries for pages, PDF and word processors are loaded when a file asks for them.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tradetally.encodings import likely
from tradetally.errors import BadInput


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text, and the date and title that it declares."""

    text: str
    published: date | None = None
    title: str | None = None


_LARGEST_MB = {".txt": 20, ".md": 20, ".html": 5, ".htm": 5, ".pdf": 50, ".docx": 50}
_LARGEST_UNPACKED_MB = 50
_MOST_PAGES = 500
_MOST_OPERATIONS = 1_000_000


def extract(suffix: str, content: bytes, argument: str) -> Extracted:
    """Return the text of a file's bytes; raise ``BadInput`` where they are no such file.

    A file that is larger than any trade release, or grows beyond that when it is unpacked, is
    refused rather than read for minutes.
    """
    if len(content) > _LARGEST_MB[suffix] * 1_000_000:
        raise _too_large(argument, f"a file of at most {_LARGEST_MB[suffix]} MB", "a larger one")
    return _EXTRACTORS[suffix](content, argument)


def _too_large(argument: str, expected: str, seen: str) -> BadInput:
    return BadInput(
        argument, expected=expected, seen=seen, todo="cut the text out and save it as .txt"
    )


def decoded(content: bytes, argument: str) -> str:
    """Return bytes as text: UTF-8 (with or without BOM), UTF-16 with BOM, GB18030 or Windows-1252.

    >>> decoded("出口".encode("gb18030"), "a.txt"), decoded("China’s".encode("cp1252"), "a.txt")
    ('出口', 'China’s')
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise BadInput(
            argument, expected="a text", seen="a binary file",
            todo="save the text as .txt in UTF-8",
        )  # fmt: skip
    for encoding in likely(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def _plain(content: bytes, argument: str) -> Extracted:
    return Extracted(decoded(content, argument))


def _html(content: bytes, argument: str) -> Extracted:
    import trafilatura

    page = decoded(content, argument)
    try:
        found = trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=False,
            favor_precision=True,
            with_metadata=True,
        )
    except (ValueError, RecursionError):
        found = None
    if found is None:
        raise BadInput(
            argument, expected="a page with an article", seen="a page without one",
            todo="save the article's text as .txt",
        )  # fmt: skip
    fields = found if isinstance(found, dict) else found.as_dict()
    return Extracted(fields.get("text") or "", _iso_date(fields.get("date")), fields.get("title"))


def _pdf(content: bytes, argument: str) -> Extracted:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # one message is ours to give

    try:
        pages = list(pypdf.PdfReader(io.BytesIO(content)).pages)
        if len(pages) > _MOST_PAGES:
            few = f"a PDF of at most {_MOST_PAGES} pages"
            raise _too_large(argument, few, f"one of {len(pages):,}")
        left = _Countdown(_MOST_OPERATIONS, argument)
        text = "\n\n".join(page.extract_text(visitor_operand_before=left) for page in pages)
    except BadInput:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it raise
        raise BadInput(
            argument, expected="a PDF with text", seen="a file that is no readable PDF",
            todo="save the text as .txt",
        ) from error  # fmt: skip
    return Extracted(_unwrapped(text))


class _Countdown:
    """Refuses a PDF that draws more than any release does."""

    def __init__(self, operations: int, argument: str) -> None:
        self._left = operations
        self._argument = argument

    def __call__(self, *operation: object) -> None:
        self._left -= 1
        if self._left < 0:
            raise _too_large(self._argument, "a PDF with a release in it", "one that never ends")


def _docx(content: bytes, argument: str) -> Extracted:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > _LARGEST_UNPACKED_MB * 1_000_000:
            small = f"a .docx file of at most {_LARGEST_UNPACKED_MB} MB unpacked"
            raise _too_large(argument, small, f"one of {unpacked // 1_000_000:,} MB")
        document = docx.Document(io.BytesIO(content))
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs)
    except BadInput:
        raise
    except Exception as error:  # the library raises what its zip and XML readers raise
        raise BadInput(
            argument,
            expected="a .docx file",
            seen="a file that is none",
            todo="save it as .docx or .txt",
        ) from error
    return Extracted(text)


def _unwrapped(text: str) -> str:
    """Return text whose lines are joined where a sentence runs on."""
    return re.sub(r"(?<![.!?:。！？：\n])\n(?=[a-z\d(])", " ", re.sub(r"-\n(?=[a-z])", "", text))


def _iso_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


_EXTRACTORS: dict[str, Callable[[bytes, str], Extracted]] = {
    ".txt": _plain, ".md": _plain, ".html": _html, ".htm": _html, ".pdf": _pdf, ".docx": _docx,
}  # fmt: skip
