"""Goods that *and* joins to others: ``steel and ship exports``, ``plastics and rubber fell``.

Where a code list knows only the last, the words before it are goods too.
"""

from __future__ import annotations

from bisect import bisect_left

from tradetally.languages import Cue
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line

_MOST_WORDS = 3
_NO_OPENING = ("link", "flow")  # what a list cannot stand behind: "sales of cars and ship exports"


def joined_start(line: Line, start: int, floor: int, place: Place) -> int:
    """Return where the goods start that a list joins to those at ``start``, from ``floor`` on."""
    first, is_joined = start, False
    while True:
        mark = line.last_before(first, "break")
        if mark is None or first - mark.end > 1 or not _joins(mark, is_joined):
            break
        before = _goods_before(line, mark, floor, place, by_list=is_joined)
        if before is None:
            break
        first, is_joined = before, True
    return first if is_joined and not _is_opened(line, first, floor) else start


def _joins(mark: Cue, is_joined: bool) -> bool:
    """Whether a mark joins goods to those behind it: *and* the last two, a comma others."""
    return mark.value == "and" or (is_joined and mark.value == "comma")


def _goods_before(line: Line, mark: Cue, floor: int, place: Place, *, by_list: bool) -> int | None:
    """Return where the goods right before a mark start; those that open a text are known ones."""
    cues = line.cues[: bisect_left(line.starts, mark.start)]
    edges = [cue.end for cue in cues[-1:]] + [mark.end for mark in line.amounts]
    edge = max([floor, *[end for end in edges if end <= mark.start]])
    name = next((n for n in line.names if n.end == mark.start and n.start >= edge), None)
    if name is None:
        name = next((n for n in line.names if n.end == mark.start - 1 and n.start >= edge), None)
    if name is not None:
        return name.start if name.dimension == "product" else None
    shift, stop = place.language.trimmed(line.text[edge : mark.start])
    words = line.text[edge + shift : edge + stop]
    if any(edge <= n.start < mark.start for n in line.names) or (by_list and edge == 0):
        return None
    may_be = place.language.may_name_product(words, opens=edge == floor, most=_MOST_WORDS)
    return edge + shift if may_be else None


def _is_opened(line: Line, first: int, floor: int) -> bool:
    """Whether a link or a flow stands right before a list, and takes its first goods."""
    cue = next((c for c in reversed(line.between(floor, first)) if c.kind != "plain"), None)
    return cue is not None and cue.kind in _NO_OPENING and first - cue.end <= 1
