"""Figures in words, until ``languages.say`` names them."""

from __future__ import annotations

from tradetally import codes
from tradetally.cells import Measure
from tradetally.statements import Figure

_OPEN = {"change": "change of", "growth": "growth of", "rank": "rank of", "streak": "run of"}


def figure_name(figure: Figure, language: str = "en") -> str:
    """Return what a figure is, in plain words."""
    cell = figure.cell
    head = "" if figure.indicator == "level" else figure.indicator.replace("_", " ") + " of "
    parts = [codes.name(dimension, code, language) for dimension, code in cell.slice.codes()]
    what = "" if cell.measure is Measure.VALUE else f" ({cell.measure.value})"
    of = f", {', '.join(parts)}" if parts else ""
    flow = "trade balance" if cell.flow == "balance" else cell.flow.value
    flow = "imports and exports" if flow == "total" else flow
    return f"{head}{flow}{what}{of}, {cell.period}"
