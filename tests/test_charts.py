"""Charts: what each kind shows, in both languages, as pictures that are always the same bytes."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tradetally.brief.briefing import Briefing, Point, Series
from tradetally.figures.text import parse_figure
from tradetally.show import canvas, charts
from tradetally.show.canvas import spread, ticks, wrapped
from tradetally.show.charts import Chart, pictures
from tradetally.show.scales import scale_of
from tradetally.show.words import words

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "briefing" / "sample.py"))
BRIEFING: Briefing = SAMPLE["BRIEFING"]
SYNTHETIC: Briefing = SAMPLE["SYNTHETIC"]
SVG = "{http://www.w3.org/2000/svg}"
KEYS = [
    "monthly-exports",
    "monthly-imports",
    "contribution-partners",
    "contribution-exports",
    "share-partners",
    "ranking-provinces",
]


@cache
def drawn(language: str) -> Mapping[str, Chart]:
    return {chart.key: chart for chart in charts.charts(BRIEFING, language)}


def tree(chart: Chart) -> Any:
    return etree.fromstring(chart.svg.encode())


def said(chart: Chart) -> list[str]:
    return [str(node.text) for node in tree(chart).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_series_is_a_chart_and_months_of_two_flows_are_two(language: str) -> None:
    assert list(drawn(language)) == KEYS


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", KEYS)
def test_every_chart_says_its_title_unit_source_and_vintage(language: str, key: str) -> None:
    chart = drawn(language)[key]
    words_ = said(chart)
    text = " ".join(words_)
    assert all(line in words_ for line in wrapped(chart.title, canvas.WIDTH, canvas.TITLE))
    assert chart.points[0].period and "2025-06" in text and ".csv" in text
    units = {
        "en": ("trillion yuan", "billion yuan", "percentage points", "%"),
        "zh": ("万亿元", "亿元", "百分点", "%"),
    }
    assert any(unit in words_ for unit in units[language])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("key", KEYS)
def test_every_chart_is_as_wide_and_names_a_title_and_a_description(
    language: str, key: str
) -> None:
    chart = drawn(language)[key]
    root = tree(chart)
    assert root.get("role") == "img" and root.get("width") == "464"
    named = {
        node.get("id"): node.text for node in root if node.tag in (f"{SVG}title", f"{SVG}desc")
    }
    assert named[root.get("aria-labelledby")] == chart.title
    assert named[root.get("aria-describedby")] == chart.alt


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_stands_outside_its_chart(language: str) -> None:
    for chart in drawn(language).values():
        root = tree(chart)
        height = float(root.get("height"))
        for node in root.iter(f"{SVG}text"):
            x, y = _place(node)
            width = canvas.em(str(node.text)) * float(node.get("font-size")[:-2])
            left = {"start": x, "middle": x - width / 2, "end": x - width}[node.get("text-anchor")]
            assert left > -1 and left + width < 464 + 1, node.text
            assert 0 < y < height, node.text


def _place(node: Any) -> tuple[float, float]:
    x = y = 0.0
    while node is not None:
        moved = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform") or "")
        if moved:
            x, y = x + float(moved[1]), y + float(moved[2])
        node = node.getparent()
    return x, y


def test_months_are_named_by_the_locale_of_the_language() -> None:
    assert said(drawn("en")["monthly-exports"])[-14:-8] == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
    ]
    assert "1月" in said(drawn("zh")["monthly-exports"])


def test_lines_are_labelled_where_they_end_with_the_year_before() -> None:
    assert {"2025  2.34", "2024  2.19"} <= set(said(drawn("en")["monthly-exports"]))
    assert {"2025年  2.34", "2024年  2.19"} <= set(said(drawn("zh")["monthly-exports"]))


def test_a_description_says_the_main_numbers() -> None:
    assert drawn("en")["monthly-exports"].alt == (
        "Line chart. Exports by month, H1 2025, in trillion yuan: Jan 2025 2.34, Jun 2025 2.34;"
        " highest 2.34 in Jun 2025, lowest 1.55 in Feb 2025. A year earlier, Jun 2024 was 2.19."
        " Growth on a year earlier ran from −1.3% (Feb 2025) to 13.3% (Mar 2025)."
    )
    assert drawn("zh")["share-partners"].alt == (
        "折线图：占进出口总值的比重，按贸易伙伴：东盟由15.8%（2024年上半年）至16.8%（2025年上半年）；"
        "欧盟由12.8%（2024年上半年）至12.9%（2025年上半年）；"
        "美国由10.8%（2024年上半年）至9.5%（2025年上半年）。"
    )


def test_falls_differ_from_rises_by_side_and_sign_and_not_by_colour_alone() -> None:
    chart = drawn("en")["contribution-partners"]
    assert {"+2.39", "−1.40"} <= set(said(chart))
    assert canvas.FALL in chart.svg and canvas.NOW in chart.svg


def test_a_long_ranking_says_how_many_it_leaves_to_the_table() -> None:
    assert "15 of 31; the table has the rest." in said(drawn("en")["ranking-provinces"])
    assert "广东" in said(drawn("zh")["ranking-provinces"])


@pytest.mark.parametrize(("language", "mark"), [("en", "Synthetic data"), ("zh", "合成数据")])
def test_synthetic_data_is_marked_on_every_chart_and_in_its_description(
    language: str, mark: str
) -> None:
    for chart in charts.charts(SYNTHETIC, language):
        assert any(line.startswith(mark) for line in said(chart))
        assert chart.alt.startswith(mark)


def test_the_same_briefing_gives_the_same_bytes() -> None:
    again = charts.charts(BRIEFING, "zh")
    assert [chart.svg for chart in again] == [chart.svg for chart in drawn("zh").values()]
    assert pictures(again) == pictures(tuple(drawn("zh").values()))


def test_pictures_are_png_twice_as_large() -> None:
    [picture] = pictures([drawn("zh")["share-partners"]])
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 928
    assert pictures([]) == ()


def with_rows(kind: str, *rows: Point) -> list[Chart]:
    series = Series("<x> & y", kind, rows, ("<i>.csv",), BRIEFING.release)
    return list(charts.charts(replace(BRIEFING, series=(series,)), "en"))


def point(form: str, value: str, unit: str, dimension: str = "") -> Point:
    figure = parse_figure(form)
    label = dict(figure.cell.slice.codes()).get(dimension, "")
    return Point(label, figure.period, figure, Decimal(value), unit, dimension)


def test_a_series_without_numbers_is_no_chart() -> None:
    assert with_rows("ranking") == with_rows("monthly") == []
    assert with_rows("monthly", point("growth(exports, 2025-06)", "3", "percent")) == []


def test_one_month_alone_is_a_chart_without_a_span() -> None:
    [chart] = with_rows("monthly", point("level(exports, 2025-06)", "2300000000000", "CNY"))
    assert chart.alt == "Chart. Exports by month, Jun 2025: 2.30 trillion yuan in Jun 2025."
    assert "nan" not in chart.svg.lower()


def test_shares_of_one_period_are_bars() -> None:
    [chart] = with_rows(
        "share",
        point("share(total, partner=US, 2025)", "9.5", "percent", "partner"),
        point("share(total, partner=EU, 2025)", "13", "percent", "partner"),
    )
    assert chart.alt == (
        "Bar chart. Share of total imports and exports, by partner, 2025, in %:"
        " European Union 13.0; United States 9.5."
    )


def test_growth_beside_levels_is_small_print_in_a_ranking() -> None:
    [chart] = with_rows(
        "ranking",
        point("level(total, region=CN-GD, 2025)", "9490000000000", "CNY", "region"),
        point("growth(total, region=CN-GD, 2025)", "4", "percent", "region"),
    )
    assert {"9.49", "+4%"} <= set(said(chart))


def test_names_from_a_source_are_escaped() -> None:
    [chart] = with_rows(
        "ranking", point('level(exports, product="<b>&", 2025)', "5000", "CNY", "product")
    )
    assert "<b>&" in said(chart) and chart.key == "x-y"
    assert any("<i>.csv" in text for text in said(chart))


def test_labels_of_lines_that_end_together_are_moved_apart() -> None:
    assert spread([50, 50, 50], 10) == (40, 50, 60)
    assert spread([], 10) == ()


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("3.55", "4.34", "3.5 4.0 4.5"),
        ("-3", "12", "-5 0 5 10 15"),
        ("3000", "9000", "2000 4000 6000 8000 10000"),
        ("5", "5", "5.0 5.1"),
        ("0", "0", "0.0 0.1"),
    ],
)
def test_ticks_are_round_numbers_around_all(low: str, high: str, wanted: str) -> None:
    assert " ".join(map(str, ticks(Decimal(low), Decimal(high)))) == wanted


@pytest.mark.parametrize(
    ("values", "unit", "language", "wanted"),
    [
        (["45470000000000"], "CNY", "en", "45.5 trillion yuan"),
        (["45470000000000", "3000000000"], "CNY", "zh", "454,700.0 亿元"),
        (["640500", "8324000"], "piece", "en", "0.64 million pieces"),
        (["0.04", "-2.5"], "pp", "en", "0.04 percentage points"),
        (["61"], "rank", "zh", "61 位次"),
        (["0"], "CNY", "en", "0 yuan"),
    ],
)
def test_one_scale_serves_all_numbers(
    values: list[str], unit: str, language: str, wanted: str
) -> None:
    numbers = list(map(Decimal, values))
    scale = scale_of(numbers, unit, words(language))
    assert f"{scale.text(numbers[0])} {scale.unit}" == wanted
