"""How many trade, where words ahead name the count: ``the number of exporters rose to 9,300``."""

from __future__ import annotations

from tradetally.cells import Flow, Measure
from tradetally.languages import Cue, Number
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import FLOWS, Subject

_LEAST = 10  # a smaller bare number is no count of traders


def noun_of(counted: Cue) -> str:
    """Return what a count is of: *enterprises* or *partners*."""
    return counted.value.partition(" ")[0]


def names_flow(counted: Cue | None) -> bool:
    """Whether a count is of those with one flow: *the number of exporters*."""
    return counted is not None and " " in counted.value


def as_count(line: Line, number: Number, *, is_first: bool) -> Number | None:
    """Return a bare number as that of the count before it: the first, or what it rose to."""
    counted = line.last_before(number.start, "counted")
    if counted is None or number.value < _LEAST:
        return None
    link = line.last_before(number.start, "link")
    is_result = link is not None and link.value in ("to", "at", "from")
    is_result = is_result and link is not None and 0 <= number.start - link.end <= 1
    is_own = is_first or (is_result and tally_ahead(line, number) is not None)
    return number._replace(unit="count", noun=noun_of(counted)) if is_own else None


def tally_ahead(line: Line, number: Number) -> Cue | None:
    """Return the count of traders before a number, with no other subject between."""
    counted = line.last_before(number.start, "counted")
    if counted is None or noun_of(counted) != "enterprises":
        return None
    own = _flow_behind(line, counted)
    others = line.between(counted.end, number.start, "flow", "break")
    is_other = any(cue is not own and (cue.kind == "flow" or cue.value == "hard") for cue in others)
    return None if is_other else counted


def of_traders(subject: Subject, line: Line, counted: Cue) -> Subject:
    """Return what a change in the number of traders is of: the flow that they are named by."""
    said, own = counted.value.partition(" ")[2], _flow_behind(line, counted)
    flow: Flow = subject.flow
    if said or own is not None:
        flow = FLOWS[said or (own.value if own is not None else "")][0]
    items = subject.items if own is not None else subject.of("region")
    return subject._replace(flow=flow, measure=Measure.ENTERPRISES, items=items)


def _flow_behind(line: Line, counted: Cue) -> Cue | None:
    """Return the flow right behind a count: ``the number of businesses exporting goods``."""
    flow = line.first_after(counted.end, "flow")
    return flow if flow is not None and flow.start - counted.end <= 1 else None
