"""The terminal: its console, headings and progress, and every view that prints to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.text import Text

from tradetally.show.lines import print_line
from tradetally.show.verdicts import check_table
from tradetally.show.views import answer_view, explained_view, loaded_table, notes_view, read_view

__all__ = [
    "answer_view",
    "check_table",
    "console",
    "explained_view",
    "heading",
    "loaded_table",
    "notes_view",
    "progress",
    "read_view",
]


def console() -> Console:
    """Return the console that is standard output now: text is shown as it is."""
    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False)


def heading(text: str, on: Console) -> None:
    """Print a heading, with an empty line before and after it."""
    on.print()
    print_line(on, Text(text, style="bold underline"))
    on.print()


def progress(paths: Iterable[Path]) -> Iterable[Path]:
    """Return the paths; on a terminal a bar on standard error follows them, in a pipe none."""
    on = Console(stderr=True)
    return track(list(paths), "Reading", console=on, transient=True, disable=not on.is_terminal)
