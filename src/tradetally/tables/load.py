"""Loading a table: file → sheet → layout → statements, checked; all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tradetally.errors import BadInput
from tradetally.statements import Place, Release, Statement
from tradetally.tables.context import Options, context_of
from tradetally.tables.layouts import layout_of
from tradetally.tables.magnitude import Known, check_unit
from tradetally.tables.notes import Note
from tradetally.tables.opening import open_sheet
from tradetally.tables.reconcile import DISAGREEMENTS, reconcile
from tradetally.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table, loaded: what it states, what there is to know, and where it comes from.

    ``digest`` is the SHA-256 of the file; ``rows`` counts its rows of figures, ``empty`` their
    cells that hold none; ``unit`` is what its amounts are printed in.
    """

    document: str
    digest: str
    layout: str
    release: Release
    unit: Unit
    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]
    rows: int
    empty: int


def read_table(
    path: Path,
    options: Options = Options(),  # noqa: B008 - a frozen value
    known: Known | None = None,
    *,
    strict: bool = False,
) -> Loaded:
    """Return what a published table states; raise ``BadInput`` where it cannot be read.

    ``known`` gives the levels that a book has for the cells it is asked for, in the round of
    the table, and is asked once. With ``strict`` a table that disagrees with itself is an error.
    """
    sheet, digest = open_sheet(path)
    layout = layout_of(sheet, options)
    context, assumed = context_of(layout, sheet, options)
    batch = layout.statements(sheet, context)
    if not batch.statements:
        raise BadInput(
            sheet.document,
            expected=f"rows of figures in the layout {layout.NAME}",
            seen=f"{batch.rows} rows without one",
            todo="fetch the table again",
        )
    sized = check_unit(batch.statements, context, known, takes_unit="unit" in layout.TAKES)
    notes = (*assumed, *batch.notes, *sized, *reconcile(batch.statements))
    if batch.empty:
        text = f"{batch.empty} cells hold no figure (nothing, or a dash)"
        notes += (Note("no-figure", text, Place(sheet.document, "")),)
    if strict:
        _reject_disagreement(sheet.document, notes)
    return Loaded(
        document=sheet.document,
        digest=digest,
        layout=layout.NAME,
        release=context.release,
        unit=context.unit,
        statements=batch.statements,
        notes=notes,
        rows=batch.rows,
        empty=batch.empty,
    )


def _reject_disagreement(document: str, notes: tuple[Note, ...]) -> None:
    wrong = [note for note in notes if note.code in DISAGREEMENTS]
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise BadInput(
            str(wrong[0].where),
            expected="a table that agrees with itself",
            seen=f"{wrong[0].text}{more}",
            todo="mend the table, or load it without being strict to have this as a note",
        )
