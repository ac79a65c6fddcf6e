"""Which layout a file has: told by looking at it, or named by the caller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tradetally.engines import Engine
from tradetally.errors import BadInput, unlisted
from tradetally.records.formats import (
    baci,
    comtrade,
    gacc_query,
    korea_declarations,
    native,
    us_census,
)
from tradetally.records.formats.opening import columns_of, is_json, open_head
from tradetally.records.lines import Format, Head, Lines, Options

_SHOWN = 4
_ENOUGH = 0.5


class Layout(Format, Protocol):
    """What a module of a layout offers besides reading its files."""

    @property
    def DESCRIPTION(self) -> str:  # noqa: N802
        """One line: what the files are and how they are recognised."""
        ...

    @property
    def COLUMNS(self) -> tuple[str, ...]:  # noqa: N802
        """The columns without which a file does not have the layout."""
        ...


FORMATS: tuple[Layout, ...] = (
    native,
    gacc_query,
    korea_declarations,
    us_census,
    comtrade,
    baci,
)
"""Every layout, in the order tried."""


class Reader(Protocol):
    """What reads the files of a layout: a module of this folder, or a mapping."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The layout's name."""
        ...

    def lines(self, engine: Engine, files: Sequence[Path], options: Options) -> Lines:
        """Return the lines of files of this layout; raise ``BadInput`` for what cannot be read."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Files of one layout."""

    format: Reader
    files: tuple[Path, ...]


def sorted_by_format(files: Sequence[Path], options: Options) -> tuple[Sources, ...]:
    """Return the files of each layout, in the order given; raise ``BadInput`` for a misfit.

    A mapping file that the options name reads all of them.
    """
    if options.mapping is not None:
        from tradetally.records.mapping import read_mapping

        return (Sources(read_mapping(options.mapping), tuple(files)),)
    found: dict[str, tuple[Reader, list[Path]]] = {}
    for file in files:
        layout = format_of(open_head(file), options)
        found.setdefault(layout.NAME, (layout, []))[1].append(file)
    return tuple(Sources(layout, tuple(alike)) for layout, alike in found.values())


def format_of(head: Head, options: Options) -> Layout:
    """Return the layout that the options name, or that the file has; else raise ``BadInput``."""
    if options.layout is not None:
        layout = _named(options.layout)
        if not layout.recognise(head):
            raise BadInput(
                head.path.name,
                expected=f"the layout {layout.NAME} ({layout.DESCRIPTION})",
                seen=_seen(head),
                todo="leave --layout out to have the layout told by looking",
            )
        return layout
    for layout in FORMATS:
        if layout.recognise(head):
            return layout
    raise BadInput(
        head.path.name,
        expected=f"a file in one of the layouts {', '.join(one.NAME for one in FORMATS)}",
        seen=f"{_seen(head)}{_nearest(head)}",
        todo="save its records as CSV in UTF-8"
        if is_json(head)
        else "have a mapping drafted for it: tradetally compile --suggest-mapping FILE",
    )


def _named(name: str) -> Layout:
    names = {layout.NAME: layout for layout in FORMATS}
    if name in names:
        return names[name]
    raise unlisted("--layout", name, names, "leave it out to have the layout told by looking")


def _seen(head: Head) -> str:
    if is_json(head):
        return "JSON of another kind"
    columns = columns_of(head)
    shown = ", ".join(map(repr, columns[:_SHOWN]))
    more = ", …" if len(columns) > _SHOWN else ""
    return f"{'columns' if head.is_parquet else 'a first row'} of {shown}{more}"


def _nearest(head: Head) -> str:
    """Return the layout whose columns the file almost has, and what it lacks; or nothing."""
    spelled = {_plain(column) for column in columns_of(head)}
    best, lacks = 0.0, ""
    for layout in FORMATS:
        missing = [one for one in layout.COLUMNS if _plain(one) not in spelled]
        share = 1 - len(missing) / len(layout.COLUMNS)
        if missing and share >= _ENOUGH and share > best:
            best = share
            lacks = f" (nearest: {layout.NAME}, which has {', '.join(missing[:_SHOWN])} as well)"
    return lacks


def _plain(column: str) -> str:
    return column.lower().replace("_", "").replace(" ", "")
