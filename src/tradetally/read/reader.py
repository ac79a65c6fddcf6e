"""From a document to its reading, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple, TypeVar

from tradetally import codes, languages
from tradetally.languages import Cue, Language, Name, When
from tradetally.periods import Period
from tradetally.read.assemble import statement
from tradetally.read.body import Paragraph, date_in, is_wrapped, items, paragraphs
from tradetally.read.comparisons import governing
from tradetally.read.context import Context
from tradetally.read.dated import says_year
from tradetally.read.documents import Document
from tradetally.read.home import first_place
from tradetally.read.items import Place
from tradetally.read.leftovers import leftovers
from tradetally.read.lists import spread
from tradetally.read.marks import Found, Line, found_in, in_money_of, line, redated
from tradetally.read.reading import Reading, SetAside
from tradetally.read.said import Left, Said
from tradetally.read.second_look import second_look
from tradetally.read.sentences import read_line
from tradetally.read.slice_lists import main_reporter
from tradetally.read.spots import SIGNS, is_money
from tradetally.read.times import plain_whens
from tradetally.statements import Place as Spot
from tradetally.statements import Statement
from tradetally.uncollected import uncollected

_LONGEST = 2000
_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_OPENING = 9  # sentences that tell which year a text is about
_KEPT = 10_000  # sentences that are not looked through again
_YEAR = re.compile(r"[12](?<![\d.,].)(?:(?<=1)9[89]|(?<=2)0[0-4])\d(?![\d,]|\.\d)")  # 1980 to 2049
_FROM_PREVIOUS = ("US", "GB", "CA", "AU")  # seasonally adjusted releases
_SINGLE_CURRENCY = ("GB", "JP", "KR", "IN", "RU", "BR", "TH", "ID", "MY", "VN", "TW", "CA", "AU")


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
    context = _opening([lines_[one.found] for one in seen], document, tongue)
    if codes.shares_sign(codes.currency(context.reporter)):
        paid = {found: in_money_of(found, context.reporter) for found in different}
        seen = [one._replace(found=paid[one.found]) for one in seen]
        whens = {paid[found]: said for found, said in whens.items()}
        lines_ = {found: line(found, said) for found, said in whens.items()}
        context = _opening([lines_[one.found] for one in seen], document, tongue)
    again = _periods(whens, day, context.main_period)
    for found, now in again.items():
        if now != whens[found]:
            lines_[found] = redated(found, lines_[found], whens[found], now)
    place = Place(context.reporter, tongue)
    known: dict[Line, tuple[Context, _Read]] = {}
    for _, sentences in groupby(seen, key=lambda one: one.part):
        context = context.at_paragraph()
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


def _opening(every: list[Line], document: Document, tongue: Language) -> Context:
    """Return what is known before the first sentence: whose trade, when, in which money."""
    is_slices_first = tongue.GRAMMAR.get("order") == "slices-first"
    reporter = main_reporter(every) if is_slices_first else _reporter(every)
    is_marked = any(map(_marks_years_in_brackets, every))
    is_from_previous = is_marked or _changes_from_previous(every, reporter)
    return Context(
        published=document.published,
        reporter=reporter,
        main_period=_main_period(every, document.published),
        source=first_place(every, Place(reporter, tongue)) if is_slices_first else None,
        currency=_currency(every, reporter),
        changes_from_previous=is_from_previous,
        has_signs=is_marked and any(map(_has_signed_bracket, every)),
        rates_from_previous=is_marked or (is_from_previous and reporter in _FROM_PREVIOUS),
    )


def _main_period(every: list[Line], day: date | None) -> Period | None:
    """Return the period of the first sentence that states trade and says when.

    Where most of these are of the year of publication, that of the first one that is.
    """
    said: list[Period] = []
    for sentence in every:
        if not (sentence.whens and sentence.of("flow")):
            continue
        over = [w.period for w in plain_whens(sentence) if day is None or w.period.last_day <= day]
        said += over[:1]
        if len(said) == (_OPENING if day is not None else 1):
            break
    now = [period for period in said if day is not None and period.last_year == day.year]
    return next(iter(now if len(now) * 2 > len(said) else said), None)


def _reporter(every: list[Line]) -> str:
    """Return the country whose exports, imports or trade the text speaks of most."""
    owners: Counter[str] = Counter()
    for sentence in every:
        for cue in sentence.of("source"):
            owners[cue.value] += 1
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
    verb = sentence.first_after(name.end, "level", "reached", "stop")
    is_verb = verb is not None and verb.start - name.end < 20 and verb.end <= flow.start
    others = sentence.between(verb.end if verb else name.end, flow.start, "break", "move", "stop")
    ties = [cue for cue in sentence.between(name.end, flow.start, "link") if cue.value != "of"]
    if is_first and is_verb and not (others or ties) and flow.start - name.end < 60:
        yield name.code


def _stands_before(sentence: Line, name: Name, cue: Cue) -> bool:
    """Whether a name stands in the same phrase before a flow: ``U.S. monthly exports``."""
    if not 0 <= cue.start - name.end <= 40:
        return False
    link = sentence.last_before(name.start, "link")
    if link is not None and link.value == "with" and name.start - link.end <= _ARTICLE:
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
    values = [cue.value for sentence in of_short for cue in sentence.of("base")]
    said = Counter(value.removesuffix("-then") for value in values if value != "same-then")
    if said["year"] or said["same"]:
        return reporter in _FROM_PREVIOUS and _seldom_says_year(every)
    if reporter in _FROM_PREVIOUS:
        return True
    return bool(said["previous"]) or any(
        is_money(number.unit) and governing(sentence, number) is not None
        for sentence in every
        for number in sentence.numbers
    )


def _seldom_says_year(every: list[Line]) -> bool:
    """Whether a text opens with rates of no stated base, and says of few that they are of a year.

    Then the others are none of a year.
    """
    are_marked = [
        says_year(sentence)
        for sentence in every
        if sentence.of("flow") and any(number.unit == "percent" for number in sentence.numbers)
    ]
    return bool(are_marked) and not are_marked[0] and 2 * sum(are_marked) < len(are_marked)


def _marks_years_in_brackets(sentence: Line) -> bool:
    """Whether rates of a year stand in brackets behind others: ``fell 4% (up 2% y/y)``."""
    for cue in sentence.of("base"):
        rates = [n for n in sentence.numbers if n.end <= cue.start and n.unit == "percent"]
        if cue.value != "year" or len(rates) < 2:
            continue
        plain, bracketed = rates[-2:]
        is_opened = sentence.text[plain.end : bracketed.start].strip()[:1] in ("(", "（")
        between = sentence.words_between(plain.end, bracketed.start)
        if is_opened and not between and cue.start - bracketed.end <= 2:
            return True
    return False


def _has_signed_bracket(sentence: Line) -> bool:
    """Whether a rate in brackets has a sign: ``(-0.4% y/y)``."""
    return any(
        number.unit == "percent"
        and number.text[0] in SIGNS
        and sentence.text[: number.start].endswith(("(", "（"))
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


def _aside(left: Left, start: int, document: str) -> SetAside:
    start, text = start + left.number.start, left.number.text
    return SetAside(Spot(document, text, start, start + len(text)), left.reason)
