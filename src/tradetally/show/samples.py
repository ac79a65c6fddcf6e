"""A sample on the terminal: a bar while it is written, and what it is once it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from tradetally.sample import NOTE, Sample
from tradetally.show.lines import print_line
from tradetally.show.terminal import console


@contextmanager
def writing(lines: int) -> Iterator[Callable[[int], None]]:
    """Yield what to call with lines as they are written; a bar on a terminal, none in a pipe."""
    on = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(show_speed=True),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=on, transient=True, disable=not on.is_terminal) as bar:
        task = bar.add_task("Writing lines", total=lines)
        yield lambda more: bar.advance(task, more)


def show(made: Sample) -> None:
    """Print what was written, what it agrees with and what it does not."""
    on = console()
    folder = made.folder
    print_line(on, Text(f"{made.lines:,} synthetic lines, seed {made.seed}: {folder}"))
    met = len(made.held) - len(made.missed)
    print_line(
        on, Text(f"Calibrated: {met} of {len(made.held)} published figures of 2024 and 2025 hold.")
    )
    if made.missed:
        counts = sum(one.target.figure.cell.measure.is_count for one in made.missed)
        what = "all of them counts" if counts == len(made.missed) else f"{counts} of them counts"
        print_line(
            on, Text(f"{len(made.missed)} do not with so few lines, {what}: {folder / NOTE}")
        )
    print_line(on, Text(f"Next: tradetally compile {folder} --book BOOK"))
