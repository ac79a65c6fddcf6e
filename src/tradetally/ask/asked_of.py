"""What a question is asked of: a book as of a day, its latest period, and what it knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from tradetally import codes
from tradetally.ask.hole import When
from tradetally.ask.sentence import Sentences
from tradetally.ask.understand import Meant, understand
from tradetally.book import Book
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.answer import Answer, answer
from tradetally.tally.batch import Answers


class AskedOf:
    """A question with the book that it is asked of."""

    def __init__(
        self, question: str, language: str, book: Book, *, wants_chart: bool = False
    ) -> None:
        self.question = question
        self.language = language
        self.book = book
        self.wants_chart = wants_chart
        self.sentences = Sentences(language)
        self._answers = Answers(book)

    @cached_property
    def when(self) -> When:
        """The day of the latest release, and the year to date that it states."""
        last = self.book.rounds()[-1]
        return When(last.day or last.round.last_day, Period.year_to_date(last.round))

    @cached_property
    def reporter(self) -> str:
        """Whose trade the book has: China's where it has that."""
        spans = {reporter for reporter, _, _ in self.book.coverage().spans()}
        stated = bool(self.book.sources()) or not spans
        return "CN" if stated or "CN" in spans else min(spans)

    def understood(self, question: str) -> Meant | None:
        """Return what a question means of this book; none where it cannot be read."""
        meant = next(understand(question, self.language, self.when), None)
        if meant is None or self.reporter == "CN":
            return meant
        return replace(meant, statements=tuple(self._own(one) for one in meant.statements))

    def answer(self, figure: Figure) -> Answer:
        """Return what the book knows of one figure, implied bounds included."""
        return answer(figure, self.book)

    def answers(self, figures: Iterable[Figure]) -> dict[Figure, Answer]:
        """Return what the book states of many figures, in one query, of those that it has."""
        return self._answers.of(figures)

    def _own(self, statement: Statement) -> Statement:
        """Return a statement of no named reporter as one of the book's."""
        cell = statement.figure.cell
        if cell.reporter != "CN":
            return statement
        unit = codes.currency(self.reporter) if cell.unit == "CNY" else cell.unit
        cell = replace(cell, reporter=self.reporter, unit=unit)
        return replace(statement, figure=statement.figure.with_cell(cell))
