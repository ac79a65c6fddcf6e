"""``tradetally read``: which words decided each field, and the text that offsets point into."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tradetally import cli

TEXT = (
    "(2025-01-14)\n\nChina's exports to ASEAN rose 12.4 percent in December 2024. "
    "Imports of copper fell 3.1 percent by volume. Economists had expected a rise of 2 percent.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run ``tradetally read``; return what it prints."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tradetally", "read", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == cli.DONE
    return capsys.readouterr().out


def test_explain_says_which_words_decided_each_field(
    capsys: pytest.CaptureFixture[str], article: Path
) -> None:
    assert run(capsys, str(article), "--explain").splitlines() == [
        "12.4 percent  growth(exports, partner=ASEAN, 2024-12)",
        "  indicator  rose",
        "  flow       exports",
        "  partner    ASEAN",
        "  period     December 2024",
        "",
        "3.1 percent  growth(imports, product=copper, measure=volume, 2024-12)",
        "  indicator  fell",
        "  flow       Imports",
        "  measure    by volume",
        "  product    copper",
        "  period     said before",
        "",
        "2 percent  growth(imports, product=copper, 2024-12)",
        "  indicator  rise",
        "  flow       said before",
        "  product    copper (said before)",
        "  period     said before",
        "  modality   expected",
        "",
    ]


def test_explained_lines_carry_the_words(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    out = run(capsys, str(article), "--explain", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows[1]["because"] == {
        "indicator": "rose",
        "flow": "exports",
        "partner": "ASEAN",
        "period": "December 2024",
    }
    assert "because" not in rows[0]


def test_text_prints_what_offsets_point_into(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    body = "<p>China's exports rose 5 percent to $302 billion in May 2024, customs data showed.</p>"
    page.write_text(f"<html><body><article>{body * 3}</article></body></html>", encoding="utf-8")
    text = run(capsys, str(page), "--text")
    rows = [json.loads(line) for line in run(capsys, str(page), "--format", "jsonl").splitlines()]
    assert rows
    assert [text[row["start"] : row["end"]] for row in rows] == [row["mention"] for row in rows]


def test_text_prints_a_text_file_as_it_stands(
    capsys: pytest.CaptureFixture[str], article: Path
) -> None:
    assert run(capsys, str(article), "--text") == TEXT
