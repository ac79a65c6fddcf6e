"""What the book says of the figures that a briefing may use, asked for in batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tradetally.brief.briefing import Said
from tradetally.brief.printing import printed
from tradetally.cells import EVERYTHING, Cell, Flow, Measure, Slice
from tradetally.figures import INDICATORS
from tradetally.figures.assertion import usual_said_unit
from tradetally.figures.text import normal
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Relation, Release, Target
from tradetally.tally.answer import Answer
from tradetally.tally.batch import Answers
from tradetally.tally.compiled import SYNTHETIC


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that the book knows, and the number that a briefing prints of it, if any."""

    figure: Figure
    answer: Answer
    unit: str
    value: Decimal | None
    relation: Relation = Relation.EQ

    @property
    def interval(self) -> Interval:
        """What the evidence pins."""
        return self.answer.evidence.interval

    @property
    def is_synthetic(self) -> bool:
        """Whether it stands on drawn declarations."""
        return any(SYNTHETIC in one.notes for one in self.answer.evidence.because)

    @property
    def middle(self) -> Fraction:
        """The number itself, or the middle of what it may be: to rank by, never to print."""
        return self.interval.middle or Fraction(0)

    @property
    def sign(self) -> int:
        """Return 1, 0 or −1 as the printed number is above, at or below zero."""
        value = self.value or Decimal(0)
        return (value > 0) - (value < 0)


class Facts:
    """The figures of one reporter's period in one round, as they are asked for.

    Figures of the period come from its round alone; those of earlier periods, records and
    streaks from the latest round up to it.
    """

    def __init__(
        self, known: Answers, reporter: str, unit: str, period: Period, release: Release
    ) -> None:
        self.release = release
        self.reporter = reporter
        self.unit = unit
        self.period = period
        self.round = release.round
        self.known = known
        self._found: dict[Figure, Fact] = {}
        self._asked: set[Figure] = set()

    def ask(self, figures: Iterable[Figure]) -> None:
        """Ask the book for figures, in one query for all that were not asked for before."""
        asked = {normal(figure) for figure in figures} - self._asked
        if not asked:
            return
        self._asked |= asked
        for figure, answer in self.known.of(asked).items():
            if answer.round == self.round or _is_of_history(figure, self.period):
                unit = usual_said_unit(answer.figure) or ""
                value = printed(answer.evidence.interval, unit)
                self._found[figure] = Fact(figure, answer, unit, value)

    def get(self, figure: Figure) -> Fact | None:
        """Return what the book says of a figure that was asked for."""
        return self._found.get(normal(figure))

    def first_published(self, figure: Figure) -> Answer | None:
        """Return a figure that was asked for as a round before this one has it."""
        return self.known.first_published(figure, self.round)

    def said(self, figure: Figure) -> Fact | None:
        """Return a figure that a briefing may print: one that the evidence pins to the digit."""
        fact = self.get(figure)
        return None if fact is None or fact.value is None else fact

    def cell(
        self,
        flow: Flow,
        slice_: Slice = EVERYTHING,
        period: Period | None = None,
        measure: Measure = Measure.VALUE,
    ) -> Cell:
        """Return a cell of this reporter: in the briefing's period unless another is given."""
        unit = {Measure.VALUE: self.unit, Measure.VOLUME: None}.get(measure, "count")
        when = period or self.period
        return Cell(
            flow=flow, period=when, slice=slice_, measure=measure, unit=unit, reporter=self.reporter
        )

    def figure(
        self,
        indicator: str,
        flow: Flow,
        slice_: Slice = EVERYTHING,
        period: Period | None = None,
        measure: Measure = Measure.VALUE,
    ) -> Figure:
        """Return a figure of this reporter with every default."""
        of = Target(EVERYTHING) if indicator in _PARTS else None
        return normal(Figure(indicator, self.cell(flow, slice_, period, measure), of=of))


_PARTS = frozenset({"share", "share_change", "contribution", "contribution_pp"})
_OVER_TIME = frozenset({"record", "streak"})


def _is_of_history(figure: Figure, period: Period) -> bool:
    return figure.indicator in _OVER_TIME or figure.period.stop < period.stop


def said(fact: Fact, words: str) -> Said:
    """Return a fact as a number of a briefing, in the words that carry it."""
    because = fact.answer.evidence.because
    release = because[0].release if because and because[0].release else Release(fact.figure.period)
    indicator = INDICATORS[fact.answer.figure.indicator]
    return Said(
        figure=fact.figure,
        value=fact.value or Decimal(0),
        unit=fact.unit,
        printed=words,
        interval=fact.interval,
        how=str(fact.answer.how),
        sources=tuple(dict.fromkeys(one.place.document for one in because)),
        release=release,
        cells=indicator.cells(fact.answer.figure),
        query=fact.answer.query,
        is_synthetic=fact.is_synthetic,
        relation=fact.relation,
    )


def over_mark(fact: Fact, mark: Decimal) -> Fact:
    """Return the fact that a level is above a round mark."""
    return replace(fact, value=mark, relation=Relation.GT)
