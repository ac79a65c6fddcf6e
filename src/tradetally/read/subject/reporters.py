"""Whose trade a text is about: the country whose exports, imports or trade it speaks of most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tradetally import codes
from tradetally.languages import Cue, Name
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import is_money

_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_OWNED = 40  # characters between an owner and its flow
_OWNER = 3  # how much an owner counts for, and so does an acronym, which has no ending
_OUTWARD = {"exports": "to", "imports": "from", "deficit": "with", "surplus": "with"}
_UNION = "EU"
_SINGLE_CURRENCY = ("GB", "JP", "KR", "IN", "RU", "BR", "TH", "ID", "MY", "VN", "TW", "CA", "AU")


def reporter(every: list[Line]) -> str:
    """Return the country whose exports, imports or trade a text speaks of most.

    What the first sentence that states trade says counts twice.
    """
    owners: Counter[str] = Counter()
    is_first = True
    for sentence in every:
        for cue in sentence.of("source"):
            owners[cue.value] += 1
        counted = _counted(sentence) if sentence.names else {}
        for code, count in counted.items():
            is_led = is_first and count > 0 and bool(sentence.numbers)
            owners[code] += 2 * count if is_led else count
        is_first = is_first and not (counted and sentence.numbers)
    if _UNION in owners and codes.currency(_UNION) not in _money(every):
        del owners[_UNION]  # "EU exports" in a British release are those to the EU
    best = owners.most_common(1)
    return best[0][0] if best and best[0][1] > 0 else _by_money(every)


def _money(every: list[Line]) -> set[str]:
    """Return the currencies that a text's amounts are in."""
    units = {number.unit for sentence in every for number in sentence.numbers}
    return {unit for unit in units if unit is not None and is_money(unit)}


def _counted(sentence: Line) -> dict[str, int]:
    """Return how much a sentence speaks of each country's trade."""
    owners: Counter[str] = Counter()
    flows = sentence.of("flow")
    for cue in sentence.of("owner"):
        name = next((n for n in sentence.names if 0 <= cue.start - n.end <= 1), None)
        is_near = any(cue.end <= flow.start <= cue.end + _OWNED for flow in flows)
        if name is not None and is_near and name.dimension == "partner" and len(name.code) == 2:
            owners[name.code] += _OWNER
    owners.update(_openers(sentence))
    for cue in flows:
        name = next((n for n in sentence.names if _stands_before(sentence, n, cue)), None)
        is_country = name is not None and name.dimension in ("partner", "reporter")
        if name is not None and is_country and len(name.code) == 2:
            owners[name.code] += _OWNER if name.text.isupper() else 1
        owners.subtract(_partners_of(sentence, cue))
    return owners


def _by_money(every: list[Line]) -> str:
    """Return the only country that a text names, or that has its money; China where none is."""
    named = Counter(n.code for s in every for n in s.names if n.dimension == "partner")
    alone = [code for code in named if len(code) == 2]
    money = _money(every)
    if len(alone) == 1 and money == {codes.currency(alone[0])}:
        return alone[0]
    owners = [code for code in _SINGLE_CURRENCY if money == {codes.currency(code)}]
    return owners[0] if owners and not named["CN"] else "CN"


def _openers(sentence: Line) -> Iterator[str]:
    """Yield the country that opens a clause and has trade: ``Japan posted a deficit``."""
    name = next((n for n in sentence.names if n.dimension == "partner"), None)
    if name is None or len(name.code) != 2:
        return
    flow = sentence.first_after(name.end, "flow")
    if flow is None:
        return
    ahead = sentence.between(0, name.start, "link", "break", "flow")
    is_behind = bool(ahead) and ahead[-1].value == "comma" and name.start - ahead[-1].end <= 1
    is_first = not ahead or (is_behind and not any(cue.kind == "flow" for cue in ahead))
    verb = sentence.first_after(name.end, "level", "reached", "stop")
    is_verb = verb is not None and verb.start - name.end < 20 and verb.end <= flow.start
    others = sentence.between(verb.end if verb else name.end, flow.start, "break", "move", "stop")
    ties = [cue for cue in sentence.between(name.end, flow.start, "link") if cue.value != "of"]
    if is_first and is_verb and not (others or ties) and flow.start - name.end < 60:
        yield name.code


def _stands_before(sentence: Line, name: Name, cue: Cue) -> bool:
    """Whether a name stands in the same phrase before a flow: ``U.S. monthly exports``."""
    if not 0 <= cue.start - name.end <= 40:
        return False
    if "-" in sentence.text[name.end : name.end + 2]:  # U.S.-bound
        return False
    link = sentence.last_before(name.start, "link")
    if link is not None and link.value == "with" and name.start - link.end <= _ARTICLE:
        return False
    parts = ("link", "move", "stop", "level", "compare", "refer")
    if sentence.between(name.end, cue.start, *parts):
        return False
    breaks = sentence.between(name.end, cue.start, "break")
    is_list = all(mark.value in ("comma", "and") for mark in breaks)
    return not breaks or (is_list and breaks[0].start - name.end > _ARTICLE)


def _partners_of(sentence: Line, cue: Cue) -> Iterator[str]:
    """Yield the country that a flow is tied to, whose trade it is not: ``exports to China``."""
    link = sentence.first_after(cue.end, "link")
    if link is None or link.start - cue.end > 1 or link.value != _OUTWARD.get(cue.value):
        return
    name = next((n for n in sentence.names if 0 <= n.start - link.end <= _ARTICLE), None)
    if name is not None and name.dimension == "partner" and len(name.code) == 2:
        yield name.code
