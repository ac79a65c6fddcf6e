"""Contested items: those whose lines have to be compared, in the files and in the book.

An identity is contested if the files have it more than once, if a line of it is amended or
cancelled, or if the book may have it: in the months at hand, or amended or cancelled in any
other. So what a month costs is the month itself, and one look through two columns of the rest:
through all items only for amended lines of the files, which may amend an item of any month.

The rule behind it: an item that is declared anew in another month has a higher version. The same
version of one item in two months is found if both are in one run, or are in one month.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tradetally.book.columns import ITEMS
from tradetally.book.press import Press
from tradetally.engines import Engine, Table
from tradetally.records import versions
from tradetally.records.ledger import (
    CANCELLED,
    COUNTED,
    DUPLICATE,
    REJECTED,
    SUPERSEDED,
    Amount,
    Entry,
)
from tradetally.records.record import ACTIVE, IDENTITY
from tradetally.records.survey import Survey

_LARGE = 40_000_000
"""Among how many lines repeated items are searched for at once, to bound the memory."""
_DIGITS = tuple("0123456789")
_FATES = {
    versions.COUNTED: (COUNTED, ""),
    versions.DUPLICATE: (DUPLICATE, "duplicate-line"),
    versions.CONFLICT: (REJECTED, "conflicting-line"),
    versions.SUPERSEDED: (SUPERSEDED, "later-version"),
    versions.WITHDRAWN: (CANCELLED, "cancelled"),
}


@dataclass(frozen=True, slots=True)
class Contested:
    """The lines of contested items, each with its fate; ``keys`` are their identities."""

    lines: Table
    keys: Table
    entries: tuple[Entry, ...]
    lost_starts: tuple[int, ...]
    """The months in which the book has items that give way."""
    lost: int
    """How many items of the book give way."""


def find(
    press: Press,
    lines: Table,
    accepted: Callable[[Table], Table],
    found: Survey,
    withdrawn: Collection[str],
) -> Contested | None:
    """Return the contested items, with their lines compared; none if there is none.

    ``lines`` have identity, version and status of all that count; ``accepted`` gives those of
    some identities with the columns of items, ``file`` and ``line``. Items of the book from
    ``withdrawn`` sources are gone.
    """
    engine = press.engine
    own = engine.keep("contested_own", _own(engine, lines, found.lines))
    old = _in_book(press, lines, own, found.starts, withdrawn)
    if not _has_rows(engine, own) and (old is None or not _has_rows(engine, old)):
        return None
    both = own if old is None else own.union(old.select(*IDENTITY))
    both = both.distinct()
    named = both.select(**{f"contested_{name}": both[name] for name in IDENTITY})
    keys = engine.keep("contested", named)
    pool = _new(accepted(keys))
    if old is not None:
        pool = pool.union(_old(old))
    compared = engine.keep("compared", versions.compared(pool))
    starts_lost, lost = _lost(engine, compared)
    return Contested(compared, keys, _entries(engine, compared), starts_lost, lost)


def _own(engine: Engine, accepted: Table, count: int) -> Table:
    """Return the identities that the files repeat, amend or cancel."""
    is_first = (accepted["version"] == 1) & (accepted["status"] == ACTIVE)
    found = accepted.filter(~is_first).select(*IDENTITY)
    for part in _parts(accepted.filter(is_first), count):
        if _has_rows(engine, _alike(part)):
            found = found.union(_more_than_once(part))
    return found.distinct()


def _parts(lines: Table, count: int) -> list[Table]:
    """Return lines divided by the last digit of their declaration's number."""
    number = min(-(-count // _LARGE), len(_DIGITS))
    if number <= 1:
        return [lines]
    last = lines["declaration"].right(1)
    others = [lines.filter(last.isin(_DIGITS[at::number])) for at in range(1, number)]
    every_other = [digit for at in range(1, number) for digit in _DIGITS[at::number]]
    return [lines.filter(last.notin(every_other)), *others]


def _alike(lines: Table) -> Table:
    """Return the numbers that stand for several identities, or for one that is there twice.

    A number is a third of the memory of an identity, and half the time.
    """
    numbered = lines.select(number=_number(lines))
    counted = numbered.group_by("number").aggregate(lines=numbered.count())
    return counted.filter(counted["lines"] > 1)


def _number(lines: Table) -> Table:
    """Return the engine's own hash of the identity: equal for equal ones."""
    import ibis

    def hash(layout: str, declaration: str, item: int) -> int:  # noqa: A001
        raise NotImplementedError  # it stands for the engine's own

    return ibis.udf.scalar.builtin(hash)(*(lines[name] for name in IDENTITY))


def _more_than_once(lines: Table) -> Table:
    alike = _alike(lines)
    numbered = lines.select(*IDENTITY, number=_number(lines))
    some = numbered.semi_join(alike, "number")
    counted = some.group_by(*IDENTITY).aggregate(lines=some.count())
    return counted.filter(counted["lines"] > 1).select(*IDENTITY)


def _in_book(
    press: Press, accepted: Table, own: Table, starts: Sequence[int], withdrawn: Collection[str]
) -> Table | None:
    """Return the book's items that lines of the files have to be compared with."""
    there = press.starts("items")
    if not there:
        return None
    engine = press.engine
    found = []
    again = sorted(set(starts) & set(there))
    if again:
        month = press.month("items", again)
        found.append(month.semi_join(accepted, list(IDENTITY)))
    items = _but(press.table("items"), withdrawn)
    amended = items.filter((items["version"] > 1) | (items["status"] != ACTIVE))
    found.append(amended.semi_join(accepted, list(IDENTITY)))
    if _has_rows(engine, own):
        found.append(items.semi_join(own, list(IDENTITY)))
    every = _but(found[0], withdrawn)
    for one in found[1:]:
        every = every.union(one)
    return engine.keep("contested_old", every.distinct())


def _but(items: Table, withdrawn: Collection[str]) -> Table:
    return items.filter(items["source"].notin(sorted(withdrawn))) if withdrawn else items


def _new(lines: Table) -> Table:
    import ibis

    columns = {name: lines[name] for name in (*ITEMS, "file", "line")}
    return lines.select(**columns, origin=ibis.literal(versions.NEW, type="int32"))


def _old(items: Table) -> Table:
    import ibis

    columns = {name: items[name] for name in ITEMS}
    return items.select(
        **columns,
        file=ibis.literal(""),
        line=ibis.literal(None, type="int64"),
        origin=ibis.literal(versions.OLD, type="int32"),
    )


def _entries(engine: Engine, lines: Table) -> tuple[Entry, ...]:
    new = lines.filter(lines["origin"] == versions.NEW)
    found = new.group_by("file", "currency", "fate").aggregate(
        lines=new.count(),
        value=new["value"].sum().cast("decimal(38, 2)").fill_null(Decimal(0)),
    )
    return tuple(
        Entry(
            row["file"], row["currency"], *_FATES[row["fate"]], Amount(row["lines"], row["value"])
        )
        for row in engine.rows(found)
    )


def _lost(engine: Engine, lines: Table) -> tuple[tuple[int, ...], int]:
    gone = lines.filter((lines["origin"] == versions.OLD) & ~lines["is_kept"])
    rows = engine.rows(gone.group_by("start").aggregate(lines=gone.count()))
    return tuple(sorted(row["start"] for row in rows)), sum(row["lines"] for row in rows)


def _has_rows(engine: Engine, table: Table) -> bool:
    return bool(engine.rows(table.select(table.columns[0]).limit(1)))
