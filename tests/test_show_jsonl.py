"""Verdicts as lines of JSON."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.read.jsonl import fields
from tradetally.show.jsonl import ends, lines
from tradetally.tally.check import Judged
from tradetally.tally.verdicts import Verdict

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "show" / "sample.py"))
JUDGED: Judged = SAMPLE["JUDGED"]
VERDICTS: Sequence[Verdict] = SAMPLE["VERDICTS"]

ADDED = ["figure", "verdict", "evidence_low", "evidence_high",
         "evidence", "diagnosis", "reason", "round"]  # fmt: skip


def rows() -> list[dict[str, object]]:
    return [json.loads(line, parse_float=Decimal) for line in lines(JUDGED)]


def test_a_row_has_the_statement_and_then_exactly_what_was_found() -> None:
    for row, verdict in zip(rows(), VERDICTS, strict=True):
        own = list(fields(verdict.statement))
        assert list(row) == own + ADDED
        assert row["figure"] == write_figure(verdict.statement.figure)
        assert row["verdict"] == verdict.judgement.value


def test_evidence_and_diagnosis_have_their_fields() -> None:
    row = rows()[15]
    assert row["evidence"] == [
        {
            "figure": "growth(exports, product=wind-turbines, 2025)",
            "low": Decimal("48.65"),
            "high": Decimal("48.75"),
            "source": "goods-2025-12.csv, line 7, column value",
            "released": "2026-01-18",
        }
    ]
    assert row["diagnosis"] == {
        "kind": "digits transposed",
        "did_you_mean": "48.7 percent",
        "low": Decimal("48.65"),
        "high": Decimal("48.75"),
    }


def test_what_is_unbounded_or_absent_is_null() -> None:
    row = rows()[5]
    assert row["evidence_low"] is None and row["evidence_high"] is None
    assert row["evidence"] == [] and row["diagnosis"] is None


def test_numbers_are_exact_decimals() -> None:
    text = list(lines(JUDGED))
    assert '"evidence_low":40119600000000,"evidence_high":40119800000000' in text[0]
    assert '"evidence_low":4.0862,"evidence_high":4.196,' in text[10]


def test_quotients_are_rounded_outward() -> None:
    third = Interval.of(1) / Interval.of(3)
    low, high = ends(third)
    assert (low, high) == (Decimal("0.333333333333333"), Decimal("0.333333333333334"))


def test_chinese_stays_as_it_is() -> None:
    assert '"mention":"近六成"' in list(lines(JUDGED))[20]


def test_lines_of_json_load_neither_rich_nor_jinja2() -> None:
    code = "import sys, tradetally.show.jsonl; print({'rich', 'jinja2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
