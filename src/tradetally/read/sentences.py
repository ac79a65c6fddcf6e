"""One sentence, read: every number becomes what it says, or is set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tradetally.cells import Measure
from tradetally.languages import Number
from tradetally.periods import Period
from tradetally.read.claims import claim
from tradetally.read.comparisons import governing, owned_base
from tradetally.read.context import Context
from tradetally.read.items import Place
from tradetally.read.marks import Line
from tradetally.read.neighbours import (
    with_prior_bases,
    with_shared_bases,
    with_threshold,
    with_volumes,
)
from tradetally.read.said import Left, Said
from tradetally.read.spots import Claim, Spot, is_money, open_bracket, spots
from tradetally.read.subjects import Subject, Topic
from tradetally.read.thresholds import thresholds_ahead
from tradetally.read.times import base_of, period_of, plain_whens, prior_period, start_of
from tradetally.read.topics import topics
from tradetally.read.whose import meant, measured, named_before_bracket, subject_of

_MOST_NUMBERS = 60
_BASED = ("growth", "change", "growth_change", "share_change", "average_growth", "ratio")


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known when a number of a sentence is read."""

    resolved: tuple[tuple[Topic, Subject], ...]
    place: Place
    context: Context


def read_line(line: Line, context: Context, place: Place) -> tuple[list[Said | Left], Context]:
    """Return what each number of a sentence says, and the context of the next sentence."""
    if len(line.numbers) > _MOST_NUMBERS:
        return [Left(number, "table") for number in line.numbers], context
    subjects_, wholes = topics(line, place)
    resolved = meant(subjects_, context)
    known = _Known(tuple(resolved), place, context)
    out: list[Said | Left] = []
    previous: Said | None = None
    anchor: Period | None = None
    alike: dict[str | None, Claim] = {}
    partial = _is_partial(line, context)
    ahead = thresholds_ahead(line)
    thresholds = {start for start, amount in ahead.items() if amount is None}
    for number, left, right in spots(line, line.numbers):
        if number.start in thresholds:
            out.append(Left(number, "threshold of a count"))
            continue
        if partial:
            out.append(Left(number, "part of a month"))
            continue
        last = previous.claim if previous is not None else None
        said_number = _with_unit(number, line, last, context)
        earlier = alike.get(said_number.unit)
        spot = Spot(line, said_number, left, right, last, wholes, subjects_, earlier)
        said = _said(spot, known, previous, anchor)
        if isinstance(said, Said):
            is_other = said.claim.is_prior or said.claim.indicator == "average_growth"
            anchor = anchor if is_other else said.period
            over = ahead.get(number.start)
            said = replace(said, threshold=over) if over else with_threshold(said, line)
            if said.threshold is not None:
                thresholds.add(said.threshold.start)
            previous = said
            alike[said.claim.number.unit] = said.claim
        out.append(said)
    out = with_volumes(with_shared_bases(with_prior_bases(out)))
    return out, _next(line, context, resolved, out)


def _with_unit(number: Number, line: Line, last: Claim | None, context: Context) -> Number:
    """Return a bare number with the unit of the count it goes on from: ``surpassing 600,000``."""
    if number.unit == "count" and number.noun is None:
        ahead = line.last_before(number.start, "counted")
        return number if ahead is None else replace(number, noun=ahead.value)
    if number.unit is not None:
        return number
    if last is not None and last.number.unit is not None and last.number.value >= 1000:
        verb = line.between(last.number.end, number.start, "passed", "move", "reached")
        if verb and not is_money(last.number.unit) and number.value >= 100:
            return replace(number, unit=last.number.unit, noun=last.number.noun)
    them = line.first_after(number.end, "refer")
    is_of_them = them is not None and them.value == "of-which" and them.start <= number.end + 1
    if last is not None and last.number.unit == "count" and is_of_them:
        return replace(number, unit="count", noun=last.number.noun)
    counted = line.last_before(number.start, "counted")
    if last is None and counted is not None and number.value >= 10:
        return replace(number, unit="count", noun=counted.value)
    referring = any(c.value == "of-which" for c in line.between(0, number.start, "refer"))
    counts = last.number.noun if last is not None and last.number.unit == "count" else None
    if (counts or context.counts) is not None and referring and number.value >= 100:
        return replace(number, unit="count", noun=counts or context.counts)
    return number


def _said(spot: Spot, known: _Known, previous: Said | None, anchor: Period | None) -> Said | Left:
    """Return what a number says, or why it is none of trade."""
    number, line = spot.number, spot.line
    reason = _aside_reason(spot)
    if reason is not None:
        return Left(number, reason)
    subject = subject_of(spot, known.resolved, known.context)
    if subject is None and number.unit == "count" and line.of("counted"):
        subject = Subject()
    if subject is None:
        return Left(number, "not about trade" if number.unit else "no figure")
    if subject.aside is not None:
        return Left(number, subject.aside)
    opened = open_bracket(spot)
    if opened is not None and number.unit is not None:
        subject = named_before_bracket(spot, subject, known.place, opened)
    claimed = claim(spot, subject)
    if claimed is None:
        return Left(number, "not understood" if number.unit in ("percent", "pp") else "no figure")
    whose = measured(claimed, subject, line)
    if whose is None:
        return Left(number, "not about trade")
    is_gap = claimed.indicator == "growth_gap"
    is_prior = not is_gap and _is_prior(spot, previous)
    claimed = replace(claimed, is_prior=is_prior)
    is_forecast = _is_forecast(spot, is_prior)
    topics_ = tuple(topic for topic, _ in known.resolved)
    if is_prior:
        whose = _as_before(whose, spot, claimed, previous)
        last = anchor or known.context.fallback
        period = prior_period(line, number, last, is_forecast)
    elif claimed.is_converted and previous is not None:
        period, whose = previous.period, previous.subject
    else:
        period = period_of(line, number, topics_, known.context.fallback)
        if previous is not None and period is not None:
            period = _after_other(spot, previous, period)
    period = _of_both(line, number, period) if is_gap else period
    if period is None:
        return Left(number, "no period")
    return _dated(Said(claimed, whose, period, None, is_forecast, line, topics_), known.context)


def _of_both(line: Line, number: Number, period: Period | None) -> Period | None:
    """Return the period of a gap, which stands behind what is compared with and is of both."""
    behind = [when.period for when in line.whens if when.start >= number.end]
    return behind[0] if behind and not plain_whens(line) else period


def _after_other(spot: Spot, previous: Said, period: Period) -> Period:
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


def _dated(said: Said, context: Context) -> Said:
    """Return what is said with its own period and base: of a streak, of an average, of a change."""
    claimed, line = said.claim, said.line
    period = _streak_end(claimed, line, said.period)
    if claimed.indicator == "average_growth" and period.months > 12:
        first, last = Period.year(period.first_year), Period.year(period.last_year)
        return replace(said, period=last, base=first)
    base = base_of(line, claimed.number, period) if claimed.indicator in _BASED else None
    if base is None and claimed.indicator == "average_growth":
        base = _start_of(line)
    if base is None and claimed.indicator == "average_growth":
        base = start_of(line, claimed.number)
    is_short = claimed.indicator == "change" and period.months in (1, 3)
    if claimed.is_prior and base == period.previous() and not _names(line, period):
        base = None  # "after 4.1 percent growth the previous month" names the period itself
    if base is None and is_short and context.changes_from_previous:
        base = period.previous()
    return replace(said, period=period, base=base)


def _start_of(line: Line) -> Period | None:
    """Return the period since which something grew: ``23% a year on average since 2015``."""
    for when in line.whens:
        cue = governing(line, when)
        if cue is not None and cue.value == "since":
            return when.period
    return None


def _names(line: Line, period: Period) -> bool:
    """Whether a sentence names a period."""
    return any(when.period == period for when in line.whens)


def _as_before(whose: Subject, spot: Spot, claimed: Claim, previous: Said | None) -> Subject:
    """Return the subject of a number that is compared with: that of the number before it."""
    if previous is None or claimed.number.unit != previous.claim.number.unit:
        return whose
    start, end = previous.claim.number.end, spot.number.start
    if any(topic.flow is not None and start <= topic.start < end for topic in spot.topics):
        return whose
    before = previous.subject
    return replace(whose, items=before.items, flow=before.flow, measure=before.measure)


def _is_prior(spot: Spot, previous: Said | None) -> bool:
    """Whether a number is compared with, rather than said of the period itself."""
    if governing(spot.line, spot.number) is not None:
        return not _is_of_other_flow(spot, previous)
    if owned_base(spot.line, spot.number) is not None:
        return True
    return previous is not None and previous.claim.is_prior and _is_also_prior(spot, previous)


def _is_of_other_flow(spot: Spot, previous: Said | None) -> bool:
    """Whether a number is compared as another flow's: ``, compared to a 2% rise in imports``."""
    if previous is None or spot.previous is None:
        return False
    behind = [t for t in spot.topics if spot.number.end <= t.start < spot.right and t.flow]
    whens = [w for w in spot.line.whens if w.start >= spot.number.end]
    return bool(behind) and behind[0].flow is not previous.subject.flow and not whens


def _is_also_prior(spot: Spot, previous: Said) -> bool:
    """Whether a number is compared with as the one before: ``from 5% in May and 7% a year ago``."""
    start, line = previous.claim.number.end, spot.line
    between = line.between(start, spot.number.start)
    words = line.words_between(start, spot.number.start)
    for when in line.whens:
        if start <= when.start and when.end <= spot.number.start:
            words = words.replace(when.text, "")
    kinds = {cue.kind for cue in between if cue.value != "in"}
    return (
        previous.claim.number.unit == spot.number.unit
        and words.strip() == ""
        and kinds <= {"break", "base", "previous", "degree"}
        and not any(cue.value in ("hard", "comma") for cue in between)
    )


def _aside_reason(spot: Spot) -> str | None:
    """Return why the words right around a number put it outside merchandise trade."""
    number, line = spot.number, spot.line
    following = line.text[number.end : number.end + 1]
    if following.isalpha() and following < "\u0250":
        return "name"
    if number.unit == "count" and number.noun not in ("partners", "enterprises"):
        return "not about trade"
    if number.unit == "count" and _is_ranked(spot):
        return "no figure"
    for cue in line.between(number.end, len(line.text), "aside", "name"):
        near = line.words_between(number.end, cue.start)
        if near == "" and not line.between(number.end, cue.start, "break", "link", "move"):
            return cue.value
    contributed = spot.before("contribute")
    if contributed is not None and number.unit in ("percent", "pp"):
        of = line.between(number.end, spot.right, "aside")
        if of and not line.between(number.end, of[0].start, "flow"):
            return of[0].value
    if number.unit in ("years", "quarters", "months") and number.noun != "in a row":
        return "duration"
    if number.unit in ("TEU", "km", "GW", "MW", "ha"):
        return "not about trade"
    return None


def _is_ranked(spot: Spot) -> bool:
    """Whether a number only says how many of the largest are meant: ``the top five partners``."""
    before = spot.line.last_before(spot.number.start, "plain", "rate")
    is_right_before = before is not None and spot.number.start - before.end <= 1
    return is_right_before and before is not None and before.value in ("ranked", "largest")


def _is_forecast(spot: Spot, is_prior: bool) -> bool:
    """Whether a number is expected rather than reported: the word stands in its own stretch."""
    line, number = spot.line, spot.number
    behind = spot.behind("mood")
    if behind is not None:
        return True
    left = spot.left
    for cue in line.between(spot.left, number.start, "break", "compare"):
        if not (cue.kind == "compare" and is_prior):
            left = cue.end if cue.kind == "break" or not is_prior else left
    return bool(line.between(left, number.start, "mood"))


def _streak_end(claim_: Claim, line: Line, period: Period) -> Period:
    """Return the last period of a streak: counted from its start where the sentence says it."""
    if claim_.indicator != "streak":
        return period
    size = {"years": 12, "quarters": 3, "months": 1}[claim_.number.unit or "years"]
    for when in line.whens:
        cue = governing(line, when)
        if cue is not None and cue.value == "since" and when.period.months == size:
            end = when.period.shift(size * (int(claim_.number.value) - 1))
            if end.stop <= period.stop:
                return end
    last = period.stop
    start = (last - 1) // size * size if size == 12 else last // size * size - size
    return Period(start, size)


def _next(
    line: Line, context: Context, resolved: list[tuple[Topic, Subject]], out: list[Said | Left]
) -> Context:
    said = [one for one in out if isinstance(one, Said)]
    main = next(
        (subject for _, subject in resolved if subject.aside is None and subject.has_flow), None
    )
    if said and said[0].subject.measure is Measure.VALUE:
        main = said[0].subject
    whens = [when.period for when in plain_whens(line) if _is_over(when.period, context)]
    if said and whens and not said[0].claim.is_prior and said[0].period in whens:
        whens = [said[0].period]
    counts = next(
        (s.claim.number.noun for s in said if s.subject.measure is Measure.ENTERPRISES), None
    )
    return replace(
        context,
        subject=main or context.subject,
        period=whens[0] if whens else context.period,
        is_partial=_is_partial(line, context),
        counts=counts or (context.counts if said == [] else None),
    )


def _is_partial(line: Line, context: Context) -> bool:
    """Whether a sentence is about a part of a month, or goes on about one."""
    if any(day.is_part for day in line.days):
        return True
    return context.is_partial and not plain_whens(line)


def _is_over(period: Period, context: Context) -> bool:
    return context.published is None or period.last_day <= context.published
