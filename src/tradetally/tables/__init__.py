"""Tables: published tables → statements, each a cell or a growth rate with what it asserts.

In comes a file (CSV or an HTML page) and what the caller says of it; out comes ``Loaded``: the
statements, their release, and notes on what was assumed, kept by its own name, left empty, or
does not add up. The layout is told by looking. Called by the commands; knows no book: what a
book has of the same cells is asked through a function that the caller gives.
"""

from tradetally.tables.context import Options
from tradetally.tables.layouts import LAYOUTS, Layout
from tradetally.tables.load import Loaded, read_table
from tradetally.tables.notes import Note
from tradetally.tables.reconcile import reconcile
from tradetally.tables.sheet import Row, Sheet
from tradetally.tables.units import Unit, parse_unit

__all__ = [
    "LAYOUTS",
    "Layout",
    "Loaded",
    "Note",
    "Options",
    "Row",
    "Sheet",
    "Unit",
    "parse_unit",
    "read_table",
    "reconcile",
]
