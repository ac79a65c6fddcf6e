"""Noun phrases of a flow: ``China's exports of steel to ASEAN``, ``their imports``, ``those``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tradetally.cells import Flow, Measure
from tradetally.languages import Cue
from tradetally.read.line.items import Place, item_of, named_items, unique
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import is_money
from tradetally.read.line.subjects import FLOWS, MEASURES, PAIRS, Item, Topic
from tradetally.read.line.taken import Mark
from tradetally.read.subject.joined_names import joined_start
from tradetally.read.subject.linked_slices import OPEN, right_items
from tradetally.read.subject.reasons import explains

VERBS = ("move", "level", "passed", "reached", "share", "contribute", "pace")
_ENDS = frozenset((*VERBS, "stop", "compare", "mood", "base", "refer", "previous", "rate"))
_CLAUSE_ENDS = _ENDS | {"break"}
_EDGES = _CLAUSE_ENDS | {"link", "flow", "noise"}
_LEFT = ("product", "partner", "region", "ownership", "regime")
_LONGEST_LIST = 40  # marks behind *and* among which its verb is looked for
_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_COMMA = 2  # characters that a comma takes, with its blank
_QUOTES = " .\"'“‘"  # and the dot of U.S.


def flow_topic(line: Line, cue: Cue, place: Place) -> Topic:
    """Return the noun phrase around a flow, with the slices that it names on either side."""
    flow, sign = FLOWS.get(cue.value, (None, 1))
    if cue.value == "bought" and _is_bought_by_other(line, cue, place):
        flow = Flow.EXPORTS
    left = _left_edge(line, cue)
    right = _right_edge(line, cue)
    wholes = line.between(left, cue.start, "whole")
    its = [c for c in line.between(left, cue.start, "refer") if c.value == "its"]
    if cue.kind == "those" and cue.value != "ones":
        left = cue.start
    items = list(_left_items(line, left, cue, place))
    left, items = _with_joined(line, left, items, cue, place)
    items += right_items(line, cue.end, right, place)
    items += _counted_items(line, right, place)
    items += _worth_items(line, cue, place) if not items else []
    items += _holder(line, left, place) if not items else []
    items = _with_origin(items, line, cue, right, place)
    others = [i for i in items if not _is_own(i, flow, line, cue.end, place)]
    reporter = _reporter(line, left, cue, place)
    is_part = reporter in (None, place.reporter) and _is_with(line, left)
    return Topic(
        start=left,
        end=right,
        flow=flow,
        sign=sign,
        measure=_measure(line, cue, (left, right), flow),
        items=unique(others),
        is_whole=bool(wholes),
        is_national=not is_part
        and (any(c.value == "national" for c in wholes) or len(others) < len(items)),
        refers=bool(its)
        or is_part
        or refers(line, left)
        or explains(line, left)
        or cue.kind == "those",
        reporter=None if is_part else reporter,
        flows=PAIRS.get(cue.value, ()),
        is_gap=cue.value == "gap",
        is_of_them=_is_of_them(line, cue),
    )


def _is_bought_by_other(line: Line, cue: Cue, place: Place) -> bool:
    """Whether it is a partner that buys: ``the U.S. bought $6 billion``, which are exports.

    So it is in ``on buying by China``.
    """
    buyer = next((n for n in line.names if 0 <= cue.start - n.end <= 2), None)
    by = line.first_after(cue.end, "link")
    if by is not None and by.value == "by" and by.start - cue.end <= 1:
        buyer = next((n for n in line.names if 0 <= n.start - by.end <= _ARTICLE), None)
    return buyer is not None and buyer.dimension == "partner" and buyer.code != place.reporter


def _is_with(line: Line, left: int) -> bool:
    """Whether a flow goes on about trade before it: ``…, with Japan's exports at $5 billion``."""
    link = line.last_before(left + 1, "link")
    comma = None if link is None else line.last_before(link.start, "break")
    if link is None or comma is None or link.value != "with" or left - link.end > 1:
        return False
    return comma.value == "comma" and link.start - comma.end <= 1


def _is_of_them(line: Line, cue: Cue) -> bool:
    """Whether a flow is that with whom it was spoken of: ``trade between the two countries``."""
    return any(
        them.value == "them" and (0 <= them.start - cue.end <= 1 or 0 <= cue.start - them.end <= 1)
        for them in line.of("refer")
    )


def _measure(line: Line, cue: Cue, span: tuple[int, int], flow: Flow | None) -> Measure | None:
    """Return a measure that is not the value: ``export volumes``, ``the volume of imports``.

    The volume of all trade is said of its value.
    """
    if "measure" not in line.by_kind:
        return None
    left, right = span
    measures = line.between(left, min(right, cue.end + 40), "measure")
    before = line.last_before(left, "measure")
    if before is not None and not measures:
        between = line.between(before.end, cue.start)
        is_of = [c.value for c in between if c.kind != "plain"] == ["of"]
        measures = (before,) if is_of and not line.words_between(before.end, cue.start) else ()
    if not measures or (flow is Flow.TOTAL and measures[0].value == "volume"):
        return None
    measure = MEASURES[measures[0].value]
    return None if measure is Measure.VALUE else measure


def refers(line: Line, place: int) -> bool:
    """Whether *of which* or the like opens the clause that stands at ``place``."""
    cue = line.last_before(place + 1, "refer")
    if cue is not None and cue.value == "including":
        return not line.between(cue.end, place + 1, "break")
    return (
        cue is not None
        and cue.value == "of-which"
        and not any(n.start > cue.end and n.end < place for n in line.numbers)
    )


def _with_joined(
    line: Line, left: int, items: list[Item], cue: Cue, place: Place
) -> tuple[int, list[Item]]:
    """Return where a flow's phrase starts with the goods that *and* joins to its own."""
    goods = [item for item in items if item.dimension == "product"]
    if not goods or cue.kind != "flow":
        return left, items
    first = joined_start(line, left + 1 if line.text[left : left + 1] == " " else left, 0, place)
    if first >= left:
        return left, items
    others = [item for item in items if item.dimension != "product"]
    span = (first, cue.start)
    return first, [*others, *named_items(line, span, ("product",), "product", place)]


def _left_edge(line: Line, cue: Cue) -> int:
    """Return where the noun phrase of a flow may start: after the last word that ends another."""
    amounts = [mark.end for mark in line.amounts if mark.end <= cue.start]
    for other in reversed(line.cues[: bisect_left(line.starts, cue.start)]):
        is_verb = other.kind in ("move", "pace") and other.end + 1 >= cue.start
        if other.kind in _EDGES and not is_verb and other.value != "them":
            is_its = other.kind == "refer" and other.value == "its"
            return max([other.start if is_its else other.end, *amounts])
    return max(amounts, default=0)


def _right_edge(line: Line, cue: Cue) -> int:
    """Return where the noun phrase of a flow ends: at a verb, a number or a clause's end."""
    edge = len(line.text)
    for number in line.numbers:
        if number.start >= cue.end:
            edge = number.start
            break
    last = cue.end
    for other in line.cues[bisect_left(line.starts, cue.end) :]:
        if other.start >= edge:
            break
        if other.kind in _ENDS and not (other.kind == "rate" and other.start <= cue.end + 1):
            return other.start
        if other.kind == "break" and not _list_goes_on(line, other, last, edge):
            return other.start
        if other.kind == "flow" and not (cue.kind == "flow" and is_domain(line, cue, other)):
            return other.start
        last = other.end
    return edge


def is_domain(line: Line, balance: Cue, trade: Cue) -> bool:
    """Whether trade is only what a balance is of: ``the deficit in the trade of goods``."""
    if FLOWS[balance.value][0] is not Flow.BALANCE or FLOWS[trade.value][0] is not Flow.TOTAL:
        return False
    link = line.last_before(trade.start, "link")
    return link is not None and link.value == "in" and 0 < trade.start - link.end <= _ARTICLE


def _list_goes_on(line: Line, comma: Cue, last: int, edge: int) -> bool:
    """Whether a comma or *and* stands between two items of one list."""
    if comma.value in ("hard", "next"):
        return False
    before = any(comma.start - 3 <= name.end <= comma.start for name in line.names)
    after = any(comma.end <= name.start <= comma.end + 12 for name in line.names)
    link = line.last_before(comma.start, "link")
    opened = link is not None and link.value in OPEN
    if after and (before or opened):
        return True
    if not opened or comma.value == "bracket":
        return False
    behind = line.cues[bisect_left(line.starts, comma.end) :]
    if comma.value == "comma":
        follow = next((c for c in behind if c.kind in _ENDS), None)
        joined = line.between(comma.end, follow.start if follow else edge, "break")
        return any(c.value == "and" for c in joined) and not line.between(
            comma.end, follow.start if follow else edge, "flow"
        )
    ends = [c for c in behind[:_LONGEST_LIST] if c.kind in _CLAUSE_ENDS]
    if len(ends) > 1 and ends[0].kind == "stop" and ends[1].start - ends[0].end <= 1:
        ends = ends[1:]  # "of machines and parts which rose", "and parts also rose"
    verb = ends[0] if ends else None
    if verb is None or (verb.kind, verb.value) == ("break", "hard"):
        return before and not line.between(comma.end, edge, "flow", "link")
    return (
        verb.kind in VERBS
        and verb.start <= edge
        and not line.between(comma.end, verb.start, "flow")
    )


def _left_items(line: Line, left: int, cue: Cue, place: Place) -> Iterator[Item]:
    """Yield the slices before a flow: ``ASEAN's exports``, ``steel imports``."""
    for name in line.names:
        if left <= name.start and name.end <= cue.start and name.dimension in _LEFT:
            owned = line.is_owner(name)
            if name.dimension == "partner" and (owned or name.code == place.reporter):
                continue
            yield item_of(name, place)
    if cue.kind == "flow" and not any(
        n.dimension == "product" and left <= n.start < cue.start for n in line.names
    ):
        yield from _open_modifier(line, left, cue, place)


def _open_modifier(line: Line, left: int, cue: Cue, place: Place) -> Iterator[Item]:
    """Yield the words right before a flow that may name a product: ``chip exports``."""
    cues = line.cues[bisect_left(line.starts, left) : bisect_left(line.starts, cue.start)]
    marks: tuple[Mark, ...] = (*cues[-1:], *line.names, *line.whens)
    start = max([left, *[mark.end for mark in marks if left <= mark.start < cue.start]])
    words = line.text[start : cue.start].strip()
    opens = not line.text[:start].strip(_QUOTES)
    if place.language.may_name_product(words.lstrip(_QUOTES), opens=opens, most=3):
        words = words.lstrip(_QUOTES)
        yield Item("product", words.lower(), words, is_listed=False)


def _counted_items(line: Line, right: int, place: Place) -> Iterator[Item]:
    """Yield what a quantity behind a flow is of: ``imported 5 million tonnes of soybeans``."""
    near = [n for n in line.numbers if 0 <= n.start - right <= 1]
    number = near[0] if near else None
    if number is None or number.unit in (None, "percent", "pp"):
        return
    link = line.first_after(number.end, "link")
    if link is None or link.start > number.end + 8:
        return
    is_of_count = number.noun == "partners" and link.value in ("of", "by", "under")
    if number.unit == "count" and not is_of_count:
        return
    is_to_partner = link.value in ("with", "to", "from") and _is_partner_at(line, link.end)
    if link.value != "of" and not is_of_count and not (is_money(number.unit) and is_to_partner):
        return
    edge = min([n.start for n in line.numbers if n.start >= link.end], default=len(line.text))
    ends = [
        cue.start
        for cue in line.between(link.end, edge)
        if cue.kind in _ENDS or (cue.kind == "break" and not _joins_goods(line, cue, edge))
    ]
    yield from right_items(line, link.start, min([*ends, edge]), place)


def _joins_goods(line: Line, mark: Cue, edge: int) -> bool:
    """Whether a comma or *and* joins goods: ``of tea, milk and rice``, and nothing is said."""
    rest = line.between(mark.end, edge)
    if mark.value not in ("comma", "and") or any(
        c.kind in _ENDS or c.kind in ("flow", "restate") for c in rest
    ):
        return False
    starts = [cue.start for cue in rest] + [when.start for when in line.whens]
    stop = min([start for start in starts if start > mark.end + 1], default=edge)
    return bool(line.text[mark.end : min(stop, edge)].strip())


def _worth_items(line: Line, verb: Cue, place: Place) -> list[Item]:
    """Return what an amount before a verb is worth of: ``ships worth $2 billion were exported``."""
    amount = next((n for n in reversed(line.numbers) if n.end <= verb.start), None)
    worth = None if amount is None else line.last_before(amount.start, "measure")
    if amount is None or worth is None or worth.end + 1 < amount.start:
        return []
    between = line.between(amount.end, verb.start)
    if [cue.value for cue in between] != ["was"] or line.words_between(amount.end, verb.start):
        return []
    ends = [cue.end for cue in line.of("break", "level") if cue.end <= worth.start]
    names = [n for n in line.names if max(ends, default=0) <= n.start and n.end <= worth.start]
    return [item_of(name, place) for name in names if name.dimension == "product"]


def _holder(line: Line, left: int, place: Place) -> list[Item]:
    """Return the partner that has a flow: ``Russia, with imports of $3 billion``."""
    link = line.last_before(left + 1, "link")
    if link is None or link.value != "with" or left - link.end > 1:
        return []
    name = next((n for n in line.names if 0 <= link.start - n.end <= _COMMA), None)
    if name is None or name.dimension != "partner" or name.code == place.reporter:
        return []
    tie = line.last_before(name.start, "link", "break", "stop", "degree")
    is_tied = tie is not None and tie.kind == "link" and name.start - tie.end <= 1
    return [] if is_tied else [item_of(name, place)]


def _with_origin(items: list[Item], line: Line, cue: Cue, right: int, place: Place) -> list[Item]:
    """Return the slices with the country whose goods are imported: ``imports of American cars``."""
    link = line.first_after(cue.end, "link") if cue.value == "imports" else None
    if link is None or link.value != "of" or link.start > cue.end + 1:
        return items
    origins = [n for n in line.names if 0 <= n.start - link.end <= 1 and n.end <= right]
    origins = [n for n in origins if n.dimension == "reporter" and n.code != place.reporter]
    if not origins or any(item.dimension == "partner" for item in items):
        return items
    origin = origins[0]
    rest = [i for i in items if i.is_listed or not i.words.startswith(origin.text)]
    return [*rest, Item("partner", origin.code, origin.text)]


def _is_partner_at(line: Line, place: int) -> bool:
    """Whether a partner's name is the next thing: ``a surplus of $104 billion with the US``."""
    return any(n.dimension == "partner" and 0 <= n.start - place <= 5 for n in line.names)


def _is_own(item: Item, flow: Flow | None, line: Line, start: int, place: Place) -> bool:
    """Whether a partner behind a flow is who trades: ``exported from Germany``, ``for the UK``.

    So it is in ``exports of China`` and ``imports into China``.
    """
    if (item.dimension, item.code) != ("partner", place.reporter):
        return False
    name = next((n for n in line.names if n.start >= start and n.code == item.code), None)
    link = None if name is None else line.last_before(name.start, "link")
    if link is None or link.start < start:
        return False
    inward = flow is Flow.IMPORTS and link.value == "to"
    return link.value in ("for", "of") or inward or (link.value == "from" and flow is Flow.EXPORTS)


def _reporter(line: Line, left: int, cue: Cue, place: Place) -> str | None:
    """Return the country whose trade it is, where the phrase says so: ``Japan's exports``."""
    for name in line.names:
        if not (left <= name.start and name.end <= cue.start):
            continue
        is_owner = name.dimension == "partner" and line.is_owner(name) and len(name.code) == 2
        if name.dimension == "reporter" or is_owner:
            return name.code
    return None
