"""Every number comes out: what no statement has and no sentence set aside, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tradetally.languages import Day, When
from tradetally.read.body import Paragraph
from tradetally.read.documents import Document
from tradetally.read.marks import Line
from tradetally.read.reading import SetAside
from tradetally.statements import Place, Statement

DIGITS = re.compile(r"[0-9０-９][0-9０-９.,]*")


def leftovers(
    document: Document,
    parts: tuple[Paragraph, ...],
    lines_: list[tuple[Paragraph, list[Line]]],
    statements: list[Statement],
    asides: list[SetAside],
) -> list[SetAside]:
    """Return the digits of a text that are neither in a statement nor set aside yet."""
    covered = [(s.place.start or 0, s.place.end or 0) for s in statements]
    covered += [(a.place.start or 0, a.place.end or 0) for a in asides]
    dated = list(_dated(lines_))
    out: list[SetAside] = []
    for start, end, reason in dated:
        if not _inside(start, end, covered):
            out.append(_aside(document, start, end, reason))
            covered.append((start, end))
    furniture = [(part.start, part.end) for part in parts if part.is_furniture]
    for match in DIGITS.finditer(document.text):
        start, end = match.start(), match.start() + len(match[0].rstrip(".,"))
        if not _inside(start, end, covered):
            reason = "furniture" if _inside(start, end, furniture) else "name"
            out.append(_aside(document, start, end, reason))
    return out


def _dated(lines_: list[tuple[Paragraph, list[Line]]]) -> Iterator[tuple[int, int, str]]:
    """Yield the periods and days of the text that have a digit."""
    for _, sentences in lines_:
        for sentence in sentences:
            marks: tuple[When | Day, ...] = (*sentence.whens, *sentence.days)
            for mark in marks:
                if re.search(r"\d", mark.text):
                    yield sentence.start + mark.start, sentence.start + mark.end, "date"


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def _aside(document: Document, start: int, end: int, reason: str) -> SetAside:
    return SetAside(Place(document.name, document.text[start:end], start, end), reason)
