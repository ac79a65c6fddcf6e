"""The place that a text is about, and what *the whole province* means in it.

The home of a text is the first place whose trade it states; before any is, the place of the
office that it quotes. *The whole province* is the home, or the province that the home lies in,
even right behind a paragraph about one of its cities.
"""

from __future__ import annotations

from tradetally import codes
from tradetally.languages import Name
from tradetally.read.line.items import Place, item_of
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Item, Subject, Topic

_LEVELS = ("province", "city")


def is_source(line: Line, name: Name) -> bool:
    """Whether a name is only that of an office which is quoted: 据深圳海关统计."""
    sources = line.by_kind.get("source")
    return sources is not None and any(name.start < c.end and c.start <= name.end for c in sources)


def source_of(line: Line, place: Place) -> Item | None:
    """Return the place of the office that a sentence quotes, if any."""
    if "source" not in line.by_kind:
        return None
    names = [n for n in line.names if n.dimension == "region" and is_source(line, n)]
    return item_of(names[0], place) if names else None


def first_place(every: list[Line], place: Place) -> Item | None:
    """Return the first place that a text names beside trade, for when it says none before."""
    for line in every:
        for name in line.names:
            is_region = name.dimension == "region" and "flow" in line.by_kind
            if is_region and not is_source(line, name):
                return item_of(name, place)
    return next(filter(None, (source_of(line, place) for line in every)), None)


def level_said(line: Line, start: int, end: int) -> str | None:
    """Return the level of a place that a stretch says without its name: *the whole city*."""
    if "whole" not in line.by_kind:
        return None
    levels = [cue.value for cue in line.between(start, end, "whole") if cue.value in _LEVELS]
    return levels[-1] if levels else None


def at_home(topic: Topic, subject: Subject, home: Item | None) -> Subject:
    """Return a subject with the place that its topic says only the level of."""
    if home is None or topic.level is None or topic.of("region"):
        return subject
    now = next(iter(subject.of("region")), None)
    there = at_level(topic.level, now, home)
    if there is None or there == now:
        return subject
    others = tuple([item for item in subject.items if item.dimension != "region"])
    return subject._replace(items=(there, *others))


def at_level(level: str, now: Item | None, home: Item) -> Item | None:
    """Return the province or city meant where ``now`` was last spoken of.

    >>> zhejiang, ningbo = (Item("region", code, code) for code in ("CN-ZJ", "ningbo"))
    >>> at_level("province", ningbo, zhejiang).code, at_level("province", None, ningbo).code
    ('CN-ZJ', 'CN-ZJ')
    >>> at_level("city", ningbo, zhejiang).code
    'ningbo'
    """
    if level == "city":
        return now if now is not None and _kind(home) == "province" else home
    for item in (home, now):
        if item is not None and _kind(item) == "province":
            return item
    above = codes.parent("region", home.code)
    return None if above is None else Item("region", above, home.words)


def _kind(item: Item) -> str | None:
    is_listed = codes.is_known("region", item.code)
    return codes.lookup("region", item.code).kind if is_listed else None
