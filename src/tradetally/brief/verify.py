"""Read a briefing back: it must state what it was written from, and the book support it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tradetally.book import Book
from tradetally.brief.briefing import Briefing, Edition, Said, Sentence
from tradetally.brief.markdown import written
from tradetally.errors import BadInput
from tradetally.figures.assertion import WRITTEN
from tradetally.figures.text import normal, write_figure
from tradetally.periods import Period
from tradetally.read import Document, read
from tradetally.statements import Figure, Relation, Statement
from tradetally.tally.batch import Answers
from tradetally.tally.check import judge_all
from tradetally.tally.compiled import history
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.scopes import scopes, stated_about
from tradetally.tally.verdicts import Judgement


class BriefingError(BadInput):
    """A sentence that does not read back as what it was to say, or that the book denies."""


IN_WORDS = frozenset({"record"})
"""What is said without a number: the reader may pass over it, but not read another thing."""

Stated = tuple[Figure, Decimal, str, Relation]


def verify(briefing: Briefing, book: Book, known: Answers, round_: Period) -> None:
    """Raise ``BriefingError`` for the first sentence that says another thing than was meant."""
    found: dict[Stated, Statement] = {}
    for edition in briefing.editions.values():
        for statement in read_back(edition):
            found.setdefault(stated(statement), statement)
    statements = list(found.values())
    published = stated_about(scopes(statements), book, round_)
    evidence = (*known.compiled(history(statements)), *published)
    supported(statements, briefing, evidence, round_)


def read_back(edition: Edition) -> tuple[Statement, ...]:
    """Return the statements of an edition, which are those that it was written from."""
    text = written(edition)
    reading = read(Document(f"briefing.{edition.language}", text.text), edition.language)
    seen = list(reading.statements)
    for start, end, said, sentence in text.spans:
        here = [s for s in seen if (s.place.start or 0) < end and start < (s.place.end or 0)]
        if not here and said.figure.indicator in IN_WORDS:
            continue
        if [stated(one) for one in here] != [meant(said)]:
            raise _misread(edition, sentence, said, here)
        seen.remove(here[0])
    if seen:
        raise _unmeant(edition, seen[0], text.text)
    return reading.statements


def stated(statement: Statement) -> Stated:
    """Return what a statement says, to compare it: figure, number, unit and relation."""
    value = statement.value.normalize()
    return (_plain(statement.figure), value, statement.unit, statement.relation)


def meant(said: Said) -> Stated:
    """Return what a number of a briefing is to say, in the same form."""
    return (_plain(said.figure), said.value.normalize(), said.unit, said.relation)


def _plain(figure: Figure) -> Figure:
    return normal(figure)


def supported(
    statements: Sequence[Statement],
    briefing: Briefing,
    evidence: Iterable[Statement],
    round_: Period,
) -> None:
    """Raise for the first statement that the evidence of a round does not support."""
    knowledge = Knowledge(evidence)
    for verdict in judge_all(statements, knowledge, round_):
        if verdict.judgement is not Judgement.SUPPORTED:
            sentence = _sentence_of(verdict.statement, briefing.editions.values())
            raise BriefingError(
                f"briefing {briefing.period}",
                expected=f"evidence for {_text(stated(verdict.statement))} in {sentence!r}",
                seen=f"{verdict.judgement} ({verdict.reason})",
                todo="report this: nothing was written",
            )


def _sentence_of(statement: Statement, editions: Iterable[Edition]) -> str:
    key = stated(statement)
    every = (s for edition in editions for s in (edition.headline, *edition.sentences))
    return next((s.text for s in every if key in map(meant, s.said)), statement.place.text)


def _misread(edition: Edition, sentence: Sentence, said: Said, here: list[Statement]) -> Exception:
    seen = "; ".join(_text(stated(one)) for one in here) or "no statement"
    return BriefingError(
        f"briefing in {edition.language}",
        expected=f"{sentence.text!r} to say {_text(meant(said))}",
        seen=f"{seen} at {said.printed!r}",
        todo="report this sentence: nothing was written",
    )


def _unmeant(edition: Edition, statement: Statement, text: str) -> Exception:
    start = text.rfind("\n", 0, statement.place.start or 0) + 1
    line = text[start : text.find("\n", start)]
    return BriefingError(
        f"briefing in {edition.language}",
        expected="no other statement than was written",
        seen=f"{_text(stated(statement))} in {line!r}",
        todo="report this sentence: nothing was written",
    )


def _text(said: Stated) -> str:
    figure, value, unit, relation = said
    return f"{write_figure(figure)} {WRITTEN.get(relation, relation)} {value:f} {unit}"
