"""What the book does not say: named, with what it has beside it."""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.figures import INDICATORS
from tradetally.periods import Period
from tradetally.statements import Figure
from tradetally.tally.answer import Answer
from tradetally.tally.scopes import scopes_of, stated_about

_MOST_PERIODS = 4


def unknown(figure: Figure, asked_of: AskedOf, name: str = "") -> Reply:
    """Return a reply that names what is not known, the periods that are, and what is nearest."""
    sentences = asked_of.sentences
    text = sentences("unknown", name=name or sentences.named(figure))
    near = None
    periods = _periods(figure, asked_of)
    if periods:
        said = sentences.listed([sentences.period(one) for one in periods[-_MOST_PERIODS:]])
        text += sentences("unknown_has", periods=said)
    elif not name:
        near = _near(figure, asked_of)
    if near is not None:
        clause = sentences.whole(sentences.said(near), [near], None)
        text += sentences("unknown_near", sentence=clause)
    answers = () if near is None else (near,)
    return Reply(asked_of.question, asked_of.language, "unknown", text, (figure,), answers)


def _periods(figure: Figure, asked_of: AskedOf) -> list[Period]:
    """Return the periods of which the book says something of the figure's own slice and flow."""
    cell = figure.cell
    said = stated_about(scopes_of(figure), asked_of.book)
    of_slice = (one.figure for one in said if not one.is_forecast)
    stated = {
        one.period
        for one in of_slice
        if one.cell.slice == cell.slice and one.cell.flow is cell.flow
    }
    asked = [figure.with_cell(cell.at(one)) for one in sorted(stated)]
    return [one.period for one in asked_of.answers(asked)]


def _near(figure: Figure, asked_of: AskedOf) -> Answer | None:
    """Return what the book says of a wider slice: the same figure with a code less."""
    for wider in _wider(figure):
        if INDICATORS[wider.indicator].cells(wider):
            found = asked_of.answers([wider])
            if found:
                return next(iter(found.values()))
    return None


def _wider(figure: Figure) -> Iterator[Figure]:
    narrowed = [dimension for dimension, _ in figure.cell.slice.codes()]
    for dimension in narrowed:
        slice_ = figure.cell.slice.with_code(dimension, None)
        if figure.indicator in ("level", "growth", "change"):
            yield figure.with_cell(figure.cell.on(slice_))
