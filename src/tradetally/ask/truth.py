"""A question whether something is so: yes, no, or not to be told, with the figure."""

from __future__ import annotations

from fractions import Fraction

from tradetally.ask import place
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.ask.understand import Meant
from tradetally.ask.unknown import unknown
from tradetally.ask.value import known
from tradetally.intervals import Interval
from tradetally.statements import Statement

_TINY = Fraction(1, 10**12)


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return whether what the question claims holds."""
    statement = meant.statements[0]
    if meant.figures[0].indicator == "rank":
        return place.reply(meant, asked_of, claim=statement.interval)
    found = known(meant.figures[0], meant, asked_of)
    if found is None:
        return unknown(meant.figures[0], asked_of)
    claim = _claim(statement, meant)
    seen = found.evidence.interval
    verdict = True if seen.within(claim) else False if not seen.meets(claim) else None
    sentences = asked_of.sentences
    key = {True: "yes", False: "no", None: "open"}[verdict]
    clause = sentences(key, sentence=sentences.said(found))
    if found.figure.indicator == "record" and found.levels:
        reach = min(cell.period for cell in found.levels)
        clause += sentences("reach", period=sentences.period(reach))
    assumed = None if meant.is_dated else found.figure.period
    text = sentences.whole(clause, [found], assumed)
    return Reply(
        asked_of.question,
        asked_of.language,
        "truth",
        text,
        (found.figure,),
        (found,),
        verdict=verdict,
    )


def _claim(statement: Statement, meant: Meant) -> Interval:
    """Return what is asked to be so: the number said, else the side of zero that it is on."""
    if meant.hole in ("said", "first", "second"):
        return statement.interval
    return Interval(None, -_TINY) if statement.value < 0 else Interval(_TINY, None)
