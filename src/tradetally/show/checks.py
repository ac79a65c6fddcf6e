"""Checked texts, shown as they were asked for: a table, lines of JSON or a page."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tradetally.errors import BadInput
from tradetally.show import jsonl

if TYPE_CHECKING:
    from tradetally.passages import Checked


def show(checked: Sequence[Checked], format_: str, out: Path | None = None) -> None:
    """Write texts' verdicts as ``table``, ``jsonl`` or ``html``, to a file or standard output."""
    if out is None:
        _write(checked, format_, sys.stdout)
        return
    written = io.StringIO()
    _write(checked, format_, written)
    save(out, written.getvalue())


def save(out: Path, text: str) -> None:
    """Write a file whole or not at all; raise ``BadInput`` where it cannot be written."""
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True) if draft.is_file() else None
        raise BadInput(
            "--out",
            expected="a file that can be written",
            seen=f"{(error.strerror or 'an error').lower()} at {out}",
            todo="give another path",
        ) from None


def _write(checked: Sequence[Checked], format_: str, to: IO[str]) -> None:
    if format_ == "html":
        from tradetally.show.html import report

        to.write(report(checked))
    elif format_ == "jsonl":
        to.writelines(f"{line}\n" for one in checked for line in jsonl.lines(one.judged))
    else:
        _tables(checked, to)


def _tables(checked: Sequence[Checked], to: IO[str]) -> None:
    from tradetally.show.lines import print_line
    from tradetally.show.terminal import check_table, console, heading

    on = console(to)
    for one in checked:
        if len(checked) > 1:
            heading(one.reading.document.name, on)
        check_table(one.judged, one.reading.document.text, on)
        aside = len(one.reading.set_aside)
        if aside:
            print_line(on, f"{aside} more numbers are set aside; tradetally read lists them")
