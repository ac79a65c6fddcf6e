"""Which subject a number is of: tied to it, the last one before it, or that of the context."""

from __future__ import annotations

from tradetally.read.comparisons import governing
from tradetally.read.context import Context
from tradetally.read.home import at_home
from tradetally.read.items import Place, named_items
from tradetally.read.marks import Line
from tradetally.read.spots import Spot
from tradetally.read.subjects import Item, Subject, Topic, resolve

_UNSPACED = "\u2e80"  # where the letters of languages without blanks start


def meant(topics_: tuple[Topic, ...], context: Context) -> list[tuple[Topic, Subject]]:
    """Return the topics with what they come to mean, each after the one before."""
    out: list[tuple[Topic, Subject]] = []
    before, same = context.subject, False
    home = context.home or context.source
    for said in topics_:
        topic = _with_them(said, context.named) if said.is_of_them else said
        subject = resolve(topic, before, same_sentence=same)
        if topic.level is not None:
            subject = at_home(topic, subject, home)
        out.append((topic, subject))
        if subject.aside is None and not topic.is_other:
            before, same = subject, True
    return out


def _with_them(topic: Topic, named: tuple[Item, ...]) -> Topic:
    """Return a topic with the partners that it calls *them*."""
    return topic._replace(items=(*topic.items, *named))


def named_in(resolved: list[tuple[Topic, Subject]], before: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the partners that *them* means after a sentence: the last that it lists."""
    for topic, _ in reversed(resolved):
        if len(topic.items) > 1:
            partners = topic.of("partner")
            if len(partners) > 1:
                return partners
    return before


def subject_of(
    spot: Spot, resolved: tuple[tuple[Topic, Subject], ...], context: Context
) -> Subject | None:
    """Return what a number is of: a subject tied to it, the last before it, the context's.

    None of ``resolved`` is only what another subject is held against.
    """
    number, line = spot.number, spot.line
    for topic, subject in resolved:
        is_behind = number.end <= topic.start < spot.right and number.unit != "ratio"
        if topic.flow is None and line.text[topic.start] >= _UNSPACED:
            continue  # 增长12% 民企占比逾七成
        if is_behind and _is_tied(spot, topic):
            return subject
    before = [pair for pair in resolved if pair[0].start < number.start]
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
    others = [subject for _, subject in resolved]
    if others and all(subject.aside is not None for subject in others):
        return others[0]
    if _goes_on(line, context):
        return Subject(aside="not about trade") if context.is_aside else context.subject
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
    return subject._replace(items=(*others, items[-1]))
