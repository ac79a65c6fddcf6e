"""What is known before the first sentence: whose trade, when, in which money, measured how.

It is told by all sentences of an item together, after a first look at each.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from tradetally import codes
from tradetally.languages import Language
from tradetally.periods import Period
from tradetally.read.line.comparisons import governing
from tradetally.read.line.context import Context
from tradetally.read.line.items import Place
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import SIGNS, is_money
from tradetally.read.subject import reporters
from tradetally.read.subject.home import first_place
from tradetally.read.subject.owners import main_reporter
from tradetally.read.subject.theme import theme
from tradetally.read.when.dated import says_year
from tradetally.read.when.times import is_told, leads_to, plain_whens

_FIRST_SENTENCES = 9  # sentences that tell which year a text is about
_FROM_PREVIOUS = ("US", "GB", "CA", "AU")  # seasonally adjusted releases


def opening(every: list[Line], published: date | None, tongue: Language) -> Context:
    """Return what is known before the first sentence: whose trade, when, in which money."""
    is_slices_first = tongue.GRAMMAR.get("order") == "slices-first"
    reporter = main_reporter(every) if is_slices_first else reporters.reporter(every)
    place = Place(reporter, tongue)
    is_marked = any(map(_marks_years_in_brackets, every))
    is_marked = is_marked or _opens_from_previous(every)
    is_from_previous = is_marked or _changes_from_previous(every, reporter)
    return Context(
        published=published,
        reporter=reporter,
        main_period=_main_period(every, published),
        theme=theme(every, place),
        source=first_place(every, place) if is_slices_first else None,
        currency=_currency(every, reporter),
        changes_from_previous=is_from_previous,
        has_signs=is_marked and any(map(_has_signed_bracket, every)),
        rates_from_previous=is_marked or (is_from_previous and reporter in _FROM_PREVIOUS),
    )


def _main_period(every: list[Line], day: date | None) -> Period | None:
    """Return the period of the first sentence that states trade and says when.

    Where half of these are of the year of publication, that of the first one that is.
    """
    said: list[Period] = []
    for sentence in every:
        if not (sentence.whens and sentence.of("flow")):
            continue
        over = [w.period for w in plain_whens(sentence) if is_told(w, day)]
        is_start = len(over) > 1 and leads_to(sentence, over[0], over[1])
        said += over[1:2] if is_start else over[:1]
        if len(said) == (_FIRST_SENTENCES if day is not None else 1):
            break
    now = [period for period in said if day is not None and period.last_year == day.year]
    return next(iter(now if len(now) * 2 >= len(said) else said), None)


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


def _opens_from_previous(every: list[Line]) -> bool:
    """Whether the first rates of a text are from the month or quarter before, and of no year."""
    first = next(
        (s for s in every if s.of("flow") and any(n.unit == "percent" for n in s.numbers)), None
    )
    if first is None or says_year(first):
        return False
    rates = [number for number in first.numbers if number.unit == "percent"]
    end = rates[1].start if len(rates) > 1 else len(first.text)
    return any(cue.value == "previous" for cue in first.between(0, end, "base"))


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
