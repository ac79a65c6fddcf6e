"""Statements as rows: columns of a table, grouped by source and round."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tradetally.book.exact import ROUNDED, is_same, nearest, outward
from tradetally.book.source import Source
from tradetally.cells import DIMENSIONS, Cell
from tradetally.errors import BadInput
from tradetally.figures.text import normal, write_figure
from tradetally.periods import Period
from tradetally.statements import Place, Release, Statement

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of one source in one round, known by a digest of all that they say."""

    source: Source
    round: int
    name: str
    rows: tuple[Row, ...]


def batches(source: Source, stated: Iterable[Statement]) -> Iterator[Batch]:
    """Yield what a source says, by round; raise ``BadInput`` for what has no round."""
    by_round: dict[int, list[tuple[Row, int]]] = {}
    for position, statement in enumerate(stated):
        if statement.release is None:
            raise BadInput(
                source.name,
                expected="a release for every statement",
                seen=f"none for {write_figure(statement.figure)}",
                todo="give the day that it came out, with --released or --published",
            )
        month = _round(statement.release)
        by_round.setdefault(month, []).append((statement_row(statement), position))
    for month, rows in sorted(by_round.items()):
        yield _batch(source, month, rows)


def statement_row(statement: Statement) -> Row:
    """Return the columns of a statement, up to its origin."""
    figure = normal(statement.figure)
    base = (None, None) if figure.base is None else (figure.base.start, figure.base.months)
    extra = (figure.versus, figure.of, figure.among, figure.by, figure.held, figure.over)
    low, high = outward(statement.interval)
    moved = () if is_same(statement.interval, low, high) else (ROUNDED,)
    notes = statement.notes + tuple(note for note in moved if note not in statement.notes)
    return (
        *(write_figure(figure), figure.indicator, *cell_row(figure.cell), *base),
        figure.definition is None and extra == (None,) * len(extra),
        *(nearest(statement.value), str(statement.value), statement.unit),
        *(statement.relation.value, low, high, *_release_row(statement.release)),
        *(statement.is_forecast, statement.is_converted, statement.is_overlapping),
        *_place_row(statement.place),
        *(_json(statement.words), _json(notes)),
    )


def scope_row(cell: Cell) -> Row:
    """Return the columns of a cell's scope."""
    slice_ = cell.slice
    codes = (getattr(slice_, dimension) or "" for dimension in DIMENSIONS)
    return (cell.reporter, cell.measure.value, *codes)


def cell_row(cell: Cell) -> Row:
    """Return the columns of a cell."""
    period = cell.period
    rest = (cell.unit or "", cell.adjusted or "", cell.flow.value, period.start, period.months)
    return scope_row(cell) + rest


def month_of(round_: Period) -> int:
    """Return the month that a round is kept by: the last one it states."""
    return round_.stop - 1


def columns_of(schema: dict[str, str], rows: Sequence[Row]) -> dict[str, list[object]]:
    """Return rows as columns."""
    if not rows:
        return {name: [] for name in schema}
    return dict(zip(schema, map(list, zip(*rows, strict=True)), strict=True))


def _release_row(release: Release | None) -> Row:
    if release is None:
        return (None, None, False)
    return (_round(release), release.day, release.is_assumed)


def _round(release: Release) -> int:
    return month_of(release.round)


def _place_row(place: Place) -> Row:
    return (place.document, place.text, place.start, place.end, place.line, place.column)


def _json(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _batch(source: Source, month: int, said: list[tuple[Row, int]]) -> Batch:
    name = _digest(source, month, said)
    layout, url = source.layout or "", source.url or ""
    whence: Row = (source.name, source.digest, int(source.tier), layout, url, name)
    return Batch(source, month, name, tuple((*row, *whence, at) for row, at in said))


def _digest(source: Source, month: int, rows: list[tuple[Row, int]]) -> str:
    """Return a name for rows: it changes with the file, and with how the file is read."""
    said = repr((source.digest, source.layout, int(source.tier), month, rows))
    return hashlib.sha256(said.encode()).hexdigest()[:32]
