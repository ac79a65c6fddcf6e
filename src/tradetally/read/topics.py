"""The topics of a sentence: where its subjects stand, and the wholes that shares are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradetally import codes
from tradetally.cells import Measure
from tradetally.languages import Cue, Language, Name
from tradetally.read.marks import Line
from tradetally.read.subjects import FLOWS, PAIRS, Item, Topic

VERBS = ("move", "level", "passed", "reached", "share", "contribute", "pace")
ENDS = (*VERBS, "stop", "compare", "mood", "base", "refer", "previous", "rate")
LINKS: dict[str, tuple[str, ...]] = {
    "of": ("product", "regime", "region", "partner", "ownership"),
    "to": ("partner",),
    "from": ("partner",),
    "with": ("partner",),
    "in": ("region", "product"),
    "by": ("ownership", "region"),
    "at": ("region",),
}
_OPEN = {"of": "product", "to": "partner", "with": "partner", "from": "partner"}
_LEFT = ("product", "partner", "region", "ownership", "regime")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose trade a text is about: its reporter, whose name narrows nothing."""

    reporter: str
    language: Language


def topics(line: Line, place: Place) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the topics of a sentence and the wholes of its shares, each in order."""
    subjects: list[Topic] = []
    wholes: list[Topic] = []
    for cue in line.of("flow", "those", "price"):
        if any(topic.start <= cue.start < topic.end for topic in (*subjects, *wholes)):
            continue
        topic = _flow_topic(line, cue, place)
        if cue.kind == "price":
            topic = replace(topic, measure=Measure.PRICE)
        (wholes if _is_whole(line, topic, cue) else subjects).append(topic)
    covered = [*subjects, *wholes]
    for topic in (*_named_topics(line, place, covered), *_aside_topics(line, covered)):
        subjects.append(topic)
    ordered = sorted(subjects, key=lambda topic: topic.start)
    return tuple(_with_rates(line, ordered)), tuple(sorted(wholes, key=lambda t: t.start))


def _is_whole(line: Line, topic: Topic, cue: Cue) -> bool:
    """Whether a flow is what a share is of: ``51.9% of total exports``, ``share of exports``."""
    if _is_contributed_to(line, topic):
        return True
    link = next((c for c in reversed(line.cues) if c.end <= topic.start and c.kind == "link"), None)
    if link is None or link.value not in ("of", "in") or _words(line, link.end, topic.start) > 2:
        return False
    if line.between(link.end, topic.start, "flow", "break"):
        return False
    if link.value == "in":
        return _is_share_in(line, link)
    number = next((n for n in line.numbers if n.end <= link.start < n.end + 3), None)
    if number is not None and number.unit in ("percent", None):
        return True
    share = line.last_before(link.start, "rate", "share")
    return (
        share is not None
        and share.value == "share"
        and _words(line, share.end, link.start) <= 1
        and not line.between(share.end, link.start, "flow", "move", "break")
    )


def _is_contributed_to(line: Line, topic: Topic) -> bool:
    """Whether a flow is what a part contributes to: ``contributed 16% to national export growth``."""
    number = next((n for n in reversed(line.numbers) if n.end <= topic.start), None)
    if number is None or number.unit not in ("percent", "pp"):
        return False
    contributed = line.last_before(number.start, "contribute")
    return (
        contributed is not None
        and not line.between(contributed.end, number.start, "break", "move")
        and not line.between(number.end, topic.start, "break", "level", "passed", "stop")
    )


def _is_share_in(line: Line, link: Cue) -> bool:
    """Whether *in* stands between a part and its whole: ``the share of ASEAN in total trade``."""
    share = line.last_before(link.start, "rate")
    name = next((n for n in line.names if 0 <= link.start - n.end <= 1), None)
    return (
        share is not None
        and share.value == "share"
        and name is not None
        and name.start - share.end < 10
    )


def _words(line: Line, start: int, end: int) -> int:
    return len(line.words_between(start, end).split())


def _flow_topic(line: Line, cue: Cue, place: Place) -> Topic:
    flow, sign = FLOWS.get(cue.value, (None, 1))
    left = _left_edge(line, cue)
    right = _right_edge(line, cue)
    before = line.between(left, cue.start)
    if cue.kind == "those":
        left = cue.start
    items = list(_left_items(line, left, cue, place))
    items += _right_items(line, cue.end, right, place)
    items += _counted_items(line, right, place)
    reporter = _reporter(line, left, cue, place)
    measures = line.between(left, min(right, cue.end + 40), "measure")
    measure = Measure(measures[0].value) if measures else None
    return Topic(
        start=left,
        end=right,
        flow=flow,
        sign=sign,
        measure=None if measure is Measure.VALUE else measure,
        items=_unique(items),
        is_whole=any(c.kind == "whole" for c in before),
        is_national=any(c.kind == "whole" and c.value == "national" for c in before),
        refers=any(c.kind == "refer" and c.value == "its" for c in before)
        or _refers(line, left)
        or cue.kind == "those",
        reporter=reporter,
        flows=PAIRS.get(cue.value, ()),
    )


def _refers(line: Line, place: int) -> bool:
    """Whether *of which* or the like opens the clause that stands at ``place``."""
    cue = line.last_before(place + 1, "refer")
    return (
        cue is not None
        and cue.value == "of-which"
        and not any(n.start > cue.end and n.end < place for n in line.numbers)
    )


def _left_edge(line: Line, cue: Cue) -> int:
    """Return where the noun phrase of a flow may start: after the last word that ends another."""
    edge = 0
    for other in line.cues:
        if other.end <= cue.start and other.kind in (*ENDS, "break", "link", "flow", "noise"):
            if other.kind == "refer" and other.value == "its":
                edge = other.start
            elif other.kind in ("move", "pace") and other.end + 1 >= cue.start:
                continue
            else:
                edge = other.end
    for mark in (*line.numbers, *line.whens):
        if mark.end <= cue.start:
            edge = max(edge, mark.end)
    return edge


def _right_edge(line: Line, cue: Cue) -> int:
    """Return where the noun phrase of a flow ends: at a verb, a number, or a break that no list goes over."""
    edge = len(line.text)
    for number in line.numbers:
        if number.start >= cue.end:
            edge = number.start
            break
    last = cue.end
    for other in line.cues:
        if other.start < cue.end or other.start >= edge:
            continue
        if other.kind in ENDS and not (other.kind == "rate" and other.start <= cue.end + 1):
            return other.start
        if other.kind == "break" and not _list_goes_on(line, other, last, edge):
            return other.start
        if other.kind == "flow":
            return other.start
        last = other.end
    return edge


def _list_goes_on(line: Line, comma: Cue, last: int, edge: int) -> bool:
    """Whether a comma or *and* stands between two items of one list."""
    if comma.value == "hard":
        return False
    before = any(comma.start - 3 <= name.end <= comma.start for name in line.names)
    after = any(comma.end <= name.start <= comma.end + 12 for name in line.names)
    opened = any(c.value in _OPEN for c in line.between(0, comma.start, "link")[-1:])
    verb = next((c for c in line.cues if c.start >= comma.end and c.kind in (*ENDS, "break")), None)
    if after and (before or opened):
        return True
    if not opened or comma.value == "bracket":
        return False
    if comma.value == "comma":
        follow = next((c for c in line.cues if c.start >= comma.end and c.kind in ENDS), None)
        joined = line.between(comma.end, follow.start if follow else edge, "break")
        return any(c.value == "and" for c in joined) and not line.between(
            comma.end, follow.start if follow else edge, "flow"
        )
    return (
        verb is not None
        and verb.kind in VERBS
        and verb.start <= edge
        and not line.between(comma.end, verb.start, "flow")
    )


def _left_items(line: Line, left: int, cue: Cue, place: Place) -> Iterator[Item]:
    """Yield the slices before a flow: ``ASEAN's exports``, ``steel imports``."""
    for name in line.names:
        if left <= name.start and name.end <= cue.start and name.dimension in _LEFT:
            owned = _is_owned(line, name)
            if name.dimension == "partner" and (owned or name.code == place.reporter):
                continue
            yield _item(name, place)
    if cue.kind == "flow" and not any(
        n.dimension == "product" and left <= n.start < cue.start for n in line.names
    ):
        yield from _open_modifier(line, left, cue, place)


def _open_modifier(line: Line, left: int, cue: Cue, place: Place) -> Iterator[Item]:
    """Yield the words right before a flow that may name a product no list knows: ``chip exports``."""
    start = left
    for mark in (*line.cues, *line.names, *line.whens):
        if left <= mark.start < cue.start:
            start = max(start, mark.end)
    words = line.text[start : cue.start].strip()
    if place.language.may_name_product(words, opens=start == 0, most=3):
        yield Item("product", words.lower(), words, is_listed=False)


def _counted_items(line: Line, right: int, place: Place) -> Iterator[Item]:
    """Yield what a quantity right behind a flow is of: ``imported 5 million tonnes of soybeans``."""
    number = next((n for n in line.numbers if 0 <= n.start - right <= 1), None)
    if number is None or number.unit in (None, "percent", "pp", "count"):
        return
    link = line.first_after(number.end, "link")
    if link is None or link.value != "of" or link.start > number.end + 8:
        return
    ends = [
        c.start for c in line.cues if c.start >= link.end and c.kind in (*ENDS, "break", "link")
    ]
    ends += [m.start for m in (*line.numbers, *line.whens) if m.start >= link.end]
    yield from named_items(
        line, link.end, min([*ends, len(line.text)]), ("product",), "product", place
    )


def _is_owned(line: Line, name: Name) -> bool:
    return any(c.kind == "owner" and 0 <= c.start - name.end <= 1 for c in line.cues)


def _reporter(line: Line, left: int, cue: Cue, place: Place) -> str | None:
    """Return the country whose trade it is, where the phrase says so: ``Japan's exports``."""
    for name in line.names:
        if not (left <= name.start and name.end <= cue.start):
            continue
        is_owner = name.dimension == "partner" and _is_owned(line, name) and len(name.code) == 2
        if name.dimension == "reporter" or is_owner:
            return name.code
    return None


def _right_items(line: Line, start: int, end: int, place: Place) -> Iterator[Item]:
    """Yield the slices after a flow, by the word that ties them to it."""
    links = [c for c in line.between(start, end, "link")]
    bounds = [
        (c, c.end, links[i + 1].start if i + 1 < len(links) else end) for i, c in enumerate(links)
    ]
    at = 0
    while at < len(bounds):
        link, first, last = bounds[at]
        if link.value == "of":  # a product's own words may hold another "of" or "in"
            while (
                at + 1 < len(bounds)
                and bounds[at + 1][0].value in ("of", "in")
                and not _names_or_whens(line, *bounds[at + 1][1:])
            ):
                at += 1
                last = bounds[at][2]
        yield from _stretch_items(line, link, first, last, place)
        at += 1


def _names_or_whens(line: Line, start: int, end: int) -> bool:
    return any(
        start <= mark.start < end
        for mark in (*(n for n in line.names if n.dimension != "product"), *line.whens)
    )


def _stretch_items(line: Line, link: Cue, start: int, end: int, place: Place) -> Iterator[Item]:
    whens = [w.start for w in line.whens if start <= w.start < end]
    end = min([end, *whens])
    wanted = LINKS.get(link.value, ())
    yield from named_items(line, start, end, wanted, _OPEN.get(link.value), place)


def named_items(
    line: Line,
    start: int,
    end: int,
    wanted: tuple[str, ...],
    open_dimension: str | None,
    place: Place,
) -> Iterator[Item]:
    """Yield the items of a stretch: the names of lists in it, and what no list knows by its words."""
    names = [n for n in line.names if start <= n.start and n.end <= end and n.dimension in wanted]
    own = {n.dimension for n in names}
    if names and not (open_dimension and own <= {open_dimension}):
        for name in names:
            if not (name.dimension == "partner" and name.code == place.reporter and len(names) > 1):
                yield _item(name, place)
        return
    if open_dimension is None:
        return
    for first, last in _pieces(line, start, end, names, place.language):
        inside = [n for n in names if first <= n.start and n.end <= last]
        shift, stop = place.language.trimmed(line.text[first:last])
        words = line.text[first + shift : first + stop]
        if inside:
            others = [n for n in names if n.code != place.reporter or n.dimension != "partner"]
            yield from (_item(n, place) for n in inside if n in others or not others)
        elif open_dimension == "product":
            if place.language.may_name_product(words, opens=True, most=12):
                yield Item("product", words.lower(), words, is_listed=False)
        elif place.language.may_name_place(words):
            yield Item(open_dimension, words.lower(), words, is_listed=False)


def _item(name: Name, place: Place) -> Item:
    """Return a name as an item, with its parts where it lists several: ``cars, ships and toys``."""
    pieces = place.language.item_splits(name.text)
    parts = []
    for first, last in pieces if len(pieces) > 1 else ():
        words = name.text[first:last]
        code = codes.find(name.dimension, words, place.language.NAME)
        parts.append(
            Item(name.dimension, code.code if code else words.lower(), words, code is not None)
        )
    return Item(name.dimension, name.code, name.text, parts=tuple(parts))


def _pieces(
    line: Line, start: int, end: int, names: list[Name], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield the items of a list, no name of a code list being cut."""
    text = line.text[start:end]
    masked = text
    for name in names:
        masked = (
            masked[: name.start - start]
            + "x" * (name.end - name.start)
            + masked[name.end - start :]
        )
    for first, last in language.item_splits(masked):
        yield start + first, start + last


def _unique(items: list[Item]) -> tuple[Item, ...]:
    return tuple({(item.dimension, item.code): item for item in items}.values())


def _named_topics(line: Line, place: Place, covered: list[Topic]) -> Iterator[Topic]:
    """Yield the subjects without a flow: names, or open words, before a verb."""
    used = 0
    for verb in line.cues:
        if verb.kind not in (*VERBS, "stop"):
            continue
        start = max(used, _segment_start(line, verb.start, covered))
        if any(topic.start < verb.start and topic.end > start for topic in covered):
            continue
        items = tuple(_subject_items(line, start, verb, place))
        if not items and verb.kind in ("move", "share"):
            items = tuple(_open_subjects(line, start, verb, covered, place))
        if items:
            first = line.text.find(items[0].words, start)
            refers = _refers(line, start)
            yield Topic(max(first, start), verb.start, items=_unique(list(items)), refers=refers)
            used = verb.end
    yield from _owners(line, covered, used)
    yield from _gapped(line, covered)


def _gapped(line: Line, covered: list[Topic]) -> Iterator[Topic]:
    """Yield the names that stand for a whole phrase: ``and to Africa 33%``, ``the share of ASEAN``."""
    for name in line.names:
        link = next((c for c in line.of("link") if 0 <= name.start - c.end <= 5), None)
        if link is None or any(t.start <= name.start < t.end for t in covered):
            continue
        before = line.last_before(link.start, "break", "rate")
        if before is None or link.start - before.end > 1:
            continue
        is_share = before.kind == "rate" and before.value == "share"
        followed = any(0 <= n.start - name.end <= 2 for n in line.numbers)
        if is_share or (
            before.kind == "break" and followed and link.value in ("to", "from", "with")
        ):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(link.start, name.end, items=(item,), refers=not is_share)


def _owners(line: Line, covered: list[Topic], used: int) -> Iterator[Topic]:
    """Yield the kinds of enterprise that no verb follows: ``were private enterprises, whose …``."""
    for name in line.names:
        if name.dimension != "ownership" or name.start < used:
            continue
        if any(t.start <= name.start < t.end for t in covered):
            continue
        if not any(n.start <= name.start < n.end for n in line.numbers):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(name.start, name.end, items=(item,))


def _segment_start(line: Line, place: int, covered: list[Topic]) -> int:
    """Return where the clause before ``place`` starts: a list's own commas do not start one."""
    start = 0
    for cue in line.cues:
        if cue.end <= place and (
            cue.kind in VERBS or (cue.kind == "break" and cue.value == "hard")
        ):
            start = cue.end
    for mark in (*line.numbers, *covered):
        if mark.end <= place:
            start = max(start, mark.end)
    return start


def _subject_items(line: Line, start: int, verb: Cue, place: Place) -> Iterator[Item]:
    """Yield the items of the last list of names before a verb."""
    names = [n for n in line.names if start <= n.start and n.end <= verb.start]
    names = [n for n in names if n.dimension != "reporter"]
    if not names:
        return
    lead = _list_head(line, names)
    linked = line.last_before(names[lead].start, "link")
    if linked is not None and linked.start >= start and linked.value not in ("with", "of"):
        gap = line.text[linked.end : names[lead].start].strip().lower()
        if not line.between(linked.end, names[lead].start, "break") and len(gap) < 12:
            return
    first = names[lead]
    if first.dimension == "product" and not line.between(
        first.end, verb.start, "stop", "link", "level"
    ):
        yield from named_items(line, first.start, verb.start, ("product",), "product", place)
        return
    same = [n for n in names[lead:] if n.dimension == first.dimension]
    if line.between(names[lead].end, verb.start, "stop", "link"):
        same = same[:1]
    if any(n.dimension == "partner" and n.code == place.reporter for n in same):
        return
    for name in same:
        yield Item(name.dimension, name.code, name.text)


def _list_head(line: Line, names: list[Name]) -> int:
    """Return the index of the first name of the last list: ``In all, a, b and c rose``."""
    head = len(names) - 1
    while head > 0:
        start, end = names[head - 1].end, names[head].start
        if line.words_between(start, end) and len(line.text[start:end].split()) > 3:
            break
        head -= 1
    return head


def _open_subjects(
    line: Line, start: int, verb: Cue, covered: list[Topic], place: Place
) -> Iterator[Item]:
    """Yield subjects that no list knows, where a product or partner was spoken of just before."""
    before = [t for t in covered if t.end <= start and t.items]
    if not before or not any(n.start >= verb.end for n in line.numbers):
        return
    dimension = before[-1].items[-1].dimension
    said = [
        c for c in line.between(start, verb.start) if c.kind not in ("break", "degree", "plain")
    ]
    if dimension != "product" or said:
        return
    stretch = line.text[start : verb.start]
    pieces = place.language.item_splits(stretch)
    for first, last in pieces:
        shift, stop = place.language.trimmed(stretch[first:last])
        words = stretch[first + shift : first + stop]
        if place.language.may_name_product(words, opens=False, most=4):
            yield Item(dimension, words.lower(), words, is_listed=False)


def _aside_topics(line: Line, covered: list[Topic]) -> Iterator[Topic]:
    for cue in line.of("aside"):
        inside = [t for t in covered if t.start <= cue.start < t.end]
        behind = [t for t in covered if t.end <= cue.start]
        comma = line.first_after(cue.end, "break")
        number = next((n for n in line.numbers if n.start >= cue.end), None)
        far = comma is not None and number is not None and comma.start < number.start
        if inside or (behind and far):
            continue
        yield Topic(cue.start, cue.end, aside=cue.value)


def _with_rates(line: Line, ordered: list[Topic]) -> Iterator[Topic]:
    """Yield the topics with the rate that they are spoken of: ``growth of exports``, ``share``."""
    for topic in ordered:
        near = [
            cue
            for cue in line.of("rate")
            if topic.start - 14 <= cue.start <= topic.end + 1
            and _words(line, cue.end, topic.start) <= 1
        ]
        yield replace(topic, rate=near[-1].value) if near else topic
