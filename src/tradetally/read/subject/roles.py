"""Partners by what they are to a country: ``the US remained Vietnam's largest export market``.

A market or a buyer takes exports, a supplier is whom imports come from, and with a trading partner
it is all trade, unless exports or imports are named behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.cells import Flow
from tradetally.languages import Cue, Name
from tradetally.read.line.items import Place, item_of
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import FLOWS, ROLES, Item, Topic
from tradetally.read.subject.linked_slices import right_items

_OTHER_SIDE = {"exports": Flow.IMPORTS, "imports": Flow.EXPORTS}  # who exports is imported from
_BETWEEN = frozenset(
    ("stop", "degree", "plain", "owner", "whole", "rate", "mood", "link", "refer", "previous")
)
_MOST_WORDS = 4
_LINK = 5  # characters that *for* takes, with the blanks around it
_ENDS = ("break", "stop", "share", "level", "passed", "reached", "compare", "base", "flow")


def role_topics(line: Line, covered: list[Topic], place: Place) -> Iterator[Topic]:
    """Yield the partners that are said to be markets, suppliers or trading partners."""
    for role in _roles(line):
        name = _said_before(line, role, place) or _said_behind(line, role, place)
        if name is None or any(t.start <= name.start < t.end for t in covered):
            continue
        start, end = min(name.start, role.start), max(name.end, role.end)
        if not any(start < topic.end and topic.start < end for topic in covered):
            goods = [i for i in _goods(line, role, place) if i.dimension == "product"]
            yield Topic(start, end, flow=_flow(line, role), items=(item_of(name, place), *goods))


def with_roles(subjects: list[Topic], roles: list[Topic]) -> list[Topic]:
    """Return the topics with the partner right before: ``Peru was the top partner for imports``."""
    ends = {role.end: role.of("partner") for role in roles if role.flow is None}
    out = []
    for topic in subjects:
        items = next((ends[end] for end in ends if 0 <= topic.start - end <= _LINK), ())
        is_free = topic.flow is not None and not topic.of("partner")
        out.append(topic._replace(items=(*topic.items, *items)) if items and is_free else topic)
    return out


def _roles(line: Line) -> list[Cue]:
    """Return what a sentence calls partners: peers that have a flow, and who sells or buys."""
    return [cue for cue in line.of("among", "trader") if cue.kind == "trader" or cue.value in ROLES]


def _flow(line: Line, role: Cue) -> Flow | None:
    """Return the flow of a role; that of a trading partner may be named behind it."""
    flow = (ROLES if role.kind == "among" else _OTHER_SIDE)[role.value]
    behind = line.first_after(role.end, "flow")
    is_half = behind is not None and FLOWS[behind.value][0] in (Flow.EXPORTS, Flow.IMPORTS)
    ends = () if behind is None else line.between(role.end, behind.start, "break")
    return None if flow is Flow.TOTAL and is_half and not ends else flow


def _said_before(line: Line, role: Cue, place: Place) -> Name | None:
    """Return the partner that was or became something: ``China is the top market``."""
    names = [n for n in line.names if n.end <= role.start and not line.is_owner(n)]
    names = [n for n in names if n.dimension != "reporter" and n.code != place.reporter]
    if not names or names[-1].dimension != "partner":
        return None
    name = names[-1]
    between = line.between(name.end, role.start)
    is_said = any(cue.kind == "stop" for cue in between[:1])
    if not is_said or any(cue.kind not in _BETWEEN for cue in between):
        return None
    linked = line.last_before(name.start, "link")
    is_tied = linked is not None and len(line.text[linked.end : name.start].split()) <= 1
    words = line.words_between(name.end, role.start).split()
    others = sum(len(n.text.split()) for n in line.names if name.end <= n.start < role.start)
    return None if is_tied or len(words) - others > _MOST_WORDS else name


def _said_behind(line: Line, role: Cue, place: Place) -> Name | None:
    """Return the partner that what plays a role was: ``the biggest buyer of cars was China``."""
    was = line.first_after(role.end, *_ENDS)
    if was is None or (was.kind, was.value) != ("stop", "was"):
        return None
    name = next((n for n in line.names if n.start >= was.end), None)
    if name is None or name.start - was.end > 5 or name.dimension != "partner":
        return None
    return None if name.code == place.reporter or line.is_owner(name) else name


def _goods(line: Line, role: Cue, place: Place) -> Iterator[Item]:
    """Yield the goods that a role is in: ``the largest buyer of coffee``."""
    ends = [mark.start for mark in line.amounts if mark.start >= role.end]
    ends += [cue.start for cue in line.cues if cue.start >= role.end and cue.kind in _ENDS]
    yield from right_items(line, role.end, min([*ends, len(line.text)]), place)
