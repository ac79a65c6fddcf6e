"""Formats on real files: totals and lines as a plain query of the raw file has them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb as plain
import pytest

from tradetally import codes
from tradetally.engines import Engine
from tradetally.engines.duckdb import DuckDB
from tradetally.records.formats import sorted_by_format
from tradetally.records.lines import Lines, Options


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = DuckDB()
    yield engine
    engine.close()


def read(engine: Engine, files: list[Path]) -> Lines:
    """Return the lines of files of one layout."""
    (sources,) = sorted_by_format(files, Options())
    return sources.format.lines(engine, sources.files, Options())


def totals(engine: Engine, lines: Lines, *by: str) -> list[tuple[Any, ...]]:
    """Return the number of lines, their keys and their value, by some columns."""
    table = lines.table
    found = table.aggregate(
        by=by, lines=table.count(), keys=table.declaration.nunique(), sum=table.value.sum()
    )
    return sorted(tuple(row.values()) for row in engine.rows(found))


def raw(query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query of raw files, in order."""
    return sorted(plain.connect().execute(query).fetchall())


def text(*files: Path) -> str:
    """Return the call that reads CSV files as text."""
    return f"read_csv({[str(file) for file in files]}, all_varchar=true, filename=true)"


def test_the_query_file_sums_to_its_published_total(engine: Engine, shared: Path) -> None:
    lines = read(engine, [shared / "data/gacc_query/e502201901.csv"])
    ((reporter, flow, partner, start, count, keys, value),) = totals(
        engine, lines, "reporter", "flow", "partner", "start"
    )
    assert (reporter, flow, partner, start) == ("CN", "exports", "US", 2019 * 12)
    assert count == keys == 12_993
    assert value == Decimal("36626321423.00")
    assert len(totals(engine, lines, "regime")) == 9
    assert lines.partners == ("US",) and not lines.is_whole


def test_the_query_file_has_only_units_and_regimes_that_are_known(
    engine: Engine, shared: Path
) -> None:
    lines = read(engine, sorted((shared / "data/gacc_query").glob("*.csv")))
    known = {of.unit for of in codes.units("customs").values()}
    units = {row[0] for row in totals(engine, lines, "quantity_unit")}
    units |= {row[0] for row in totals(engine, lines, "quantity2_unit")}
    assert units <= {"", *known}
    regimes = [row[0] for row in totals(engine, lines, "regime")]
    assert all(codes.is_known("regime", one) for one in regimes)
    partners = [row[0] for row in totals(engine, lines, "partner")]
    assert partners == ["BW", "EA", "US"]


def test_the_query_file_has_the_masses_of_its_kilograms(engine: Engine, shared: Path) -> None:
    file = shared / "data/gacc_query/e502201901.csv"
    ((mass,),) = raw(f"""
        SELECT sum(CASE WHEN Unit = 'Kilogram' THEN Quantity::DECIMAL(18, 3)
                        WHEN Unit = 'Gram' THEN Quantity::DECIMAL(18, 3) / 1000
                        WHEN "Supplimentary Unit" = 'Kilogram'
                        THEN "Supplimentary Quantity"::DECIMAL(18, 3) END)::DECIMAL(18, 3)
        FROM {text(file)}""")
    table = read(engine, [file]).table
    (row,) = engine.rows(table.aggregate(mass=table.net_mass_kg.sum()))
    assert row["mass"] == mass


def test_korean_declarations_have_all_lines_once(engine: Engine, shared: Path) -> None:
    files = sorted((shared / "data/korea_declarations").glob("*.csv"))
    lines = read(engine, files)
    assert raw(f"""
        SELECT filename, count(*), count(DISTINCT "Declaration ID"),
               sum("Item Price"::DECIMAL(18, 2)) FROM {text(*files)} GROUP BY 1
    """) == totals(engine, lines, "file")
    assert [row[1] for row in totals(engine, lines, "file")] == [37_385, 8_134]
    assert totals(engine, lines)[0][:2] == (45_519, 45_519)
    assert lines.is_synthetic and lines.is_whole
    for column in ("partner", "consignment"):
        assert all(codes.is_known("partner", row[0]) for row in totals(engine, lines, column))


def test_korean_declarations_are_in_the_months_of_their_dates(engine: Engine, shared: Path) -> None:
    files = sorted((shared / "data/korea_declarations").glob("*.csv"))
    found = totals(engine, read(engine, files), "start")
    assert (
        raw(f"""
        SELECT year(Date::DATE) * 12 + month(Date::DATE) - 1, count(*),
               count(DISTINCT "Declaration ID"), sum("Item Price"::DECIMAL(18, 2))
        FROM {text(*files)} GROUP BY 1""")
        == found
    )
    assert len(found) == 15


def test_baci_has_the_exports_of_its_two_countries(engine: Engine, shared: Path) -> None:
    file = next((shared / "data/baci").glob("BACI*.csv"))
    lines = read(engine, [file])
    assert raw(f"""
        SELECT CASE i WHEN '4' THEN 'AF' ELSE 'ZA' END, 'exports', 12, 'HS1992', count(*),
               count(*), (sum(v::DECIMAL(18, 3)) * 1000)::DECIMAL(18, 2)
        FROM {text(file)} GROUP BY 1
    """) == totals(engine, lines, "reporter", "flow", "months", "hs_edition")
    assert totals(engine, lines)[0][0] == 71_192
    ((mass,),) = raw(f"SELECT sum(try_cast(trim(q) AS DECIMAL(18, 3))) * 1000 FROM {text(file)}")
    (row,) = engine.rows(lines.table.aggregate(mass=lines.table.net_mass_kg.sum()))
    assert row["mass"] == mass
    assert all(codes.is_known("partner", row[0]) for row in totals(engine, lines, "partner"))


def test_us_imports_are_the_years_value_not_decembers(engine: Engine, shared: Path) -> None:
    files = sorted((shared / "data/us_census/imports_hs10_2024").glob("*.parquet"))
    found = totals(engine, read(engine, files), "partner", "outside", "start", "months", "flow")
    assert [row[:2] for row in found] == [
        ("CA", ""), ("CN", ""), ("EU", "partner-aggregate"), ("MX", ""), ("VN", ""),
    ]  # fmt: skip
    assert {row[2:5] for row in found} == {(2024 * 12, 12, "imports")}
    assert found[1][5:] == (14_422, 14_422, Decimal("429425828419.00"))
    sums = raw(f"""
        SELECT CTY_NAME, count(*), sum(CON_VAL_YR::DECIMAL(18, 2))
        FROM read_parquet({[str(file) for file in files]}) GROUP BY 1""")
    assert [(row[1], row[2]) for row in sums] == [(row[5], row[7]) for row in found]


def test_us_exports_are_by_month(engine: Engine, shared: Path) -> None:
    files = sorted((shared / "data/us_census").glob("*.parquet"))
    found = totals(engine, read(engine, files), "partner", "start", "months", "outside")
    assert (
        raw(f"""
        SELECT CASE CTY_CODE WHEN '4419' THEN 'CH' ELSE 'VN' END,
               time[:4]::INT * 12 + time[6:]::INT - 1, 1, '', count(*), count(*),
               sum(ALL_VAL_MO::DECIMAL(18, 2))
        FROM read_parquet({[str(file) for file in files]}) GROUP BY 1, 2""")
        == found
    )
    assert sum(row[4] for row in found) == 503_107 + 482_961


def test_comtrade_has_every_observation_and_says_which_are_sums(
    engine: Engine, shared: Path
) -> None:
    folder = shared / "data/comtrade"
    table = folder / "comtradr_vignette5_full47cols.parquet"
    envelope = folder / "tests_testthat_data_comtradeapi.un.org_data_v1_get_C_A_HS-60a6ad.json"
    found = totals(engine, read(engine, [table, envelope]), "outside", "months")
    ((lines, value),) = raw(f"""
        SELECT count(*), sum(primary_value::VARCHAR::DECIMAL(18, 2)) FROM '{table}'""")
    assert found == [
        ("commodity-aggregate", 12, 4, 4, Decimal("155218297800.00")),
        ("partner-aggregate", 12, lines, lines, value),
    ]
    assert lines == 5_004


def test_the_numbers_of_bacis_countries_are_known(shared: Path) -> None:
    lists = shared / "data/baci"
    numbers = codes.system("partner", "m49")
    listed = dict(
        plain.connect()
        .execute(
            "SELECT country_code, iso_2digit_alpha FROM "
            f"read_csv('{lists}/country_codes_V202301.csv', all_varchar=true, delim=';')"
        )
        .fetchall()
    )
    assert len(listed) == 238
    differ = {code: iso for code, iso in listed.items() if numbers.get(code) != iso}
    assert differ == {
        "200": "CS", "810": "SU",  # Czechoslovakia and the USSR: no code of the list
        "260": "FQ", "278": "DD", "516": None,  # spelled otherwise: TF, DE, NA
        "490": "N/A", "697": "N/A", "849": "N/A",  # not elsewhere specified
    }  # fmt: skip
