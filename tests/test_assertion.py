"""The text form of a statement, and what numbers assert by their relation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tradetally.errors import BadFigure
from tradetally.figures.assertion import asserted, parse_statement, write_statement
from tradetally.intervals import Interval
from tradetally.statements import Relation


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("growth(total, 2025) = 3.8 percent @ 2025-12", "3.75", "3.85"),
        ("level(total, 2025) = 4.547e13 CNY @ 2025-12", "45465e9", "45475e9"),
        ("level(total, 2025) > 4.5e13 CNY", "45e12", None),
        ("level(total, measure=enterprises, 2025) > 780000 count", "780001", None),
        ("level(total, measure=enterprises, 2025) >= 780000 count", "780000", None),
        ("share(total, ownership=private, 2025) ~ 60 percent", "57", "63"),
        ("growth(exports, 2026) in [3, 5] percent forecast", "3", "5"),
        ("level(total, unit=USD, 2025) ~ 6.48e12 USD @ 2025-12 converted", "6470e9", "6490e9"),
        ("streak(total, 2025) = 9 years", "8.5", "9.5"),
        ("rank(total, region=CN-SC, among=CN-provinces, 2025) = 8 rank", "7.5", "8.5"),
        ("share(exports, product=cars, 2025) in [, 5] percent", None, "5"),
    ],
)
def test_a_statement_reads_and_prints(text: str, low: str | None, high: str | None) -> None:
    statement = parse_statement(text)
    assert write_statement(statement) == text
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    assert statement.interval == Interval.of(*ends)


@pytest.mark.parametrize(
    "text", ["growth(total, 2025)", "growth(total, 2025) = much", "growth(total, 2025) in [5, 3]"]
)
def test_what_is_no_statement_gets_one_message(text: str) -> None:
    with pytest.raises(BadFigure) as refusal:
        parse_statement(text)
    assert str(refusal.value) == (
        f"statement: expected figure, relation, number, unit, @ round, saw {text!r}."
        " To do: write it like growth(total, 2025) = 3.8 percent @ 2025-12."
    )


def test_about_reaches_a_unit_or_a_twentieth_of_a_round_number() -> None:
    assert asserted(Decimal("6.48"), Relation.APPROX) == Interval.of("6.47", "6.49")
    assert asserted(Decimal("60"), Relation.APPROX) == Interval.of(57, 63)
