"""Which round a text belongs to: the last month whose figures it states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tradetally.periods import Period
from tradetally.statements import Statement


def round_of(
    statements: Iterable[Statement], published: date | None, known: Sequence[Period]
) -> Period | None:
    """Return the round of a text: its latest full period's last month.

    Of a text that states no fact it is the latest round there is. A period is full if it was over when the text was published; of a text without a date, if the
    latest round of the book reaches its end (where none of its periods is, the latest it has).

    >>> round_of([], None, [])
    """
    ends = sorted({s.figure.period.last_month for s in statements if not s.is_forecast})
    if not ends:
        return max(known, default=None)
    if published is not None:
        full = [end for end in ends if end.last_day < published]
    else:
        full = [end for end in ends if known and end <= max(known)]
    return full[-1] if full else ends[-1]
