"""Did you mean: each kind of slip on a few own statements, and what no slip explains."""

from __future__ import annotations

import pytest
from tests.facts import Facts
from tests.falsify import Falsification, Truth, falsify

from tradetally.figures.assertion import parse_statement
from tradetally.figures.text import write_figure
from tradetally.periods import Period
from tradetally.statements import Statement, Tier
from tradetally.tally.check import judge_all
from tradetally.tally.coincidence import COMMON, MARGIN
from tradetally.tally.diagnosis import diagnose, diagnoses
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.slips import alternatives

OFFICIAL = """
level(exports, 2024) = 24.517e12 CNY @ 2024-12
level(imports, 2024) = 18.293e12 CNY @ 2024-12
growth(exports, 2024) = 7.1 percent @ 2024-12
growth(imports, 2024) = 2.3 percent @ 2024-12
level(exports, partner=US, 2024) = 3.7337e12 CNY @ 2024-12
growth(exports, partner=US, 2024) = 6.1 percent @ 2024-12
rank(total, region=CN-GD, 2024) = 1 rank @ 2024-12
rank(total, region=CN-GD, 2025-S1) = 1 rank @ 2025-06
growth(total, region=CN-GD, 2024) = 9.8 percent @ 2024-12
growth(total, region=CN-GD, 2025-S1) = 4.0 percent @ 2025-06

level(exports, 2025-S1) = 13.0004e12 CNY @ 2025-06
growth(exports, 2025-S1) = 7.2 percent @ 2025-06

level(exports, 2025) = 26.98898e12 CNY @ 2025-12
level(imports, 2025) = 18.47953e12 CNY @ 2025-12
growth(exports, 2025) = 6.1 percent @ 2025-12
growth(imports, 2025) = 0.5 percent @ 2025-12
level(exports, 2025-12) = 2.5307e12 CNY @ 2025-12
level(exports, partner=US, 2025) = 3.0042e12 CNY @ 2025-12
level(exports, partner=EU, 2025) = 3.9954e12 CNY @ 2025-12
growth(exports, partner=US, 2025) = -19.5 percent @ 2025-12
growth(exports, partner=EU, 2025) = 9.2 percent @ 2025-12
level(exports, product=cars, 2025) = 0.98153e12 CNY @ 2025-12
level(exports, product=ships, 2025) = 0.37726e12 CNY @ 2025-12
growth(exports, product=cars, 2025) = 17.5 percent @ 2025-12
growth(exports, product=cars, measure=volume, 2025) = 29.9 percent @ 2025-12
level(total, region=CN-GD, 2025) = 9.4926e12 CNY @ 2025-12
level(total, region=CN-ZJ, 2025) = 5.5517e12 CNY @ 2025-12
level(total, unit=USD, 2025) = 6.3548e12 USD @ 2025-12
level(exports, product=high-new-tech, 2025) = 6.7812e12 CNY @ 2025-12
"""
YEAR = Period.parse("2025-12")

CASES = [
    ("level(exports, 2025) = 26.98e12 CNY", "truncated", "26990000000000 CNY"),
    ("level(exports, 2025) = 29.69e12 CNY", "digits transposed", "26990000000000 CNY"),
    ("level(exports, 2025) = 26.49e12 CNY", "digit", "26990000000000 CNY"),
    ("growth(exports, 2025) = -6.1 percent", "sign", "6.1 percent"),
    ("level(exports, 2025) = 26.99e9 CNY", "scale", "26990000000000 CNY"),
    ("level(exports, 2025) = 26.99e8 CNY", "scale", "26990000000000 CNY"),
    ("growth_change(exports, 2025) = 6.1 pp", "percent for points", "growth(exports, 2025)"),
    ("level(exports, unit=USD, 2025) = 26.99e12 USD", "currency", "level(exports, 2025)"),
    ("level(total, 2025) = 6.355e12 CNY", "currency", "level(total, unit=USD, 2025)"),
    ("growth(exports, measure=volume, 2025) = 6.1 percent", "measure", "growth(exports, 2025)"),
    (
        "growth(exports, product=cars, 2025) = 29.9 percent",
        "measure",
        "growth(exports, product=cars, measure=volume, 2025)",
    ),
    ("level(imports, 2025) = 26.99e12 CNY", "flow", "level(exports, 2025)"),
    ("level(exports, 2025) = 45.47e12 CNY", "flow", "level(total, 2025)"),
    ("level(exports, 2025) = 24.52e12 CNY", "year", "level(exports, 2024)"),
    ("level(exports, 2025) = 2.531e12 CNY", "period", "level(exports, 2025-12)"),
    ("level(exports, 2025-S1) = 26.99e12 CNY", "period", "level(exports, 2025)"),
    (
        "level(exports, partner=US, 2025) = 3.995e12 CNY",
        "partner",
        "level(exports, partner=EU, 2025)",
    ),
    (
        "level(total, region=CN-ZJ, 2025) = 9.493e12 CNY",
        "region",
        "level(total, region=CN-GD, 2025)",
    ),
    (
        "level(exports, product=cars, 2025) = 377.3e9 CNY",
        "product",
        "level(exports, product=ships, 2025)",
    ),
    (
        "level(exports, product=high-tech, 2025) = 5.25e12 CNY",
        "another definition",
        "level(exports, product=high-new-tech, 2025)",
    ),
    (
        "rank(total, region=CN-GD, 2026) = 1 rank",
        "year",
        "rank(total, region=CN-GD, among=CN-provinces, 2025)",
    ),
    ("streak(total, region=CN-GD, 2026) = 40 years", "year", "streak(total, region=CN-GD, 2025)"),
]


def statements(text: str, tier: Tier = Tier.CHECKED) -> tuple[Statement, ...]:
    return tuple(parse_statement(line, tier) for line in text.strip().splitlines() if line)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(statements(OFFICIAL, Tier.TABLE))


@pytest.mark.parametrize(("claim", "kind", "meant"), CASES)
def test_each_slip_is_recognized(knowledge: Knowledge, claim: str, kind: str, meant: str) -> None:
    found = diagnose(parse_statement(claim), knowledge, YEAR)
    assert found is not None
    assert (found.kind, found.did_you_mean) == (kind, meant)


@pytest.mark.parametrize(
    "claim",
    [
        "level(exports, 2025) = 17.35e12 CNY",
        "growth(exports, product=wind-turbines, 2025) = 48.7 percent",
        "growth(imports, product=metal-ores, 2025) = 17.5 percent",
        "level(total, 2026) = 45.47e12 CNY forecast",
        "level(exports, unit=USD, 2025) = 3.75e12 USD converted",
    ],
)
def test_what_no_slip_explains_is_not_explained(knowledge: Knowledge, claim: str) -> None:
    assert diagnoses(parse_statement(claim), knowledge, YEAR) == ()


def test_explanations_are_ranked_by_how_far_they_beat_chance(knowledge: Knowledge) -> None:
    claim = parse_statement("growth(exports, partner=US, 2025) = 6.1 percent")
    found = diagnoses(claim, knowledge, YEAR)
    # the year before, and all exports, both grew by 6.1%: the commoner slip comes first
    assert [(one.kind, one.did_you_mean) for one in found[:2]] == [
        ("year", "growth(exports, partner=US, 2024)"),
        ("partner", "growth(exports, 2025)"),
    ]
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score >= MARGIN for one in found)


def test_the_kinds_share_all_slips() -> None:
    assert len(COMMON) == 15
    assert 0.9 < sum(COMMON.values()) < 1.2


def test_a_whole_is_among_what_one_of_its_parts_is_mistaken_for() -> None:
    assert alternatives("partner", "US")[-1] is None
    assert "EU" in alternatives("partner", "US") and "US" not in alternatives("partner", "US")
    assert alternatives("partner", None) == ()


def test_own_falsifications_are_found_and_explained() -> None:
    official = statements(OFFICIAL, Tier.TABLE)
    knowledge, facts = Knowledge(official), Facts(official)
    true = [
        Truth(parse_statement(write_figure(one.figure) + " = " + said), YEAR)
        for one, said in zip(official[12:], TOLD.split(), strict=False)
    ]
    assert [judge_all([one.statement], knowledge, YEAR)[0].judgement for one in true] == [
        "supported"
    ] * len(true)
    made = falsify(true, facts, seed=1, each=10)
    assert len(made) >= 70
    assert not [one for one in made if one.is_detectable and not is_found(one, knowledge)]
    right = [one for one in made if kind_of(one, knowledge) == one.kind]
    assert len(right) >= 0.85 * len(made)


TOLD = "26.99e12 18.48e12 6.1 0.5 2.531e12 3.004e12 3.995e12 -19.5 9.2 981.5e9 377.3e9 17.5 29.9"
"""The figures of 2025 from ``level(exports, 2025)`` on, as a newspaper prints them."""


def is_found(made: Falsification, knowledge: Knowledge) -> bool:
    verdict = judge_all([made.statement], knowledge, made.truth.round)[0]
    return verdict.judgement == "contradicted"


def kind_of(made: Falsification, knowledge: Knowledge) -> str:
    found = diagnose(made.statement, knowledge, made.truth.round)
    return "" if found is None else found.kind
