"""A run of compiling shown: its progress while it goes, and what came of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from tradetally.periods import Period
from tradetally.show import findings, ledger, steps
from tradetally.show.lines import print_line

if TYPE_CHECKING:
    from tradetally.records.outcome import Compiled

Watch = Callable[[str, int], Callable[[float], None] | None]

_DOES = {"read": "Reading", "check": "Checking", "write": "Writing", "sum": "Summing"}


class _Speed(ProgressColumn):
    """Lines a second."""

    def render(self, task: Task) -> Text:
        """Return the speed so far."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} lines/s")


@contextmanager
def watching() -> Iterator[Watch]:
    """Yield what follows the passes of a run: a bar on a terminal, nothing in a pipe."""
    on = Console(stderr=True)
    if not on.is_terminal:
        yield lambda _name, _lines: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), _Speed(), TimeRemainingColumn())
    with Progress(*columns, console=on, transient=True) as bar:

        def watch(name: str, lines: int) -> Callable[[float], None]:
            task = bar.add_task(_DOES.get(name, name), total=lines or None)
            return lambda share: bar.update(task, completed=share * lines)

        yield watch


def show(compiled: Compiled, format_: str, *, explained: bool) -> None:
    """Write what came of a run to standard output, as ``table`` or ``jsonl``."""
    if format_ == "jsonl":
        for fields in _rows(compiled, explained=explained):
            sys.stdout.write(findings.encoded(fields) + "\n")
        return
    from tradetally.show.terminal import console

    _show_table(compiled, console(), explained=explained)


def _show_table(compiled: Compiled, on: Console, *, explained: bool) -> None:
    for name, number in compiled.already.items():
        said = f"{name} is in the book already (vintage {number}); --again reads it anew"
        print_line(on, said)
    for note in compiled.notes:
        print_line(on, f"note: {note}")
    if compiled.findings:
        findings.show_table(compiled.findings, compiled.counts, on)
    if explained and compiled.reports:
        steps.show_steps(compiled.reports, on)
    if compiled.ledger.entries:
        ledger.show_ledger(compiled.ledger, on)
    print_line(on, outcome(compiled))


def outcome(compiled: Compiled) -> str:
    """Return in a sentence what came of a run."""
    if compiled.vintage is None:
        return "Nothing was changed."
    months = [str(Period(start, 1)) for start in compiled.months]
    spread = months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"
    lines = compiled.ledger.total("counted")
    counted = f"{lines:,} {'line' if lines == 1 else 'lines'} counted in {spread}"
    made = f"{counted}; published as {compiled.vintage}"
    return f"{made} of {compiled.vintage.release.round}."


def refusal(compiled: Compiled, tolerate: float) -> str:
    """Return in a sentence why nothing was changed."""
    file, share = max(compiled.too_many.items(), key=lambda one: one[1])
    more = len(compiled.too_many) - 1
    others = f" (and {more} more)" if more else ""
    return (
        f"SOURCE: expected at most {tolerate:.4%} of a file's lines rejected, saw {share:.4%} of"
        f" {file}{others}; the book is as it was. To do: mend the lines, declare corrections"
        " (--corrections), or accept the share (--tolerate)."
    )


def _rows(compiled: Compiled, *, explained: bool) -> Iterator[dict[str, object]]:
    for name, number in compiled.already.items():
        yield {"kind": "already", "file": name, "vintage": number}
    for note in compiled.notes:
        yield {"kind": "note", "text": note}
    for one in compiled.findings:
        yield findings.row(one)
    if explained:
        for report in compiled.reports:
            yield steps.row(report)
    for entry in compiled.ledger.entries:
        yield {**ledger.row(entry), "file": Path(entry.file).name}
    vintage = compiled.vintage
    yield {
        "kind": "outcome",
        "vintage": None if vintage is None else vintage.number,
        "is_synthetic": None if vintage is None else vintage.is_synthetic,
        "months": [str(Period(start, 1)) for start in compiled.months],
        "lines": compiled.ledger.total(),
        "counted": compiled.ledger.total("counted"),
        "findings": dict(compiled.counts),
        "too_many": dict(compiled.too_many),
    }
