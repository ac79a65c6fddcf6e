"""The real tables of China's customs: known facts, and how much each file states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tradetally.cells import Cell
from tradetally.errors import BadInput
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.statements import Statement
from tradetally.tables import Loaded, Options, read_table

COUNTS = {
    "gacc_bulletin/partners_2024-12.csv": (91, 528),
    "gacc_bulletin/partners_2025-06.csv": (91, 543),
    "gacc_bulletin/partners_2025-12.csv": (80, 478),
    "gacc_bulletin/exports_2025-06.csv": (31, 192),
    "gacc_bulletin/exports_2025-12.csv": (31, 192),
    "gacc_bulletin/imports_2025-12.csv": (34, 244),
    "gacc_province/2024-01.csv": (338, 1990),
    "gacc_province/2024-12.csv": (351, 3102),
    "gacc_province/2025-01.csv": (350, 2052),
    "gacc_province/2025-06.csv": (350, 3109),
    "gacc_pages/release_section4_by_country_janfeb2025_cny.html": (30, 180),
    "gacc_pages/release_section4_by_country_mar2026_cny.html": (30, 270),
}
FACTS = [
    ("partners_2025-12.csv", "level(total, 2025)", "45468508453611", "1"),
    ("partners_2025-12.csv", "growth(total, 2025)", "3.8", "0.1"),
    ("partners_2025-12.csv", "level(total, partner=ASEAN, 2025)", "7545696722383", "1"),
    ("partners_2025-12.csv", "level(imports, partner=CN, 2025)", "898647320641", "1"),
    ("partners_2025-06.csv", "growth(exports, partner=UNKNOWN-PARTNER, 2025-S1)", "39817", "0.1"),
    ("exports_2025-12.csv", "level(exports, product=mechanical-electrical, 2025)",
     "16468500000000", "10000000"),
    ("exports_2025-12.csv", "level(exports, product=mechanical-electrical, 2024)",
     "15115530000000", "10000000"),
    ("exports_2025-12.csv", "level(exports, product=mechanical-electrical, 2025-12)",
     "1581980000000", "10000000"),
    ("imports_2025-12.csv", "growth(imports, product=crude-oil, measure=volume, 2025)",
     "4.4", "0.1"),
    ("imports_2025-12.csv", "level(imports, product=crude-oil, measure=volume, unit=t, 2025)",
     "577726000", "1000"),
    ("2025-06.csv", "level(total, region=CN-ZJ, 2025-S1)", "2732690250000", "10000"),
    ("2025-06.csv", "level(exports, region=CN-ZJ, 2025-06)", "381892670000", "10000"),
    ("release_section4_by_country_janfeb2025_cny.html", "level(total, 2025-01/2025-02)",
     "6536360000000", "10000000"),
    ("release_section4_by_country_mar2026_cny.html", "level(total, 2026-03)",
     "4104640000000", "10000000"),
    ("release_section4_by_country_mar2026_cny.html", "level(total, partner=BRI, 2026-Q1)",
     "6055170000000", "10000000"),
]  # fmt: skip
ZHEJIANG = "gacc_province/浙江省-2025-06.csv"


@pytest.fixture
def data(shared: Path) -> Path:
    return shared / "data"


def find(data: Path, name: str) -> Path:
    (path,) = data.glob(f"gacc_*/{name}")
    return path


def stated(loaded: Loaded, figure: str) -> Statement:
    (found,) = [one for one in loaded.statements if write_figure(one.figure) == figure]
    return found


def noted(loaded: Loaded, code: str) -> list[str]:
    return [note.text for note in loaded.notes if note.code == code]


@pytest.mark.parametrize("name", COUNTS)
def test_how_much_a_file_states(name: str, data: Path) -> None:
    loaded = read_table(data / name)
    assert (loaded.rows, len(loaded.statements)) == COUNTS[name]


@pytest.mark.parametrize(("name", "figure", "value", "width"), FACTS)
def test_a_published_number(name: str, figure: str, value: str, width: str, data: Path) -> None:
    one = stated(read_table(find(data, name)), figure)
    half = Decimal(width) / 2
    assert one.value == Decimal(value)
    assert one.interval == Interval.of(Decimal(value) - half, Decimal(value) + half)


def test_every_name_of_every_table_is_known(data: Path) -> None:
    paths = [*data.glob("gacc_bulletin/*.csv"), *data.glob("gacc_province/20*.csv")]
    paths += [data / name for name in COUNTS if name.endswith(".html")]
    assert len(paths) == 26
    notes = Counter(note.code for path in paths for note in read_table(path).notes)
    assert not {"open-code", "open-unit", "said-differently", "flows-off", "growth-off"} & {*notes}


def test_the_continents_of_2024_fall_short_as_published(data: Path) -> None:
    loaded = read_table(data / "gacc_bulletin/partners_2024-12.csv")
    assert noted(loaded, "partition-off") == [
        "all partners: its 8 parts sum to 724859 CNY less than the total of 2024 (0.0000017%),"
        " which rounding does not explain",
        "all partners: its 8 parts sum to 724859 CNY less than the exports of 2024 (0.0000028%),"
        " which rounding does not explain",
    ]
    assert noted(loaded, "partition-incomplete") == []


def test_the_first_half_of_2025_is_complete(data: Path) -> None:
    loaded = read_table(data / "gacc_bulletin/partners_2025-06.csv", strict=True)
    assert noted(loaded, "partition-incomplete") == []


def test_the_year_2025_lacks_rows(data: Path) -> None:
    loaded = read_table(data / "gacc_bulletin/partners_2025-12.csv", strict=True)
    assert noted(loaded, "partition-incomplete") == [
        "all partners: 2 of 8 parts are no rows (Africa, Antarctica); the others make 94.52% of"
        " the total of 2025",
        "partner=ASEAN: 1 of 11 parts are no rows (Timor-Leste); the others make 99.97% of the"
        " total of 2025",
        "partner=RCEP: 1 of 14 parts are no rows (New Zealand); the others make 98.89% of the"
        " total of 2025",
        "partner=APEC: 4 of 20 parts are no rows (Mexico, New Zealand, Papua New Guinea, …); the"
        " others make 87.77% of the total of 2025",
    ]


def test_the_provinces_make_the_country_in_every_month(data: Path) -> None:
    paths = sorted(data.glob("gacc_province/20*.csv"))
    assert len(paths) == 18
    for path in paths:
        codes = {note.code for note in read_table(path, strict=True).notes}
        assert codes <= {"no-figure", "footnote", "said-twice"}


def test_yuan_that_a_table_calls_ten_thousand_yuan(data: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(data / ZHEJIANG)
    assert str(caught.value).endswith(
        "saw 2732690245066.0 in 万元, which is 27326902450660000 CNY."
        " To do: if it is 2732690245066 CNY, load the table with --unit CNY."
    )


def test_the_national_table_tells_the_unit_of_the_provinces(data: Path) -> None:
    national = read_table(data / "gacc_province/2025-06.csv")
    levels = {one.figure.cell: one.interval for one in national.statements
              if one.figure.indicator == "level"}  # fmt: skip

    def known(cells: Iterable[Cell]) -> Mapping[Cell, Interval]:
        return {cell: levels[cell] for cell in cells if cell in levels}

    with pytest.raises(BadInput, match="10000 times as much"):
        read_table(data / ZHEJIANG, known=known)
    with pytest.raises(BadInput, match="10000 times as much"):
        read_table(data / ZHEJIANG, Options(unit="万元"), known=known)
    assert read_table(data / ZHEJIANG, Options(unit="CNY"), known=known).rows == 12


def test_the_current_period_of_a_province_is_the_year_to_date(data: Path) -> None:
    national = read_table(data / "gacc_province/2025-06.csv")
    own = read_table(data / ZHEJIANG, Options(unit="CNY"), strict=True)
    for flow in ("total", "exports", "imports"):
        figure = f"level({flow}, region=CN-ZJ, 2025-S1)"
        assert stated(own, figure).interval.within(stated(national, figure).interval)
        growth = f"growth({flow}, region=CN-ZJ, 2025-S1)"
        assert stated(own, growth).interval == stated(national, growth).interval


@pytest.mark.parametrize("name", ["release_section4_by_country_jan2018_cny.html", "seed_2026.html"])
def test_a_page_that_holds_no_table(name: str, data: Path) -> None:
    with pytest.raises(BadInput, match="saw a page that holds no table, titled "):
        read_table(data / "gacc_pages" / name)
