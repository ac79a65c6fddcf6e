"""Marked stretches of a text: mentions that share, nest or overlap become one marked group.

A group is as wide as the mentions that hang together, and is cut into pieces, each with the
mentions that cover it, so that every number keeps its own mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that the same mentions cover throughout."""

    start: int
    end: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that hang together, by their place in the list that was given."""

    start: int
    end: int
    members: tuple[int, ...]
    pieces: tuple[Piece, ...]


def groups(ranges: Sequence[Range | None]) -> tuple[Group, ...]:
    """Return the groups of mentions that overlap, in the order of the text.

    >>> [(g.start, g.end, g.members) for g in groups([(0, 4), (2, 6), None, (6, 8)])]
    [(0, 6, (0, 1)), (6, 8, (3,))]
    """
    placed = sorted(
        (range_, at) for at, range_ in enumerate(ranges) if range_ and range_[0] < range_[1]
    )
    found: list[tuple[int, int, list[int]]] = []
    for (start, end), at in placed:
        if found and start < found[-1][1]:
            first, last, members = found[-1]
            found[-1] = (first, max(last, end), [*members, at])
        else:
            found.append((start, end, [at]))
    return tuple(
        Group(start, end, tuple(sorted(members)), tuple(_pieces(members, ranges)))
        for start, end, members in found
    )


def _pieces(members: Sequence[int], ranges: Sequence[Range | None]) -> Iterator[Piece]:
    spans = {at: span for at in members if (span := ranges[at]) is not None}
    cuts = sorted({cut for span in spans.values() for cut in span})
    for start, end in pairwise(cuts):
        covering = (at for at, span in spans.items() if span[0] <= start and end <= span[1])
        yield Piece(start, end, tuple(sorted(covering)))


def blocks(text: str, whole: Sequence[Range]) -> tuple[Range, ...]:
    r"""Return the paragraphs of a text as ranges; none ends inside a range of ``whole``.

    >>> blocks("one\n\ntwo\n", [])
    ((0, 3), (5, 9))
    """
    found: list[Range] = []
    start: int | None = None
    end = at = 0
    for line in text.splitlines(keepends=True):
        following = at + len(line)
        inside = any(first < at < last for first, last in whole)
        if line.strip() or inside:
            start = at if start is None else start
            end = at + len(line.rstrip("\r\n"))
        elif start is not None:
            found.append((start, end))
            start = None
        at = following
    if start is not None:
        found.append((start, at))
    return tuple(found)
