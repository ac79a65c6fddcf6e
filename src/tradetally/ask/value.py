"""A question after one number: how much, how fast, which share, how many, which place."""

from __future__ import annotations

from dataclasses import replace

from tradetally import codes
from tradetally.ask import place
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.latest import latest
from tradetally.ask.reply import Reply, Row
from tradetally.ask.understand import Meant
from tradetally.ask.unknown import unknown
from tradetally.cells import Measure
from tradetally.statements import Figure
from tradetally.tally.answer import Answer

_MONTHS = 24


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return the number asked for, or what the book has instead."""
    figure = meant.figures[0]
    if figure.indicator == "rank":
        return place.reply(meant, asked_of)
    found = known(figure, meant, asked_of)
    if found is None:
        return unknown(figure, asked_of)
    assumed = None if meant.is_dated else found.figure.period
    text = asked_of.sentences.whole(asked_of.sentences.said(found), [found], assumed)
    rows = _months(found.figure, asked_of) if asked_of.wants_chart else ()
    return Reply(
        asked_of.question, asked_of.language, "value", text, (found.figure,), (found,), rows
    )


def _months(figure: Figure, asked_of: AskedOf) -> tuple[Row, ...]:
    """Return level and growth of two years' months up to the end of a figure's period."""
    cell = figure.cell
    if figure.indicator not in ("level", "growth") or cell.measure.is_count:
        return ()
    last = figure.period.last_month
    months = [Figure(name, cell.at(last.shift(-back)))
              for name in ("level", "growth") for back in reversed(range(_MONTHS))]  # fmt: skip
    found = asked_of.answers(months)
    return tuple(Row("", "", found[month]) for month in months if month in found)


def known(figure: Figure, meant: Meant, asked_of: AskedOf) -> Answer | None:
    """Return the answer to a figure, in the latest period that has one where none is said.

    The quantity of a product that the book has no quantity of is answered by its value.
    """
    for one in (figure, *_in_value(figure, meant)):
        if not meant.is_dated:
            tried = [one.with_cell(one.cell.at(period)) for period in latest(one.period)]
            stated = asked_of.answers(tried)
            if stated:
                return next(stated[at] for at in tried if at in stated)
        found = asked_of.answer(one)
        if found.is_known:
            return found
    return None


def _in_value(figure: Figure, meant: Meant) -> tuple[Figure, ...]:
    """Return the value of what *how much crude oil* may ask the quantity or the value of."""
    cell = figure.cell
    if meant.hole != "quantity" or cell.measure is not Measure.VOLUME:
        return ()
    unit = codes.currency(cell.reporter)
    return (figure.with_cell(replace(cell, measure=Measure.VALUE, unit=unit)),)
