"""One sentence, read: every number becomes what it says, or is set aside with a reason."""

from __future__ import annotations

from typing import NamedTuple

from tradetally.cells import Measure
from tradetally.languages import Number
from tradetally.periods import Period
from tradetally.read.claim.asides import reason_aside
from tradetally.read.claim.claims import claim
from tradetally.read.claim.expected import is_expected
from tradetally.read.claim.measures import measured, with_product
from tradetally.read.claim.prior import (
    as_before,
    as_of_nation,
    is_prior_number,
    restates_earlier,
)
from tradetally.read.claim.ranks import ranked
from tradetally.read.claim.tallies import as_count, names_flow, noun_of, tally_ahead
from tradetally.read.claim.thresholds import thresholds_ahead
from tradetally.read.line.context import Context
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Left, Said
from tradetally.read.line.spots import (
    Claim,
    Spot,
    is_bracketed,
    is_money,
    money_before,
    open_bracket,
    spots,
)
from tradetally.read.line.subjects import (
    WITH_SERVICES,
    Subject,
    Topic,
)
from tradetally.read.memory import is_partial, remembered
from tradetally.read.neighbours import (
    with_led_to,
    with_like_bases,
    with_listed_bases,
    with_prior_bases,
    with_prior_periods,
    with_run_bases,
    with_shared_bases,
    with_threshold,
    with_volumes,
)
from tradetally.read.subject.besides_goods import besides_goods
from tradetally.read.subject.sums import with_sums
from tradetally.read.subject.topics import topics
from tradetally.read.subject.whose import meant, named_before_bracket, other_in, subject_of
from tradetally.read.when.arithmetic import with_told_starts
from tradetally.read.when.carried import carried
from tradetally.read.when.dated import (
    after_other,
    dated,
    of_both,
    so_far,
)
from tradetally.read.when.starts import with_starts
from tradetally.read.when.times import period_of, plain_whens, prior_period

_MOST_NUMBERS = 60


class _Known(NamedTuple):
    """What is known when a number of a sentence is read: what it may be of, what went before."""

    resolved: tuple[tuple[Topic, Subject], ...]
    place: Place
    context: Context


def read_line(line: Line, context: Context, place: Place) -> tuple[list[Said | Left], Context]:
    """Return what each number of a sentence says, and the context of the next sentence."""
    if len(line.numbers) > _MOST_NUMBERS:
        return [Left(number, "table") for number in line.numbers], context
    context = carried(line, context)
    other = other_in(line, place) if line.names else None
    if other is not None and other != context.other:
        context = context._replace(other=other)
    subjects_, wholes = topics(line, place)
    if context.besides is not None or WITH_SERVICES in [topic.aside for topic in subjects_]:
        subjects_ = tuple(besides_goods(subjects_, line, place, context.besides))
    resolved = meant(subjects_, context)
    if not line.numbers:
        return [], remembered(line, context, resolved, [], context.start)
    known = _Known(tuple([pair for pair in resolved if not pair[0].is_other]), place, context)
    out: list[Said | Left] = []
    previous: Said | None = None
    anchor: Period | None = None
    alike: dict[str | None, Claim] = {}
    partial = is_partial(line, context)
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
        spot = spot._replace(has_signs=True) if context.has_signs else spot
        said = _said(spot, known, previous, anchor)
        if isinstance(said, Said) and out and _is_of_aside(said, out[-1]):
            said = Left(number, "not about trade")
        if isinstance(said, Said):
            is_other = said.claim.is_prior or said.claim.indicator == "average_growth"
            anchor = anchor if is_other else said.period
            over = ahead.get(number.start)
            said = said._replace(threshold=over) if over else with_threshold(said, line)
            if said.threshold is not None:
                thresholds.add(said.threshold.start)
            previous = said
            alike[said.claim.number.unit] = said.claim
        out.append(said)
    out = with_told_starts(with_listed_bases(out))
    out = with_like_bases(with_shared_bases(with_prior_bases(with_prior_periods(out))))
    out = with_volumes(with_led_to(with_run_bases(out)))
    out, start = with_starts(with_sums(out, line, context.spoken), line, context.start)
    return out, remembered(line, context, resolved, out, start)


def _is_of_aside(said: Said, before: Said | Left) -> bool:
    """Whether growth is that of a number right before it which is none of trade: of containers."""
    if not isinstance(before, Left) or before.reason != "not about trade":
        return False
    start, end = before.number.end, said.claim.number.start
    is_growth = said.claim.indicator == "growth" and before.number.unit not in (None, "percent")
    is_growth = is_growth and said.subject.measure is not Measure.PRICE
    between = said.line.between(start, end, "flow", "counted", "rate")
    named = [n for n in said.line.names if start <= n.start and n.end <= end]
    return is_growth and not between and not named


def _with_unit(number: Number, line: Line, last: Claim | None, context: Context) -> Number:
    """Return a bare number with the unit of the count it goes on from: ``surpassing 600,000``."""
    if number.unit == "count" and number.noun is None:
        ahead = line.last_before(number.start, "counted")
        return number if ahead is None else number._replace(noun=noun_of(ahead))
    if number.unit is not None:
        return number
    money = money_before(line, number)
    if money is not None:
        return number._replace(unit=money)
    if last is not None and last.number.unit is not None and last.number.value >= 1000:
        verb = line.between(last.number.end, number.start, "passed", "move", "reached")
        if verb and not is_money(last.number.unit) and number.value >= 100:
            return number._replace(unit=last.number.unit, noun=last.number.noun)
    them = line.first_after(number.end, "refer")
    is_of_them = them is not None and them.value == "of-which" and them.start <= number.end + 1
    if last is not None and last.number.unit == "count" and is_of_them:
        return number._replace(unit="count", noun=last.number.noun)
    counted = as_count(line, number, is_first=last is None)
    if counted is not None:
        return counted
    referring = any(c.value == "of-which" for c in line.between(0, number.start, "refer"))
    counts = last.number.noun if last is not None and last.number.unit == "count" else None
    if (counts or context.counts) is not None and referring and number.value >= 100:
        return number._replace(unit="count", noun=counts or context.counts)
    return number


def _said(spot: Spot, known: _Known, previous: Said | None, anchor: Period | None) -> Said | Left:
    """Return what a number says, or why it is none of trade."""
    number, line = spot.number, spot.line
    reason = reason_aside(spot)
    if reason is not None:
        return Left(number, reason)
    subject = subject_of(spot, known.resolved, known.context)
    is_tally = number.unit == "count" and bool(line.of("counted"))
    if subject is None and (is_tally or names_flow(tally_ahead(line, number))):
        subject = Subject()
    if subject is None:
        return Left(number, "not about trade" if number.unit else "no figure")
    if subject.aside is not None:
        return Left(number, subject.aside)
    subject = _in_bracket(spot, subject, known, previous)
    if previous is not None and restates_earlier(spot, previous):
        return previous._replace(claim=previous.claim._replace(number=number), is_forecast=False)
    claimed = claim(spot, subject)
    if claimed is None:
        return Left(number, "not understood" if number.unit in ("percent", "pp") else "no figure")
    whose = measured(claimed, subject, line)
    whose = whose and with_product(whose, known.context.subject)
    if whose is None:
        return Left(number, "not about trade")
    whose = ranked(whose, spot) if claimed.indicator == "rank" else whose
    is_gap = claimed.indicator == "growth_gap"
    whose = as_of_nation(whose, spot) if claimed.indicator == "growth" else whose
    is_prior = not is_gap and is_prior_number(spot, previous)
    claimed = claimed._replace(is_prior=is_prior) if is_prior != claimed.is_prior else claimed
    is_forecast = is_expected(spot, is_prior, previous)
    if is_prior:
        whose = as_before(whose, spot, claimed, previous)
        last = anchor or _run_said(line, number) or known.context.fallback
        period = prior_period(line, number, last, is_forecast)
    elif claimed.is_converted and previous is not None:
        period, whose = previous.period, previous.subject
    else:
        period = period_of(line, number, spot.topics, known.context.fallback)
        if previous is not None and period is not None:
            period = after_other(spot, previous, period)
        period = period and so_far(period, is_forecast, known.context)
    period = of_both(line, number, period) if is_gap else period
    if period is None:
        return Left(number, "no period")
    is_forecast = is_forecast or _is_to_come(period, known.context)
    said = Said(claimed, whose, period, None, is_forecast, line, spot.topics)
    return dated(said, known.context)


def _is_to_come(period: Period, context: Context) -> bool:
    """Whether a period starts after the text came out."""
    day = context.published
    return day is not None and (period.start > day.year * 12 + day.month - 1)


def _run_said(line: Line, number: Number) -> Period | None:
    """Return the run of years that a sentence says before a number that is its start."""
    runs = [w.period for w in plain_whens(line) if w.end <= number.start and w.period.months > 12]
    return runs[-1] if runs else None


def _in_bracket(spot: Spot, subject: Subject, known: _Known, previous: Said | None) -> Subject:
    """Return the subject of a number: if it is in brackets, what is named before them."""
    opened = open_bracket(spot) if spot.number.unit is not None else None
    if opened is None:
        return subject
    if previous is not None and _is_beside(spot, previous):
        return previous.subject
    return named_before_bracket(spot, subject, known.place, opened)


def _is_beside(spot: Spot, previous: Said) -> bool:
    """Whether a rate in brackets is only another of the one before: ``a 4% fall (2% y/y)``."""
    start, end = previous.claim.number.end, spot.number.start
    before = previous.claim
    is_alike = before.number.unit == "percent" or before.indicator == "change"
    is_rate = spot.number.unit == "percent" and is_alike
    if not is_rate or not is_bracketed(spot) or spot.line.words_between(start, end):
        return False
    return all(cue.kind in ("break", "move", "base") for cue in spot.line.between(start, end))
