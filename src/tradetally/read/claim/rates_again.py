"""What a rate says that goes on from the one before it: compared, led to, said in another way."""

from __future__ import annotations

from tradetally.read.line.comparisons import governing, is_joined
from tradetally.read.line.spots import Claim, Spot
from tradetally.read.line.subjects import Subject


def digits_again(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth that was said in digits just before: ``double-digit growth of 20.3%``."""
    previous, start = spot.previous, spot.number.start
    if previous is None or previous.number.noun != "digits":
        return None
    link = spot.line.last_before(start, "link")
    noun = spot.line.first_after(previous.number.end, "rate", "move")
    is_tied = link is not None and link.value == "of" and start - link.end <= 1
    is_noun = noun is not None and link is not None and 0 <= link.start - noun.end <= 1
    return previous._replace(number=spot.number) if is_tied and is_noun else None


def in_other_measure(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth said again in another measure: ``down 28% by value but only 3% by volume``."""
    earlier, previous, line = spot.earlier, spot.previous, spot.line
    if earlier is None or previous is not earlier or earlier.indicator != "growth":
        return None
    ahead = line.between(previous.number.end, spot.number.start)
    behind = line.between(spot.number.end, spot.right, "measure")
    is_again = any(cue.kind == "measure" for cue in ahead) and bool(behind)
    is_plain = all(cue.kind in ("measure", "break", "degree", "link", "plain") for cue in ahead)
    rest = line.words_between(previous.number.end, spot.number.start)
    return earlier._replace(number=spot.number) if is_again and is_plain and not rest else None


def compared_rate(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before for the number that it is compared with: ``versus 25.7 percent``."""
    previous = spot.previous
    if previous is None or previous.number.unit != "percent":
        return None
    is_also = previous.is_prior and is_joined(spot.line, previous.number, spot.number)
    if governing(spot.line, spot.number) is None and not is_also:
        return None
    is_other = previous.indicator == "growth" and not _is_led_to(spot, previous)
    return previous._replace(number=spot.number, sign=1 if is_other else previous.sign)


def _is_led_to(spot: Spot, previous: Claim) -> bool:
    """Whether a fall led from one rate to another: ``the fall in imports eased to 3% from 5%``."""
    line = spot.line
    to, cue = line.last_before(previous.number.start, "link"), governing(line, spot.number)
    is_to = to is not None and to.value == "to" and previous.number.start - to.end <= 1
    return is_to and cue is not None and cue.value == "from"


def where_it_led(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share or growth that a change in points led to: ``rose 0.9 points to 16.8%``."""
    previous = spot.previous
    if previous is None or previous.indicator not in ("share_change", "growth_change"):
        return None
    link = spot.line.between(previous.number.end, spot.number.start, "link")
    if not link or link[-1].value not in ("to", "at"):
        return None
    rate = previous.indicator.removesuffix("_change")
    sign = -1 if any(cue.value == "fall" for cue in spot.line.of("rate")) else 1
    return Claim(spot.number, rate, sign, whole=previous.whole, because=previous.because)
