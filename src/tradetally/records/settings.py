"""Settings: the severity of each finding, the thresholds, and exclusions of one's own.

A TOML file of three parts, each of which may be left out::

    [severity]
    net-over-gross = "warning"         # error, warning or off

    [thresholds]
    price_tolerance = 0.02

    [[exclude]]
    name = "own-goods"
    reason = "goods of the office itself"
    where = { enterprise = ["0000000000"] }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tradetally.errors import BadInput
from tradetally.records.exclusions import Exclusion, exclusion
from tradetally.records.findings import Severity


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers that rules go by."""

    price_tolerance: float = 0.01
    """By which share of the value quantity times price may differ from it."""
    mass_tolerance: float = 0.0
    """By which share net mass may exceed gross mass."""
    spread: float = 4.0
    """How many times the distance between the quartiles (of the logarithm) a unit value may lie
    beyond the nearer one."""
    least_lines: int = 20
    """How many lines a commodity, flow, unit and currency needs for its unit values to be held
    against each other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may set; the default is what docs/findings.md lists."""

    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    thresholds: Thresholds = Thresholds()
    exclusions: tuple[Exclusion, ...] = ()


def read_settings(path: Path, codes: Sequence[str]) -> Settings:
    """Return the settings in a file; ``codes`` are the findings that there are.

    Raises ``BadInput`` for what it does not know, with the nearest name.
    """
    found = read_toml(path, "--settings")
    known = ("severity", "thresholds", "exclude")
    for name in found:
        _known(path, name, known, "a part: severity, thresholds or exclude")
    return Settings(
        severity=_severities(path, found.get("severity", {}), codes),
        thresholds=_thresholds(path, found.get("thresholds", {})),
        exclusions=tuple(exclusion(one, str(path)) for one in found.get("exclude", [])),
    )


def read_toml(path: Path, option: str) -> dict[str, Any]:
    """Return what a TOML file holds; raise ``BadInput`` if it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(
            option,
            expected="a TOML file that can be read",
            seen=f"{path}: {error.strerror or error}",
            todo="see that the path is right",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            option, expected="TOML", seen=f"{path}: {error}", todo="mend that line"
        ) from error


def _known(path: Path, name: str, known: Sequence[str], expected: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    todo = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}"
    raise BadInput(str(path), expected=expected, seen=repr(name), todo=todo)


def _severities(path: Path, given: object, codes: Sequence[str]) -> Mapping[str, Severity]:
    found = {}
    for code, said in _table(path, "severity", given).items():
        _known(path, code, codes, "the code of a finding (docs/findings.md)")
        if said not in list(Severity):
            raise BadInput(
                str(path),
                expected="error, warning or off",
                seen=f"{code} = {said!r}",
                todo="use one of the three",
            )
        found[code] = Severity(str(said))
    return MappingProxyType(found)


def _thresholds(path: Path, given: object) -> Thresholds:
    names = tuple(one.name for one in fields(Thresholds))
    found: dict[str, Any] = {}
    for name, said in _table(path, "thresholds", given).items():
        _known(path, name, names, "the name of a threshold (docs/records.md)")
        if isinstance(said, bool) or not isinstance(said, int | float) or said < 0:
            raise BadInput(
                str(path),
                expected="a number, 0 or more",
                seen=f"{name} = {said!r}",
                todo="write a number without quotes",
            )
        found[name] = said
    return Thresholds(**found)


def _table(path: Path, name: str, given: object) -> Mapping[str, object]:
    if isinstance(given, dict):
        return given
    raise BadInput(
        str(path), expected=f"a table [{name}]", seen=repr(given), todo=f"write [{name}] above it"
    )
