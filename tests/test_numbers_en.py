"""English numbers: what is found in a text, what it asserts, and that writing is its inverse."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.intervals import number_text
from tradetally.languages.en.numbers import find, write
from tradetally.languages.en.units import WRITTEN

CASES = Path(__file__).parent / "data" / "read" / "numbers_en.tsv"


def cases() -> list[list[str]]:
    """Return sentence, mention, value, unit, relation, low, high of each case."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert len(rows) == 59
    return rows


@pytest.mark.parametrize("row", cases(), ids=lambda row: f"{row[1]} in {row[0]}")
def test_a_number_is_found_with_its_unit_and_what_it_asserts(row: list[str]) -> None:
    sentence, mention, value, unit, relation, low, high = row
    found = {number.text: number for number in find(sentence)}
    assert mention in found
    number = found[mention]
    assert sentence[number.start : number.end] == mention
    assert (number.value, number.unit or "-", number.relation) == (Decimal(value), unit, relation)
    assert (number_text(number.interval.low), number_text(number.interval.high)) == (low, high)


@pytest.mark.parametrize(
    "text",
    ["the one that", "H1 and Q2", "the G20 and COVID-19", "the 14th Five-Year plan", "5G phones"],
)
def test_pronouns_and_names_are_no_numbers_with_a_unit(text: str) -> None:
    assert [n.text for n in find(text) if n.unit not in (None, "years")] == []


def test_a_list_shares_its_unit() -> None:
    found = find("5.2, 3.1 and 2.4 trillion yuan, up 4, 5 and 6 percent")
    assert [(f"{n.value:f}", n.unit) for n in found] == [
        ("5200000000000", "CNY"),
        ("3100000000000", "CNY"),
        ("2400000000000", "CNY"),
        ("4", "percent"),
        ("5", "percent"),
        ("6", "percent"),
    ]


@given(
    st.decimals(min_value=1, max_value=10**15, places=3, allow_nan=False),
    st.sampled_from([*sorted(WRITTEN), "percent", "pp", "ratio"]),
)
def test_what_is_written_is_found_again(value: Decimal, unit: str) -> None:
    (found,) = find(f"It came to {write(value, unit)} then.")
    assert (found.value, found.unit) == (value, unit)


@given(
    st.integers(min_value=2, max_value=999),
    st.sampled_from(["years", "quarters", "months", "rank", "count"]),
)
def test_whole_numbers_are_found_again(value: int, unit: str) -> None:
    lead = "ranked" if unit == "rank" else "for"
    (found,) = find(f"It {lead} {write(Decimal(value), unit)}, again.")
    assert (int(found.value), found.unit or "count") == (value, unit)


def test_percentages_of_the_field(shared: Path) -> None:
    source = shared / "data/numbers/english/PercentModel.json"
    said = [
        (case["Input"], case["Results"][0]["Resolution"]["value"])
        for case in json.loads(source.read_text(encoding="utf-8-sig"))
        if case["Results"] and case["Results"][0]["Text"].endswith(("%", " percent"))
    ]
    said = [(text, wanted) for text, wanted in said if wanted != "null"]
    assert len(said) == 8
    for text, wanted in said:
        (found,) = find(text)
        assert (found.value, found.unit) == (Decimal(wanted.rstrip("%")), "percent")
