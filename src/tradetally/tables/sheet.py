"""A sheet: the rows of a table as they are printed, whatever file they came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: its cells, and the line of the file where it stands."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's rows, and what the page around them says.

    ``form`` is ``csv`` or ``html``; ``title`` and ``published`` are a page's own, and ``None``
    in a CSV file, which has neither.
    """

    document: str
    form: str
    rows: tuple[Row, ...]
    title: str | None = None
    published: date | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first row."""
        return self.rows[0].cells

    def body(self, headers: int) -> Iterator[Row]:
        """Yield the rows after the first ``headers``."""
        yield from self.rows[headers:]
