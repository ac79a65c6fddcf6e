"""Questions: how a language asks, as data, so that a question becomes a statement with a hole.

A language's ``questions.toml`` has *frames*: ways to ask (``how much did <subject> <move>``),
and for each what a release would say instead (``<subject> <move> #``), ``#`` being the place of
the number that is asked for. The statement is then read like any other text, so that nothing
here knows trade. In a way to ask

- ``{a|b}`` is one or the other;
- ``<name>`` is any stretch of words, ``<name?>`` one that may be missing;
- ``<move>`` or ``<name:move>`` is a phrase of the list of that name: a table of
  ``questions.toml`` (``peers``, ``order``, ``market``), a kind of the language's cues (``move``,
  ``flow``), or ``when``, the periods of the question.

A frame that asks *which* has ``@`` or ``@ of exports`` in its statement: a peer's place.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from tradetally.languages.cues import load, spelled_out
from tradetally.languages.phrases import spoken

HOLE = "#"
PEER = "@"
_SPELLED = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", HOLE: " ", PEER: " ", "<": " ", ">": " "}
)
_STRETCH = re.compile(r"(?P<lead> )?<(?P<name>[a-z]+)(?P<may>\?)?(?::(?P<kind>[a-z]+))?>")
_IN_REGEX = {"{": "(?:", "}": ")", "|": "|"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A way to ask, and what a release would say instead.

    ``kind`` is ``value``, ``which``, ``drivers``, ``truth``, ``compare``, ``since`` or
    ``forecast``; ``hole`` is the sort of number that is missing, ``auto`` where the words of the
    statement tell; ``unless`` is a pattern of questions that it is not for. ``given`` has what
    the frame says of itself: a flow, a list of peers.
    """

    kind: str
    ways: tuple[str, ...]
    says: tuple[str, ...]
    hole: str
    unless: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a frame takes it: its stretches, and of phrases of lists what they mean."""

    frame: Frame
    words: Mapping[str, str]
    means: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Questions:
    """How a language asks and is answered."""

    frames: tuple[Frame, ...]
    lists: Mapping[str, Mapping[str, str]]
    holes: Mapping[str, str]
    phrases: Mapping[str, str]
    plain: tuple[re.Pattern[str], ...]
    instead: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, str]

    def asked(self, question: str, whens: Sequence[str] = ()) -> Iterator[Asked]:
        """Yield the ways in which a question may be taken, the likeliest first.

        ``whens`` are the words for periods that stand in it.
        """
        text = self.bare(question)
        there = self._there(text) | {"when": self._spelled(whens)}
        for frame in self.frames:
            if frame.unless and re.search(frame.unless, text, re.IGNORECASE):
                continue
            for way in frame.ways:
                pattern = _pattern(way, there, self.lists.keys() | {"when"})
                match = None if pattern is None else re.fullmatch(pattern, text, re.IGNORECASE)
                if match is not None:
                    yield self._taken(frame, match)

    def _spelled(self, whens: Sequence[str]) -> dict[str, str]:
        before = self.words["before_when"]
        return {before + re.escape(" ".join(when.split())): when for when in whens}

    def _there(self, text: str) -> dict[str, dict[str, str]]:
        """Return the phrases of each list that stand in a text, as patterns."""
        small = text.lower()
        edge = r"\b" if self.words["joint"] else ""
        return {
            kind: {f"{edge}{re.escape(one)}{edge}": one for one in phrases if one in small}
            for kind, phrases in self.lists.items()
        }

    def bare(self, question: str) -> str:
        """Return a question without its mark and its politeness, in the words that frames have."""
        text = " ".join(question.translate(_SPELLED).split())
        for pattern in self.plain:
            text = pattern.sub("", text).strip()
        for pattern, wanted in self.instead:
            text = pattern.sub(wanted, text)
        return text

    def meaning(self, kind: str, words: str) -> str | None:
        """Return what a phrase of a list means; none if the list does not have it."""
        return self.lists.get(kind, {}).get(" ".join(words.lower().split()))

    def statement(self, say: str, words: Mapping[str, str], hole: str, peer: str = "") -> str:
        """Return a statement with its stretches, its number and its peer in place."""
        parts = re.sub(r"<([a-z]+)>", lambda found: words.get(found[1]) or "", say)
        text = self.words["joint"].join(parts.split())
        return text.replace(HOLE, self.holes.get(hole, hole)).replace(PEER, peer)

    def _taken(self, frame: Frame, match: re.Match[str]) -> Asked:
        words = {name: found for name, found in match.groupdict().items() if found}
        means = dict(frame.given)
        for key, found in words.items():
            name, _, kind = key.partition("__")
            meaning = self.meaning(kind or name, found)
            if meaning is not None:
                means[name] = meaning
        plain = {name.partition("__")[0]: found for name, found in words.items()}
        return Asked(frame, MappingProxyType({**frame.given, **plain}), MappingProxyType(means))


def asked_in(question: str) -> str | None:
    """Return the language that most words of a question are of; none where it has no word.

    >>> asked_in("2025年GDP增长多少？"), asked_in("Top five export markets"), asked_in("?!")
    ('zh', 'en', None)
    """
    counts = {
        name: len(re.findall(questions(name).words["letters"], question, re.IGNORECASE))
        for name in spoken()
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


@cache
def questions(language: str) -> Questions:
    """Return how a language asks.

    >>> known = questions("en")
    >>> asked = next(known.asked("How much did exports to Africa grow in 2025?"))
    >>> known.statement(asked.frame.says[0], asked.words, asked.frame.hole)
    'exports to Africa grow 77.7 percent in 2025'
    """
    folder = files(__package__).joinpath(language)
    data = tomllib.loads(folder.joinpath("questions.toml").read_text("utf-8"))
    lists: dict[str, dict[str, str]] = {}
    with_cues = load(folder.joinpath("cues.toml"))  # type: ignore[arg-type]
    for phrase, (kind, value) in with_cues.items():
        lists.setdefault(kind, {})[phrase] = value
    for kind, values in data["lists"].items():
        lists[kind] = {
            phrase: value for value, said in values.items() for phrase in spelled_out(said)
        }
    frames = tuple(_frame(entry) for entry in data["frame"])
    plain = tuple(re.compile(one, re.IGNORECASE) for one in data["words"].pop("plain"))
    instead = tuple(
        (re.compile(seen, re.IGNORECASE), wanted) for seen, wanted in data["instead"].items()
    )
    return Questions(
        frames,
        MappingProxyType(lists),
        MappingProxyType(data["holes"]),
        MappingProxyType(_flat(data["answer"])),
        plain,
        instead,
        MappingProxyType(data["words"]),
    )


def _frame(entry: Mapping[str, Any]) -> Frame:
    own = {"kind", "ask", "say", "hole", "unless"}
    said = entry.get("say", ())
    return Frame(
        entry["kind"],
        tuple(entry["ask"]),
        (said,) if isinstance(said, str) else tuple(said),
        entry.get("hole", "auto"),
        entry.get("unless", ""),
        MappingProxyType({key: str(value) for key, value in entry.items() if key not in own}),
    )


def _pattern(
    way: str, there: Mapping[str, Mapping[str, str]], kinds: Collection[str]
) -> str | None:
    """Return the pattern of a way to ask; none where the text has no phrase of a list it needs."""
    out: list[str] = []
    at = 0
    for match in _STRETCH.finditer(way):
        lead = (match["lead"] or "") if at <= match.start() else ""
        out.append(_plain(way[at : match.start()]))
        at = match.end()
        kind = match["kind"] or match["name"]
        if kind in kinds and not there[kind] and not match["may"]:
            return None
        phrases = sorted(there[kind], key=len, reverse=True) if kind in kinds else [".+?"]
        name = match["name"] + (f"__{match['kind']}" if match["kind"] else "")
        inner = f"(?P<{name}>{'|'.join(phrases)})" if phrases else "(?!)"
        opens = not lead and way[at : at + 1] == " "
        if not match["may"]:
            out.append(f"{lead}{inner}")
        else:  # with the blank that parts it from what stands before, else behind
            out.append(f"(?:{lead}{inner}{' ' if opens else ''})?")
            at += opens
    out.append(_plain(way[at:]))
    return "".join(out)


def _plain(words: str) -> str:
    """Return the pattern of words with braces."""
    return "".join(_IN_REGEX.get(one) or re.escape(one) for one in re.split(r"([{}|])", words))


def _flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat
