"""One statement, judged: the steps from tight support to loose accusation.

The steps are one visible list; the first that has something to say decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil

from tradetally.cells import EVERYTHING, Cell, Measure, Slice
from tradetally.figures import INDICATORS, level_of
from tradetally.figures.indicator import base_cell
from tradetally.figures.streak import REACH, condition
from tradetally.figures.text import normal
from tradetally.intervals import Interval, number_text
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally.knowledge import Evidence, Knowledge, is_pinned
from tradetally.tally.verdicts import Fit, Judgement, Revision, Verdict, fit, is_telling

_COMPARES = {"change", "growth", "share_change", "growth_change", "growth_gap",
             "contribution", "contribution_pp", "ratio", "average_growth"}  # fmt: skip

_SAYS_LITTLE = {"rank", "streak", "record", "count", "count_growing"}
"""What brings in many cells and narrows none of them much."""


@dataclass(frozen=True, slots=True)
class Case:
    """A statement with what it is judged by: the book, its round, the text's other statements.

    ``text`` are all statements of the text, ``others`` those of them that may serve as evidence.
    """

    statement: Statement
    knowledge: Knowledge
    round: Period
    published: date | None = None
    others: tuple[Statement, ...] = ()
    text: tuple[Statement, ...] = ()


Step = Callable[[Case], Verdict | None]


def judge(case: Case) -> Verdict:
    """Return the verdict of the first step that has one."""
    for step in STEPS:
        verdict = step(case)
        if verdict is not None:
            return verdict
    return Verdict(case.statement, Judgement.UNVERIFIABLE, "no evidence in the book reaches it")


def not_judged(case: Case) -> Verdict | None:
    """Forecasts are neither evidence nor judged; a conversion is no dollar figure."""
    if case.statement.is_forecast:
        return Verdict(case.statement, Judgement.UNVERIFIABLE, "a forecast is not judged")
    if not case.statement.is_converted:
        return None
    reason = "a conversion of the amount beside it, held against no official figure"
    rate = implied_rate(case.statement, case.text)
    if rate is None:
        return Verdict(case.statement, Judgement.UNVERIFIABLE, reason)
    reason += f"; it implies {number_text(rate.low, 5)}–{number_text(rate.high, 5)} to one"
    for other in case.text:
        against = implied_rate(other, case.text) if _is_alike(other, case.statement) else None
        if against is not None and not against.meets(rate):
            reason += f", where {other.place.text!r} implies another rate"
            return Verdict(case.statement, Judgement.DISPUTED, reason)
    return Verdict(case.statement, Judgement.UNVERIFIABLE, reason)


def _is_alike(one: Statement, other: Statement) -> bool:
    """Whether two statements are conversions into the same currency."""
    return one.is_converted and one.unit == other.unit


def implied_rate(converted: Statement, text: Sequence[Statement]) -> Interval | None:
    """Return the exchange rate that a conversion implies: the amount beside it over its own."""
    cell = converted.figure.cell
    for other in text:
        beside = other.figure.cell
        is_level = other.figure.indicator == "level" and not other.is_converted
        if is_level and beside.unit != cell.unit and replace(beside, unit=cell.unit) == cell:
            return other.interval / converted.interval
    return None


def not_over(case: Case) -> Verdict | None:
    """No figure of a period is fact before the period ends."""
    period = case.statement.figure.period
    if case.published is not None and period.last_day >= case.published:
        reason = f"{period} was not over when this was published ({case.published})"
        return Verdict(case.statement, Judgement.CONTRADICTED, reason)
    if period.stop > case.round.stop:
        reason = f"{period} goes past the round of the text, {case.round}"
        return Verdict(case.statement, Judgement.UNVERIFIABLE, reason)
    return None


def no_such_cell(case: Case) -> Verdict | None:
    """A quantity of all goods is no cell: tonnes and pieces do not add."""
    cell = case.statement.figure.cell
    if cell.measure is Measure.VOLUME and cell.slice.product is None and _is_national(case):
        reason = "there is no quantity of all goods: tonnes and pieces do not add"
        return Verdict(case.statement, Judgement.UNVERIFIABLE, reason)
    return None


def _is_national(case: Case) -> bool:
    return case.statement.figure.cell.slice == EVERYTHING


def by_streak(case: Case) -> Verdict | None:
    """A streak is as many conditions as it has periods, each in the round that covers it."""
    statement = case.statement
    if statement.figure.indicator != "streak" or statement.interval.low is None:
        return None
    held: list[Period] = []
    against: list[Period] = []
    because: list[Statement] = []
    length = min(REACH, ceil(statement.interval.low))
    for back in range(length):
        needed, where = condition(statement.figure, back)
        strict = case.knowledge.at_face_value(needed, case.round)
        if strict.interval.within(where):
            held.append(needed.period)
            because += strict.because
        elif not strict.interval.meets(where):
            loose = case.knowledge.at_face_value(needed, case.round, slack=True)
            if not loose.interval.meets(where):
                against.append(needed.period)
                because += strict.because
    evidence = Evidence(Interval.of(len(held), None), tuple(because))
    if against:
        reason = f"it did not hold in {', '.join(map(str, against))}"
        return Verdict(statement, Judgement.CONTRADICTED, reason, evidence)
    if len(held) == length:
        return Verdict(statement, Judgement.SUPPORTED, f"held in all {length}", evidence)
    if held:
        reason = f"held in {len(held)} of {length}, from {held[-1]} on; nothing speaks against it"
        return Verdict(statement, Judgement.CONSISTENT, reason, evidence)
    return Verdict(statement, Judgement.UNVERIFIABLE, "the book reaches none of its periods")


def by_round(case: Case) -> Verdict | None:
    """(a) Evidence of the same round: inside supports, apart contradicts, meeting is consistent."""
    statement = case.statement
    evidence = case.knowledge.in_round(statement.figure, case.round)
    lies = fit(statement, evidence.interval)
    if lies is Fit.INSIDE:
        revision = base_revision(case)
        return Verdict(statement, Judgement.SUPPORTED, _says(case), evidence, revision)
    if lies is Fit.APART:
        return _as_first_published(case, evidence) or Verdict(
            statement, Judgement.CONTRADICTED, _says(case), evidence
        )
    if is_telling(statement, evidence.interval):
        reason = f"{_says(case)}, allow it without pinning it"
        return Verdict(statement, Judgement.CONSISTENT, reason, evidence)
    return None


def _says(case: Case) -> str:
    return f"figures of the same round, {case.round}"


def _as_first_published(case: Case, later: Evidence) -> Verdict | None:
    """A level of an earlier period may be told as it was first published."""
    figure = case.statement.figure
    if figure.indicator != "level" or figure.period.stop >= case.round.stop:
        return None
    earlier = case.knowledge.earlier_level(figure.cell, case.round)
    if earlier is None or fit(case.statement, earlier.interval) is not Fit.INSIDE:
        return None
    revision = _revision(figure.cell, earlier.interval, later.interval)
    reason = f"as first published; {case.round} implies another level"
    return Verdict(case.statement, Judgement.REVISION, reason, earlier, revision)


def by_rounds(case: Case) -> Verdict | None:
    """(b) and (c) With other rounds at face value, then within the allowance for revisions."""
    evidence = case.knowledge.at_face_value(case.statement.figure, case.round)
    return _over_rounds(case, evidence, (), Judgement.CONTRADICTED)


def by_own_numbers(case: Case) -> Verdict | None:
    """A text's own other numbers lift a statement to consistent at most, or dispute it."""
    figure = normal(case.statement.figure)
    others = [s for s in case.others if s.figure.indicator not in _SAYS_LITTLE]
    own = linked(figure, [s for s in others if normal(s.figure) != figure])
    if not own:
        return None
    evidence = case.knowledge.at_face_value(figure, case.round, own)
    verdict = _over_rounds(case, evidence, own, Judgement.DISPUTED)
    if verdict is not None and verdict.judgement is Judgement.SUPPORTED:
        reason = "the text's own other numbers agree with it"
        return replace(verdict, judgement=Judgement.CONSISTENT, reason=reason)
    return verdict


def linked(figure: Figure, others: Sequence[Statement]) -> tuple[Statement, ...]:
    """Return the statements that bear on a figure: of the same slices, or of theirs in turn.

    All goods together link nothing: every share has them, and official figures pin them.
    """
    wanted = _scopes(figure) or {_whole(figure)}
    found: list[Statement] = []
    rest = list(others)
    while True:
        near = [s for s in rest if (_scopes(s.figure) or {_whole(s.figure)}) & wanted]
        if not near:
            return tuple(found)
        found += near
        rest = [s for s in rest if s not in near]
        wanted.update(scope for s in near for scope in _scopes(s.figure))


def _whole(figure: Figure) -> tuple[Slice, Measure]:
    return EVERYTHING, figure.cell.measure


def _scopes(figure: Figure) -> set[tuple[Slice, Measure]]:
    cells = INDICATORS[figure.indicator].cells(figure)
    return {(c.slice, c.measure) for c in cells if c.slice != EVERYTHING}


def _over_rounds(
    case: Case, evidence: Evidence, own: tuple[Statement, ...], apart: Judgement
) -> Verdict | None:
    statement = case.statement
    lies = fit(statement, evidence.interval)
    beside = "the text's own other numbers" if own else "other rounds at face value"
    if lies is Fit.INSIDE and is_telling(statement, evidence.interval):
        return Verdict(statement, Judgement.SUPPORTED, beside, evidence)
    if lies is Fit.INSIDE and statement.interval.width is None:
        return Verdict(statement, Judgement.SUPPORTED, beside, evidence)
    if lies is not Fit.APART:
        if is_telling(statement, evidence.interval):
            return Verdict(statement, Judgement.CONSISTENT, f"{beside} allow it", evidence)
        return None
    loose = case.knowledge.at_face_value(statement.figure, case.round, own, slack=True)
    if fit(statement, loose.interval) is Fit.APART:
        return Verdict(statement, apart, f"{beside}, and no usual revision, allow it", evidence)
    if statement.figure.indicator in _COMPARES:
        reason = f"{beside} do not meet it; a revision within the allowance reconciles them"
        return Verdict(statement, Judgement.REVISION, reason, evidence, needed_revision(case, own))
    reason = f"{beside} allow it only with a revision within the allowance"
    return Verdict(statement, Judgement.CONSISTENT, reason, evidence)


def base_revision(case: Case) -> Revision | None:
    """Return how the base of a growth rate moved since it was first published, if it did."""
    figure = case.statement.figure
    if figure.indicator != "growth":
        return None
    base = base_cell(case.knowledge.with_unit(figure))
    earlier = case.knowledge.earlier_level(base, case.round)
    later = level_of(case.knowledge.solution(case.round).levels, base)
    if earlier is None or not is_pinned(later) or earlier.interval.meets(later):
        return None
    return _revision(base, earlier.interval, later)


def needed_revision(case: Case, own: tuple[Statement, ...]) -> Revision | None:
    """Return the revision of the base that would make a growth rate true."""
    figure = case.statement.figure
    if figure.indicator != "growth":
        return None
    base = base_cell(case.knowledge.with_unit(figure))
    earlier = case.knowledge.earlier_level(base, case.round)
    now = case.knowledge.at_face_value(
        replace(figure, indicator="level", base=None), case.round, own
    )
    if earlier is None or not now.interval.is_bounded:
        return None
    factor = case.statement.interval * Fraction(1, 100) + 1
    return _revision(base, earlier.interval, now.interval / factor)


def _revision(cell: Cell, first: Interval, later: Interval) -> Revision | None:
    if not first.is_positive():
        return None
    return Revision(cell, first, later, later / first - 1)


STEPS: tuple[Step, ...] = (
    not_judged,
    not_over,
    no_such_cell,
    by_streak,
    by_round,
    by_rounds,
    by_own_numbers,
)
