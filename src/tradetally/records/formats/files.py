"""Files of one layout whose columns differ: brought together by the columns that are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.formats.opening import columns_of, delimiter_of, is_ended, open_head
from tradetally.records.lines import Head


@dataclass(frozen=True, slots=True)
class Alike:
    """Files with the same columns, as a table of an engine."""

    table: Table
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """What files must share to be read together; without a delimiter they are Parquet."""

    columns: frozenset[object]
    names: tuple[str, ...] = ()
    delimiter: str = ""
    encoding: str = ""
    skip: int = 0


def read(
    engine: Engine,
    name: str,
    files: Sequence[Path],
    *,
    names_of: Callable[[Head], Sequence[str] | None] = lambda _: None,
    delimiter: str | None = None,
    encoding: str | None = None,
    skip: int = 0,
) -> list[Alike]:
    """Return the files as tables, one for all that have the same columns, in whatever order.

    ``names_of`` gives the columns' names for a CSV file that has no header; ``None`` where the
    first row is one; delimiter, encoding and the lines to skip are told by looking where they
    are not given. Raises ``BadInput`` for a CSV file with a header and nothing below it.
    """
    groups: dict[_Way, list[Path]] = {}
    for file in files:
        head = open_head(file)
        given = names_of(head)
        if head.is_parquet:
            way = _Way(frozenset(zip(head.columns, head.kinds, strict=True)))
        else:
            if given is None:
                require_lines(head)
            way = _Way(
                columns=frozenset(columns_of(head, skip)),
                names=tuple(given or ()),
                delimiter=delimiter or delimiter_of(head),
                encoding=encoding or head.encoding,
                skip=skip,
            )
        groups.setdefault(way, []).append(file)
    return [
        Alike(_table(engine, f"{name}_{at}", way, alike), tuple(alike))
        for at, (way, alike) in enumerate(groups.items(), 1)
    ]


def together(tables: Sequence[Table]) -> Table:
    """Return the rows of all tables of common records; a ``raw_`` column that one lacks is ''."""
    import ibis

    columns = list(dict.fromkeys(name for table in tables for name in table.columns))
    alike = [
        table.select(
            **{name: table[name] if name in table.columns else ibis.literal("") for name in columns}
        )
        for table in tables
    ]
    return alike[0] if len(alike) == 1 else ibis.union(*alike, distinct=False)


def require_lines(head: Head) -> None:
    """Raise ``BadInput`` for a CSV file with a header and nothing below it."""
    from tradetally.records.formats.opening import has_lines

    if not has_lines(head):
        raise BadInput(
            head.path.name,
            expected="lines below the header",
            seen="a header only",
            todo="fetch the data again, or leave the file out",
        )


def ending_notes(files: Sequence[Path]) -> tuple[str, ...]:
    """Return a note for each CSV file that does not end with the end of a line.

    Such a file may have been cut off within its last number, which nobody can see.
    """
    return tuple(
        f"{file.name} does not end with the end of a line: its last one may be cut off"
        for file in files
        if not open_head(file).is_parquet and not is_ended(file)
    )


def _table(engine: Engine, name: str, way: _Way, files: Sequence[Path]) -> Table:
    paths = [str(file) for file in files]
    if not way.delimiter:
        return engine.parquet(name, paths)
    return engine.csv(
        name,
        paths,
        header=not way.names,
        names=way.names or None,
        delimiter=way.delimiter,
        encoding=way.encoding,
        skip=way.skip,
    )
