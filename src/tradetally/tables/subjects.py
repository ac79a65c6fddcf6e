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


@dataclass(frozen=True, slots=True)
class Subject:
    """A row and the slice that it is about; ``quantity`` is the unit of its quantities, if any."""

    row: Row
    slice: Slice
    words: tuple[tuple[str, str], ...] = ()
    is_overlapping: bool = False
    quantity: Unit | None = None
    notes: tuple[Note, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Names:
    """The column that names a table's rows: where it stands, what it names, in which language."""

    document: str
    header: str
    dimension: str
    language: str
    at: int = 0

    def subject(self, row: Row, unit: str = "") -> Subject:
        """Return what a row is about; ``unit`` is the printed unit of its quantities.

        A row marked ``*`` repeats goods of other rows, a bloc repeats countries of others.
        """
        printed = " ".join(row.cells[self.at].split())
        if printed in WHOLE:
            return Subject(row, EVERYTHING)
        place = Place(self.document, row.cells[self.at], line=row.line, column=self.header)
        name = printed.rstrip("*＊").strip()
        code = codes.find(self.dimension, name, self.language)
        quantity, notes = _quantity(unit.strip(), place)
        if code is None:
            text = f"no {self.dimension} list holds {name!r}: kept as its own code"
            notes = (Note("open-code", text, place), *notes)
        return Subject(
            row=row,
            slice=EVERYTHING.with_code(self.dimension, name if code is None else code.code),
            words=((self.dimension, printed),),
            is_overlapping=name != printed or (code is not None and repeats_others(code)),
            quantity=quantity,
            notes=notes,
        )


def repeats_others(code: codes.Code) -> bool:
    """Whether a code counts again what other codes of its list count: a bloc, all high-tech.

    >>> [repeats_others(codes.lookup("partner", code)) for code in ("ASEAN", "ASIA", "VN")]
    [True, False, False]
    """
    return code.kind == "bloc" or code.across


def _quantity(unit: str, place: Place) -> tuple[Unit | None, tuple[Note, ...]]:
    if not unit:
        return None, ()
    known = parse_unit(unit)
    if known is not None:
        return known, ()
    text = f"no list holds the unit {unit!r}: kept by its own word"
    return Unit(unit), (Note("open-unit", text, place),)
