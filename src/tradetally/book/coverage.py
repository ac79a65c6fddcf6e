"""What a book's items are complete for: without it an empty slice would look like no trade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tradetally.periods import Period

EVERYONE: frozenset[str] | None = None


class Coverage:
    """Spans of time, by reporter and flow, with the partners that they are complete for.

    >>> rows = [dict(reporter="KR", flow="imports", start=24300, months=1, partners="CN US")]
    >>> coverage = Coverage(rows)
    >>> january = Period.parse("2025-01")
    >>> coverage.reaches("KR", "imports", january, frozenset({"CN"}))
    True
    >>> coverage.reaches("KR", "imports", january, None)
    False
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._spans: defaultdict[tuple[str, str], dict[Period, frozenset[str] | None]]
        self._spans = defaultdict(dict)
        for row in rows:
            spans = self._spans[row["reporter"], row["flow"]]
            span = Period(row["start"], row["months"])
            partners = frozenset(row["partners"].split()) if row["partners"] else EVERYONE
            before = spans.get(span, frozenset())
            everyone = before is None or partners is None
            spans[span] = EVERYONE if everyone else (before or frozenset()) | (partners or set())

    def reaches(
        self, reporter: str, flow: str, period: Period, partners: frozenset[str] | None
    ) -> bool:
        """Whether items are complete for all of a period; ``partners`` are none for all of them.

        The spans within the period make it without a gap: a month is no part of a year that
        was only given as a whole, nor the year of its months.
        """
        spans = self._spans.get((reporter, flow), {})
        reached = 0
        for span, complete in spans.items():
            if not period.contains(span):
                continue
            if complete is not None and (partners is None or not partners <= complete):
                continue
            reached += span.months
        return reached == period.months

    def spans(self) -> Iterator[tuple[str, str, Period]]:
        """Yield reporter, flow and span of all that is complete for every partner."""
        for (reporter, flow), spans in self._spans.items():
            for span, complete in sorted(spans.items()):
                if complete is EVERYONE:
                    yield reporter, flow, span
