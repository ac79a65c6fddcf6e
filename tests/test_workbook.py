"""The workbook: notes first, one table a sheet, numbers as numbers with units in their headers."""

from __future__ import annotations

import re
import runpy
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tradetally.brief.briefing import Briefing, Column, Table
from tradetally.show.workbook import workbook

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "briefing" / "sample.py"))
BRIEFING: Briefing = SAMPLE["BRIEFING"]
SYNTHETIC: Briefing = SAMPLE["SYNTHETIC"]
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Read:
    """A workbook read back from its XML: the sheets' names, and their cells as they are stored."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(BytesIO(content))
        strings = self.part("sharedStrings").findall("m:si", NS)
        self.strings = ["".join(node.itertext()) for node in strings]
        self.names = [str(n) for n in self.part("workbook").xpath("//m:sheet/@name", namespaces=NS)]

    def part(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(f"xl/{name}.xml"))

    def sheet(self, name: str) -> Any:
        return self.part(f"worksheets/sheet{self.names.index(name) + 1}")

    def rows(self, name: str) -> list[list[str | float]]:
        rows = self.sheet(name).xpath("//m:row", namespaces=NS)
        return [[self.value(cell) for cell in row.findall("m:c", NS)] for row in rows]

    def value(self, cell: Any) -> str | float:
        text = cell.findtext("m:v", namespaces=NS)
        return self.strings[int(text)] if cell.get("t") == "s" else float(text or "nan")


@cache
def both() -> Read:
    return Read(workbook(BRIEFING))


def test_notes_come_first_and_then_one_sheet_a_table_and_the_figures() -> None:
    names = [
        "Notes   说明",
        "Partners   贸易伙伴",
        "Products   商品",
        "Provinces   省份",
        "Figures   数字",
    ]
    assert both().names == names


def test_notes_say_what_when_from_whom_definitions_and_caveats() -> None:
    rows = both().rows("Notes   说明")
    text = "\n".join(str(cell) for row in rows for cell in row)
    assert rows[0] == [
        "China's foreign trade grew 2.9% in the first half of 2025"
        " / 2025年上半年我国货物贸易进出口增长2.9%"
    ]
    for said in (
        "2025-S1 / the first half of 2025 / 2025年上半年",
        "Round 2025-06, released on 2025-07-18 / 2025-06期，2025-07-18发布",
        "China / 中国",
        "partners_2025-06.csv",
        "Exports are valued free on board, imports with cost, insurance and freight.",
        "出口按离岸价计值，进口按到岸价计值。",
        "Growth is against the same period a year earlier, on the base of its own round.",
    ):
        assert said in text


def test_a_table_has_codes_names_in_every_language_and_units_in_its_headers() -> None:
    title, head, first, *rest = both().rows("Partners   贸易伙伴")
    assert title == ["Partners / 贸易伙伴"]
    assert head[:4] == [
        "Code / 代码",
        "Partner",
        "贸易伙伴",
        "Imports and exports: Value (trillion yuan)\n进出口金额（万亿元）",
    ]
    assert first == ["ASEAN", "ASEAN", "东盟", 3.672422685148, 9.6, 2.318136237534, 14.3]
    assert len(rest) == len(BRIEFING.tables[0].rows)  # and the line of sources


def test_numbers_are_numbers_with_a_format_and_missing_ones_are_empty() -> None:
    read = both()
    for row in read.sheet("Provinces   省份").xpath("//m:row", namespaces=NS)[2:-1]:
        kinds = [cell.get("t") for cell in row.findall("m:c", NS)]
        assert kinds == ["s", "s", "s", None, None]
    formats = set(read.part("styles").xpath("//m:numFmt/@formatCode", namespaces=NS))
    assert {"#,##0.0"} <= formats
    assert [len(row) for row in read.rows("Products   商品")[2:-1]] == [5] * 10
    assert "nan" not in repr(read.rows("Products   商品"))


def test_headers_are_frozen_and_columns_wide_enough() -> None:
    sheet = both().sheet("Provinces   省份")
    [pane] = sheet.xpath("//m:pane", namespaces=NS)
    assert (pane.get("topLeftCell"), pane.get("state")) == ("D4", "frozen")
    widths = [float(each) for each in sheet.xpath("//m:col/@width", namespaces=NS)]
    assert all(8 <= width <= 61 for width in widths)
    assert sheet.xpath("//m:autoFilter/@ref", namespaces=NS) == ["A3:E34"]


def test_every_figure_stands_in_the_last_sheet_with_its_interval() -> None:
    _, head, *rows = both().rows("Figures   数字")
    assert len(rows) == len(BRIEFING.figures)
    named = dict(zip(map(str, head), rows[1], strict=False))
    assert named["figure"] == "growth(total, 2025-S1)"
    assert (named["value"], named["low"], named["high"]) == (2.9, 2.85, 2.95)


def test_synthetic_data_is_marked_on_every_sheet_and_in_the_properties() -> None:
    read = Read(workbook(SYNTHETIC))
    for name in read.names:
        assert str(read.rows(name)[1][0]).startswith("Synthetic data")
        header = read.sheet(name).findtext(".//m:oddHeader", namespaces=NS)
        assert header == "&CSynthetic data / 合成数据"
        assert read.sheet(name).xpath("//m:tabColor/@rgb", namespaces=NS) == ["FFB3431E"]
    assert "[Synthetic data]" in read.archive.read("docProps/core.xml").decode()


def test_names_of_sheets_are_short_clean_and_unique() -> None:
    table = BRIEFING.tables[2]
    tables = [replace(table, name=name) for name in ("a/b*c[d]" * 6, "a/b*c[d]" * 6, "Notes", "")]
    english = {"en": BRIEFING.editions["en"]}
    read = Read(workbook(replace(BRIEFING, tables=tuple(tables), editions=english)))
    assert len({name.lower() for name in read.names}) == len(read.names) == 6
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in read.names)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    table = Table("x", (Column("product"), Column("level", "CNY")), (("=1+1", Decimal(5)),), ())
    english = {"en": BRIEFING.editions["en"]}
    content = workbook(replace(BRIEFING, tables=(table,), editions=english))
    assert Read(content).rows("x")[2] == ["=1+1", 5.0]


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert workbook(BRIEFING) == workbook(BRIEFING)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_language_alone_is_not_doubled(language: str) -> None:
    read = Read(workbook(replace(BRIEFING, editions={language: BRIEFING.editions[language]})))
    assert read.names[0] == {"en": "Notes", "zh": "说明"}[language]
