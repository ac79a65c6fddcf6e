"""One spelling for all the ways to write a name.

Case, accents, full and half width, quotation marks, full stops, hyphens, the asterisk of a
table's row and the spaces around Chinese characters make no difference. A possessive ``s``
stands apart, so that the name before it is whole.
"""

from __future__ import annotations

import re
import unicodedata
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


def align(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the one spelling of ``text`` and, for each of its characters, where it stands there.

    >>> align("ＡＳＥＡＮ’s “new three”")
    ('asean s new three', (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17))
    """
    letters: list[str] = []
    places: list[int] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        is_run = match.lastgroup is not None
        run = match[0].lower().replace("-", " ") if is_run else _folded(text, start)
        if letters and letters[-1] == " " and _is_wide(run[:1]):
            letters.pop()
            places.pop()
        if run[:1] == " " and (not letters or letters[-1] == " " or _is_wide(letters[-1])):
            run = run[1:]
        letters.extend(run)
        places.extend(range(start, end) if is_run else [start] * len(run))
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    spelled = "".join(letters)
    return spelled if spelled.isascii() else spelled.translate(_HALF_MARKS), tuple(places)


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
