"""A question after what drove a change: the parts that added most points to it, by partition.

The parts of one list never overlap, so that what they add may be told side by side; lists are
told apart. Points are no causes, and the answer says no more than who added them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tradetally import codes
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.reply import Reply, Row
from tradetally.ask.understand import DIMENSIONS, Meant
from tradetally.ask.unknown import unknown
from tradetally.ask.value import known
from tradetally.ask.which import codes_of, every_row, middle, one_of
from tradetally.statements import Figure, Target
from tradetally.tally.answer import Answer

_LISTS = ("trading-partners", "products")
_MOST = 3
_LISTED = 10


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return the growth with the parts that added most to it, or took most away."""
    growth = meant.figures[0]
    found = known(growth, meant, asked_of)
    if found is None:
        return unknown(growth, asked_of)
    sentences = asked_of.sentences
    falls = middle(found) < 0
    clauses = [sentences.said(found)]
    rows: list[Row] = []
    for peers in (meant.peers,) if meant.peers else _LISTS:
        added = _added(found.figure, peers, falls=falls, asked_of=asked_of)
        if added:
            rows += added
            clauses.append(_clause(peers, added, falls=falls, asked_of=asked_of))
    if not rows:
        return _without_parts(found, asked_of)
    clause = sentences("semicolon").join(clauses)
    told = [found, *(row.answer for row in rows)]
    assumed = None if meant.is_dated else found.figure.period
    text = sentences.whole(clause, told, assumed)
    return Reply(
        asked_of.question,
        asked_of.language,
        "drivers",
        text,
        (found.figure,),
        (found,),
        tuple(rows),
    )


def _without_parts(found: Answer, asked_of: AskedOf) -> Reply:
    """Return the growth alone, where the book has none of its parts."""
    sentences = asked_of.sentences
    text = sentences("unknown", name=sentences("parts", name=sentences.named(found.figure)))
    clause = sentences.whole(sentences.said(found), [found], None)
    text += sentences("unknown_near", sentence=clause)
    return Reply(asked_of.question, asked_of.language, "unknown", text, (found.figure,), (found,))


def _added(growth: Figure, peers: str, *, falls: bool, asked_of: AskedOf) -> list[Row]:
    """Return the parts that added most points in the direction of the change, the largest first."""
    dimension = DIMENSIONS[peers]
    if getattr(growth.cell.slice, dimension) is not None:
        return []
    parts = Figure("contribution_pp", growth.cell, of=Target(growth.cell.slice))
    rows = every_row(parts, dimension, codes_of(peers, growth.cell.flow, asked_of), asked_of)
    ordered = sorted(rows, key=lambda row: (middle(row.answer), row.code), reverse=not falls)
    same_way = [row for row in ordered if (middle(row.answer) < 0) == falls]
    return list(_apart(same_way, dimension, asked_of))[:_LISTED]


def _apart(rows: Sequence[Row], dimension: str, asked_of: AskedOf) -> Iterator[Row]:
    """Yield the rows that overlap none before them."""
    at = asked_of.book.rounds()[-1].round
    kept: list[str] = []
    for row in rows:
        if not any(codes.overlaps(dimension, row.code, other, at) for other in kept):
            kept.append(row.code)
            yield row


def _clause(peers: str, rows: Sequence[Row], *, falls: bool, asked_of: AskedOf) -> str:
    sentences = asked_of.sentences
    others = sentences.listed([one_of(row, asked_of) for row in rows[:_MOST]])
    key = "added_down" if falls else "added"
    return sentences(key, peers=sentences(f"nouns.{peers}_alone"), others=others)
