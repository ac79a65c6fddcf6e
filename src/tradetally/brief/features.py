"""What a briefing says of trade as a whole: lead, scale, how many took part, the latest month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tradetally.brief.facts import Fact, Facts, over_mark
from tradetally.brief.message import Clause, Filler, Message, Reporter, Subject, Worded
from tradetally.brief.notable import limit
from tradetally.cells import Flow, Measure
from tradetally.figures.text import normal
from tradetally.periods import Period
from tradetally.statements import Figure

FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)


def wanted(facts: Facts) -> Iterator[Figure]:
    """Yield the figures that these sentences may need."""
    for flow in (*FLOWS, Flow.BALANCE):
        for name in ("level", "growth", "change", "record"):
            yield facts.figure(name, flow)
    for name in ("level", "change"):
        yield facts.figure(name, Flow.TOTAL, measure=Measure.ENTERPRISES)
    yield facts.figure("count", Flow.TOTAL, measure=Measure.PARTNERS)
    for period in latest_periods(facts.period):
        for flow in FLOWS:
            yield facts.figure("level", flow, period=period)
            yield facts.figure("growth", flow, period=period)
        yield facts.figure("growth_change", Flow.TOTAL, period=period)
        for held in (None, "fall"):
            yield _streak(facts, period, held)


def _streak(facts: Facts, period: Period, held: str | None) -> Figure:
    return normal(Figure("streak", facts.cell(Flow.TOTAL, period=period), held=held))


def latest_periods(period: Period) -> tuple[Period, ...]:
    """Return the last quarter and month of a period, where they are less than all of it.

    >>> latest_periods(Period.parse("2025-S1"))
    (Period('2025-Q2'), Period('2025-06'))
    """
    found = []
    if period.months > 3 and period.stop % 3 == 0:
        found.append(Period(period.stop - 3, 3))
    if period.months > 1:
        found.append(period.last_month)
    return tuple(found)


def suffix(fact: Fact | None, none: str = "none") -> str:
    """Return how a change is said: up, down, flat, or not at all."""
    return none if fact is None else {1: "up", -1: "down", 0: "flat"}[fact.sign]


def headline(facts: Facts) -> Clause | None:
    """Return the headline: the growth, else the level, of the total, else of a flow."""
    for flow in FLOWS:
        growth = facts.said(facts.figure("growth", flow))
        level = facts.said(facts.figure("level", flow))
        if level is None:
            continue
        way = suffix(growth)
        slots: list[tuple[str, Filler]] = [
            ("whose", Reporter(facts.reporter)),
            ("subject", Subject(flow)),
            ("period", facts.period),
            ("level", level) if growth is None else ("growth", growth),
        ]
        return Clause(f"headline.{way}", tuple(slots[:3] if way == "flat" else slots))
    return None


def lead(facts: Facts) -> Iterator[Message]:
    """Yield the sentences before the sections: the total, its flows."""
    period = facts.period
    level, growth = (facts.said(facts.figure(n, Flow.TOTAL)) for n in ("level", "growth"))
    if level is not None:
        slots: list[tuple[str, Filler]] = [("whose", Reporter(facts.reporter)), ("level", level)]
        slots += [("growth", growth)] if growth is not None and growth.sign else []
        yield Message("lead", Clause(f"lead.total.{suffix(growth)}", tuple(slots)), period)
    yield from _flows(facts, period, "lead")


def _flows(facts: Facts, period: Period, section: str) -> Iterator[Message]:
    """Yield exports and imports, in one sentence where both are known."""
    flows = [_flow("lead.flow", facts, flow, period) for flow in (Flow.EXPORTS, Flow.IMPORTS)]
    exports, imports = flows
    total = facts.said(facts.figure("level", Flow.TOTAL, period=period))
    if exports is not None and imports is not None and total is not None:
        both = (("exports", exports), ("imports", imports))
        yield Message(section, Clause("lead.flows", both), period)
    else:
        yield from (Message(section, _whose(one), period) for one in flows if one is not None)


def _whose(flow: Clause) -> Clause:
    """Return the clause on a flow as one that no total stands before: with whose it is."""
    return replace(flow, pattern=flow.pattern.replace("lead.flow", "latest.month"))


def _flow(pattern: str, facts: Facts, flow: Flow, period: Period) -> Clause | None:
    """Return a flow's growth and level in a period; nothing without a level."""
    level = facts.said(facts.figure("level", flow, period=period))
    growth = facts.said(facts.figure("growth", flow, period=period))
    if level is None:
        return None
    slots: list[tuple[str, Filler]] = [("subject", Subject(flow)), ("level", level)]
    slots.append(("whose", Reporter(facts.reporter)))
    slots += [("growth", growth)] if growth is not None and growth.sign else []
    return Clause(f"{pattern}.{suffix(growth)}", tuple(slots))


def balance(facts: Facts) -> Iterator[Message]:
    """Yield the surplus or deficit, and its change where that is known."""
    fact = facts.said(facts.figure("level", Flow.BALANCE))
    if fact is None or not fact.sign:
        return
    kind = "surplus" if fact.sign > 0 else "deficit"
    change = facts.said(facts.figure("change", Flow.BALANCE))
    tails: tuple[Clause, ...] = ()
    if change is not None and change.sign:
        way = "wider" if change.sign == fact.sign else "narrower"
        tails = (Clause(f"lead.{way}", (("change", change),)),)
    yield Message("lead", Clause(f"lead.{kind}", (("level", fact),), tails), facts.period)


def scale(facts: Facts) -> Iterator[Message]:
    """Yield the round mark that trade passed, and the record that it set."""
    mark, record = passed_mark(facts), record_of(facts)
    if mark is not None:
        yield Message("scale", Clause("scale.mark", (("mark", mark),)), facts.period)
    if record is not None:
        words = (("record", Worded(record, "scale.record_words")),)
        yield Message("scale", Clause("scale.record", words), facts.period)


def record_of(facts: Facts) -> Fact | None:
    """Return the record that total trade set, if enough earlier years are known."""
    fact = facts.get(facts.figure("record", Flow.TOTAL))
    if fact is None or fact.interval.low != 1:
        return None
    earlier = [cell.period for cell in fact.answer.levels if cell.period != facts.period]
    if len(earlier) < limit("record_years"):
        return None
    return replace(fact, value=Decimal(1))


def passed_mark(facts: Facts) -> Fact | None:
    """Return the round mark that total trade passed and was below a year before, if any."""
    level = facts.get(facts.figure("level", Flow.TOTAL))
    growth = facts.get(facts.figure("growth", Flow.TOTAL))
    if level is None or growth is None or level.interval.low is None:
        return None
    base = level.interval / (growth.interval * Fraction(1, 100) + 1)
    step = Fraction(10) ** (len(str(int(level.middle))) - 1) / 2
    mark = level.interval.low // step * step
    if base.high is None or not base.high < mark < level.interval.low:
        return None
    return over_mark(level, Decimal(int(mark)))


def numbers(facts: Facts) -> Iterator[Message]:
    """Yield how many partners and enterprises there were."""
    partners = facts.said(facts.figure("count", Flow.TOTAL, measure=Measure.PARTNERS))
    if partners is not None:
        yield Message("partners", Clause("partners.count", (("count", partners),)), facts.period)
    level = facts.said(facts.figure("level", Flow.TOTAL, measure=Measure.ENTERPRISES))
    if level is not None:
        change = facts.said(facts.figure("change", Flow.TOTAL, measure=Measure.ENTERPRISES))
        tails: tuple[Clause, ...] = ()
        if change is not None and abs(change.middle) >= limit("few"):
            way = "count_up" if change.sign > 0 else "count_down"
            tails = (Clause(f"enterprises.{way}", (("change", change),)),)
        clause = Clause("enterprises.count", (("count", level),), tails)
        yield Message("enterprises", clause, facts.period)


def latest(facts: Facts) -> Iterator[Message]:
    """Yield the last quarter and month: what they came to, faster or slower, for how long."""
    for period in latest_periods(facts.period):
        total = _flow("latest.month", facts, Flow.TOTAL, period)
        if total is not None:
            yield Message("latest", replace(total, tails=_pace(facts, period)), period)
            yield from _flows(facts, period, "latest")
        yield from _in_a_row(facts, period)


def _pace(facts: Facts, period: Period) -> tuple[Clause, ...]:
    change = facts.said(facts.figure("growth_change", Flow.TOTAL, period=period))
    growth = facts.said(facts.figure("growth", Flow.TOTAL, period=period))
    if change is None or not change.sign or growth is None or growth.sign <= 0:
        return ()
    way = "faster" if change.sign > 0 else "slower"
    slots: tuple[tuple[str, Filler], ...] = (("growth_change", change), ("base", period.previous()))
    return (Clause(f"latest.{way}", slots),)


def _in_a_row(facts: Facts, period: Period) -> Iterator[Message]:
    if period.months != 3:
        return
    for held, way in ((None, "up"), ("fall", "down")):
        fact = facts.get(_streak(facts, period, held))
        low = None if fact is None else fact.interval.low
        if fact is not None and low is not None and low >= limit("streak_periods"):
            told = replace(fact, value=Decimal(int(low)))
            slots: tuple[tuple[str, Filler], ...] = (
                ("whose", Reporter(facts.reporter)),
                ("subject", Subject(Flow.TOTAL)),
                ("streak", told),
            )
            yield Message("latest", Clause(f"latest.streak.{way}", slots), period)
