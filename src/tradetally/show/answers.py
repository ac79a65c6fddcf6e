"""A figure's answer, shown as it was asked for: in words or as a line of JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tradetally.cells import Cell
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.show.explain import unit_of
from tradetally.show.jsonl import encoded, ends, source
from tradetally.statements import Figure

if TYPE_CHECKING:
    from tradetally.tally.answer import Answer


def show(answer: Answer, format_: str) -> None:
    """Write an answer to standard output, as ``table`` or ``jsonl``."""
    if format_ == "jsonl":
        sys.stdout.write(encoded(row(answer)) + "\n")
        return
    from tradetally.show.terminal import answer_view, console

    answer_view(answer, console())


def row(answer: Answer) -> dict[str, object]:
    """Return an answer's fields."""
    figure = answer.figure
    low, high = ends(answer.evidence.interval)
    return {
        "figure": write_figure(figure),
        "low": low,
        "high": high,
        "unit": unit_of(figure.indicator, figure.cell.unit or "") or None,
        "how": answer.how.value,
        "round": None if answer.round is None else str(answer.round),
        "assumptions": list(answer.evidence.assumptions),
        "evidence": [source(statement) for statement in answer.evidence.because],
        "cells": [_level(cell, level) for cell, level in answer.levels.items()],
        "query": answer.query,
    }


def _level(cell: Cell, level: Interval) -> dict[str, object]:
    low, high = ends(level)
    return {
        "figure": write_figure(Figure("level", cell)),
        "low": low,
        "high": high,
        "unit": cell.unit,
    }
