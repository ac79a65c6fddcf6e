"""From what a sentence says to statements: figures over cells, with their intervals."""

from __future__ import annotations

from decimal import Decimal

from tradetally import codes
from tradetally.cells import EVERYTHING, Cell, Flow, Measure, Slice
from tradetally.figures.indicator import usual_base
from tradetally.intervals import Interval
from tradetally.languages import Cue
from tradetally.periods import Period
from tradetally.read.claim.ranks import peers_of
from tradetally.read.line.comparisons import base_ahead, governing
from tradetally.read.line.context import Context
from tradetally.read.line.said import Said, value_of
from tradetally.read.line.spots import is_money
from tradetally.read.line.subjects import Item, Subject, Topic
from tradetally.statements import Figure, Place, Relation, Statement, Target, Threshold

_NEAR = 12  # characters from a multiple to what it is of
_TURNED = {
    Relation.GT: Relation.LT, Relation.GE: Relation.LE, Relation.LT: Relation.GT,
    Relation.LE: Relation.GE,
}  # fmt: skip


def statement(said: Said, document: str, start: int, context: Context) -> Statement:
    """Return the statement that a number makes, in a sentence that starts at ``start``."""
    said = said._replace(subject=_at_home(said.subject, context))
    number, claim = said.claim.number, said.claim
    value = value_of(said)
    is_turned = (value < 0) != (number.value < 0)
    interval = -number.interval if is_turned else number.interval
    relation = Relation(claim.relation) if claim.relation else number.relation
    if claim.relation:
        interval = _beyond(value, relation)
    elif is_turned:
        relation = _TURNED.get(relation, relation)
    figure = _figure(said, context)
    start += number.start
    return Statement(
        figure=figure,
        value=value,
        unit=number.unit or "count",
        interval=interval,
        place=Place(document, number.text, start, start + len(number.text)),
        relation=relation,
        is_forecast=said.is_forecast,
        is_converted=claim.is_converted,
        words=tuple([(item.dimension, item.words) for item in said.subject.items]),
        notes=number.notes,
    )


def _beyond(value: Decimal, relation: Relation) -> Interval:
    return (
        Interval.of(value, None)
        if relation in (Relation.GT, Relation.GE)
        else Interval.of(None, value)
    )


def _at_home(subject: Subject, context: Context) -> Subject:
    """Return a subject without the regions of another country than that whose trade it is."""
    if not any(item.dimension == "region" for item in subject.items):
        return subject
    reporter = subject.reporter or context.reporter
    return subject._replace(items=tuple(i for i in subject.items if not _is_abroad(i, reporter)))


def _is_abroad(item: Item, reporter: str) -> bool:
    is_coded = item.dimension == "region" and item.code[2:3] == "-"
    return is_coded and item.code[:2] != reporter


def slice_of(items: tuple[Item, ...]) -> Slice:
    """Return the slice of items, the first of each dimension."""
    if not items:
        return EVERYTHING
    by_dimension = {item.dimension: item.code for item in reversed(items)}
    return Slice(**by_dimension)


def _figure(said: Said, context: Context) -> Figure:
    claim, subject = said.claim, said.subject
    if claim.whole is not None and not subject.own_flow and claim.whole.flow is not None:
        subject = subject._replace(flow=claim.whole.flow)
    reporter = subject.reporter or context.reporter
    cell = Cell(
        flow=subject.flow,
        period=said.period,
        slice=slice_of(subject.items),
        measure=subject.measure,
        unit=_unit(said, subject, reporter, context),
        reporter=reporter,
        adjusted=_first(said.line.of("adjusted")),
    )
    return Figure(
        claim.indicator,
        cell,
        base=_base(said, cell),
        of=_whole(said, subject),
        versus=_versus(said, subject),
        held=claim.held,
        among=peers_of(said, subject),
        over=_threshold(said),
    )


def _base(said: Said, cell: Cell) -> Period | None:
    """Return what is measured from, where it is not the usual base."""
    if said.base is None or said.base == usual_base(Figure(said.claim.indicator, cell)):
        return None
    return said.base


def _unit(said: Said, subject: Subject, reporter: str, context: Context) -> str | None:
    """Return the cell's unit: the amount's own, else the currency that the text tells growth in."""
    if subject.measure.is_count:
        return "count"
    own = said.claim.number.unit
    if said.claim.indicator in ("level", "change"):
        return own
    if subject.measure is Measure.VOLUME:
        return None
    money = _first(said.line.of("money")) or _money_beside(said)
    own = None if subject.measure is Measure.PRICE else codes.currency(reporter)
    return money or context.currency or own


def _first(cues: tuple[Cue, ...]) -> str | None:
    return cues[0].value if cues else None


def _money_beside(said: Said) -> str | None:
    """Return the currency of the last amount before a rate in its sentence."""
    line, start = said.line, said.claim.number.start
    if line.of("restate") or "(" in line.text:
        return None
    for number in reversed(line.numbers):
        if number.end <= start and is_money(number.unit):
            return number.unit
    return None


def _whole(said: Said, subject: Subject) -> Target | None:
    """Return the whole of a share or contribution, where it is not the same flow's total."""
    if said.claim.indicator not in ("share", "contribution", "contribution_pp", "share_change"):
        return None
    whole = said.claim.whole
    end = said.claim.number.end
    behind = said.line.between(end, end + 30, "whole")
    of_nation = any(cue.value == "national" for cue in behind)
    of_nation = of_nation or (whole is not None and whole.is_national)
    is_narrow = len(subject.dimensions) > 1 and not of_nation
    regions = subject.of("region") if is_narrow else ()
    if whole is None:
        return Target(slice_of(regions)) if regions else None
    items = whole.items or regions
    flow = whole.flow if whole.flow is not None and whole.flow is not subject.flow else None
    return Target(slice_of(items), flow) if items or flow else None


def _versus(said: Said, subject: Subject) -> Target | None:
    """Return the other side of a gap, or of a ratio of two flows or slices."""
    if said.claim.indicator == "growth_gap":
        return _other(said, subject)
    other = _multiplied(said) if said.claim.indicator == "ratio" else None
    if other is None:
        return None
    is_like = not other.items and not other.is_whole and not other.is_national
    return _target(other._replace(items=subject.items) if is_like else other, subject)


def _multiplied(said: Said) -> Topic | None:
    """Return the flow that a multiple is of: ``1.1 times imports``, ``是进口的1.1倍``."""
    line, number = said.line, said.claim.number
    edge = max((n.end for n in line.numbers if n.end <= number.start), default=0)
    ahead = [t for t in said.others if t.is_other and edge <= t.start and t.end <= number.start]
    if ahead:
        return ahead[-1]
    for topic in said.others:
        is_near = number.end <= topic.start <= number.end + _NEAR and topic.flow is not None
        if is_near and not line.between(number.end, topic.start, "break", "move", "stop", "base"):
            return topic
    return None


def _other(said: Said, subject: Subject) -> Target:
    """Return what growth is held against: another flow or slice named behind the number."""
    number = said.claim.number
    cue = governing(said.line, number) or base_ahead(said.line, number)
    after = cue.end if cue is not None else number.end
    stop = number.start if after <= number.start else len(said.line.text)
    for topic in said.others:
        if after <= topic.start + 1 and topic.start < stop and topic.aside is None:
            return _target(topic, subject)
    names = [n for n in said.line.names if after <= n.start and n.end <= number.start]
    return Target(slice_of(tuple([Item(n.dimension, n.code, n.text) for n in names[-1:]])))


def _target(topic: Topic, subject: Subject) -> Target:
    flow: Flow | None = topic.flow if topic.flow is not subject.flow else None
    return Target(slice_of(topic.items), flow)


def _threshold(said: Said) -> Threshold | None:
    if said.threshold is None or not is_money(said.threshold.unit):
        return None
    return Threshold(said.threshold.value, said.threshold.unit or "")
