"""The items of a list in running text, whatever a language puts between them."""

from __future__ import annotations

import re


def between(separator: re.Pattern[str], words: str) -> tuple[tuple[int, int], ...]:
    """Return where the stretches between separators stand; empty ones are none.

    >>> between(re.compile(r", | and "), "steel, toys and ships")
    ((0, 5), (7, 11), (16, 21))
    """
    out, start = [], 0
    for match in separator.finditer(words):
        if match.start() > start:
            out.append((start, match.start()))
        start = match.end()
    if start < len(words):
        out.append((start, len(words)))
    return tuple(out)
