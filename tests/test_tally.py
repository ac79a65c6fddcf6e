"""The tally's steps, each on a few statements in text form."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tradetally.figures.assertion import parse_statement
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Statement, Tier
from tradetally.tally.check import explained, judge_all
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.rounds import round_of
from tradetally.tally.verdicts import Verdict

OFFICIAL = """
level(total, 2024) = 1000 CNY @ 2024-12
level(exports, 2024) = 600 CNY @ 2024-12
growth(total, 2024) = 4.0 percent @ 2024-12
level(total, partner=ASIA, 2024) = 480 CNY @ 2024-12
level(total, partner=EUROPE, 2024) = 300 CNY @ 2024-12

level(total, 2025-Q1) = 250 CNY @ 2025-03
growth(total, 2025-Q1) = 2.0 percent @ 2025-03
level(total, 2025-S1) = 520 CNY @ 2025-06
growth(total, 2025-S1) = 4.0 percent @ 2025-06

level(exports, 2025) = 650 CNY @ 2025-12
level(imports, 2025) = 450 CNY @ 2025-12
growth(total, 2025) = 10.5 percent @ 2025-12
level(total, partner=ASIA, 2025) = 500 CNY @ 2025-12
level(total, partner=EUROPE, 2025) = 350 CNY @ 2025-12
growth(total, partner=ASIA, 2025) = 4.2 percent @ 2025-12
level(exports, product=high-new-tech, 2025) = 90 CNY @ 2025-12
level(exports, product=cars, 2025) = 75 CNY @ 2025-12
"""


def statements(text: str, tier: Tier = Tier.CHECKED) -> tuple[Statement, ...]:
    return tuple(parse_statement(line, tier) for line in text.strip().splitlines() if line)


def verdicts(text: str, published: date | None = None) -> list[Verdict]:
    knowledge = Knowledge(statements(OFFICIAL, Tier.TABLE))
    claims = statements(text)
    round_ = round_of(claims, published, knowledge.rounds)
    assert round_ is not None
    judged = judge_all(claims, knowledge, Period.parse("2025-12"), published)
    return list(explained(judged, knowledge, Period.parse("2025-12")))


def verdict(text: str, published: date | None = None) -> Verdict:
    return verdicts(text, published)[0]


@pytest.mark.parametrize(
    ("claim", "judgement"),
    [
        ("level(exports, 2025) = 650 CNY", "supported"),
        ("level(total, 2025) = 1.10e3 CNY", "supported"),
        ("level(total, 2025) > 1000 CNY", "supported"),
        ("level(total, 2025) > 1101 CNY", "contradicted"),
        ("level(balance, 2025) = 200 CNY", "consistent"),
        ("level(exports, 2025) = 560 CNY", "contradicted"),
        ("share(exports, of={total}, 2025) = 59.1 percent", "consistent"),
        ("share(exports, of={total}, 2025) = 59 percent", "supported"),
        ("growth(total, 2025) = 10.5 percent", "supported"),
        ("growth(total, 2025) = 9.5 percent", "contradicted"),
        ("growth(exports, 2025) = 8.3 percent", "consistent"),
        ("growth(exports, 2025) = 8.7 percent", "revision"),
        ("growth(exports, 2025) = 18.3 percent", "contradicted"),
        ("level(total, partner=AFRICA, 2025) = 300 CNY", "contradicted"),
        ("level(total, partner=AFRICA, 2025) = 200 CNY", "unverifiable"),
        ("streak(total, 2025) = 2 years", "supported"),
        ("streak(total, 2025) = 9 years", "consistent"),
        ("streak(total, held=fall, 2025) = 2 years", "contradicted"),
        ("level(total, ownership=private, 2025) = 700 CNY", "unverifiable"),
        ("level(total, 2025-12) = 90 CNY forecast", "unverifiable"),
        ("growth(exports, measure=volume, 2025) = 8 percent", "unverifiable"),
        ("level(total, 2026) = 1200 CNY", "unverifiable"),
    ],
)
def test_the_verdict_on_one_claim(claim: str, judgement: str) -> None:
    assert verdict(claim).judgement == judgement


def test_a_period_is_no_fact_before_it_ends() -> None:
    said = verdict("level(total, 2025) = 1100 CNY", published=date(2025, 12, 20))
    assert said.judgement == "contradicted"
    assert said.reason == "2025 was not over when this was published (2025-12-20)"


def test_a_quarter_is_the_difference_of_two_years_to_date() -> None:
    knowledge = Knowledge(statements(OFFICIAL, Tier.TABLE))
    quarter = parse_figure("growth(total, 2025-Q2)")
    evidence = knowledge.at_face_value(quarter, Period.parse("2025-06"))
    # 270 over 500 − 245.1, both bases from the growth of their own round
    assert evidence.interval.meets(Interval.of("5.9"))
    assert evidence.interval.width is not None
    assert any(said.endswith("as 2025-S1 less 2025-Q1") for said in evidence.assumptions)


def test_the_texts_own_numbers_lift_to_consistent_at_most() -> None:
    level, share = verdicts(
        """
level(total, ownership=private, 2025) = 704 CNY
share(total, ownership=private, 2025) = 64 percent
"""
    )
    assert (level.judgement, share.judgement) == ("consistent", "consistent")
    assert share.reason == "the text's own other numbers agree with it"


def test_a_text_that_conflicts_with_itself_is_disputed() -> None:
    level, share = verdicts(
        """
level(total, ownership=private, 2025) = 704 CNY
share(total, ownership=private, 2025) = 46 percent
"""
    )
    assert (level.judgement, share.judgement) == ("disputed", "disputed")


def test_what_official_figures_contradict_infers_nothing() -> None:
    wrong, beside = verdicts(
        """
level(total, partner=ASIA, 2025) = 900 CNY
growth(total, partner=ASIA, 2025) = 4.2 percent
"""
    )
    assert (wrong.judgement, beside.judgement) == ("contradicted", "supported")


def test_a_statement_is_no_evidence_for_another_telling_of_its_figure() -> None:
    first, second = verdicts(
        """
level(total, measure=enterprises, 2025) = 628000 count
level(total, measure=enterprises, 2025) > 600000 count
"""
    )
    assert (first.judgement, second.judgement) == ("unverifiable", "unverifiable")


def test_growth_on_a_revised_base_shows_the_revision() -> None:
    said = verdict("growth(total, 2025) = 10.5 percent")
    assert said.revision is not None
    assert said.revision.first_published == Interval.of("999.5", "1000.5")
    assert said.revision.implied_later.below(said.revision.first_published)
    assert said.revision.share.within(Interval.of("-0.007", "-0.002"))


def test_an_earlier_year_may_be_told_as_first_published() -> None:
    said = verdicts("level(total, 2024) = 1000 CNY\nlevel(exports, 2025) = 650 CNY")[0]
    assert said.judgement == "revision"
    assert said.revision is not None


def test_a_conversion_is_held_against_nothing_and_shows_its_rate() -> None:
    _, converted = verdicts(
        """
level(total, 2025) = 1100 CNY
level(total, unit=USD, 2025) ~ 157 USD converted
"""
    )
    assert converted.judgement == "unverifiable"
    assert "it implies 6.9" in converted.reason


def test_conversions_at_two_rates_are_disputed() -> None:
    _, first, _, second = verdicts(
        """
level(total, 2025) = 1100 CNY
level(total, unit=USD, 2025) ~ 157 USD converted
level(exports, 2025) = 650 CNY
level(exports, unit=USD, 2025) ~ 80 USD converted
"""
    )
    assert (first.judgement, second.judgement) == ("disputed", "disputed")
    assert "implies another rate" in first.reason


@pytest.mark.parametrize(
    ("claim", "kind", "meant"),
    [
        ("level(exports, 2025) = 560 CNY", "digits transposed", "650 CNY"),
        ("level(exports, 2025) = 680 CNY", "digit", "650 CNY"),
        ("level(exports, 2025) = 6.50e5 CNY", "scale", "650 CNY"),
        ("level(exports, 2025) = 450 CNY", "flow", "level(imports, 2025)"),
        ("growth(total, 2025) = -10.5 percent", "sign", "10.5 percent"),
        ("growth(total, 2025) = 4.0 percent", "year", "growth(total, 2024)"),
        (
            "level(total, partner=ASIA, 2025) = 350 CNY",
            "partner",
            "level(total, partner=EUROPE, 2025)",
        ),
        (
            "level(exports, product=high-tech, 2025) = 50 CNY",
            "another definition",
            "level(exports, product=high-new-tech, 2025)",
        ),
    ],
)
def test_did_you_mean(claim: str, kind: str, meant: str) -> None:
    said = verdict(claim)
    assert said.diagnosis is not None
    assert (said.diagnosis.kind, said.diagnosis.did_you_mean) == (kind, meant)


def test_evidence_names_the_statements_it_rests_on() -> None:
    said = verdict("share(total, partner=ASIA, 2025) = 45.5 percent")
    assert said.evidence is not None
    named = {statement.place.text.partition(" = ")[0] for statement in said.evidence.because}
    assert {
        "level(exports, 2025)",
        "level(imports, 2025)",
        "level(total, partner=ASIA, 2025)",
    } <= named


def test_a_round_that_contradicts_itself_bounds_nothing_from_the_lighter_source() -> None:
    table = statements("level(total, 2025) = 1100 CNY @ 2025-12", Tier.TABLE)
    text = statements("level(total, 2025) = 2000 CNY @ 2025-12", Tier.TEXT)
    solution = Knowledge((*text, *table)).solution(Period.parse("2025-12"))
    assert solution.conflicts == text
    assert solution.levels[table[0].figure.cell] == Interval.of("1099.5", "1100.5")


def test_revisions_are_signed_shares() -> None:
    said = verdict("growth(exports, 2025) = 8.7 percent")
    assert said.revision is not None
    assert said.revision.share.within(Interval(Fraction(-1, 100), Fraction(0)))
