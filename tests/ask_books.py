"""The small book that questions are asked of: the demo's samples and a few made-up parts."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from tradetally.passages import load

CASES = Path(__file__).parent / "data" / "ask"


def small_book(folder: Path) -> Path:
    """Return a book made in a folder."""
    with as_file(files("tradetally.demo") / "samples") as samples:
        load([*sorted(samples.glob("*.csv")), *sorted(CASES.glob("*.csv"))], folder)
    return folder
