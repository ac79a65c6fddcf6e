"""The slices that a stretch of text names: codes of lists, or its own words where no list knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tradetally import codes
from tradetally.languages import Language, Name
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Item


@dataclass(frozen=True, slots=True)
class Place:
    """Whose trade a text is about: its reporter, whose name narrows nothing."""

    reporter: str
    language: Language


def named_items(
    line: Line,
    span: tuple[int, int],
    wanted: tuple[str, ...],
    open_dimension: str | None,
    place: Place,
) -> Iterator[Item]:
    """Yield the items of a stretch: names of lists, and what no list knows by its words."""
    start, end = span
    names = [n for n in line.names if start <= n.start and n.end <= end and n.dimension in wanted]
    names = [n for n in names if n.dimension != "partner" or not line.is_owner(n)]
    own = {n.dimension for n in names}
    if names and not (open_dimension and own <= {open_dimension}):
        for name in names:
            if not (name.dimension == "partner" and name.code == place.reporter and len(names) > 1):
                yield item_of(name, place)
        return
    if open_dimension is None:
        return
    for first, last in _pieces(line, start, end, names, place.language):
        inside = [n for n in names if first <= n.start and n.end <= last]
        shift, stop = place.language.trimmed(line.text[first:last])
        words = line.text[first + shift : first + stop]
        if inside:
            others = [n for n in names if n.code != place.reporter or n.dimension != "partner"]
            yield from (item_of(n, place) for n in inside if n in others or not others)
        elif open_dimension == "product":
            origin = _origin(line, first + shift, first + stop, place)
            if origin is not None:
                yield origin
            elif place.language.may_name_product(words, opens=True, most=12):
                yield Item("product", words.lower(), words, is_listed=False)
        elif place.language.may_name_place(words) and not line.between(first, last, "owner"):
            yield Item(open_dimension, words.lower(), words, is_listed=False)


def _origin(line: Line, start: int, end: int, place: Place) -> Item | None:
    """Return the country that goods are of and nothing else is said of: ``American goods``."""
    name = next((n for n in line.names if n.start == start and n.end < end), None)
    if name is None or name.dimension != "reporter" or name.code == place.reporter:
        return None
    goods = place.language.GRAMMAR.get("goods", "").split()
    rest = line.text[name.end : end].lower().split()
    return Item("partner", name.code, name.text) if rest and set(rest) <= set(goods) else None


def item_of(name: Name, place: Place) -> Item:
    """Return a name as an item, with its parts where it lists several: ``cars, ships and toys``."""
    pieces = place.language.item_splits(name.text)
    parts = []
    for first, last in pieces if len(pieces) > 1 else ():
        words = name.text[first:last]
        code = codes.find(name.dimension, words, place.language.NAME)
        parts.append(
            Item(name.dimension, code.code if code else words.lower(), words, code is not None)
        )
    return Item(name.dimension, name.code, name.text, parts=tuple(parts))


def _pieces(
    line: Line, start: int, end: int, names: list[Name], language: Language
) -> Iterator[tuple[int, int]]:
    """Yield the items of a list, no name of a code list being cut."""
    text = line.text[start:end]
    masked = text
    for name in names:
        masked = (
            masked[: name.start - start]
            + "x" * (name.end - name.start)
            + masked[name.end - start :]
        )
    for first, last in language.item_splits(masked):
        yield start + first, start + last


def unique(items: list[Item]) -> tuple[Item, ...]:
    """Return the items without those that name a code again."""
    if len(items) < 2:
        return tuple(items)
    return tuple({(item.dimension, item.code): item for item in items}.values())
