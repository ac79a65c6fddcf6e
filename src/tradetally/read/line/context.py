"""What a reader keeps in mind from one sentence to the next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tradetally.cells import Flow
from tradetally.periods import Period
from tradetally.read.line.subjects import SERVICES, Balances, Item, Subject

_QUARTER = 3  # months; British releases take any three together


class Context(NamedTuple):
    """The text's own facts (date, reporter, main period, currency), and what was last spoken of."""

    published: date | None = None
    reporter: str = "CN"
    main_period: Period | None = None
    currency: str | None = None
    theme: tuple[Item, ...] = ()
    home: Item | None = None
    is_of_all: bool | None = None
    source: Item | None = None
    spoken: tuple[Subject, ...] = ()
    named: tuple[Item, ...] = ()
    other: Item | None = None
    subject: Subject | None = None
    period: Period | None = None
    last_period: Period | None = None
    month: Period | None = None
    section: Period | None = None
    opens_section: bool = False
    is_heading: bool = False
    opens_paragraph: bool = False
    start: Period | None = None
    counts: str | None = None
    changes_from_previous: bool = False
    rates_from_previous: bool = False
    is_of_year: bool = False
    has_signs: bool = False
    is_partial: bool = False
    is_aside: bool = False
    is_of_many: bool = False
    besides: str | None = None
    balances: Balances = ()

    @property
    def fallback(self) -> Period | None:
        """The period of a number whose sentence names none."""
        return self.period or self.section or self.main_period

    def at_heading(self) -> Context:
        """Return what a section starts from: the first period told in it is that of all of it."""
        return self.at_paragraph()._replace(section=None, opens_section=True, is_heading=True)

    def at_paragraph(self) -> Context:
        """Return what a new paragraph starts from: the text's own period, or its section's.

        A text that goes on from a month to the months of the year so far, or to three months, and
        says so of two paragraphs, stays with them; and so it does with a year that is none of the
        calendar.
        """
        last, main = self.period or self.last_period, self.main_period
        is_longer = (
            last is not None
            and last == self.last_period
            and main is not None
            and (last.is_year_to_date or _is_rolling(last))
            and last.stop == main.stop
            and last.months > main.months == 1
        )
        return self._replace(
            period=last if is_longer or (_is_year(last) and not _is_year(main)) else None,
            last_period=last,
            opens_paragraph=True,
            is_heading=False,
            is_of_year=False,
            spoken=(),
            besides=None if self.besides == SERVICES else self.besides,
            subject=_at_paragraph(self.subject, is_of_all=self.is_of_all),
        )

    def of_reporter(self, reporter: str) -> Context:
        """Return what a paragraph on another country's trade starts from."""
        if reporter == self.reporter:
            return self
        return self._replace(reporter=reporter, subject=None, theme=(), home=None, named=())


def _is_year(period: Period | None) -> bool:
    """Whether a period is a year that is none of the calendar."""
    return period is not None and period.months == 12 and period.start % 12 > 0


def _is_rolling(period: Period) -> bool:
    """Whether a period is three months that are no quarter of the calendar."""
    return period.months == _QUARTER and period.start % _QUARTER > 0


def _at_paragraph(subject: Subject | None, *, is_of_all: bool | None) -> Subject | None:
    """Return what was last spoken of: exports behind a balance with a partner are of all again.

    So they are behind those of a region in a text that started with the whole country's.
    """
    if subject is None or not subject.items:
        return subject
    if is_of_all and subject.of("region"):
        subject = subject._replace(
            items=tuple([item for item in subject.items if item.dimension != "region"])
        )
    is_balance = subject.flow is Flow.BALANCE
    return subject._replace(items=subject.of("region")) if is_balance else subject
