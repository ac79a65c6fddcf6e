"""Which words of a sentence decided each field of a statement, for a person who asks why."""

from __future__ import annotations

from tradetally.cells import Measure
from tradetally.languages import Cue
from tradetally.read.claim.measures import measure_behind
from tradetally.read.line.comparisons import base_ahead, governing, owned_base
from tradetally.read.line.said import Said
from tradetally.read.line.subjects import FLOWS

SAID_BEFORE = "said before"


def why(said: Said) -> dict[str, str]:
    """Return, field by field, the words that decided it; what an earlier sentence said is so told.

    The fields are those of the statement: indicator, flow, measure, the slices, period, base,
    modality. One that nothing decided, as it is the usual one, is left out.
    """
    found = {
        "indicator": said.claim.because,
        "flow": _flow(said),
        "measure": _measure(said),
        **{item.dimension: _quoted(said, item.words) for item in said.subject.items},
        "period": _period(said),
        "base": _base(said),
        "modality": _mood(said),
    }
    return {field: words for field, words in found.items() if words}


def _flow(said: Said) -> str:
    """Return the word for the flow that stands nearest before the number, or the first behind."""
    if said.subject.measure is Measure.PARTNERS and not said.subject.has_flow:
        return ""
    alike = [
        cue for cue in said.line.of("flow") if FLOWS[cue.value][0] is said.subject.flow
    ] or list(said.line.of("flow", "those")[:1] if said.subject.flows else ())
    return _nearest(alike, said.claim.number.start) or SAID_BEFORE


def _measure(said: Said) -> str:
    number = said.claim.number
    if measure_behind(said.claim, said.line) is not None:
        cue = said.line.first_after(number.end, "measure")
        return "" if cue is None else cue.text
    if said.subject.measure is Measure.VALUE:
        return ""
    if number.unit not in ("percent", "pp"):
        return number.text
    return _nearest(list(said.line.of("measure", "price", "counted")), number.start) or SAID_BEFORE


def _period(said: Said) -> str:
    number, line = said.claim.number, said.line
    whens = [when for when in line.whens if when.period == said.period]
    before = [when.text for when in whens if when.end <= number.start]
    after = [when.text for when in whens if when.start >= number.end]
    owner = owned_base(line, number)
    if said.claim.is_prior and not whens:
        cue = owner or governing(line, number)
        return cue.text if cue is not None else SAID_BEFORE
    return (before[-1:] + after[:1] + [SAID_BEFORE])[0]


def _base(said: Said) -> str:
    if said.base is None:
        return ""
    number, line = said.claim.number, said.line
    whens = [when.text for when in line.whens if when.period == said.base]
    ahead = base_ahead(line, number)
    cues = [*line.of("base")] or ([ahead] if ahead is not None else [])
    return (whens[:1] + [cue.text for cue in cues[:1]] + [SAID_BEFORE])[0]


def _mood(said: Said) -> str:
    if not said.is_forecast:
        return ""
    return _nearest(list(said.line.of("mood")), said.claim.number.start)


def _quoted(said: Said, words: str) -> str:
    return words if words in said.line.text else f"{words} ({SAID_BEFORE})"


def _nearest(cues: list[Cue], place: int) -> str:
    """Return the words of the last cue before a place, else of the first behind it."""
    before = [cue.text for cue in cues if cue.end <= place]
    return (before[-1:] + [cue.text for cue in cues[:1]] + [""])[0]
