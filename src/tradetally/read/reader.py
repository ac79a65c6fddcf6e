"""From a document to its reading, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple, TypeVar

from tradetally import codes, languages
from tradetally.languages import Language, When
from tradetally.periods import Period
from tradetally.read.assemble import statement
from tradetally.read.leftovers import leftovers
from tradetally.read.line.context import Context
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Found, Line, found_in, in_money_of, line, redated
from tradetally.read.line.said import Left, Said
from tradetally.read.lists import spread
from tradetally.read.opening import opening
from tradetally.read.reading import Reading, SetAside
from tradetally.read.second_look import second_look
from tradetally.read.sentences import read_line
from tradetally.read.subject.owners import paragraph_reporter
from tradetally.read.text.body import Paragraph, date_in, headings, is_wrapped, items, paragraphs
from tradetally.read.text.documents import Document
from tradetally.read.when.fiscal_years import in_fiscal_years
from tradetally.statements import Place as Spot
from tradetally.statements import Statement
from tradetally.uncollected import uncollected

_LONGEST = 2000
_KEPT = 10_000  # sentences that are not looked through again
_YEAR = re.compile(r"[12](?<![\d.,].)(?:(?<=1)9[89]|(?<=2)0[0-4])\d(?![\d,]|\.\d)")  # 1980 to 2049


Placed = TypeVar("Placed", Statement, SetAside)


@uncollected()
def read(document: Document, language: str | None = None, published: date | None = None) -> Reading:
    """Return the statements of a document and its other numbers.

    ``published`` gives the text's date where it carries none itself.

    >>> text = "China's exports rose 5.9 percent to $302 billion in May 2024."
    >>> [(f"{s.value:f}", s.unit) for s in read(Document("a", text)).statements]
    [('5.9', 'percent'), ('302000000000', 'USD')]
    """
    tongue = languages.language(language) if language else languages.detect(document.text)
    look = lru_cache(_KEPT)(partial(found_in, language=tongue))
    parts = paragraphs(document.text, tongue)
    sentences: list[tuple[int, Line]] = []
    found: list[tuple[Said, Statement]] = []
    asides: list[SetAside] = []
    days: list[date] = []
    for item in items(parts, tongue):
        day = date_in(document.text, item, tongue) or published or document.published
        days += [day] if day else []
        for one in _read_item(replace(document, published=day), item, tongue, look):
            sentences.append((one.start, one.line))
            found += one.found
            asides += one.asides
    document = replace(document, published=max(days, default=None))
    statements = second_look(found)
    if is_wrapped(document.text):
        statements = [_as_printed(one, document.text) for one in statements]
        asides = [_as_printed(one, document.text) for one in asides]
    asides += leftovers(document, parts, sentences, statements, asides)
    ordered = sorted(asides, key=lambda aside: aside.place.start or 0)
    every = tuple(said for said, _ in found)
    return Reading(document, tongue.NAME, tuple(statements), tuple(ordered), every)


def _as_printed(one: Placed, text: str) -> Placed:
    """Return a statement or a number set aside with its words as the text breaks them."""
    place = one.place
    return replace(one, place=replace(place, text=text[place.start : place.end]))


class _Seen(NamedTuple):
    """A sentence of a paragraph, with what the language finds in it."""

    part: Paragraph
    start: int
    found: Found


class _Read(NamedTuple):
    """A sentence where it stands, what it says and what it leaves, and what is known after it."""

    start: int
    line: Line
    found: list[tuple[Said, Statement]]
    asides: list[SetAside]
    context: Context


def _read_item(
    document: Document,
    parts: tuple[Paragraph, ...],
    tongue: Language,
    look: Callable[[str], Found],
) -> Iterator[_Read]:
    """Yield the sentences of an item, read one after the other.

    One that is said again is read again only where something else is known before it.
    """
    day = document.published
    seen = list(_seen(parts, tongue, look))
    different = dict.fromkeys([one.found for one in seen])
    whens = _periods(different, day, None if day else _latest_year(parts))
    lines_ = {found: line(found, whens[found]) for found in different}
    context = opening([lines_[one.found] for one in seen], day, tongue)
    local = {found: _of_reporter(found, whens[found], context.reporter, day) for found in different}
    if any(now != (found, whens[found]) for found, now in local.items()):
        seen = [one._replace(found=local[one.found][0]) for one in seen]
        whens = dict(local.values())
        lines_ = {found: line(found, said) for found, said in whens.items()}
        context = opening([lines_[one.found] for one in seen], day, tongue)
    again = _periods(whens, day, context.main_period)
    for found, resolved in again.items():
        now = in_fiscal_years(resolved, context.reporter, day)
        if now != whens[found]:
            lines_[found] = redated(found, lines_[found], whens[found], now)
    known: dict[Line, tuple[Context, _Read]] = {}
    usual, heads = context.reporter, headings(parts)
    for part, group in groupby(seen, key=lambda one: one.part):
        sentences = list(group)
        whose = paragraph_reporter([lines_[one.found] for one in sentences], usual, tongue)
        context = context.at_heading() if part.start in heads else context.at_paragraph()
        context, place = context.of_reporter(whose), Place(whose, tongue)
        for one in sentences:
            sentence = lines_[one.found]
            before = known.get(sentence)
            if before is not None and before[0] == context:
                read_ = _moved(before[1], one.start)
            else:
                read_ = _read_sentence(sentence, context, one.start, place, document.name)
                known[sentence] = context, read_
            context = read_.context
            yield read_


def _seen(
    parts: tuple[Paragraph, ...], tongue: Language, look: Callable[[str], Found]
) -> Iterator[_Seen]:
    """Yield the sentences of the article."""
    for part in parts:
        if not part.is_furniture:
            for sentence in tongue.sentences(part.text):
                for start, end in _pieces(part.text, *sentence):
                    yield _Seen(part, part.start + start, look(part.text[start:end]))


def _of_reporter(
    found: Found, whens: tuple[When, ...], reporter: str, day: date | None
) -> tuple[Found, tuple[When, ...]]:
    """Return a sentence with amounts and fiscal years as its reporter's."""
    has_sign = codes.shares_sign(codes.currency(reporter))
    own = in_money_of(found, reporter) if has_sign else found
    return own, in_fiscal_years(whens, reporter, day)


def _periods(
    different: Iterable[Found], day: date | None, context: Period | None
) -> dict[Found, tuple[When, ...]]:
    return {found: found.periods(day, context) for found in different}


def _read_sentence(
    sentence: Line, context: Context, start: int, place: Place, document: str
) -> _Read:
    """Return what a sentence says and what it leaves."""
    found, after = read_line(sentence, context, place)
    said = spread([one for one in found if isinstance(one, Said)])
    stated = [(one, statement(one, document, start, after)) for one in said]
    left = [_aside(one, start, document) for one in found if isinstance(one, Left)]
    return _Read(start, sentence, stated, left, after)


def _moved(read_: _Read, start: int) -> _Read:
    """Return a sentence as it is read at another place."""
    by = start - read_.start
    return read_._replace(
        start=start,
        found=[(said, replace(one, place=one.place.moved(by))) for said, one in read_.found],
        asides=[SetAside(one.place.moved(by), one.reason) for one in read_.asides],
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, cut at blanks where it is longer than any that is written to be read."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST) + 1
        cut = blank if blank > start + _LONGEST // 2 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _latest_year(parts: tuple[Paragraph, ...]) -> Period | None:
    """Return the latest year that the text names, for one that has no date."""
    years = [
        int(year) for part in parts if not part.is_furniture for year in _YEAR.findall(part.text)
    ]
    return Period.year(max(years)) if years else None


def _aside(left: Left, start: int, document: str) -> SetAside:
    start, text = start + left.number.start, left.number.text
    return SetAside(Spot(document, text, start, start + len(text)), left.reason)
