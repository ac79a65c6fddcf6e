"""A question after a place among peers: which it is, or whether it is that one."""

from __future__ import annotations

from dataclasses import replace

from tradetally.ask.asked_of import AskedOf
from tradetally.ask.latest import latest
from tradetally.ask.reply import Reply, Row
from tradetally.ask.understand import Meant, without_peer
from tradetally.ask.unknown import unknown
from tradetally.ask.which import codes_of, every_row, middle, one_of
from tradetally.figures.rank import compared, peer_list, ranked_dimension
from tradetally.intervals import Interval
from tradetally.statements import Figure


def reply(meant: Meant, asked_of: AskedOf, *, claim: Interval | None = None) -> Reply:
    """Return the place among the peers that the book has, the largest being first.

    A table of main partners does not have them all, so that the answer says of how many.
    """
    figure = meant.figures[0]
    dimension = ranked_dimension(figure)
    if dimension is None:
        return unknown(figure, asked_of)
    own = getattr(figure.cell.slice, dimension)
    for period in (figure.period,) if meant.is_dated else latest(figure.period):
        at = compared(figure).with_cell(figure.cell.at(period))
        listed = codes_of(peer_list(figure), figure.cell.flow, asked_of)
        rows = every_row(at, dimension, listed, asked_of)
        rows.sort(key=lambda row: (middle(row.answer), row.code), reverse=True)
        if len(rows) > 1 and any(row.code == own for row in rows):
            return _said(figure, rows, meant, asked_of, claim)
    return unknown(figure, asked_of)


def _said(
    figure: Figure, rows: list[Row], meant: Meant, asked_of: AskedOf, claim: Interval | None
) -> Reply:
    sentences = asked_of.sentences
    place = next(at for at, row in enumerate(rows, 1) if row.code == _own(figure, row))
    row = rows[place - 1]
    found = row.answer.figure
    clause = sentences(
        "place",
        name=sentences.name(row.dimension, row.code),
        place=sentences.rank(place),
        count=len(rows),
        peers=sentences(f"nouns.{peer_list(figure)}"),
        subject=sentences.subject(without_peer(found, row.dimension)),
        period=sentences.period(found.period),
        number=sentences.number(row.answer),
    )
    beside = rows[0] if place > 1 else rows[1]
    clause += sentences("behind" if place > 1 else "then", others=one_of(beside, asked_of))
    verdict = None if claim is None else Interval.of(place).within(claim)
    if verdict is not None:
        clause = sentences("yes" if verdict else "no", sentence=clause)
    answers = (row.answer, beside.answer)
    assumed = None if meant.is_dated else found.period
    return Reply(
        asked_of.question,
        asked_of.language,
        "value" if claim is None else "truth",
        sentences.whole(clause, answers, assumed),
        (replace(figure, cell=found.cell),),
        answers,
        tuple(rows),
        verdict,
    )


def _own(figure: Figure, row: Row) -> str:
    return str(getattr(figure.cell.slice, row.dimension))
