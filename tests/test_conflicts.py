"""Statements that cannot all be true: small disjoint sets, and the cheapest to give up."""

from __future__ import annotations

import random

import pytest

from tradetally.figures.assertion import parse_statement
from tradetally.periods import Period
from tradetally.statements import Statement, Tier
from tradetally.tally.conflicts import cheapest, conflicts

AT = Period.parse("2025-12")


def statements(text: str, tier: Tier = Tier.TEXT) -> list[Statement]:
    return [parse_statement(line, tier) for line in text.strip().splitlines()]


def forms(found: tuple[Statement, ...]) -> list[str]:
    return sorted(statement.place.text for statement in found)


FLOWS = """
level(total, 2025) = 100 CNY
level(exports, 2025) = 60 CNY
level(imports, 2025) = 45 CNY
growth(exports, 2025) = 5.0 percent
level(exports, 2024) = 57 CNY
"""


def test_a_sum_that_does_not_add_up_is_one_small_set() -> None:
    (found,) = conflicts(statements(FLOWS), AT)
    assert forms(found.statements) == [
        "level(exports, 2025) = 60 CNY",
        "level(imports, 2025) = 45 CNY",
        "level(total, 2025) = 100 CNY",
    ]
    assert found.why == (
        "level(exports, 2025) and level(imports, 2025) imply [104, 106] for level(total, 2025);"
        " it is said to be [99.5, 100.5]"
    )


def test_sets_are_disjoint_and_irreducible() -> None:
    text = FLOWS + "share(exports, product=cars, 2025) = 50.0 percent\n"
    text += (
        "level(exports, product=cars, 2025) = 10 CNY\nlevel(exports, product=cars, 2025) = 40 CNY"
    )
    said = statements(text)
    found = conflicts(said, AT)
    assert len(found) == 2
    ids = [id(s) for conflict in found for s in conflict.statements]
    assert len(ids) == len(set(ids))
    for conflict in found:
        for left_out in conflict.statements:
            rest = [s for s in conflict.statements if s is not left_out]
            assert conflicts(rest, AT) == ()


def test_the_order_of_the_statements_changes_nothing() -> None:
    said = statements(FLOWS)
    expected = [forms(conflict.statements) for conflict in conflicts(said, AT)]
    for seed in range(5):
        random.Random(seed).shuffle(said)
        assert [forms(conflict.statements) for conflict in conflicts(said, AT)] == expected


def test_what_agrees_has_no_conflict() -> None:
    assert conflicts(statements(FLOWS.replace("= 45", "= 40")), AT) == ()
    assert conflicts([], AT) == ()


def test_the_lightest_source_is_given_up() -> None:
    table = statements("level(exports, 2025) = 60 CNY\nlevel(imports, 2025) = 45 CNY", Tier.TABLE)
    text = statements("level(total, 2025) = 100 CNY", Tier.CHECKED)
    given_up, is_exact = cheapest(conflicts([*text, *table], AT))
    assert given_up == tuple(text)
    assert is_exact


@pytest.mark.parametrize("count", [1, 3])
def test_many_conflicts_are_all_found(count: int) -> None:
    said = []
    for number in range(count):
        said += statements(
            f"level(exports, product=p{number}, 2025) = 10 CNY\n"
            f"level(exports, product=p{number}, 2025) = 20 CNY"
        )
    assert len(conflicts(said, AT)) == count
