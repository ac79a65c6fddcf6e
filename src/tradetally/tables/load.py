"""Loading a table: file → sheet → layout → statements, checked; all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tradetally.errors import BadInput
from tradetally.statements import Place, Release, Statement, Tier
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

    ``digest`` is the SHA-256 of the file. ``release`` is the latest where rows have releases of
    their own, ``unit`` what the amounts are printed in, ``None`` where each row says its own.
    ``rows`` counts the rows of figures, ``empty`` the cells in them that hold none.
    """

    document: str
    digest: str
    layout: str
    release: Release
    unit: Unit | None
    statements: tuple[Statement, ...]
    notes: tuple[Note, ...]
    rows: int
    empty: int
    tier: Tier = Tier.TABLE


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
            seen=f"{batch.rows} rows without one" if batch.rows else "no rows",
            todo="fetch the table again",
        )
    takes_unit = "unit" in layout.TAKES
    sized = check_unit(batch.statements, context, known, takes_unit=takes_unit)
    notes = (*assumed, *batch.notes, *sized, *reconcile(batch.statements))
    if batch.empty:
        cells = "1 cell holds" if batch.empty == 1 else f"{batch.empty} cells hold"
        text = f"{cells} no figure (nothing, or a dash)"
        notes += (Note("no-figure", text, Place(sheet.document, "")),)
    releases = {one.release for one in batch.statements if one.release is not None}
    if strict:
        _reject_disagreement(sheet.document, notes)
    return Loaded(
        document=sheet.document,
        digest=digest,
        layout=layout.NAME,
        release=max(releases, key=lambda release: (release.round, release.day or date.min)),
        unit=context.unit if takes_unit else None,
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
