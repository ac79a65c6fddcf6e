"""What goes wrong, as values: one clear message with what was expected, seen and to be done.

::

    TradetallyError
    ├── BadInput          a file, an option or a text that cannot be used
    │   ├── BadFigure     a text form that is no figure
    │   ├── BadPeriod     a period that cannot be
    │   └── UnknownCode   a code that no list holds, with the nearest ones
    └── BookBusy          another process held the book for too long
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class TradetallyError(Exception):
    """The root of every error that tradetally raises on purpose."""


class BadInput(TradetallyError):
    """Input that cannot be used; nothing was changed.

    >>> print(BadInput("--period", expected="a period", seen="2025-13", todo="give a month"))
    --period: expected a period, saw 2025-13. To do: give a month.
    """

    def __init__(self, argument: str, *, expected: str, seen: str, todo: str) -> None:
        self.argument = argument
        self.expected = expected
        self.seen = seen
        self.todo = todo
        super().__init__(argument, expected, seen, todo)

    def __str__(self) -> str:
        stop = "" if self.todo.endswith((".", "?")) else "."
        return (
            f"{self.argument}: expected {self.expected}, saw {self.seen}. To do: {self.todo}{stop}"
        )


class BadFigure(BadInput):
    """A text that is not the text form of a figure."""


class BadPeriod(BadInput):
    """A text that is no period, or a period that cannot be."""


class UnknownCode(BadInput):
    """A code that its list does not hold; ``nearest`` has the closest ones."""

    def __init__(self, code: str, *, dimension: str, nearest: Sequence[str]) -> None:
        self.code = code
        self.dimension = dimension
        self.nearest = tuple(nearest)
        todo = f"did you mean {' or '.join(nearest)}?" if nearest else "see docs/codes.md"
        super().__init__(
            dimension, expected=f"a code of the {dimension} list", seen=repr(code), todo=todo
        )


class BookBusy(TradetallyError):
    """Another process held the book's write lock for longer than the caller would wait."""


def unlisted(argument: str, name: str, names: Iterable[str], otherwise: str) -> BadInput:
    """Return the refusal of a name that no list has: with the nearest one, or what else to do.

    >>> print(unlisted("--layout", "bacy", ["baci", "comtrade"], "leave it out"))
    --layout: expected one of baci, comtrade, saw 'bacy'. To do: did you mean baci?
    """
    listed = tuple(names)
    near = get_close_matches(name, listed, n=1, cutoff=0.5)
    return BadInput(
        argument,
        expected=f"one of {', '.join(listed)}",
        seen=repr(name),
        todo=f"did you mean {near[0]}?" if near else otherwise,
    )
