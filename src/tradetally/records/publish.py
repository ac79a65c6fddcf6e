"""Publish: items, the small tables beside them, and what the vintage says of itself.

The months that the run touches are written anew, from the files' lines and from what the book has
of them; the sums beside the items are made from the files just written, some months at a time, so
that memory is bounded however large a run is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tradetally.book import marginals
from tradetally.book.columns import ITEMS
from tradetally.book.marginals import MARGINALS, Marginal
from tradetally.book.press import Press
from tradetally.engines import FILE, Part, Progress, Table, Written
from tradetally.records import versions
from tradetally.records.contested import Contested
from tradetally.records.ledger import Amount
from tradetally.records.parts import IN_BOOK
from tradetally.records.record import IDENTITY

_AT_ONCE = 500_000
"""How many items' sums are made at once, at least: of fewer they are found in less memory."""


def as_items(lines: Table, sources: Table) -> Table:
    """Return lines with the columns of items, and ``file`` and ``line``."""
    beside = lines.join(sources, lines["file"] == sources["path"])
    given = {"source": "digest"}
    columns = (*ITEMS, "file", "line")
    return beside.select(**{name: beside[given.get(name, name)] for name in columns})


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The share of a book that a run writes anew: ``parts``, from new lines and the book's own.

    ``plain`` are lines that count as they are; ``withdrawn`` the digests of sources whose items
    are taken out.
    """

    plain: Table
    contested: Contested | None
    parts: Sequence[Part]
    withdrawn: Collection[str]

    @property
    def months(self) -> tuple[int, ...]:
        """The months that are written anew, in order."""
        return tuple(month for part in self.parts for month in part.values)

    @property
    def order(self) -> tuple[str, ...]:
        """In what order items are written, so that a product's are found without reading all.

        None where many months could not be divided, which may be too much to sort.
        """
        is_divided = len(self.parts) > 1 or len(self.months) == 1
        return ("flow", "commodity") if is_divided else ()


def write_items(
    press: Press, share: Rewritten, progress: Progress | None = None
) -> tuple[Written, ...]:
    """Write the months' items: the lines that count, and those of the book that stay."""
    import ibis

    every = share.plain.select(*ITEMS, FILE)
    if share.contested is not None:
        new = share.contested.lines
        kept = new.filter(new["is_kept"] & (new["origin"] == versions.NEW))
        every = every.union(kept.select(*ITEMS, FILE))
    staying = _staying(press, share)
    if staying is not None:
        every = every.union(staying.mutate(ibis.literal(IN_BOOK).name(FILE)))
    folder = press.staging / "items"
    written = press.engine.write(
        every, folder, by="start", order=share.order, parts=share.parts, progress=progress
    )
    press.put("items", written, replaces=share.months)
    return written


def _staying(press: Press, share: Rewritten) -> Table | None:
    """Return the items of the months that the book has and keeps."""
    old = _in_book(press, share)
    if old is None or share.contested is None:
        return None if old is None else old.select(*ITEMS)
    lines = share.contested.lines
    gone = lines.filter((lines["origin"] == versions.OLD) & ~lines["is_kept"])
    return old.anti_join(gone.select(*IDENTITY), list(IDENTITY)).select(*ITEMS)


def _in_book(press: Press, share: Rewritten) -> Table | None:
    """Return the months' items in the book, without those of withdrawn sources."""
    there = sorted(set(share.months) & set(press.starts("items")))
    if not there:
        return None
    old = press.month("items", there)
    if share.withdrawn:
        old = old.filter(old["source"].notin(sorted(share.withdrawn)))
    return old


def write_sums(
    press: Press,
    written: Sequence[Written],
    months: Sequence[int],
    progress: Progress | None = None,
) -> None:
    """Write the small tables beside the items for these months."""
    for one in MARGINALS:
        press.put(one.name, _missing(press, one, months), replaces=months)
    items = press.engine.table("items_written", [str(file.path) for file in written], ITEMS)
    parts = [Part(group) for group in _groups(written)]
    for name, files in marginals.written(press.engine, items, press.staging, parts, progress):
        press.put(name, files)


def _missing(press: Press, one: Marginal, months: Sequence[int]) -> tuple[Written, ...]:
    """Write what a book from before a table was thought of lacks in it, of the months that stay."""
    if one.of == "items":
        return ()
    lacking = set(press.starts(one.of)) - set(press.starts(one.name)) - set(months)
    if not lacking:
        return ()
    rows = one.expression(press.month(one.of, lacking))
    return press.engine.write(rows, press.staging / one.name, by="start")


def _groups(written: Sequence[Written]) -> Iterator[tuple[int, ...]]:
    """Yield the months whose sums are made at once."""
    rows: Counter[int] = Counter()
    for file in written:
        rows[int(file.value or 0)] += file.rows
    group: list[int] = []
    for month in sorted(rows):
        group.append(month)
        if sum(rows[one] for one in group) >= _AT_ONCE:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def counted(
    press: Press, written: Sequence[Written], digests: Sequence[str]
) -> dict[tuple[str, str, str], Amount]:
    """Return what was written from these sources, by digest, currency and status."""
    items = press.engine.table("items_written", [str(file.path) for file in written], ITEMS)
    found = items.group_by("source", "currency", "status").aggregate(
        lines=items.count(),
        value=items["value"].sum().cast("decimal(38, 2)").fill_null(Decimal(0)),
    )
    return {
        (row["source"], row["currency"], row["status"]): Amount(row["lines"], row["value"])
        for row in press.engine.rows(found)
        if row["source"] in digests
    }


def kept_count(press: Press, share: Rewritten) -> int:
    """Return how many items the book has in the months, without those of withdrawn sources."""
    old = _in_book(press, share)
    if old is None:
        return 0
    return int(press.engine.rows(old.aggregate(lines=old.count()))[0]["lines"])
