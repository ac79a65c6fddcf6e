"""What the phrases of figures say reads back as the same figure and number, in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure, write_figure
from tradetally.languages.say import say
from tradetally.read import Document, read
from tradetally.statements import Relation

FIGURES = Path(__file__).parent / "data" / "say" / "figures.tsv"
PUBLISHED = date(2026, 1, 20)
STOPS = {"en": ".", "zh": "。"}


def sayings(language: str) -> list[tuple[str, str, Decimal, str, Relation]]:
    """Return the figures that are said with one number in a language."""
    out = []
    for line in FIGURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        figure, claim, unit, relation = line.split("\t")
        if ".." not in claim:
            out.append((language, figure, Decimal(claim), unit, Relation(relation)))
    return out


SAYINGS = [saying for language in STOPS for saying in sayings(language)]


@pytest.mark.parametrize("language", STOPS)
def test_there_are_sayings(language: str) -> None:
    assert len(sayings(language)) >= 60
    assert {figure.partition("(")[0] for _, figure, *_ in sayings(language)} == set(INDICATORS)


SLICES = (
    "", "partner=US", "partner=ASEAN", "product=wind-turbines", "region=CN-GD",
    "ownership=private", "regime=general", "partner=EU, product=cars",
    "partner=ASEAN, region=CN-GX", "region=CN-ZJ, ownership=private",
)  # fmt: skip
# An indicator, its own parameters, the numbers that it is said with, and the slices it is not of.
CLAIMS = (
    ("level", "", ("8765400000000 CNY",), ()),
    ("change", "", ("43200000000 CNY", "-43200000000 CNY"), ()),
    ("growth", "", ("4.8 percent", "-2.7 percent"), ()),
    ("growth", "base=2020", ("31 percent", "-12.5 percent"), ()),
    ("average_growth", "base=2020", ("7.1 percent", "-0.4 percent"), ()),
    ("share", "", ("15.9 percent",), ("",)),
    ("share_change", "", ("1.4 pp", "-0.3 pp"), ("",)),
    ("growth_change", "", ("3.2 pp", "-0.5 pp"), ()),
    ("growth_gap", "versus={}", ("2.1 pp", "-1.1 pp"), ("",)),
    ("contribution", "", ("26.5 percent",), ("",)),
    ("contribution_pp", "", ("1.2 pp", "-0.8 pp"), ("",)),
    ("rank", "among=trading-partners", ("3 rank",), ("",)),
    ("streak", "", ("9 years",), ()),
    ("streak", "held=fall", ("2 years",), ()),
    ("ratio", "base=2020", ("1.3 ratio",), ()),
    ("record", "", ("1 count", "0 count"), ()),
    ("count", "measure=partners", ("160 count",), SLICES),
    ("count_growing", "measure=partners", ("120 count",), SLICES),
)


def plain_sayings() -> list[tuple[str, Decimal, str]]:
    """Return figures of every indicator for many slices, each with a number."""
    out = []
    for flow, slice_, (indicator, own, claims, never) in product(
        ("exports", "imports", "total"), SLICES, CLAIMS
    ):
        if slice_ in never and (slice_ == "" or "partner" in slice_):
            continue
        with_flow = own.replace("{}", f"{{{flow}}}")
        words = ", ".join(filter(None, (flow, slice_, with_flow, "2025")))
        for claim in claims:
            value, unit = claim.split()
            out.append((f"{indicator}({words})", Decimal(value), unit))
    return out


@pytest.mark.parametrize("language", STOPS)
def test_every_indicator_reads_back_of_every_slice(language: str) -> None:
    lost = []
    for figure, value, unit in plain_sayings():
        wanted = parse_figure(figure)
        text = say(wanted, value, unit, language) + STOPS[language]
        read_back = read(Document("said", text), language=language, published=PUBLISHED).statements
        found = [(write_figure(one.figure), one.value, one.unit) for one in read_back]
        if found != [(write_figure(wanted), value, unit)]:
            lost.append((text, found))
    assert not lost
    assert len(plain_sayings()) > 700


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: " ".join(map(str, saying[:3])))
def test_what_is_said_reads_back(saying: tuple[str, str, Decimal, str, Relation]) -> None:
    language, figure, value, unit, relation = saying
    text = say(parse_figure(figure), value, unit, language, relation) + STOPS[language]
    read_back = read(Document("said", text), language=language, published=PUBLISHED).statements
    found = [(write_figure(one.figure), one.value, one.unit, one.relation) for one in read_back]
    assert found == [(write_figure(parse_figure(figure)), value, unit, relation)], text
