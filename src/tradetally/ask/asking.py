"""From a question and a book to a reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tradetally import languages
from tradetally.ask import compare, drivers, since, truth, value, which
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.ask.understand import Meant
from tradetally.ask.unread import forecast, unread
from tradetally.book import Book
from tradetally.errors import BadInput
from tradetally.languages.questions import asked_in

_LONGEST = 300

_KINDS: dict[str, Callable[[Meant, AskedOf], Reply]] = {
    "value": value.reply,
    "which": which.reply,
    "drivers": drivers.reply,
    "truth": truth.reply,
    "compare": compare.reply,
    "since": since.reply,
    "forecast": forecast,
}


def ask(
    question: str,
    book: Path,
    *,
    vintage: date | None = None,
    language: str | None = None,
    wants_chart: bool = False,
) -> Reply:
    """Return the answer to a question in English or Chinese, as a book knows it on ``vintage``.

    With ``wants_chart`` a number comes with those of the months around it, if the book has them.
    A question that cannot be read, and one that the book has no answer to, come back as a reply
    that says so; ``BadInput`` is for no question, an empty book, or a day before its releases.
    """
    text = question.strip()
    if not text or len(text) > _LONGEST:
        raise BadInput(
            "QUESTION",
            expected=f"a question of up to {_LONGEST} characters",
            seen=f"{len(text)} characters",
            todo="ask in one sentence",
        )
    spoken = language or asked_in(text)
    tongue = languages.language(spoken) if spoken else languages.detect(text)
    opened = Book.open(book, at=vintage)
    if not opened.rounds():
        raise _nothing(vintage, Book.open(book))
    asked_of = AskedOf(text, tongue.NAME, opened, wants_chart=wants_chart)
    meant = asked_of.understood(text)
    return unread(asked_of) if meant is None else _KINDS[meant.kind](meant, asked_of)


def _nothing(vintage: date | None, book: Book) -> BadInput:
    rounds = book.rounds()
    if vintage is None or not rounds:
        return BadInput(
            "--book",
            expected="a book with figures in it",
            seen="an empty one",
            todo="load tables into it, or compile declarations",
        )
    return BadInput(
        "--vintage",
        expected="a day on or after the book's first release",
        seen=f"{vintage} (its first round is {rounds[0]})",
        todo="give a later day",
    )
