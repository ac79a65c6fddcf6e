"""One spelling for all the ways to write a name.

Case, accents, full and half width, quotation marks, full stops, hyphens, the asterisk of a
table's row and the spaces around Chinese characters make no difference. A possessive ``s``
stands apart, so that the name before it is whole.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

_DROPPED = frozenset("\"'`´*.·•" + "“”„‟‘’‚‛«»「」『』〈〉《》" + "\u200b\u200c\u200d\ufeff\u00ad")
_APOSTROPHES = frozenset("'’‘")
_POSSESSIVE = re.compile(r"[sSｓＳ](?![^\W\d_])")
_PLAIN = r"[0-9A-Za-z,;:%$()/!?]++(?:[ -][0-9A-Za-z,;:%$()/!?]++)*+"
_FULL_MARKS = "，；：！？％（）"
_HALF_MARKS = str.maketrans(_FULL_MARKS, ",;:!?%()")
_WIDE = rf"[{_FULL_MARKS}、。\u4e00-\u9fff]+"
_RUN = re.compile(rf"(?P<run>{_PLAIN}|{_WIDE}(?:{_PLAIN}|{_WIDE})*)|[\s\S]")
"""What keeps its place, letter for letter, as far as it goes; else one character.

A hyphen between two letters is a blank and keeps its place too.
"""
_SPACES = frozenset("-‐‑‒–—―−_~～")


class Places:
    """Where each character of a spelling stands in its text, run by run."""

    def __init__(self) -> None:
        self._firsts: list[int] = []
        self._runs: list[tuple[int, bool]] = []

    def add(self, first: int, start: int, *, is_run: bool) -> None:
        """Take what is spelled from ``first``: a run from ``start``, or all of one character."""
        self._firsts.append(first)
        self._runs.append((start, is_run))

    def __getitem__(self, at: int) -> int:
        place = bisect_right(self._firsts, at) - 1
        start, is_run = self._runs[place]
        return start + at - self._firsts[place] if is_run else start


def align(text: str) -> tuple[str, Places]:
    """Return the one spelling of ``text`` and, for each of its characters, where it stands there.

    >>> spelled, places = align("ＡＳＥＡＮ’s “new three”")
    >>> spelled, [places[at] for at in range(len(spelled))]
    ('asean s new three', [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    """
    runs: list[str] = []
    places = Places()
    size, last = 0, ""
    for match in _RUN.finditer(text):
        plain = match["run"]
        start = match.start()
        run = _folded(text, start) if plain is None else plain.lower().replace("-", " ")
        if last == " " and _is_wide(run[:1]):
            runs[-1] = runs[-1][:-1]
            size -= 1
        if run[:1] == " " and (last in ("", " ") or _is_wide(last)):
            run = run[1:]
        if run:
            runs.append(run)
            places.add(size, start, is_run=plain is not None)
            size += len(run)
            last = run[-1]
    spelled = "".join(runs).removesuffix(" ")
    return spelled if spelled.isascii() else spelled.translate(_HALF_MARKS), places


def _folded(text: str, place: int) -> str:
    """Return the spelling of one character; the apostrophe of a possessive parts words."""
    character = text[place]
    if character in _APOSTROPHES and _POSSESSIVE.match(text, place + 1):
        return " "
    return _fold(character)


@lru_cache(maxsize=20_000)
def normalise(text: str) -> str:
    """Return the one spelling of ``text``.

    >>> normalise(" 共建“一带一路” 国家（地区）* "), normalise("Côte d’Ivoire"), normalise("U.S.")
    ('共建一带一路国家(地区)', 'cote divoire', 'us')
    """
    return align(text)[0]


def is_acronym(name: str) -> bool:
    """Whether ``name`` is letters in capitals, and so a common word when written small.

    >>> is_acronym("US"), is_acronym("U.K."), is_acronym("Asia"), is_acronym("EVs")
    (True, True, False, True)
    """
    letters = [letter for letter in name if letter.isalpha()]
    if letters and letters[-1] == "s":
        letters.pop()
    return 1 < len(letters) <= 6 and all("A" <= letter <= "Z" for letter in letters)


@lru_cache(maxsize=10_000)
def _fold(character: str) -> str:
    if character in _DROPPED:
        return ""
    if character in _SPACES or character.isspace():
        return " "
    if character == "&":
        return " and "
    plain = unicodedata.normalize("NFKD", character)
    kept = "".join(part for part in plain if not unicodedata.combining(part))
    return kept.casefold().replace(".", "")


@lru_cache(maxsize=10_000)
def _is_wide(letter: str) -> bool:
    return "\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
