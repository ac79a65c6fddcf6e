"""The slices that a Chinese-like noun phrase names: listed names, open words, places by ending."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

from tradetally.languages import Cue, Name, Number, When
from tradetally.read.line.items import Place, item_of, named_items
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import is_amount
from tradetally.read.line.subjects import Item, Topic
from tradetally.read.line.taken import Mark
from tradetally.read.subject.home import is_source
from tradetally.read.subject.open_lists import is_openly_listed, with_open_ends

_DIMENSIONS = ("ownership", "regime", "product", "partner")  # regions go first, by themselves
_INSIDE = ("degree", "level", "refer", "whole", "plain", "mood", "base")
_LONGEST_LIST = 20
_LONGEST_GLUE = 3
_LINKS = ("to", "with", "from")
_COUNTED = ("partners", "enterprises")
_SIZES = frozenset(("degree", "measure", "level", "reached", "passed"))
_START = attrgetter("start")
_PARTING = (
    "move", "pace", "share", "level", "passed", "reached", "contribute", "rate", "break", "flow",
)  # fmt: skip


def items_around(
    line: Line, before: tuple[int, int], behind: tuple[int, int], place: Place
) -> list[Item]:
    """Return the slices of a flow that stands between two spans."""
    own = [i for i in items_of(line, *behind, place) if i.dimension in ("product", "partner")]
    own = own or list(_object(line, behind, place))
    taken = {item.dimension for item in own}
    items = [i for i in items_of(line, *before, place) if i.dimension not in taken]
    if "product" not in taken and not _names_product(line, *before):
        items += _open_product(line, before, place)
    return items + own


def items_of(line: Line, start: int, end: int, place: Place) -> list[Item]:
    """Return the listed names and the places of a span, one list of each dimension."""
    if start >= end:
        return []
    inside: dict[str, list[Name]] = {}
    may_quote = "source" in line.by_kind
    for name in line.names:
        if may_quote and is_source(line, name):
            continue
        if start <= name.start and name.end <= end:
            inside.setdefault(name.dimension, []).append(name)
    places = line.between(start, end, "place")
    if not inside and not places:
        return []
    items = _regions(line, start, inside.get("region", []), places, place)
    for dimension in _DIMENSIONS:
        names = inside.get(dimension, [])
        if dimension == "partner":
            names = [n for n in names if not is_own(line, n, place)]
        if not names:
            continue
        chosen = _one_list(line, names, dimension, place)
        if dimension == "product":
            span = with_open_ends(line, (start, end), chosen, place)
            items += named_items(line, span, ("product",), "product", place)
        else:
            items += [item_of(name, place) for name in chosen]
    return items


def reporter_of(line: Line, start: int, end: int, place: Place) -> str | None:
    """Return whose trade it is where a country without a tie stands before one with a tie."""
    names = [n for n in line.names if start <= n.start and n.end <= end]
    if not names:
        return None
    own = next((n for n in names if n.dimension == "reporter"), None)
    if own is not None and own.code != place.reporter:
        tied_to_own = any(is_own(line, n, place) for n in names if n.dimension == "partner")
        return None if tied_to_own else own.code
    countries = [n for n in names if n.dimension == "partner"]
    if len(countries) < 2:
        return None
    tied = [n for n in countries if is_tied(line, n)]
    free = [n for n in countries if n not in tied and len(n.code) == 2]
    if free and tied and free[0].start < tied[0].start and free[0].code != place.reporter:
        return free[0].code
    return None


def is_own(line: Line, name: Name, place: Place) -> bool:
    """Whether a name is that of the country whose trade it is."""
    if name.code == place.reporter:
        return not _is_of_other(line, name)
    if is_tied(line, name) or len(name.code) != 2:
        return False
    later = [n for n in line.names if n.start > name.start and n.dimension == "partner"][:3]
    if any(line.between(name.end, n.start, "among") or _names_home(line, name, n) for n in later):
        return False
    return any(is_tied(line, n) and not line.between(name.end, n.start, "break") for n in later)


def _is_of_other(line: Line, name: Name) -> bool:
    """Whether another country trades with the one that a text is of: ``印度对华出口``."""
    before = [n for n in line.names if n.end <= name.start and n.dimension == "partner"]
    if not before or not is_tied(line, name) or is_tied(line, before[-1]):
        return False
    is_country = len(before[-1].code) == 2 and before[-1].code != name.code
    return is_country and not line.between(before[-1].end, name.start, "break", "flow", "move")


def _names_home(line: Line, one: Name, other: Name) -> bool:
    """Whether whose trade it is stands between two partners: ``越南是浙江对东盟…``."""
    return any(
        name.dimension in ("region", "reporter")
        for name in line.names
        if one.end <= name.start and name.end <= other.start
    )


@lru_cache(maxsize=256)
def is_tied(line: Line, name: Name) -> bool:
    """Whether a word such as *to*, *with* or *from* stands before a name or its list."""
    head = name.start
    if any(cue.start == head for cue in line.of("partner", "mutual")):
        return True
    before = [n for n in line.names if n.end <= name.start][-_LONGEST_LIST:]
    for other in reversed(before):
        if head - other.end > _LONGEST_GLUE:
            break
        glue = line.between(other.end, head)
        if any(cue.kind != "break" or cue.value == "hard" for cue in glue):
            break
        if line.words_between(other.end, head):
            break
        head = other.start
    link = line.last_before(head, "link")
    if link is None or link.value not in _LINKS:
        return False
    return head - link.end <= 8 and not line.between(link.end, head, *_PARTING)


def _names_product(line: Line, start: int, end: int) -> bool:
    named = [n.dimension for n in line.names if start <= n.start and n.end <= end]
    return "product" in named


def _one_list(line: Line, names: list[Name], dimension: str, place: Place) -> list[Name]:
    """Return the list of names that counts: the first of regions and tied partners, else the last.

    ``a, b and other c`` is c; a name right behind another is nested in it.
    """
    lists: list[list[Name]] = []
    for name in names:
        if lists and _goes_on(line, lists[-1][-1].end, name, place):
            lists[-1].append(name)
        elif lists and _is_nested(line, lists[-1][-1].end, name.start):
            lists[-1][-1] = name
        elif lists and _sums_up(line, lists[-1][-1].end, name.start):
            lists[-1] = [name]
        else:
            lists.append([name])
    if not lists:
        return []
    if dimension == "partner":
        tied = next((group for group in lists if is_tied(line, group[0])), lists[-1])
        return lists[0] if _is_equated(line, lists[0][-1].end) else tied
    return lists[0] if dimension == "region" else lists[-1]


def _goes_on(line: Line, end: int, name: Name, place: Place) -> bool:
    """Whether a name is the next of a list, perhaps behind goods that no code list knows."""
    if is_listed(line, end, name.start):
        return True
    return name.dimension == "product" and is_openly_listed(line, end, name.start, place)


def _is_equated(line: Line, end: int) -> bool:
    """Whether *is* stands right behind a list: ``越南是浙江对东盟第一大贸易伙伴`` is Viet Nam."""
    behind = line.first_after(end, "degree")
    is_right_behind = behind is not None and behind.start == end
    return is_right_behind and bool(line.between(end, len(line.text), "among"))


def is_listed(line: Line, start: int, end: int) -> bool:
    """Whether only the mark of a list stands between two names."""
    glue = line.between(start, end)
    if not glue or any(c.kind != "break" or c.value == "hard" for c in glue):
        return False
    return line.words_between(start, end).strip('“”" ') == ""


def _is_nested(line: Line, start: int, end: int) -> bool:
    """Whether nothing that counts stands between two names: ``广东省深圳市``."""
    if any(cue.kind != "degree" for cue in line.between(start, end)):
        return False
    return line.words_between(start, end).strip('“”" ') == ""


def _sums_up(line: Line, start: int, end: int) -> bool:
    """Whether *and other* stands between two names."""
    stop = [c for c in line.between(start, end, "stop") if c.start - start <= 1]
    return bool(stop) and end - stop[0].end <= 4 and not line.between(start, end, "break")


def _regions(
    line: Line, start: int, names: list[Name], endings: tuple[Cue, ...], place: Place
) -> list[Item]:
    """Return the regions of a span: listed ones, or the place that the first ending gives away."""
    chosen = _one_list(line, names, "region", place)
    if endings:
        cue = endings[0]
        first = _name_start(line, start, cue, chosen)
        words = line.text[first : cue.end]
        shift, stop = place.language.trimmed(words)
        shift = 0 if any(name.start == first for name in names) else shift
        words = words[shift:stop]
        is_free = not (chosen and chosen[0].start < first)
        is_free = is_free or _sums_up(line, chosen[-1].end, first)
        if is_free and len(words) > len(cue.text) and place.language.may_name_place(words):
            return [Item("region", words, words, is_listed=False)]
    return [item_of(name, place) for name in chosen]


def _name_start(line: Line, start: int, cue: Cue, regions: list[Name]) -> int:
    """Return where the name of a place starts that ends in a cue."""
    first = start
    own = [n for n in regions if n.end <= cue.start]
    for mark in _marks(line):
        if start <= mark.start and mark.end <= cue.start and mark not in own:
            first = max(first, mark.end)
    return own[0].start if own and own[0].start >= first else first


def _marks(line: Line) -> tuple[Mark, ...]:
    """Return what ends the words of an open name: cues, names and periods."""
    return (*line.cues, *line.names, *line.whens)


def _object(line: Line, span: tuple[int, int], place: Place) -> Iterator[Item]:
    """Yield the words right behind a flow that is a verb: *exported robots*, ``出口的轴承为``."""
    start, end = span
    linked = next((cue for cue in line.of("degree") if cue.start == start), None)
    start = linked.end if linked is not None else start
    if start >= end or start in line.starts:
        return
    ends = [mark for mark in _marks(line) if mark.start >= start]
    listed = [mark for mark in ends if mark.start < end and not _is_list_mark(mark)]
    if not listed and any(mark.start < end for mark in ends):
        yield from _listed_objects(line.text[start:end], place)
        return
    stop = min([end, *(mark.start for mark in ends)])
    words = line.text[start:stop]
    shift, last = place.language.trimmed(words)
    if last > shift and place.language.may_name_product(words[shift:last], opens=True, most=3):
        following = {cue.kind for cue in line.cues if cue.start == stop}
        is_right = bool(following & _SIZES) if linked else not following & {"break", "stop"}
        if stop < len(line.text) and is_right:
            yield Item("product", words[shift:last], words[shift:last], is_listed=False)


def _is_list_mark(mark: Mark) -> bool:
    """Whether a mark only parts the items of a list."""
    return isinstance(mark, Cue) and mark.kind == "break" and mark.value in ("and", "list")


def _listed_objects(words: str, place: Place) -> Iterator[Item]:
    """Yield the goods of a list right behind a flow: ``进口木材及锯材112万立方米``."""
    pieces = [words[first:last] for first, last in place.language.item_splits(words)]
    if all(place.language.may_name_product(piece, opens=True, most=3) for piece in pieces):
        for piece in pieces:
            yield Item("product", piece, piece, is_listed=False)


def _open_product(line: Line, span: tuple[int, int], place: Place) -> Iterator[Item]:
    """Yield the words right before a flow that may name a product no list knows."""
    start, end = span
    end = _end_of_counted_list(line, start, end)
    others: tuple[Mark, ...] = (*line.names, *line.whens)
    inside = [mark for mark in others if start <= mark.start and mark.end <= end]
    cues = [cue for cue in line.between(start, end) if cue.value != "plain-word"]
    ordered: list[Mark] = sorted([*cues, *inside], key=_START)
    while ordered and _may_part(ordered[-1]):
        if line.text[ordered[-1].end : end].strip():
            break
        end = ordered.pop().start
    first = start
    for mark in ordered:
        if not (isinstance(mark, Cue) and mark.kind == "break"):
            first = max(first, mark.end)
    if first < end:
        yield from named_items(line, (first, end), ("product",), "product", place)


def _may_part(mark: Mark) -> bool:
    """Whether a mark may stand between a product and its flow: ``面板5月份出口``."""
    return isinstance(mark, When) or (isinstance(mark, Cue) and mark.kind in _INSIDE)


def _end_of_counted_list(line: Line, start: int, end: int) -> int:
    """Return where a list ends that is counted behind it: ``章鱼、鳕鱼等26项产品``."""
    for number in line.numbers:
        if start <= number.start and number.end <= end and ends_list(line, number):
            stop = line.last_before(number.start, "stop")
            return stop.start if stop is not None else end
    return end


def ends_list(line: Line, number: Number) -> bool:
    """Whether a number only counts what was listed."""
    if number.unit != "count" or number.noun in _COUNTED:
        return False
    stop = line.last_before(number.start, "stop")
    return stop is not None and stop.end == number.start


def open_subject(
    line: Line, start: int, end: int, before: list[Topic], place: Place
) -> Iterator[Item]:
    """Yield a product that no list knows, right before a verb or an amount: *robots rose 20%*."""
    verb = next(iter(line.between(start, end, "move", "share", "base")), None)
    if not any(item.dimension == "product" for t in before for item in t.items):
        return
    if verb is not None:
        yield from _open_product(line, (start, verb.start), place)
    elif any(n.start == end and is_amount(n.unit) for n in line.numbers):
        yield from _open_product(line, (start, end), place)
