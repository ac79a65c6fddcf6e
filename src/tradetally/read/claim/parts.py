"""Amounts that are parts of a change: what each of several things added to it."""

from __future__ import annotations

from tradetally.languages import Cue
from tradetally.read.claim.percentages import DECISIVE
from tradetally.read.line.spots import Spot, is_bracketed

_ADDING = ("contribute", "share")


def change_of_listed(spot: Spot) -> Cue | None:
    """Return the change that amounts in brackets are parts of.

    ``falls in fuels (£2bn)`` and ``higher exports of cars (£1bn) and ships (£2bn)`` are such.
    """
    line, start = spot.line, spot.number.start
    if not is_bracketed(spot):
        return None
    verb = line.last_before(start, *DECISIVE)
    if verb is None or verb.kind != "move":
        return None
    flow = line.first_after(verb.end, "flow")
    end = flow.end if flow is not None and flow.start - verb.end <= 1 else verb.end
    behind = line.first_after(end, "link")
    is_in = behind is not None and behind.value in ("in", "of") and behind.start - end <= 1
    inside = [n.start for n in line.numbers if verb.end <= n.start < start]
    are_listed = all(line.text[max(0, at - 1)] in "(（" for at in inside)
    return verb if is_in and are_listed else None


def part_of_change(spot: Spot) -> Cue | None:
    """Return the change that an amount is said to be a part of.

    It stands behind (``accounted for $1bn of the decrease``, ``contributed $2bn and $1bn to the
    rise``), or is what was just said to have changed (``rose by $3bn, of which cars added $2bn``).
    """
    line, start = spot.line, spot.number.start
    adding = spot.before(*DECISIVE)
    if adding is None or adding.kind not in _ADDING or line.words_between(adding.end, start):
        return None
    behind = line.first_after(spot.number.end, "move")
    if behind is not None and _is_whole(spot, behind):
        return behind
    before = line.last_before(adding.start, "move")
    is_part = before is not None and _was_measured(spot, before)
    is_refer = any(c.value in ("of-which", "each") for c in line.between(0, start, "refer"))
    is_added = adding.kind == "contribute" or is_refer
    return before if is_part and is_added else None


def _was_measured(spot: Spot, move: Cue) -> bool:
    """Whether a change was said with how much it was: ``fell by £2bn to £20bn, of which …``."""
    said = spot.previous
    if said is None or said.indicator in ("change", "growth"):
        return said is not None
    return any(move.end <= n.start and n.end <= said.number.start for n in spot.line.numbers)


def _is_whole(spot: Spot, move: Cue) -> bool:
    """Whether a change behind an amount is the whole that it is a part of."""
    line, end = spot.line, spot.number.end
    links = [cue.value for cue in line.between(end, move.start, "link")]
    clause = line.between(end, move.start, "break", "stop", "compare")
    is_listed = all(cue.value in ("and", "comma") for cue in clause)
    return (
        links[-1:] in (["of"], ["to"])
        and is_listed
        and not line.between(end, move.start, "flow", "level")
    )
