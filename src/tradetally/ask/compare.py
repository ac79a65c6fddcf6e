"""A question which of two is larger or grew faster."""

from __future__ import annotations

from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply
from tradetally.ask.understand import Meant
from tradetally.ask.unknown import unknown
from tradetally.ask.value import known


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return both figures, the larger first, and whether that is as the question has it."""
    found = [known(figure, meant, asked_of) for figure in meant.figures]
    for figure, answer in zip(meant.figures, found, strict=True):
        if answer is None:
            return unknown(figure, asked_of)
    one, other = (answer for answer in found if answer is not None)
    ahead = other.evidence.interval.below(one.evidence.interval)
    behind = one.evidence.interval.below(other.evidence.interval)
    first, second = (other, one) if behind else (one, other)
    sentences = asked_of.sentences
    clause = sentences("faster", sentence=sentences.said(first), other=sentences.said(second))
    if not ahead and not behind:
        verdict = None
    else:
        slower = (meant.says("speed") or meant.says("size")) == "down"
        verdict = behind if slower else ahead
    key = {True: "yes", False: "no", None: "open"}[verdict]
    if meant.says("is") == "claimed" or verdict is None:
        clause = sentences(key, sentence=clause)
    assumed = None if meant.is_dated else first.figure.period
    return Reply(
        asked_of.question,
        asked_of.language,
        "compare",
        sentences.whole(clause, [first, second], assumed),
        (one.figure, other.figure),
        (one, other),
        verdict=verdict if meant.says("is") == "claimed" else None,
    )
