"""What was read from a text, shown as it was asked for: a table or lines of JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradetally.read import Reading


def show(reading: Reading, format_: str, *, explained: bool = False) -> None:
    """Write a reading to standard output, as ``table`` or ``jsonl``.

    ``explained`` tells for each statement which words decided each field.
    """
    if format_ == "jsonl":
        from tradetally.read import lines

        sys.stdout.writelines(f"{line}\n" for line in lines(reading, explained=explained))
        return
    from tradetally.show.terminal import console, explained_view, read_view

    if explained:
        explained_view(reading.statements, reading.because, console())
        return
    read_view(reading.statements, reading.set_aside, console())


def show_text(text: str) -> None:
    """Write the text that a reading's offsets point into, as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
