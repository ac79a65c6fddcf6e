"""The sentences of answers, from a language's phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tradetally.figures.assertion import usual_said_unit
from tradetally.figures.text import normal
from tradetally.intervals import Interval
from tradetally.languages.phrases import phrasebook
from tradetally.languages.questions import questions
from tradetally.languages.say import name_figure, say, say_interval
from tradetally.languages.subjects import say_code
from tradetally.languages.wording import wording
from tradetally.periods import Period
from tradetally.statements import Figure, Release, Statement
from tradetally.tally.answer import Answer, How
from tradetally.tally.compiled import SYNTHETIC

_MOST_SOURCES = 2


class Sentences:
    """Says answers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.phrases: Mapping[str, str] = questions(language).phrases
        self._known = phrasebook(language)

    def __call__(self, name: str, /, **words: object) -> str:
        """Return a phrase, filled in."""
        return self.phrases[name].format_map(words)

    def said(self, answer: Answer) -> str:
        """Return a clause that asserts what is known of a figure."""
        figure = answer.figure
        return say(figure, _printed(answer), unit_of(figure), self.language)

    def number(self, answer: Answer) -> str:
        """Return the number of a figure alone, a fall with its sign."""
        unit = unit_of(answer.figure)
        words = say_interval(_printed(answer), unit, self.language)
        suffix = self._known["count.suffix"]
        return words.replace(suffix, "") if unit == "count" and suffix else words

    def short(self, answer: Answer) -> str:
        """Return the number as short as a list can have it: a rate to a tenth."""
        unit = unit_of(answer.figure)
        interval = _printed(answer)
        middle = interval.middle
        if unit not in ("percent", "pp") or middle is None:
            return self.number(answer)
        tenth = Decimal(round(middle * 10)) / 10
        if not interval.within(Interval.printed(tenth, places=1)):
            return self.number(answer)
        return self._known.numbers.write(tenth.normalize(), unit)

    def rank(self, place: int) -> str:
        """Return a place in words or figures: *second*."""
        return self._known.numbers.write(Decimal(place), "rank")

    def period(self, period: Period) -> str:
        """Return a period as running text says it."""
        return self._known.periods.write(period)

    def name(self, dimension: str, code: str) -> str:
        """Return the name of a code as it stands inside a sentence."""
        return say_code(dimension, code, self._known)

    def named(self, figure: Figure) -> str:
        """Return what a figure is called, with its period."""
        return name_figure(figure, self.language)

    def subject(self, figure: Figure) -> str:
        """Return what a figure is called, without its period."""
        words = wording(figure, self._known)
        return self._known.fill(self._known[f"figure.{figure.indicator}.name"], words)

    def listed(self, parts: Sequence[str]) -> str:
        """Return a list in words."""
        if len(parts) < 2:
            return "".join(parts)
        return self("comma").join(parts[:-1]) + self("and") + parts[-1]

    def whole(self, clause: str, answers: Iterable[Answer], assumed: Period | None) -> str:
        """Return the answer: its sentence with sources and vintage, and the period assumed."""
        text = clause[:1].upper() + clause[1:] + self.source(tuple(answers)) + self("stop")
        if assumed is not None:
            text += self("assumed", period=self.period(assumed))
        return text

    def source(self, answers: Sequence[Answer]) -> str:
        """Return where answers come from: documents, round, day, and whether they are drawn."""
        because = [said for one in answers for said in one.evidence.because]
        if not because:
            return ""
        round_ = self._round(because, answers)
        sources = self._how(because, answers)
        if any(SYNTHETIC in said.notes for said in because):
            sources += self("comma") + self("synthetic")
        return self("source", sources=sources, round=round_)

    def _how(self, because: Sequence[Statement], answers: Sequence[Answer]) -> str:
        documents = tuple(dict.fromkeys(said.place.document for said in because))
        named = documents[0] if len(documents) == 1 else self.listed(documents[:_MOST_SOURCES])
        if len(documents) > _MOST_SOURCES:
            named = self("sources_more", first=documents[0], more=len(documents) - 1)
        hows = {answer.how for answer in answers}
        if hows == {How.COMPILED}:
            return self("compiled")
        for how, phrase in _HOWS.items():
            if how in hows:
                return self(phrase, sources=named)
        return named

    def _round(self, because: Sequence[Statement], answers: Sequence[Answer]) -> str:
        rounds = [answer.round for answer in answers if answer.round is not None]
        if not rounds:
            return ""
        last = max(rounds)
        days = [s.release.day for s in because if s.release and s.release.round == last]
        known = [day for day in days if day is not None]
        if not known:
            return self("round", round=Release(last))
        return self("round_day", round=last, day=min(known).isoformat())


def _printed(answer: Answer) -> Interval:
    """Return what is said of a figure: as it was published, though other figures narrow it."""
    if answer.how is How.NARROWED:
        figure = normal(answer.figure)
        for said in answer.evidence.because:
            if normal(said.figure) == figure and said.round == answer.round:
                return said.interval
    return answer.evidence.interval


_HOWS = {How.BOUNDED: "bounded", How.COMPUTED: "computed"}


def unit_of(figure: Figure) -> str:
    """Return the unit that a figure's number is in."""
    return usual_said_unit(figure) or ""
