"""What percentage points say: a change of a share or of growth, a gap, a contribution."""

from __future__ import annotations

from tradetally.languages import Cue
from tradetally.read.line.comparisons import THAN, base_ahead, governing, target_after
from tradetally.read.line.spots import Claim, Spot, next_number
from tradetally.read.subject.wholes_near import nearest_whole, whole_before


def points(spot: Spot) -> Claim | None:
    """Return what percentage points say; ``None`` where nothing tells."""
    number, previous, line = spot.number, spot.previous, spot.line
    if previous is not None and (spot.is_listed or _is_next_gap(spot, previous)):
        return previous._replace(number=number)
    move = spot.behind("pace") or spot.before("move", "pace") or spot.behind("move")
    sign = -1 if move is not None and move.value == "down" else 1
    if _is_smaller_fall(spot):
        sign = 1
    rate = spot.before("rate")
    if rate is not None and rate.value == "fall":  # a fall that widens is slower growth
        sign = -sign
    target = target_after(line, number, next_number(spot))
    if spot.before("contribute") is not None or spot.behind("contribute") is not None:
        to_growth = line.between(number.end, len(line.text), "rate", "move", "flow")
        contributed = spot.before("contribute")
        if contributed is not None:
            sign = -1 if contributed.value == "down" else sign
        if to_growth or contributed is not None:
            because = (contributed or number).text
            return Claim(number, "contribution_pp", sign, nearest_whole(spot), because=because)
    if _adds_to_growth(spot):
        because = (move or number).text
        return Claim(number, "contribution_pp", sign, nearest_whole(spot), because=because)
    share = spot.before("rate", "share")
    if share is not None and share.value in ("share", "of", "within"):
        whole = whole_before(spot)
        return Claim(number, "share_change", sign, whole=whole, because=share.text)
    gap = _gap_target(spot, target) or _gap_before(spot) or _gap_again(spot)
    if gap:
        return Claim(number, "growth_gap", sign, because=gap)
    if previous is not None and previous.indicator in ("share", "share_change"):
        return Claim(number, "share_change", sign, whole=previous.whole, because="share")
    if (previous is not None and previous.indicator in ("growth", "growth_change")) or spot.before(
        "pace", "rate"
    ):
        return Claim(number, "growth_change", sign, because=(move or number).text)
    return Claim(number, "growth_change", sign, because=move.text) if move else None


def _is_smaller_fall(spot: Spot) -> bool:
    """Whether a fall was smaller by points: ``the decline was 1.5 points smaller than in May``."""
    fall, size = spot.before("move"), spot.behind("move")
    if fall is None or size is None or (fall.value, size.value) != ("down", "down"):
        return False
    was = spot.line.between(fall.end, spot.number.start)
    return [(cue.kind, cue.value) for cue in was] == [("stop", "was")]


def _adds_to_growth(spot: Spot) -> bool:
    """Whether points are added to growth: ``added 1.2 points to the growth of exports``."""
    line, end = spot.line, spot.number.end
    link = line.first_after(end, "link")
    if link is None or link.value != "to" or link.start > end + 1:
        return False
    rate = line.first_after(link.end, "rate")
    is_near = rate is not None and rate.value == "growth" and rate.start - link.end < 30
    return is_near and not any(n.start >= end for n in line.numbers)


def _is_next_gap(spot: Spot, previous: Claim) -> bool:
    """Whether a gap to another whole goes on: ``高于全国4个百分点、全省7个百分点``."""
    start, end = previous.number.end, spot.number.start
    kinds = {cue.kind for cue in spot.line.between(start, end)}
    is_plain = kinds == {"break", "whole"} and not spot.line.words_between(start, end)
    return previous.indicator == "growth_gap" and is_plain


def _gap_again(spot: Spot) -> str | None:
    """Return the comparing word right before points that leave unsaid what is compared with.

    In ``增长10.6%，高出2.7个百分点`` it is what the growth before was held against.
    """
    cue, previous = governing(spot.line, spot.number), spot.previous
    if cue is None or cue.value not in THAN or previous is None:
        return None
    is_right_before = spot.number.start - cue.end <= 1
    is_rate = previous.indicator in ("growth", "average_growth")
    return cue.text if is_right_before and is_rate else None


def _gap_target(spot: Spot, target: Cue | None) -> str | None:
    """Return the words of a comparison with another slice's growth, not another period's."""
    if target is None:
        return None
    line, stop = spot.line, next_number(spot)
    comma = next(
        (
            c
            for c in line.cues
            if c.start >= target.end and c.kind == "break" and c.value == "comma"
        ),
        None,
    )
    stop = min(stop, comma.start) if comma is not None else stop
    whens = [w for w in line.whens if target.end <= w.start < stop]
    is_of_period = bool(whens) and not line.between(target.end, whens[0].start, "flow")
    if is_of_period or line.between(target.start, stop, "base", "previous"):
        return None
    others = line.between(target.end, stop, "flow", "whole", "rate")
    return line.text[target.start : stop].strip() if others else None


def _gap_before(spot: Spot) -> str | None:
    """Return the words of ``outpacing overall growth by``, ``高于广东省``, before the number."""
    line, stop = spot.line, spot.number.start
    cue = governing(line, spot.number) or base_ahead(line, spot.number)
    if cue is None or cue.kind != "compare":
        return None
    if any(cue.end <= w.start < stop for w in line.whens):
        return None
    is_said = line.between(cue.end, stop, "flow", "whole", "rate") or any(
        cue.end <= name.start < stop for name in line.names
    )
    return line.text[cue.start : stop].strip() if is_said else None
