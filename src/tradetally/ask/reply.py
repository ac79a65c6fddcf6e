"""A reply: what was understood, the sentence that answers it, and what that stands on."""

from __future__ import annotations

from dataclasses import dataclass

from tradetally.statements import Figure
from tradetally.tally.answer import Answer
from tradetally.tally.compiled import SYNTHETIC


@dataclass(frozen=True, slots=True)
class Row:
    """One of a list behind an answer: a code of a dimension, or none, with its answered figure."""

    dimension: str
    code: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question, in the question's language.

    ``kind`` is ``value``, ``which``, ``drivers``, ``truth``, ``compare``, ``since``,
    ``forecast``, ``unknown`` (the book does not say) or ``unread``. ``figures`` are what was
    asked for, ``answers`` what the book says of them, ``rows`` the list behind a *which* or a
    *what drove*, the first first, or the months around a number, where a chart was wanted.
    ``verdict`` answers *whether*: ``None`` where it is open or was not asked. ``nearest`` are
    questions that can be answered instead.
    """

    question: str
    language: str
    kind: str
    text: str
    figures: tuple[Figure, ...] = ()
    answers: tuple[Answer, ...] = ()
    rows: tuple[Row, ...] = ()
    verdict: bool | None = None
    nearest: tuple[str, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the question was answered."""
        return self.kind not in ("forecast", "unknown", "unread")

    @property
    def is_synthetic(self) -> bool:
        """Whether it stands on drawn declarations."""
        every = (*self.answers, *(row.answer for row in self.rows))
        return any(SYNTHETIC in said.notes for one in every for said in one.evidence.because)
