"""The topics of a sentence: where its subjects stand, and the wholes that shares are of."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from tradetally.cells import Flow, Measure
from tradetally.read.line.items import Place, item_of
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import OTHER_BALANCES, Topic
from tradetally.read.subject import slices_first
from tradetally.read.subject.flow_phrases import flow_topic
from tradetally.read.subject.moved import moved_topics
from tradetally.read.subject.named_phrases import named_topics
from tradetally.read.subject.roles import role_topics, with_roles
from tradetally.read.subject.tied_names import tied_topics
from tradetally.read.subject.wholes import is_whole

_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_START = attrgetter("start")


def topics(line: Line, place: Place) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the topics of a sentence and the wholes of its shares, each in order."""
    if place.language.GRAMMAR.get("order") == "slices-first":
        return slices_first.topics(line, place)
    subjects: list[Topic] = []
    wholes: list[Topic] = []
    for cue in line.of("flow", "those", "price"):
        if any(topic.start <= cue.start < topic.end for topic in (*subjects, *wholes)):
            continue
        topic = flow_topic(line, cue, place)
        if cue.kind == "price":
            topic = topic._replace(measure=Measure.PRICE)
        (wholes if is_whole(line, topic) else subjects).append(topic)
    subjects = _with_opener(line, subjects, place)
    subjects += moved_topics(line, [*subjects, *wholes], place)
    roles = list(role_topics(line, [*subjects, *wholes], place))
    if roles:
        subjects = [*with_roles(subjects, roles), *roles]
    subjects += tied_topics(line, [*subjects, *wholes], place)
    covered = [*subjects, *wholes]
    subjects += [*named_topics(line, place, covered), *_aside_topics(line, covered)]
    if not (subjects or wholes):
        return (), ()
    ordered = _with_other_balances(line, sorted(subjects, key=_START), place)
    return tuple(_with_rates(line, ordered)), tuple(sorted(wholes, key=_START))


def _with_opener(line: Line, subjects: list[Topic], place: Place) -> list[Topic]:
    """Return the topics with the partner that opens a sentence: ``With Peru, imports rose``."""
    opener = line.cues[0] if line.cues else None
    if opener is None or opener.start > 1 or (opener.kind, opener.value) != ("link", "with"):
        return subjects
    name = next((n for n in line.names if 0 <= n.start - opener.end <= _ARTICLE), None)
    comma = None if name is None else line.first_after(name.end, "break")
    if name is None or comma is None or comma.start > name.end or name.dimension != "partner":
        return subjects
    return [
        topic
        if topic.flow is None or topic.of("partner") or topic.start < comma.start
        else topic._replace(items=(*topic.items, item_of(name, place)))
        for topic in subjects
    ]


def _aside_topics(line: Line, covered: list[Topic]) -> Iterator[Topic]:
    for cue in line.of("aside"):
        if any(n.unit == "rank" and 0 <= cue.start - n.end <= 2 for n in line.numbers):
            continue  # the world's second-largest economy is a country
        inside = [t for t in covered if t.start <= cue.start < t.end]
        behind = [t for t in covered if t.end <= cue.start]
        comma = line.first_after(cue.end, "break")
        number = next((n for n in line.numbers if n.start >= cue.end), None)
        far = comma is not None and number is not None and comma.start < number.start
        if inside or (behind and far):
            continue
        yield Topic(cue.start, cue.end, aside=cue.value)


def _is_of_services(before: Topic, topic: Topic, line: Line, goods: list[str]) -> bool:
    """Whether exports or imports go on about services: ``services surplus as exports rose``."""
    is_half = before.aside == "services" and topic.flow in (Flow.EXPORTS, Flow.IMPORTS)
    words = line.text[topic.start : topic.end].lower()
    is_plain = topic.is_bare and not topic.is_whole and topic.reporter is None
    return is_half and is_plain and not any(word in words for word in goods)


def _with_other_balances(line: Line, ordered: list[Topic], place: Place) -> list[Topic]:
    """Return the topics with balances that are none of goods: ``services trade had a deficit``."""
    goods = place.language.GRAMMAR.get("goods", "").split()
    out: list[Topic] = []
    for topic in ordered:
        before = out[-1] if out else None
        is_other = (
            before is not None
            and before.aside in OTHER_BALANCES
            and topic.flow is Flow.BALANCE
            and topic.is_bare
            and not line.between(before.end, topic.start, "flow")
            and not any(c.value == "hard" for c in line.between(before.end, topic.start, "break"))
            and not any(before.end <= number.start < topic.start for number in line.numbers)
            and not any(word in line.text[topic.start : topic.end].lower() for word in goods)
        )
        is_half = before is not None and _is_of_services(before, topic, line, goods)
        aside = before.aside if (is_other or is_half) and before is not None else None
        out.append(Topic(topic.start, topic.end, aside=aside) if aside else topic)
    return out


def _with_rates(line: Line, ordered: list[Topic]) -> Iterator[Topic]:
    """Yield the topics with the rate that they are spoken of: ``growth of exports``, ``share``."""
    rates = line.of("rate")
    for topic in ordered:
        near = [
            cue
            for cue in rates
            if topic.start - 14 <= cue.start <= topic.end + 1
            and len(line.words_between(cue.end, topic.start).split()) <= 1
        ]
        yield topic._replace(rate=near[-1].value) if near else topic
