"""Did you mean: the small edit of a claim that makes it true.

Each kind of slip is a function from a claim to edited claims; the first kind, in the order of
``KINDS``, with an edit that the evidence supports tightly is the diagnosis. Another official
definition of the same name is shown wherever the book has one, whether or not its number fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from tradetally import codes
from tradetally.cells import Cell, Flow, Measure
from tradetally.figures.text import normal, usual_unit, write_figure
from tradetally.intervals import ANYTHING, decimal_of, number_text
from tradetally.periods import Period
from tradetally.statements import Figure, Relation, Statement
from tradetally.tally.knowledge import Evidence, Knowledge
from tradetally.tally.verdicts import Diagnosis, Fit, fit, is_telling

Edits = Callable[[Statement], Iterator[Statement]]

_FACTORS = tuple(Fraction(10) ** power for power in (3, -3, 4, -4, 8, -8, 6, -6, 1, -1))
_RATES = {"percent", "pp"}


def diagnose(statement: Statement, knowledge: Knowledge, round_: Period) -> Diagnosis | None:
    """Return the best explanation of a claim that does not stand, or none."""
    if statement.is_forecast or statement.is_converted:
        return None
    for kind, edits in KINDS:
        for edited in edits(statement):
            evidence = _evidence(edited.figure, knowledge, round_)
            if _is_right(edited, evidence):
                return Diagnosis(
                    kind, _said(statement, edited), evidence.interval, evidence.because
                )
    return _digits(statement, knowledge, round_) or _definition(statement, knowledge, round_)


def _evidence(figure: Figure, knowledge: Knowledge, round_: Period) -> Evidence:
    if not knowledge.reaches(figure):
        return Evidence(ANYTHING)
    found = knowledge.in_round(figure, round_)
    return found if found.interval.is_bounded else knowledge.at_face_value(figure, round_)


def _is_right(edited: Statement, evidence: Evidence) -> bool:
    return is_telling(edited, evidence.interval) and fit(edited, evidence.interval) is Fit.INSIDE


def _said(before: Statement, after: Statement) -> str:
    if normal(before.figure) != normal(after.figure):
        return write_figure(after.figure)
    return f"{number_text(Fraction(after.value))} {after.unit}"


def _sign(statement: Statement) -> Iterator[Statement]:
    if statement.value:
        yield replace(statement, value=-statement.value, interval=-statement.interval)


def _scale(statement: Statement) -> Iterator[Statement]:
    if statement.unit not in _RATES and not statement.figure.cell.measure.is_count:
        for factor in _FACTORS:
            yield _times(statement, factor)


def _times(statement: Statement, factor: Fraction) -> Statement:
    value = decimal_of(Fraction(statement.value) * factor)
    return replace(statement, value=value, interval=statement.interval * factor)


def _points(statement: Statement) -> Iterator[Statement]:
    """Percent said for percentage points, and the other way round."""
    twins = {
        "growth": ("growth_change", "contribution_pp"),
        "share": ("share_change",),
        "share_change": ("share",),
        "growth_change": ("growth",),
        "contribution_pp": ("contribution", "growth"),
        "contribution": ("contribution_pp", "share"),
    }
    for name in twins.get(statement.figure.indicator, ()):
        unit = "pp" if name in ("growth_change", "share_change", "contribution_pp") else "percent"
        yield replace(statement, unit=unit, figure=replace(statement.figure, indicator=name))


def _on_cell(statement: Statement, cell: Cell) -> Statement:
    return replace(statement, figure=normal(statement.figure.with_cell(cell)))


def _flow(statement: Statement) -> Iterator[Statement]:
    cell = statement.figure.cell
    for flow in (Flow.EXPORTS, Flow.IMPORTS, Flow.TOTAL):
        if flow is not cell.flow:
            yield _on_cell(statement, cell.of(flow))


def _measure(statement: Statement) -> Iterator[Statement]:
    """A quantity said for a value, and the other way round (growth only)."""
    cell = statement.figure.cell
    swap = {Measure.VOLUME: Measure.VALUE, Measure.VALUE: Measure.VOLUME}
    if cell.measure in swap and statement.figure.indicator == "growth":
        other = replace(cell, measure=swap[cell.measure], unit=None)
        yield _on_cell(statement, replace(other, unit=usual_unit(other)))


def _year(statement: Statement) -> Iterator[Statement]:
    cell = statement.figure.cell
    for months in (-12, 12, -24, 24):
        yield _on_cell(statement, cell.at(cell.period.shift(months)))


def _period(statement: Statement) -> Iterator[Statement]:
    """A month said for the year to date, a quarter for a half, and the other way round."""
    cell = statement.figure.cell
    last = cell.period.last_month
    others = [last, Period.year_to_date(last)]
    others += [Period(last.stop - n, n) for n in (3, 6, 12) if last.stop - n >= last.last_year * 12]
    for period in dict.fromkeys(others):
        if period != cell.period:
            yield _on_cell(statement, cell.at(period))


def _slice(statement: Statement) -> Iterator[Statement]:
    """One partner or region for another of the same list of peers or partition."""
    for cell in neighbours(statement.figure.cell):
        yield _on_cell(statement, cell)


def neighbours(cell: Cell) -> Iterator[Cell]:
    """Yield the cells of other partners or regions that one might be mistaken for."""
    for dimension in ("partner", "region"):
        own = getattr(cell.slice, dimension)
        if own is not None:
            name = codes.default_peers(dimension, own)
            lists = [codes.peers(name)] if name else []
            lists += [p.parts for p in codes.partitions(dimension) if own in p.parts]
            for code in dict.fromkeys(code for listed in lists for code in listed):
                if code != own:
                    yield cell.on(cell.slice.with_code(dimension, code))


def _digits(statement: Statement, knowledge: Knowledge, round_: Period) -> Diagnosis | None:
    """Two digits exchanged, or one digit wrong: held against what the evidence would print."""
    evidence = _evidence(statement.figure, knowledge, round_)
    middle, width = evidence.interval.middle, statement.interval.width
    if middle is None or not width or statement.relation is not Relation.EQ:
        return None
    said, right = round(Fraction(statement.value) / width), round(middle / width)
    kind = _slip(str(said), str(right))
    if kind is None:
        return None
    mean = f"{number_text(right * width)} {statement.unit}"
    return Diagnosis(kind, mean, evidence.interval, evidence.because)


def _slip(said: str, right: str) -> str | None:
    if len(said) != len(right):
        return None
    wrong = [at for at in range(len(said)) if said[at] != right[at]]
    if len(wrong) == 1:
        return "digit"
    if len(wrong) == 2 and [said[at] for at in wrong] == [right[at] for at in reversed(wrong)]:
        return "digits transposed"
    return None


def _definition(statement: Statement, knowledge: Knowledge, round_: Period) -> Diagnosis | None:
    """Another official definition that shares the product's words, where the book has it."""
    cell = statement.figure.cell
    product = cell.slice.product
    if product is None or not codes.is_known("product", product):
        return None
    for sibling in codes.lookup("product", product).siblings:
        other = _on_cell(statement, cell.on(cell.slice.with_code("product", sibling)))
        evidence = _evidence(other.figure, knowledge, round_)
        if is_telling(other, evidence.interval) and evidence.because:
            figure = write_figure(other.figure)
            return Diagnosis("another definition", figure, evidence.interval, evidence.because)
    return None


KINDS: tuple[tuple[str, Edits], ...] = (
    ("sign", _sign),
    ("scale", _scale),
    ("flow", _flow),
    ("measure", _measure),
    ("year", _year),
    ("period", _period),
    ("percent for points", _points),
    ("partner or region", _slice),
)
