"""A question since when, or for how long, something has held."""

from __future__ import annotations

from dataclasses import replace

from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.ask.understand import Meant
from tradetally.ask.unknown import unknown
from tradetally.statements import Figure


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return for how many periods in a row it held, and which was the first.

    Each period counts as the latest round that has it: at least so many, where the book's
    history ends before the streak does.
    """
    figure = meant.figures[0]
    found = asked_of.answers([figure]).get(figure)
    if found is None:
        return _not_held(figure, meant, asked_of)
    low = int(found.evidence.interval.low or 0)
    sentences = asked_of.sentences
    first = figure.period.shift(-(low - 1) * figure.period.months)
    ended = found.evidence.interval.is_point
    said = sentences.said(found)
    key = "streak_since" if ended else "streak_reach"
    clause = sentences(key, sentence=said, period=sentences.period(first))
    assumed = None if meant.is_dated else figure.period
    text = sentences.whole(clause, [found], assumed)
    return Reply(asked_of.question, asked_of.language, "since", text, (figure,), (found,))


def _not_held(figure: Figure, meant: Meant, asked_of: AskedOf) -> Reply:
    """Return the growth of the last period, where that is not what was asked for."""
    growth = replace(figure, indicator="growth", held=None, among=None)
    found = asked_of.answers([growth]).get(growth)
    if found is None:
        return unknown(figure, asked_of)
    sentences = asked_of.sentences
    clause = sentences(
        "streak_none", period=sentences.period(figure.period), sentence=sentences.said(found)
    )
    assumed = None if meant.is_dated else figure.period
    text = sentences.whole(clause, [found], assumed)
    return Reply(asked_of.question, asked_of.language, "since", text, (figure,), (found,))
