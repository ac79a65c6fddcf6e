"""Letters: a text in small ones, and how many of a kind it has."""

from __future__ import annotations

import re


def small(text: str) -> str:
    """Return a text in small letters, character for character.

    >>> small("U.S. EXPORTS"), len(small("İstanbul"))
    ('u.s. exports', 8)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def count(runs: re.Pattern[str], text: str) -> int:
    """Return how many characters of a text stand in runs of a kind.

    >>> count(re.compile("[a-z]+"), "5 km or 10")
    4
    """
    return sum(map(len, runs.findall(text)))
