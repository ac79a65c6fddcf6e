"""Which round a text belongs to: the last month whose figures it states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tradetally.periods import Period
from tradetally.statements import Statement


def round_of(
    statements: Iterable[Statement], published: date | None, known: Sequence[Period]
) -> Period | None:
    """Return the round of a text: its latest full period's last month.

    Of a text that states no fact it is the latest round there is. A period is full if it was
    over when the text was published; of a text without a date, if the latest round of the book
    reaches its end. Without either, the month counts that most of its periods end in.

    >>> round_of([], None, [])
    """
    ends = Counter(s.figure.period.last_month for s in statements if not s.is_forecast)
    if not ends:
        return max(known, default=None)
    if published is not None:
        full = [end for end in ends if end.last_day < published]
    else:
        full = [end for end in ends if known and end <= max(known)]
    return max(full) if full else max(ends, key=lambda end: (ends[end], end))
