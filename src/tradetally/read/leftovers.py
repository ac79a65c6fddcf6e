"""Every number comes out: what no statement has and no sentence set aside, with a reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from tradetally.languages import Day, When
from tradetally.read.line.marks import Line
from tradetally.read.reading import SetAside
from tradetally.read.text.body import Paragraph
from tradetally.read.text.documents import Document
from tradetally.statements import Place, Statement

_NEAR = 4

_DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"[0-9０-９][0-9０-９.,]*")


def leftovers(
    document: Document,
    parts: tuple[Paragraph, ...],
    sentences: Iterable[tuple[int, Line]],
    statements: list[Statement],
    asides: list[SetAside],
) -> list[SetAside]:
    """Return the digits of a text that are neither in a statement nor set aside yet.

    ``sentences`` come with where they start.
    """
    places = [*(one.place for one in statements), *(one.place for one in asides)]
    taken = [(place.start or 0, place.end or 0) for place in places]
    dated = list(_dated(sentences, Spans(taken)))
    out = [_aside(document, start, end, "date") for start, end in dated]
    covered = Spans([*taken, *dated])
    furniture = Spans([(part.start, part.end) for part in parts if part.is_furniture])
    for match in DIGITS.finditer(document.text):
        start, end = match.start(), match.start() + len(match[0].rstrip(".,"))
        if not covered.hold(start, end):
            reason = "furniture" if furniture.hold(start, end) else "name"
            out.append(_aside(document, start, end, reason))
    return out


Span = tuple[int, int]


class Spans:
    """Stretches of a text, asked whether one of them holds another stretch."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._ends = dict(sorted(spans))  # the longest of a start comes last
        self._starts = list(self._ends)

    def hold(self, start: int, end: int) -> bool:
        """Whether one stretch holds all from ``start`` to ``end``; they hardly overlap."""
        at = bisect_right(self._starts, start)
        if at and end <= self._ends[self._starts[at - 1]]:
            return True
        near = self._starts[max(0, at - _NEAR) : at]
        return any(end <= self._ends[first] for first in near)


def _dated(sentences: Iterable[tuple[int, Line]], taken: Spans) -> Iterator[Span]:
    """Yield the periods and days of the text that have a digit and are not taken."""
    for start, sentence in sentences:
        marks: tuple[When | Day, ...] = (*sentence.whens, *sentence.days)
        here: list[Span] = []
        for mark in marks:
            span = start + mark.start, start + mark.end
            is_new = not taken.hold(*span) and not Spans(here).hold(*span)
            if is_new and _DIGIT.search(mark.text):
                here.append(span)
        yield from here


def _aside(document: Document, start: int, end: int, reason: str) -> SetAside:
    return SetAside(Place(document.name, document.text[start:end], start, end), reason)
