"""Where an average over several years starts, once it has been said.

In ``比2012年增长1.1倍，年均增长8.8%，高于整体0.9个百分点`` the average and the gap are measured
from 2012, as are the averages of the sentences that follow; and so is what went *from* one
amount *to* another: ``其中，出口由17万亿元增至25万亿元，累计增长42%``.
"""

from __future__ import annotations

from tradetally.periods import Period
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Left, Said

_TELLING = ("compare", "rate")  # without one of these nothing is measured from a start
_YEARS = 24  # months between a start and the year that an average ends in


def with_starts(
    found: list[Said | Left], line: Line, start: Period | None
) -> tuple[list[Said | Left], Period | None]:
    """Return a sentence's averages with their start, and the start that goes on.

    ``start`` is the one that was said before the sentence.
    """
    if line.by_kind.keys().isdisjoint(_TELLING) and start is None:
        return found, start
    out: list[Said | Left] = []
    before: Said | None = None
    is_run = False  # whether amounts went from that of the start to a later one
    for index, one in enumerate(found):
        said = one
        if isinstance(said, Said):
            said = _started(said, start, before)
            if start is not None and _is_unsaid(said, found[index + 1 :], start):
                said, is_run = said._replace(period=start), True
            elif is_run and said.claim.indicator == "growth" and said.base is None:
                said, is_run = said._replace(base=start), False
            start = said.base if said.base is not None and _is_far(said.base, said) else start
            before = said
        out.append(said)
    return out, start


def _is_unsaid(said: Said, rest: list[Said | Left], start: Period) -> bool:
    """Whether an amount is that of a start which its clause leaves unsaid: ``由17万亿元增至25``."""
    if said.claim.indicator != "level" or not said.claim.is_prior or not rest:
        return False
    after = rest[0]
    if not isinstance(after, Said) or after.claim.indicator != "level" or not _is_far(start, after):
        return False
    last = max((n.end for n in said.line.numbers if n.end <= said.claim.number.start), default=0)
    is_told = any(last <= when.start < said.claim.number.start for when in said.line.whens)
    return not is_told and said.period == after.period.year_earlier()


def _started(said: Said, start: Period | None, before: Said | None) -> Said:
    """Return an average from the start, or a gap beside an average as measured like it."""
    indicator = said.claim.indicator
    if indicator == "growth_gap" and before is not None:
        is_beside = before.claim.indicator == "average_growth"
        return said._replace(period=before.period, base=before.base) if is_beside else said
    if indicator != "average_growth" or start is None:
        return said
    if said.base not in (None, said.period.year_earlier()):  # no average is over one year
        return said
    return said._replace(base=start) if _is_far(start, said) else said


def _is_far(start: Period, said: Said) -> bool:
    return start.months == said.period.months == 12 and said.period.start - start.start >= _YEARS
