"""A sentence that a text says again is read as it was, at its own place and in its own context."""

from __future__ import annotations

from dataclasses import replace

from tradetally.read import Document, Reading, read
from tradetally.statements import Statement

STEEL = "China's exports of steel rose 5.9 percent to $3.2 billion in May 2024. "
TOYS = "China's imports of toys fell 2.5 percent to $1.1 billion in May 2024. "
THOSE = "Those from Japan were worth $300 million. "
PORT = "The port handled 38 ships. "


def _read(text: str) -> Reading:
    return read(Document("again", text))


def _without_place(one: Statement) -> Statement:
    return replace(one, place=replace(one.place, start=0, end=0))


def test_each_time_the_same_is_said_at_its_own_place() -> None:
    text = STEEL * 7
    found = _read(text).statements
    assert len({one.place.start for one in found}) == len(found) == 14
    assert all(text[one.place.start : one.place.end] == one.place.text for one in found)
    assert [_without_place(one) for one in found] == 7 * [_without_place(one) for one in found[:2]]


def test_what_goes_before_decides_what_the_same_words_mean() -> None:
    found = _read(STEEL + THOSE + TOYS + THOSE + STEEL + THOSE).statements
    of_japan = [one.figure.cell for one in found if one.figure.cell.slice.partner == "JP"]
    assert [(cell.flow.value, cell.slice.product) for cell in of_japan] == [
        ("exports", "steel"),
        ("imports", "toys"),
        ("exports", "steel"),
    ]


def test_numbers_set_aside_are_so_each_time() -> None:
    text = (PORT + STEEL) * 4
    aside = [text[one.place.start : one.place.end] for one in _read(text).set_aside]
    assert aside == ["38", "May 2024"] * 4
