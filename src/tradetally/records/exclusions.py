"""Exclusions: named rules by which a line is outside the statistics, each with its reason.

``data/exclusions.toml`` has those of the international recommendations (IMTS 2010, chapter I);
settings may add some. A format sets ``outside`` itself where its source marks such lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tradetally.errors import BadInput
from tradetally.records.selection import Selection, selection

_DATA = Path(__file__).parent / "data" / "exclusions.toml"
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A rule: the lines that ``where`` selects are not counted."""

    name: str
    reason: str
    where: Selection


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Return the rules that hold without any setting.

    >>> [rule.name for rule in exclusions()]
    ['transit', 'temporary', 'returned', 'money']
    """
    listed = tomllib.loads(_DATA.read_text(encoding="utf-8"))["exclude"]
    return tuple(exclusion(one, _DATA.name) for one in listed)


def exclusion(given: object, source: str) -> Exclusion:
    """Return the rule in a TOML table; raise ``BadInput`` for one that is incomplete."""
    said = given if isinstance(given, dict) else {}
    for part in ("name", "reason"):
        if not isinstance(said.get(part), str) or not said[part]:
            raise BadInput(
                source,
                expected=f"a {part} for each [[exclude]]",
                seen=repr(said.get(part)),
                todo=f'write {part} = "…"',
            )
    if not _NAME.fullmatch(said["name"]):
        raise BadInput(
            source,
            expected="a name of small letters, digits and hyphens",
            seen=repr(said["name"]),
            todo="write it like own-goods",
        )
    return Exclusion(said["name"], said["reason"], selection(said.get("where"), source, "where"))
