"""From a document to its reading, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from tradetally import codes, languages
from tradetally.languages import Cue, Language, Name, When
from tradetally.periods import Period
from tradetally.read.assemble import statement
from tradetally.read.body import Paragraph, date_in, items, paragraphs
from tradetally.read.comparisons import governing
from tradetally.read.context import Context
from tradetally.read.documents import Document
from tradetally.read.home import first_place
from tradetally.read.items import Place
from tradetally.read.leftovers import leftovers
from tradetally.read.lists import spread
from tradetally.read.marks import Found, Line, found_in, line, redated
from tradetally.read.reading import Reading, SetAside
from tradetally.read.said import Left, Said
from tradetally.read.second_look import second_look
from tradetally.read.sentences import read_line
from tradetally.read.slice_lists import main_reporter
from tradetally.read.spots import is_money
from tradetally.read.times import plain_whens
from tradetally.statements import Place as Spot
from tradetally.statements import Statement
from tradetally.uncollected import uncollected

_LONGEST = 2000
_YEAR = re.compile(r"[12](?<![\d.,].)(?:(?<=1)9[89]|(?<=2)0[0-4])\d(?![\d,]|\.\d)")  # 1980 to 2049
_FROM_PREVIOUS = ("US", "GB", "CA", "AU")  # seasonally adjusted releases
_SINGLE_CURRENCY = ("GB", "JP", "KR", "IN", "RU", "BR", "TH", "ID", "MY", "VN", "TW", "CA", "AU")


@uncollected()
def read(document: Document, language: str | None = None, published: date | None = None) -> Reading:
    """Return the statements of a document and its other numbers.

    ``published`` gives the text's date where it carries none itself.

    >>> text = "China's exports rose 5.9 percent to $302 billion in May 2024."
    >>> [(f"{s.value:f}", s.unit) for s in read(Document("a", text)).statements]
    [('5.9', 'percent'), ('302000000000', 'USD')]
    """
    tongue = languages.language(language) if language else languages.detect(document.text)
    parts = paragraphs(document.text, tongue)
    found: list[tuple[Said, Statement]] = []
    asides: list[SetAside] = []
    lines_: list[Line] = []
    days: list[date] = []
    for item in items(parts, tongue):
        day = date_in(document.text, item, tongue) or published or document.published
        days += [day] if day else []
        of_item = _read_item(replace(document, published=day), item, tongue, asides)
        lines_ += of_item[0]
        found += of_item[1]
    document = replace(document, published=max(days, default=None))
    statements = second_look(found)
    asides += leftovers(document, parts, lines_, statements, asides)
    ordered = sorted(asides, key=lambda aside: aside.place.start or 0)
    every = tuple(said for said, _ in found)
    return Reading(document, tongue.NAME, tuple(statements), tuple(ordered), every)


def _read_item(
    document: Document, parts: tuple[Paragraph, ...], tongue: Language, asides: list[SetAside]
) -> tuple[list[Line], list[tuple[Said, Statement]]]:
    """Return the sentences of an item and what they say; add what they leave to ``asides``."""
    day = document.published
    seen = _seen(parts, tongue)
    periods = _periods(seen, day, None if day else _latest_year(parts))
    first_look = _lines(seen, periods)
    context = _opening(first_look, document, tongue)
    again = _periods(seen, day, context.main_period)
    lines_ = [
        before if whens == now else redated(one.found, before, whens, now)
        for one, before, whens, now in zip(seen, first_look, periods, again, strict=True)
    ]
    of_parts = groupby(zip(seen, lines_, strict=True), key=lambda pair: pair[0].part)
    found_all: list[tuple[Said, Statement]] = []
    for _, sentences in of_parts:
        context = context._replace(period=None, listed=())
        for _, sentence in sentences:
            found, context = read_line(sentence, context, Place(context.reporter, tongue))
            if not found:
                continue
            said = [one for one in found if isinstance(one, Said)]
            found_all += [(one, statement(one, document.name, context)) for one in spread(said)]
            asides += [_aside(one, sentence, document) for one in found if isinstance(one, Left)]
    return lines_, found_all


class _Seen(NamedTuple):
    """A sentence of a paragraph, with what the language finds in it."""

    part: Paragraph
    start: int
    found: Found


def _seen(parts: tuple[Paragraph, ...], tongue: Language) -> list[_Seen]:
    """Return the sentences of the article."""
    return [
        _Seen(part, part.start + start, found_in(part.text[start:end], tongue))
        for part in parts
        if not part.is_furniture
        for sentence in tongue.sentences(part.text)
        for start, end in _pieces(part.text, *sentence)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, cut at blanks where it is longer than any that is written to be read."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST) + 1
        cut = blank if blank > start + _LONGEST // 2 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _periods(seen: list[_Seen], day: date | None, context: Period | None) -> list[tuple[When, ...]]:
    return [one.found.periods(day, context) for one in seen]


def _lines(seen: list[_Seen], periods: list[tuple[When, ...]]) -> list[Line]:
    return [line(one.found, one.start, whens) for one, whens in zip(seen, periods, strict=True)]


def _latest_year(parts: tuple[Paragraph, ...]) -> Period | None:
    """Return the latest year that the text names, for one that has no date."""
    years = [
        int(year) for part in parts if not part.is_furniture for year in _YEAR.findall(part.text)
    ]
    return Period.year(max(years)) if years else None


def _opening(every: list[Line], document: Document, tongue: Language) -> Context:
    """Return what is known before the first sentence: whose trade, when, in which money."""
    is_slices_first = tongue.GRAMMAR.get("order") == "slices-first"
    reporter = main_reporter(every) if is_slices_first else _reporter(every)
    is_from_previous = _changes_from_previous(every, reporter)
    return Context(
        published=document.published,
        reporter=reporter,
        main_period=_main_period(every, document.published),
        source=first_place(every, Place(reporter, tongue)) if is_slices_first else None,
        currency=_currency(every, reporter),
        changes_from_previous=is_from_previous,
        rates_from_previous=is_from_previous and reporter in _FROM_PREVIOUS,
    )


def _main_period(every: list[Line], day: date | None) -> Period | None:
    """Return the period of the first sentence that states trade and says when.

    Where most of these are of the year of publication, that of the first one that is.
    """
    said: list[Period] = []
    for sentence in every:
        over = [w.period for w in plain_whens(sentence) if day is None or w.period.last_day <= day]
        if over and sentence.of("flow"):
            said.append(over[0])
    now = [period for period in said if day is not None and period.last_year == day.year]
    return next(iter(now if len(now) * 2 > len(said) else said), None)


def _reporter(every: list[Line]) -> str:
    """Return the country whose exports, imports or trade the text speaks of most."""
    owners: Counter[str] = Counter()
    for sentence in every:
        if not sentence.names:
            continue
        flows = sentence.of("flow")
        for cue in sentence.of("owner"):
            name = next((n for n in sentence.names if 0 <= cue.start - n.end <= 1), None)
            near = [c for c in flows if cue.end <= c.start <= cue.end + 40]
            if name is not None and name.dimension == "partner" and len(name.code) == 2:
                owners[name.code] += 3 if near else 0
        owners.update(_openers(sentence))
        for cue in flows:
            name = next((n for n in sentence.names if _stands_before(sentence, n, cue)), None)
            if (
                name is not None
                and len(name.code) == 2
                and name.dimension in ("partner", "reporter")
            ):
                owners[name.code] += 1
    best = owners.most_common(1)
    if best and best[0][1]:
        return best[0][0]
    named = Counter(n.code for s in every for n in s.names if n.dimension == "partner")
    alone = [code for code in named if len(code) == 2]
    money = {n.unit for sentence in every for n in sentence.numbers if is_money(n.unit)}
    is_own = len(alone) == 1 and money == {codes.currency(alone[0])}
    if is_own:
        return alone[0]
    owners_ = [code for code in _SINGLE_CURRENCY if money == {codes.currency(code)}]
    return owners_[0] if owners_ and not named["CN"] else "CN"


def _openers(sentence: Line) -> Iterator[str]:
    """Yield the country that opens a sentence and has trade: ``Japan posted a deficit``."""
    name = sentence.names[0]
    if name.dimension != "partner" or len(name.code) != 2:
        return
    flow = sentence.first_after(name.end, "flow")
    if flow is None:
        return
    is_first = not sentence.between(0, name.start, "link", "break", "flow")
    verb = sentence.between(name.end, flow.start, "level", "reached")
    others = sentence.between(name.end, flow.start, "break", "link", "move", "stop")
    if is_first and verb and not others and flow.start - name.end < 40:
        yield name.code


def _stands_before(sentence: Line, name: Name, cue: Cue) -> bool:
    """Whether a name stands in the same phrase before a flow: ``U.S. monthly exports``."""
    if not 0 <= cue.start - name.end <= 40:
        return False
    parts = ("break", "link", "move", "stop", "level", "compare", "refer")
    return not sentence.between(name.end, cue.start, *parts)


def _changes_from_previous(every: list[Line], reporter: str) -> bool:
    """Whether a text measures changes in money from the month or quarter before, never the year.

    It says ``down $0.3 billion from $72.3 billion in May`` or ``from the previous quarter``, or
    is about a country whose releases always do.
    """
    based = [s for s in every if s.of("base")]
    of_short = [s for s in based if all(when.period.months in (1, 3) for when in s.whens)]
    said = Counter(cue.value for sentence in of_short for cue in sentence.of("base"))
    if said["year"] or said["same"]:
        return False
    if reporter in _FROM_PREVIOUS:
        return True
    return bool(said["previous"]) or any(
        is_money(number.unit) and governing(sentence, number) is not None
        for sentence in every
        for number in sentence.numbers
    )


def _currency(every: list[Line], reporter: str) -> str | None:
    """Return the currency of a text's growth rates, where it is not the reporter's own."""
    said = Counter(cue.value for sentence in every for cue in sentence.of("money"))
    amounts = [n.unit for sentence in every for n in sentence.numbers if is_money(n.unit)]
    money, own = Counter(amounts), codes.currency(reporter)
    if said and amounts[:1] != [own]:
        return said.most_common(1)[0][0]
    if not money or money[own]:
        return None
    return money.most_common(1)[0][0]


def _aside(left: Left, sentence: Line, document: Document) -> SetAside:
    start = sentence.start + left.number.start
    return SetAside(
        Spot(document.name, left.number.text, start, start + len(left.number.text)), left.reason
    )
