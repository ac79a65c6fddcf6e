"""What a number may be of: the subjects of a sentence, each with its flow and its slices.

A *topic* is a noun phrase as it stands (``exports of steel to ASEAN``, ``private enterprises``,
``their imports``, or something that is no trade). A *subject* is what it comes to mean once
what it leaves unsaid is taken from the subject before it.
"""

from __future__ import annotations

from typing import NamedTuple

from tradetally.cells import Flow, Measure

FLOWS: dict[str, tuple[Flow, int]] = {
    "exports": (Flow.EXPORTS, 1),
    "imports": (Flow.IMPORTS, 1),
    "bought": (Flow.IMPORTS, 1),
    "total": (Flow.TOTAL, 1),
    "imports-exports": (Flow.TOTAL, 1),
    "exports-imports": (Flow.TOTAL, 1),
    "total-exports-imports": (Flow.TOTAL, 1),
    "total-imports-exports": (Flow.TOTAL, 1),
    "surplus": (Flow.BALANCE, 1),
    "deficit": (Flow.BALANCE, -1),
    "gap": (Flow.BALANCE, -1),
}
WITH_SERVICES = "goods and services"
SERVICES = "services"
OTHER_BALANCES = (WITH_SERVICES, SERVICES, "current-account")
"""What else has a surplus or deficit of its own."""
MEASURES: dict[str, Measure] = {
    "value": Measure.VALUE,
    "volume": Measure.VOLUME,
    "physical": Measure.VOLUME,
}
ROLES: dict[str, Flow] = {
    "trading-partners": Flow.TOTAL,
    "export-markets": Flow.EXPORTS,
    "import-sources": Flow.IMPORTS,
}
"""Peers whose flow is known: to a market go exports."""
PAIRS: dict[str, tuple[Flow, ...]] = {
    "imports-exports": (Flow.IMPORTS, Flow.EXPORTS),
    "exports-imports": (Flow.EXPORTS, Flow.IMPORTS),
    "total-exports-imports": (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS),
    "total-imports-exports": (Flow.TOTAL, Flow.IMPORTS, Flow.EXPORTS),
}


class Item(NamedTuple):
    """One slice that a phrase names: its code, or the words themselves where no list has them."""

    dimension: str
    code: str
    words: str
    is_listed: bool = True
    parts: tuple[Item, ...] = ()


class Topic(NamedTuple):
    """A noun phrase that numbers may be of."""

    start: int
    end: int
    flow: Flow | None = None
    sign: int = 1
    measure: Measure | None = None
    items: tuple[Item, ...] = ()
    rate: str | None = None
    aside: str | None = None
    is_whole: bool = False
    is_national: bool = False
    refers: bool = False
    reporter: str | None = None
    flows: tuple[Flow, ...] = ()
    is_other: bool = False
    is_gap: bool = False
    is_next: bool = False
    level: str | None = None
    is_of_them: bool = False
    is_predicate: bool = False

    def of(self, dimension: str) -> tuple[Item, ...]:
        """Return the items of one dimension."""
        return tuple([item for item in self.items if item.dimension == dimension])

    @property
    def is_bare(self) -> bool:
        """Whether it names no slice."""
        return not self.items


class Subject(NamedTuple):
    """What a topic means, with nothing left unsaid."""

    flow: Flow = Flow.TOTAL
    sign: int = 1
    measure: Measure = Measure.VALUE
    items: tuple[Item, ...] = ()
    rate: str | None = None
    aside: str | None = None
    reporter: str | None = None
    flows: tuple[Flow, ...] = ()
    has_flow: bool = False
    own_flow: bool = False

    def of(self, dimension: str) -> tuple[Item, ...]:
        """Return the items of one dimension."""
        return tuple([item for item in self.items if item.dimension == dimension])

    def without(self, dimension: str) -> Subject:
        """Return the subject with no item of one dimension."""
        return self._replace(items=tuple([i for i in self.items if i.dimension != dimension]))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions that are narrowed, in order of mention."""
        return tuple(dict.fromkeys([item.dimension for item in self.items]))


_KEPT = ("region", "ownership", "regime")
_BREAKDOWNS = frozenset({"ownership", "regime"})


def resolve(topic: Topic, before: Subject | None, *, same_sentence: bool) -> Subject:
    """Return what ``topic`` means after ``before``.

    A pronoun (``their exports``, ``of which``) takes all slices that it does not name itself. A
    flow in the same sentence keeps the slices unless it names partners or products of its own
    or says that it is the whole; in a new sentence only a region is kept.
    """
    if topic.aside is not None:
        return Subject(aside=topic.aside)
    if before is not None and before.aside in OTHER_BALANCES and topic.flow is None:
        return Subject(aside=before.aside)
    old = before if before is not None and before.aside is None else None
    kept: tuple[Item, ...] = ()
    if old is not None and old.items and not topic.is_national:
        own = {item.dimension for item in topic.items}
        if topic.is_whole:
            lasting = {*_KEPT} if topic.refers else {"region"}
            kept = tuple([i for i in old.items if i.dimension in lasting - own])
        else:
            kept = _kept(topic, old, own, same_sentence)
    flow = topic.flow or (_flow_of(topic, old) if old else Flow.TOTAL)
    measure = topic.measure or _measure(topic, old, same_sentence)
    return Subject(
        flow=flow,
        sign=topic.sign if topic.flow else (old.sign if old else 1),
        measure=Measure.VALUE if flow is Flow.BALANCE else measure,
        items=(*kept, *topic.items),
        rate=topic.rate,
        reporter=topic.reporter or (old.reporter if old and same_sentence else None),
        flows=topic.flows,
        own_flow=topic.flow is not None or bool(old and same_sentence and old.own_flow),
        has_flow=topic.flow is not None or bool(old and old.has_flow),
    )


def _flow_of(topic: Topic, old: Subject) -> Flow:
    """Return the flow of a topic that names none: goods behind the balance of all are exports."""
    is_whole = old.flow is Flow.BALANCE and not old.of("product")
    return Flow.EXPORTS if is_whole and topic.of("product") else old.flow


def _kept(topic: Topic, old: Subject, own: set[str], same_sentence: bool) -> tuple[Item, ...]:
    if topic.reporter is not None:
        return ()
    is_half = old.flow is Flow.BALANCE and topic.flow in (Flow.EXPORTS, Flow.IMPORTS)
    if is_half and not own:
        return old.items
    if not (same_sentence or topic.refers):
        return tuple(i for i in old.items if i.dimension == "region" and "region" not in own)
    is_elsewhere = topic.flow is not None and bool({*topic.of("region")} - {*old.of("region")})
    if is_elsewhere and topic.flow is not old.flow and old.of("region") and not topic.refers:
        return ()
    if topic.flow is not None and own & _BREAKDOWNS and not topic.refers:
        return tuple(i for i in old.items if i.dimension == "region" and "region" not in own)
    if topic.refers or not (own & {"product", "partner"}):
        is_left = topic.flow is Flow.BALANCE and old.flow is not Flow.BALANCE
        left = own | {"product"} if is_left else own
        return tuple(item for item in old.items if item.dimension not in left)
    return tuple(i for i in old.items if i.dimension in _KEPT and i.dimension not in own)


Balances = tuple[tuple[tuple[Item, ...], int], ...]
"""With whom a text has called its balance a surplus or a deficit, and which of both."""


def with_called(balances: Balances, topic: Topic, subject: Subject) -> Balances:
    """Return the balances with the one that a subject calls a surplus or a deficit."""
    if topic.flow is not Flow.BALANCE or topic.is_gap:
        return balances
    partners = subject.of("partner")
    others = tuple([pair for pair in balances if pair[0] != partners])
    return (*others, (partners, subject.sign))


def sign_of_gap(balances: Balances, subject: Subject) -> int:
    """Return the sign of a gap: as this balance, or another, was called; else it is a deficit."""
    called = dict(balances)
    return called.get(subject.of("partner"), balances[-1][1] if balances else -1)


def _measure(topic: Topic, old: Subject | None, same_sentence: bool) -> Measure:
    if old is None or topic.flow is not None or not same_sentence:
        return Measure.VALUE
    return old.measure if old.measure is Measure.VOLUME else Measure.VALUE
