"""What a whole text is about: trade with one partner, or in one kind of goods.

In such a text a bare flow is of that: *Goods exports totaled $33 billion* on a country's page,
*Imports stood at $13 billion* in a release on one industry.
"""

from __future__ import annotations

from collections import Counter

from tradetally.languages import Name
from tradetally.read.line.items import Place, item_of
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Item, Subject, Topic

_FEWEST_OF_PARTNER = 4  # sentences on trade that name it
_FEWEST_OF_PRODUCT = 3
_FIRST, _OF_FIRST = 3, 2


def theme(every: list[Line], place: Place) -> tuple[Item, ...]:
    """Return the partner and the product that a text is about, where it is about one."""
    told = [line for line in every if "flow" in line.by_kind]
    stated = [line for line in told if any(number.unit for number in line.numbers)]
    found = (_partner(stated, place), _product(told, stated, place))
    return tuple([item for item in found if item is not None])


def with_theme(topic: Topic, subject: Subject, about: tuple[Item, ...]) -> Subject:
    """Return a subject with what the text is about where it names none such and is no whole."""
    if not about or subject.aside is not None or topic.is_whole or topic.is_national:
        return subject
    left = tuple([item for item in about if not subject.of(item.dimension)])
    return subject._replace(items=(*subject.items, *left)) if left else subject


def _partner(stated: list[Line], place: Place) -> Item | None:
    """Return the partner of most sentences that state trade, where none names only another."""
    named = [{n.code for n in line.names if _is_partner(n, place)} for line in stated]
    best = Counter(code for codes in named for code in codes).most_common(1)
    if not best:
        return None
    code, count = best[0]
    bare = sum(not codes for codes in named)
    if count < max(_FEWEST_OF_PARTNER, bare) or any(codes and code not in codes for codes in named):
        return None
    return item_of(next(n for line in stated for n in line.names if n.code == code), place)


def _product(told: list[Line], stated: list[Line], place: Place) -> Item | None:
    """Return the product of two of the first three sentences on trade, where few name none.

    A title counts as one; the first sentence that states trade has to name it.
    """
    beside = [_beside_flow(line) for line in told[:_FIRST]]
    first = [name for names in beside for name in {n.code: n for n in names}.values()]
    best = Counter(name.code for name in first).most_common(1)
    if not best or best[0][1] < _OF_FIRST:
        return None
    name = next(name for name in first if name.code == best[0][0])
    if not any(n.code == name.code for n in stated[0].names if stated):
        return None
    count = sum(any(n.code == name.code for n in line.names) for line in told)
    bare = sum(not any(n.dimension == "product" for n in line.names) for line in stated)
    return item_of(name, place) if count >= max(_FEWEST_OF_PRODUCT, bare / 2) else None


def _beside_flow(line: Line) -> list[Name]:
    """Return the products that stand right at a flow: ``ICT exports``, ``imports of ICT goods``."""
    flows = line.of("flow")
    ends = {flow.start for flow in flows}
    starts = {
        link.end
        for link in line.of("link")
        if link.value in ("of", "in", "for")
        and any(0 <= link.start - flow.end <= 1 for flow in flows)
    }
    return [
        name
        for name in line.names
        if name.dimension == "product"
        and (ends & {name.end, name.end + 1} or starts & {name.start, name.start - 1})
    ]


def _is_partner(name: Name, place: Place) -> bool:
    return name.dimension == "partner" and name.code != place.reporter
