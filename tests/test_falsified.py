"""Two real briefings with figures falsified: each slip is found, nothing else is accused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradetally.book import Book
from tradetally.read import Document, read
from tradetally.tally.check import Judged, check
from tradetally.tally.verdicts import Judgement

YEAR, HALF = "001_9ffa907c6e0f454c", "002_794181c803144975"

# document, the words as they stand, the words falsified, the mentions that are then wrong
SLIPS = {
    "a digit": (YEAR, "was 45.47 trillion yuan", "was 48.47 trillion yuan",
                ["48.47 trillion yuan"]),
    "digits transposed": (YEAR, "reached 18.48 trillion", "reached 18.84 trillion",
                          ["18.84 trillion yuan"]),
    "a unit": (YEAR, "amounted to 7.41 trillion yuan", "amounted to 7.41 billion yuan",
               ["7.41 billion yuan"]),
    "a sign": (YEAR, "trillion yuan, increasing by 0.5%", "trillion yuan, falling by 0.5%",
               ["0.5%"]),
    "a swapped flow": (YEAR, "exports amounted to 26.99 trillion yuan, up 6.1%, while imports",
                       "imports amounted to 26.99 trillion yuan, up 6.1%, while exports",
                       ["26.99 trillion yuan", "6.1%", "18.48 trillion yuan", "0.5%"]),
    "a share": (YEAR, "accounting for 51.9%", "accounting for 59.1%", ["59.1%"]),
    "growth of a partner": (YEAR, "increases of 8%, 6.5%", "increases of 18%, 6.5%", ["18%"]),
    "volume growth": (YEAR, "increased by 4.4% and 5.2%", "increased by 44% and 5.2%", ["44%"]),
    "value for another": (YEAR, "5.6% and 16.6%", "5.6% and 61.6%", ["61.6%"]),
    "a wrong partner": (HALF, "member states of the Association of Southeast Asian Nations (ASEAN)",
                        "member states of the European Union", ["9.6%", "3.67 trillion yuan"]),
    "a wrong year": (YEAR, "value of imports and exports throughout the year exceeded 45",
                     "value of imports and exports in 2024 exceeded 45", ["45 trillion yuan"]),
    "a level": (HALF, "reached 11.29 trillion", "reached 12.19 trillion", ["12.19 trillion yuan"]),
    "a share of exports": (HALF, "accounting for 60% of total exports",
                           "accounting for 66% of total exports", ["66%"]),
}  # fmt: skip


def judged(shared: Path, book: Book, document: str, *edits: tuple[str, str]) -> tuple[str, Judged]:
    text = (shared / "seeds" / f"{document}.txt").read_text(encoding="utf-8")
    for before, after in edits:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    reading = read(Document(document, text))
    return text, check(reading.statements, book, published=reading.document.published)


def accused(told: Judged) -> list[str]:
    return sorted(
        verdict.statement.place.text
        for verdict in told.verdicts
        if verdict.judgement is Judgement.CONTRADICTED
    )


def test_there_are_at_least_twelve_different_slips() -> None:
    assert len(SLIPS) >= 12


@pytest.mark.parametrize("document", [YEAR, HALF])
def test_the_briefings_as_they_stand_accuse_nothing(
    shared: Path, customs_book: Book, document: str
) -> None:
    _, told = judged(shared, customs_book, document)
    assert accused(told) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_contradicted_and_nothing_else_is(
    shared: Path, customs_book: Book, slip: str
) -> None:
    document, before, after, wrong = SLIPS[slip]
    _, told = judged(shared, customs_book, document, (before, after))
    assert accused(told) == sorted(wrong)
