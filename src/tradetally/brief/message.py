"""What a sentence is to say, in no language: its pattern, and the facts and names in its slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tradetally.brief.briefing import Said, Sentence
from tradetally.brief.facts import Fact, said
from tradetally.cells import Flow, Measure
from tradetally.languages.sentences import Amount, Mark, Slot, Speaker, Words
from tradetally.periods import Period


@dataclass(frozen=True, slots=True)
class Subject:
    """A flow, of all trade or of some parts of it."""

    flow: Flow
    measure: Measure = Measure.VALUE
    dimension: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """The total of a flow, as what a share is of, or what a contribution is to (``overall``)."""

    flow: Flow
    pattern: str = "whole"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Whose trade it is."""

    code: str


@dataclass(frozen=True, slots=True)
class Worded:
    """A fact that is said in words of the pattern's own, without a number."""

    fact: Fact
    pattern: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A pattern with its slots, and the clauses that follow on it."""

    pattern: str
    slots: tuple[tuple[str, Filler], ...] = ()
    tails: tuple[Clause, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it states."""
        fillers = (filler for _, filler in self.slots)
        own = (fact for filler in fillers for fact in _facts(filler))
        return (*own, *(fact for tail in self.tails for fact in tail.facts))


Filler = Fact | tuple[Fact, ...] | Subject | Whole | Reporter | Worded | Period | Clause | str


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be: its section, what it says, of which period, and why it was chosen."""

    section: str
    clause: Clause
    period: Period
    because: tuple[str, ...] = field(default=(), compare=False)


def _facts(filler: Filler) -> Iterator[Fact]:
    if isinstance(filler, Fact):
        yield filler
    elif isinstance(filler, Worded):
        yield filler.fact
    elif isinstance(filler, Clause):
        yield from filler.facts
    elif isinstance(filler, tuple):
        yield from filler


class Writer:
    """Writes messages as sentences of one language."""

    def __init__(self, language: str) -> None:
        self.speaker = Speaker(language)
        self._facts: list[Fact] = []

    def sentence(self, clause: Clause, opening: Period | None = None) -> Sentence:
        """Return a sentence, opened with a period where one is given."""
        words = self._words(clause)
        before = "" if opening is None else self._opening(opening)
        return self._sentence(self.speaker.sentence(words, before))

    def line(self, clause: Clause) -> Sentence:
        """Return a clause as a headline has it: without a full stop."""
        text = self._words(clause)
        return self._sentence(self.speaker.marked(text[:1].upper() + text[1:]))

    def _opening(self, period: Period) -> str:
        return self.speaker.clause("opening.period", period=self.speaker.period(period))

    def _sentence(self, parts: Sequence[str | Mark]) -> Sentence:
        out: list[str | Said] = []
        for part in parts:
            is_mark = isinstance(part, Mark)
            out.append(said(self._facts[part.key], part.text) if is_mark else str(part))  # type: ignore[union-attr]
        return Sentence(tuple(out))

    def _words(self, clause: Clause) -> str:
        slots = {name: self._slot(filler) for name, filler in clause.slots}
        text = self.speaker.clause(clause.pattern, **slots)
        return text + "".join(self._words(tail) for tail in clause.tails)

    def _slot(self, filler: Filler) -> Slot:
        speaker = self.speaker
        if isinstance(filler, Fact):
            return self._amount(filler)
        if isinstance(filler, Worded):
            self._facts.append(filler.fact)
            return speaker.mark(Words(speaker.clause(filler.pattern)))
        if isinstance(filler, Subject):
            return speaker.subject(filler.flow, filler.measure, filler.dimension, filler.parts)
        if isinstance(filler, Whole):
            return speaker.clause(f"{filler.pattern}.{filler.flow}")
        if isinstance(filler, Reporter):
            return speaker.whose(filler.code)
        if isinstance(filler, Period):
            return speaker.period(filler)
        if isinstance(filler, Clause):
            return self._words(filler)
        if isinstance(filler, str):
            return filler
        return speaker.join([self._amount(fact) for fact in filler])

    def _amount(self, fact: Fact) -> str:
        self._facts.append(fact)
        assert fact.value is not None, fact
        return self.speaker.mark(Amount(fact.value, fact.unit))
