"""What the sample is made to agree with: statements as data, one a line, each with its source."""

from __future__ import annotations

from csv import DictReader
from dataclasses import replace
from functools import cache
from pathlib import Path

from tradetally.figures.assertion import parse_statement
from tradetally.periods import Period
from tradetally.statements import Release, Statement

DATA = Path(__file__).parent / "data"
ROUND = Period.parse("2025-12")
"""The round that the sample as a whole belongs to: one compilation of three years."""


@cache
def targets() -> tuple[Statement, ...]:
    """Return the official figures of 2024 and 2025 that the sample reproduces, as published.

    >>> len(targets()) > 90, str(targets()[0].figure.period)
    (True, '2025')
    """
    return _statements("targets.txt")


@cache
def prior() -> tuple[Statement, ...]:
    """Return the levels that the calibration stays near to; illustrative."""
    return tuple(replace(one, release=Release(ROUND)) for one in _statements("prior.txt"))


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of this room's data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(DictReader(lines, delimiter="\t" if name.endswith(".tsv") else ","))


def left_out() -> list[tuple[str, str]]:
    """Return the statements of the same releases that no sample can show, and why."""
    return [(row["statement"], row["reason"]) for row in rows("left_out.tsv")]


def sources() -> list[str]:
    """Return the releases that the targets were stated in."""
    lines = (DATA / "targets.txt").read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


def _statements(name: str) -> tuple[Statement, ...]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(parse_statement(line) for line in lines if line and not line.startswith("#"))
