"""Judging: which lines break a rule, found in one pass and kept aside for their findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tradetally.engines import Engine, Progress, Table
from tradetally.records.checks import CODES, messages
from tradetally.records.checks.magnitude import ranges
from tradetally.records.context import Context
from tradetally.records.ledger import REJECTED, Amount, Entry
from tradetally.records.steps import JUDGING, through
from tradetally.records.steps.check import looked_at

MAGNITUDE = "unusual-unit-value"
_NOT_SEEN = ("value_national", "value_usd")
"""What no finding shows, and what would cost most to work out for every line."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The lines that break a rule (``flagged``), how many do by rule, and the rejected ones."""

    flagged: Table
    counts: Mapping[str, int]
    rejected: tuple[Entry, ...]
    corrected: Mapping[int, int]
    """How many lines each correction changed or would have changed."""


def prepared(engine: Engine, lines: Table, context: Context) -> Context:
    """Return the context with usual unit values and with the bits of the rules."""
    bits, errors = looked_at(replace(context, ranges=lines))
    if MAGNITUDE in bits:
        plain = through(lines, JUDGING[:3], context)
        plain = plain.filter(plain["outside"] == "")
        usual = engine.keep("ranges", ranges(plain, context.settings.thresholds))
        context = replace(context, ranges=usual)
    return replace(context, bits=bits, errors=errors)


def judge(
    engine: Engine, lines: Table, context: Context, progress: Progress | None = None
) -> Judged:
    """Return which lines break which rule."""
    judged = through(lines, JUDGING, context).drop(*_NOT_SEEN)
    broken = judged["findings"] != 0
    flagged = engine.keep("flagged", judged.filter(broken), progress=progress)
    kinds = flagged.group_by("file", "currency", "findings").aggregate(
        lines=flagged.count(),
        value=flagged["value"].sum().cast("decimal(38, 2)").fill_null(Decimal(0)),
    )
    counts = dict.fromkeys(context.bits, 0)
    rejected = []
    for row in engine.rows(kinds):
        codes = [code for code in CODES if _has(row["findings"], code, context)]
        for code in codes:
            counts[code] += row["lines"]
        errors = [code for code in codes if (1 << context.bits[code]) & context.errors]
        if errors:
            amount = Amount(row["lines"], row["value"])
            rejected.append(Entry(row["file"], row["currency"], REJECTED, errors[0], amount))
    found = {code: count for code, count in counts.items() if count}
    return Judged(flagged, found, tuple(rejected), _corrections(engine, lines, context))


def _has(findings: int, code: str, context: Context) -> bool:
    return code in context.bits and bool(findings & (1 << context.bits[code]))


def _corrections(engine: Engine, lines: Table, context: Context) -> Mapping[int, int]:
    """Return the number of lines that each correction selects."""
    if not context.corrections:
        return {}
    normal = through(lines, JUDGING[:1], context)
    sums = {
        str(one.number): one.where.holds(normal).cast("int64").sum().fill_null(0)
        for one in context.corrections
    }
    row = engine.rows(normal.aggregate(**sums))[0]
    return {int(number): int(count) for number, count in row.items()}


def only_rejecting(judged: Judged, context: Context) -> Context:
    """Return a context in which only those errors are looked at that some line has.

    What later passes need to know of a line is whether it is rejected.
    """
    errors = {
        code: bit
        for code, bit in context.bits.items()
        if code in judged.counts and (1 << bit) & context.errors
    }
    needs_list = {"unknown-commodity", "unit-of-commodity"} & errors.keys()
    return replace(
        context,
        bits=errors,
        errors=sum(1 << bit for bit in errors.values()),
        ranges=context.ranges if MAGNITUDE in errors else None,
        commodities=context.commodities if needs_list else None,
    )


def findings(judged: Judged, context: Context) -> Iterator[Table]:
    """Yield a table of findings for each rule that some line breaks, in the rules' order."""
    codes: Iterable[str] = (code for code in CODES if code in judged.counts)
    yield from messages.broken(judged.flagged, codes, context)
