"""What a change is measured from, where a sentence says so."""

from __future__ import annotations

from tradetally.languages import Cue, Number, When
from tradetally.periods import Period
from tradetally.read.line.comparisons import (
    THEN,
    base_ahead,
    governing,
    owned_base,
    past_flow,
    target_after,
)
from tradetally.read.line.marks import Line
from tradetally.read.when.times import SAME, are_near, by_base, in_year, is_of_multiple, multiple_of


def base_of(line: Line, number: Number, period: Period) -> Period | None:
    """Return what a change is measured from, where the sentence says so; else ``None``."""
    following = _stretch_end(line, number)
    preceding = max([n.end for n in line.numbers if n.end <= number.start], default=0)
    breaks = [c for c in line.of("break") if c.value == "hard" and c.start >= number.end]
    stop = min([following, *[c.start for c in breaks[:1]]])
    if number.unit == "ratio":
        for when in line.whens:
            if when.start >= number.end and is_of_multiple(line, when):
                return when.period
    compared = next((w.base for w in line.whens if w.base and w.period == period), None)
    if compared is not None:
        return compared
    behind = _base_behind(line, number, stop)
    monthly = line.first_after(number.end, "plain")
    if monthly is not None and monthly.value == "previous" and monthly.start - number.end <= 1:
        return period.previous()  # a 5% monthly rise
    if behind is not None:
        return by_base(behind.value, period)
    target = target_after(line, number, stop)
    is_value = target is not None and any(
        governing(line, n) is target for n in line.numbers if n.start >= number.end
    )
    is_own = target is not None and not _is_of_rate(line, number, target)
    if target is not None and is_own and not is_value and not _is_of_other(line, number, target):
        whens = [w for w in line.whens if target.end <= w.start < stop]
        start = past_flow(line, target)
        if whens and not line.between(start, whens[0].start, "break", "move", "flow"):
            return in_year(whens[0].period, period)
    since = _since(line, number, period)
    if since is not None:
        return since
    named = named_bases(line, number)
    if named:
        return in_year(_of_listed(line, number, named).period, period)
    if number.unit == "pp":
        return None
    before = _base_before(line, number, preceding)
    return None if before is None else by_base(before.value, period)


def _since(line: Line, number: Number, period: Period) -> Period | None:
    """Return the period that a change is measured since: ``have grown by 90% since 2010``."""
    cue = line.first_after(number.end, "compare")
    if (
        number.unit != "percent"
        or cue is None
        or cue.value != "since"
        or cue.start - number.end > 1
    ):
        return None
    when = next(
        (w for w in line.whens if are_near(line, cue.end, w.start) and w.start >= cue.end), None
    )
    is_before = when is not None and when.period.stop <= period.start
    return in_year(when.period, period) if is_before and when is not None else None


def _base_before(line: Line, number: Number, preceding: int) -> Cue | None:
    """Return the base since the number before, or that of the month before which opens it all."""
    own = owned_base(line, number)  # "the previous month's 3 percent" is of that month
    for cue in reversed(line.between(preceding, number.start, "base")):
        if cue is own or cue.value == SAME or _closes_bracket(line, cue, preceding):
            continue
        if not (_is_apposed(line, cue) or _dates_compared(line, cue)):
            return cue
    lead = [c for c in line.of("base") if c.start < number.start and c.value.startswith("previous")]
    return lead[-1] if lead and not [n for n in line.numbers if n.end <= lead[-1].start] else None


def _is_apposed(line: Line, base: Cue) -> bool:
    """Whether a base only says what a period is: ``than in May, the month before the strike``."""
    comma = line.last_before(base.start, "break")
    is_near = comma is not None and comma.value == "comma" and base.start - comma.end <= 1
    return is_near and comma is not None and any(when.end == comma.start for when in line.whens)


def _dates_compared(line: Line, base: Cue) -> bool:
    """Whether a time is that of a number that is compared: ``after a 3% fall the month before``."""
    if base.value not in THEN:
        return False
    before = next((n for n in reversed(line.numbers) if n.end <= base.start), None)
    return before is not None and governing(line, before) is not None


def _closes_bracket(line: Line, base: Cue, number_end: int) -> bool:
    """Whether a base is only that of the number before it, in brackets: ``4% (2% y/y) after``."""
    following = line.first_after(base.end, "break")
    closes = following is not None and following.value == "bracket"
    is_near = following is not None and following.start - base.end <= 1
    return closes and is_near and not line.words_between(number_end, base.start)


def _is_of_rate(line: Line, number: Number, target: Cue) -> bool:
    """Whether a rate itself is compared: in ``fell 3%, worse than in May`` May is no base."""
    comma = line.last_before(target.start, "break")
    if comma is None or comma.value != "comma" or comma.start < number.end:
        return False
    return line.words_between(comma.end, target.start) != ""


def _is_of_other(line: Line, number: Number, target: Cue) -> bool:
    """Whether what is compared is another's: ``up 20% on oil, whose volumes rose from May``."""
    its = next(
        (
            cue
            for cue in line.between(number.end, target.start, "refer", "stop")
            if cue.value in ("its", "relative")
        ),
        None,
    )
    if its is None or not line.between(number.end, its.start, "break"):
        return False
    return bool(line.between(its.end, target.start, "move"))


def _base_behind(line: Line, number: Number, stop: int) -> Cue | None:
    """Return the base behind a number; in ``up 2%, faster than the month before`` it has none."""
    behind = line.between(number.end, stop, "base")
    owned = [owned_base(line, n) for n in line.numbers if n.start >= number.end]
    cue = next((cue for cue in behind if cue.value != SAME and cue not in owned), None)
    if cue is not None and _dates_compared(line, cue):
        return None
    if cue is None or number.unit != "percent":
        return cue
    return None if line.between(number.end, cue.start, "pace") else cue


def _stretch_end(line: Line, number: Number) -> int:
    """Return where the next number's own stretch starts; an amount that is the result is none."""
    for other in line.numbers:
        if other.start >= number.end:
            link = line.last_before(other.start, "link")
            is_result = (
                link is not None
                and link.value in ("to", "at")
                and link.start >= number.end
                and (other.unit != number.unit or number.unit not in ("percent", "pp"))
                and not line.words_between(link.end, other.start)
            )
            if not is_result:
                return other.start
    return len(line.text)


def start_of(line: Line, number: Number) -> Period | None:
    """Return the period that an average is counted from: *since 2015*, ahead of the number."""
    for when in line.whens:
        cue = governing(line, when) if when.end <= number.start else None
        if cue is not None and (cue.kind, cue.value) == ("link", "from"):
            return when.period
    return None


def named_bases(line: Line, number: Number) -> list[When]:
    """Return the periods that a number is compared with by words ahead of it."""
    multiplied = [when for when in line.whens if multiple_of(line, when) == number]
    if multiplied:
        return multiplied
    ahead = base_ahead(line, number)
    named = [w for w in line.whens if ahead and _is_named_base(line, w, ahead, number)]
    ends = {when.end for when in named}
    return [when for when in named if when.start not in ends]


def _of_listed(line: Line, number: Number, named: list[When]) -> When:
    """Return the base of a number: the one at its place where as many numbers are listed."""
    listed = [n for n in line.numbers if n.start >= named[-1].end and n.unit == number.unit]
    alike = listed[: len(named)]
    return named[alike.index(number)] if len(alike) == len(named) and number in alike else named[0]


def _is_named_base(line: Line, when: When, ahead: Cue, number: Number) -> bool:
    """Whether a period is what a comparing word names: right behind it, or right before it."""
    is_behind = ahead.end <= when.start and when.end <= number.start
    is_before = 0 <= ahead.start - when.end <= 2
    return is_behind or (is_before and not line.between(when.end, ahead.start, "flow"))
