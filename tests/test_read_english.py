"""English is read as the cases in data/read/*.txt say; a new case needs no Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tradetally.figures.assertion import WRITTEN
from tradetally.figures.text import write_figure
from tradetally.read import Document, read
from tradetally.statements import Relation, Statement

FOLDER = Path(__file__).parent / "data" / "read"
FILES = ("english.txt", "releases.txt", "wires.txt")
SIGNS = {**WRITTEN, Relation.IN: "in"}


@dataclass
class Case:
    """A text, when it came out, and what it says."""

    published: date | None
    paragraphs: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    """Return the cases of the file."""
    out: list[Case] = []
    published: date | None = None
    for line in (line for name in FILES for line in _lines(name)):
        text = line.strip()
        if text.startswith("@"):
            published = date.fromisoformat(text[1:].strip())
        elif text.startswith("> "):
            if not out or out[-1].says or out[-1].aside:
                out.append(Case(published))
            out[-1].paragraphs.append(text[2:])
        elif text.startswith(">> "):
            out[-1].paragraphs[-1] += f"\n{text[3:]}"
        elif text.startswith("- "):
            out[-1].aside.append(text[2:])
        elif text and not text.startswith("#"):
            out[-1].says.append(text)
    assert len(out) == 162
    return out


def _lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


def said(statement: Statement) -> str:
    """Return a statement as the case file spells it."""
    number = f"{statement.value:f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    words = [write_figure(statement.figure), SIGNS[statement.relation], number, statement.unit]
    words += ["forecast"] * statement.is_forecast + ["converted"] * statement.is_converted
    return f"{' '.join(statement.place.text.split())} | {' '.join(words)}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.paragraphs[0][:60])
def test_a_text_says_what_its_case_says(case: Case) -> None:
    document = Document("case", "\n\n".join(case.paragraphs))
    reading = read(document, language="en", published=case.published)
    assert [said(statement) for statement in reading.statements] == case.says
    aside = [f"{a.place.text} | {a.reason}" for a in reading.set_aside if a.reason != "date"]
    assert aside == case.aside


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.paragraphs[0][:60])
def test_mentions_stand_where_they_are_said(case: Case) -> None:
    text = "\n\n".join(case.paragraphs)
    reading = read(Document("case", text), language="en", published=case.published)
    places = [one.place for one in reading.statements]
    places += [one.place for one in reading.set_aside]
    assert [text[place.start : place.end] for place in places] == [place.text for place in places]
