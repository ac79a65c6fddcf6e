"""The main body: which paragraphs of a text are the article, and the day it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tradetally.languages import Language

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_BLANKED = {code: " " for code in range(128) if not _WORD.match(chr(code))}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a text; ``is_furniture`` where it is no part of the article."""

    start: int
    end: int
    text: str
    is_furniture: bool = False


def paragraphs(text: str, language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, with the page's furniture marked.

    Furniture is what the language knows as such, a headline said again, and all that follows
    a line that ends the article.
    """
    out: list[Paragraph] = []
    seen: set[str] = set()
    ended = False
    for start, end in _lines(text):
        line = text[start:end]
        key = _words(line)
        repeated = key in seen
        seen.add(key)
        ended = ended or language.ends_article(line)
        furniture = ended or repeated or language.is_furniture(line)
        out.append(Paragraph(start, end, line, furniture))
    return tuple(out)


def _words(line: str) -> str:
    """Return the words of a line in small letters, each parted from the next by a blank."""
    words = line.translate(_BLANKED).split() if line.isascii() else _WORD.findall(line)
    return " ".join(words).lower()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            lead = len(match[0]) - len(match[0].lstrip())
            yield match.start() + lead, match.start() + lead + len(stripped)


def items(parts: tuple[Paragraph, ...], language: Language) -> tuple[tuple[Paragraph, ...], ...]:
    """Return the items of a text: a line that holds only a date in brackets starts a new one."""
    starts = [index for index, part in enumerate(parts) if _is_dateline(part.text, language)]
    edges = sorted({0, *starts, len(parts)})
    return tuple(parts[start:stop] for start, stop in pairwise(edges))


def _is_dateline(text: str, language: Language) -> bool:
    bracketed = re.fullmatch(r"[\[【(（［](.{6,24})[\]】)）］]", text)
    if bracketed is None:
        return False
    days = language.days(bracketed[1])
    return len(days) == 1 and days[0].day is not None and len(days[0].text) == len(bracketed[1])


def date_in(text: str, parts: tuple[Paragraph, ...], language: Language) -> date | None:
    """Return the day that a text gives as its own: of the event rather than of the page.

    A date on a line of its own after a label weighs most, then one in the first lines; a
    sentence's dates and captions' are not the text's.
    """
    head: list[tuple[int, date]] = []
    for index, part in enumerate(parts[:30]):
        if len(part.text) > 90:
            continue
        for day in language.days(part.text):
            if day.day is None:
                continue
            alone = len(part.text) - (day.end - day.start) <= 8
            labelled = index > 0 and parts[index - 1].text.rstrip().endswith((":", "："))
            head.append((3 if alone and labelled else 2 if alone else 1, day.day))
    if not head:
        return None
    best = max(weight for weight, _ in head)
    return next(day for weight, day in head if weight == best)
