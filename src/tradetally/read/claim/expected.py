"""Whether a number is expected rather than reported."""

from __future__ import annotations

from tradetally.read.line.said import Said
from tradetally.read.line.spots import Spot

_TELLING = ("move", "level", "reached", "passed", "share")
_OPENS = (":", "：", ",", "，")


def _is_mood_near(spot: Spot) -> bool:
    """Whether a word that expects stands right behind a number, or in its clause before it."""
    if spot.behind("mood") is not None:
        return True
    if _opens_outlook(spot):
        return True
    parted = spot.line.between(spot.left, spot.number.start, "break", "compare")
    left = parted[-1].end if parted else spot.left
    return bool(spot.line.between(left, spot.number.start, "mood"))


def _is_of_outlook(spot: Spot) -> bool:
    """Whether a clause tells only what is to come: ``Exports are projected at $5bn, 3% lower``.

    What was told with a verb before that word is none of it.
    """
    line, start = spot.line, spot.number.start
    hard = [cue for cue in line.of("break") if cue.value == "hard"]
    left = max([cue.end for cue in hard if cue.end <= start], default=0)
    right = min([cue.start for cue in hard if cue.start >= start], default=len(line.text))
    told = [cue for cue in line.between(left, right, "mood") if cue.value == "outlook"]
    if not told:
        return False
    return told[0].end <= start or not line.between(left, start, *_TELLING)


def _opens_outlook(spot: Spot) -> bool:
    """Whether all of a sentence is expected: ``analysts expect: …``, ``预计，四季度……``."""
    line = spot.line
    return any(
        mood.end <= mark.start <= mood.end + 1 and mark.value == "hard" and mark.text in _OPENS
        for mood in line.of("mood")
        if mood.end <= spot.number.start
        for mark in line.of("break")
    )


def _is_infinitive(spot: Spot, previous: Said) -> bool:
    """Whether a number goes on with what is expected: ``but imports to rise by 3%``."""
    line, number = spot.line, spot.number
    move = line.last_before(number.start, "move")
    to = line.last_before(move.start, "link") if move is not None else None
    if move is None or to is None or to.value != "to" or to.start < previous.claim.number.end:
        return False
    ahead = line.last_before(to.start, "flow", "move", "level")
    is_near = move.start - to.end <= 1 and not line.words_between(move.end, number.start)
    return is_near and ahead is not None and ahead.kind == "flow" and to.start - ahead.end <= 1


def is_expected(spot: Spot, is_prior: bool, previous: Said | None) -> bool:
    """Whether a number is expected rather than reported: the word stands in its own stretch.

    What *and* joins to an expected number is expected too.
    """
    line, number = spot.line, spot.number
    if line.of("mood") and (_is_mood_near(spot) or (not is_prior and _is_of_outlook(spot))):
        return True
    if previous is None or not previous.is_forecast or is_prior:
        return False
    if _is_infinitive(spot, previous):
        return True
    parted = line.between(previous.claim.number.end, number.start, "break")
    is_joined_ = bool(parted) and all(cue.value in ("and", "or", "list") for cue in parted)
    return is_joined_ and not _is_of_before(spot, previous)


def _is_of_before(spot: Spot, previous: Said) -> bool:
    """Whether a period right behind a number is before that of the expected one before it."""
    behind = (w for w in spot.line.whens if spot.number.end <= w.start < spot.right)
    return any(when.period.stop <= previous.period.start for when in behind)
