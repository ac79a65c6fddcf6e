"""Which subject a number is of: tied to it, the last one before it, or that of the context."""

from __future__ import annotations

from dataclasses import replace

from tradetally.cells import Measure
from tradetally.read.comparisons import governing
from tradetally.read.context import Context
from tradetally.read.items import Place, named_items
from tradetally.read.marks import Line
from tradetally.read.spots import Claim, Spot, is_money
from tradetally.read.subjects import Item, Subject, Topic, resolve


def meant(topics_: tuple[Topic, ...], context: Context) -> list[tuple[Topic, Subject]]:
    """Return the topics with what they come to mean, each after the one before."""
    out: list[tuple[Topic, Subject]] = []
    before, same = context.subject, False
    for topic in topics_:
        subject = resolve(topic, before, same_sentence=same)
        out.append((topic, subject))
        if subject.aside is None and not topic.is_other:
            before, same = subject, True
    return out


def subject_of(
    spot: Spot, resolved: tuple[tuple[Topic, Subject], ...], context: Context
) -> Subject | None:
    """Return what a number is of: a subject tied to it, the last before it, the context's."""
    number, line = spot.number, spot.line
    resolved = tuple(pair for pair in resolved if not pair[0].is_other)
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
        line.of("move", "rate", "share", "mood", "refer", "reached", "compare", "passed", "counted")
    )


def _is_tied(spot: Spot, topic: Topic) -> bool:
    """Whether a subject right behind a number is the number's own: ``a 5% rise in exports``."""
    line, number = spot.line, spot.number
    parting = line.between(number.end, topic.start, "stop", "compare", "break", "level", "mood")
    if any((cue.kind, cue.value) != ("stop", "was") for cue in parting):
        return False  # "5 million cars were exported" ties them
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


def named_before_bracket(spot: Spot, subject: Subject, place: Place, bracket: int) -> Subject:
    """Return the subject that stands right before a bracket: ``ships (35.1%)``."""
    line = spot.line
    start = max((n.end + 1 for n in line.numbers if n.end <= bracket), default=0)
    for cue in line.cues:
        if cue.end <= bracket and cue.kind in ("move", "break", "link", "stop", "level"):
            start = max(start, cue.end)
    names = [n for n in line.names if n.end <= bracket and bracket - n.end <= 2]
    dimension = names[-1].dimension if names else "product"
    if names:
        start = min(start, names[-1].start)
    items = tuple(named_items(line, (start, bracket), (dimension,), dimension, place))
    if not items or line.between(start, bracket, "flow"):
        return subject
    others = tuple(i for i in subject.items if i.dimension != items[-1].dimension)
    return replace(subject, items=(*others, items[-1]))


def measured(claim_: Claim, subject: Subject, line: Line) -> Subject | None:
    """Return the subject with the measure that the number's unit tells."""
    unit, noun = claim_.number.unit, claim_.number.noun
    if unit == "count":
        owners = {item.words for item in subject.of("ownership")}
        trade_before = [c for c in line.of("flow") if c.end <= claim_.number.start]
        if not trade_before and noun == "enterprises":
            subject = Subject(reporter=subject.reporter, items=subject.of("region"))
            if not line.of("noise", "refer", "flow", "counted"):
                return None
        elif not (line.of("flow", "noise") or subject.has_flow):
            return None
        measure = Measure.PARTNERS if noun == "partners" else Measure.ENTERPRISES
        counted = line.last_before(claim_.number.start, "counted")
        first = counted.start if counted is not None else claim_.number.start
        owned = [n for n in line.names if n.dimension == "ownership" and n.start >= first]
        own = [n for n in line.names if n.text in owners]
        owned = owned or [n for n in own if n.end <= claim_.number.start]
        items = tuple(i for i in subject.items if i.dimension in ("region", "product", "partner"))
        if owned and measure is Measure.ENTERPRISES and owned[0].start <= claim_.number.end + 25:
            items += (Item("ownership", owned[0].code, owned[0].text),)
        if measure is Measure.PARTNERS and not line.of("flow", "those", "refer"):
            return Subject(measure=measure, reporter=subject.reporter, items=subject.of("region"))
        if measure is Measure.PARTNERS:
            items = tuple(i for i in items if i.dimension != "partner")
        return replace(subject, measure=measure, items=items)
    if is_money(unit):
        is_price = subject.measure is Measure.PRICE and claim_.indicator == "level"
        return None if is_price else replace(subject, measure=Measure.VALUE)
    if claim_.indicator in ("level", "change") and unit is not None:
        return replace(subject, measure=Measure.VOLUME)
    said = measure_behind(claim_, line)
    if said is not None and subject.measure in (Measure.VALUE, Measure.VOLUME):
        return replace(subject, measure=said)
    if subject.measure is Measure.VOLUME and subject.flow == "total":
        return replace(subject, measure=Measure.VALUE)
    return subject


def measure_behind(claim_: Claim, line: Line) -> Measure | None:
    """Return the measure that growth is said to be of: ``rose 4.4 percent by volume``."""
    end = claim_.number.end
    cue = line.first_after(end, "measure")
    if cue is None or claim_.indicator not in ("growth", "average_growth"):
        return None
    between = line.between(end, cue.start)
    is_near = line.words_between(end, cue.start) == "" and cue.start - end < 40
    is_tied = all(c.kind in ("base", "move", "degree") or c.value in ("in", "by") for c in between)
    return Measure(cue.value) if is_near and is_tied else None
