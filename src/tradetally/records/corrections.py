"""Corrections: declared changes to lines, each with its reason and what it expects to find.

A TOML file with one ``[[correction]]`` for each::

    [[correction]]
    where = { declaration = "020220250000012345", item = 2 }
    expect = { quantity_unit = "kg" }
    set = { quantity_unit = "t" }
    reason = "the enterprise confirmed that the quantity is in tonnes"

A correction changes the lines that ``where`` selects and that are as ``expect`` says. Where they
are not, nothing is changed and a finding says that the source was mended.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tradetally.errors import BadInput
from tradetally.records.selection import (
    Selection,
    Value,
    check_settable,
    selection,
    value_of,
)
from tradetally.records.settings import read_toml

_PARTS = ("where", "expect", "set", "reason")


@dataclass(frozen=True, slots=True)
class Correction:
    """A declared change: ``number`` counts from 1 in the order of the file."""

    number: int
    where: Selection
    expect: Selection
    changes: tuple[tuple[str, Value], ...]
    reason: str


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in a file; raise ``BadInput`` for one that cannot be followed."""
    found = read_toml(path, "--corrections")
    listed = found.get("correction")
    if not isinstance(listed, list) or set(found) != {"correction"}:
        raise BadInput(
            str(path),
            expected="[[correction]] tables and nothing else",
            seen=", ".join(sorted(found)) or "nothing",
            todo="write [[correction]] above each",
        )
    return tuple(_correction(one, at, str(path)) for at, one in enumerate(listed, 1))


def _correction(given: dict[str, object], number: int, path: str) -> Correction:
    source = f"{path}, correction {number}"
    for part in (*_PARTS, *given):
        if part not in given or part not in _PARTS:
            raise BadInput(
                source,
                expected=f"{', '.join(_PARTS[:-1])} and {_PARTS[-1]}",
                seen=f"no {part}" if part not in given else repr(part),
                todo="give each of the four",
            )
    reason, changes = given["reason"], given["set"]
    if not isinstance(reason, str) or not reason.strip():
        raise BadInput(source, expected="a reason", seen=repr(reason), todo="say why")
    if not isinstance(changes, dict) or not changes:
        raise BadInput(
            source, expected="columns and values in set", seen=repr(changes), todo="say what"
        )
    for name in changes:
        check_settable(name, source)
    return Correction(
        number,
        selection(given["where"], source, "where"),
        selection(given["expect"], source, "expect"),
        tuple((name, value_of(name, said, source)) for name, said in changes.items()),
        reason,
    )
