"""Formats: each layout's files are told by looking, and become the records that are expected."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from tradetally.engines import Engine
from tradetally.engines.duckdb import DuckDB
from tradetally.periods import Period
from tradetally.records.formats import FORMATS, OUTSIDE, format_of, open_head, sorted_by_format
from tradetally.records.lines import Lines, Options
from tradetally.records.record import COLUMNS, RECORD

DATA = Path(__file__).parent / "data" / "formats"
LAYOUTS = {
    "e502202503.csv": "gacc_query",
    "e210202503.csv": "gacc_query",
    "i20420253.csv": "gacc_query",
    "出口_2025-03.csv": "gacc_query",
    "korea.csv": "korea_declarations",
    "us_imports.csv": "us_census",
    "us_exports.csv": "us_census",
    "BACI_HS92_Y2021_sample.csv": "baci",
    "comtrade.json": "comtrade",
    "tradetally.csv": "tradetally",
    "aduana.csv": "aduana",
}
TABLES = tuple(name for name in LAYOUTS if name.endswith(".csv") and name != "aduana.csv")
DEFAULTS = {
    column.name: "" if column.default is None else str(column.default) for column in COLUMNS
}


@pytest.fixture
def duckdb() -> Iterator[Engine]:
    """Return the engine for what is told before an engine reads."""
    engine = DuckDB()
    yield engine
    engine.close()


def read(engine: Engine, *files: Path, **said: object) -> Lines:
    """Return the lines of files of one layout."""
    if files[0].name == "aduana.csv":
        said["mapping"] = DATA / "aduana.toml"
    options = Options(**said)  # type: ignore[arg-type]
    (sources,) = sorted_by_format(files, options)
    return sources.format.lines(engine, sources.files, options)


def rows(engine: Engine, lines: Lines) -> list[dict[str, str]]:
    """Return the records as texts, without the place that they are at."""
    found = engine.rows(lines.table.drop("file", "line"))
    return [
        {name: "" if said is None else str(said) for name, said in row.items()} for row in found
    ]


def keyed(records: list[dict[str, str]]) -> list[tuple[tuple[str, str], ...]]:
    """Return what the records have that is not as the record's defaults, in one order."""
    return sorted(
        tuple(sorted((name, said) for name, said in row.items() if said != DEFAULTS.get(name, "")))
        for row in records
    )


def expected(name: str) -> list[dict[str, str]]:
    """Return the records that a sample must be read as."""
    with (DATA / f"{Path(name).stem}.expected.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_each_sample_has_its_expectation() -> None:
    assert len(list(DATA.glob("*.expected.tsv"))) == len(LAYOUTS) == 11
    assert {layout.NAME for layout in FORMATS} == {*LAYOUTS.values()} - {"aduana"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sample_becomes_the_expected_records(engine: Engine, name: str) -> None:
    lines = read(engine, DATA / name)
    assert lines.layout == LAYOUTS[name]
    assert keyed(rows(engine, lines)) == keyed(expected(name))


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_have_the_types_of_the_record(duckdb: Engine, name: str) -> None:
    table = read(duckdb, DATA / name).table
    kinds = {column: str(kind).replace("!", "") for column, kind in table.schema().items()}
    wanted = {column: kind.replace(" ", "") for column, kind in RECORD.items()}
    assert {column: kinds[column].replace(" ", "") for column in RECORD} == wanted
    assert all(kind == "string" for column, kind in kinds.items() if column.startswith("raw_"))
    texts = [column.name for column in COLUMNS if column.is_text]
    nulls = table.aggregate(**{column: table[column].isnull().sum() for column in texts})
    assert set(duckdb.rows(nulls)[0].values()) == {0}


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_line_says_its_file(duckdb: Engine, name: str) -> None:
    table = read(duckdb, DATA / name).table
    assert {row["file"] for row in duckdb.rows(table.select("file"))} == {str(DATA / name)}


@pytest.mark.parametrize("name", [*TABLES, "comtrade.json"])
def test_a_layout_is_told_by_looking_not_by_the_name(tmp_path: Path, name: str) -> None:
    renamed = tmp_path / "data.txt"
    renamed.write_bytes((DATA / name).read_bytes())
    assert LAYOUTS[name] == format_of(open_head(renamed), Options()).NAME


@pytest.mark.parametrize("name", [one for one in TABLES if one != "i20420253.csv"])
def test_columns_may_change_their_order(duckdb: Engine, tmp_path: Path, name: str) -> None:
    head = open_head(DATA / name)
    given = list(csv.reader((DATA / name).read_text(head.encoding).splitlines()))
    width = len([cell for cell in given[0] if cell])
    turned = tmp_path / name
    with turned.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([row[:width][::-1] for row in given])
    assert keyed(rows(duckdb, read(duckdb, turned))) == keyed(expected(name))


@pytest.mark.parametrize("name", ["korea.csv", "us_imports.csv", "us_exports.csv",
                                  "BACI_HS92_Y2021_sample.csv", "tradetally.csv"])  # fmt: skip
def test_parquet_is_read_as_csv_is(duckdb: Engine, tmp_path: Path, name: str) -> None:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        table = pa.Table.from_pylist(list(csv.DictReader(file)))
    pq.write_table(table, tmp_path / f"{Path(name).stem}.parquet")
    lines = read(duckdb, tmp_path / f"{Path(name).stem}.parquet")
    assert keyed(rows(duckdb, lines)) == keyed(expected(name))
    assert {row["line"] for row in duckdb.rows(lines.table.select("line"))} == set(
        range(1, table.num_rows + 1)
    )


def test_numbers_of_a_parquet_file_may_be_floating(duckdb: Engine, tmp_path: Path) -> None:
    # 1.005 is stored as a little less: what is printed counts
    table = pa.table({"t": [2021], "i": [4], "j": [842], "k": [10121], "v": [0.001005], "q": [0.5]})
    pq.write_table(table, tmp_path / "baci.parquet")
    (row,) = rows(duckdb, read(duckdb, tmp_path / "baci.parquet"))
    assert (row["value"], row["net_mass_kg"], row["commodity"]) == ("1.01", "500.000", "010121")


def test_files_of_one_layout_with_different_columns_are_read_together(duckdb: Engine) -> None:
    names = [name for name, layout in LAYOUTS.items() if layout == "gacc_query"]
    lines = read(duckdb, *(DATA / name for name in names))
    together = [row for name in names for row in expected(name)]
    assert keyed(rows(duckdb, lines)) == keyed(together)


def test_files_are_sorted_by_their_layout() -> None:
    files = [DATA / name for name in ("korea.csv", "e502202503.csv", "e210202503.csv")]
    found = sorted_by_format(files, Options())
    assert [(one.format.NAME, one.files) for one in found] == [
        ("korea_declarations", (files[0],)),
        ("gacc_query", (files[1], files[2])),
    ]


def test_a_query_is_an_extract_of_what_its_name_says(duckdb: Engine) -> None:
    files = [DATA / name for name in ("e502202503.csv", "i20420253.csv")]
    lines = read(duckdb, *files)
    assert not lines.is_whole
    assert lines.partners == ("US", "BW")
    assert lines.periods == {str(file): Period.parse("2025-03") for file in files}


def test_a_query_with_another_name_takes_its_flow_from_the_caller(
    duckdb: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "download.csv"
    file.write_bytes((DATA / "e502202503.csv").read_bytes())
    lines = read(duckdb, file, flow="imports")
    assert {row["flow"] for row in rows(duckdb, lines)} == {"imports"}
    assert (lines.partners, dict(lines.periods)) == ((), {})


def test_lines_that_come_twice_have_one_key(duckdb: Engine, tmp_path: Path) -> None:
    file = tmp_path / "e502202503.csv"
    header, *given = (DATA / file.name).read_text("utf-8").splitlines()
    file.write_text("\n".join([header, *given, *given, ""]), "utf-8")
    found = [row["declaration"] for row in rows(duckdb, read(duckdb, file))]
    assert (len(found), len(set(found))) == (6, 3)


def test_a_layout_may_be_named(duckdb: Engine) -> None:
    assert (
        read(duckdb, DATA / "korea.csv", layout="korea_declarations").layout == LAYOUTS["korea.csv"]
    )


@pytest.mark.parametrize(("name", "is_synthetic"), [("korea.csv", False), ("df_syn_x.csv", True)])
def test_korean_files_say_by_their_name_that_they_are_synthetic(
    duckdb: Engine, tmp_path: Path, name: str, is_synthetic: bool
) -> None:
    file = tmp_path / name
    file.write_bytes((DATA / "korea.csv").read_bytes())
    assert read(duckdb, file).is_synthetic is is_synthetic


def test_the_projects_own_samples_say_that_they_are_synthetic(
    duckdb: Engine, tmp_path: Path
) -> None:
    given = (DATA / "tradetally.csv").read_text("utf-8")
    plain, marked, kept = (tmp_path / name for name in ("a.csv", "b.csv", "c.parquet"))
    plain.write_text(given, "utf-8")
    marked.write_text(given.replace("222025001", "SYN2025001"), "utf-8")
    table = pa.csv.read_csv(plain).replace_schema_metadata({"tradetally.synthetic": "true"})
    pq.write_table(table, kept)
    assert [read(duckdb, one).is_synthetic for one in (plain, marked, kept)] == [False, True, True]


def test_a_file_without_a_last_line_end_is_noted(duckdb: Engine, tmp_path: Path) -> None:
    file = tmp_path / "korea.csv"
    file.write_text((DATA / "korea.csv").read_text("utf-8").rstrip("\n"), "utf-8")
    assert read(duckdb, file).notes == (
        "korea.csv does not end with the end of a line: its last one may be cut off",
    )
    assert read(duckdb, DATA / "korea.csv").notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_told_by_looking(duckdb: Engine, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "出口_2025-03.csv"
    file.write_text((DATA / file.name).read_text("gb18030"), encoding)
    assert keyed(rows(duckdb, read(duckdb, file))) == keyed(expected(file.name))


def test_the_encoding_may_show_far_down(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text("name,value\n" + "abc,1\n" * 50_000 + "德国,2\n", "gb18030")
    assert open_head(file).encoding == "gb18030"


def test_every_rule_of_a_format_is_explained() -> None:
    assert len(OUTSIDE) == 10
    assert all(reason and not reason.endswith(".") for reason in OUTSIDE.values())


def test_parquet_and_csv_of_one_layout_are_read_together(duckdb: Engine, tmp_path: Path) -> None:
    with (DATA / "tradetally.csv").open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    some = [{name: said for name, said in row.items() if name != "version"} for row in given[:1]]
    pq.write_table(pa.Table.from_pylist(some), tmp_path / "some.parquet")
    typed = pa.Table.from_pylist(given[1:2]).drop_columns(["quantity", "net_mass_kg"])
    typed = typed.set_column(typed.column_names.index("value"), "value", pa.array([8000]))
    pq.write_table(typed, tmp_path / "typed.parquet")
    rest = tmp_path / "rest.csv"
    with rest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, given[0])
        writer.writeheader()
        writer.writerows(given[2:])
    lines = read(duckdb, tmp_path / "some.parquet", rest, tmp_path / "typed.parquet")
    assert keyed(rows(duckdb, lines)) == keyed(expected("tradetally.csv"))
