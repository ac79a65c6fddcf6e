"""What is notable in a figure, in points: the criteria and their weights are notable.toml's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Criterion:
    """What gives points, up to how many, how far it must go for all of them, and why."""

    name: str
    points: float
    full: float
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Points that a criterion gave."""

    criterion: Criterion
    measured: float
    points: float

    def __str__(self) -> str:
        return f"{self.criterion.name} {self.measured:.3g}: {self.points:.1f}"


@cache
def criteria() -> Mapping[str, Criterion]:
    """Return the criteria by name.

    >>> criteria()["size"].reason
    'a large part of trade moves the whole'
    """
    return {
        name: Criterion(name, entry["points"], entry["full"], entry["reason"])
        for name, entry in _data().items()
        if name != "limits"
    }


@cache
def limit(name: str) -> float:
    """Return a limit by its name, such as ``record_years``."""
    return float(_data()["limits"][name])


@cache
def _data() -> dict[str, dict[str, Any]]:
    text = files(__package__).joinpath("notable.toml").read_text("utf-8")
    return tomllib.loads(text)


def notices(measured: Mapping[str, float], by: Iterable[str]) -> tuple[Notice, ...]:
    """Return the points that measurements get, by these criteria, the most first.

    >>> [str(one) for one in notices({"size": 5, "growth": -50}, ["size", "growth"])]
    ['growth -50: 25.0', 'size 5: 20.0']
    """
    found = []
    for name in by:
        criterion = criteria()[name]
        seen = measured.get(name)
        if seen is not None:
            degree = min(1.0, abs(seen) / criterion.full)
            found.append(Notice(criterion, seen, criterion.points * degree))
    return tuple(sorted(found, key=lambda one: -one.points))


def score(found: Iterable[Notice]) -> float:
    """Return all points together."""
    return sum(one.points for one in found)
