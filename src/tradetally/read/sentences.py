"""One sentence, read: every number becomes what it says, or is set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tradetally.cells import Measure
from tradetally.languages import Cue, Number
from tradetally.periods import Period
from tradetally.read.claims import Claim, Spot, claim, is_bracketed, is_money, spots
from tradetally.read.comparisons import governing
from tradetally.read.context import Context
from tradetally.read.marks import Line
from tradetally.read.subjects import Item, Subject, Topic, resolve
from tradetally.read.times import base_of, period_of, plain_whens, prior_period
from tradetally.read.topics import Place, named_items, topics

VERBS = ("move", "rate", "share", "passed", "reached", "contribute", "pace", "mood", "level")


@dataclass(frozen=True, slots=True)
class Said:
    """A number with all that the sentence says of it."""

    claim: Claim
    subject: Subject
    period: Period
    base: Period | None
    is_forecast: bool
    line: Line
    others: tuple[Topic, ...] = ()
    threshold: Number | None = None
    position: int | None = None
    positions: int = 1


@dataclass(frozen=True, slots=True)
class Left:
    """A number that says nothing of merchandise trade, and why."""

    number: Number
    reason: str


def read_line(line: Line, context: Context, place: Place) -> tuple[list[Said | Left], Context]:
    """Return what each number of a sentence says, and the context of the next sentence."""
    subjects_, wholes = topics(line, place)
    resolved = _resolved(subjects_, context)
    out: list[Said | Left] = []
    previous: Said | None = None
    anchor: Period | None = None
    partial = _is_partial(line, context)
    thresholds: set[int] = set()
    for number, left, right in spots(line, line.numbers):
        if number.start in thresholds:
            out.append(Left(number, "threshold of a count"))
            continue
        if partial:
            out.append(Left(number, "part of a month"))
            continue
        last = previous.claim if previous is not None else None
        spot = Spot(line, _with_unit(number, line, last, context), left, right, last, wholes)
        said = _said(spot, resolved, place, context, previous, anchor)
        if isinstance(said, Said):
            anchor = anchor if said.claim.is_prior else said.period
            said = _with_threshold(said, line)
            if said.threshold is not None:
                thresholds.add(said.threshold.start)
            previous = said
        out.append(said)
    out = _with_volumes(_with_prior_bases(out))
    return out, _next(line, context, resolved, out)


def _with_prior_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with changes measured from the amount that they are said to start at.

    In ``rose £1.9 billion, from £23.8 billion in April`` the change is since April.
    """
    out = list(found)
    for index, one in enumerate(found):
        if isinstance(one, Said) and one.claim.is_prior and one.claim.indicator == "level":
            for at in range(index - 1, max(-1, index - 4), -1):
                before = found[at]
                if not isinstance(before, Said) or before.subject.flow is not one.subject.flow:
                    break
                if before.base is None and before.claim.indicator in ("change", "growth"):
                    if _says_period(one):
                        out[at] = replace(before, base=one.period)
    return out


def _with_volumes(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with growth beside a quantity as growth of that quantity.

    ``rose 5% to 3 million tonnes`` and ``3 million tonnes, up 5%`` are both of the volume.
    """
    out = list(found)
    level: Said | None = None
    for index, one in enumerate(found):
        if not isinstance(one, Said):
            continue
        if one.claim.indicator in ("level", "change"):
            level = one
            continue
        near = level
        following = found[index + 1] if index + 1 < len(found) else None
        if isinstance(following, Said) and _is_result(one, following):
            near = following
        if (
            near is not None
            and one.claim.indicator == "growth"
            and one.subject.items == near.subject.items
        ):
            if near.subject.measure is Measure.VOLUME and one.subject.flow is near.subject.flow:
                out[index] = replace(one, subject=replace(one.subject, measure=Measure.VOLUME))
    return out


def _is_result(one: Said, other: Said) -> bool:
    """Whether an amount is what growth led to: ``rose 5% to 3 million tonnes``."""
    line = one.line
    link = line.last_before(other.claim.number.start, "link")
    return (
        other.claim.indicator == "level"
        and link is not None
        and link.value == "to"
        and link.start >= one.claim.number.end
        and not line.between(one.claim.number.end, link.start, "break")
    )


def _says_period(said: Said) -> bool:
    """Whether the sentence says the period of a number rather than leaving it to be guessed."""
    number, line = said.claim.number, said.line
    near = [
        w for w in line.whens if 0 <= w.start - number.end < 12 or 0 <= number.start - w.end < 6
    ]
    bases = [c for c in line.of("base", "previous") if 0 <= c.start - number.end < 12]
    return bool(near or bases)


def _resolved(topics_: tuple[Topic, ...], context: Context) -> list[tuple[Topic, Subject]]:
    """Return the topics with what they come to mean, each after the one before."""
    out: list[tuple[Topic, Subject]] = []
    before, same = context.subject, False
    for topic in topics_:
        subject = resolve(topic, before, same_sentence=same)
        out.append((topic, subject))
        if subject.aside is None:
            before, same = subject, True
    return out


def _with_unit(number: Number, line: Line, last: Claim | None, context: Context) -> Number:
    """Return a bare number with the unit of the count it goes on from: ``surpassing 600,000``."""
    if number.unit is not None:
        return number
    if last is not None and last.number.unit is not None and last.number.value >= 1000:
        verb = line.between(last.number.end, number.start, "passed", "move", "reached")
        if verb and not is_money(last.number.unit) and number.value >= 100:
            return replace(number, unit=last.number.unit, noun=last.number.noun)
    referring = any(c.value == "of-which" for c in line.between(0, number.start, "refer"))
    if context.counts is not None and referring and number.value >= 100:
        return replace(number, unit="count", noun=context.counts)
    return number


def _said(
    spot: Spot,
    resolved: list[tuple[Topic, Subject]],
    place: Place,
    context: Context,
    previous: Said | None,
    anchor: Period | None,
) -> Said | Left:
    number, line = spot.number, spot.line
    reason = _aside_reason(spot)
    if reason is not None:
        return Left(number, reason)
    subject = _subject_of(spot, resolved, context)
    if subject is None:
        return Left(number, "not about trade" if number.unit else "no figure")
    if subject.aside is not None:
        return Left(number, subject.aside)
    if is_bracketed(spot) and number.unit == "percent":
        subject = _named_before_bracket(spot, subject, place)
    claim_ = claim(spot, subject)
    if claim_ is None:
        return Left(number, "not understood" if number.unit in ("percent", "pp") else "no figure")
    subject = _measured(claim_, subject, line)
    if subject is None:
        return Left(number, "not about trade")
    also_prior = previous is not None and previous.claim.is_prior and _is_also_prior(spot, previous)
    is_prior = (
        governing(line, number) is not None or also_prior
    ) and claim_.indicator != "growth_gap"
    is_forecast = _is_forecast(spot, is_prior)
    topics_ = tuple(topic for topic, _ in resolved)
    if is_prior:
        last = anchor or context.fallback
        period = prior_period(line, number, last, is_forecast)
        if (
            previous is not None
            and claim_.number.unit == previous.claim.number.unit
            and subject.aside is None
        ):
            subject = replace(
                subject,
                items=previous.subject.items,
                flow=previous.subject.flow,
                measure=previous.subject.measure,
            )
    elif claim_.is_converted and previous is not None:
        period, subject = previous.period, previous.subject
    else:
        period = period_of(line, number, topics_, context.fallback)
    if period is None:
        return Left(number, "no period")
    period = _streak_end(claim_, line, period)
    if claim_.indicator == "average_growth" and period.months > 12:
        last = Period.year(period.last_year)
        return Said(
            claim_, subject, last, Period.year(period.first_year), is_forecast, line, topics_
        )
    base = (
        base_of(line, number, period)
        if claim_.indicator in ("growth", "change", "growth_change", "average_growth", "ratio")
        else None
    )
    claim_ = replace(claim_, is_prior=is_prior)
    return Said(claim_, subject, period, base, is_forecast, line, topics_)


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


def _named_before_bracket(spot: Spot, subject: Subject, place: Place) -> Subject:
    """Return the subject that stands right before a bracket: ``ships (35.1%)``."""
    line = spot.line
    bracket = spot.number.start - 1
    start = max((n.end + 1 for n in line.numbers if n.end <= bracket), default=0)
    for cue in line.cues:
        if cue.end <= bracket and cue.kind in ("move", "break", "link", "stop", "level"):
            start = max(start, cue.end)
    names = [n for n in line.names if n.end <= bracket and bracket - n.end <= 1]
    dimension = names[-1].dimension if names else "product"
    if names:
        start = min(start, names[-1].start)
    items = tuple(named_items(line, start, bracket, (dimension,), dimension, place))
    if not items or line.between(start, bracket, "flow"):
        return subject
    others = tuple(i for i in subject.items if i.dimension != items[-1].dimension)
    return replace(subject, items=(*others, items[-1]))


def _aside_reason(spot: Spot) -> str | None:
    """Return why the words right around a number put it outside merchandise trade."""
    number, line = spot.number, spot.line
    if line.text[number.end : number.end + 1].isalpha():
        return "name"
    for cue in line.between(number.end, len(line.text), "aside", "name"):
        near = line.words_between(number.end, cue.start)
        if near == "" and not line.between(number.end, cue.start, "break", "link", "move"):
            return cue.value
    if number.unit in ("years", "quarters", "months") and number.noun != "in a row":
        return "duration"
    if number.unit in ("TEU", "km", "GW", "MW", "ha"):
        return "not about trade"
    return None


def _subject_of(
    spot: Spot, resolved: list[tuple[Topic, Subject]], context: Context
) -> Subject | None:
    """Return what a number is of: the subject it is tied to, the last one before it, or the context's."""
    number, line = spot.number, spot.line
    for topic, subject in resolved:
        if topic.start >= number.end and topic.start < spot.right and _is_tied(spot, topic):
            return subject
    before = [(topic, subject) for topic, subject in resolved if topic.start < number.start]
    if len(before) > 1 and number.unit == "pp":
        cue = governing(line, number)
        if (
            cue is not None
            and before[-2][0].end <= cue.start + 1
            and cue.end <= before[-1][0].start + 1
        ):
            return before[-2][1]
    if before:
        return before[-1][1]
    if _goes_on(line, context):
        return context.subject
    after = [
        subject for topic, subject in resolved if subject.aside is None and topic.flow is not None
    ]
    return after[0] if after else None


def _goes_on(line: Line, context: Context) -> bool:
    """Whether a sentence without a subject before its number may go on about the last one."""
    return context.subject is not None and bool(
        line.of("move", "rate", "share", "mood", "refer", "reached", "compare")
    )


def _is_tied(spot: Spot, topic: Topic) -> bool:
    """Whether a subject right behind a number is the number's own: ``a 5% rise in exports``."""
    line, number = spot.line, spot.number
    if line.between(number.end, topic.start, "stop", "compare", "break", "level", "mood"):
        return False
    link = line.between(number.end, topic.start, "link")
    if any(cue.value not in ("in", "of") for cue in link):
        return False
    if (
        link
        and not line.between(number.end, link[-1].start, "move", "rate", "measure")
        and spot.number.unit in ("percent", "pp")
    ):
        return False
    return len(line.words_between(number.end, topic.start).split()) <= 1


def _measured(claim_: Claim, subject: Subject, line: Line) -> Subject | None:
    """Return the subject with the measure that the number's unit tells."""
    unit, noun = claim_.number.unit, claim_.number.noun
    if unit == "count":
        trade_before = [c for c in line.of("flow") if c.end <= claim_.number.start]
        if not trade_before and noun == "enterprises":
            subject = Subject(reporter=subject.reporter, items=subject.of("region"))
            if not line.of("noise", "refer", "flow"):
                return None
        elif not (line.of("flow", "noise") or subject.has_flow):
            return None
        measure = Measure.PARTNERS if noun == "partners" else Measure.ENTERPRISES
        owned = [
            n for n in line.names if n.dimension == "ownership" and n.start >= claim_.number.start
        ]
        items = tuple(i for i in subject.items if i.dimension in ("region", "product", "partner"))
        if owned and measure is Measure.ENTERPRISES and owned[0].start <= claim_.number.end + 25:
            items += (Item("ownership", owned[0].code, owned[0].text),)
        if measure is Measure.PARTNERS:
            items = tuple(i for i in items if i.dimension != "partner")
        return replace(subject, measure=measure, items=items)
    if is_money(unit):
        return replace(subject, measure=Measure.VALUE)
    if claim_.indicator in ("level", "change") and unit is not None:
        return replace(subject, measure=Measure.VOLUME)
    if subject.measure is Measure.VOLUME and subject.flow == "total":
        return replace(subject, measure=Measure.VALUE)
    return subject


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
    start = last - size if size == 1 else (last - 1) // size * size
    return Period(start, size)


def _with_threshold(said: Said, line: Line) -> Said:
    """Return a count with what each counted thing exceeds: ``58 markets topping 1 billion yuan``."""
    if said.claim.indicator not in ("count", "count_growing"):
        return said
    following = next((n for n in line.numbers if n.start >= said.claim.number.end), None)
    if following is None or not is_money(following.unit):
        return said
    passed = line.between(said.claim.number.end, following.start, "passed")
    above = passed or following.relation in ("gt", "ge")
    own = line.between(said.claim.number.end, following.start, "flow")
    if above and not (own and not passed) and following.start - said.claim.number.end < 60:
        return replace(said, threshold=following, claim=replace(said.claim, indicator="count"))
    return said


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


def value_of(said: Said) -> Decimal:
    """Return the number with its sign: falls and deficits are negative."""
    claim_, subject = said.claim, said.subject
    value = claim_.number.value
    if claim_.indicator == "level":
        return -abs(value) if subject.sign < 0 else value
    sign = claim_.sign * (subject.sign if claim_.indicator == "change" else 1)
    return -abs(value) if sign < 0 else value


def cue_words(cue: Cue | None) -> str:
    """Return a cue's words, or nothing."""
    return "" if cue is None else cue.text
