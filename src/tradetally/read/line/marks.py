"""A sentence with everything in it that means something, in order and without overlaps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from tradetally import codes
from tradetally.languages import Cue, Day, Language, Name, Number, Resolver, When
from tradetally.read.line.names import names_in
from tradetally.read.line.taken import Mark, Taken

_SET_OFF = re.compile(r"(?:, [^,.()\d]{2,30})?(?: \([^()]{2,30}\))? ?[-–—] ?(?=\D)")
_SHORT = 3  # letters of an acronym

_ADJECTIVES = {
    "demonym": "reporter",
    "ownership": "ownership",
    "partner": "partner",
    "mutual": "partner",
}

_TIES = ("to", "from", "with")
_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_STRONG = ("base", "name", "previous")
_RARE = frozenset((*_STRONG, *_ADJECTIVES))

M = TypeVar("M", Number, When, Name, Cue, Day)

_START = attrgetter("start")
_ENDLESS = re.compile(r"[\d.,][\d.,]{39,}")  # no number that a text states


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence: its text and its marks, wherever it stands in a document.

    ``starts`` has where its cues start, ``by_kind`` those of each kind. Two are the same only
    where they are one, so that what is asked of it often can be kept.
    """

    text: str
    numbers: tuple[Number, ...]
    whens: tuple[When, ...]
    names: tuple[Name, ...]
    cues: tuple[Cue, ...]
    days: tuple[Day, ...]
    starts: Sequence[int]
    by_kind: Mapping[str, tuple[Cue, ...]]

    @property
    def amounts(self) -> tuple[Number | When, ...]:
        """The numbers and the periods."""
        return (*self.numbers, *self.whens)

    def is_owner(self, name: Name) -> bool:
        """Whether a name has the ending of an owner: ``China's``."""
        owners = self.by_kind.get("owner")
        return owners is not None and any(0 <= cue.start - name.end <= 1 for cue in owners)

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """Return the cues of these kinds."""
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], ())
        if self.by_kind.keys().isdisjoint(kinds):
            return ()
        return tuple([cue for cue in self.cues if cue.kind in kinds])

    def between(self, start: int, end: int, *kinds: str) -> tuple[Cue, ...]:
        """Return the cues (of these kinds, or all) that lie from ``start`` to ``end``."""
        if len(kinds) == 1:
            alike = self.by_kind.get(kinds[0])
            if alike is None:
                return ()
            return tuple([cue for cue in alike if start <= cue.start and cue.end <= end])
        if kinds and self.by_kind.keys().isdisjoint(kinds):
            return ()
        first = bisect_left(self.starts, start)
        inside = self.cues[first : bisect_left(self.starts, end, first)]
        if inside and inside[-1].end > end:  # no two overlap
            inside = inside[:-1]
        return tuple([cue for cue in inside if cue.kind in kinds]) if kinds else inside

    def last_before(self, place: int, *kinds: str) -> Cue | None:
        """Return the last cue of these kinds that ends at or before ``place``."""
        if len(kinds) == 1:
            for cue in reversed(self.by_kind.get(kinds[0], ())):
                if cue.end <= place:
                    return cue
            return None
        if self.by_kind.keys().isdisjoint(kinds):
            return None
        for cue in reversed(self.cues[: bisect_left(self.starts, place)]):
            if cue.kind in kinds and cue.end <= place:
                return cue
        return None

    def first_after(self, place: int, *kinds: str) -> Cue | None:
        """Return the first cue of these kinds that starts at or after ``place``."""
        if len(kinds) == 1:
            for cue in self.by_kind.get(kinds[0], ()):
                if cue.start >= place:
                    return cue
            return None
        if self.by_kind.keys().isdisjoint(kinds):
            return None
        for cue in self.cues[bisect_left(self.starts, place) :]:
            if cue.kind in kinds:
                return cue
        return None

    def words_between(self, start: int, end: int) -> str:
        """Return the words from ``start`` to ``end`` that no cue covers."""
        left = self.text[start:end]
        for cue in reversed(self.between(start, end)):
            left = left[: cue.start - start] + " " + left[cue.end - start :]
        return left.strip()


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a language finds in a sentence, whatever came before it.

    Two are the same only where they are one.
    """

    text: str
    days: tuple[Day, ...]
    cues: tuple[Cue, ...]
    numbers: tuple[Number, ...]
    names: tuple[Name, ...]
    periods: Resolver


def found_in(text: str, language: Language) -> Found:
    """Return what a language finds in a sentence, overlaps and all."""
    plain = _ENDLESS.sub(lambda match: "#" * len(match[0]), text)
    names = names_in(plain, language)
    return Found(
        text,
        language.days(plain),
        language.cues(plain),
        language.numbers(plain),
        names,
        language.resolver(text),
    )


def in_money_of(found: Found, reporter: str) -> Found:
    """Return what was found with amounts in a reporter's own money where the sign may mean it."""
    own = codes.currency(reporter)
    numbers = [
        number._replace(unit=own) if codes.has_sign_of(number.text, own) else number
        for number in found.numbers
    ]
    return replace(found, numbers=tuple(numbers))


def line(seen: Found, whens: tuple[When, ...]) -> Line:
    """Return a sentence with its marks, of its periods as they are resolved.

    Where two overlap the more telling one stays: days, then bases and names of cues that hold
    a number, then numbers and periods (the longer), then cues, then names of code lists.
    """
    taken = Taken(len(seen.text), seen.days)
    rare = [cue for cue in seen.cues if cue.kind in _RARE]
    strong = taken.free([cue for cue in rare if cue.kind in _STRONG])
    taken.take(strong)
    resolved = taken.free(whens)
    if any(map(_is_bare, resolved)):
        firm = Taken(len(seen.text), [n for n in taken.free(seen.numbers) if n.unit is not None])
        resolved = [w for w in resolved if not _is_bare(w) or firm.is_free(w)]
    taken.take(resolved)
    numbers = [
        n
        for n in taken.free(seen.numbers)
        if n.unit not in (None, "count") or not any(_inside(n, name) for name in seen.names)
    ]
    taken.take(numbers)
    names = taken.free(seen.names)
    if names and names[0].start == 0 and _is_dateline(names[0], seen):
        names = names[1:]
    if seen.names or rare:
        owners = _owners_counted(seen.names, numbers)
        names = _widest(sorted([*_apart(names, rare, seen), *owners], key=_START))
    weak = [cue for cue in seen.cues if cue.kind not in _STRONG] if rare else seen.cues
    every = taken.free(weak)
    if names:
        named = Taken(len(seen.text), names)
        met = named.held(every)
        flows = [cue for cue in met if cue.kind == "flow"]
        names = [_before_flow(name, flows) for name in names] if flows else names
        parts = [c for c in met if any(_is_part(c, name) for name in names)]
        every = [cue for cue in every if cue not in parts] if parts else every
        behind = {cue: rest for cue in met if (rest := _behind_product(cue, names)) is not cue}
        every = [behind.get(cue, cue) for cue in every] if behind else every
    if strong:
        every = sorted([*strong, *every], key=_START)
    by_kind = _by_kind(every)
    return Line(
        seen.text,
        tuple(numbers),
        tuple(resolved),
        tuple(_without_cues(names, by_kind, len(seen.text))),
        tuple(every),
        seen.days,
        [cue.start for cue in every],
        by_kind,
    )


def _is_dateline(name: Name, seen: Found) -> bool:
    """Whether a name only says where a story was written: ``BEIJING, Oct 13``, ``SEOUL —``."""
    if seen.days and 0 < seen.days[0].start - name.end <= 2:
        return True
    is_set_off = _SET_OFF.match(seen.text, name.end) is not None
    return is_set_off and name.text.isupper() and len(name.text) > _SHORT


def _by_kind(cues: list[Cue]) -> dict[str, tuple[Cue, ...]]:
    """Return the cues of each kind, in order."""
    out: dict[str, list[Cue]] = {}
    for cue in cues:
        if cue.kind in out:
            out[cue.kind].append(cue)
        else:
            out[cue.kind] = [cue]
    return {kind: tuple(alike) for kind, alike in out.items()}


def redated(seen: Found, one: Line, before: tuple[When, ...], whens: tuple[When, ...]) -> Line:
    """Return a sentence of its periods as they are resolved anew.

    Where the same words mean periods as before, nothing else of it changes.
    """
    if [when[:2] for when in whens] != [when[:2] for when in before]:
        return line(seen, whens)
    places = {when.start for when in one.whens}
    return replace(one, whens=tuple([when for when in whens if when.start in places]))


def _widest(names: list[Name]) -> list[Name]:
    """Return the names, which stand in order, without those inside a longer one."""
    if all(one.end <= other.start for one, other in pairwise(names)):
        return names
    return [name for name in names if not any(_within(name, other) for other in names)]


def _owners_counted(names: Iterable[Name], numbers: list[Number]) -> Iterator[Name]:
    """Yield the kinds of enterprise that a count ends in: ``120,000 private enterprises``."""
    counts = [number for number in numbers if number.noun == "enterprises"]
    for name in names:
        if name.dimension == "ownership" and any(_inside(name, number) for number in counts):
            yield name


def _adjectives(cues: Iterable[Cue]) -> Iterator[Name]:
    """Yield the names that cues are: ``Chinese``, ``were private``."""
    for cue in cues:
        if cue.kind in _ADJECTIVES:
            yield Name(cue.start, cue.end, cue.text, _ADJECTIVES[cue.kind], cue.value)


def _apart(names: list[Name], rare: list[Cue], seen: Found) -> list[Name]:
    """Return the names with those that cues are; of one place it is a partner behind a link.

    So the euro zone is in ``to the euro zone``, else it is whose trade it is.
    """
    adjectives = list(_adjectives(rare))
    both = {name.start: name.end for name in names} if adjectives else {}
    met = {adj.start for adj in adjectives if both.get(adj.start) == adj.end}
    if not met:
        return [*names, *adjectives]
    tied = {at for at in met if _is_linked(at, seen)}
    return [
        *[name for name in names if name.start not in met - tied],
        *[name for name in adjectives if name.start not in tied],
    ]


def _is_linked(place: int, seen: Found) -> bool:
    """Whether a link that ties partners to a flow stands before a place, an article at most."""
    return any(
        cue.kind == "link" and cue.value in _TIES and 0 <= place - cue.end <= _ARTICLE
        for cue in seen.cues
    )


def _without_cues(names: list[Name], cues: Mapping[str, tuple[Cue, ...]], size: int) -> list[Name]:
    """Return the names that are no part of a flow, a base, what is no trade, or a list of peers."""
    if not names:
        return names
    stronger = [cue for kind in ("flow", "base", "noise") for cue in cues.get(kind, ())]
    holding = [cue for kind in ("aside", "among", "counted") for cue in cues.get(kind, ())]
    apart = Taken(size, stronger).free(names) if stronger else names
    return [name for name in apart if not any(_holds(cue, name) for cue in holding)]


def _holds(cue: Cue, name: Name) -> bool:
    """Whether a name is only a part of a cue; the owners that are counted stay names."""
    is_counted_owner = cue.kind == "counted" and name.dimension == "ownership"
    return _inside(name, cue) and not is_counted_owner


def _is_bare(when: When) -> bool:
    return when.text.isdigit()


def _inside(one: Mark, other: Mark) -> bool:
    return other.start <= one.start and one.end <= other.end


def _is_part(cue: Cue, name: Name) -> bool:
    """Whether a cue only stands inside a name, or is all of a long one."""
    return _inside(cue, name) and (len(name.text) > 3 or len(cue.text) < len(name.text))


def _before_flow(name: Name, flows: Iterable[Cue]) -> Name:
    """Return a product without the flow that its name ends in: ``ship exports``."""
    for cue in flows if name.dimension == "product" else ():
        if name.start < cue.start and cue.end == name.end:
            text = name.text[: cue.start - name.start].rstrip()
            return name._replace(end=name.start + len(text), text=text)
    return name


def _behind_product(cue: Cue, names: Iterable[Name]) -> Cue:
    """Return a flow without the word that a product ends in: ``capital goods exports``."""
    for name in names if cue.kind == "flow" else ():
        if name.dimension == "product" and name.start < cue.start < name.end < cue.end:
            rest = cue.text[name.end - cue.start :]
            if rest[0] == " ":
                words = rest.lstrip()
                return cue._replace(start=cue.end - len(words), text=words)
    return cue


def _within(one: Name, other: Name) -> bool:
    return _inside(one, other) and len(one.text) < len(other.text)
