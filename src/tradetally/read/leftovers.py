"""Every number comes out: what no statement has and no sentence set aside, with a reason."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator

from tradetally.languages import Day, When
from tradetally.read.body import Paragraph
from tradetally.read.documents import Document
from tradetally.read.marks import Line
from tradetally.read.reading import SetAside
from tradetally.statements import Place, Statement

_NEAR = 4

_DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"[0-9０-９][0-9０-９.,]*")


def leftovers(
    document: Document,
    parts: tuple[Paragraph, ...],
    lines_: list[Line],
    statements: list[Statement],
    asides: list[SetAside],
) -> list[SetAside]:
    """Return the digits of a text that are neither in a statement nor set aside yet."""
    places = [*(one.place for one in statements), *(one.place for one in asides)]
    covered = Spans((place.start or 0, place.end or 0) for place in places)
    out: list[SetAside] = []
    for start, end, reason in _dated(lines_):
        if not covered.hold(start, end):
            out.append(_aside(document, start, end, reason))
            covered.add(start, end)
    furniture = Spans((part.start, part.end) for part in parts if part.is_furniture)
    for match in DIGITS.finditer(document.text):
        start, end = match.start(), match.start() + len(match[0].rstrip(".,"))
        if not covered.hold(start, end):
            reason = "furniture" if furniture.hold(start, end) else "name"
            out.append(_aside(document, start, end, reason))
    return out


class Spans:
    """Stretches of a text, asked whether one of them holds another stretch."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._ends: dict[int, int] = {}
        self._starts: list[int] = []
        for start, end in sorted(spans):
            if start not in self._ends:
                self._starts.append(start)
            self._ends[start] = end  # the longest of a start comes last

    def add(self, start: int, end: int) -> None:
        """Take one more stretch."""
        if start not in self._ends:
            insort(self._starts, start)
        self._ends[start] = max(end, self._ends.get(start, end))

    def hold(self, start: int, end: int) -> bool:
        """Whether one stretch holds all from ``start`` to ``end``; they hardly overlap."""
        at = bisect_right(self._starts, start)
        near = self._starts[max(0, at - _NEAR) : at]
        return any(end <= self._ends[first] for first in near)


def _dated(lines_: list[Line]) -> Iterator[tuple[int, int, str]]:
    """Yield the periods and days of the text that have a digit."""
    for sentence in lines_:
        marks: tuple[When | Day, ...] = (*sentence.whens, *sentence.days)
        for mark in marks:
            if _DIGIT.search(mark.text):
                yield sentence.start + mark.start, sentence.start + mark.end, "date"


def _aside(document: Document, start: int, end: int, reason: str) -> SetAside:
    return SetAside(Place(document.name, document.text[start:end], start, end), reason)
