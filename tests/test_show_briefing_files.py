"""The files of a briefing: all of them or none, and every figure as data."""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tradetally.brief.briefing import Briefing
from tradetally.errors import BadInput
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.show import charts, figures_out
from tradetally.show import handout as handing
from tradetally.show.handout import handout

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "briefing" / "sample.py"))
BRIEFING: Briefing = SAMPLE["BRIEFING"]
SYNTHETIC: Briefing = SAMPLE["SYNTHETIC"]

NAMES = {
    "briefing.html",
    "briefing.en.pdf",
    "briefing.zh.pdf",
    "briefing.en.md",
    "briefing.zh.md",
    "tables.xlsx",
    "figures.csv",
    "figures.jsonl",
}


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_everything_is_written_to_a_new_folder_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "briefing"
    paths = handout(BRIEFING, folder)
    charts = {name for name in names(folder) if name.startswith("charts/")}
    assert names(folder) == NAMES | charts == {str(path.relative_to(folder)) for path in paths}
    assert "charts/monthly-exports.zh.png" in charts and len(charts) == 24
    assert all(path.stat().st_size for path in paths)


def test_one_format_alone_is_written_and_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "briefing.html").write_text("mine", encoding="utf-8")
    paths = handout(BRIEFING, tmp_path, only=("markdown", "figures"))
    assert [path.name for path in paths] == [
        "briefing.en.md",
        "briefing.zh.md",
        "figures.csv",
        "figures.jsonl",
    ]
    assert (tmp_path / "briefing.html").read_text(encoding="utf-8") == "mine"


def test_text_alone_imports_nothing_of_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("altair", "vl_convert", "typst", "xlsxwriter", "noto_cjk_sans_otc"):
        monkeypatch.setitem(sys.modules, module, None)
    assert len(handout(BRIEFING, tmp_path, only="markdown")) == 2


@pytest.mark.parametrize(
    ("only", "module", "what"),
    [
        ("charts", "altair", "charts"),
        ("workbook", "xlsxwriter", "tables.xlsx"),
        ("html", "vl_convert", "charts"),
    ],
)
def test_a_missing_extra_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: str, module: str, what: str
) -> None:
    def absent(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr("importlib.import_module", absent)
    charts._converter.cache_clear()
    with pytest.raises(BadInput) as error:
        handout(BRIEFING, tmp_path / "out", only=only)
    seen = "altair" if only == "html" else module
    assert str(error.value) == (
        f"{what}: expected the extra “brief” to be installed, saw no module {seen}."
        " To do: run pip install 'tradetally[brief]'."
    )
    assert not (tmp_path / "out").exists()


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("", encoding="utf-8")
    with pytest.raises(BadInput) as error:
        handout(BRIEFING, place, only="markdown")
    assert str(error.value) == (
        f"--out: expected a folder to write to, saw file exists at {place}."
        " To do: give another folder, or see that there is room and the folder is yours."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(BadInput, match="permission denied"):
        handout(BRIEFING, tmp_path, only="markdown")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        handout(BRIEFING, tmp_path, only="docx")
    assert str(error.value) == (
        "--only: expected one of html, pdf, markdown, charts, workbook, figures, saw 'docx'."
        " To do: choose one of these, or leave the option out."
    )


def test_a_format_that_fails_changes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise BadInput("x", expected="a", seen="b", todo="c")

    monkeypatch.setattr(handing, "FORMATS", {**handing.FORMATS, "figures": fails})
    with pytest.raises(BadInput):
        handout(BRIEFING, tmp_path, only=("markdown", "figures"))
    assert names(tmp_path) == set()


def test_lines_of_json_read_back_as_the_figures() -> None:
    rows = [
        json.loads(line, parse_float=Decimal) for line in figures_out.jsonl(BRIEFING).splitlines()
    ]
    for row, said in zip(rows, BRIEFING.figures, strict=True):
        assert parse_figure(row["figure"]) == said.figure
        assert Interval.of(row["low"], row["high"]) == said.interval
        assert (Decimal(row["value"]), row["unit"]) == (said.value, said.unit)
        assert row["sources"] == list(said.sources)
        assert (row["round"], row["released"]) == ("2025-06", "2025-07-18")
    assert rows[0]["said_en"] == "21.79 trillion yuan" and rows[0]["said_zh"] == "21.79万亿元"
    assert rows[1]["cells"] == ["level(total, 2025-S1)", "level(total, 2024-S1)"]


def test_rows_of_csv_read_back_as_the_figures() -> None:
    rows = list(csv.DictReader(io.StringIO(figures_out.table(BRIEFING))))
    for row, said in zip(rows, BRIEFING.figures, strict=True):
        assert parse_figure(row["figure"]) == said.figure
        assert Interval.of(row["low"], row["high"]) == said.interval
        assert Decimal(row["value"]) == said.value
    assert rows[10]["sources"] == "exports_2025-06.csv | partners_2025-06.csv"
    assert "query" not in rows[0]


def test_an_open_end_is_empty_and_a_quotient_holds_the_real_one() -> None:
    said = replace(BRIEFING.figures[1], interval=Interval(None, Fraction(1, 3)))
    [row] = figures_out.rows(replace(BRIEFING, figures=(said,)))
    assert row["low"] is None and row["high"] == Decimal("0.333333333333334")


def test_every_row_of_synthetic_data_says_so() -> None:
    for one in (figures_out.jsonl(SYNTHETIC), figures_out.table(SYNTHETIC)):
        lines = [line for line in one.splitlines() if "2025-S1" in line]
        assert len(lines) == len(SYNTHETIC.figures)
        assert all('"is_synthetic":true' in line or ",true," in line for line in lines)


def test_no_figures_are_an_empty_list() -> None:
    none = replace(BRIEFING, figures=())
    assert figures_out.jsonl(none) == figures_out.table(none) == ""
