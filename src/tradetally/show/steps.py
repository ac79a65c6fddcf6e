"""The steps shown: rows in and out of each, what took rows away, and the query if asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tradetally.show.lines import print_aligned, print_line

if TYPE_CHECKING:
    from rich.console import Console

    from tradetally.records.outcome import Report


def show_steps(reports: Sequence[Report], on: Console) -> None:
    """Print a line for each step, and the query up to it where there is one."""
    rows = [(one.step, f"{one.rows_in:,}", f"{one.rows_out:,}", _why(one)) for one in reports]
    print_aligned(on, ("step", "rows in", "rows out", "what it does"), rows)
    for one in reports:
        if one.sql:
            on.print()
            print_line(on, f"-- {one.step}")
            print_line(on, one.sql)
    on.print()


def _why(report: Report) -> str:
    taken = ", ".join(f"{count:,} {rule}" for rule, count in report.taken.items())
    return "; ".join(part for part in (report.does, taken, report.note) if part)


def row(report: Report) -> dict[str, object]:
    """Return a report's fields."""
    return {
        "kind": "step",
        "step": report.step,
        "does": report.does,
        "rows_in": report.rows_in,
        "rows_out": report.rows_out,
        "taken": dict(report.taken),
        "note": report.note,
        "sql": report.sql or None,
    }
