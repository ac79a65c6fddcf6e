"""The characters of a sentence that its more telling marks stand on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tradetally.languages import Cue, Day, Name, Number, When

Mark = Number | When | Name | Cue | Day
M = TypeVar("M", Number, When, Name, Cue, Day)


class Taken:
    """The characters of a sentence that marks stand on."""

    def __init__(self, size: int, marks: Iterable[Mark]) -> None:
        self._places = bytearray(size)
        self._is_empty = True
        self.take(marks)

    def take(self, marks: Iterable[Mark]) -> None:
        """Take what marks stand on."""
        for mark in marks:
            self._places[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            self._is_empty = False

    def is_free(self, mark: Mark) -> bool:
        """Whether a mark overlaps none of those taken."""
        return self._places.find(1, mark.start, mark.end) < 0

    def free(self, marks: Iterable[M]) -> list[M]:
        """Return the marks that overlap none of those taken."""
        if self._is_empty:
            return list(marks)
        find = self._places.find
        return [mark for mark in marks if find(1, mark.start, mark.end) < 0]

    def held(self, marks: Iterable[M]) -> list[M]:
        """Return the marks that overlap one of those taken."""
        find = self._places.find
        return [mark for mark in marks if find(1, mark.start, mark.end) >= 0]
