"""A question after a name: which of a list is first, or the first few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tradetally import codes
from tradetally.ask.asked_of import AskedOf
from tradetally.ask.latest import latest
from tradetally.ask.reply import Reply, Row
from tradetally.ask.understand import DIMENSIONS, Meant, without_peer
from tradetally.ask.unknown import unknown
from tradetally.cells import Flow
from tradetally.periods import Period
from tradetally.statements import Figure
from tradetally.tally.answer import Answer

_BESIDE = 2
_SIZED = Fraction(1, 100)
_MOST = 50


def reply(meant: Meant, asked_of: AskedOf) -> Reply:
    """Return who is first, with the next two, or as many as were asked for."""
    figure = meant.figures[0]
    periods = (figure.period,) if meant.is_dated else latest(figure.period)
    for period in periods:
        rows = ranked(figure.with_cell(figure.cell.at(period)), meant, asked_of)
        if len(rows) > 1:
            return _said(rows, meant, asked_of)
    name = asked_of.sentences.named(without_peer(figure, DIMENSIONS[meant.peers]))
    of_each = asked_of.sentences(
        "of_each", name=name, peers=asked_of.sentences(f"nouns.{meant.peers}_alone")
    )
    return unknown(figure, asked_of, of_each)


def ranked(figure: Figure, meant: Meant, asked_of: AskedOf) -> tuple[Row, ...]:
    """Return what the book has of a figure for each peer, in the order asked for."""
    dimension = DIMENSIONS[meant.peers]
    rows = every_row(figure, dimension, codes_of(meant.peers, figure.cell.flow, asked_of), asked_of)
    return tuple(sorted(rows, key=lambda row: (middle(row.answer), row.code), reverse=True))[
        :: -1 if meant.is_least else 1
    ]


def every_row(
    figure: Figure, dimension: str, listed: Iterable[str], asked_of: AskedOf
) -> list[Row]:
    """Return what the book has of a figure for each code of a list, in one query."""
    cell = figure.cell
    figures = {
        figure.with_cell(cell.on(cell.slice.with_code(dimension, code))): code for code in listed
    }
    found = asked_of.answers(figures)
    return [
        Row(dimension, figures[one], answer)
        for one, answer in found.items()
        if answer.evidence.interval.is_bounded
    ]


def codes_of(peers: str, flow: Flow, asked_of: AskedOf) -> tuple[str, ...]:
    """Return the codes of a list of peers, none of which overlap."""
    at = asked_of.book.rounds()[-1].round
    if peers == "countries":
        every = codes.codes("partner").values()
        return tuple(one.code for one in every if one.kind == "country" and one.code != "CN")
    if peers == "continents":
        return tuple(c.code for c in codes.codes("partner").values() if c.kind == "continent")
    if peers == "products":
        products = codes.codes("product").values()
        return tuple(one.code for one in products if flow in one.rows and not one.across)
    if peers == "ownership":
        whole = next(one for one in codes.partitions("ownership", at) if one.whole is None)
        return tuple(whole.parts)
    return codes.peers(peers, at)


def middle(answer: Answer) -> Fraction:
    """Return the number itself, or the middle of what it may be: to rank by, never to say."""
    return answer.evidence.interval.middle or Fraction(0)


def _said(rows: Sequence[Row], meant: Meant, asked_of: AskedOf) -> Reply:
    sentences = asked_of.sentences
    top = min(meant.top, _MOST, len(rows))
    figure = without_peer(rows[0].answer.figure, rows[0].dimension)
    words = {
        "count": len(rows),
        "peers": sentences(f"nouns.{meant.peers}"),
        "subject": sentences.subject(figure),
        "period": sentences.period(figure.period),
        "top": top,
    }
    if top > 1:
        others = sentences.listed([one_of(row, asked_of) for row in rows[:top]])
        clause = sentences("listed_last" if meant.is_least else "listed", **words, others=others)
    else:
        clause = _first(rows, words, meant, asked_of)
    kept = [row.answer for row in rows[: max(top, 1 + _BESIDE)]]
    assumed: Period | None = None if meant.is_dated else figure.period
    text = sentences.whole(clause, kept, assumed)
    if top == 1:
        text += _sized(rows, meant, asked_of)
    return Reply(
        asked_of.question, asked_of.language, "which", text, (figure,), tuple(kept), tuple(rows)
    )


def _first(rows: Sequence[Row], words: dict[str, object], meant: Meant, asked_of: AskedOf) -> str:
    sentences = asked_of.sentences
    first = rows[0]
    clause = sentences(
        "last" if meant.is_least else "first",
        **words,
        name=sentences.name(first.dimension, first.code),
        number=sentences.number(first.answer),
    )
    beside = [one_of(row, asked_of) for row in rows[1 : 1 + _BESIDE]]
    if beside:
        then = "then_last" if meant.is_least else "then"
        clause += sentences(then, others=sentences.listed(beside))
    return clause


def one_of(row: Row, asked_of: AskedOf) -> str:
    """Return one of a list: its name with its number in brackets."""
    sentences = asked_of.sentences
    name = sentences.name(row.dimension, row.code)
    return sentences("one", name=name, number=sentences.short(row.answer))


def _sized(rows: Sequence[Row], meant: Meant, asked_of: AskedOf) -> str:
    """Return who is first of those that make up a percent of the whole, where that is another."""
    figure = rows[0].answer.figure
    if figure.indicator != "growth":
        return ""
    level = Figure("level", without_peer(figure, rows[0].dimension).cell)
    sizes = {
        row.code: middle(row.answer)
        for row in every_row(level, rows[0].dimension, [row.code for row in rows], asked_of)
    }
    whole = asked_of.answers([level])
    least = middle(next(iter(whole.values()))) * _SIZED if whole else Fraction(0)
    sized = [row for row in rows if least and sizes.get(row.code, Fraction(0)) >= least]
    if not sized or sized[0] == rows[0]:
        return ""
    sentences = asked_of.sentences
    name = sentences.name(sized[0].dimension, sized[0].code)
    return sentences("sized", name=name, number=sentences.number(sized[0].answer))
