"""What a text has beside goods: flows of goods and services together, or of services alone.

A bare flow goes on about what was last spoken of, until goods are named: *the services surplus
was £21 billion. Exports were £51 billion*.
"""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.cells import Flow
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import SERVICES, WITH_SERVICES, Subject, Topic


def besides_goods(
    topics_: tuple[Topic, ...], line: Line, place: Place, last: str | None
) -> Iterator[Topic]:
    """Yield the topics of a sentence, bare flows as of what was ``last`` spoken of beside goods."""
    goods = place.language.GRAMMAR.get("goods", "").split()
    for topic in topics_:
        last = WITH_SERVICES if topic.aside == WITH_SERVICES else last
        is_flow = topic.flow is not None and topic.aside is None
        words = line.text[topic.start : topic.end].lower()
        if is_flow and (not topic.is_bare or any(word in words for word in goods)):
            last = None
        is_half = topic.flow in (Flow.EXPORTS, Flow.IMPORTS)
        is_other = is_flow and (last == WITH_SERVICES or (last == SERVICES and is_half))
        yield Topic(topic.start, topic.end, aside=last) if is_other else topic


def last_besides(last: str | None, resolved: list[tuple[Topic, Subject]]) -> str | None:
    """Return what beside goods a sentence leaves spoken of."""
    asides = [topic.aside for topic, _ in resolved]
    if WITH_SERVICES in asides:
        return WITH_SERVICES
    if any(topic.flow is not None and subject.aside is None for topic, subject in resolved):
        return None
    return SERVICES if SERVICES in asides else last
