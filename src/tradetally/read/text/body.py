"""The main body: which paragraphs of a text are the article, and the day it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tradetally.languages import Language

_LINE = re.compile(r"[^\n]+")
_BREAK = re.compile(r"\s*\n\s*")
_WRAPPED = re.compile(r"[^\s.!?:]\n(?=[ \t]*[a-z])")
_SENTENCE_ENDS = ".!?:"
_BULLET = re.compile(r"[^\w\s$€£¥]|\d+[.)]\s")
_NARROWEST, _WIDEST = 30, 120  # characters of a line that a set width may break
_LONGEST_HEADING = 90  # characters
_MARKS = ".!?:;,\"”')。！？：；，、」）"
_WORD = re.compile(r"\w+")
_BLANKED = {code: " " for code in range(128) if not _WORD.match(chr(code))}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a text; ``is_furniture`` where it is no part of the article."""

    start: int
    end: int
    text: str
    is_furniture: bool = False

    @property
    def may_head(self) -> bool:
        """Whether it may be a heading: short, and no sentence."""
        return len(self.text) <= _LONGEST_HEADING and self.text[-1] not in _MARKS


def paragraphs(text: str, language: Language) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, with the page's furniture marked.

    Furniture is what the language knows as such, a headline said again, and all that follows
    a line that ends the article. Lines of a set width are put together again, with a blank for
    each break, so that places stay those of the text.
    """
    out: list[Paragraph] = []
    seen: set[str] = set()
    ended = False
    spans = list(_lines(text))
    if language.GRAMMAR.get("spaced") and is_wrapped(text):
        spans = unwrapped(text, spans)
    for start, end in spans:
        line = text[start:end]
        if "\n" in line:
            line = _BREAK.sub(lambda match: " " * len(match[0]), line)
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


def is_wrapped(text: str) -> bool:
    """Whether lines may be broken within sentences: one goes on in small letters."""
    return _WRAPPED.search(text) is not None


def unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    r"""Return lines with those put together that only a set width parts.

    Such lines are about as long as each other, end no sentence, and most go on in small
    letters or with a number. A line that ends a sentence ends a paragraph.

    >>> text = "Exports of ships, which had fallen in May,\nrose 4 percent in June."
    >>> unwrapped(text, [(0, 42), (43, 66)])
    [(0, 66)]
    """
    out: list[tuple[int, int]] = []
    for block in _blocks(text, lines):
        broken = [
            _is_broken(text, line) and _BULLET.match(text, following[0]) is None
            for line, following in pairwise(block)
        ]
        cut = [line for line, is_cut in zip(block[1:], broken, strict=True) if is_cut]
        going_on = [start for start, _ in cut if not text[start].isupper()]
        if max(end - start for start, end in block) > _WIDEST or 2 * len(going_on) < len(cut):
            out += block
            continue
        out.append(block[0])
        for line, is_cut in zip(block[1:], broken, strict=True):
            if is_cut:
                out[-1] = (out[-1][0], line[1])
            else:
                out.append(line)
    return out


def _is_broken(text: str, line: tuple[int, int]) -> bool:
    """Whether a line is long, and stops where no sentence does."""
    return line[1] - line[0] >= _NARROWEST and text[line[1] - 1] not in _SENTENCE_ENDS


def _blocks(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the lines between blank ones."""
    block: list[tuple[int, int]] = []
    for line in lines:
        if block and text.count("\n", block[-1][1], line[0]) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def headings(parts: tuple[Paragraph, ...]) -> frozenset[int]:
    """Return where the headings of an article start: short lines with running text behind each.

    Those before the first running text are of the whole, and a line that stands closer to one side
    than to the other is only broken.
    """
    article = [part for part in parts if not part.is_furniture]
    body = next((index for index, part in enumerate(article) if not part.may_head), len(article))
    out: list[int] = []
    for (before, one), (_, after) in pairwise(pairwise(article[body:])):
        is_short = one.may_head and not after.may_head and len(after.text) > len(one.text)
        if is_short and after.start - one.end == one.start - before.end:
            out.append(one.start)
    return frozenset(out)


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
