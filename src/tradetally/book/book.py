"""The book itself: one folder, opened at a version, asked and added to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from tradetally.book import ledger, lock, marker, writing
from tradetally.book.columns import VINTAGES
from tradetally.book.compiled import Compiled
from tradetally.book.coverage import Coverage
from tradetally.book.damage import whole
from tradetally.book.making import make
from tradetally.book.press import Press, lent
from tradetally.book.published import Published
from tradetally.book.recovery import recover, staged
from tradetally.book.rounds import first_days
from tradetally.book.source import Added, Source, Version
from tradetally.book.tables import Tables, is_there
from tradetally.book.vintage import Vintage, vintage_of
from tradetally.cells import Cell, Flow
from tradetally.engines import Engine
from tradetally.errors import BadInput
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Release, Statement

WAIT = 60.0
"""How many seconds a writer waits for another one."""


class Book:
    """A book on disk, as it was when it was opened and with what was added through it since.

    Made by ``create``, ``open`` and ``open_or_create``. What other processes add is seen by
    opening the book again, so that the answers of one command fit together.

    >>> import tempfile
    >>> book = Book.create(Path(tempfile.mkdtemp()) / "book")
    >>> book.version, book.rounds(), book.sources()
    (Version(statements=0, vintage=0), (), ())
    """

    def __init__(
        self, folder: Path, wait: float, version: Version | None = None, day: date | None = None
    ) -> None:
        self.folder = folder
        self._wait = wait
        self._past = version
        self._day = day
        self._vintages: tuple[Vintage, ...] | None = None
        self._statements: Published | None = None
        self._compiled: dict[int, Compiled] = {}
        self._reopen()

    @classmethod
    def create(cls, path: Path | str, *, wait: float = WAIT) -> Book:
        """Make a book in a new or empty folder, and open it."""
        folder = Path(path)
        if not make(folder, wait):
            raise BadInput(
                "--book",
                expected="a folder for a new book",
                seen=f"a book in {folder}",
                todo="give another folder, or add to that book",
            )
        return cls.open(folder, wait=wait)

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        version: Version | None = None,
        at: date | None = None,
        wait: float = WAIT,
    ) -> Book:
        """Open a book as it is, as it was at ``version``, or with what was out on the day ``at``.

        Raises ``BadInput`` if it is none. On a day count the rounds and the vintages that were
        out by then: a month that was compiled anew later is as it was.
        """
        folder = Path(path)
        marker.check(folder)
        return cls(folder, wait, version, at)

    @classmethod
    def open_or_create(cls, path: Path | str, *, wait: float = WAIT) -> Book:
        """Open the book in a folder, or make one in a new or empty folder."""
        if not marker.is_marked(Path(path)):
            make(Path(path), wait)
        return cls.open(path, wait=wait)

    @property
    def version(self) -> Version:
        """The version that answers come from; ``open`` takes it to return to it later."""
        published = self.vintages()
        return Version(self._tables.version("statements"), published[-1].number if published else 0)

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
        drafts = [(source, list(writing.batches(source, stated))) for source, stated in sources]
        with self._writing():
            entry = ledger.enter(self._published.origins(), drafts)
            if entry.fresh or entry.obsolete:
                rows = [row for batch in entry.fresh for row in batch.rows]
                self._tables.replace("statements", entry.obsolete, rows)
                self._reopen()
        return entry.receipts

    @contextmanager
    def publishing(self, engine: Engine | None = None) -> Iterator[Press]:
        """Hold the write lock, and yield the press that the next vintage is made with.

        What an interrupted publication left is undone first, and whatever ends the block
        without ``publish`` leaves the book as it was. ``engine`` is DuckDB without.
        """
        with self._writing():
            recover(self.folder, self.vintages())
            try:
                with staged(self.folder) as staging, lent(engine, staging) as runs:
                    yield Press(self.folder, runs, self.vintages(), staging)
            finally:
                self._reopen()
                with suppress(Exception):  # it is done again before the next publication
                    recover(self.folder, self.vintages())

    # Asking

    def levels(self, cells: Iterable[Cell], at: Period | None = None) -> dict[Cell, Interval]:
        """Return the level of each cell that the book has a level of.

        A compiled cell is [x, x], from its latest vintage not after ``at``. A published one is
        its printed interval in the latest round not after ``at`` that states it: the statements
        of one round meet (see ``levels.settle`` for those that do not), those of two are never
        mixed. Forecasts, conversions and statements of other indicators are no levels.
        """
        every = tuple(dict.fromkeys(cells))
        found = {cell: Interval.of(number) for cell, number in self.compiled(every, at).items()}
        rest = [cell for cell in every if cell not in found]
        return found | self._published.levels(rest, self._until(at))

    def compiled(
        self, cells: Iterable[Cell], at: Period | None = None, *, is_approximate: bool = False
    ) -> dict[Cell, Decimal]:
        """Return the exact number of each cell that the latest vintage not after ``at`` knows.

        One query, over the smallest tables that have the cells' dimensions. Groups count their
        members as of the vintage's round. A cell is known where the items cover all of its
        period and its partner; there a slice without items is 0. ``is_approximate`` also takes
        products by a definition that the official list differs from.
        """
        if (made := self._made(at)) is None:
            return {}
        with whole(self.folder):
            return made.levels(tuple(dict.fromkeys(cells)), is_approximate=is_approximate)

    def explain(self, cells: Iterable[Cell], at: Period | None = None) -> str:
        """Return the text of the queries that ``levels`` asks."""
        rest = tuple(dict.fromkeys(cells))
        made = self._made(at)
        found = []
        if made is not None:
            query, rest = made.explain(rest)
            found += [query] if query else []
        if rest or not found:
            found.append(self._published.explain(rest, self._until(at)))
        return ";\n\n".join(found)

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
        return self._published.statements(about, self._until(at), flows)

    def rounds(self) -> tuple[Release, ...]:
        """Return the rounds that the book has, the earliest first.

        Each with the first day that any of its outputs came out, a said day before an assumed
        one.
        """
        releases = [*self._published.releases(), *(one.release for one in self.vintages())]
        return first_days(releases, until=self._day)

    def vintage(self, day: date) -> Release | None:
        """Return the latest round that was out on ``day``: what could be known then.

        A round that no output gives a day for is taken to be out once its month has ended.
        """
        return next(reversed(first_days(self.rounds(), until=day)), None)

    def vintages(self) -> tuple[Vintage, ...]:
        """Return what was compiled and published, the earliest first."""
        if self._vintages is None:
            self._vintages = self._read_vintages()
        return self._vintages

    def coverage(self, at: Period | None = None) -> Coverage:
        """Return what the latest vintage not after ``at`` is complete for."""
        return Coverage(()) if (made := self._made(at)) is None else made.coverage

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the book has statements of, in the order of their names."""

        def order(origin: ledger.Origin) -> tuple[str, str, int]:
            return origin.source.name, origin.source.layout or "", origin.round

        return tuple(dict.fromkeys(o.source for o in sorted(self._published.origins(), key=order)))

    # Within

    @cached_property
    def _engine(self) -> Engine:
        from tradetally.engines.duckdb import DuckDB

        return DuckDB()

    @property
    def _published(self) -> Published:
        if self._statements is None:
            self._statements = Published(self.folder, self._tables, self._engine)
        return self._statements

    def _made(self, at: Period | None) -> Compiled | None:
        """Return the latest vintage not after ``at``, ready to be asked; none if there is none."""
        until = [one for one in self.vintages() if at is None or one.round <= at.last_month]
        if until and until[-1].number not in self._compiled:
            made = Compiled(self.folder, until[-1], self._engine)
            self._compiled[made.vintage.number] = made
        return self._compiled[until[-1].number] if until else None

    def _until(self, at: Period | None) -> Period | None:
        """Return the round that statements are asked up to: no later than the day of opening."""
        if self._day is None:
            return at
        last = max((one.round for one in self.rounds()), default=Period(12, 1))
        return last if at is None else min(at.last_month, last)

    def _read_vintages(self) -> tuple[Vintage, ...]:
        if not is_there(self.folder, "vintages") or self._tables.version("vintages") == 0:
            every: tuple[Vintage, ...] = ()
        else:
            with whole(self.folder):
                files = self._tables.files("vintages")
                view = self._engine.table("vintages", files, VINTAGES)
                every = tuple(map(vintage_of, self._engine.rows(view.order_by("number"))))
        if self._past is not None:
            every = every[: self._past.check_vintage(len(every))]
        return tuple(one for one in every if self._day is None or one.day <= self._day)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the write lock, with the book as it is by then."""
        if self._past is not None or self._day is not None:
            past = f"the book of {self._day}" if self._past is None else f"version {self._past}"
            raise BadInput(
                "--book",
                expected="the book's latest version to add to",
                seen=past,
                todo="open the book without a version",
            )
        with lock.writing(self.folder, self._wait):
            self._reopen()
            yield

    def _reopen(self) -> None:
        pinned = {} if self._past is None else {"statements": self._past.statements}
        self._tables = Tables(self.folder, pinned)
        self._tables.version("statements")
        if is_there(self.folder, "vintages"):
            self._tables.version("vintages")
        self._vintages = None
        self._statements = None
        self._compiled = {}
