"""What several slices that were named one by one come to: ``上述三者合计占48.3%``.

No code is that of all of them, so that the sum is of their words together; where they cannot be
told, the number is set aside.
"""

from __future__ import annotations

from tradetally.languages import Cue
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Left, Said
from tradetally.read.line.subjects import Item, Subject

_DIMENSIONS = ("partner", "product", "region", "ownership")
_MOST = 24


def with_sums(
    found: list[Said | Left], line: Line, spoken: tuple[Subject, ...]
) -> list[Said | Left]:
    """Return a sentence with sums as those of the slices spoken of before.

    ``spoken`` has the subjects of the paragraph's sentences before.
    """
    if "sum" not in line.by_kind:
        return found
    out: list[Said | Left] = []
    for one in found:
        cue = _sum_before(one) if isinstance(one, Said) else None
        if cue is None or not isinstance(one, Said):
            out.append(one)
            continue
        before = [said.subject for said in out if isinstance(said, Said)]
        out.append(_summed(one, cue, _listed_in((*spoken, *before))))
    return out


def spoken_of(before: tuple[Subject, ...], said: list[Said]) -> tuple[Subject, ...]:
    """Return the last subjects that a paragraph spoke of."""
    return (*before, *[one.subject for one in said])[-_MOST:] if said else before


def _listed_in(spoken: tuple[Subject, ...]) -> tuple[Item, ...]:
    """Return the slices of subjects, in order, each once."""
    items = [item for subject in spoken for item in subject.items if item.dimension in _DIMENSIONS]
    return tuple({(item.dimension, item.code): item for item in items}.values())


def _sum_before(one: Said) -> Cue | None:
    """Return the word that sums up, where no number stands between it and this one."""
    if any(len(one.subject.of(d)) > 1 for d in _DIMENSIONS):
        return None
    cue = one.line.last_before(one.claim.number.start, "sum")
    numbers = [n for n in one.line.numbers if cue and cue.end <= n.start < one.claim.number.start]
    return None if numbers else cue


def _summed(one: Said, cue: Cue, listed: tuple[Item, ...]) -> Said | Left:
    """Return a number as one of all slices of the first dimension that has as many as are said."""
    for dimension in _DIMENSIONS:
        parts = [item for item in listed if item.dimension == dimension]
        parts = parts if cue.value == "all" else parts[-int(cue.value) :]
        if len(parts) > 1 and cue.value in ("all", str(len(parts))):
            words = "、".join(item.words for item in parts)
            together = Item(dimension, words.lower(), words, is_listed=False)
            others = tuple(i for i in one.subject.items if i.dimension != dimension)
            return one._replace(subject=one.subject._replace(items=(*others, together)))
    return Left(one.claim.number, "not understood")
