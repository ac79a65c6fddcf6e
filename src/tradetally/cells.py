"""Cells: the single numbers that there are in the world.

A cell says whose trade, what is measured in which unit, in which direction, of which slice
and when: ``CN · value · CNY · exports · {product: wind-turbines} · 2025``. Its number is not
part of it: that depends on who says it, in which release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from tradetally.periods import Period


class Flow(StrEnum):
    """The direction of trade. Exports and imports are counted; the other two follow."""

    EXPORTS = "exports"
    IMPORTS = "imports"
    TOTAL = "total"
    BALANCE = "balance"


class Measure(StrEnum):
    """What is measured: each has identities of its own (docs/semantics.md)."""

    VALUE = "value"
    VOLUME = "volume"
    PRICE = "price"
    ENTERPRISES = "enterprises"
    PARTNERS = "partners"

    @property
    def is_count(self) -> bool:
        """Whether it is a distinct count: an integer, never a sum."""
        return self in (Measure.ENTERPRISES, Measure.PARTNERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The part of a reporter's trade that is meant: a code, or none, on each dimension.

    >>> Slice(partner="ASEAN", region="CN-GX")
    Slice(partner=ASEAN, region=CN-GX)
    """

    partner: str | None = None
    product: str | None = None
    region: str | None = None
    ownership: str | None = None
    regime: str | None = None
    office: str | None = None
    route: str | None = None

    @classmethod
    def from_codes(cls, codes: Mapping[str, str]) -> Slice:
        """Return the slice with these codes by dimension."""
        return cls(**codes)

    def codes(self) -> Iterator[tuple[str, str]]:
        """Yield (dimension, code) for each dimension that is narrowed, in printed order."""
        for dimension in DIMENSIONS:
            code = getattr(self, dimension)
            if code is not None:
                yield dimension, code

    @property
    def is_everything(self) -> bool:
        """Whether no dimension is narrowed."""
        return not any(True for _ in self.codes())

    def with_code(self, dimension: str, code: str | None) -> Slice:
        """Return the slice with another code, or none, on one dimension."""
        return replace(self, **{dimension: code})

    def __str__(self) -> str:
        return ", ".join(f"{dimension}={code}" for dimension, code in self.codes())

    def __repr__(self) -> str:
        return f"Slice({self})"


DIMENSIONS: tuple[str, ...] = tuple(field.name for field in fields(Slice))
EVERYTHING = Slice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number there is in the world.

    ``unit`` is an ISO 4217 currency for a value, a unit of quantity (``t``, ``bbl``, ``piece``)
    for a volume and ``count`` for counts; ``None`` where a text did not say. ``adjusted`` is
    ``seasonal`` or ``price`` for a series that was.
    """

    flow: Flow
    period: Period
    slice: Slice = EVERYTHING
    measure: Measure = Measure.VALUE
    unit: str | None = "CNY"
    reporter: str = "CN"
    adjusted: str | None = None

    def at(self, period: Period) -> Cell:
        """Return the same cell in another period."""
        return replace(self, period=period)

    def of(self, flow: Flow) -> Cell:
        """Return the same cell of another flow."""
        return replace(self, flow=flow)

    def on(self, slice_: Slice) -> Cell:
        """Return the same cell of another slice."""
        return replace(self, slice=slice_)

    def __str__(self) -> str:
        parts = (self.reporter, self.measure, self.unit or "?", self.flow, f"{{{self.slice}}}")
        return " · ".join((*parts, str(self.period)))
