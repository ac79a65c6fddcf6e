"""The reply to a question, shown: its sentence on a terminal, or a line of JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from tradetally.figures.text import write_figure
from tradetally.show.answers import row as answer_row
from tradetally.show.jsonl import encoded
from tradetally.show.lines import print_line
from tradetally.show.marks import plain

if TYPE_CHECKING:
    from tradetally.ask import Reply


def show(reply: Reply, format_: str, chart: Path | None = None) -> None:
    """Write a reply to standard output, as ``text`` or ``jsonl``; name the chart that was drawn."""
    if format_ == "jsonl":
        sys.stdout.write(encoded(row(reply, chart)) + "\n")
        return
    from tradetally.show.terminal import console

    on = console()
    print_line(on, plain(reply.text))
    for figure in reply.figures:
        print_line(on, Text(write_figure(figure), style="dim"))
    if chart is not None:
        print_line(on, Text(plain(str(chart)), style="dim"))


def row(reply: Reply, chart: Path | None = None) -> dict[str, object]:
    """Return a reply's fields."""
    return {
        "question": reply.question,
        "language": reply.language,
        "kind": reply.kind,
        "answered": reply.is_answered,
        "text": reply.text,
        "verdict": reply.verdict,
        "synthetic": reply.is_synthetic,
        "figures": [write_figure(figure) for figure in reply.figures],
        "answers": [answer_row(answer) for answer in reply.answers],
        "rows": [
            {"dimension": one.dimension, "code": one.code, **_number(answer_row(one.answer))}
            for one in reply.rows
        ],
        "nearest": list(reply.nearest),
        "chart": None if chart is None else str(chart),
    }


def _number(answer: dict[str, object]) -> dict[str, object]:
    return {key: answer[key] for key in ("figure", "low", "high", "unit", "round")}
