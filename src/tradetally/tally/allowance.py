"""How far a level may have been revised between two rounds, by kind and size of cell."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib.resources import files

import msgspec

from tradetally.cells import Cell
from tradetally.intervals import Interval


class _Allowance(msgspec.Struct, frozen=True):
    kind: str
    above: int
    share: str


class _File(msgspec.Struct, frozen=True):
    allowance: list[_Allowance]


@cache
def _allowances() -> tuple[_Allowance, ...]:
    text = (files("tradetally.tally") / "allowance.toml").read_bytes()
    return tuple(msgspec.toml.decode(text, type=_File).allowance)


def allowance(cell: Cell, level: Interval) -> Fraction:
    """Return the share by which the level of a cell may move from one round to a later one.

    The size that counts is the level carried to a whole year.
    """
    kind = "province" if cell.slice.region is not None else "other"
    yearly = (level.high or Fraction(0)) * 12 / cell.period.months
    for rule in _allowances():
        if rule.kind == kind and yearly > rule.above:
            return Fraction(rule.share)
    return max(Fraction(rule.share) for rule in _allowances())
