"""What a reader keeps in mind from one sentence to the next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tradetally.cells import Flow
from tradetally.periods import Period
from tradetally.read.subjects import Balances, Item, Subject


class Context(NamedTuple):
    """The text's own facts (date, reporter, main period, currency), and what was last spoken of."""

    published: date | None = None
    reporter: str = "CN"
    main_period: Period | None = None
    currency: str | None = None
    home: Item | None = None
    source: Item | None = None
    spoken: tuple[Subject, ...] = ()
    named: tuple[Item, ...] = ()
    subject: Subject | None = None
    period: Period | None = None
    last_period: Period | None = None
    start: Period | None = None
    counts: str | None = None
    changes_from_previous: bool = False
    rates_from_previous: bool = False
    is_of_year: bool = False
    has_signs: bool = False
    is_partial: bool = False
    is_aside: bool = False
    is_with_services: bool = False
    balances: Balances = ()

    @property
    def fallback(self) -> Period | None:
        """The period of a number whose sentence names none."""
        return self.period or self.main_period

    def at_paragraph(self) -> Context:
        """Return what a new paragraph starts from: the text's own period.

        A text that goes on from a month to the months of the year so far, and says so of two
        paragraphs, stays with them.
        """
        last, main = self.period or self.last_period, self.main_period
        is_longer = (
            last is not None
            and last == self.last_period
            and main is not None
            and last.is_year_to_date
            and last.stop == main.stop
            and last.months > main.months == 1
        )
        return self._replace(
            period=last if is_longer else None,
            last_period=last,
            is_of_year=False,
            spoken=(),
            subject=_at_paragraph(self.subject),
        )


def _at_paragraph(subject: Subject | None) -> Subject | None:
    """Return what was last spoken of: exports behind a balance with a partner are of all again."""
    if subject is None or subject.flow is not Flow.BALANCE or not subject.items:
        return subject
    return subject._replace(items=subject.of("region"))
