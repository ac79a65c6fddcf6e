"""Plain lines: what is printed in a pipe, whole and unwrapped."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

GAP = "  "


def print_line(console: Console, line: Text | str) -> None:
    """Print one line: wrapped to the window on a terminal, as it is in a pipe."""
    text = Text(line) if isinstance(line, str) else line
    console.print(text, soft_wrap=not console.is_terminal)


def print_aligned(console: Console, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a header and rows in columns as wide as their widest cell; nothing is cut."""
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    for row in (header, *rows):
        cells = [cell + " " * (width - cell_len(cell))
                 for cell, width in zip(row, widths, strict=True)]  # fmt: skip
        print_line(console, GAP.join(cells).rstrip())
