"""Plain lines: what is printed in a pipe, whole and unwrapped."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

GAP = "  "


def print_line(console: Console, line: Text | str) -> None:
    """Print one line: wrapped to the window on a terminal, as it is in a pipe."""
    if console.is_terminal:
        console.print(Text(line) if isinstance(line, str) else line)
    else:
        console.file.write(f"{line}\n")


def print_aligned(console: Console, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a header and rows in columns as wide as their widest cell; nothing is cut."""
    every = (header, *rows)
    sizes = [list(map(_width, column)) for column in zip(*every, strict=True)]
    widths = list(map(max, sizes))
    for row, *own in zip(every, *sizes, strict=True):
        cells = [cell + " " * (width - size)
                 for cell, width, size in zip(row, widths, own, strict=True)]  # fmt: skip
        print_line(console, GAP.join(cells).rstrip())


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else cell_len(text)
