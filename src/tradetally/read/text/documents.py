"""A text as it came: its characters, the stretches that are the article, and its date.

Offsets are characters of ``text``. A text file keeps its text as it stands; of a page, a PDF
or a word processor's file the main body is taken out first, and offsets are into that.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tradetally import languages
from tradetally.errors import BadInput
from tradetally.read.text import formats

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read: its name without suffix, its characters, and what it says of itself."""

    name: str
    text: str
    published: date | None = None
    title: str | None = None


def open_document(source: str | Path, *, published: date | None = None) -> Document:
    """Return the document in a file, or on standard input for ``-``.

    Raises ``BadInput`` for a file that is absent, empty, binary, of an unknown kind or without
    a single number in it.
    """
    if str(source) == "-":
        return _checked(
            "-", Document("stdin", formats.decoded(sys.stdin.buffer.read(), "-"), published)
        )
    path = Path(source)
    if path.suffix.lower() not in SUFFIXES:
        raise BadInput(
            str(path),
            expected=f"a text file ({', '.join(SUFFIXES)}) or - for standard input",
            seen=f"the suffix {path.suffix!r}" if path.suffix else "no suffix",
            todo="save the text as .txt in UTF-8",
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            str(path), expected="a file that can be read",
            seen=(error.strerror or "an error").lower(), todo="check the path",
        ) from error  # fmt: skip
    if not content.strip():
        raise BadInput(
            str(path), expected="a text", seen="an empty file", todo="give a file with a text in it"
        )
    extracted = formats.extract(path.suffix.lower(), content, str(path))
    own_date = published or extracted.published or _date_in_name(path.stem)
    return _checked(str(path), Document(path.stem, extracted.text, own_date, extracted.title))


def _date_in_name(name: str) -> date | None:
    """Return the day that a file's name has: ``20111110`` or ``2011-11-10``."""
    match = re.search(r"(?<!\d)(20\d\d|19\d\d)-?(\d\d)-?(\d\d)(?!\d)", name)
    try:
        return None if match is None else date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _has_number_word(text: str) -> bool:
    return any(languages.language(name).numbers(text) for name in languages.known())


def _checked(argument: str, document: Document) -> Document:
    if not document.text.strip():
        raise BadInput(
            argument, expected="a text", seen="no text in it", todo="give a file with a text in it"
        )
    if re.search(r"\d", document.text) is None and not _has_number_word(document.text):
        raise BadInput(
            argument, expected="a text with numbers in it", seen="no number",
            todo="give a text that states figures",
        )  # fmt: skip
    return document
