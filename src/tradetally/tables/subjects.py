"""Subjects: what a row is about, from the name that it prints to a code.

A name that no code list holds is kept as its own code, with a note: a product, a zone or a
country that nobody listed yet is still a row of the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tradetally import codes
from tradetally.cells import EVERYTHING, Slice
from tradetally.statements import Place
from tradetally.tables.notes import Note
from tradetally.tables.sheet import Row
from tradetally.tables.units import Unit, parse_unit

WHOLE = frozenset({"总值", "合计", "总计", "Total"})
_OVERLAPPING_KINDS = frozenset({"bloc"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A row and the slice that it is about; ``quantity`` is the unit of its quantities, if any."""

    row: Row
    slice: Slice
    words: tuple[tuple[str, str], ...] = ()
    is_overlapping: bool = False
    quantity: Unit | None = None
    notes: tuple[Note, ...] = field(default=())


def subject_of(
    row: Row, document: str, dimension: str, language: str, at: int = 0, unit: str = ""
) -> Subject:
    """Return the subject of a row whose name is in cell ``at`` and whose quantities are in ``unit``.

    A row marked ``*`` repeats goods of other rows, a bloc repeats countries of others.
    """
    printed = " ".join(row.cells[at].split())
    if printed in WHOLE:
        return Subject(row, EVERYTHING)
    place = Place(document, row.cells[at], line=row.line, column="1")
    name = printed.rstrip("*＊").strip()
    code, notes = _code(name, dimension, language, place)
    quantity, unit_notes = _quantity(unit.strip(), place)
    return Subject(
        row=row,
        slice=EVERYTHING.with_code(dimension, name if code is None else code.code),
        words=((dimension, printed),),
        is_overlapping=name != printed or (code is not None and code.kind in _OVERLAPPING_KINDS),
        quantity=quantity,
        notes=notes + unit_notes,
    )


def _code(
    name: str, dimension: str, language: str, place: Place
) -> tuple[codes.Code | None, tuple[Note, ...]]:
    code = codes.find(dimension, name, language)
    if code is not None:
        return code, ()
    text = f"no {dimension} list holds {name!r}: kept as its own code"
    return None, (Note("open-code", text, place),)


def _quantity(unit: str, place: Place) -> tuple[Unit | None, tuple[Note, ...]]:
    if not unit:
        return None, ()
    known = parse_unit(unit)
    if known is not None:
        return known, ()
    text = f"no list holds the unit {unit!r}: kept by its own word"
    return Unit(unit), (Note("open-unit", text, place),)
