"""The period and the base of what a number says: of a streak, of an average, of a change."""

from __future__ import annotations

from tradetally.languages import Number, When
from tradetally.periods import Period
from tradetally.read.line.comparisons import governing
from tradetally.read.line.context import Context
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Said
from tradetally.read.line.spots import Claim, Spot
from tradetally.read.when.bases import base_of, start_of
from tradetally.read.when.times import leads_to, plain_whens

_STARTS = ("since", "onward", "from")
_BASED = ("growth", "change", "growth_change", "share_change", "average_growth", "ratio")


def dated(said: Said, context: Context) -> Said:
    """Return what is said with its own period and base: of a streak, of an average, of a change."""
    claimed, line = said.claim, said.line
    period = _streak_end(claimed, line, said.period, context.main_period)
    is_rate = claimed.indicator in ("average_growth", "growth") and not claimed.is_prior
    if is_rate and period.months > 12 and period.months % 12 == 0:
        first, last = Period.year(period.first_year), Period.year(period.last_year)
        return said._replace(period=last, base=first)
    base = base_of(line, claimed.number, period) if claimed.indicator in _BASED else None
    if base is not None and base == period:
        base = base.shift(-12)  # "in March, up 5% over last March"
    if base is not None and _is_of_main(line, base, period, context):
        period = context.main_period or period
        base = base_of(line, claimed.number, period)
    if base is None and claimed.indicator == "average_growth":
        base = _start_of(line)
    if base is None and claimed.indicator == "average_growth":
        base = start_of(line, claimed.number) or _years_before(line, claimed.number, period)
    is_own = claimed.indicator == "change" or (
        claimed.indicator == "growth" and context.rates_from_previous
    )
    is_short = is_own and period.months in (1, 3)
    if claimed.is_prior and base == period.previous() and not _names(line, period):
        base = None  # "after 4.1 percent growth the previous month" names the period itself
    is_of_year = context.is_of_year or says_year(line) or base == period.year_earlier()
    if base is None and is_short and context.changes_from_previous and not is_of_year:
        base = period.previous()
    is_as_said = period == said.period and base is None
    return said if is_as_said else said._replace(period=period, base=base)


def _is_of_main(line: Line, base: Period, period: Period, context: Context) -> bool:
    """Whether a base tells that a number is of the text's own period, of which it is a year before.

    In a section on three months, ``compared with May 2023`` is of the May that the text is on.
    """
    main = context.main_period
    is_like = main is not None and base == main.year_earlier() and base.months != period.months
    return is_like and not plain_whens(line)


def so_far(period: Period, is_forecast: bool, context: Context) -> Period:
    """Return a period as far as a text has it: what is reported of *this year* ends with its month.

    What is expected is of the whole.
    """
    main, day = context.main_period, context.published
    if is_forecast or main is None or day is None or main.stop >= period.stop:
        return period
    is_within = period.start <= main.start and main.last_day <= day < period.last_day
    return Period(period.start, main.stop - period.start) if is_within else period


def says_year(line: Line) -> bool:
    """Whether a sentence says of a rate, outside brackets, that it is from a year before."""
    return any(
        cue.value in ("year", "same") and line.text[cue.end : cue.end + 1] not in (")", "）")
        for cue in line.of("base")
    )


def _names(line: Line, period: Period) -> bool:
    """Whether a sentence names a period."""
    return any(when.period == period for when in line.whens)


def goes_on_of_year(line: Line, before: bool) -> bool:
    """Whether the next rates are of a year too: those right behind a sentence that says so."""
    is_of_rates = any(number.unit == "percent" for number in line.numbers)
    return says_year(line) if is_of_rates else before


def _start_of(line: Line) -> Period | None:
    """Return the period since which something grew: ``23% a year on average since 2015``."""
    for when in line.whens:
        cue = governing(line, when)
        if cue is not None and cue.value in ("since", "onward"):
            return when.period
    return None


def _years_before(line: Line, number: Number, period: Period) -> Period | None:
    """Return the base of an average over so many years: ``两年平均增长8%``."""
    rate = line.last_before(number.start, "rate")
    if rate is None or rate.value != "average":
        return None
    spans = [n for n in line.numbers if n.end == rate.start and n.notes == ("duration",)]
    return period.shift(-12 * int(spans[0].value)) if spans and spans[0].value < 100 else None


def _streak_end(claim_: Claim, line: Line, period: Period, main: Period | None) -> Period:
    """Return the last period of a streak: counted from its start where the sentence says it."""
    if claim_.indicator != "streak":
        return period
    size = {"years": 12, "quarters": 3, "months": 1}[claim_.number.unit or "years"]
    for when in line.whens:
        cue = governing(line, when)
        is_since = cue is not None and cue.value in _STARTS and when.period.months == size
        is_start = cue is not None and cue.value in ("from", "onward")
        is_far = _are_parted(line, when, claim_.number) and not (
            is_start and _is_first_behind(line, when, claim_.number)
        )
        if is_since and not is_far:
            end = when.period.shift(size * (int(claim_.number.value) - 1))
            if end.stop <= max(period.stop, main.stop if main is not None else 0):
                return end
    if size == period.months == 12:
        return period  # a fiscal year is one of a run too
    last = period.stop
    start = (last - 1) // size * size if size == 12 else last // size * size - size
    return Period(start, size)


def _is_first_behind(line: Line, when: When, number: Number) -> bool:
    """Whether a number is the first one behind a period."""
    return next((n for n in line.numbers if n.start >= when.end), None) == number


def _are_parted(line: Line, when: When, number: Number) -> bool:
    """Whether a clause ends between a period and a number."""
    start, end = sorted((when.end, number.end))
    return any(cue.value in ("hard", "comma") for cue in line.between(start, end, "break"))


def after_other(spot: Spot, previous: Said, period: Period) -> Period:
    """Return the period of a number that follows a streak, or what a run of years started from.

    ``连续9个季度超过10万亿元`` is of the last quarter; what ``由1.4万亿元增至1.98万亿元``
    came to, of the last year.
    """
    start, end = previous.claim.number.end, spot.number.start
    broken = any(c.value in ("hard", "comma") for c in spot.line.between(start, end, "break"))
    if previous.claim.indicator == "streak" and not broken:
        return previous.period
    if previous.claim.is_prior and period.months > 12 and not broken:
        return Period.year(period.last_year)
    return period


def of_both(line: Line, number: Number, period: Period | None) -> Period | None:
    """Return the period of a gap, which stands behind what is compared with and is of both."""
    behind = [when.period for when in line.whens if when.start >= number.end]
    return behind[0] if behind and not plain_whens(line) else period


def spoken_period(said: list[Said], whens: list[Period]) -> Period:
    """Return the period that a sentence leaves in mind: that of its first number.

    It is that of the second where the first is what a change started from (``went from a deficit
    of $4bn in May to a surplus of $2bn in June``), and none a year before what is said, nor one
    that no number is of.
    """
    first, second = said[0], said[1] if len(said) > 1 else None
    if first.claim.is_prior:
        return whens[0]
    later = [one.period for one in said if one.period.year_earlier() == first.period]
    if later:
        return later[0]
    if second is not None and leads_to(first.line, first.period, second.period):
        return second.period
    is_of_none = all(_are_apart(one.period, when) for one in said for when in whens)
    is_said = first.period in whens or is_of_none or first.period.year_earlier() == whens[0]
    return first.period if is_said else whens[0]


def _are_apart(one: Period, other: Period) -> bool:
    return one.stop <= other.start or other.stop <= one.start
