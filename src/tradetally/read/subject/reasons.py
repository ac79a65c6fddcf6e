"""What explains a change said before: ``exports to Peru rose, as shipments of cars doubled``.

It is of the same slices as the change, if it names no others.
"""

from __future__ import annotations

from bisect import bisect_left

from tradetally.languages import Cue
from tradetally.read.line.marks import Line

_CAUSES = (("stop", "cause"), ("refer", "including"))
_ARTICLE = 5  # characters that *the* takes, with the blanks around it


def explains(line: Line, place: int) -> bool:
    """Whether a clause says why a flow before it changed: ``as car exports fell``."""
    for cue in reversed(line.cues[: bisect_left(line.starts, place)]):
        is_cause = cue.kind == "contribute" or (cue.kind, cue.value) in _CAUSES
        if is_cause:
            return _is_behind_flow(line, cue)
        if cue.kind == "break" and cue.value not in ("and", "comma", "next"):
            return _opens_with_change(line, cue, place) and _is_behind_flow(line, cue)
        if cue.kind == "stop" and cue.value in ("word", "relative"):
            return False
    return False


def _is_behind_flow(line: Line, cue: Cue) -> bool:
    return line.last_before(cue.start, "flow") is not None


def _opens_with_change(line: Line, mark: Cue, place: int) -> bool:
    """Whether a clause opens with how much a flow changed: ``; a £3bn fall in exports of oil``."""
    number = next((n for n in line.numbers if n.start >= mark.end), None)
    is_first = number is not None and number.start - mark.end <= _ARTICLE
    return mark.value == "hard" and is_first and number is not None and number.end <= place
