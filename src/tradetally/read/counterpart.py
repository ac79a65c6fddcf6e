"""The one partner that a whole text is about: a country page, a story on trade with one country.

In such a text a bare flow is that with the partner: *Goods exports totaled $33 billion*.
"""

from __future__ import annotations

from collections import Counter

from tradetally.languages import Name
from tradetally.read.items import Place, item_of
from tradetally.read.marks import Line
from tradetally.read.subjects import Item, Subject, Topic

_FEWEST = 4  # sentences on trade that name it


def counterpart(every: list[Line], place: Place) -> Item | None:
    """Return the partner of most sentences that state trade, where none names only another."""
    stated = [line for line in every if line.numbers and "flow" in line.by_kind]
    if len(stated) < _FEWEST:
        return None
    named = [{n.code for n in line.names if _is_partner(n, place)} for line in stated]
    times = Counter(code for codes in named for code in codes)
    best = times.most_common(1)
    if not best:
        return None
    code, count = best[0]
    bare = sum(not codes for codes in named)
    if count < _FEWEST or count < bare or any(codes and code not in codes for codes in named):
        return None
    first = next(n for line in stated for n in line.names if n.code == code)
    return item_of(first, place)


def with_counterpart(topic: Topic, subject: Subject, partner: Item | None) -> Subject:
    """Return a subject with the partner of the text where it names none and is no whole."""
    if partner is None or subject.aside is not None or subject.of("partner"):
        return subject
    is_open = topic.flow is None or not (topic.is_whole or topic.is_national)
    return subject._replace(items=(*subject.items, partner)) if is_open else subject


def _is_partner(name: Name, place: Place) -> bool:
    return name.dimension == "partner" and name.code != place.reporter
