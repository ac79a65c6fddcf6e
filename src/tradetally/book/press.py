"""The press: compiled tables put together out of sight and published in one commit.

Files are written in a folder inside the book, ``.staging``, and moved beside the tables they
belong to; each table is then committed, which no reader follows; the row in ``vintages`` that
names their versions is the publication. Whatever ends a process before that row leaves the last
vintage as it was, and the next press removes what was left behind: a table that has a later
version than the last vintage names is put back to it, and files moved for a vintage that never
came are deleted.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradetally.book.columns import arrow
from tradetally.book.marginals import COMPILED, MONTHLY
from tradetally.book.recovery import write_down
from tradetally.book.tables import TABLES, Tables, delta, zstd
from tradetally.book.vintage import Vintage, vintage_row
from tradetally.engines import Engine, Table, Written

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable


class Press:
    """Compiled tables on their way into one vintage; ``Book.publishing`` makes it.

    ``engine`` is what expressions are run on, ``staging`` a folder inside the book for anything
    on the way: it is gone when the press is.
    """

    def __init__(
        self, folder: Path, engine: Engine, vintages: Sequence[Vintage], staging: Path
    ) -> None:
        self.engine = engine
        self.staging = staging
        self.vintages = tuple(vintages)
        self._folder = folder
        self._pinned = dict(vintages[-1].tables) if vintages else dict.fromkeys(COMPILED, 0)
        self._tables = Tables(folder, self._pinned)
        self._fresh: dict[str, list[Written]] = {}
        self._replaced: dict[str, set[int]] = {}
        self._added: dict[str, list[pa.Table]] = {}
        self._anew: set[str] = set()
        self._moved: dict[str, list[tuple[str, Written]]] = {}
        self._published: Vintage | None = None

    @property
    def last(self) -> Vintage | None:
        """The vintage that this one comes after; none for the first."""
        return self.vintages[-1] if self.vintages else None

    @property
    def number(self) -> int:
        """The number that the vintage will have."""
        return 1 if self.last is None else self.last.number + 1

    @property
    def published(self) -> Vintage | None:
        """The vintage, once it is published."""
        return self._published

    def table(self, name: str) -> Table:
        """Return a compiled table as it is in the last vintage."""
        return self.engine.table(f"book_{name}", self._tables.files(name), COMPILED[name])

    def month(self, name: str, starts: Collection[int]) -> Table:
        """Return the rows of some months of a table that is divided by month."""
        files = self._tables.files(name, starts)
        return self.engine.table(f"book_{name}_months", files, MONTHLY[name])

    def starts(self, name: str) -> tuple[int, ...]:
        """Return the months that a table has rows of, the earliest first."""
        return self._tables.starts(name)

    def put(self, name: str, written: Iterable[Written], replaces: Collection[int] = ()) -> None:
        """Take files that the engine wrote into a table; the months' files before give way.

        The files have the table's columns; those of a table that is divided by month were
        written ``by="start"``. A month in ``replaces`` without new files has no more rows.
        """
        self._fresh.setdefault(name, []).extend(written)
        self._replaced.setdefault(name, set()).update(replaces)

    def rows(
        self,
        name: str,
        rows: Iterable[Mapping[str, object]] | pa.Table,
        *,
        anew: bool = False,
    ) -> None:
        """Add rows to a small table, by column; with ``anew`` in the place of all it had.

        A column that a row leaves out is empty text, or null where it is no text.
        """
        self._added.setdefault(name, []).append(_arrow(name, rows))
        if anew:
            self._anew.add(name)

    def publish(self, vintage: Vintage) -> Vintage:
        """Publish all of it as one vintage, and return that with its number.

        Round, release, sources and whether it is synthetic are the caller's to say.
        """
        self._move()
        versions = dict(self._pinned)
        for name in COMPILED:
            versions[name] = self._commit(name)
        done = replace(
            vintage,
            number=self.number,
            engine=vintage.engine or self.engine.name,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            tables=versions,
        )
        rows = [vintage_row(one) for one in (*self.vintages, done)]
        _overwrite(delta(self._folder, "vintages"), _arrow("vintages", rows))
        self._published = done
        return done

    def _move(self) -> None:
        """Move written files beside the tables they belong to, after noting which."""
        token = os.urandom(6).hex()
        moved: dict[str, list[tuple[Path, str, Written]]] = {}
        for name, files in self._fresh.items():
            for at, one in enumerate(files):
                within = f"start={one.value}/" if name in MONTHLY else ""
                place = f"{within}{self.number:06d}-{token}-{at:05d}.parquet"
                moved.setdefault(name, []).append((one.path, place, one))
        note = {name: [place for _, place, _ in files] for name, files in moved.items()}
        text = json.dumps({"vintage": self.number, "moved": note})
        write_down(self._folder, text)
        for name, places in moved.items():
            for path, place, _ in places:
                goal = self._folder / name / place
                goal.parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, goal)  # noqa: PTH105 (at once, and on the same disk)
            self._moved[name] = [(place, one) for _, place, one in places]

    def _commit(self, name: str) -> int:
        """Commit what is new of one table; return the version that it has then."""
        if name in self._added:
            import pyarrow as pa

            fresh = pa.concat_tables(self._added[name])
            if name not in self._anew:
                _append(delta(self._folder, name), fresh)
            else:
                _overwrite(delta(self._folder, name), fresh)
        gone = self._replaced.get(name, set())
        if self._moved.get(name) or gone:
            self._swap(name, self._moved.get(name, []), gone)
        return int(delta(self._folder, name).version())

    def _swap(self, name: str, files: list[tuple[str, Written]], gone: set[int]) -> None:
        from deltalake.transaction import AddAction, RemoveAction

        table = delta(self._folder, name)
        now = int(time.time() * 1000)
        added = [
            AddAction(
                place,
                one.size,
                {"start": str(one.value)} if name in MONTHLY else {},
                now,
                True,
                json.dumps({"numRecords": one.rows}),
            )
            for place, one in files
        ]
        before = self._tables.months(name) if gone else ()
        removed = [
            RemoveAction(path, True, now, size=None, partition_values={"start": str(start)})
            for path, start in before
            if start in gone
        ]
        if added or removed:
            table.create_write_transaction([*added, *removed], "append", table.schema())


@contextmanager
def lent(engine: Engine | None, staging: Path) -> Iterator[Engine]:
    """Yield an engine that was given, or one that lives as long as the block."""
    from tradetally.engines.duckdb import DuckDB

    if engine is not None:
        yield engine
        return
    own = DuckDB(temp=staging)
    try:
        yield own
    finally:
        own.close()


def _arrow(name: str, rows: Iterable[Mapping[str, object]] | pa.Table) -> pa.Table:
    import pyarrow as pa

    schema = arrow(TABLES[name])
    if isinstance(rows, pa.Table):
        return rows.select(schema.names).cast(schema)
    listed = list(rows)
    empty: dict[str, Any] = {
        column: "" if kind == "string" else None for column, kind in TABLES[name].items()
    }
    columns = {of: [row.get(of, empty[of]) for row in listed] for of in TABLES[name]}
    return pa.table(columns, schema=schema)


def _append(table: DeltaTable, rows: pa.Table) -> None:
    from deltalake import write_deltalake

    write_deltalake(table, rows, mode="append", writer_properties=zstd())


def _overwrite(table: DeltaTable, rows: pa.Table) -> None:
    from deltalake import write_deltalake

    write_deltalake(table, rows, mode="overwrite", writer_properties=zstd())
