"""The book itself: one folder, opened at a version, asked and added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradetally.book import ledger, lock, marker, queries, reading, writing
from tradetally.book.columns import CELL, NUMBER, SCOPE, TABLES
from tradetally.book.levels import settle
from tradetally.book.source import Added, Observation, Source, Version
from tradetally.book.tables import Tables, create
from tradetally.cells import Cell, Flow
from tradetally.engines import Table
from tradetally.errors import BadInput
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Release, Statement, Tier

if TYPE_CHECKING:
    from tradetally.engines.duckdb import DuckDB

WAIT = 60.0
"""How many seconds a writer waits for another one."""


class Book:
    """A book on disk, as it was when it was opened and with what was added through it since.

    Made by ``create``, ``open`` and ``open_or_create``. What other processes add is seen by
    opening the book again, so that the answers of one command fit together.

    >>> import tempfile
    >>> book = Book.create(Path(tempfile.mkdtemp()) / "book")
    >>> book.version, book.rounds(), book.sources()
    (Version(statements=0, cells=0), (), ())
    """

    def __init__(self, folder: Path, version: Version | None, wait: float) -> None:
        self.folder = folder
        self._wait = wait
        self._is_past = version is not None
        self._tables = Tables(folder, version)
        self._views: dict[str, Table] = {}

    @classmethod
    def create(cls, path: Path | str, *, wait: float = WAIT) -> Book:
        """Make a book in a new or empty folder, and open it."""
        folder = Path(path)
        if not _make(folder, wait):
            raise BadInput(
                "--book",
                expected="a folder for a new book",
                seen=f"a book in {folder}",
                todo="give another folder, or add to that book",
            )
        return cls.open(folder, wait=wait)

    @classmethod
    def open(cls, path: Path | str, *, version: Version | None = None, wait: float = WAIT) -> Book:
        """Open a book as it is, or as it was at ``version``; raise ``BadInput`` if it is none."""
        folder = Path(path)
        marker.check(folder)
        return cls(folder, version, wait)

    @classmethod
    def open_or_create(cls, path: Path | str, *, wait: float = WAIT) -> Book:
        """Open the book in a folder, or make one in a new or empty folder."""
        if not marker.is_marked(Path(path)):
            _make(Path(path), wait)
        return cls.open(path, wait=wait)

    @property
    def version(self) -> Version:
        """The version that answers come from; ``open`` takes it to return to it later."""
        return self._tables.version

    # Adding

    def add(self, statements: Iterable[Statement], *, source: Source) -> Added:
        """Add what one source states: ``add_all`` for one."""
        return self.add_all([(source, statements)])[0]

    def add_all(self, sources: Iterable[tuple[Source, Iterable[Statement]]]) -> tuple[Added, ...]:
        """Add what sources state, in one commit: all of it or nothing.

        What is there already changes nothing. A document (name and layout) that is there with
        other contents in the same round is replaced in that round, and so is an earlier reading
        of the same file; what was replaced stays readable at its version. Statements come back
        with the source's tier, and with every default of their figure left out. Raises
        ``BadInput`` for a statement without a release, ``BookBusy`` if another process writes
        for too long.
        """
        drafts = [
            (source, list(writing.batches(source, stated, writing.statement_row)))
            for source, stated in sources
        ]
        return self._put("statements", drafts)

    def add_cells(self, observations: Iterable[Observation], *, source: Source) -> Added:
        """Add compiled cells, under the rules of ``add_all``."""
        compiled = replace(source, tier=Tier.COMPILED)
        rows = list(writing.batches(compiled, observations, writing.observation_row))
        return self._put("cells", [(compiled, rows)])[0]

    def _put(
        self, name: str, drafts: Sequence[tuple[Source, list[writing.Batch]]]
    ) -> tuple[Added, ...]:
        if self._is_past:
            raise BadInput(
                "--book",
                expected="the book's latest version to add to",
                seen=f"version {self.version}",
                todo="open the book without a version",
            )
        with lock.writing(self.folder, self._wait):
            self._reopen()
            entry = ledger.enter(self._origins(name), drafts)
            if entry.fresh or entry.obsolete:
                rows = [row for batch in entry.fresh for row in batch.rows]
                self._tables.replace(name, entry.obsolete, rows)
                self._reopen()
        return entry.receipts

    # Asking

    def levels(self, cells: Iterable[Cell], at: Period | None = None) -> dict[Cell, Interval]:
        """Return the level of each cell that the book has a level of, in one query.

        A compiled cell is [x, x], from its latest vintage not after ``at``. A published one is
        its printed interval in the latest round not after ``at`` that states it: the statements
        of one round meet (see ``levels.settle`` for those that do not), those of two are never
        mixed. Forecasts, conversions and statements of other indicators are no levels.
        """
        asked = tuple(dict.fromkeys(cells))
        if not asked:
            return {}
        rows = self._rows(self._levels(asked, at))
        return {asked[number]: level for number, level in settle(rows).items()}

    def explain(self, cells: Iterable[Cell], at: Period | None = None) -> str:
        """Return the text of the query that ``levels`` asks."""
        return self._engine.sql(self._levels(tuple(dict.fromkeys(cells)), at))

    def statements(
        self,
        about: Iterable[Cell] | None = None,
        at: Period | None = None,
        flows: Iterable[Flow] = (),
    ) -> tuple[Statement, ...]:
        """Return all that is stated about the scopes of these cells, in one query; all without.

        The scope is the reporter, the measure and the slice; every indicator, unit, flow (or
        only ``flows``) and period of it comes back, from every round not after ``at``, forecasts
        and conversions too. By round, then source, then place in it.
        """
        asked = None
        if about is not None:
            scopes = dict.fromkeys(writing.scope_row(cell) for cell in about)
            if not scopes:
                return ()
            asked = self._asked(SCOPE, list(scopes))
        names = [flow.value for flow in flows]
        found = queries.about(asked, self._view("statements"), _month(at), names, reading.READ)
        with _whole(self.folder):
            return reading.statements(self._engine.run(found))

    def rounds(self) -> tuple[Release, ...]:
        """Return the rounds that the book has, the earliest first.

        Each with the first day that any of its outputs came out, a said day before an assumed
        one.
        """
        found = queries.releases(self._view("statements"), self._view("cells"))
        releases = [
            reading.release_of(row["round"], row["released"], row["is_assumed"])
            for row in self._rows(found)
        ]
        first: dict[Period, Release] = {}
        for release in sorted(releases, key=_by_day):
            first.setdefault(release.round, release)
        return tuple(first.values())

    def vintage(self, day: date) -> Release | None:
        """Return the latest round that was out on ``day``: what could be known then.

        A round that no output gives a day for is taken to be out once its month has ended.
        """
        out = [release for release in self.rounds() if _day(release) <= day]
        return out[-1] if out else None

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the book has rows of, in the order of their names."""
        origins = (*self._origins("statements"), *self._origins("cells"))
        by_name = sorted(origins, key=lambda o: (o.source.name, o.source.layout or "", o.round))
        return tuple(dict.fromkeys(origin.source for origin in by_name))

    # Within

    @cached_property
    def _engine(self) -> DuckDB:
        from tradetally.engines.duckdb import DuckDB

        return DuckDB()

    def _levels(self, asked: Sequence[Cell], at: Period | None) -> Table:
        rows = [(*writing.cell_row(cell), number) for number, cell in enumerate(asked)]
        table = self._asked(CELL | {"number": NUMBER}, rows)
        return queries.levels(table, self._view("statements"), self._view("cells"), _month(at))

    def _asked(self, schema: dict[str, str], rows: Sequence[writing.Row]) -> Table:
        return self._engine.values("asked", writing.columns_of(schema, rows), schema)

    def _origins(self, name: str) -> list[ledger.Origin]:
        found = self._rows(queries.origins(self._view(name)))
        return [ledger.origin(row) for row in found]

    def _view(self, name: str) -> Table:
        if name not in self._views:
            files = self._tables.files(name)
            with _whole(self.folder):
                self._views[name] = self._engine.table(name, files, TABLES[name])
        return self._views[name]

    def _rows(self, query: Table) -> list[dict[str, Any]]:
        with _whole(self.folder):
            return self._engine.rows(query)

    def _reopen(self) -> None:
        self._tables = Tables(self.folder)
        self._views.clear()


def _make(folder: Path, wait: float) -> bool:
    """Make a folder a book; return whether it was none before."""
    marker.check_path(folder)
    if folder.exists() and not marker.is_marked(folder):
        _check_empty(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise lock.unwritable(folder, error) from error
    with lock.writing(folder, wait):
        if marker.is_marked(folder):
            return False
        create(folder)
        marker.write(folder)
    return True


def _check_empty(folder: Path) -> None:
    """Raise ``BadInput`` for a folder with files that no unfinished book leaves behind."""
    if not folder.is_dir():
        marker.check(folder)
    own = {lock.NAME, *marker.NAMES, *TABLES}
    foreign = sorted(path.name for path in folder.iterdir() if path.name not in own)
    if foreign:
        raise BadInput(
            "--book",
            expected="a book, or an empty folder for a new one",
            seen=f"{foreign[0]} in {folder}",
            todo="give another folder",
        )


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """Say clearly that a file of a book is gone or damaged."""
    try:
        yield
    except OSError as error:
        raise BadInput(
            "--book",
            expected=f"every file of the book in {folder}",
            seen=str(error).splitlines()[0],
            todo="restore the folder from a copy, or load the book anew",
        ) from error


def _month(at: Period | None) -> int | None:
    return None if at is None else writing.month_of(at)


def _by_day(release: Release) -> tuple[Period, bool, bool, date]:
    is_unknown = release.day is None
    return release.round, is_unknown, release.is_assumed, release.day or date.min


def _day(release: Release) -> date:
    return release.day or release.round.last_day
