"""What a reader should know beside the numbers: valuation, base, coverage, definitions, origin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from tradetally import codes
from tradetally.brief.facts import Facts
from tradetally.brief.message import Message
from tradetally.cells import Flow, Measure
from tradetally.figures.indicator import base_cell
from tradetally.languages.phrases import spoken
from tradetally.languages.sentences import patterns
from tradetally.periods import Period
from tradetally.statements import Figure
from tradetally.tally.answer import How

IN_REACH = frozenset({"record", "streak"})
"""What holds only as far back as the book reaches."""

_SPEAKS_OF = {"ASEAN": "TL"}


def caveats(messages: Iterable[Message], facts: Facts, *, is_synthetic: bool) -> tuple[str, ...]:
    """Return the keys of the caveats that bear on what is said, in their order.

    A key names a sentence of ``[note]`` or ``[definition]`` in every language.
    """
    said = [fact for message in messages for fact in message.clause.facts]
    return tuple(dict.fromkeys(_keys(facts, [one.figure for one in said], is_synthetic)))


def _keys(facts: Facts, figures: list[Figure], is_synthetic: bool) -> Iterator[str]:
    if is_synthetic:
        yield "note.synthetic"
    yield "note.fob_cif"
    yield "note.goods_only"
    if not any(figure.indicator == "growth" for figure in figures):
        yield "note.unknown_base"
    elif _is_revised(facts):
        yield "note.revised_base"
    if any(figure.cell.measure is Measure.VOLUME for figure in figures):
        yield "note.volume"
    if any(figure.indicator in IN_REACH for figure in figures):
        yield "note.reach"
    if _lacks_partners(facts, figures):
        yield "note.incomplete_partners"
    for code in dict.fromkeys(code for f in figures for _, code in f.cell.slice.codes()):
        key = f"definition.{code}"
        if _is_in_force(code, facts) and all(key in patterns(one) for one in spoken()):
            yield key
    yield "note.respectively"


def reach(messages: Iterable[Message]) -> Period | None:
    """Return the first period that records and streaks were held against."""
    facts = (fact for message in messages for fact in message.clause.facts)
    periods = (
        statement.figure.period
        for fact in facts
        if fact.figure.indicator in IN_REACH
        for statement in fact.answer.evidence.because
    )
    return min(periods, key=lambda one: one.start, default=None)


def _is_in_force(code: str, facts: Facts) -> bool:
    """Whether what a definition speaks of has come about: a member that it names."""
    member = _SPEAKS_OF.get(code)
    return member is None or member in codes.members(code, facts.round)


def _is_revised(facts: Facts) -> bool:
    """Whether the base of the total's growth is no longer what was first published."""
    growth = facts.figure("growth", Flow.TOTAL)
    level, rate = facts.get(facts.figure("level", Flow.TOTAL)), facts.get(growth)
    if level is None or rate is None:
        return False
    found = facts.first_published(Figure("level", base_cell(growth)))
    implied = level.interval / (rate.interval * Fraction(1, 100) + 1)
    return found is not None and not found.evidence.interval.meets(implied)


def _lacks_partners(facts: Facts, figures: list[Figure]) -> bool:
    """Whether partners are compared by growth from tables that do not list them all."""
    return any(
        figure.cell.slice.partner is not None
        and figure.indicator == "growth"
        and (fact := facts.get(figure)) is not None
        and fact.answer.how is How.PUBLISHED
        for figure in figures
    )
