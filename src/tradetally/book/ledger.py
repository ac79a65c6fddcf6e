"""What adding does to a book: which batches are new, which are there, which give way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tradetally.book.source import Added, Source
from tradetally.book.writing import Batch
from tradetally.statements import Tier


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows of a book come from: a source, a round, and the batch that they are."""

    source: Source
    round: int
    batch: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written: batches that are new, names of those that give way."""

    fresh: tuple[Batch, ...]
    obsolete: frozenset[str]
    receipts: tuple[Added, ...]


def origin(row: Mapping[str, Any]) -> Origin:
    """Return the origin in a row of ``queries.origins``."""
    source = Source(
        row["source"],
        row["digest"],
        Tier(row["tier"]),
        row["layout"] or None,
        row["url"] or None,
    )
    return Origin(source, row["round"], row["batch"])


def enter(known: Sequence[Origin], drafts: Sequence[tuple[Source, list[Batch]]]) -> Entry:
    """Return what adding ``drafts`` to a book with ``known`` batches comes to.

    A batch gives way to a new one of the same round that has its document (name and layout) or
    its digest: a corrected file, or another reading of the same file. Of two such drafts in one
    call the later one stays.
    """
    there = {entry.batch: entry for entry in known}
    held = dict(there)
    fresh: dict[str, Batch] = {}
    receipts = []
    for source, batches in drafts:
        new = [batch for batch in batches if batch.name not in held]
        given_way = [name for batch in new for name in held if _replaces(batch, held[name])]
        for name in given_way:
            held.pop(name, None)
            fresh.pop(name, None)
        for batch in new:
            held[batch.name] = Origin(source, batch.round, batch.name)
            fresh[batch.name] = batch
        rows = sum(len(batch.rows) for batch in batches)
        receipts.append(Added(source, rows, bool(batches) and not new, bool(given_way)))
    obsolete = frozenset(there) - frozenset(held)
    return Entry(tuple(fresh.values()), obsolete, tuple(receipts))


def _replaces(batch: Batch, held: Origin) -> bool:
    if batch.round != held.round:
        return False
    old, new = held.source, batch.source
    return new.digest == old.digest or (new.name, new.layout) == (old.name, old.layout)
