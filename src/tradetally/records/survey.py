"""The survey: what the files hold, in one pass over few columns, before any line is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tradetally.codes import currency
from tradetally.engines import Engine, Table
from tradetally.errors import UnknownCode
from tradetally.periods import Period
from tradetally.records.steps.convert import USD

_KEYS = ("layout", "file", "reporter", "flow", "start", "months", "currency", "outside")
SYNTHETIC = "SYN"
"""How the numbers of synthetic declarations begin."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines that share file, reporter, flow, period, currency and being outside or not."""

    layout: str
    file: str
    reporter: str
    flow: str
    start: int | None
    months: int
    currency: str
    outside: str
    lines: int
    value: Decimal
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """All spans of the files."""

    spans: tuple[Span, ...]

    @property
    def lines(self) -> int:
        """The number of lines in all files."""
        return sum(span.lines for span in self.spans)

    @property
    def counted(self) -> tuple[Span, ...]:
        """The spans that are not outside the statistics."""
        return tuple(span for span in self.spans if not span.outside)

    @property
    def starts(self) -> tuple[int, ...]:
        """The first months of periods that may be counted, in order."""
        return tuple(sorted({span.start for span in self.counted if span.start is not None}))

    @property
    def is_synthetic(self) -> bool:
        """Whether any of the declarations says that it was drawn."""
        return any(span.is_synthetic for span in self.spans)

    def lines_of(self) -> Mapping[str, int]:
        """Return the number of lines by file."""
        found: Counter[str] = Counter()
        for span in self.spans:
            found[span.file] += span.lines
        return found

    def last_month(self) -> Period | None:
        """Return the last month that is counted."""
        stops = [span.start + span.months for span in self.counted if span.start is not None]
        return Period(max(stops) - 1, 1) if stops else None


def survey(engine: Engine, lines: Table) -> Survey:
    """Return what lines hold, after normalising, correcting and excluding."""
    found = lines.group_by(*_KEYS).aggregate(
        lines=lines.count(),
        value=lines["value"].sum().cast("decimal(38, 2)").fill_null(Decimal(0)),
        is_synthetic=lines["declaration"].startswith(SYNTHETIC).any(),
    )
    return Survey(tuple(_span(row) for row in engine.rows(found)))


def _span(row: Mapping[str, Any]) -> Span:
    keys = {name: row[name] for name in _KEYS}
    return Span(
        **keys, lines=row["lines"], value=row["value"], is_synthetic=bool(row["is_synthetic"])
    )


def nationals(found: Survey) -> dict[str, str]:
    """Return the currency of each reporter that has one."""
    out = {}
    for reporter in sorted({span.reporter for span in found.spans}):
        try:
            out[reporter] = currency(reporter)
        except UnknownCode:
            continue
    return out


def needed(
    found: Survey, national: Mapping[str, str], into: Iterable[tuple[str, str]]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the reporters whose items need a value in their own currency, and in US dollars.

    A value is needed in a currency that some of the reporter's lines are in, and in one that
    ``into`` (reporter and currency) says there are rates to.
    """
    has = {(span.reporter, span.currency) for span in found.counted} | set(into)
    own = [reporter for reporter, code in national.items() if (reporter, code) in has]
    return own, [reporter for reporter in national if (reporter, USD) in has]
