"""The passages, joined: tables into a book, texts held against it, a figure answered from it.

Each takes paths and words as a person gives them and returns values; the commands and Python
callers use the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally.cells import DIMENSIONS
from tradetally.errors import BadInput, UnknownCode

if TYPE_CHECKING:
    from tradetally.book import Added, Book
    from tradetally.brief import Briefing, Change
    from tradetally.cells import Cell
    from tradetally.periods import Period
    from tradetally.read import Reading
    from tradetally.statements import Statement
    from tradetally.tables import Loaded, Options
    from tradetally.tally.answer import Answer
    from tradetally.tally.bounds import Bound
    from tradetally.tally.check import Judged
    from tradetally.tally.revisions import Moved

Progress = Callable[[Iterable[Path]], Iterable[Path]]

TEXT_SUFFIXES = (".txt", ".md", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Checked:
    """A text, what was read from it, and the verdicts."""

    reading: Reading
    judged: Judged


def load(
    files: Sequence[Path],
    book: Path,
    options: Options | None = None,
    *,
    strict: bool = False,
    progress: Progress = iter,
) -> tuple[tuple[Loaded, Added], ...]:
    """Load published tables, and texts, into a book, made if there is none: all or none.

    Raises ``BadInput`` for a file that cannot be read, or with ``strict`` a table whose totals
    do not add up; then the book is as it was.
    """
    from tradetally.book import Book, Source
    from tradetally.tables import Options as NoOptions
    from tradetally.tables import read_table

    existing = Book.open(book) if (book / "book.json").exists() else None
    known = None if existing is None else existing.levels
    said = options or NoOptions()
    loaded = [
        _load_text(path, said.released)
        if path.suffix.lower() in TEXT_SUFFIXES
        else read_table(path, said, known, strict=strict)
        for path in progress(files)
    ]
    opened = existing or Book.open_or_create(book)
    added = opened.add_all(
        (Source(one.document, one.digest, one.tier, one.layout), one.statements) for one in loaded
    )
    return tuple(zip(loaded, added, strict=True))


def _load_text(path: Path, published: date | None) -> Loaded:
    """Return what an official text states, as a table's statements come: in its round."""
    from hashlib import sha256

    from tradetally.statements import Place, Release, Tier
    from tradetally.tables import Loaded, Note

    reading = read(str(path), published=published)
    statements = in_release(reading)
    aside = len(reading.set_aside)
    note = Note("set-aside", f"{aside} numbers are no statements", Place(path.name, ""))
    return Loaded(
        document=path.name,
        digest=sha256(path.read_bytes()).hexdigest(),
        layout=f"text-{reading.language}",
        release=Release(reading.round or _no_statement(path), reading.document.published),
        unit=None,
        statements=statements,
        notes=(note,) if aside else (),
        rows=len(statements),
        empty=aside,
        tier=Tier.TEXT,
    )


def in_release(reading: Reading) -> tuple[Statement, ...]:
    """Return a text's statements as those of an official text, in the round it belongs to."""
    from tradetally.statements import Release, Tier

    if reading.round is None:
        return ()
    release = Release(reading.round, reading.document.published)
    return tuple(replace(s, release=release, tier=Tier.TEXT) for s in reading.statements)


def _no_statement(path: Path) -> Period:
    raise BadInput(
        str(path),
        expected="a text that states a figure of trade",
        seen="none",
        todo="leave the file out",
    )


def _open(book: Path) -> Book:
    from tradetally.book import Book

    return Book.open(book)


def read(text: str, *, language: str | None = None, published: date | None = None) -> Reading:
    """Return what a text states: a path, or ``-`` for standard input."""
    from tradetally.read import open_document
    from tradetally.read import read as read_document

    document = open_document(text, published=published)
    reading = read_document(document, language=language)
    if not reading.statements and not reading.set_aside:
        raise BadInput(
            text,
            expected="a text with numbers in it",
            seen="no number",
            todo="give a text that states figures",
        )
    return reading


def text_of(text: str) -> str:
    """Return the text that offsets point into: of a page, a PDF or a .docx its main body."""
    from tradetally.read import open_document

    return open_document(text).text


def check(
    texts: Sequence[str],
    book: Path | None = None,
    *,
    language: str | None = None,
    published: date | None = None,
    revision: Fraction | None = None,
) -> tuple[Checked, ...]:
    """Return, for each text, what was read from it and a verdict for every statement.

    Without a book a text is held against itself only. ``revision`` is how far levels may have
    moved between rounds, instead of the allowance of each kind of cell.
    """
    from tradetally.tally.check import check as judge

    opened = None if book is None else _open(book)
    out = []
    for text in texts:
        reading = read(text, language=language, published=published)
        day = reading.document.published
        judged = judge(reading.statements, opened, published=day, revision=revision)
        out.append(Checked(reading, judged))
    return tuple(out)


def bounds(
    text: str,
    book: Path | None = None,
    *,
    texts: Sequence[str] = (),
    revision: Fraction = Fraction(0),
) -> Bound:
    """Return what a book and texts imply about one figure, and which statements pin it.

    ``revision`` is the share by which a level may have moved between rounds; zero takes every
    release at face value.
    """
    from tradetally.figures.text import parse_figure
    from tradetally.tally.bounds import bound, round_for
    from tradetally.tally.compiled import compiled
    from tradetally.tally.knowledge import Knowledge
    from tradetally.tally.scopes import scopes_of

    asked = parse_figure(text)
    said = () if book is None else compiled(_open(book), [asked])
    knowledge = Knowledge((*said, *_evidence(book, texts, scopes_of(asked))))
    return bound(asked, knowledge, round_for(asked, knowledge), revision)


def implied(
    book: Path | None = None, *, texts: Sequence[str] = (), revision: Fraction = Fraction(0)
) -> tuple[Bound, ...]:
    """Return what texts and a book imply but do not say, the tightest first."""
    from tradetally.tally.implied import all_implied
    from tradetally.tally.knowledge import Knowledge

    return all_implied(Knowledge(_evidence(book, texts, None)), revision)


def revisions(book: Path) -> tuple[Moved, ...]:
    """Return the levels that a later release implies were revised, the largest first."""
    from tradetally.tally.compiled import over_rounds
    from tradetally.tally.revisions import moved

    opened = _open(book)
    stated = opened.statements()
    return moved((*over_rounds(opened, stated), *stated))


def _evidence(
    book: Path | None, texts: Sequence[str], scopes: tuple[Cell, ...] | None
) -> tuple[Statement, ...]:
    from tradetally.book import Book

    if book is None and not texts:
        raise BadInput(
            "--book", expected="a book, or texts to go by", seen="neither", todo="give --from TEXT"
        )
    stated = () if book is None else Book.open(book).statements(about=scopes)
    return (*stated, *(s for text in texts for s in in_release(read(text))))


def brief(
    period: str,
    book: Path,
    *,
    languages: Sequence[str] = (),
    at: Period | None = None,
    is_text_only: bool = False,
) -> Briefing:
    """Return the briefing of a period, read back and held against the book it is written from.

    ``at`` is the round that it is to be known in. Raises ``BriefingError`` for a sentence that
    says another thing than was meant, ``BadInput`` for a period that the book has nothing of.
    """
    from tradetally.brief import write_briefing
    from tradetally.periods import Period

    opened = _open(book)
    asked = Period.parse(period)
    return write_briefing(opened, asked, languages, at, is_text_only=is_text_only)


def brief_changes(after: Briefing, book: Path, vintage: str) -> Mapping[str, tuple[Change, ...]]:
    """Return the sentences, by language, that a briefing says otherwise than in a vintage.

    ``vintage`` is a round (``2025-06``) or a day of release (``2025-07-20``).
    """
    from tradetally.brief import differ, write_briefing

    opened, at = _as_of(book, vintage)
    before = write_briefing(
        opened, after.period, tuple(after.editions), at,
        reporter=after.reporter, is_text_only=True,
    )  # fmt: skip
    return {language: differ(before, after, language) for language in after.editions}


def _as_of(book: Path, vintage: str) -> tuple[Book, Period]:
    """Return a book as it was in a round or on a day, and the round it had come to."""
    from tradetally.book import Book, Version
    from tradetally.book.vintage import out_on
    from tradetally.periods import Period

    opened = _open(book)
    try:
        day = date.fromisoformat(vintage)
    except ValueError:
        return opened, Period.parse(vintage)
    release, made = opened.vintage(day), out_on(opened.vintages(), day)
    if release is None:
        raise _too_early(day, opened, "--against")
    version = Version(opened.version.statements, 0 if made is None else made.number)
    return Book.open(book, version=version), release.round


def figure(text: str, book: Path, *, vintage: date | None = None) -> Answer:
    """Return the answer to one figure in text form, as known on ``vintage`` (today without)."""
    from tradetally.book import Book
    from tradetally.figures.text import parse_figure
    from tradetally.tally.answer import answer

    asked = parse_figure(text)
    opened = Book.open(book, at=vintage)
    if vintage is not None and not opened.rounds():
        raise _too_early(vintage, Book.open(book))
    found = answer(asked, opened)
    if not found.is_known:
        for dimension, code in asked.cell.slice.codes():
            _reject_unknown(dimension, code)
    return found


def _reject_unknown(dimension: str, code: str) -> None:
    """Raise for a code that neither the book nor its list holds, if the list has near ones."""
    from tradetally import codes

    if dimension in DIMENSIONS and not codes.is_known(dimension, code):
        near = codes.nearest(dimension, code)
        if near or dimension in ("partner", "ownership", "regime"):
            raise UnknownCode(code, dimension=dimension, nearest=near)


def _too_early(vintage: date, book: Book, option: str = "--vintage") -> Exception:
    rounds = book.rounds()
    first = f"its first round is {rounds[0]}" if rounds else "it is empty"
    return BadInput(
        option,
        expected="a day on or after the book's first release",
        seen=f"{vintage} ({first})",
        todo="give a later day",
    )
