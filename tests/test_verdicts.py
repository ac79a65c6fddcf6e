"""The verdicts that real statements get against the real tables, one by one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tradetally.book import Book
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.read import open_document, read
from tradetally.statements import Place, Relation, Statement
from tradetally.tally.check import Judged, check

DOCUMENTS = (
    "000_9516b521eaf8849c",
    "001_9ffa907c6e0f454c",
    "002_794181c803144975",
    "003_8ffcd378a0acd3a3",
    "004_6083d734525b0748",
)


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def claims(shared: Path, document: str) -> list[tuple[dict[str, object], Statement]]:
    """Return the expected verdicts of a document with the statements as read by hand."""
    read = {(row["doc"], row["start"]): row for row in rows(shared / "gold" / "seeds.jsonl")}
    return [
        (row, statement(row, read[row["doc"], row["start"]]))
        for row in rows(shared / "gold" / "verdicts.jsonl")
        if row["doc"] == document
    ]


def statement(row: dict[str, object], read: dict[str, object]) -> Statement:
    figure = parse_figure(str(row["figure"]))
    low, high = (
        None if row[end] is None else Fraction(str(row[end])) for end in ("claim_low", "claim_high")
    )
    relation = Relation(str(read["relation"]))
    if relation is Relation.GT and figure.cell.measure.is_count and low is not None:
        low += 1
    return Statement(
        figure,
        Decimal(str(read["value"])),
        str(read["unit"]),
        Interval(low, high),
        Place(str(row["doc"]), str(row["mention"]), int(str(read["start"])), int(str(read["end"]))),
        relation,
        is_forecast=read.get("modality") == "forecast",
        is_converted=bool(read.get("converted")),
    )


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_statement_gets_the_verdict_to_expect(
    shared: Path, customs_book: Book, document: str
) -> None:
    expected = claims(shared, document)
    judged = check([claim for _, claim in expected], customs_book)
    got = {
        (row["start"], row["mention"]): (verdict.judgement.value, row["expected"], row["accept"])
        for (row, _), verdict in zip(expected, judged.verdicts, strict=True)
    }
    wrong = {
        key: (judgement, want)
        for key, (judgement, want, accept) in got.items()
        if judgement != want and judgement not in accept  # type: ignore[operator]
    }
    assert wrong == {}
    assert not judged.has_contradiction


def verdicts_of(shared: Path, book: Book, document: str) -> tuple[list[str], Judged]:
    expected = claims(shared, document)
    return [str(row["figure"]) for row, _ in expected], check([c for _, c in expected], book)


def test_the_year_briefing_is_judged_as_a_whole(shared: Path, customs_book: Book) -> None:
    _, judged = verdicts_of(shared, customs_book, DOCUMENTS[1])
    assert str(judged.round) == "2025-12"
    assert Counter(verdict.judgement.value for verdict in judged.verdicts) == {
        "supported": 18,
        "consistent": 5,
        "unverifiable": 14,
    }


def test_growth_of_2025_shows_the_revision_of_its_base(shared: Path, customs_book: Book) -> None:
    figures, judged = verdicts_of(shared, customs_book, DOCUMENTS[1])
    verdict = judged.verdicts[figures.index("growth(total, 2025)")]
    assert verdict.judgement == "supported"
    assert verdict.revision is not None
    assert verdict.revision.first_published.meets(Interval.of(43846792583583))
    assert verdict.revision.implied_later.within(Interval.of(43800 * 10**9, 43831 * 10**9))
    assert verdict.revision.share.within(Interval.of("-0.0011", "-0.0003"))


@pytest.mark.parametrize(
    ("figure", "sibling"),
    [
        (
            "level(exports, product=high-tech, 2025)",
            "level(exports, product=high-new-tech, 2025)",
        ),
        (
            "growth(imports, product=computer-parts, 2025)",
            "growth(imports, product=computers-and-parts, 2025)",
        ),
        ("growth(imports, product=fruits, 2025)", "growth(imports, product=fruits-nuts, 2025)"),
    ],
)
def test_another_definition_is_shown_and_is_no_evidence(
    shared: Path, customs_book: Book, figure: str, sibling: str
) -> None:
    figures, judged = verdicts_of(shared, customs_book, DOCUMENTS[1])
    verdict = judged.verdicts[figures.index(figure)]
    assert verdict.judgement == "unverifiable"
    assert verdict.diagnosis is not None
    assert (verdict.diagnosis.kind, verdict.diagnosis.did_you_mean) == (
        "another definition",
        sibling,
    )


def test_the_second_quarter_follows_from_the_rounds_own_growth_rates(
    shared: Path, customs_book: Book
) -> None:
    figures, judged = verdicts_of(shared, customs_book, DOCUMENTS[2])
    verdict = judged.verdicts[figures.index("growth(total, 2025-Q2)")]
    assert verdict.judgement == "consistent"
    assert verdict.evidence is not None
    assert verdict.evidence.interval.within(Interval.of("4.37", "4.53"))
    assert any("2025-S1 less 2025-Q1" in said for said in verdict.evidence.assumptions)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_whole_chain_gives_those_verdicts(
    shared: Path, customs_book: Book, document: str
) -> None:
    """Text, statements, verdicts: as ``tradetally check`` does it, for every statement expected."""
    reading = read(open_document(shared / "seeds" / f"{document}.txt"))
    judged = check(reading.statements, customs_book, published=reading.document.published)
    got: defaultdict[int | None, list[str]] = defaultdict(list)
    for verdict in judged.verdicts:
        got[verdict.statement.place.start].append(verdict.judgement.value)
    expected = {
        (row["start"], row["mention"]): {row["expected"], *row["accept"]}  # type: ignore[misc]
        for row, _ in claims(shared, document)
    }
    wrong = {
        place: got[place[0]]  # type: ignore[index]
        for place, accepted in expected.items()
        if not set(got[place[0]]) & accepted  # type: ignore[index]
    }
    assert wrong == {}
    assert len(judged.verdicts) >= len(expected)
