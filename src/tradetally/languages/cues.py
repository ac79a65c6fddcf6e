"""Cues: the words of a language that say how a number is meant, as data.

A language's ``cues.toml`` lists phrases by kind and value. The reader knows the kinds below and
no word of any language. ``{a|b}`` in a phrase spells it out with each; a blank matches any run
of blanks, and letters match in either case.

====================  ============================================================
``flow``              exports, imports, total, surplus, deficit, gap (either), both;
                      bought: imports, or the exports to whoever else bought them
``measure``           value, volume, price
``counted``           enterprises, partners: what a bare number behind it counts; *enterprises
                      exports*: those that export
``price``             exports, imports, total: a unit value
``move``              up, down, flat: a change, as verb, noun or adverb; better, worse: up
                      or down, and the other way round of a deficit
``pace``              up, down: growth that itself grows (accelerated, slowed)
``rate``              growth, fall, share, average: a noun that a percentage is of
``share``             of: accounting for, making up
``level``             amounted to, totalled
``passed``            gt, lt: exceeded, fell below
``reached``           reached: a level, or a mark passed
``contribute``        by, down: contributed, drove, lifted; dragged down
``compare``           than, over, above, below, since, base: versus, after, from: another number or
                      period follows
``base``              year, previous, same: what growth is measured from; ``year-then`` and
                      the like may also say when something was (a year earlier)
``mood``              forecast; outlook: all of its clause is to come; fact
``refer``             of-which, including, example, list, mainly, its, them, each, respectively
``whole``             national, total: the whole again, no slice; province, city: of the text
``link``              of, for, to, at, from, with, in, by, on: what ties a slice or an amount
``degree``            by: words between a move and its amount
``noise``             words that look like a cue and are none
``owner``             reporter: the ending that makes a possessive
``turn``              to: what a rate turned into follows (转为)
``break``             comma, list, bracket, dash, and, or, next, hard: where a clause or an
                      item ends; next: the next of a ranking follows (followed by)
``stop``              word, cause, relative, was, on: where a name in running words ends;
                      when: a clause follows on the period right before; month: of the month
                      last told (in the month)
                      cause: before what explains a change (as, due to)
``adjusted``          seasonal, price
``money``             a currency that the growth rates of a text are in
``aside``             what a sentence or number is about that is no merchandise trade
``among``             a list of peers
``trader``            exports, imports: who sells or buys (exporter, importer)
``name``              a name that has a number in it
``source``            an ISO 3166 code: an office that publishes that country's trade
``demonym``           an ISO 3166 code: the adjective of a country whose trade it is
``ownership``         private, foreign, state: said as an adjective
``plain``             adjective, ranked: a word before a flow that names no product; previous:
                      so is one that says of a rate what it is since (a 5% monthly rise)
 ``moved``             exports, imports: a verb of goods that go to a partner or come from one
``those``             same, ones: a pronoun for the flow before; a slice may stand before *ones*
``sum``               all, 2, 3, …: so many slices named before are taken together
``source``            office: who is quoted, not whose trade it is
``restate``           same: the same amount in another currency follows
``previous``          one: the earlier of two compared; same: published before of the same
                      (originally); revised: another follows than was published before
``rank``              by: stands in place (第3位) among peers that are named next
``partner``           a partner that is named only together with its tie (对华, 中俄)
``mutual``            a partner in trade with the language's own country: 中印
``place``             region: what the name of a place that no list has ends in
====================  ============================================================
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate, compress
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from tradetally.languages.letters import small

Meaning = TypeVar("Meaning")


class Cue(NamedTuple):
    """A stretch of text that says how a number beside it is meant."""

    start: int
    end: int
    text: str
    kind: str
    value: str


class Day(NamedTuple):
    """A stretch of text that is a calendar day, a time of day, or a run of days.

    ``day`` is the day where it is complete; ``is_part`` marks a run shorter than a month.
    """

    start: int
    end: int
    text: str
    day: date | None
    is_part: bool = False


class Phrases(Generic[Meaning]):
    """Finds the longest phrases of a list in a text, from left to right.

    >>> Phrases({"year on year": 1, "year": 2}, is_spaced=True).find("Year  on year, a year")
    [(0, 13, 1), (17, 21, 2)]
    """

    def __init__(self, phrases: Mapping[str, Meaning], *, is_spaced: bool) -> None:
        self._split = (_WORD if is_spaced else _CHARACTER).split
        self._heads: dict[str, _Node[Meaning]] = {}
        for phrase, meaning in phrases.items():
            words = self._split(phrase.lower().replace("’", "'"))[1::2]
            nodes = self._heads
            for word in words[:-1]:
                nodes = nodes.setdefault(word, _Node()).then
            for word in words[-1:]:
                node = nodes.setdefault(word, _Node())
                node.meaning = meaning if node.meaning is None else node.meaning

    def find(self, text: str) -> list[tuple[int, int, Meaning]]:
        """Return (start, end, meaning) for each phrase found; no two overlap."""
        heads = self._heads
        parts = self._split(small(text).replace("’", "'"))  # what parts words, and words, in turn
        words = [*parts[1::2], ""]
        opening = list(compress(range(len(words)), map(heads.__contains__, words)))
        if not opening:
            return []
        ends = list(accumulate(map(len, parts)))
        out: list[tuple[int, int, Meaning]] = []
        free = 0
        for at in opening:
            if at < free:
                continue
            last, node = at, heads[words[at]]
            if words[at + 1] in node.then:
                last, node = _longest(node, words, at)
            if node.meaning is not None:
                out.append((ends[2 * at], ends[2 * last + 1], node.meaning))
                free = last + 1
        return out


class _Node(Generic[Meaning]):
    """A word of phrases: what the first of those means that end with it, and what follows."""

    __slots__ = ("meaning", "then")

    def __init__(self) -> None:
        self.meaning: Meaning | None = None
        self.then: dict[str, _Node[Meaning]] = {}


def _longest(first: _Node[Meaning], words: list[str], at: int) -> tuple[int, _Node[Meaning]]:
    """Return where the longest phrase that starts with a word ends, and its last word."""
    last, longest, node = at, first, first
    for place in range(at + 1, len(words)):
        following = node.then.get(words[place])
        if following is None:
            break
        node = following
        if node.meaning is not None:
            last, longest = place, node
    return last, longest


_WORD = re.compile(
    r"([a-z]++(?=[ ,])"  # most words, told at once
    r"|[^\W\d_](?:[^\W_]++|[-.&](?=\w))*+(?:\.(?=\s?[a-z]\b))?|\d[\d,.]*\d|\d|'s|[^\w\s])"
)
_CHARACTER = re.compile(r"([a-z0-9]+|\S)")


def load(path: Path) -> dict[str, tuple[str, str]]:
    """Return phrase → (kind, value) of a language's ``cues.toml``."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    out: dict[str, tuple[str, str]] = {}
    for kind, values in table.items():
        if kind == "grammar":
            continue
        for value, phrases in values.items():
            for phrase in spelled_out(phrases):
                if out.setdefault(phrase, (kind, value)) != (kind, value):
                    raise ValueError(
                        f"{path}: {phrase!r} is both {out[phrase]} and {kind}, {value}"
                    )
    return out


def spelled_out(phrases: Iterable[str]) -> Iterator[str]:
    """Yield each phrase with its braces spelled out.

    >>> list(spelled_out(["increas{e|ed}", "up"]))
    ['increase', 'increased', 'up']
    """
    for phrase in phrases:
        match = re.search(r"\{([^{}]*)\}", phrase)
        if match is None:
            yield phrase
        else:
            for choice in match[1].split("|"):
                yield from spelled_out([phrase[: match.start()] + choice + phrase[match.end() :]])


def find(phrases: Phrases[tuple[str, str]], text: str) -> tuple[Cue, ...]:
    """Return the cues of a text."""
    found = phrases.find(text)
    return tuple(
        [Cue(start, end, text[start:end], kind, value) for start, end, (kind, value) in found]
    )
