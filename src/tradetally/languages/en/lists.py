"""Lists and names in running English: ``a, b and c``; ``its key X`` is X."""

from __future__ import annotations

import re

from tradetally.languages import items

_SEPARATOR = re.compile(r"\s*,\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|or|as well as|&)\s+")
_LEADING = re.compile(
    r"(?:(?:the|a|an|its|their|our|such|some|other|major|key|main|certain|various|both|chinese"
    r"|china's|domestic|these|those|all|more|most|total|overall|country's|countries such as"
    r"|products such as|goods such as|as|like|including|namely|specifically|notably|among them"
    r"|in particular|with|and|by|by product|of)\s*,?\s+|[\"“”‘’'(\s,•·▪◦*–—-])+",
    re.IGNORECASE,
)
_LAST = (
    r"(?:also|all|each|both|respectively|alone|exports|imports|trade|shipments|sales|even"
    r"|meanwhile|in turn|abroad|overseas|markets?|sectors?)"
)
_MARK = r"[\s,\"“”‘’'().:;-]"
_TRAILING = re.compile(rf"{_MARK}(?:(?<=\s)\s*{_LAST})?(?:\s+{_LAST}|{_MARK})*$", re.IGNORECASE)


_ADJECTIVE = re.compile(
    r"(?!(?:automotive|explosive|adhesive|forest)$)\w+(?:ive|ous|ful|ible|est|atile|ntious|tical)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:this|that|these|those|it|they|there|goods|products?|commodities|merchandise|services|countries|value|all|began"
    r"|demand|orders?|sales|output|production|supply|consumption|activity|costs?|volumes?|values?"
    r"|turnover|totals?|sectors?|segments?|markets?"
    r"|(?:\w+ )?(?:times?|days?|weeks?|months?|quarters?|years?|periods?|hal(?:f|ves))"
    r"|(?:foreign|imported|overseas|other) (?:goods|products?)"
    r"|international|foreign|external|bilateral|.*\d.*|.*['’]s|\w+(?:ly|ed))",
    re.IGNORECASE,
)


def may_name_product(words: str, *, opens: bool, most: int) -> bool:
    """Whether words that no list knows may name a product: not *goods*, no capital, no adverb.

    Nor do they where they end in an adjective: ``politically sensitive``.

    >>> [may_name_product(w, opens=False, most=3) for w in ("chip", "goods", "Global", "newly")]
    [True, False, False, False]
    """
    if len(words) < 3 or len(words.split()) > most or _GENERIC.fullmatch(words):
        return False
    if most <= 4:
        if _ADJECTIVE.fullmatch(words.rsplit(maxsplit=1)[-1]):
            return False
        return re.fullmatch(r"[A-Za-z][A-Za-z \-]*", words) is not None and (
            opens or words[0].islower()
        )
    return True


def may_name_place(words: str) -> bool:
    """Whether words that no list knows may name a country or a place: they have a capital."""
    return len(words) >= 3 and len(words.split()) <= 6 and words[0].isupper()


def item_splits(words: str) -> tuple[tuple[int, int], ...]:
    """Return where the items of a list stand.

    >>> text = "steel, toys and dried fruit"
    >>> [text[a:b] for a, b in item_splits(text)]
    ['steel', 'toys', 'dried fruit']
    """
    return items.between(_SEPARATOR, words)


def trimmed(words: str) -> tuple[int, int]:
    """Return the stretch of words without articles and adjectives that name nothing.

    >>> text = "its key electronic components"
    >>> text[slice(*trimmed(text))]
    'electronic components'
    """
    lead = _LEADING.match(words)
    start = lead.end() if lead else 0
    trail = _TRAILING.search(words, start)
    return start, trail.start() if trail else len(words)
