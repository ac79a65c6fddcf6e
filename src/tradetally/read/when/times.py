"""Which period a number is of."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import lru_cache

from tradetally.languages import Cue, Number, When
from tradetally.periods import Period
from tradetally.read.line.comparisons import (
    THEN,
    compared,
    governing,
    owned_base,
    said_then,
)
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Topic

SAME = "same-then"  # says when something was, and nothing of a base
_TIE = 2  # characters of a comma with its blank
_NEAR = 6  # characters of a tie, with the blanks around it


@lru_cache(maxsize=64)
def plain_whens(line: Line) -> tuple[When, ...]:
    """Return the periods of a sentence that its numbers may be of: not those compared with."""
    if not line.whens:
        return ()
    prior = compared(line)
    return tuple(
        [
            when
            for when in line.whens
            if governing(line, when) is None
            and multiple_of(line, when) is None
            and not any(_is_of(line, when, n) for n in prior)
            and not _is_of_base(line, when)
            and not is_of_multiple(line, when)
        ]
    )


def is_told(when: When, published: date | None) -> bool:
    """Whether a text of that day may be about a period: one that is over, or a fiscal year."""
    return published is None or when.fiscal is not None or when.period.last_day <= published


def _is_of_old_balance(line: Line, when: When, other: Number) -> bool:
    """Whether a period is of what a balance was: ``swung from a deficit of $2bn in January``."""
    number = next((n for n in reversed(line.numbers) if n.end <= when.start), None)
    if number is None or number.start == other.start or when.start - number.end > _NEAR:
        return False
    source = line.last_before(number.start, "link")
    while source is not None and source.value == "of":
        source = line.last_before(source.start, "link")
    if source is None or source.value != "from":
        return False
    between = line.between(source.end, number.start)
    is_balance = any(cue.value in ("deficit", "surplus") for cue in between)
    return is_balance and not any(source.end <= n.start < number.start for n in line.numbers)


def is_of_multiple(line: Line, when: When) -> bool:
    """Whether a period is what a multiple is of: ``2.1 times the level of 2020``."""
    number = next((n for n in reversed(line.numbers) if n.end <= when.start), None)
    if number is None or number.unit != "ratio" or when.start - number.end > 30:
        return False
    between = line.between(number.end, when.start)
    links = [cue.value for cue in between if cue.kind == "link"]
    return (
        links[-1:] in (["of"], ["in"])
        and len(links) == 1
        and not any(cue.kind in ("break", "move", "base") for cue in between)
    )


def multiple_of(line: Line, when: When) -> Number | None:
    """Return the multiple of a period that stands right behind it: ``是2022年的2.3倍``."""
    number = next((n for n in line.numbers if n.start >= when.end), None)
    if number is None or number.unit != "ratio" or number.start - when.end > 3:
        return None
    return number if not line.words_between(when.end, number.start) else None


def _is_of_base(line: Line, when: When) -> bool:
    """Whether a period only dates a base: ``from the same period in 2018``."""
    base = line.last_before(when.start, "base")
    return (
        base is not None and base.value.startswith("same") and are_near(line, base.end, when.start)
    )


def _is_of(line: Line, when: When, number: Number) -> bool:
    """Whether a period right behind a number is that number's: ``from $183 billion in 2010``."""
    if when.start < number.end or any(number.end <= n.start < when.start for n in line.numbers):
        return False
    if line.between(number.end, when.start, "break"):
        return False
    said = line.last_before(when.start, "level")
    if said is None or said.start < number.end:
        return True
    tie = line.first_after(said.end, "link")  # $4bn recorded in May
    return tie is not None and tie.start - said.end <= 1 and tie.end < when.start


def period_of(
    line: Line, number: Number, topics: tuple[Topic, ...], fallback: Period | None
) -> Period | None:
    """Return the period of a number that is no comparison."""
    plain = [w for w in plain_whens(line) if not _is_of_old_balance(line, w, number)]
    then = _then(line, number)
    if then is not None:
        return then.period
    same = _same_in(line, number, fallback)
    if same is not None:
        return same
    before = [when for when in plain if when.end <= number.start]
    after = _after(line, number, plain, topics)
    if after is not None and (
        _is_other(line, number, after, fallback) or (before and _explains(line, number, after))
    ):
        after = None
    if after is not None and not (before and _is_of_next_verb(line, number, after)):
        return after.period
    if before:
        return before[-1].period
    if len({when.period for when in plain}) == 1:
        alone = plain[0]
        is_other = _is_other(line, number, alone, fallback)
        if not (is_other or _opens_other_clause(line, number, alone)):
            return alone.period
    return fallback


def _same_in(line: Line, number: Number, fallback: Period | None) -> Period | None:
    """Return the same months of a year: ``In the corresponding period of 2019, exports were …``."""
    same = next((cue for cue in line.of("base") if cue.value == SAME), None)
    if same is None or fallback is None or same.start > 0 or same.end > number.start:
        return None
    when = next((when for when in line.whens if are_near(line, same.end, when.start)), None)
    is_year = when is not None and same.end <= when.start and when.period.months == 12
    return in_year(when.period, fallback) if when is not None and is_year else None


def _opens_other_clause(line: Line, number: Number, when: When) -> bool:
    """Whether a period behind a number is another's: ``rose 5%, while in May imports fell 3%``."""
    own = next((n for n in line.numbers if n.start >= when.end), None)
    if own is None or number.end > when.start:
        return False
    parted = line.between(number.end, when.start, "break")
    joined = line.between(when.end, own.start, "break")
    is_parted = any(cue.value == "hard" for cue in parted)
    return is_parted and not any(cue.value == "hard" for cue in joined)


def _then(line: Line, number: Number) -> When | None:
    """Return the period of a clause that says what was then: ``in 2019, when exports fell 5%``."""
    if not line.whens:
        return None
    when = next((c for c in reversed(line.of("stop")) if c.value == "when"), None)
    if when is None or when.start >= number.start or line.between(when.end, number.start, "break"):
        return None
    return next((w for w in line.whens if 0 <= when.start - w.end <= _TIE), None)


def _explains(line: Line, number: Number, when: When) -> bool:
    """Whether a period is behind what explains a change: ``on the back of demand in May``."""
    return any(cue.value == "cause" for cue in line.between(number.end, when.start, "stop"))


def _is_of_next_verb(line: Line, number: Number, when: When) -> bool:
    """Whether a period behind *and* opens what is said of the next number.

    In ``rose 3% and the figure for the third quarter stood at 5%`` it is none of the 3%.
    """
    ands = [c for c in line.between(number.end, when.start, "break") if c.value == "and"]
    following = next((n for n in line.numbers if n.start >= when.end), None)
    return (
        bool(ands)
        and following is not None
        and bool(line.between(when.end, following.start, "move", "level", "reached", "passed"))
    )


def _is_other(line: Line, number: Number, when: When, usual: Period | None) -> bool:
    """Whether a period behind the number's clause is of another: ``while it was … in 2019``.

    It is one of a year before, or one that no number is of: ``despite the duties put on in July``.
    So is one before the usual that only explains: ``as ships ordered in 2019 were delivered``.
    """
    if usual is None or when.period == usual:
        return False
    hard = [c for c in line.between(number.end, when.start, "break") if c.value == "hard"]
    if not hard:
        return _explains(line, number, when) and when.period.stop <= usual.year_earlier().stop
    is_aside = bool(line.between(hard[-1].end, when.start, "aside"))
    is_of_none = is_aside or not any(hard[-1].end <= n.start for n in line.numbers)
    return is_of_none or when.period == usual.year_earlier()


def _after(line: Line, number: Number, plain: list[When], topics: tuple[Topic, ...]) -> When | None:
    """Return the period behind a number, before its clause ends or another subject starts."""
    if not plain:
        return None
    end = len(line.text)
    for cue in line.cues[bisect_left(line.starts, number.end) :]:
        if cue.kind == "compare" or (cue.kind == "break" and cue.value in ("hard", "comma")):
            end = cue.start
            break
    for topic in topics:
        if number.end < topic.start < end and topic.aside is None:
            between = [n for n in line.numbers if number.end <= n.start < topic.start]
            verbs = line.between(topic.end - 1, end, "move", "level", "passed", "reached")
            if between or verbs:
                end = topic.start
                break
    found = [when for when in plain if number.end <= when.start < end]
    return found[0] if found else None


def leads_to(line: Line, start: Period, end: Period) -> bool:
    """Whether a change leads from a period to the next: ``from a deficit in May to a surplus``."""
    if start != end.previous():
        return False
    links = [cue.value for cue in line.of("link")]
    return "from" in links and "to" in links[links.index("from") :]


def prior_period(
    line: Line, number: Number, period: Period | None, is_forecast: bool
) -> Period | None:
    """Return the period of a number that is compared with: said, or the one before."""
    if is_forecast:
        return period
    stop = _clause_end(line, number)
    cue = governing(line, number)
    start = cue.end if cue is not None else number.start
    said = [w for w in line.whens if start <= w.start < stop and not _of_next(line, w, number)]
    if said:
        return _same_of_year(line, said[0], period)
    if period is None:
        return None
    if period.months > 12:
        return Period.year(period.first_year)
    bases = [c for c in line.of("base") if c.value != "same-then"]
    behind = [c for c in bases if number.end <= c.start < stop]
    if number.unit == "percent":  # growth year on year says nothing of when
        behind = [c for c in behind if c.value != "year"]
    own = owned_base(line, number) or next((c for c in bases if _stands_at(c, line, number)), None)
    base = own or next(iter(behind), None) or said_then(line, number)
    if base is not None:
        return by_base(base.value, period)
    if any(start <= c.start < stop for c in line.of("previous")):
        return period.previous()
    return period.previous() if period.months in (1, 3) else period.year_earlier()


def _stands_at(base: Cue, line: Line, number: Number) -> bool:
    """Whether a time is behind the comparing word: ``against the year-before deficit of $5bn``."""
    cue = governing(line, number)
    return cue is not None and cue.end <= base.start < number.start and base.value in THEN


def _same_of_year(line: Line, when: When, period: Period | None) -> Period:
    """Return a period; the same months of it where it is the year of these.

    In ``from $4 billion in the same month of 2019`` it is the month.
    """
    same = line.last_before(when.start, "base")
    is_same = same is not None and same.value == SAME and are_near(line, same.end, when.start)
    return in_year(when.period, period) if is_same and period is not None else when.period


def are_near(line: Line, start: int, end: int) -> bool:
    """Whether only a tie stands between two marks."""
    return end - start < _NEAR and not line.words_between(start, end)


def _of_next(line: Line, when: When, number: Number) -> bool:
    return any(number.end <= n.start < when.start for n in line.numbers)


def _clause_end(line: Line, number: Number) -> int:
    for cue in line.of("break"):
        if cue.start >= number.end and cue.value in ("hard", "comma"):
            return cue.start
    return len(line.text)


def in_year(base: Period, period: Period) -> Period:
    """Return a base that is a year as the same months of that year: a quarter against 2019."""
    if base.months == 12 and period.months < 12:
        return period.shift(12 * (base.first_year - period.first_year))
    return base


def by_base(value: str, period: Period) -> Period:
    """Return the base that a cue of its kind means: the period before, or a year earlier."""
    return period.previous() if value.startswith("previous") else period.year_earlier()
