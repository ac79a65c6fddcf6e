"""The period that a sentence goes on with where it names none of its own."""

from __future__ import annotations

from tradetally.periods import Period
from tradetally.read.line.context import Context
from tradetally.read.line.marks import Line
from tradetally.read.when.times import SAME, plain_whens


def carried(line: Line, context: Context) -> Context:
    """Return what is known before a sentence, with the period that its words go on with.

    ``in the month`` is the month last told, ``over the same period`` that of the sentence before.
    A paragraph that opens with a reference (``They rose 5%``, ``The growth was …``) goes on with
    the period of the paragraph before.
    """
    if plain_whens(line):
        return context
    if any(cue.value == "month" for cue in line.of("stop")):
        return context._replace(period=_month(context) or context.period)
    if context.period is None and (_is_of_same(line) or _opens_with_reference(line, context)):
        return context._replace(period=context.last_period)
    return context


def _month(context: Context) -> Period | None:
    """Return the month that a text is on: the last one told, or its own."""
    main = context.main_period
    return context.month or (main if main is not None and main.months == 1 else None)


def _is_of_same(line: Line) -> bool:
    return any(cue.value == SAME for cue in line.of("base"))


def _opens_with_reference(line: Line, context: Context) -> bool:
    """Whether a sentence opens a paragraph with a pronoun, or with the change told before.

    One on how long something held is of the text's own period: ``It was the third straight rise``.
    """
    if not context.opens_paragraph or not line.cues or line.cues[0].start > 0:
        return False
    if not line.numbers or line.numbers[0].noun == "in a row":
        return False
    first, *others = line.cues[:2]
    if first.kind == "refer":
        return first.value in ("its", "of-which")
    is_change = bool(others) and others[0].kind in ("move", "rate")
    is_noun = is_change and others[0].value not in ("largest", "share")
    return first.kind == "degree" and is_noun and others[0].start - first.end <= 1
