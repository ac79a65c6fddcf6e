"""Names that are tied to one number: ``a 5% rise in chips``, ``followed by Chile with $2 billion``.

What such a number is of is told by no flow and by no verb of its own, but by a noun of change
and a link between the two, or by a link alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tradetally.languages import Cue, Name, Number
from tradetally.read.line.items import Place, item_of, named_items, unique
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import SIGNS, is_amount, is_money
from tradetally.read.line.subjects import Item, Topic
from tradetally.read.subject.joined_names import joined_start

_OF_NOUN = ("in", "of", "for")
_OF_NUMBER = ("for", "in")
_BEFORE_AMOUNT = ("with", "at", "by")
_TO_PARTNER = ("to", "from", "with")
_BEHIND = frozenset((*_OF_NOUN, *_TO_PARTNER))
_WITH = "with"
_OPENERS = ("in", "by", "of", "for", "from")
_SET_OFF = " ,("
_CAUSES = (("stop", "cause"),)
_APPOSING = (*_CAUSES, ("stop", "was"))
_OF_NEXT = (*_APPOSING, ("refer", "including"))  # behind another amount only
_WANTED = ("product", "partner", "region", "ownership")
_BETWEEN = frozenset(("base", "plain", "degree"))
_ENDS = frozenset(
    ("move", "level", "passed", "reached", "share", "contribute", "pace", "stop", "compare",
     "mood", "base", "refer", "previous", "rate", "link", "break", "measure", "aside", "noise")
)  # fmt: skip
_OF_LEAD = ("compare", "stop", "degree", "plain", "level", "move", "passed", "rate")
_IN_NAME = ("break", "plain", "degree")
_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_DOT = 2  # characters between a name that may end in one and the next word
_MOST_WORDS = 4


def tied_topics(line: Line, covered: list[Topic], place: Place) -> list[Topic]:
    """Return what single numbers are of by what ties it to them, before or behind.

    They keep the slices of what their own sentence speaks of before, not those of another.
    """
    links = line.of("link")
    numbers = [n for n in line.numbers if n.unit == "percent" or is_amount(n.unit)]
    if not numbers:
        return []
    found = [*_at_links(line, links, numbers, place), *_related(line, place)]
    found += _beside(line, numbers, place)
    if any(link.value == _WITH for link in links):
        found += [topic for n in numbers if (topic := _changing(line, n, place)) is not None]
    tied = [topic for topic in found if not any(_overlap(topic, other) for other in covered)]
    first = min([topic.start for topic in (*covered, *tied)], default=0)
    return [topic._replace(refers=topic.start > first) for topic in tied]


def _at_links(
    line: Line, links: Sequence[Cue], numbers: Sequence[Number], place: Place
) -> Iterator[Topic]:
    """Yield what a link ties to the number behind it, or right before it."""
    starts = {number.start for number in numbers}
    for link in links:
        topic = None
        if link.value in _BEFORE_AMOUNT and not starts.isdisjoint((link.end, link.end + 1)):
            topic = _before(line, link, place)
        elif link.value in _BEHIND:
            topic = _behind(line, link, numbers, place)
        if topic is not None:
            yield topic
    for mark in line.of("break"):  # "Cars followed with $5 billion"
        if mark.value == "next" and not starts.isdisjoint((mark.end, mark.end + 1)):
            topic = _leading(line, mark, place)
            if topic is not None:
                yield topic


def _related(line: Line, place: Place) -> Iterator[Topic]:
    """Yield what a relative clause says to have changed: ``followed by tea, which fell 5%``."""
    for which in line.of("stop"):
        if which.value != "relative":
            continue
        verb = line.first_after(which.end, "move")
        if verb is None or verb.start - which.end > 1:
            continue
        end = which.start - 1
        while end > 0 and line.text[end - 1] in _SET_OFF:
            end -= 1
        opener = _opener(line, end)
        if opener is not None:
            items = tuple(named_items(line, (opener.end, end), _WANTED, "product", place))
            items = tuple([i for i in items if i.is_listed or _may_be_tied(i, place)])
            if items:
                yield Topic(opener.end, which.end, items=_as_one(line, items, end))


def _opener(line: Line, end: int) -> Cue | None:
    """Return the link, or the mark of a ranking, behind which a name ends at ``end``."""
    for cue in reversed(line.cues[: bisect_left(line.starts, end)]):
        if (cue.kind, cue.value) == ("break", "next") or (
            cue.kind == "link" and cue.value in _OPENERS
        ):
            return cue
        if cue.kind not in _IN_NAME or cue.value == "hard":
            return None
    return None


def _as_one(line: Line, items: tuple[Item, ...], end: int) -> tuple[Item, ...]:
    """Return a list as the one thing that its words name: ``sugar & honey``."""
    if len(items) == 1:
        return items
    words = line.text[line.text.rfind(items[0].words, 0, end) : end]
    return (Item(items[0].dimension, words.lower(), words, is_listed=False),)


def _beside(line: Line, numbers: Sequence[Number], place: Place) -> Iterator[Topic]:
    """Yield the next of a list right before its amount: ``phones with $5bn, machinery $2bn``.

    So stands what has a rate with a sign, ``iron ore -0.5%``, or a comma and a verb before its
    number: ``fuels, down $6 million (5%), coal, down $2 million``.
    """
    tied = [link.end for link in line.of("link") if link.value in _BEFORE_AMOUNT]
    for number in numbers:
        is_signed = number.unit == "percent" and number.text[0] in SIGNS
        is_signed = is_signed and line.text[number.start - 1 : number.start] == " "
        is_next = is_money(number.unit) and bool(tied) and tied[0] < number.start - _ARTICLE
        end = number.start if is_signed or is_next else _comma_before(line, number)
        topic = None if end is None else _listed_before(line, end, place, is_apposed=not is_next)
        if topic is not None:
            yield topic


def _comma_before(line: Line, number: Number) -> int | None:
    """Return where the comma stands that a verb and its number follow: ``, down $2 million``."""
    at = bisect_left(line.starts, number.start) - 1
    verb, comma = (line.cues[at], line.cues[at - 1]) if at > 0 else (None, None)
    if verb is None or comma is None or verb.kind != "move" or number.start - verb.end > 1:
        return None
    is_comma = (comma.kind, comma.value) == ("break", "comma") and verb.start - comma.end <= 1
    return comma.start if is_comma else None


def _overlap(one: Topic, other: Topic) -> bool:
    return one.start < other.end and other.start < one.end


def _behind(line: Line, link: Cue, numbers: Sequence[Number], place: Place) -> Topic | None:
    """Return what changed by a number: ``a 5% rise in chips``, ``was 12% for displays``."""
    number = next((n for n in numbers if 0 <= link.start - n.end <= 1), None)
    if number is not None and link.value in _TO_PARTNER:
        return _partner_behind(line, link, place)
    is_of_noun = number is None
    if number is None:
        number = _number_of_noun(line, link, numbers) if link.value in _OF_NOUN else None
        if number is None:
            return None
    elif link.value not in _OF_NUMBER or (link.value == "in" and not is_money(number.unit)):
        return None
    if any(0 <= when.start - link.end <= 1 for when in line.whens):
        return None
    end = _end(line, link.end)
    if line.between(link.end, end, "flow", "those", "price"):
        return None
    items = unique(list(named_items(line, (link.end, end), _WANTED, "product", place)))
    is_open = is_of_noun or number.unit == "percent" or link.value == "in"
    is_open = is_open and not any(0 <= c.start - link.end <= 1 for c in line.of("degree"))
    items = tuple([i for i in items if i.is_listed or (is_open and _may_be_tied(i, place))])
    if not items:
        return None
    return Topic(link.end, end, items=items)


def _partner_behind(line: Line, link: Cue, place: Place) -> Topic | None:
    """Return the partner that a link right behind a number names: ``3 percent to Germany``."""
    name = next((n for n in line.names if 0 <= n.start - link.end <= _ARTICLE), None)
    if name is None or name.dimension != "partner" or name.code == place.reporter:
        return None
    if line.is_owner(name):
        return None
    return Topic(link.end, name.end, items=(item_of(name, place),))


def _number_of_noun(line: Line, link: Cue, numbers: Sequence[Number]) -> Number | None:
    """Return the number that a noun of change right before a link has right before it."""
    at = bisect_left(line.starts, link.start) - 1
    noun = line.cues[at] if at >= 0 else None
    if noun is None or noun.kind not in ("move", "rate") or noun.value == "share":
        return None
    if link.start - noun.end > 1:
        return None
    number = next((n for n in reversed(numbers) if n.end <= noun.start), None)
    if number is None or line.words_between(number.end, noun.start):
        return None
    between = line.between(number.end, noun.start)
    return number if all(cue.kind in _BETWEEN for cue in between) else None


def _may_be_tied(item: Item, place: Place) -> bool:
    return place.language.may_name_product(item.words, opens=False, most=_MOST_WORDS)


def _end(line: Line, start: int) -> int:
    """Return where the words end that a link opens: at a verb, a number, a period or a clause."""
    marks = [mark.start for mark in line.amounts if mark.start >= start]
    marks += [cue.start for cue in line.cues if cue.start >= start and cue.kind in _ENDS]
    return min([*marks, len(line.text)])


def _before(line: Line, link: Cue, place: Place) -> Topic | None:
    """Return the name that a link ties to the number behind it: ``Chile with $2 billion``."""
    listed = _listed_before(line, link.start, place)
    if listed is not None or link.value == "by":
        return listed and listed._replace(end=link.end)
    name = next((n for n in line.names if 0 <= link.start - n.end <= _DOT), None)
    if name is None:
        return _leading(line, link, place)
    if name.dimension not in _WANTED or not _opens_item(line, name):
        return None
    if name.dimension == "partner" and name.code == place.reporter:
        return None
    return Topic(name.start, link.end, items=(item_of(name, place),))


def _leading(line: Line, link: Cue, place: Place) -> Topic | None:
    """Return what leads or follows others with an amount: ``Chips took the lead with $5bn``."""
    names = [n for n in line.names if n.end <= link.start and n.dimension in _WANTED]
    name = next((n for n in reversed(names) if _opens_item(line, n)), None)
    if name is None or name.code == place.reporter or line.is_owner(name):
        return None
    between = line.between(name.end, link.start)
    is_amount_between = any(name.end <= n.start < link.start for n in line.numbers if n.unit)
    if is_amount_between or any(cue.kind not in _OF_LEAD for cue in between):
        return None
    if len(line.text[name.end : link.start].split()) > _MOST_WORDS:
        return None
    if name.dimension != "product":
        return Topic(name.start, link.end, items=(item_of(name, place),))
    start = joined_start(line, name.start, 0, place)
    items = unique(list(named_items(line, (start, name.end), ("product",), "product", place)))
    return Topic(start, link.end, items=items)


def _listed_before(line: Line, end: int, place: Place, *, is_apposed: bool = False) -> Topic | None:
    """Return what stands alone between the number before and ``end``: ``; base metals at``.

    What *and* joins there is one; of what no list knows it is goods, if it stands in a list.
    """
    start = max([mark.end for mark in line.amounts if mark.end <= end], default=None)
    if start is None and not is_apposed:
        return None
    opened = _opened(line, start or 0, end, is_apposed=is_apposed)
    if opened is None or any(c.value == "next" for c in line.between(opened, end, "break")):
        return None
    shift, stop = place.language.trimmed(line.text[opened:end])
    first, words = opened + shift, line.text[opened:][shift:stop]
    names = [n for n in line.names if opened <= n.start and n.end <= end]
    if any(n.dimension not in _WANTED or n.code == place.reporter for n in names):
        return None
    if len(names) == 1 and not line.between(opened, end, "break"):
        return Topic(first, end, items=(item_of(names[0], place),))
    dimension = names[0].dimension if names else "product"
    if not names and not place.language.may_name_product(words, opens=True, most=_MOST_WORDS + 2):
        return None
    if not names and is_apposed and not _is_in_list(line, opened):
        return None
    item = Item(dimension, words.lower(), words, is_listed=False)
    return Topic(first, end, items=(item,))


def _is_in_list(line: Line, opened: int) -> bool:
    """Whether what opens at a place is the next of a list, or the first behind *were*."""
    cue = next((c for c in reversed(line.cues) if c.end <= opened), None)
    if cue is None or cue.kind != "break" or cue.value == "hard":
        return cue is not None
    return line.text[: cue.start].endswith((")", "%"))


def _opened(line: Line, start: int, end: int, *, is_apposed: bool = False) -> int | None:
    """Return where the words start that marks of a list open, with nothing that counts behind."""
    others = [cue for cue in line.between(start, end) if cue.kind not in _IN_NAME]
    opened = None
    if others:
        start = others[-1].end
        opens = (others[-1].kind, others[-1].value)
        is_next = any(n.end <= others[-1].start for n in line.numbers)
        apposing = _OF_NEXT if is_next else _APPOSING
        opened = start if opens in (apposing if is_apposed else _CAUSES) else None
    for cue in line.between(start, end, "break"):
        if cue.value != "hard" and line.words_between(opened or start, cue.start):
            break
        opened = cue.end
    return opened


def _opens_item(line: Line, name: Name) -> bool:
    """Whether a name stands first, or behind a comma, *and* or *was*, an article at most apart."""
    before = line.last_before(name.start, "break", "stop", "link")
    if before is None:
        return name.start < _ARTICLE
    return before.kind != "link" and name.start - before.end <= _ARTICLE


def _changing(line: Line, number: Number, place: Place) -> Topic | None:
    """Return goods that no list knows and that change by a number: ``with memory up 20%``."""
    verb = line.last_before(number.start, "move")
    if verb is None or number.start - verb.end > 1:
        return None
    opener = next((c for c in reversed(line.between(0, verb.start)) if c.kind != "plain"), None)
    if opener is None or not _opens_change(line, opener):
        return None
    if any(opener.end <= mark.start < verb.start for mark in (*line.names, *line.amounts)):
        return None
    shift, stop = place.language.trimmed(line.text[opener.end : verb.start])
    words = line.text[opener.end + shift : opener.end + stop]
    if not place.language.may_name_product(words, opens=True, most=_MOST_WORDS):
        return None
    item = Item("product", words.lower(), words, is_listed=False)
    return Topic(opener.end + shift, verb.start, items=(item,))


def _opens_change(line: Line, opener: Cue) -> bool:
    """Whether *with*, or what goes on with its list, stands before what changes."""
    if opener.kind == "break" and opener.value in ("and", "comma", "next"):
        before = line.last_before(opener.start, "link")
        if before is None or any(
            cue.value == "hard" or cue.kind == "flow"
            for cue in line.between(before.end, opener.start, "break", "flow")
        ):
            return False
        opener = before
    return opener.kind == "link" and opener.value == _WITH
