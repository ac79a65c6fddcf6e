"""Published tables become statements: what each layout's sample states, and in which release."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Statement, Tier
from tradetally.tables import LAYOUTS, Loaded, Options, read_table

SAMPLES = Path(__file__).parent / "data" / "tables"
LAYOUT_OF = {
    "partners_2025-06.csv": "gacc_partners",
    "exports_2025-06.csv": "gacc_commodities",
    "2025-01.csv": "gacc_locations",
    "2025-02.csv": "gacc_locations",
    "浙江省-2025-06.csv": "gacc_prefectures",
    "page.html": "gacc_page",
    "figures.csv": "tidy",
}


def load(name: str, options: Options | None = None) -> Loaded:
    return read_table(SAMPLES / name, options or Options())


def stated(loaded: Loaded, figure: str) -> Statement:
    (found,) = [one for one in loaded.statements if write_figure(one.figure) == figure]
    return found


def noted(loaded: Loaded, code: str) -> list[str]:
    return [note.text for note in loaded.notes if note.code == code]


def test_there_are_six_layouts_each_with_a_line_about_it() -> None:
    assert [layout.NAME for layout in LAYOUTS] == [
        "gacc_partners",
        "gacc_commodities",
        "gacc_locations",
        "gacc_prefectures",
        "gacc_page",
        "tidy",
    ]
    assert all("\n" not in layout.DESCRIPTION for layout in LAYOUTS)
    assert {layout.NAME for layout in LAYOUTS} == set(LAYOUT_OF.values())


@pytest.mark.parametrize("name", LAYOUT_OF)
def test_the_layout_is_told_by_looking(name: str) -> None:
    assert load(name).layout == LAYOUT_OF[name]
    assert load(name, Options(layout=LAYOUT_OF[name])) == load(name)


@pytest.mark.parametrize("name", LAYOUT_OF)
def test_every_cell_of_a_sample_states_what_its_list_says(name: str) -> None:
    listed = (SAMPLES / name).with_suffix(".expected.tsv").read_text(encoding="utf-8")
    expected = [
        (
            row["figure"],
            Fraction(row["low"]),
            Fraction(row["high"]),
            row["unit"],
            row["overlapping"] == "overlapping",
        )
        for row in csv.DictReader(listed.splitlines(), delimiter="\t")
    ]
    loaded = load(name)
    assert [
        (
            write_figure(one.figure),
            one.interval.low,
            one.interval.high,
            one.unit,
            one.is_overlapping,
        )
        for one in loaded.statements
    ] == expected
    assert len(expected) >= 8


@pytest.mark.parametrize("name", LAYOUT_OF)
def test_every_statement_is_a_tables_and_says_where_it_stands(name: str) -> None:
    loaded = load(name)
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    for one in loaded.statements:
        assert one.tier is Tier.TABLE
        assert one.place.document == name
        assert one.place.line is not None
        assert one.place.column
        assert one.place.text in "\n".join(lines[one.place.line - 1 :]).replace("&nbsp;", "")
        middle = one.interval.middle
        assert middle is not None
        assert Interval.of(one.value).within(one.interval)


@pytest.mark.parametrize("name", LAYOUT_OF)
def test_every_cell_comes_out_as_a_statement_or_is_counted(name: str) -> None:
    loaded = load(name)
    repeated = [int(text.split()[0]) for text in noted(loaded, "said-twice")]
    columns = {
        "gacc_partners": 6,
        "gacc_commodities": 8,
        "gacc_locations": 9,
        "gacc_prefectures": 6,
        "gacc_page": 9,
        "tidy": 1,
    }[loaded.layout]
    assert loaded.rows * columns == len(loaded.statements) + loaded.empty + sum(repeated)


def test_a_table_is_known_by_its_name_and_its_digest() -> None:
    loaded = load("page.html")
    assert loaded.document == "page.html"
    assert loaded.digest == hashlib.sha256((SAMPLES / "page.html").read_bytes()).hexdigest()


def test_rows_that_repeat_others_are_marked() -> None:
    overlapping = {
        str(one.figure.cell.slice)
        for name in LAYOUT_OF
        for one in load(name).statements
        if one.is_overlapping
    }
    assert overlapping == {
        "partner=ASEAN",
        "product=agricultural",
        "product=mechanical-electrical",
    }


def test_china_is_its_own_partner() -> None:
    loaded = load("partners_2025-06.csv")
    assert stated(loaded, "level(imports, partner=CN, 2025-S1)").value == 400000


def test_the_year_before_is_stated_in_this_round() -> None:
    base = stated(load("exports_2025-06.csv"), "level(exports, product=grain, 2024-S1)")
    assert base.place.column == "ytd_value_prev"
    assert base.round == Period.parse("2025-06")


def test_growth_of_a_quantity_needs_no_unit() -> None:
    loaded = load("exports_2025-06.csv")
    grain = Slice(product="grain")
    cell = Cell(
        flow=Flow.EXPORTS,
        period=Period.parse("2025-S1"),
        slice=grain,
        measure=Measure.VOLUME,
        unit=None,
    )
    assert [one for one in loaded.statements if one.figure == Figure("growth", cell)]


def test_what_no_list_holds_is_kept_by_its_own_words() -> None:
    loaded = load("exports_2025-06.csv")
    assert noted(loaded, "open-code") == ["no product list holds '传声飞毯': kept as its own code"]
    assert noted(loaded, "open-unit") == ["no list holds the unit '张': kept by its own word"]
    carpet = stated(loaded, "level(exports, product=传声飞毯, 2025-06)")
    assert carpet.words == (("product", "传声飞毯"),)


def test_what_is_empty_is_counted() -> None:
    assert noted(load("partners_2025-06.csv"), "no-figure") == [
        "5 cells hold no figure (nothing, or a dash)"
    ]
    assert noted(load("figures.csv"), "no-figure") == [
        "1 cell holds no figure (nothing, or a dash)"
    ]


def test_january_is_month_and_year_to_date_in_one() -> None:
    loaded = load("2025-01.csv")
    assert noted(loaded, "said-twice") == [
        "18 cells repeat a figure of the table: one statement for both"
    ]
    assert len({one.figure for one in loaded.statements}) == len(loaded.statements)


def test_a_figure_said_with_two_numbers_is_kept_twice(tmp_path: Path) -> None:
    text = (SAMPLES / "partners_2025-06.csv").read_text(encoding="utf-8")
    path = tmp_path / "partners_2025-06.csv"
    path.write_text(text + "越南,country,96.75,11.8,66.5,21,30.25,-4.1\n", encoding="utf-8")
    loaded = read_table(path)
    assert len(noted(loaded, "said-differently")) == 2
    assert noted(loaded, "said-twice") == [
        "4 cells repeat a figure of the table: one statement for both"
    ]


def test_footnotes_are_kept_as_notes() -> None:
    assert noted(load("2025-02.csv"), "footnote") == ["注：本表为示例。"]
    assert noted(load("page.html"), "footnote") == ["Note: 1. Invented numbers."]


def test_floating_point_noise_is_no_published_digit() -> None:
    loaded = load("浙江省-2025-06.csv")
    huzhou = stated(loaded, "level(total, region=huzhou, 2025-S1)")
    assert huzhou.place.text == "200000000000.00003"
    assert huzhou.value == 200000000000
    assert noted(loaded, "float-noise") == [
        "binary floating point shows in 1 of the numbers (200000000000.00003 is read as"
        " 200000000000): what lies beyond fifteen digits was never published"
    ]


def test_the_province_is_told_by_its_prefectures_where_the_name_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "2025-06.csv"
    path.write_bytes((SAMPLES / "浙江省-2025-06.csv").read_bytes())
    assert stated(read_table(path), "level(total, region=CN-ZJ, 2025-S1)")


@pytest.mark.parametrize(
    ("name", "release"),
    [
        ("partners_2025-06.csv", "2025-06 (about 2025-07-18)"),
        ("exports_2025-06.csv", "2025-06 (about 2025-07-18)"),
        ("2025-01.csv", "2025-01 (about 2025-03-20)"),
        ("2025-02.csv", "2025-02 (about 2025-03-20)"),
        ("浙江省-2025-06.csv", "2025-06 (about 2025-07-20)"),
        ("page.html", "2026-03 (2026-04-08)"),
        ("figures.csv", "2025-12 (2026-01-14)"),
    ],
)
def test_the_round_is_the_last_month_and_an_assumed_day_says_so(name: str, release: str) -> None:
    assert str(load(name).release) == release


def test_a_tidy_table_may_hold_several_releases() -> None:
    rounds = {str(one.release) for one in load("figures.csv").statements}
    assert rounds == {"2025-12 (2026-01-14)", "2014-06 (2014-08-08)"}


def test_options_win_over_the_files_name() -> None:
    options = Options(period=Period.parse("2024"), unit="billion USD", released=date(2025, 2, 1))
    loaded = load("partners_2025-06.csv", options)
    assert str(loaded.release) == "2024-12 (2025-02-01)"
    total = stated(loaded, "level(total, unit=USD, 2024)")
    assert total.value == 2122 * 10**9
    assert total.unit == "USD"
    assert stated(loaded, "growth(total, unit=USD, 2024)").unit == "percent"
    assert noted(loaded, "unit-assumed") == []


def test_the_flow_may_come_as_an_option(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes((SAMPLES / "exports_2025-06.csv").read_bytes())
    options = Options(flow=Flow.IMPORTS, period=Period.parse("2025-06"))
    assert stated(read_table(path, options), "level(imports, product=grain, 2025-06)")


def test_another_reporter_has_its_own_currency(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text('figure,value,unit\n"level(exports, 2025)",612.3,billion KRW\n')
    (one,) = read_table(path, Options(reporter="KR")).statements
    assert write_figure(one.figure) == "level(exports, reporter=KR, 2025)"
    assert one.unit == "KRW"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_makes_no_difference(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "partners_2025-06.csv"
    text = (SAMPLES / "partners_2025-06.csv").read_text(encoding="utf-8")
    path.write_text(text, encoding=encoding)
    assert read_table(path).statements == load("partners_2025-06.csv").statements
