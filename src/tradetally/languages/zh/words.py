"""The word lists of Chinese numbers, from ``numbers.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """What each word means, by the table of ``numbers.toml`` that it stands in."""

    before: dict[str, str]
    after: dict[str, str]
    passed: dict[str, str]
    growth: tuple[str, ...]
    fall: tuple[str, ...]
    money: dict[str, str]
    units: dict[str, str]
    written: dict[str, str]
    nouns: dict[str, str]
    rank_first: tuple[str, ...]
    rank_ordinal: tuple[str, ...]
    rank_peers: tuple[str, ...]
    rank_stands: tuple[str, ...]
    streak: dict[str, str]


@cache
def words() -> Words:
    """Return the lists, read once."""
    data = tomllib.loads(files(__package__).joinpath("numbers.toml").read_text("utf-8"))
    money, quantity = _meanings(data["money"]), _meanings(data["quantity"])
    nouns = _meanings(data["count"])
    special = {"%": "percent", "个百分点": "pp", "百分点": "pp"}
    written = {unit: names[-1] for unit, names in data["money"].items()}
    written |= {unit: names[0] for unit, names in data["quantity"].items()}
    written |= data["table"] | {"count": "个"}
    return Words(
        before=_meanings(data["before"]),
        after=_meanings(data["after"]),
        passed=_meanings(data["passed"]),
        growth=tuple(data["growth"]["words"]),
        fall=tuple(data["fall"]["words"]),
        money=money,
        units=money | dict.fromkeys(nouns, "count") | quantity | special,
        written=written,
        nouns=nouns,
        rank_first=tuple(data["rank"]["first"]),
        rank_ordinal=tuple(data["rank"]["ordinal"]),
        rank_peers=tuple(data["rank"]["peers"]),
        rank_stands=tuple(data["rank"]["stands"]),
        streak=_meanings(data["streak"]),
    )


def alternatives(choices: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first.

    >>> alternatives(["元", "美元"])
    '(?:美元|元)'
    """
    return f"(?:{'|'.join(map(re.escape, sorted(choices, key=len, reverse=True)))})"


def _meanings(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: meaning for meaning, choices in table.items() for word in choices}
