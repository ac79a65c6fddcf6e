"""Goods that go to partners or come from them: ``goods worth $5 billion went to Peru``.

The flow is told by the verb, and the number may stand before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.languages import Cue, Number
from tradetally.read.line.items import Place, unique
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import FLOWS, Item, Topic
from tradetally.read.subject.linked_slices import right_items

_TIES = {"exports": "to", "imports": "from"}
_PARTING = ("move", "level", "compare", "stop", "flow", "share", "passed", "reached")
_ENDS = (*_PARTING, "break", "base", "measure", "refer")


def moved_topics(line: Line, covered: list[Topic], place: Place) -> Iterator[Topic]:
    """Yield what went to a partner or came from one."""
    for cue in line.of("moved"):
        link = _link(line, cue)
        if link is None or any(t.start <= link.start < t.end for t in covered):
            continue
        end = cue.start if link.end < cue.start else _end(line, link.end)
        items = [i for i in right_items(line, link.start, end, place) if _is_partner(i, place)]
        if items:
            start, stop = min(link.start, cue.start), max(end, cue.end)
            flow, _ = FLOWS[cue.value]
            yield Topic(start, stop, flow=flow, items=unique(items), is_predicate=True)


def is_moved(line: Line, number: Number, topic: Topic) -> bool:
    """Whether a number before a verb is what went or came, what brackets hold aside."""
    end, depth = number.end, 0
    for cue in line.between(end, topic.start):
        if cue.kind in _PARTING or (cue.kind == "break" and cue.value != "bracket"):
            return False
        depth += cue.kind == "break"
    others = [n for n in line.numbers if end <= n.start < topic.start]
    return len(others) <= depth // 2


def _link(line: Line, cue: Cue) -> Cue | None:
    """Return the link right behind a verb, or the one that opens the sentence before it."""
    behind = line.first_after(cue.end, "link")
    if behind is not None and behind.value == _TIES[cue.value] and behind.start - cue.end <= 1:
        return behind
    opener = line.cues[0]
    is_fronted = opener.kind == "link" and opener.value == _TIES[cue.value]
    is_first = not line.text[: opener.start].strip()
    is_clear = not line.between(opener.end, cue.start, *_PARTING, "break")
    return opener if is_fronted and is_first and is_clear else None


def _end(line: Line, start: int) -> int:
    """Return where the partners end that stand behind a verb."""
    marks = [mark.start for mark in line.amounts if mark.start >= start]
    marks += [cue.start for cue in line.cues if cue.start >= start and cue.kind in _ENDS]
    return min([*marks, len(line.text)])


def _is_partner(item: Item, place: Place) -> bool:
    return item.dimension == "partner" and item.is_listed and item.code != place.reporter
