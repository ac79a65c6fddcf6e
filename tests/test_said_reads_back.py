"""What the phrases of figures say reads back as the same figure and number, in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tradetally.figures.text import parse_figure, write_figure
from tradetally.languages.say import say
from tradetally.read import Document, read
from tradetally.statements import Relation

FIGURES = Path(__file__).parent / "data" / "say" / "figures.tsv"
PUBLISHED = date(2026, 1, 20)
# Said in words that no reader can lead back to one number or one figure.
ONE_WAY = (
    "record",  # no number is said
    "held=growth >=",  # the rate is a figure of its own
    "held=rank",  # the rank is a statement beside the streak
    "ratio(",  # the other side is a whole noun phrase
    "reporter=RU, 2022",  # said in dollars, so it reads back as a figure in dollars
    "definition=",  # known to the book, never said
    "share(total, ownership=private, measure=enterprises",
    "share_change(total, ownership=private, measure=enterprises",
)
ONE_WAY_IN = {
    "en": (
        "base=2019, 2025)",  # the period stands behind its base
        "share_change(exports, product=mechanical-electrical",  # a share of exports in exports
        "contribution_pp(exports, partner=US",  # points that are taken off growth
        "over=1000000000000 CNY",  # the threshold stands before the count
    ),
    "zh": (),
}
STOPS = {"en": ".", "zh": "。"}


def sayings(language: str) -> list[tuple[str, str, Decimal, str, Relation]]:
    """Return the figures that are said with one number in a language."""
    out = []
    for line in FIGURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        figure, claim, unit, relation = line.split("\t")
        one_way = (*ONE_WAY, *ONE_WAY_IN[language])
        if ".." not in claim and not any(word in figure for word in one_way):
            out.append((language, figure, Decimal(claim), unit, Relation(relation)))
    return out


SAYINGS = [saying for language in STOPS for saying in sayings(language)]


@pytest.mark.parametrize("language", STOPS)
def test_there_are_sayings(language: str) -> None:
    assert len(sayings(language)) >= 20


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: " ".join(map(str, saying[:3])))
def test_what_is_said_reads_back(saying: tuple[str, str, Decimal, str, Relation]) -> None:
    language, figure, value, unit, relation = saying
    text = say(parse_figure(figure), value, unit, language, relation) + STOPS[language]
    read_back = read(Document("said", text), language=language, published=PUBLISHED).statements
    found = [(write_figure(one.figure), one.value, one.unit) for one in read_back]
    assert found == [(write_figure(parse_figure(figure)), value, unit)], text
