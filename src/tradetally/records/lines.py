"""What a format takes and hands over: what was said on the command line, a file's head, lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from tradetally.engines import Engine, Table
from tradetally.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the caller says about the sources; what is not said is told by looking at them."""

    layout: str | None = None
    flow: str | None = None
    period: Period | None = None
    reporter: str | None = None
    released: date | None = None
    mapping: Path | None = None
    is_numbered: bool = False
    """Whether each line's row in its file is wanted where that costs time (CSV)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, enough to tell its format by.

    ``columns`` are the names of a Parquet file's columns, with their types as text in ``kinds``;
    of any other file ``text`` has the first lines (up to 64 KiB), decoded by ``encoding``.
    """

    path: Path
    columns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    text: str = ""
    encoding: str = ""
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A Parquet file's own key-value metadata."""

    @property
    def is_parquet(self) -> bool:
        """Whether it is a Parquet file."""
        return bool(self.columns)

    @property
    def first(self) -> str:
        """The first line of a text, without its end."""
        return self.text.partition("\n")[0].rstrip("\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of some files of one layout, as common records: an expression, not run.

    ``table`` has the columns of ``record.RECORD``, and ``raw_<column>`` texts where a source's
    own spelling should be shown in findings.
    """

    table: Table
    layout: str
    is_whole: bool = True
    """Whether the files hold all trade of each reporter, flow and month that they have lines of.
    Otherwise they are extracts: of the partners (``partners``, or those that their lines have)."""
    partners: tuple[str, ...] = ()
    periods: Mapping[str, Period] = field(default_factory=lambda: MappingProxyType({}))
    """The period that a file says it covers (by its name or head), by the file's name."""
    is_synthetic: bool = False
    """Whether the files say that they are synthetic."""
    is_typed: bool = False
    """Whether the files have the record's own types, so that to read them again costs little."""
    hs_editions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader should know about how the files were understood, a sentence each."""


class Format(Protocol):
    """A module of ``records.formats``: one layout of source files."""

    NAME: str
    """The layout's name, as ``--layout`` takes it."""

    def recognise(self, head: Head) -> bool:
        """Whether a file with this head has the layout."""
        ...

    def lines(self, engine: Engine, files: Sequence[Path], options: Options) -> Lines:
        """Return the lines of files of this layout; raise ``BadInput`` for what cannot be read."""
        ...
