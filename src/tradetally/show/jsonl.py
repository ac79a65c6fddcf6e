"""Verdicts as JSON: one object a line, a statement's own fields and then what was found.

Numbers are JSON numbers with exact decimals. An end that is no decimal (a quotient) is rounded
outward to fifteen significant digits, so that the interval written holds the real one.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.read.jsonl import fields
from tradetally.statements import Statement
from tradetally.tally.verdicts import Diagnosis, Verdict

if TYPE_CHECKING:
    from tradetally.tally.check import Judged

DIGITS = 15

_ENCODER = msgspec.json.Encoder(decimal_format="number")

Ends = tuple[int | Decimal | None, int | Decimal | None]


def lines(judged: Judged) -> Iterator[str]:
    """Yield one line of JSON a verdict, without its line end."""
    for verdict in judged.verdicts:
        yield encoded(row(verdict, judged.round))


def encoded(row: dict[str, object]) -> str:
    """Return a row as JSON, decimals as numbers."""
    return _ENCODER.encode(row).decode()


def row(verdict: Verdict, round_: Period | None) -> dict[str, object]:
    """Return a verdict's fields, in the order that they are written."""
    statement = verdict.statement
    evidence = verdict.evidence
    low, high = (None, None) if evidence is None else ends(evidence.interval)
    return {
        **fields(statement),
        "figure": write_figure(statement.figure),
        "verdict": verdict.judgement.value,
        "evidence_low": low,
        "evidence_high": high,
        "evidence": [source(s) for s in evidence.because] if evidence is not None else [],
        "diagnosis": None if verdict.diagnosis is None else _diagnosis(verdict.diagnosis),
        "reason": verdict.reason,
        "round": None if round_ is None else str(round_),
    }


def source(statement: Statement) -> dict[str, object]:
    """Return a statement as a piece of evidence: its figure, interval, source and release."""
    low, high = ends(statement.interval)
    release = statement.release
    return {
        "figure": write_figure(statement.figure),
        "low": low,
        "high": high,
        "source": str(statement.place),
        "released": None if release is None else str(release.day or release.round),
    }


def ends(interval: Interval) -> Ends:
    """Return an interval's ends as exact numbers of JSON.

    >>> ends(Interval.of("3.75", 45465000000000)), ends(Interval(Fraction(1, 3), None))
    ((Decimal('3.75'), 45465000000000), (Decimal('0.333333333333333'), None))
    """
    return _end(interval.low, ROUND_FLOOR), _end(interval.high, ROUND_CEILING)


def _end(number: Fraction | None, rounding: str) -> int | Decimal | None:
    if number is None:
        return None
    if number.denominator == 1:
        return number.numerator
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(exact) != number or len(exact.as_tuple().digits) > DIGITS:
        context = Context(prec=DIGITS, rounding=rounding)
        exact = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return Decimal(f"{exact.normalize():f}")


def _diagnosis(diagnosis: Diagnosis) -> dict[str, object]:
    low, high = ends(diagnosis.interval)
    return {
        "kind": diagnosis.kind,
        "did_you_mean": diagnosis.did_you_mean,
        "low": low,
        "high": high,
    }
