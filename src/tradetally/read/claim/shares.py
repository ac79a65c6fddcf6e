"""When a percentage says a share or a contribution, by the words around it."""

from __future__ import annotations

from tradetally.read.line.spots import Claim, Spot, is_noun_of
from tradetally.read.line.subjects import Subject
from tradetally.read.subject.wholes_near import (
    of_growth_behind,
    of_total_behind,
    whole_behind,
    whole_words,
)

_LEADS = frozenset(("degree", "level", "reached", "move", "link"))  # to what a share became


def part_of(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share or contribution that *of …* behind the number, or *contributed*, makes."""
    contributed = spot.before("contribute")
    whole = whole_behind(spot)
    is_of_total = whole is not None or of_total_behind(spot)
    is_to = any(
        cue.value == "to" and cue.start <= spot.number.end + 1
        for cue in spot.line.between(spot.number.end, spot.right, "link")
    )
    is_free = not spot.before("move") and (is_to or not is_of_total)
    is_contributed = contributed is not None and is_free and not _is_of_noun(spot)
    if is_contributed and contributed is not None and _is_part_of_flow(spot):
        return Claim(spot.number, "share", because=contributed.text)
    if of_growth_behind(spot) or is_contributed:
        because = (contributed or spot.number).text
        return Claim(spot.number, "contribution", whole=whole, because=because)
    if not is_of_total:
        return None
    because = "of the total" if whole is None else whole_words(spot, whole)
    return Claim(spot.number, "share", whole=whole, because=because)


def share_goes_on(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share that one became: ``was 33% in 1997, rose to 48% in 2002, 首次达到50%``."""
    previous, line = spot.previous, spot.line
    if previous is None or previous.indicator != "share":
        return None
    start, end = previous.number.end, spot.number.start
    said = line.between(start, end)
    words = line.words_between(start, end)
    for when in line.whens:
        if start <= when.start < end:
            words = words.replace(when.text, "")
    led = [cue.kind for cue in said if cue.kind != "break"]
    if words.strip(" ,，") or not led or not set(led) <= _LEADS or "move" in led[-1:]:
        return None
    return Claim(spot.number, "share", whole=previous.whole, because=previous.because)


def share_again(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share that says an amount again: ``accounting for £6.8 billion or 17.4%``."""
    previous, line = spot.previous, spot.line
    if previous is None or previous.indicator != "level":
        return None
    start, end = previous.number.end, spot.number.start
    share = line.last_before(previous.number.start, "share")
    is_again = all(cue.value in ("or", "comma", "bracket") for cue in line.between(start, end))
    is_near = share is not None and line.words_between(share.end, previous.number.start) == ""
    if share is None or not (is_near and is_again) or line.words_between(start, end):
        return None
    is_own = line.between(share.end, previous.number.start, "move", "level", "break") == ()
    return Claim(spot.number, "share", because=share.text) if is_own else None


def share_behind(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share that a word right behind says: ``a 16 percent share``."""
    behind = spot.behind("rate", "share")
    if behind is not None and behind.value in ("share", "of"):
        return Claim(spot.number, "share", because=behind.text)
    return None


def _is_part_of_flow(spot: Spot) -> bool:
    """Whether something adds to a flow, not to its growth: ``contributed 5% to exports``."""
    line, end = spot.line, spot.number.end
    to = line.first_after(end, "link")
    flow = line.first_after(end, "flow")
    if to is None or flow is None or to.value != "to" or to.start - end > 1:
        return False
    after = line.first_after(flow.end, "rate", "move")
    is_grown = after is not None and after.start - flow.end <= 1
    return not is_grown and not line.between(to.end, flow.start, "rate", "move", "break", "stop")


def _is_of_noun(spot: Spot) -> bool:
    """Whether a rate is of the noun of change behind it: ``driven by a 5% rise in chips``."""
    noun = spot.behind("move")
    if noun is None or not is_noun_of(spot, noun):
        return False
    link = spot.line.first_after(noun.end, "link")
    return link is not None and link.value in ("in", "for") and link.start - noun.end <= 1
