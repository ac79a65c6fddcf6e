"""Lists of goods in which stand some that no code list knows.

What stands between the marks of a list is an item, known or not: of ``汽车、平板显示模组、灯具``
no item is left out, and as many numbers behind it go with one each.
"""

from __future__ import annotations

from itertools import pairwise

from tradetally.languages import Cue, Name
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line

_MARKS = ("list", "and", "or")
_LONGEST_WORD = 4


def is_openly_listed(line: Line, start: int, end: int, place: Place) -> bool:
    """Whether only marks of a list and goods between them stand from ``start`` to ``end``."""
    cues = [cue for cue in line.between(start, end) if cue.kind != "noise"]
    if not cues or not all(map(_is_mark, cues)):
        return False
    if cues[0].start != start or not _is_before_name(line, cues[-1].end, end, place):
        return False
    return all(
        _names_goods(line, one.end, other.start, place) is not None for one, other in pairwise(cues)
    )


def _is_before_name(line: Line, start: int, end: int, place: Place) -> bool:
    """Whether at most a word or two stand before a name: the first of ``竹制家具``."""
    return start == end or (
        end - start <= _LONGEST_WORD and _names_goods(line, start, end, place) is not None
    )


def with_open_ends(
    line: Line, zone: tuple[int, int], listed: list[Name], place: Place
) -> tuple[int, int]:
    """Return the stretch of a list with the goods at either end that no list knows."""
    start, end = listed[0].start, listed[-1].end
    while True:
        mark = next((c for c in line.between(zone[0], start, "break") if c.end == start), None)
        if mark is None or not _is_mark(mark):
            break
        edges = [m.end for m in _marks(line) if zone[0] <= m.start and m.end <= mark.start]
        first = _names_goods(line, max([zone[0], *edges]), mark.start, place)
        if first is None:
            break
        start = first
    return start, _last(line, end, zone[1], place)


def _last(line: Line, end: int, stop: int, place: Place) -> int:
    """Return where the goods end that are listed from ``end`` on."""
    while True:
        mark = next((c for c in line.between(end, stop, "break") if c.start == end), None)
        if mark is None or not _is_mark(mark):
            return end
        last = min([stop, *(m.start for m in _marks(line) if m.start >= mark.end)])
        if _names_goods(line, mark.end, last, place) is None:
            return end
        end = last


def _marks(line: Line) -> list[Cue | Name]:
    """Return what ends the words of an open name."""
    return [*(cue for cue in line.cues if cue.kind != "noise"), *line.names]


def _is_mark(cue: Cue) -> bool:
    return cue.kind == "break" and cue.value in _MARKS


def _names_goods(line: Line, start: int, end: int, place: Place) -> int | None:
    """Return where the goods start that the words from ``start`` to ``end`` name, if any."""
    if any(start < when.end and when.start < end for when in line.whens):
        return None
    words = line.text[start:end]
    shift, stop = place.language.trimmed(words)
    if stop <= shift or not place.language.may_name_product(words[shift:stop], opens=True, most=3):
        return None
    return start + shift
