"""Subjects without a flow of their own: ``private enterprises``, ``and to Africa``, ``ASEAN``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tradetally.languages import Cue, Name, Number
from tradetally.read.line.items import Place, named_items, unique
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import is_money
from tradetally.read.line.subjects import Item, Topic
from tradetally.read.subject.belonging import owned, owners, sharers
from tradetally.read.subject.flow_phrases import VERBS, refers
from tradetally.read.subject.joined_names import joined_start

_LISTED = ("and", "comma", "next")
_EXAMPLES = ("example", "including")
_NEAR_AMOUNT = 4  # characters from a verb to its amount


def named_topics(line: Line, place: Place, covered: list[Topic]) -> Iterator[Topic]:
    """Yield the subjects without a flow: names, or open words, before a verb."""
    if not (line.names or line.numbers):
        return
    used = 0
    named: list[Topic] = []
    for verb, clause in _verbs(line, covered):
        start = max(used, clause)
        if any(topic.start < verb.start and topic.end > start for topic in covered):
            continue
        items = tuple(_subject_items(line, start, verb, place)) if line.names else ()
        is_open = not items and used == 0 and verb.kind in ("move", "share", "level")
        if is_open:
            items = tuple(_opening_words(line, start, verb, place))
        if not items and verb.kind in ("move", "share"):
            items = tuple(_open_subjects(line, start, verb, covered, place))
        if items:
            first = line.text.find(items[0].words, start)
            goes_on = refers(line, start)
            is_lone = not any(name.dimension == "product" for name in line.names)
            is_next = is_open and is_lone and _changes_by_rate(line, verb)
            every = unique(list(items))
            start = max(first, start)
            topic = Topic(start, verb.start, items=every, refers=goes_on, is_next=is_next)
            named.append(topic)
            yield topic
            used = verb.end
    if line.names:
        yield from owners(line, covered, used)
        yield from owned(line, [*covered, *named])
        yield from _gapped(line, covered)
        yield from _with_amounts(line, [*covered, *named], place)
        yield from sharers(line, covered, place)
    yield from _without_verb(line, [*covered, *named], place)


def _gapped(line: Line, covered: list[Topic]) -> Iterator[Topic]:
    """Yield names that stand for a phrase: ``and to Africa 33%``, ``the share of ASEAN``."""
    links = line.of("link")
    for name in line.names if links else ():
        link = next((c for c in links if 0 <= name.start - c.end <= 5), None)
        if link is None or any(t.start <= name.start < t.end for t in covered):
            continue
        before = line.last_before(link.start, "break", "rate")
        if before is None or link.start - before.end > 1:
            continue
        is_share = before.kind == "rate" and before.value == "share"
        followed = any(0 <= n.start - name.end <= 2 for n in line.numbers)
        if is_share or (
            before.kind == "break" and followed and link.value in ("to", "from", "with")
        ):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(link.start, name.end, items=(item,), refers=not is_share)


def _with_amounts(line: Line, covered: list[Topic], place: Place) -> Iterator[Topic]:
    """Yield partners before amounts that share a verb: ``the U.S. bought $6bn, Japan $2bn``.

    So are those in ``China took 20%, followed by Japan with 9%``.
    """
    starts = {number.start for number in line.numbers if _is_amount(number)}
    for name in line.names:
        link = line.first_after(name.end, "link")
        is_tied = link is not None and link.value == "with" and link.start - name.end <= 2
        end = link.end if is_tied and link is not None else name.end
        if starts.isdisjoint((end, end + 1, end + 2)) or name.dimension != "partner":
            continue
        before = line.last_before(name.start, "break")
        spoken = [topic for topic in covered if topic.end <= name.start and topic.of("partner")]
        if before is None or not spoken or not _narrows(name, place):
            continue
        is_next = name.start - before.end <= 5 and before.value in _LISTED
        is_free = not any(t.start <= name.start < t.end for t in covered if t.items)
        if is_next and is_free and not line.is_owner(name):
            item = Item(name.dimension, name.code, name.text)
            yield Topic(name.start, name.end, items=(item,), refers=True)


def _is_amount(number: Number) -> bool:
    return number.unit == "percent" or is_money(number.unit)


def _without_verb(line: Line, covered: list[Topic], place: Place) -> Iterator[Topic]:
    """Yield the subjects whose verb was said before: ``chips rose 2% and fuels 80%``."""
    first = line.numbers[0] if line.numbers else None
    for number in line.numbers[1:]:
        before = line.last_before(number.start, "break") if number.unit == "percent" else None
        if before is None or before.value not in _LISTED:
            continue
        said = [cue for cue in line.between(before.end, number.start) if cue.kind != "plain"]
        if first is None or first.end > before.start or said:
            continue
        spoken = [t for t in covered if t.end <= before.start and t.of("product")]
        if not spoken or any(t.start < number.start and t.end > before.end for t in covered):
            continue
        span = (before.end, number.start)
        items = tuple(named_items(line, span, ("product",), "product", place))
        if len(items) == 1:
            yield Topic(before.end, number.start, items=items)


def _is_government(line: Line, name: Name) -> bool:
    """Whether a capital acts for its country: ``which Beijing put under control``."""
    if name.dimension != "region":
        return False
    before = line.last_before(name.start, "stop")
    return before is not None and name.start - before.end <= 1


def _is_example(line: Line, start: int, name: Name, verb: Cue, place: Place) -> bool:
    """Whether a name only says what most of a flow is, or what some of a thing is.

    So it is in ``imports, mainly toys, rose``, in ``fuels, such as oil, rose`` and in ``trade of
    goods such as cars rose``.
    """
    cue = line.last_before(name.start, "refer")
    if cue is None or cue.start < start:
        return False
    if cue.value in _EXAMPLES:
        return _opens_insertion(line, cue, verb) is not None or _is_of_goods(line, cue, place)
    flow = line.last_before(cue.start, "flow") if cue.value == "mainly" else None
    return flow is not None and cue.start - flow.end <= 2


def _is_of_goods(line: Line, cue: Cue, place: Place) -> bool:
    """Whether examples are those of all goods: ``trade of goods such as``."""
    flow = line.last_before(cue.start, "flow")
    if flow is None or cue.value != "example":
        return False
    goods = place.language.GRAMMAR.get("goods", "").split()
    last = line.text[flow.start : cue.start].lower().split()[-1:]
    return last[0] in goods and line.words_between(flow.end, cue.start) in ("", *goods)


def _opens_insertion(line: Line, cue: Cue, verb: Cue) -> Cue | None:
    """Return the comma before a cue where another one stands right before the verb behind."""
    opened = line.last_before(cue.start, "break")
    closed = line.last_before(verb.start, "break")
    if opened is None or closed is None or opened.value != "comma" or closed.value != "comma":
        return None
    is_set_off = cue.start - opened.end <= 1 and verb.start - closed.end <= 1
    return opened if is_set_off and closed.start > cue.start else None


def _verbs(line: Line, covered: list[Topic]) -> Iterator[tuple[Cue, int]]:
    """Yield each verb and where the clause before it starts: a list's own commas start none."""
    ends = sorted([*[number.end for number in line.numbers], *[topic.end for topic in covered]])
    clause = 0
    inserted = _concession(line)
    for cue in line.cues:
        is_verb = cue.kind in VERBS
        if is_verb or cue.kind == "stop":
            before = ends[: bisect_right(ends, cue.start)]
            yield cue, max([clause, *before[-1:]])
        if is_verb or (cue.kind == "break" and cue.value == "hard" and cue != inserted):
            clause = cue.end


def _concession(line: Line) -> Cue | None:
    """Return the word that opens what is inserted behind the first name: ``Tea, though down 5%,``.

    What it opens has no subject of its own.
    """
    first = line.cues[:2]
    if [cue.kind for cue in first] != ["break", "break"] or first[0].value != "comma":
        return None
    comma, opener = first
    named = any(0 <= comma.start - name.end <= 1 for name in line.names)
    is_word = opener.text.isalpha() and opener.start - comma.end <= 1
    verb = line.first_after(opener.end, *VERBS)
    is_bare = verb is not None and verb.start - opener.end <= 1
    return opener if named and is_word and is_bare else None


def _subject_items(line: Line, start: int, verb: Cue, place: Place) -> Iterator[Item]:
    """Yield the items of the last list of names before a verb."""
    names = [n for n in line.names if start <= n.start and n.end <= verb.start]
    names = [n for n in names if n.dimension != "reporter" and not _is_government(line, n)]
    names = [n for n in names if not _is_example(line, start, n, verb, place)]
    others = [n for n in names if not line.is_owner(n) and _narrows(n, place)]
    names = others or [n for n in names if not line.is_owner(n)]
    if not names:
        return
    lead = _list_head(line, names)
    linked = line.last_before(names[lead].start, "link")
    if linked is not None and linked.start >= start and linked.value not in ("with", "of"):
        gap = line.text[linked.end : names[lead].start].strip().lower()
        between = line.between(linked.end, names[lead].start, "break", "stop", *VERBS)
        is_of_time = any(linked.end <= when.start < names[lead].start for when in line.whens)
        if not between and not is_of_time and len(gap) < 12:
            return
    first = names[lead]
    if first.dimension == "product" and not line.between(
        first.end, verb.start, "stop", "link", "level"
    ):
        lead = joined_start(line, first.start, start, place)
        span = (lead, _end_of_subject(line, first.end, verb))
        yield from named_items(line, span, ("product",), "product", place)
        return
    same = [n for n in names[lead:] if n.dimension == first.dimension]
    if line.between(names[lead].end, verb.start, "stop", "link"):
        same = same[:1]
    if any(n.dimension == "partner" and n.code == place.reporter for n in same):
        return
    for name in same:
        yield Item(name.dimension, name.code, name.text)
    yield from _also_named(line, names[lead:], verb, place)


def _end_of_subject(line: Line, start: int, verb: Cue) -> int:
    """Return where a subject ends: before its verb, or before the examples of it there are."""
    inserted = _concession(line)
    if inserted is not None and inserted.end < verb.start + 1:
        return line.cues[0].start
    example = next((c for c in line.of("refer") if c.start >= start and c.value in _EXAMPLES), None)
    if example is None or example.start > verb.start:
        return verb.start
    comma = _opens_insertion(line, example, verb)
    return comma.start if comma is not None else verb.start


def _narrows(name: Name, place: Place) -> bool:
    return name.dimension != "partner" or name.code != place.reporter


def _also_named(line: Line, names: list[Name], verb: Cue, place: Place) -> Iterator[Item]:
    """Yield what else narrows a subject: ``private enterprises in Guangdong``."""
    for name in names[1:]:
        link = line.last_before(name.start, "link")
        is_tied = link is not None and names[0].end <= link.start and name.start - link.end <= 5
        is_other = name.dimension != names[0].dimension and _narrows(name, place)
        if is_tied and is_other and not line.between(names[0].end, name.start, "stop", *VERBS):
            yield Item(name.dimension, name.code, name.text)


def _list_head(line: Line, names: list[Name]) -> int:
    """Return the index of the first name of the last list: ``In all, a, b and c rose``."""
    head = len(names) - 1
    while head > 0:
        start, end = names[head - 1].end, names[head].start
        if line.words_between(start, end) and len(line.text[start:end].split()) > 3:
            break
        head -= 1
    return head


def _opening_words(line: Line, start: int, verb: Cue, place: Place) -> Iterator[Item]:
    """Yield what opens a sentence and changed, or makes up a percentage.

    ``Nonmonetary gold fell $5bn``, ``Processed goods accounted for 88% of the total``.
    """
    end = _end_of_subject(line, start, verb)
    if any(name.start < end for name in line.names):
        return
    cues = [cue for cue in line.between(start, end) if cue.value != "was"]
    said = {cue.kind for cue in cues} - {"break", "plain", "degree"}
    if said or not (_changes_by_rate(line, verb) or _is_of_amount(line, start, end, verb)):
        return
    was = line.first_after(start, "stop")
    stretch = line.text[start : min(end, was.start if was else end)]
    shift, stop = place.language.trimmed(stretch)
    words = stretch[shift:stop]
    if place.language.may_name_product(words, opens=True, most=6):
        yield Item("product", words.lower(), words, is_listed=False)


def _is_of_amount(line: Line, start: int, end: int, verb: Cue) -> bool:
    """Whether a sentence opens with a change by an amount, or a share of so many percent.

    What it opens with ends at ``end``; names there are between this and the verb are examples.
    """
    number = next((n for n in line.numbers if n.start >= verb.end), None)
    is_named = any(not end <= name.start < verb.start for name in line.names)
    if start or is_named or number is None or number.start - verb.end > _NEAR_AMOUNT:
        return False
    return is_money(number.unit) if verb.kind == "move" else number.unit == "percent"


def _changes_by_rate(line: Line, verb: Cue) -> bool:
    """Whether a verb has a rate of change: ``fell 18.7%``, ``saw a 19.6 percent increase``."""
    number = next((n for n in line.numbers if n.start >= verb.end), None)
    if number is None or number.unit != "percent" or line.words_between(verb.end, number.start):
        return False
    noun = line.first_after(number.end, "move")
    is_of_noun = noun is not None and noun.start - number.end <= 1
    return verb.kind == "move" or (verb.kind == "level" and is_of_noun)


def _open_subjects(
    line: Line, start: int, verb: Cue, covered: list[Topic], place: Place
) -> Iterator[Item]:
    """Yield subjects that no list knows, where a product or partner was spoken of just before."""
    before = [t for t in covered if t.end <= start and t.items]
    if not before or not any(n.start >= verb.end for n in line.numbers):
        return
    dimension = before[-1].items[-1].dimension
    said = [
        c for c in line.between(start, verb.start) if c.kind not in ("break", "degree", "plain")
    ]
    if dimension != "product" or said:
        return
    stretch = line.text[start : verb.start]
    pieces = place.language.item_splits(stretch)
    for first, last in pieces:
        shift, stop = place.language.trimmed(stretch[first:last])
        words = stretch[first + shift : first + stop]
        if any(words in when.text for when in line.whens):
            continue
        if place.language.may_name_product(words, opens=False, most=4):
            yield Item(dimension, words.lower(), words, is_listed=False)
