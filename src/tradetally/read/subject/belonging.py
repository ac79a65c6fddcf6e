"""Whom trade or a share of it belongs to: ``Japan's share``, ``; Scotland's rose``, ``whose``."""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.languages import Name
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Item, Topic
from tradetally.read.subject.flow_phrases import VERBS


def sharers(line: Line, covered: list[Topic], place: Place) -> Iterator[Topic]:
    """Yield the owners of shares: ``Japan's share``."""
    rates = line.of("rate")
    for name in line.names if rates else ():
        share = next((c for c in rates if 0 <= c.start - name.end <= 3), None)
        if share is None or share.value != "share" or not line.is_owner(name):
            continue
        is_free = not any(t.start <= name.start < t.end for t in covered)
        if is_free and (name.dimension != "partner" or name.code != place.reporter):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(name.start, share.end, items=(item,))


def owners(line: Line, covered: list[Topic], used: int) -> Iterator[Topic]:
    """Yield what no verb follows: ``were private enterprises, whose …``, ``in Guangdong: …``."""
    first = line.numbers[0].start if line.numbers else 0
    for name in line.names:
        is_region = name.dimension == "region" and name.end <= first and _is_placed(line, name)
        if (name.dimension != "ownership" and not is_region) or name.start < used:
            continue
        if any(t.start <= name.start < t.end for t in covered):
            continue
        if not any(n.start <= name.start < n.end for n in line.numbers):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(name.start, name.end, items=(item,))


def owned(line: Line, covered: list[Topic]) -> Iterator[Topic]:
    """Yield regions whose trade needs no word again: ``; Scotland's was 49.6%``."""
    for name in line.names if line.of("owner") else ():
        if name.dimension != "region" or not line.is_owner(name):
            continue
        if not any(topic.end <= name.start for topic in covered):
            continue
        owner = line.first_after(name.end, "owner")
        verb = None if owner is None else line.first_after(owner.end, *VERBS, "stop")
        if owner is None or verb is None or verb.start - owner.end > 1:
            continue
        rate = line.last_before(name.start, "rate")
        item = Item(name.dimension, name.code, name.text)
        of = rate.value if rate is not None and verb.kind == "stop" else None
        yield Topic(name.start, verb.start, items=(item,), refers=True, rate=of)


def _is_placed(line: Line, name: Name) -> bool:
    """Whether a region is where something is: it opens the sentence, owns, or is tied to it."""
    link = line.last_before(name.start, "link")
    is_tied = link is not None and len(line.text[link.end : name.start].split()) <= 2
    is_list = any(0 <= cue.start - name.end <= 1 for cue in line.of("break"))
    return name.start <= 4 or line.is_owner(name) or is_tied or is_list
