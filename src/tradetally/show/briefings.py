"""What the terminal says of a briefing: the files written, and what changed since a vintage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tradetally.brief import Change
from tradetally.figures.text import write_figure
from tradetally.show import terminal
from tradetally.show.lines import print_line


def show_written(paths: Sequence[Path]) -> None:
    """Print which files were written."""
    console = terminal.console()
    for path in paths:
        print_line(console, Text(str(path)))


def show_changes(changes: Mapping[str, Sequence[Change]], vintage: str) -> None:
    """Print which sentences changed since a vintage, and by how much each number moved."""
    console = terminal.console()
    for language, found in changes.items():
        count = f"{len(found)} sentence{'s' * (len(found) != 1)}"
        print_line(console, Text(f"{language}: {count} changed since {vintage}", style="bold"))
        for change in found:
            _show_change(change, console)


def _show_change(change: Change, console: Console) -> None:
    print_line(console, Text(f"  {change.section}", style="dim"))
    if change.before is not None:
        print_line(console, Text(f"  - {change.before.text}"))
    if change.after is not None:
        print_line(console, Text(f"  + {change.after.text}"))
    for moved in change.moved:
        step = f"{moved.before.value:f} → {moved.after.value:f} {moved.after.unit}"
        print_line(console, Text(f"      {write_figure(moved.figure)}: {step} ({moved.by:+f})"))
