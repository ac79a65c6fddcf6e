"""Questions that are not answered: of what is to come, and those that could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from tradetally import languages
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.ask.understand import Meant
from tradetally.ask.which import ranked
from tradetally.cells import Flow, Slice
from tradetally.languages import Cue, Name
from tradetally.languages.questions import questions
from tradetally.languages.say import say_slice
from tradetally.read.line.marks import Line, found_in, line

_FLOWS = {
    "exports": Flow.EXPORTS,
    "imports": Flow.IMPORTS,
    "surplus": Flow.BALANCE,
    "deficit": Flow.BALANCE,
}
_SLOTS = ("flow", "move", "rate")
_MOST = 3


def forecast(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return a kind refusal: a book has what was, and says up to when."""
    sentences = asked_of.sentences
    last = sentences.period(asked_of.when.period)
    nearest = _nearest(_marks(asked_of), asked_of)
    text = sentences("forecast", period=last) + _told(nearest, asked_of)
    return Reply(asked_of.question, asked_of.language, "forecast", text, nearest=nearest)


def unread(asked_of: AskedOf) -> Reply:
    """Return what was understood of a question, and the nearest ones that can be answered."""
    sentences = asked_of.sentences
    marks = _marks(asked_of)
    slots = list(dict.fromkeys(_slots(marks, asked_of)))
    joined = sentences("comma").join(slots)
    understood = sentences("understood", slots=joined) if slots else sentences("understood_nothing")
    nearest = _nearest(marks, asked_of)
    text = sentences("unread") + understood + _told(nearest, asked_of)
    return Reply(asked_of.question, asked_of.language, "unread", text, nearest=nearest)


def _marks(asked_of: AskedOf) -> Line:
    """Return the question with all that the reader finds in it."""
    tongue = languages.language(asked_of.language)
    when = asked_of.when
    whens = tongue.periods(asked_of.question, published=when.day, context=when.period)
    return line(found_in(asked_of.question, tongue), whens)


def _slots(marks: Line, asked_of: AskedOf) -> Iterator[str]:
    sentences = asked_of.sentences
    found: list[Cue | Name] = sorted(
        [*marks.of(*_SLOTS), *marks.names], key=lambda mark: mark.start
    )
    for mark in found:
        if isinstance(mark, Name):
            yield sentences("slots.names", value=sentences.name(mark.dimension, mark.code))
        elif questions(asked_of.language).meaning("speed", mark.text) is None:
            yield sentences(f"slots.{mark.kind}", value=mark.text)
    for when in marks.whens:
        yield sentences("slots.period", value=sentences.period(when.period))


def _nearest(marks: Line, asked_of: AskedOf) -> tuple[str, ...]:
    """Return questions about the same slots that the book can answer."""
    every = dict.fromkeys(_examples(marks, asked_of))
    return tuple(islice((one for one in every if _is_answered(one, asked_of)), _MOST))


def _examples(marks: Line, asked_of: AskedOf) -> Iterator[str]:
    sentences = asked_of.sentences
    last = asked_of.when.period
    periods = [when.period for when in marks.whens if when.period <= last]
    subjects = [_subject(marks, asked_of), say_slice(Slice(), Flow.TOTAL, asked_of.language)]
    for subject in dict.fromkeys(subjects):
        for period in dict.fromkeys([*periods[:1], last]):
            words = {"subject": subject, "period": sentences.period(period)}
            for key in ("growth", "level", "drivers", "which"):
                yield sentences(f"examples.{key}", **words)


def _subject(marks: Line, asked_of: AskedOf) -> str:
    """Return what the question is about, as a noun phrase."""
    flow = next((_FLOWS.get(cue.value, Flow.TOTAL) for cue in marks.of("flow")), Flow.TOTAL)
    slice_ = Slice()
    for name in marks.names:
        if getattr(slice_, name.dimension, "") is None and name.code != "CN":
            slice_ = replace(slice_, **{name.dimension: name.code})
    return say_slice(slice_, flow, asked_of.language)


def _is_answered(question: str, asked_of: AskedOf) -> bool:
    """Whether a question is read, and its figure is in the book as it stands."""
    meant = asked_of.understood(question)
    if meant is None or not meant.figures:
        return False
    if meant.kind == "which":
        return len(ranked(meant.figures[0], meant, asked_of)) > 1
    return len(asked_of.answers(meant.figures)) == len(meant.figures)


def _told(nearest: tuple[str, ...], asked_of: AskedOf) -> str:
    if not nearest:
        return ""
    sentences = asked_of.sentences
    quoted = [sentences("quoted", question=one) for one in nearest]
    return sentences("nearest", questions=sentences("comma").join(quoted))
