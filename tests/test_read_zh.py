"""Chinese is read as the cases in data/read_zh say; a new case needs no Python.

A case file has four columns, tab-separated: the day of publication, the text, a mention, and
what it says: the statement (figure, relation, number, unit), or ``- `` and why it is set aside.
A row without a text goes on with the text above it; ``//`` parts paragraphs. Periods and days
that are set aside are not listed. Lines that start with ``#`` are remarks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tradetally import languages
from tradetally.figures.assertion import WRITTEN
from tradetally.figures.text import write_figure
from tradetally.read import Document, Reading, read
from tradetally.statements import Place, Relation, Statement

FOLDER = Path(__file__).parent / "data" / "read_zh"
SIGNS = {**WRITTEN, Relation.IN: "in"}


@dataclass
class Case:
    """A text, when it came out, and the rows of what it says."""

    published: date
    text: str
    rows: list[tuple[str, str]] = field(default_factory=list)


def cases() -> list[Case]:
    """Return the cases of all files."""
    out: list[Case] = []
    for path in sorted(FOLDER.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                published, text, mention, says = line.split("\t")
                if text:
                    out.append(Case(date.fromisoformat(published), text.replace("//", "\n")))
                if mention:
                    out[-1].rows.append((mention, says))
    return out


CASES = cases()


def reading_of(case: Case) -> Reading:
    return read(Document("case", case.text), language="zh", published=case.published)


def said(statement: Statement) -> str:
    """Return a statement as the case files spell it."""
    number = f"{statement.value:f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    words = [write_figure(statement.figure), SIGNS[statement.relation], number, statement.unit]
    return " ".join(words + ["forecast"] * statement.is_forecast)


def rows_of(reading: Reading) -> list[tuple[str, str]]:
    """Return the rows that a reading would have in a case file, in the order of the text."""
    found = [(one.place, said(one)) for one in reading.statements]
    found += [(a.place, f"- {a.reason}") for a in reading.set_aside if a.reason != "date"]
    ordered = sorted(found, key=lambda pair: pair[0].start or 0)
    return [(place.text, words) for place, words in ordered]


def places_of(reading: Reading) -> list[Place]:
    return [one.place for one in reading.statements] + [one.place for one in reading.set_aside]


def test_there_are_cases() -> None:
    assert len(list(FOLDER.glob("*.tsv"))) == 11
    assert len(CASES) == 207


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40])
def test_a_text_says_what_its_case_says(case: Case) -> None:
    assert rows_of(reading_of(case)) == case.rows


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40])
def test_mentions_stand_where_they_are_said(case: Case) -> None:
    reading = reading_of(case)
    places = places_of(reading)
    assert [case.text[place.start : place.end] for place in places] == [p.text for p in places]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:40])
def test_every_digit_comes_out(case: Case) -> None:
    reading = reading_of(case)
    places = places_of(reading)
    covered = {at for place in places for at in range(place.start or 0, place.end or 0)}
    missed = [at for at, letter in enumerate(case.text) if letter.isdigit() and at not in covered]
    assert missed == []


def test_a_chinese_text_is_known_as_one() -> None:
    assert languages.detect("据海关统计，前7个月我国出口增长5%。").NAME == "zh"


def test_a_line_with_only_a_date_in_brackets_starts_a_new_item() -> None:
    text = "[2023-04-21]\n俄罗斯一季度出口增长5%。\n[2024-05-09]\n今年前4个月，广西出口下降2%。"
    first, second = read(Document("items", text), language="zh").statements
    assert (first.figure.cell.reporter, str(first.figure.period)) == ("RU", "2023-Q1")
    assert (second.figure.cell.reporter, str(second.figure.period)) == ("CN", "2024-01/2024-04")
