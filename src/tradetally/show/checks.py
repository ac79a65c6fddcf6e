"""Checked texts, shown as they were asked for: a table, lines of JSON or a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tradetally.show import jsonl

if TYPE_CHECKING:
    from tradetally.passages import Checked


def show(checked: Sequence[Checked], format_: str, out: Path | None = None) -> None:
    """Write texts' verdicts as ``table``, ``jsonl`` or ``html``, to a file or standard output."""
    if out is None:
        _write(checked, format_, sys.stdout)
        return
    with out.open("w", encoding="utf-8") as file:
        _write(checked, format_, file)


def _write(checked: Sequence[Checked], format_: str, to: IO[str]) -> None:
    if format_ == "html":
        from tradetally.show.html import report

        to.write(report(checked))
    elif format_ == "jsonl":
        to.writelines(f"{line}\n" for one in checked for line in jsonl.lines(one.judged))
    else:
        _tables(checked, to)


def _tables(checked: Sequence[Checked], to: IO[str]) -> None:
    from rich.console import Console

    from tradetally.show.terminal import check_table, heading

    console = Console(file=to, markup=False, emoji=False, highlight=False)
    for one in checked:
        if len(checked) > 1:
            heading(one.reading.document.name, console)
        check_table(one.judged, one.reading.document.text, console)
