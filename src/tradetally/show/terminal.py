"""The terminal: its console, headings and progress, and every view that prints to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import IO

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


class PipeConsole(Console):
    """A console whose reader may leave early (``| head``): then the command is done."""

    def on_broken_pipe(self) -> None:
        """Raise the error to the command line, which ends in peace."""
        raise BrokenPipeError


def console(to: IO[str] | None = None) -> Console:
    """Return the console on a stream, or on what is standard output now: text as it is."""
    return PipeConsole(file=to or sys.stdout, markup=False, emoji=False, highlight=False)


def heading(text: str, on: Console) -> None:
    """Print a heading, with an empty line before and after it."""
    on.print()
    print_line(on, Text(text, style="bold underline"))
    on.print()


def progress(paths: Iterable[Path]) -> Iterable[Path]:
    """Return the paths; on a terminal a bar on standard error follows them, in a pipe none."""
    on = Console(stderr=True)
    return track(list(paths), "Reading", console=on, transient=True, disable=not on.is_terminal)
