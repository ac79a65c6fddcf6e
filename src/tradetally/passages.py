"""The passages, joined: tables into a book, texts held against it, a figure answered from it.

Each takes paths and words as a person gives them and returns values; the commands and Python
callers use the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally.cells import DIMENSIONS
from tradetally.errors import UnknownCode

if TYPE_CHECKING:
    from tradetally.book import Added, Book
    from tradetally.read import Reading
    from tradetally.tables import Loaded, Options
    from tradetally.tally.answer import Answer
    from tradetally.tally.check import Judged

Progress = Callable[[Iterable[Path]], Iterable[Path]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, what was read from it, and the verdicts."""

    reading: Reading
    judged: Judged


def load(
    tables: Sequence[Path],
    book: Path,
    options: Options | None = None,
    *,
    strict: bool = False,
    progress: Progress = iter,
) -> tuple[tuple[Loaded, Added], ...]:
    """Load published tables into a book, made if there is none: all of them or none.

    Raises ``BadInput`` for a table that cannot be read, or with ``strict`` one whose totals do
    not add up; then the book is as it was.
    """
    from tradetally.book import Book, Source
    from tradetally.statements import Tier
    from tradetally.tables import Options as NoOptions
    from tradetally.tables import read_table

    existing = Book.open(book) if (book / "book.json").exists() else None
    known = None if existing is None else existing.levels
    said = options or NoOptions()
    loaded = [read_table(path, said, known, strict=strict) for path in progress(tables)]
    opened = existing or Book.open_or_create(book)
    added = opened.add_all(
        (Source(one.document, one.digest, Tier.TABLE, one.layout), one.statements) for one in loaded
    )
    return tuple(zip(loaded, added, strict=True))


def read(text: str, *, language: str | None = None, published: date | None = None) -> Reading:
    """Return what a text states: a path, or ``-`` for standard input."""
    from tradetally.read import open_document
    from tradetally.read import read as read_document

    return read_document(open_document(text, published=published), language=language)


def check(
    texts: Sequence[str], book: Path, *, language: str | None = None, published: date | None = None
) -> tuple[Checked, ...]:
    """Return, for each text, what was read from it and a verdict for every statement."""
    from tradetally.book import Book
    from tradetally.tally.check import check as judge

    opened = Book.open(book)
    out = []
    for text in texts:
        reading = read(text, language=language, published=published)
        judged = judge(reading.statements, opened, published=reading.document.published)
        out.append(Checked(reading, judged))
    return tuple(out)


def figure(text: str, book: Path, *, vintage: date | None = None) -> Answer:
    """Return the answer to one figure in text form, as known on ``vintage`` (today without)."""
    from tradetally.book import Book
    from tradetally.figures.text import parse_figure
    from tradetally.tally.answer import answer

    asked = parse_figure(text)
    opened = Book.open(book)
    release = None if vintage is None else opened.vintage(vintage)
    if vintage is not None and release is None:
        raise _too_early(vintage, opened)
    found = answer(asked, opened, None if release is None else release.round)
    if not found.is_known:
        for dimension, code in asked.cell.slice.codes():
            _reject_unknown(dimension, code)
    return found


def _reject_unknown(dimension: str, code: str) -> None:
    """Raise for a code that neither the book nor its list holds, if the list has near ones."""
    from tradetally import codes

    if dimension in DIMENSIONS and not codes.is_known(dimension, code):
        near = codes.nearest(dimension, code)
        if near:
            raise UnknownCode(code, dimension=dimension, nearest=near)


def _too_early(vintage: date, book: Book) -> Exception:
    from tradetally.errors import BadInput

    rounds = book.rounds()
    first = f"its first round is {rounds[0]}" if rounds else "it is empty"
    return BadInput(
        "--vintage",
        expected="a day on or after the book's first release",
        seen=f"{vintage} ({first})",
        todo="give a later day",
    )
