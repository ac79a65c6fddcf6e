"""A statement with a hole, read: which figure the number that is missing would be of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tradetally import codes, languages
from tradetally.cells import Measure
from tradetally.languages.phrases import phrasebook
from tradetally.languages.questions import HOLE, Asked, Questions, questions
from tradetally.periods import Period
from tradetally.read import Document, read
from tradetally.statements import Statement

_RATES = ("rate", "share", "contribute", "move", "pace")
_OF_TRADE = ("flow", "counted", "price", "rate", "share", "contribute", "among")


@dataclass(frozen=True, slots=True)
class When:
    """What a question is asked in: the day, and the period that is meant where none is said."""

    day: date
    period: Period


@dataclass(frozen=True, slots=True)
class Hole:
    """A statement whose number stands in for the one that is asked for.

    ``is_dated`` says whether the question itself names a period.
    """

    statement: Statement
    is_dated: bool


def read_hole(say: str, asked: Asked, peer: str, language: str, when: When) -> Hole | None:
    """Return what a frame's statement states with its hole; none where the reader finds nothing."""
    known = questions(language)
    words = known.statement(say, asked.words, HOLE, peer)
    if not _is_of_trade(words, language):
        return None
    kind = asked.frame.hole
    if kind == "auto":
        kind = _sort(words, language)
    if kind == "amount":
        kind = _in_currency(words, known, language)
    at = words.find(HOLE)
    filled = words.replace(HOLE, known.holes.get(kind, ""))
    spot = (at, at + len(known.holes.get(kind, ""))) if at >= 0 else (0, len(filled))
    return _read(filled, spot, kind, language, when)


def _read(words: str, spot: tuple[int, int], kind: str, language: str, when: When) -> Hole | None:
    """Return the statement whose number stands in a stretch of a sentence."""
    tongue = languages.language(language)
    period = phrasebook(language).periods.write(when.period)
    opening = questions(language).words["opening"].format(period=period) + "\n\n"
    text = opening + words[:1].upper() + words[1:] + questions(language).phrases["stop"]
    start, end = (len(opening) + place for place in spot)
    for statement in read(Document("question", text), language, when.day).statements:
        place = statement.place
        if (place.start or 0) < end and start < (place.end or 0):
            said = tongue.periods(words, published=when.day, context=when.period)
            return Hole(_plain(statement, is_own=kind == "amount"), bool(said))
    return None


def _is_of_trade(words: str, language: str) -> bool:
    """Whether words speak of trade at all: the reader takes that from the text before them."""
    return any(cue.kind in _OF_TRADE for cue in languages.language(language).cues(words))


def _plain(statement: Statement, *, is_own: bool) -> Statement:
    """Return a statement without the unit that only its hole has.

    A volume is in whichever unit the book has, a value of no said currency in the reporter's own.
    """
    cell = statement.figure.cell
    if cell.measure is Measure.VOLUME:
        cell = replace(cell, unit=None)
    elif is_own and cell.measure is Measure.VALUE:
        cell = replace(cell, unit=codes.currency(cell.reporter))
    return replace(statement, figure=statement.figure.with_cell(cell))


def _sort(words: str, language: str) -> str:
    """Return what number is missing, by the words of the statement."""
    cues = languages.language(language).cues(words)
    kinds = {cue.kind for cue in cues}
    if kinds & set(_RATES):
        return "percent"
    if "counted" in kinds:
        return "count"
    volume = any(cue.kind == "measure" and cue.value in ("volume", "physical") for cue in cues)
    return "quantity" if volume else "amount"


def _in_currency(words: str, known: Questions, language: str) -> str:
    cues = languages.language(language).cues(words)
    money = next((cue.value for cue in cues if cue.kind == "money"), "")
    return f"amount_{money}" if f"amount_{money}" in known.holes else "amount"
