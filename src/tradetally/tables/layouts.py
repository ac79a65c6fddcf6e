"""The layouts: every form of table that can be read, one module each, in the order tried."""

from __future__ import annotations

from typing import Protocol

from tradetally.errors import BadInput, unlisted
from tradetally.tables import (
    gacc_commodities,
    gacc_locations,
    gacc_page,
    gacc_partners,
    gacc_prefectures,
    tidy,
)
from tradetally.tables.batch import Batch
from tradetally.tables.context import Context, Kind, Options
from tradetally.tables.sheet import Sheet


class Layout(Kind, Protocol):
    """What a module of a layout offers."""

    @property
    def DESCRIPTION(self) -> str:  # noqa: N802
        """One line: what the table is and how it is recognised."""
        ...

    def matches(self, sheet: Sheet) -> bool:
        """Whether a sheet has this layout."""
        ...

    def statements(self, sheet: Sheet, context: Context) -> Batch:
        """Return the statements of a sheet."""
        ...


LAYOUTS: tuple[Layout, ...] = (
    gacc_partners,
    gacc_commodities,
    gacc_locations,
    gacc_prefectures,
    gacc_page,
    tidy,
)


def layout_of(sheet: Sheet, options: Options) -> Layout:
    """Return the layout that the options name, or that the sheet has; else raise ``BadInput``."""
    if options.layout is not None:
        layout = _named(options.layout)
        if not layout.matches(sheet):
            raise BadInput(
                sheet.document,
                expected=f"the layout {layout.NAME} ({layout.DESCRIPTION})",
                seen=_seen(sheet),
                todo="leave --layout out to have the layout told by looking",
            )
        return layout
    for layout in LAYOUTS:
        if layout.matches(sheet):
            return layout
    raise BadInput(
        sheet.document,
        expected=f"a table in one of the layouts {', '.join(one.NAME for one in LAYOUTS)}",
        seen=_seen(sheet),
        todo="write its figures as a CSV of the tidy layout (figure,value,unit)",
    )


def _named(name: str) -> Layout:
    names = {layout.NAME: layout for layout in LAYOUTS}
    if name in names:
        return names[name]
    raise unlisted("--layout", name, names, "leave it out to have the layout told by looking")


def _seen(sheet: Sheet) -> str:
    shown = [cell.strip() for cell in sheet.header[:4]]
    more = ", …" if len(sheet.header) > len(shown) else ""
    return f"a first row of {', '.join(map(repr, shown))}{more}"
