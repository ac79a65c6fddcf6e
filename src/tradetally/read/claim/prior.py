"""Whether a number is of the period itself, or one that is compared with."""

from __future__ import annotations

from tradetally.languages import Cue
from tradetally.read.line.comparisons import THAN, governing, is_joined, owned_base, said_then
from tradetally.read.line.said import Said
from tradetally.read.line.spots import Claim, Spot, is_bracketed, is_money
from tradetally.read.line.subjects import Subject

_BRACKET = 2  # characters of a blank and a bracket


def is_prior_number(spot: Spot, previous: Said | None) -> bool:
    """Whether a number is compared with, rather than said of the period itself."""
    if spot.number.unit == "rank":  # 超过东盟成为第二大贸易伙伴
        return False
    cue = governing(spot.line, spot.number)
    if spot.number.noun == "in a row":  # after three months of decline
        return cue is not None and spot.number.start - cue.end <= 1
    if cue is not None:
        is_of_other = _is_of_other_flow(spot, previous) or _is_in_bracket_of_other(spot, cue)
        return not (is_of_nation(spot) or is_of_other)
    if owned_base(spot.line, spot.number) is not None or _is_of_then(spot):
        return True
    return previous is not None and previous.claim.is_prior and _is_also_prior(spot, previous)


def _is_of_then(spot: Spot) -> bool:
    """Whether an amount is said of an earlier time: ``imports were $4 billion a year earlier``.

    One that something rose or fell to is of the period itself.
    """
    if not is_money(spot.number.unit) or said_then(spot.line, spot.number) is None:
        return False
    parted = spot.line.last_before(spot.number.start, "break")
    start = 0 if parted is None else parted.end
    moved = spot.line.between(start, spot.number.start, "move")
    return not moved and spot.behind("move") is None


def is_of_nation(spot: Spot) -> bool:
    """Whether a number is the whole country's, which is compared with: ``高于全国2.4%的增幅``."""
    line, number = spot.line, spot.number
    if "whole" not in line.by_kind or "compare" not in line.by_kind:
        return False
    cue = governing(line, number)
    if cue is None or cue.value not in THAN:
        return False
    return any(c.value == "national" for c in line.between(cue.end, number.start, "whole"))


def as_of_nation(whose: Subject, spot: Spot) -> Subject:
    """Return the subject of a number, without a region where it is the whole country's."""
    if not is_of_nation(spot):
        return whose
    return whose._replace(items=tuple(i for i in whose.items if i.dimension != "region"))


def _is_of_other_flow(spot: Spot, previous: Said | None) -> bool:
    """Whether a number is compared as another flow's: ``, compared to a 2% rise in imports``."""
    if previous is None or spot.previous is None:
        return False
    behind = [t for t in spot.topics if spot.number.end <= t.start < spot.right and t.flow]
    whens = [w for w in spot.line.whens if w.start >= spot.number.end]
    return bool(behind) and behind[0].flow is not previous.subject.flow and not whens


def _is_in_bracket_of_other(spot: Spot, cue: Cue) -> bool:
    """Whether an amount is that of another one who is passed: ``second behind Chile ($4bn)``."""
    if not is_bracketed(spot):
        return False
    names = [n for n in spot.line.names if cue.end <= n.start and n.end <= spot.number.start]
    return bool(names) and spot.number.start - names[-1].end <= _BRACKET


def _is_also_prior(spot: Spot, previous: Said) -> bool:
    """Whether a number is compared with as the one before: ``from 5% in May and 7% a year ago``."""
    start, line = previous.claim.number.end, spot.line
    if is_joined(line, previous.claim.number, spot.number):
        return True
    between = line.between(start, spot.number.start)
    words = line.words_between(start, spot.number.start)
    for when in line.whens:
        if start <= when.start and when.end <= spot.number.start:
            words = words.replace(when.text, "")
    kinds = {cue.kind for cue in between if cue.value != "in"}
    return (
        previous.claim.number.unit == spot.number.unit
        and words.strip() == ""
        and kinds <= {"break", "base", "previous", "degree"}
        and not any(cue.value in ("hard", "comma") for cue in between)
    )


def restates_earlier(spot: Spot, previous: Said) -> bool:
    """Whether a number is what was published before of the same: ``$5bn (originally $4bn)``.

    So is what another was revised from: ``revised to $5bn from $4bn``.
    """
    line, start, before = spot.line, spot.number.start, previous.claim.number
    if "previous" not in line.by_kind or before.unit != spot.number.unit:
        return False
    governed = governing(line, spot.number)
    is_from = governed is not None and governed.value == "from"
    cue = line.last_before(start, "previous")
    if cue is not None and cue.value == "same" and cue.start >= before.end and start - cue.end <= 1:
        return is_from or line.text[cue.start - 1 : cue.start] in ("(", "（")
    cue = line.last_before(before.start, "previous")
    is_revised = cue is not None and cue.value == "revised"
    return (
        is_from and is_revised and cue is not None and not line.words_between(cue.end, before.start)
    )


def as_before(whose: Subject, spot: Spot, claimed: Claim, previous: Said | None) -> Subject:
    """Return the subject of a number that is compared with: that of the number before it."""
    if previous is None or claimed.number.unit != previous.claim.number.unit:
        return whose
    start, end = previous.claim.number.end, spot.number.start
    if any(topic.flow is not None and start <= topic.start < end for topic in spot.topics):
        return whose
    before = previous.subject
    return whose._replace(items=before.items, flow=before.flow, measure=before.measure)
