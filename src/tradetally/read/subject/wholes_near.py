"""The whole that a number is a part of, as it stands around the number."""

from __future__ import annotations

from tradetally.read.line.spots import Spot
from tradetally.read.line.subjects import Topic


def whole_before(spot: Spot) -> Topic | None:
    """Return the whole that a share was said to be of: ``its share of exports rose to 5%``."""
    before = [w for w in spot.wholes if w.end <= spot.number.start]
    return before[-1] if before else None


def nearest_whole(spot: Spot) -> Topic | None:
    """Return the whole that a contribution is to: behind the number, or since the one before."""
    behind = whole_behind(spot)
    before = whole_before(spot)
    is_near = before is not None and before.start >= spot.left
    return behind or (before if is_near else None)


def whole_behind(spot: Spot) -> Topic | None:
    """Return the whole that a number was said to be of right behind it: ``5% of exports``."""
    for whole in spot.wholes:
        if spot.number.end <= whole.start <= spot.number.end + 40 and whole.start <= spot.right:
            return whole
    return None


def whole_words(spot: Spot, whole: Topic) -> str:
    """Return the words from a number to the end of its whole."""
    return spot.line.text[spot.number.end : whole.end].strip()


def of_growth_behind(spot: Spot) -> bool:
    """Whether *of … growth*, or *of … fall*, stands right behind: a contribution."""
    link = spot.line.first_after(spot.number.end, "link")
    if link is None or link.value != "of" or link.start > spot.number.end + 2:
        return False
    end = min(spot.right, link.end + 60)
    moved = [c for c in spot.line.between(link.end, end) if c.kind in ("move", "rate")]
    if any(cue.value in ("up", "growth") for cue in moved):
        return True
    fell = next((cue for cue in moved if cue.value in ("down", "fall")), None)
    return fell is not None and not spot.line.between(link.end, fell.start, "break", "flow")


def of_total_behind(spot: Spot) -> bool:
    """Whether *of the total* stands right behind."""
    link = spot.line.first_after(spot.number.end, "link")
    if link is None or link.value != "of" or link.start > spot.number.end + 2:
        return False
    total = spot.line.first_after(link.end, "whole", "refer")
    return total is not None and total.start - link.end <= 6
