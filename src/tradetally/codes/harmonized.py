"""Products by their Harmonized System code, and definitions written as runs of codes.

A definition is a list such as ``2805.30, 2846`` or ``84-90``: chapters, headings and
subheadings, a run standing for everything from the first to the last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tradetally.codes.code import Code

_SPELLED = re.compile(r"HS(\d{2}|\d{4}|\d{6}|\d{8}|\d{10})")
_LEVELS = {2: "chapter", 4: "heading", 6: "subheading", 8: "national line", 10: "national line"}
_DIGITS = 10


def code(spelled: str, listed: Mapping[str, Code]) -> Code | None:
    """Return the product ``HS`` and 4 to 10 digits of a listed chapter stand for; else none."""
    match = _SPELLED.fullmatch(spelled)
    if match is None or f"HS{match[1][:2]}" not in listed:
        return None
    digits = match[1]
    shown = MappingProxyType({"en": f"HS {digits}", "zh": f"HS {digits}"})
    return listed.get(spelled) or Code(
        code=spelled,
        dimension="product",
        kind=_LEVELS[len(digits)],
        names=shown,
        aliases=MappingProxyType({"en": (shown["en"],), "zh": (shown["zh"],)}),
        parent=f"HS{digits[:-2]}",
        definition=digits,
    )


@cache
def runs(definition: str) -> tuple[tuple[str, str], ...]:
    """Return the first and the last ten-digit code of each run of a definition.

    >>> runs("84-85, 2805.30")
    (('8400000000', '8599999999'), ('2805300000', '2805309999'))
    """
    found = []
    for part in definition.replace(".", "").split(","):
        first, _, last = part.strip().partition("-")
        found.append((first.ljust(_DIGITS, "0"), (last or first).ljust(_DIGITS, "9")))
    return tuple(found)


def covers(definition: str, digits: str) -> bool:
    """Whether goods of the Harmonized System code ``digits`` are all within a definition.

    >>> covers("84-85", "854231"), covers("8541-8542", "85")
    (True, False)
    """
    low, high = digits.ljust(_DIGITS, "0"), digits.ljust(_DIGITS, "9")
    return any(first <= low and high <= last for first, last in runs(definition))


def share_goods(one: str, other: str) -> bool:
    """Whether two definitions have a code in common.

    >>> share_goods("8541-8542", "85"), share_goods("2601", "2603")
    (True, False)
    """
    return any(
        first <= until and since <= last
        for first, last in runs(one)
        for since, until in runs(other)
    )
