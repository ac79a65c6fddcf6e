"""tradetally: make, explain and check figures about merchandise trade.

The public door. Everything is reached through these names, and nothing heavy is imported before
one of them is used.

>>> import tradetally
>>> tradetally.parse_figure("growth(total, 2025)").indicator
'growth'
"""

from importlib import import_module
from typing import Any

_DOOR = {
    "BadInput": "tradetally.errors",
    "Book": "tradetally.book",
    "Cell": "tradetally.cells",
    "Figure": "tradetally.statements",
    "Flow": "tradetally.cells",
    "Interval": "tradetally.intervals",
    "Measure": "tradetally.cells",
    "Period": "tradetally.periods",
    "Slice": "tradetally.cells",
    "Statement": "tradetally.statements",
    "TradetallyError": "tradetally.errors",
    "bounds": "tradetally.passages",
    "check": "tradetally.passages",
    "figure": "tradetally.passages",
    "load": "tradetally.passages",
    "parse_figure": "tradetally.figures.text",
    "read": "tradetally.passages",
    "write_figure": "tradetally.figures.text",
}

__all__ = list(_DOOR)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in _DOOR:
        raise AttributeError(f"module 'tradetally' has no attribute {name!r}")
    return getattr(import_module(_DOOR[name]), name)


def __dir__() -> list[str]:
    return [*_DOOR, "__version__"]
