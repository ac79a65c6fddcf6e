"""English: what the reader asks of a language, and what writes its numbers and periods."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

from tradetally.languages import cues as cue_lists
from tradetally.languages import letters
from tradetally.languages.cues import Cue, Day, Phrases
from tradetally.languages.en import dates, layout, lists
from tradetally.languages.en import numbers as numbers_
from tradetally.languages.en import periods as periods_
from tradetally.languages.mentions import Number, Resolver, When
from tradetally.periods import Period

NAME = "en"
GRAMMAR = {
    "spaced": "yes",
    "possessive": "'s ’s",
    "narrowing": "non south north east west central southeast northeast southwest northwest"
    " outside outside_of outside_the outside_of_the",
    "negating": "non",
    "excepting": "excluding except",
    "goods": "goods merchandise",
    "seats": "beijing",
    "placing": "in from at of through via",
}

sentences = layout.sentences
is_furniture = layout.is_furniture
ends_article = layout.ends_article
item_splits = lists.item_splits
trimmed = lists.trimmed
may_name_product = lists.may_name_product
may_name_place = lists.may_name_place


_LINKED = ("flow", "those")
_LINKS = (" of", " to", " from", " with", " on")
_A_SENTENCE = 8
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\x00-\u024f\W\d_]+")
_LITTLE_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "said",
        "than",
        "that",
        "the",
        "this",
        "to",
        "up",
        "was",
        "were",
        "which",
        "with",
    ]
)


def is_written_in(text: str) -> float:
    """Return the share of letters that are Latin, if the text has English little words.

    Other languages share the letters, not the words that hold a sentence together.

    >>> is_written_in("Exports 出口"), is_written_in("Les exportations ont " * 4)
    (0.78, 0.0)
    """
    lowered = text.lower()
    words = letters.words(lowered) if lowered.isascii() else _WORD.findall(lowered)
    little = sum(map(_LITTLE_WORDS.__contains__, words))
    if len(words) >= _A_SENTENCE and little < len(words) / 20:
        return 0.0
    size = sum(map(len, words))
    return round(1 - letters.count(_FOREIGN, lowered) / size, 2) if size else 0.0


def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text."""
    return numbers_.find(text)


def periods(text: str, *, published: date | None, context: Period | None) -> tuple[When, ...]:
    """Return the periods of a text, resolved."""
    return periods_.find(text, published=published, context=context)


def resolver(text: str) -> Resolver:
    """Return what resolves the periods of a text, which are looked for once."""
    return periods_.resolver(text)


def days(text: str) -> tuple[Day, ...]:
    """Return the calendar days of a text."""
    return dates.find(text)


def cues(text: str) -> tuple[Cue, ...]:
    """Return the cues of a text."""
    return _with_verbs(_with_links(cue_lists.find(_phrases(), text)))


def _with_verbs(found: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Return cues with the verb parted from what it expects: ``are`` and ``projected``."""
    if not [cue for cue in found if cue.value == "outlook"]:
        return found
    out: list[Cue] = []
    for cue in found:
        if cue.value != "outlook":
            out.append(cue)
            continue
        verb, words = cue.text.split(maxsplit=1)
        out.append(Cue(cue.start, cue.start + len(verb), verb, "stop", "was"))
        out.append(cue._replace(start=cue.end - len(words), text=words))
    return tuple(out)


def _with_links(found: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Return cues with the link that one ends in parted from it: ``sales`` and ``to``."""
    if not [cue for cue in found if cue.kind in _LINKED and cue.text.endswith(_LINKS)]:
        return found
    out: list[Cue] = []
    for cue in found:
        if not _ends_in_link(cue):
            out.append(cue)
            continue
        words, link = cue.text.rsplit(maxsplit=1)
        end = cue.start + len(words)
        out.append(cue._replace(end=end, text=words))
        out.append(Cue(cue.end - len(link), cue.end, link, "link", link.lower()))
    return tuple(out)


def _ends_in_link(cue: Cue) -> bool:
    """Whether a flow, or a word that stands for it, is told from others by the link behind it."""
    return cue.kind in _LINKED and cue.text.endswith(_LINKS)


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    path = Path(__file__).with_name("cues.toml")
    return Phrases(cue_lists.load(path), is_spaced=True)
