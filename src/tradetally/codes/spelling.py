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
_PLAIN_RUN = re.compile(r"""(?P<word>[^\s\-_~"'`*.&]+)|[\s\S]""")
_SPACES = frozenset("-‐‑‒–—―−_~～")


def align(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the one spelling of ``text`` and, for each of its characters, where it stands there.

    >>> align("ＡＳＥＡＮ’s “new three”")
    ('asean s new three', (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17))
    """
    letters: list[str] = []
    places: list[int] = []
    if text.isascii():
        return _align_plain(text)
    for place, character in enumerate(text):
        possessive = character in _APOSTROPHES and _POSSESSIVE.match(text, place + 1)
        for letter in " " if possessive else _fold(character):
            if letter == " ":
                if not letters or letters[-1] == " " or _is_wide(letters[-1]):
                    continue
            elif _is_wide(letter) and letters and letters[-1] == " ":
                letters.pop()
                places.pop()
            letters.append(letter)
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), tuple(places)


def _align_plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Return ``align`` of a text in ASCII: words as they are, but small; what parts them folded."""
    parts: list[str] = []
    places: list[int] = []
    has_blank = True
    for match in _PLAIN_RUN.finditer(text.lower()):
        start, end = match.span()
        if match.lastgroup == "word":
            parts.append(match[0])
            places.extend(range(start, end))
            has_blank = False
            continue
        spelled = " and " if match[0] == "&" else _fold(match[0]) if match[0] != "'" else ""
        if match[0] == "'" and _POSSESSIVE.match(text, end):
            spelled = " "
        spelled = spelled.lstrip() if has_blank else spelled
        if spelled:
            parts.append(spelled)
            places.extend([start] * len(spelled))
            has_blank = spelled[-1] == " "
    joined = "".join(parts)
    return (joined[:-1], tuple(places[:-1])) if joined.endswith(" ") else (joined, tuple(places))


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
