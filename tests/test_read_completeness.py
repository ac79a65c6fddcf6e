"""Every number of a text comes out: in a statement, or set aside with a reason."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetally.figures.text import parse_figure, write_figure
from tradetally.languages.en.numbers import find
from tradetally.periods import Period
from tradetally.read import Document, Reading, lines, open_document, read

WORDS = [
    "exports",
    "imports",
    "trade",
    "China's",
    "the",
    "of",
    "to",
    "ASEAN",
    "steel",
    "rose",
    "fell",
    "by",
    "5%",
    "3.8",
    "percent",
    "$17",
    "billion",
    "2025",
    "May",
    "in",
    "while",
    "and",
    ",",
    ".",
    "(",
    ")",
    "respectively",
    "each",
    "forecast",
    "than",
    "from",
    "9",
    "consecutive",
    "years",
    "240",
    "countries",
    "1.4",
    "percentage",
    "points",
    "GDP",
    "share",
    "accounting",
    "for",
    "total",
    "H1",
    "G20",
    "14th",
    "ninth",
    "its",
    "Guangdong",
    "private",
    "enterprises",
    "7-8",
    "percent",
    "double-digit",
    "ranked eighth",
    "times",
    "to",
    "contributed",
    "tonnes",
    "reached",
    "exceeded",
    "-2.7%",
]


def uncovered(reading: Reading) -> list[str]:
    """Return the digits and numbers of a text that are in no statement and not set aside."""
    places = [one.place for one in reading.statements]
    places += [one.place for one in reading.set_aside]
    spans = [(place.start or 0, place.end or 0) for place in places]
    text = reading.document.text
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    return [
        text[start:end]
        for start, end in tokens
        if not any(low <= start and end <= high for low, high in spans)
    ]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_number_of_the_seeds_comes_out(shared: Path, name: str) -> None:
    (path,) = shared.glob(f"seeds/{name}_*.txt")
    reading = read(open_document(path))
    assert uncovered(reading) == []
    assert all(aside.reason for aside in reading.set_aside)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_no_text_breaks_the_reader_and_no_number_is_dropped(words: list[str]) -> None:
    text = " ".join(words)
    reading = read(Document("any", text), language="en", published=date(2025, 6, 9))
    assert uncovered(reading) == []
    for statement in reading.statements:
        assert parse_figure(write_figure(statement.figure)) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_numbers_found_never_overlap(words: list[str]) -> None:
    found = find(" ".join(words))
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_line_of_json_has_the_guides_fields() -> None:
    text = (
        "China's exports of wind turbines rose 48.7% to 30 billion yuan (about $4.2 billion) in"
        " 2025, the 15th Five-Year Plan said."
    )
    rows = [json.loads(line) for line in lines(read(Document("a", text)))]
    assert rows[0] == {
        "doc": "a",
        "start": 38,
        "end": 43,
        "mention": "48.7%",
        "indicator": "growth",
        "measure": "value",
        "flow": "exports",
        "period": "2025",
        "value": 48.7,
        "unit": "percent",
        "relation": "eq",
        "product": "wind-turbines",
        "product_text": "wind turbines",
        "low": 48.65,
        "high": 48.75,
    }
    assert [row.get("converted") for row in rows[:3]] == [None, None, True]
    assert rows[-1]["set_aside"] == "name"


def test_the_round_is_the_last_month_of_the_latest_period_that_is_over() -> None:
    text = (
        "China's exports rose 5% in May 2025 and 6% in the first four months of 2025."
        " They are forecast to rise 4% in 2026."
    )
    reading = read(Document("a", text), published=date(2025, 6, 9))
    assert reading.round == Period.parse("2025-05")


@pytest.mark.parametrize(
    ("gold", "texts", "least"),
    [("seeds.jsonl", "seeds", 0.95), ("dev_en.jsonl", "texts", 0.95)],
)
def test_the_gold_is_read(
    shared: Path, tmp_path: Path, gold: str, texts: str, least: float
) -> None:
    wanted = [json.loads(line) for line in (shared / "gold" / gold).read_text("utf-8").splitlines()]
    right = 0
    required = [row for row in wanted if not row.get("optional")]
    for doc in sorted({row["doc"] for row in wanted}):
        published = date(2011, 11, 10) if "2011" in doc else None
        path = shared / texts / f"{doc}.txt"
        found = [json.loads(line) for line in lines(read(open_document(path), published=published))]
        keys = ("start", "indicator", "flow", "period", "unit", "partner", "region")
        seen = {tuple(row.get(key) for key in keys) for row in found if "value" in row}
        right += sum(
            tuple(row.get(key) for key in keys) in seen for row in required if row["doc"] == doc
        )
    assert right / len(required) >= least
