"""File formats: from bytes to the text of an article, with the title and date a page declares.

The libraries for pages, PDF and word processors are loaded when a file asks for them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tradetally.errors import BadInput


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text, and the date and title that it declares."""

    text: str
    published: date | None = None
    title: str | None = None


def extract(suffix: str, content: bytes, argument: str) -> Extracted:
    """Return the text of a file's bytes; raise ``BadInput`` where they are no such file."""
    return _EXTRACTORS[suffix](content, argument)


def decoded(content: bytes, argument: str) -> str:
    """Return bytes as text: UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030.

    >>> decoded("出口".encode("gb18030"), "a.txt")
    '出口'
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    if b"\x00" in content[:4096]:
        raise BadInput(
            argument, expected="a text", seen="a binary file",
            todo="save the text as .txt in UTF-8",
        )  # fmt: skip
    for encoding in ("utf-8-sig", "gb18030"):
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
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True
    )
    if found is None:
        raise BadInput(
            argument, expected="a page with an article", seen="a page without one",
            todo="save the article's text as .txt",
        )  # fmt: skip
    fields = found if isinstance(found, dict) else found.as_dict()
    return Extracted(fields.get("text") or "", _iso_date(fields.get("date")), fields.get("title"))


def _pdf(content: bytes, argument: str) -> Extracted:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError) as error:
        raise BadInput(
            argument, expected="a PDF with text", seen="a file that is no readable PDF",
            todo="save the text as .txt",
        ) from error  # fmt: skip
    return Extracted(_unwrapped("\n\n".join(pages)))


def _docx(content: bytes, argument: str) -> Extracted:
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:  # the library raises what its zip and XML readers raise
        raise BadInput(
            argument,
            expected="a .docx file",
            seen="a file that is none",
            todo="save it as .docx or .txt",
        ) from error
    return Extracted("\n\n".join(paragraph.text for paragraph in document.paragraphs))


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
