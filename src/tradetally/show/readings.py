"""What was read from a text, shown as it was asked for: a table or lines of JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradetally.read import Reading


def show(reading: Reading, format_: str) -> None:
    """Write a reading to standard output, as ``table`` or ``jsonl``."""
    if format_ == "jsonl":
        from tradetally.read import lines

        sys.stdout.writelines(f"{line}\n" for line in lines(reading))
        return
    from tradetally.show.terminal import console, read_view

    read_view(reading.statements, reading.set_aside, console())
