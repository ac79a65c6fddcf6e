"""The command `ask`: a sentence, a line of JSON, a chart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ask_books import small_book
from tests.test_cli import run


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(small_book(tmp_path_factory.mktemp("asked") / "book"))


def test_a_sentence_and_its_figure_are_printed(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    status, out, _ = run(capsys, "ask", "对美出口下降了吗？", "--book", book)
    assert status == 0
    assert out.splitlines() == [
        "是的：2025年对美国出口同比下降19.5%（parts_2025-12.csv，2025-12期，2026-01-20发布）。"
        "问题未说明时间，2025年为账本中最近一期。",
        "growth(exports, partner=US, 2025)",
    ]


def test_json_has_the_answer_its_evidence_and_the_list(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    question = "Which province exported the most in 2025?"
    _, out, _ = run(capsys, "ask", question, "--book", book, "--format", "jsonl")
    reply = json.loads(out)
    assert reply["kind"] == "which"
    assert reply["answered"] is True
    assert reply["synthetic"] is False
    assert [row["code"] for row in reply["rows"]] == ["CN-GD", "CN-ZJ", "CN-JS"]
    assert reply["rows"][0]["figure"] == "level(exports, region=CN-GD, 2025)"
    assert reply["answers"][0]["evidence"][0]["source"] == (
        "parts_2025-12.csv, line 6, column value"
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What drove export growth in 2025?", "ASEAN"),
        ("2025年前三大出口市场是哪些？", "东盟"),
    ],
)
def test_a_list_is_drawn(
    capsys: pytest.CaptureFixture[str], book: str, tmp_path: Path, question: str, words: str
) -> None:
    picture = tmp_path / "asked.svg"
    _, out, _ = run(capsys, "ask", question, "--book", book, "--chart", str(picture))
    assert out.splitlines()[-1] == str(picture)
    assert words in picture.read_text(encoding="utf-8")


def test_one_number_is_not_drawn(
    capsys: pytest.CaptureFixture[str], book: str, tmp_path: Path
) -> None:
    picture = tmp_path / "asked.svg"
    status, out, _ = run(capsys, "ask", "What were exports in 2025?", "--book", book,
                         "--chart", str(picture))  # fmt: skip
    assert (status, picture.exists()) == (0, False)
    assert str(picture) not in out


def test_a_chart_is_an_svg(capsys: pytest.CaptureFixture[str], book: str) -> None:
    status, _, err = run(capsys, "ask", "What were exports?", "--book", book, "--chart", "a.png")
    assert status == 2
    assert err == (
        "tradetally: --chart: expected a file that ends in .svg, saw a.png. To do: name one.\n"
    )
