"""Rules of a language without blanks: patterns, each with what a match of it means.

Most rules have a character without which they never match (``第``, ``倍``), and most texts are
without it: only the rules that may match are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule(Generic[Meaning]):
    """A pattern, what a match of it means, and the characters of which every match has one.

    Without ``needs`` any text may match.
    """

    pattern: re.Pattern[str]
    meaning: Meaning
    needs: frozenset[str]


def rules_of(patterns: Iterable[tuple[str, Meaning, str]]) -> tuple[Rule[Meaning], ...]:
    """Return the rules of patterns, meanings and the characters that they need."""
    return tuple(
        Rule(re.compile(pattern), meaning, frozenset(needs)) for pattern, meaning, needs in patterns
    )


def matches(rules: Iterable[Rule[Meaning]], text: str) -> list[tuple[Match, Meaning]]:
    """Return the matches of rules in a text by place, at one place by the order of the rules.

    >>> rules = rules_of([(r"第(.)", "rank", "第"), (r"(.)倍", "times", "倍"), (".", "any", "")])
    >>> [(match[0], meaning) for match, meaning in matches(rules, "第三")]
    [('第三', 'rank'), ('第', 'any'), ('三', 'any')]
    """
    letters = set(text)
    found = [
        (match.start(), order, match, rule.meaning)
        for order, rule in enumerate(rules)
        if not rule.needs or not rule.needs.isdisjoint(letters)
        for match in rule.pattern.finditer(text)
    ]
    found.sort()
    return [(match, meaning) for _, _, match, meaning in found]
