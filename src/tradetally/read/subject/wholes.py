"""What a share or contribution is of: ``51.9% of total exports``, ``share of total trade``."""

from __future__ import annotations

from tradetally.languages import Cue, Number
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Topic


def is_whole(line: Line, topic: Topic) -> bool:
    """Whether a flow is what a share is of: ``51.9% of total exports``, ``share of exports``."""
    if _is_contributed_to(line, topic) or _is_driven(line, topic):
        return True
    link = _link_before(line, topic.start)
    if link is None or link.value not in ("of", "in") or _words(line, link.end, topic.start) > 2:
        return False
    if line.between(link.end, topic.start, "flow", "break"):
        return False
    if link.value == "in":
        return _is_share_in(line, link)
    number = next((n for n in line.numbers if n.end <= link.start < n.end + 3), None)
    if number is not None and number.unit in ("percent", None):
        return True
    share = line.last_before(link.start, "rate", "share")
    return (
        share is not None
        and share.value == "share"
        and _words(line, share.end, link.start) <= 1
        and not line.between(share.end, link.start, "flow", "move", "break")
    )


def _link_before(line: Line, place: int) -> Cue | None:
    """Return the link before a place, past the measure in ``43% of the total value of exports``."""
    link = line.last_before(place, "link")
    if link is None or link.value != "of" or "measure" not in line.by_kind:
        return link
    measure = line.last_before(link.start, "measure")
    if measure is None or link.start - measure.end > 1:
        return link
    outer = line.last_before(measure.start, "link")
    is_of = outer is not None and outer.value == "of"
    return outer if is_of and outer is not None and _words(line, outer.end, place) <= 2 else link


def _is_contributed_to(line: Line, topic: Topic) -> bool:
    """Whether a flow is what a part contributes to: ``contributed 16% to export growth``."""
    number = next((n for n in reversed(line.numbers) if n.end <= topic.start), None)
    if number is None or number.unit not in ("percent", "pp"):
        return False
    contributed = line.last_before(number.start, "contribute")
    if _is_added_to(line, number, topic):
        return True
    return (
        contributed is not None
        and not line.between(contributed.end, number.start, "break", "move")
        and not line.between(number.end, topic.start, "break", "level", "passed", "stop")
    )


def _is_added_to(line: Line, number: Number, topic: Topic) -> bool:
    """Whether points are added to the growth of a flow: ``added 1.2 points to growth of …``."""
    link = line.first_after(number.end, "link")
    rate = line.first_after(number.end, "rate")
    is_to = link is not None and link.value == "to" and link.start <= number.end + 1
    is_of_growth = rate is not None and rate.value == "growth" and rate.end <= topic.start
    return number.unit == "pp" and is_to and is_of_growth


def _is_driven(line: Line, topic: Topic) -> bool:
    """Whether a flow is what a part drives: ``driving up overall export growth by 1.2 points``."""
    drives = line.last_before(topic.start + 1, "contribute")
    number = next((n for n in line.numbers if n.start >= topic.end), None)
    return (
        drives is not None
        and number is not None
        and number.unit == "pp"
        and not line.between(drives.end, topic.start, "break", "stop", "link")
        and not line.between(topic.end, number.start, "break", "stop", "level")
        and not any(drives.end <= n.start < topic.start for n in line.numbers)
    )


def _is_share_in(line: Line, link: Cue) -> bool:
    """Whether *in* stands between a part and its whole: ``the share of ASEAN in total trade``."""
    share = line.last_before(link.start, "rate")
    name = next((n for n in line.names if 0 <= link.start - n.end <= 1), None)
    if share is not None and share.value == "share" and 0 <= link.start - share.end <= 1:
        return True
    return (
        share is not None
        and share.value == "share"
        and name is not None
        and name.start - share.end < 10
    )


def _words(line: Line, start: int, end: int) -> int:
    return len(line.words_between(start, end).split())
