"""Whose trade a text, or a paragraph of it, is about: where no word ties a country to a flow.

For languages whose slices stand before their flow: ``韩国出口`` are Korea's exports, ``对韩国出口``
are exports to Korea.
"""

from __future__ import annotations

from collections import Counter

from tradetally.languages import Cue, Language, Name
from tradetally.read.line.marks import Line
from tradetally.read.subject.slice_lists import is_listed, is_tied

_OWNERS = ("reporter", "partner", "region")
_HOME = "CN"  # whose regions are listed, and whose mutual trade with others has a word: 中印
_NEAR_MUTUAL = 4
_FEWEST = 2  # flows of its own, or times that it is named as no partner


def main_reporter(lines: list[Line]) -> str:
    """Return the country that most flows of a text belong to: the one without a tie before them."""
    owners = _owners(lines)
    return owners.most_common(1)[0][0] if owners else _HOME


def paragraph_reporter(lines: list[Line], usual: str, tongue: Language) -> str:
    """Return the country that a paragraph is about: the one it opens with, with flows of its own.

    In a digest the paragraphs are of one country after another.
    """
    if tongue.GRAMMAR.get("order") != "slices-first":
        return usual
    first = next((n for line in lines for n in line.names if n.dimension in _OWNERS), None)
    if first is None or first.dimension == "region" or len(first.code) != 2:
        return usual
    if first.code == usual or is_tied(lines[0], first):
        return usual
    owners = _owners(lines)
    own = owners.pop(first.code, 0)
    named = [(line, n) for line in lines for n in line.names if n.code == first.code]
    free = sum(not is_tied(line, name) for line, name in named)
    is_enough = own > 0 and max(own, free) >= _FEWEST
    return first.code if is_enough and own > max(owners.values(), default=0) else usual


def _owners(lines: list[Line]) -> Counter[str]:
    """Return how many flows belong to each country."""
    owners: Counter[str] = Counter()
    for line in lines:
        names = [name for name in line.names if name.dimension in _OWNERS]
        for cue in line.of("flow", "aside") if names else ():
            is_trade = cue.kind == "flow" or "services" in cue.value
            name = _owner(line, cue, names) if is_trade else None
            if name is not None:
                owners[_HOME if name.dimension == "region" else name.code] += 1
            elif "mutual" in line.by_kind and _is_mutual(line, cue):
                owners[_HOME] += 1
    return owners


def _is_mutual(line: Line, flow: Cue) -> bool:
    """Whether a flow is between a partner and the country that the language is of: ``中印贸易``."""
    return any(0 <= flow.start - cue.end <= _NEAR_MUTUAL for cue in line.of("mutual"))


def _owner(line: Line, flow: Cue, owners: list[Name]) -> Name | None:
    """Return the country that a flow belongs to: the first of its clause, and alone or tied to."""
    before = [name for name in owners if name.end <= flow.start]
    if not before:
        return None
    hard = [c.end for c in line.of("break") if c.value == "hard" and c.end <= flow.start]
    start = hard[-1] if hard else 0
    names = [name for name in before if start <= name.start]
    if not names or is_tied(line, names[0]):
        return None
    if names[0].dimension == "region":
        return names[0]
    if len(names[0].code) != 2:
        return None
    if names[0].dimension == "partner" and line.between(start, names[0].start, "move", "share"):
        return None
    if flow.value == "imports" and any(
        name.dimension == "product" and names[0].end <= name.start <= flow.start
        for name in line.names
    ):
        return None  # 台湾水果进口 are imports from there
    listed = len(names) > 1 and is_listed(line, names[0].end, names[1].start)
    return None if listed else names[0]
