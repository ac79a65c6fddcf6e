"""Vintages: what was compiled and published together, and the manifest that lists them.

A vintage names the version of every compiled table that it is made of, so that it is there as a
whole or not at all, and stays readable when a month is compiled anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tradetally.book.source import Source
from tradetally.periods import Period
from tradetally.statements import Release, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """One publication of compiled figures.

    ``round`` is the last month it states; all its cells, those of earlier years included, are in
    that round. ``released`` is the day it came out. ``is_synthetic`` says that it was made from
    drawn declarations; ``sources`` are the files that were new in it. ``number``, ``made`` (when
    it was published, in UTC) and ``tables`` are given by the book.

    >>> str(Vintage(number=3, round=Period.parse("2025-12"), is_synthetic=True))
    'vintage 3 (synthetic)'
    """

    round: Period
    released: date | None = None
    is_assumed: bool = False
    is_synthetic: bool = False
    engine: str = ""
    sources: tuple[Source, ...] = ()
    number: int = 0
    made: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)

    @property
    def release(self) -> Release:
        """The release that its cells are in."""
        return Release(self.round, self.released, self.is_assumed)

    @property
    def day(self) -> date:
        """The day from which it could be known; without a said one, the end of its round."""
        return self.released or self.round.last_day

    def __str__(self) -> str:
        return f"vintage {self.number}{' (synthetic)' if self.is_synthetic else ''}"


def vintage_row(vintage: Vintage) -> dict[str, object]:
    """Return the row of the manifest that a vintage is."""
    sources = [[one.name, one.digest, one.layout] for one in vintage.sources]
    return {
        "number": vintage.number,
        "round": vintage.round.stop - 1,
        "released": vintage.released,
        "is_assumed": vintage.is_assumed,
        "is_synthetic": vintage.is_synthetic,
        "engine": vintage.engine,
        "made": vintage.made,
        "sources": json.dumps(sources, ensure_ascii=False),
        "tables": json.dumps(dict(vintage.tables)),
    }


def vintage_of(row: Mapping[str, Any]) -> Vintage:
    """Return the vintage in a row of the manifest: the inverse of ``vintage_row``."""
    return Vintage(
        number=row["number"],
        round=Period(row["round"], 1),
        released=row["released"],
        is_assumed=row["is_assumed"],
        is_synthetic=row["is_synthetic"],
        engine=row["engine"],
        made=row["made"],
        sources=tuple(
            Source(name, digest, Tier.COMPILED, layout)
            for name, digest, layout in json.loads(row["sources"])
        ),
        tables=json.loads(row["tables"]),
    )


def out_on(vintages: Sequence[Vintage], day: date) -> Vintage | None:
    """Return the vintage that was the latest to be out on a day; none if none was out."""
    return max(
        (one for one in vintages if one.day <= day),
        key=lambda one: (one.round, one.day, one.number),
        default=None,
    )
