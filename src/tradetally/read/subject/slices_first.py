"""Topics where a noun phrase's slices stand before its flow, as in Chinese.

``我国对东盟、欧盟机电产品出口``: whatever is named in the same stretch narrows the flow, with or
without a word that ties it. A *stretch* runs between two numbers or hard breaks; within it
stand, in this order, the subject, what it is compared with, and the whole that it is a share of.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from tradetally.cells import Flow, Measure
from tradetally.languages import Cue
from tradetally.read.line.items import Place, unique
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import FLOWS, PAIRS, ROLES, Topic
from tradetally.read.subject.home import level_said
from tradetally.read.subject.slice_lists import (
    ends_list,
    items_around,
    items_of,
    open_subject,
    reporter_of,
)

_VERBS = ("move", "pace", "level", "passed", "reached", "rate")
_TELLING = ("share", "contribute", "rank", "compare")
_FLOWS = ("flow", "price")
_SEMICOLONS = (";", "；")
_START = attrgetter("start")


class Zones(NamedTuple):
    """The parts of a stretch: subject, what it is compared with, the whole of its share."""

    subject: tuple[int, int]
    other: tuple[int, int] | None = None
    whole: tuple[int, int] | None = None


def topics(line: Line, place: Place) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the topics of a sentence and the wholes of its shares, each in order."""
    subjects: list[Topic] = []
    wholes: list[Topic] = []
    units = {number.start: number.unit for number in line.numbers}
    for start, end in _stretches(line):
        unit = units.get(end)
        if unit == "rank" and _is_behind_rank(line, start):
            continue
        kinds = {cue.kind for cue in line.between(start, end)}
        is_one = unit != "ratio" and kinds.isdisjoint(_TELLING)
        zones = Zones((start, end)) if is_one else _zones(line, start, end, unit)
        if kinds.isdisjoint(_FLOWS):
            if not _ends_clause(line, start, end):
                subjects += _by_name(line, zones.subject, place, subjects)
            continue
        found = list(_phrases(line, zones.subject, place))
        subjects += found or _by_name(line, zones.subject, place, subjects)
        if zones.other is not None:
            subjects += [
                topic._replace(is_other=True) for topic in _phrases(line, zones.other, place)
            ]
        if zones.whole is not None:
            wholes += _phrases(line, zones.whole, place)
    asides = list(_asides(line, subjects))
    ordered = sorted([*subjects, *asides], key=_START)
    return tuple(_carried_asides(ordered) if asides else ordered), tuple(wholes)


def _stretches(line: Line) -> Iterator[tuple[int, int]]:
    """Yield the stretches between numbers and hard breaks."""
    edges = [(n.start, n.end) for n in line.numbers if not ends_list(line, n)]
    edges += [(cue.start, cue.end) for cue in line.of("break") if cue.value == "hard"]
    start = 0
    for first, last in sorted(edges):
        if first > start:
            yield start, first
        start = max(start, last)
    if start < len(line.text):
        yield start, len(line.text)


def _ends_clause(line: Line, start: int, end: int) -> bool:
    """Whether a stretch between a number and a semicolon names what nothing is said of."""
    is_semicolon = line.text[end : end + 1] in _SEMICOLONS
    return is_semicolon and any(number.start < start for number in line.numbers)


def _is_behind_rank(line: Line, start: int) -> bool:
    """Whether a stretch before a rank only names its peers: ``第8位、西部第1位``."""
    return any(n.end == start and n.unit == "rank" for n in line.numbers)


def _zones(line: Line, start: int, end: int, unit: str | None) -> Zones:
    """Return the parts of a stretch; ``unit`` is that of the number behind it."""
    telling = line.between(start, end, *_TELLING)
    first = {cue.kind: cue for cue in reversed(telling) if cue.value != "onward"}
    share = first.get("share")
    if share is not None:
        link = line.last_before(share.start, "link") if share.value == "within" else None
        if link is not None and link.value == "in" and link.start >= start:  # 在出口中占比
            return Zones((start, link.start), whole=(link.end, share.start))
        return Zones((start, share.start), whole=(share.end, end))
    contributed = first.get("contribute")
    if contributed is not None:
        return _contributed(line, start, end, contributed)
    ranked = first.get("rank")
    if ranked is not None:
        return Zones((start, ranked.start))
    multiplied = _multiplied(line, start, end) if unit == "ratio" else None
    if multiplied is not None:
        return Zones((start, multiplied.start), other=(multiplied.end, end))
    compared = first.get("compare")
    if compared is not None:
        verb = next(iter(line.between(compared.end, end, "move", "pace", "level")), None)
        stop = verb.start if verb is not None and compared.value == "base" else end
        return Zones((start, compared.start), other=(compared.end, stop))
    return Zones((start, end))


def _multiplied(line: Line, start: int, end: int) -> Cue | None:
    """Return the word between a flow and the one that it is a multiple of: ``出口是进口的2倍``."""
    flows = line.between(start, end, "flow")
    if len(flows) < 2:
        return None
    return next(iter(line.between(flows[0].end, flows[-1].start, "degree", "restate")), None)


def _contributed(line: Line, start: int, end: int, contributed: Cue) -> Zones:
    """Return the parts of *for the growth of the whole contributed*, or *drove the whole up*."""
    linked = [c for c in line.between(start, contributed.start, "link") if c.value == "to"]
    if line.between(contributed.end, end, "flow"):
        return Zones((start, contributed.start), whole=(contributed.end, end))
    if linked and line.between(linked[-1].end, contributed.start, "flow", "move"):
        return Zones((start, linked[-1].start), whole=(linked[-1].end, contributed.start))
    return Zones((start, contributed.start))


def _by_name(line: Line, zone: tuple[int, int], place: Place, before: list[Topic]) -> list[Topic]:
    """Return what the numbers of a stretch without a flow may be of, only by a name."""
    items = items_of(line, *zone, place)
    if _counts_traders(line, zone):
        refers = _refers(line, zone[1])
        return [Topic(*zone, flow=Flow.TOTAL, items=unique(items), refers=refers)]
    if not items and any(topic.items or topic.flow for topic in before):
        items = list(open_subject(line, *zone, before, place))
    if not items:
        return []
    return [
        Topic(
            _first(line, zone, items[0].words),
            zone[1],
            flow=_ranked_flow(line, zone, before),
            items=unique(items),
            is_national=_is_national(line, zone, place),
            refers=_refers(line, zone[1]),
            level=level_said(line, *zone),
        )
    ]


def _counts_traders(line: Line, zone: tuple[int, int]) -> bool:
    """Whether the number behind a zone counts enterprises that trade."""
    if not line.between(*zone, "noise", "counted"):
        return False
    return any(n.start == zone[1] and n.noun == "enterprises" for n in line.numbers)


def _ranked_flow(line: Line, zone: tuple[int, int], before: list[Topic]) -> Flow | None:
    """Return all trade for the rank of a trading partner that no flow was said of."""
    among = next((c for c in line.of("among") if 0 <= c.start - zone[1] <= 8), None)
    if among is None or before:
        return None
    return ROLES.get(among.value)


def _first(line: Line, zone: tuple[int, int], words: str) -> int:
    return max(line.text.find(words, *zone), zone[0])


def _phrases(line: Line, zone: tuple[int, int], place: Place) -> Iterator[Topic]:
    """Yield the noun phrases of a zone that have a flow."""
    groups = _flow_groups(line, *zone)
    left = zone[0]
    for index, group in enumerate(groups):
        right = groups[index + 1][0].start if index + 1 < len(groups) else zone[1]
        yield _flow_topic(line, group, (left, right), place)
        left = group[-1].end


def _flow_groups(line: Line, start: int, end: int) -> list[list[Cue]]:
    """Return the flows of a zone, those of one list together: *exports and imports*."""
    groups: list[list[Cue]] = []
    for cue in line.between(start, end, *_FLOWS):
        if groups and groups[-1][-1].end == cue.start:
            groups[-1][-1] = _narrower(groups[-1][-1], cue)
        elif groups and _is_glued(line, groups[-1][-1].end, cue.start):
            groups[-1].append(cue)
        else:
            groups.append([cue])
    return groups


def _narrower(one: Cue, other: Cue) -> Cue:
    """Return the flow that two words of one phrase mean: ``出口`` of ``出口货运量``."""
    if other.value != "total" or one.kind != "flow":
        return other
    return other._replace(start=one.start, value=one.value)


def _is_glued(line: Line, start: int, end: int) -> bool:
    """Whether only a mark of a list stands from ``start`` to ``end``."""
    between = line.between(start, end)
    if not between or any(cue.kind != "break" for cue in between):
        return False
    return line.words_between(start, end) == ""


def _flow_topic(line: Line, group: list[Cue], span: tuple[int, int], place: Place) -> Topic:
    left, right = span
    head = group[0]
    verb = next(iter(line.between(group[-1].end, right, *_VERBS, "refer")), None)
    stop = min(right, verb.start) if verb is not None else right
    items = items_around(line, (left, head.start), (group[-1].end, stop), place)
    flow, sign = FLOWS.get(head.value, (None, 1))
    measure = next((c for c in line.of("measure") if c.start == group[-1].end), None)
    volume = Measure.VOLUME if measure is not None and measure.value == "volume" else None
    flows = [flow for cue in group for flow in _flows_of(cue)]
    starts = [line.text.find(item.words, left) for item in items]
    return Topic(
        start=min([head.start, *(at for at in starts if at >= 0)]),
        end=group[-1].end,
        flow=flow,
        sign=sign,
        measure=Measure.PRICE if head.kind == "price" else volume,
        items=unique(items),
        rate=_rate(line, group[-1].end, right),
        is_whole=not items and bool(line.between(left, head.start, "whole")),
        is_national=_is_national(line, (left, head.start), place),
        refers=_refers(line, head.start),
        reporter=reporter_of(line, left, head.start, place),
        flows=tuple(flows) if len(flows) > 1 else PAIRS.get(head.value, ()),
        level=level_said(line, left, head.start),
        is_of_them=_is_of_them(line, left, head.start),
    )


def _is_of_them(line: Line, start: int, end: int) -> bool:
    """Whether a stretch says *to them*, of partners that were listed before."""
    return "refer" in line.by_kind and any(
        cue.value == "them" for cue in line.between(start, end, "refer")
    )


def _flows_of(cue: Cue) -> tuple[Flow, ...]:
    """Return the flows that a word lists: two for *exports, imports*, one for their sum."""
    if cue.value == "exports-imports":
        return PAIRS[cue.value]
    return (FLOWS[cue.value][0],) if cue.value in FLOWS else ()


def _rate(line: Line, start: int, end: int) -> str | None:
    """Return the rate that a phrase ends in: *export growth*, *share of exports*."""
    rates = line.between(start, end, "rate")
    return rates[0].value if rates and rates[0].start <= start + 1 else None


def _is_national(line: Line, zone: tuple[int, int], place: Place) -> bool:
    """Whether a zone speaks of the whole country: *China's*, *nationwide*."""
    start, end = zone
    for name in line.names:
        if start <= name.start < end and (
            name.dimension == "reporter"
            or (name.dimension == "partner" and name.code == place.reporter)
        ):
            return True
    return any(cue.value == "national" for cue in line.between(start, end, "whole"))


def _refers(line: Line, end: int) -> bool:
    """Whether *of which* stands before ``end``, or a pronoun right before it."""
    for cue in line.of("refer"):
        is_of_it = cue.value == "of-which" or (cue.value == "its" and end - cue.end <= 1)
        if is_of_it and cue.end <= end:
            return True
    return False


def _asides(line: Line, subjects: list[Topic]) -> Iterator[Topic]:
    """Yield what is no merchandise trade and stands before a number without a flow between."""
    for cue in line.of("aside"):
        of_trade = [t for t in subjects if t.flow and t.start <= cue.start < t.end]
        if not of_trade:
            yield Topic(cue.start, cue.end, aside=cue.value)


def _carried_asides(ordered: list[Topic]) -> Iterator[Topic]:
    """Yield the topics; a bare flow of what is no merchandise trade is none either.

    In ``服务进出口7万亿元，其中出口3万亿元`` the exports are of services. What only names places
    goes on about it too.
    """
    aside: str | None = None  # of the topic before
    for topic in ordered:
        is_bare = topic.flow is not None and not topic.items and topic.refers
        is_service = aside == "services" and is_bare
        if topic.aside is None and (is_service or (aside and _goes_on(topic))):
            yield Topic(topic.start, topic.end, aside=aside)
            continue
        aside = topic.aside
        yield topic


def _goes_on(topic: Topic) -> bool:
    """Whether a topic only names places, or parts: the second of ``全球经济萎缩3%，美国萎缩5%``."""
    if topic.flow is not None:
        return False
    return topic.refers or all(i.dimension in ("partner", "region") for i in topic.items)
