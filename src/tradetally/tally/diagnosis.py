"""Did you mean: the small edit of a claim that makes it true.

``slips`` yields other figures that the number may be of, ``misprints`` other numbers that the
figure may have; ``coincidence`` says how much better each explains the claim than chance does.
They are ranked by that, and what does not beat chance clearly is not shown. The kinds:

=====================  ==========================================================================
``digits transposed``  two digits exchanged: 560 for 650
``digit``              one digit wrong or lost: 680 for 650
``truncated``          cut off for rounded: 45.46 for 45.468
``sign``               a fall for a rise
``scale``              billion for trillion, 亿 for 万亿, a decimal point
``percent for points`` percent for percentage points, and the other way round
``currency``           dollars for yuan, and the other way round
``measure``            volume for value, and the other way round
``flow``               exports for imports or total
``year``               the same months of another year
``period``             a month for the year to date, a quarter for a half
``partner``            one partner for another, or for all of them
``region``             the same of regions
``product``            the same of products
``another definition`` another official definition of the same name
=====================  ==========================================================================

A figure of all goods' quantity, and one of a period that is not over, cannot be right as said: it
counts as spoken against. Another definition is also shown, after all that fits, for a figure
that the book does not reach, whether or not the number fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tradetally.cells import Measure
from tradetally.figures.text import normal, write_figure
from tradetally.intervals import Interval, number_text
from tradetally.periods import Period
from tradetally.statements import Figure, Statement
from tradetally.tally import slips
from tradetally.tally.coincidence import MARGIN, Standing, best, said_range, score
from tradetally.tally.knowledge import Evidence, Knowledge
from tradetally.tally.lasting import lasting
from tradetally.tally.misprints import Edit, misprints
from tradetally.tally.published import published, published_over_rounds
from tradetally.tally.verdicts import Diagnosis, Fit, fit, is_telling

LEAST_OVERLAP = Fraction(1, 3)
"""How much of the evidence a claim must hold, where it does not hold all of it."""


def diagnose(
    statement: Statement, knowledge: Knowledge, round_: Period, *, is_accused: bool = False
) -> Diagnosis | None:
    """Return the best explanation of a claim that does not stand, or none."""
    return next(iter(diagnoses(statement, knowledge, round_, is_accused=is_accused)), None)


def diagnoses(
    statement: Statement, knowledge: Knowledge, round_: Period, *, is_accused: bool = False
) -> tuple[Diagnosis, ...]:
    """Return the explanations of a claim that does not stand, the best first.

    ``is_accused`` says that something other than official figures speaks against it.
    """
    if statement.is_forecast or statement.is_converted:
        return ()
    own = _own(statement.figure, knowledge, round_)
    standing = _standing(statement, own, round_, is_accused=is_accused)
    found = [*_of_number(statement, own, standing)]
    found += _of_figure(statement, knowledge, round_, standing)
    ranked = sorted(found, key=lambda one: -one.score)
    return (
        *lasting(statement, knowledge, round_),
        *(one for one in ranked if one.score >= MARGIN),
        *_definitions(statement, own, knowledge, round_),
    )


def _own(figure: Figure, knowledge: Knowledge, round_: Period) -> tuple[Evidence, ...]:
    """Return what is known of the figure as said: in this round, in its own, at face value."""
    if not _is_reached(figure, knowledge):
        return ()
    found = [knowledge.in_round(figure, round_), *_printed(figure, knowledge, round_)]
    known = tuple(one for one in found if one.interval.is_bounded)
    return known or _over_rounds(figure, knowledge, round_)


def _is_reached(figure: Figure, knowledge: Knowledge) -> bool:
    """Whether the book speaks of a figure, or of the years to date that it is a difference of."""
    if knowledge.reaches(figure):
        return True
    period = figure.period
    if period.is_year_to_date or period.first_year != period.last_year:
        return False
    return knowledge.reaches(figure.with_cell(figure.cell.at(Period.year_to_date(period))))


def _over_rounds(figure: Figure, knowledge: Knowledge, round_: Period) -> tuple[Evidence, ...]:
    computed = published_over_rounds(figure, knowledge, round_)
    return () if computed is None else (computed,)


def _standing(
    statement: Statement, own: tuple[Evidence, ...], round_: Period, *, is_accused: bool
) -> Standing:
    cell = statement.figure.cell
    is_impossible = cell.period.stop > round_.stop or (
        cell.measure is Measure.VOLUME and cell.slice.product is None
    )
    is_apart = bool(own) and fit(statement, own[0].interval) is Fit.APART
    return Standing.AGAINST if is_accused or is_impossible or is_apart else Standing.UNREACHED


def _of_number(
    statement: Statement, own: tuple[Evidence, ...], standing: Standing
) -> Iterator[Diagnosis]:
    """Yield the misprints, the best of each kind."""
    found: dict[str, Diagnosis] = {}
    for evidence in own:
        for edit in misprints(statement, evidence.interval):
            shown = _diagnosis(edit, evidence, statement, standing)
            if shown and (edit.kind not in found or found[edit.kind].score < shown.score):
                found[edit.kind] = shown
    yield from found.values()


def _of_figure(
    statement: Statement, knowledge: Knowledge, round_: Period, standing: Standing
) -> Iterator[Diagnosis]:
    """Yield the slips of the subject that fit; a kind that cannot beat chance is not tried."""
    for kind, edits in slips.NEAR:
        if best(kind, statement, standing) >= MARGIN:
            near = [one for one in edits(statement) if _is_over(one[0], round_)]
            yield from _fitting(statement, kind, near, (knowledge, round_, standing))
    for kind, edits in slips.SLICES:
        if best(kind, statement, standing) >= MARGIN:
            far = [one for one in edits(statement) if _is_reached(one[0].figure, knowledge)]
            if best(kind, statement, standing, len(far)) >= MARGIN:
                yield from _fitting(statement, kind, far, (knowledge, round_, standing))


def _is_over(statement: Statement, round_: Period) -> bool:
    return statement.figure.period.stop <= round_.stop


def _fitting(
    statement: Statement,
    kind: str,
    edits: list[tuple[Statement, float]],
    known: tuple[Knowledge, Period, Standing],
) -> Iterator[Diagnosis]:
    """Yield the edits of one kind that the evidence fits; those it reaches share the chances."""
    knowledge, round_, standing = known
    reached = [
        (edited, weight, evidence)
        for edited, weight in edits
        if (evidence := _evidence(edited.figure, knowledge, round_))
    ]
    every = sum(weight for _, weight, _ in reached)
    for edited, weight, evidences in reached:
        edit = Edit(kind, edited, weight / every)
        shown = [_diagnosis(edit, one, statement, standing) for one in evidences]
        yield from sorted(filter(None, shown), key=lambda one: -one.score)[:1]


def _evidence(figure: Figure, knowledge: Knowledge, round_: Period) -> tuple[Evidence, ...]:
    found = tuple(_printed(figure, knowledge, round_))
    return found or _over_rounds(figure, knowledge, round_)


def _printed(figure: Figure, knowledge: Knowledge, round_: Period) -> Iterator[Evidence]:
    """Yield what this round prints of a figure, and what the round of its own period did."""
    for one in dict.fromkeys((round_, min(round_, figure.period.last_month))):
        found = published(figure, knowledge, one)
        if found is not None:
            yield found


def _diagnosis(
    edit: Edit, evidence: Evidence, said: Statement, standing: Standing
) -> Diagnosis | None:
    """Return an edit as a diagnosis, if the evidence makes it true."""
    share = _overlap(edit.statement, evidence.interval)
    if not share:
        return None
    bits = score(edit.kind, edit.share * share, said, standing)
    meant = _meant(said, edit.statement)
    return Diagnosis(edit.kind, meant, evidence.interval, evidence.because, bits)


def _overlap(statement: Statement, evidence: Interval) -> float:
    """Return how much of the evidence lies in a claim: 0 if that is too little to call it true."""
    lies = fit(statement, evidence)
    if lies is Fit.APART or not (is_telling(statement, evidence) or lies is Fit.INSIDE):
        return 0.0
    common = evidence.intersect(said_range(statement))
    if common is None or common.width is None or evidence.width is None:
        return 0.0
    if not evidence.width:
        return 1.0
    share = common.width / evidence.width
    return float(share) if share >= LEAST_OVERLAP else 0.0


def _meant(before: Statement, after: Statement) -> str:
    if normal(before.figure) != normal(after.figure):
        return write_figure(after.figure)
    return f"{number_text(Fraction(after.value))} {after.unit}"


def _definitions(
    statement: Statement, own: tuple[Evidence, ...], knowledge: Knowledge, round_: Period
) -> Iterator[Diagnosis]:
    """Yield the other definitions of a figure that the book does not reach."""
    if own:
        return
    for edited, _ in slips.definition(statement):
        if not knowledge.reaches(edited.figure):
            continue
        for evidence in _evidence(edited.figure, knowledge, round_)[:1]:
            if is_telling(edited, evidence.interval) and evidence.because:
                meant = write_figure(edited.figure)
                yield Diagnosis("another definition", meant, evidence.interval, evidence.because)
