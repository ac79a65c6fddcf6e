"""What a reader keeps in mind from one sentence to the next."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tradetally.periods import Period
from tradetally.read.subjects import Item, Subject


class Context(NamedTuple):
    """The text's own facts (date, reporter, main period, currency), and what was last spoken of."""

    published: date | None = None
    reporter: str = "CN"
    main_period: Period | None = None
    currency: str | None = None
    region: tuple[Item, ...] = ()
    subject: Subject | None = None
    period: Period | None = None
    last_period: Period | None = None
    counts: str | None = None
    changes_from_previous: bool = False
    rates_from_previous: bool = False
    has_signs: bool = False
    is_partial: bool = False
    is_with_services: bool = False

    @property
    def fallback(self) -> Period | None:
        """The period of a number whose sentence names none."""
        return self.period or self.main_period
