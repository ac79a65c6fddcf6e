"""Parts: which months of a run are written together, and from which files.

To divide rows among many open files costs half as much again as to write them. Where files hold
a month each, as most do, a month is written from its file alone; small months are written
together. Where many files reach over many months each would be read again and again: then all is
one part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradetally.engines import Part
from tradetally.records.survey import Survey

_LEAST = 250_000
"""How many lines a part has at least, unless it is the last."""
_AGAIN = 1.25
"""How often a line may be read on average for the parts' sake."""
IN_BOOK = ""
"""The file of an item that the book has."""


def parts(found: Survey, months: Sequence[int]) -> tuple[Part, ...]:
    """Return the parts in which these months are written."""
    lines_of = found.lines_of()
    divided = tuple(_parts(found, months))
    reads = sum(lines_of[file] for part in divided for file in part.files if file != IN_BOOK)
    if reads <= _AGAIN * found.lines:
        return divided
    return (Part(tuple(months), (*lines_of, IN_BOOK)),)


def _parts(found: Survey, months: Sequence[int]) -> Iterator[Part]:
    lines: dict[int, int] = dict.fromkeys(months, 0)
    files: dict[int, set[str]] = {month: {IN_BOOK} for month in months}
    for span in found.counted:
        if span.start in lines:
            lines[span.start] += span.lines
            files[span.start].add(span.file)
    group: list[int] = []
    for month in sorted(months):
        group.append(month)
        if sum(lines[one] for one in group) >= _LEAST:
            yield _part(group, files)
            group = []
    if group:
        yield _part(group, files)


def _part(group: Sequence[int], files: dict[int, set[str]]) -> Part:
    return Part(tuple(group), tuple(sorted(set().union(*(files[month] for month in group)))))
