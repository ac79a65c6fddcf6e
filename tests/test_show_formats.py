"""One checked text, one answer and one reading, in every format that the commands offer."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from tradetally.passages import Checked
from tradetally.read import Document, Reading
from tradetally.show import answers, checks, html, readings, terminal
from tradetally.tally.answer import Answer, How
from tradetally.tally.knowledge import Evidence

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "show" / "sample.py"))
STATEMENTS = tuple(verdict.statement for verdict in SAMPLE["VERDICTS"])
READING = Reading(Document("article", SAMPLE["TEXT"]), "en", STATEMENTS, SAMPLE["SET_ASIDE"])
CHECKED = Checked(READING, SAMPLE["JUDGED"])
TURBINES = SAMPLE["TURBINES"]
ANSWER = Answer(
    TURBINES.figure, How.PUBLISHED, CHECKED.judged.round,
    Evidence(TURBINES.interval, (TURBINES,)), {}, "SELECT 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "start"),
    [("table", "22 numbers: "), ("jsonl", '{"doc":"article"'), ("html", "<!doctype html>\n<html")],
)
def test_verdicts_go_to_standard_output_or_to_a_file(
    format_: str, start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checks.show([CHECKED], format_)
    printed = capsys.readouterr().out
    checks.show([CHECKED], format_, tmp_path / "out")
    assert printed.startswith(start)
    assert (tmp_path / "out").read_text(encoding="utf-8") == printed


def test_several_texts_are_told_apart_by_their_names(capsys: pytest.CaptureFixture[str]) -> None:
    checks.show([CHECKED, CHECKED], "table")
    assert capsys.readouterr().out.count("\narticle\n") == 2


def test_a_report_says_where_it_was_written(tmp_path: Path) -> None:
    assert html.write_report(tmp_path / "a.html", [CHECKED]) == tmp_path / "a.html"


def test_a_reading_is_a_table_or_a_line_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    readings.show(READING, "table")
    assert "22 statements, 6 numbers set aside" in capsys.readouterr().out
    readings.show(READING, "jsonl")
    assert len(capsys.readouterr().out.splitlines()) == len(STATEMENTS) + 6


def test_an_answer_in_json_has_its_unit_vintage_sources_and_query(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers.show(ANSWER, "jsonl")
    row = json.loads(capsys.readouterr().out)
    assert (row["low"], row["high"], row["unit"], row["round"]) == (
        48.65,
        48.75,
        "percent",
        "2025-12",
    )
    assert row["evidence"][0]["source"].startswith("goods-2025-12.csv")
    assert row["query"] == "SELECT 1"
    answers.show(ANSWER, "table")
    assert "48.65–48.75%  as published" in capsys.readouterr().out


def test_no_progress_is_shown_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(terminal.progress([Path("a"), Path("b")])) == [Path("a"), Path("b")]
    assert capsys.readouterr() == ("", "")
