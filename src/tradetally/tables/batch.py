"""A batch: what a layout makes of a sheet, before anything is checked across its rows."""

from __future__ import annotations

from dataclasses import dataclass

from tradetally.statements import Statement
from tradetally.tables.notes import Note


@dataclass(frozen=True, slots=True)
class Batch:
    """The statements of a sheet, in the order of its cells; its notes; how many rows it has.

    ``empty`` counts the cells that hold no figure.
    """

    statements: tuple[Statement, ...]
    notes: tuple[Note, ...] = ()
    rows: int = 0
    empty: int = 0
