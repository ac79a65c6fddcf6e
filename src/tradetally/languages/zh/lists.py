"""Lists and names in running Chinese: 手机、汽车和船舶; 我国主要农产品 is 农产品."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from tradetally.languages import items
from tradetally.languages.zh import numerals

_SEPARATOR = re.compile(r"\s*(?:、|，|以及|及|和|与|或)\s*")
_EDGES = " “”\"‘’'《》（）()，、：:；;。·"
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”\"（）()—·-]+")


def item_splits(words: str) -> tuple[tuple[int, int], ...]:
    """Return where the items of a list stand.

    >>> text = "手机、汽车和船舶"
    >>> [text[a:b] for a, b in item_splits(text)]
    ['手机', '汽车', '船舶']
    """
    return items.between(_SEPARATOR, words)


def trimmed(words: str) -> tuple[int, int]:
    """Return the stretch of words without what only introduces or rounds off a name.

    >>> text = "我国主要家用机器人等产品"
    >>> text[slice(*trimmed(text))]
    '家用机器人'
    """
    start, end = 0, len(words)
    lead, trail = _affixes()
    while True:
        match = lead.match(words, start, end)
        before = (start, end)
        if match:
            start = match.end()
        while end > start and words[end - 1] in _EDGES:
            end -= 1
        behind = trail.search(words, start, end)
        if behind and behind.end() == end:
            end = behind.start()
        if (start, end) == before:
            return start, end


def may_name_product(words: str, *, opens: bool, most: int) -> bool:
    """Whether words that no list knows may name a product: few, and none that says something.

    >>> may_name_product("工业机器人", opens=True, most=3)
    True
    >>> may_name_product("发展势头良好", opens=True, most=3)
    False
    """
    text = words.strip(_EDGES)
    return text in _words()["short"] or (
        2 <= len(text) <= 12
        and _HAN.fullmatch(text) is not None
        and text.strip(numerals.NUMERALS) != ""
        and re.search(r"[\u4e00-\u9fff]", text) is not None
        and _never().search(text) is None
    )


def may_name_place(words: str) -> bool:
    """Whether words that no list knows may name a country or a place.

    >>> may_name_place("前湾"), may_name_place("规模进一步")
    (True, False)
    """
    text = words.strip(_EDGES)
    said = _never().search(text)
    return 2 <= len(text) <= 12 and (said is None or len(said[0]) == 1)


@cache
def _affixes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before and behind a name and is no part of it."""
    data = _words()
    edges = re.escape(_EDGES)
    lead, trail = (
        "|".join(map(re.escape, sorted(data[key], key=len, reverse=True)))
        for key in ("lead", "trail")
    )
    return re.compile(rf"(?:{lead}|[{edges}])+"), re.compile(rf"(?:{trail})$")


@cache
def _never() -> re.Pattern[str]:
    """Return the pattern of what no name of a product or place contains."""
    return re.compile("|".join(map(re.escape, _words()["never"])))


@cache
def _words() -> dict[str, list[str]]:
    data = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    return {key: list(found) for key, found in data.items()}
