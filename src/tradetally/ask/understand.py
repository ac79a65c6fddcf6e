"""A question, understood: its kind, the figures it asks for, and what it asks of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tradetally import languages
from tradetally.ask.hole import Hole, When, read_hole
from tradetally.cells import Flow, Slice
from tradetally.figures.text import normal
from tradetally.languages.phrases import phrasebook
from tradetally.languages.questions import Asked, questions
from tradetally.languages.subjects import say_code, say_slice
from tradetally.statements import Figure, Statement

DIMENSIONS = {
    "CN-provinces": "region",
    "CN-cities": "region",
    "trading-partners": "partner",
    "countries": "partner",
    "continents": "partner",
    "products": "product",
    "ownership": "ownership",
}

_STAND_INS = {
    "CN-provinces": "CN-GD",
    "CN-cities": "shenzhen",
    "trading-partners": "JP",
    "countries": "JP",
    "continents": "AFRICA",
    "products": "wind-turbines",
    "ownership": "private",
}
"""The name that stands in a peer's place while a question is read, by list."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question as it is understood.

    ``statements`` carry the figures; where one is a *which*, a stand-in stands on the dimension
    of ``peers``, a list, of which the ``top`` first are asked for, the smallest first where
    ``is_least``. ``given`` is what else the question's words meant.
    """

    kind: str
    statements: tuple[Statement, ...]
    is_dated: bool
    peers: str = ""
    top: int = 1
    is_least: bool = False
    hole: str = ""
    given: tuple[tuple[str, str], ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that are asked for."""
        return tuple(normal(statement.figure) for statement in self.statements)

    def says(self, name: str) -> str:
        """Return what a stretch of the question meant; nothing if it has none."""
        return dict(self.given).get(name, "")


def understand(question: str, language: str, when: When) -> Iterator[Meant]:
    """Yield what a question may mean, the likeliest first; nothing where it cannot be read."""
    known = questions(language)
    bare = known.bare(question)
    tongue = languages.language(language)
    whens = [w.text for w in tongue.periods(bare, published=when.day, context=when.period)]
    for asked in known.asked(question, whens):
        if asked.frame.kind == "forecast":
            yield Meant("forecast", (), is_dated=True)
            continue
        meant = _meant(asked, language, when)
        if meant is not None:
            yield meant


def _meant(asked: Asked, language: str, when: When) -> Meant | None:
    peers, peer, flow = _peers(asked)
    top = _top(asked, language)
    if (asked.frame.kind == "which" and not peer) or not top:
        return None
    subject = _subject(peers, peer, flow, language)
    holes: list[Hole] = []
    for say in asked.frame.says:
        said = say.replace("@flow", subject).replace("@market", subject)
        said = said.replace("@side", flow and say_slice(Slice(), Flow(flow), language))
        name = say_code(DIMENSIONS[peers], peer, phrasebook(language)) if peer else ""
        hole = read_hole(said, asked, name, language, when)
        if hole is None:
            return None
        holes.append(hole)
    statements = tuple(hole.statement for hole in holes)
    if asked.frame.kind == "which" and not _holds(statements[0], peers, peer):
        return None
    return Meant(
        asked.frame.kind,
        statements,
        any(hole.is_dated for hole in holes),
        peers,
        top,
        (asked.means.get("order") == "least") != _falls(asked),
        asked.frame.hole,
        tuple(asked.means.items()),
    )


def _peers(asked: Asked) -> tuple[str, str, str]:
    """Return the list of peers that a question names, its stand-in, and the flow."""
    peers, flow = asked.means.get("peers", ""), asked.means.get("flow", "")
    if "market" in asked.means:
        peers, _, flow = asked.means["market"].partition(" ")
    if flow.endswith(("imports-exports", "exports-imports")):
        flow = "total"
    flow = "balance" if flow in ("surplus", "deficit") else flow
    return peers, _STAND_INS.get(peers, ""), flow


def _subject(peers: str, peer: str, flow: str, language: str) -> str:
    """Return a peer's flow as a noun phrase: *exports to Japan*."""
    if not peer or not flow:
        return ""
    return say_slice(Slice.from_codes({DIMENSIONS[peers]: peer}), Flow(flow), language)


def _holds(statement: Statement, peers: str, peer: str) -> bool:
    return dict(statement.figure.cell.slice.codes()).get(DIMENSIONS[peers]) == peer


def _top(asked: Asked, language: str) -> int:
    """Return how many are asked for: the number said, else one; 0 for words that are none."""
    said = asked.words.get("number")
    if said is None:
        return 1
    meaning = questions(language).meaning("numeral", said) or said
    return int(meaning) if meaning.isdecimal() else 0


def _falls(asked: Asked) -> bool:
    return asked.means.get("move") == "down"


def without_peer(figure: Figure, dimension: str) -> Figure:
    """Return a figure without its stand-in: what the peers are ranked by."""
    return replace(
        figure, cell=figure.cell.on(figure.cell.slice.with_code(dimension, None)), among=None
    )
