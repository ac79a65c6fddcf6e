"""What reading a text gives: its statements, and every other number with why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tradetally.periods import Period
from tradetally.read.line.said import Said
from tradetally.read.text.documents import Document
from tradetally.read.why import why
from tradetally.statements import Place, Statement


@dataclass(frozen=True, slots=True)
class SetAside:
    """A number of the text that is no statement, and why."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read.

    ``said`` has, for each statement, what its sentence said.
    """

    document: Document
    language: str
    statements: tuple[Statement, ...]
    set_aside: tuple[SetAside, ...]
    said: tuple[Said, ...] = field(default=(), repr=False, compare=False)

    @property
    def because(self) -> tuple[Mapping[str, str], ...]:
        """For each statement the words that decided each of its fields."""
        return tuple(why(said) for said in self.said)

    @property
    def round(self) -> Period | None:
        """The round that the text belongs to: the last month of its latest full period.

        Forecasts, and periods that were not over when the text came out, do not count.
        """
        day = self.document.published
        months = [
            statement.figure.period.last_month
            for statement in self.statements
            if not statement.is_forecast
            and (day is None or statement.figure.period.last_day <= day)
        ]
        return max(months, default=None)
