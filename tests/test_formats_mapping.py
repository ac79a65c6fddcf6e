"""Mappings: a TOML file reads a source like a format does, and a draft of one is nearly there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradetally.engines import Engine
from tradetally.engines.duckdb import DuckDB
from tradetally.errors import BadInput
from tradetally.records.formats import sorted_by_format
from tradetally.records.lines import Options
from tradetally.records.mapping import BLANK, read_mapping, suggest

DATA = Path(__file__).parent / "data" / "formats"
ADUANA = (DATA / "aduana.toml").read_text("utf-8")
DRAFTED = ("korea.csv", "BACI_HS92_Y2021_sample.csv", "e502202503.csv", "e210202503.csv",
           "出口_2025-03.csv", "us_imports.csv", "us_exports.csv", "tradetally.csv",
           "aduana.csv")  # fmt: skip

# What the drafts leave to the user, as its documentation gives it: text → what takes its place.
FILLED: Mapping[str, Mapping[str, str]] = {
    "korea_declarations/df_syn_valid_eng.csv": {
        "reporter": '{ is = "KR" }', "currency": '{ is = "KRW" }', "whole": "true",
    },
    "korea_declarations/df_syn_train_eng.csv": {
        "reporter": '{ is = "KR" }', "currency": '{ is = "KRW" }', "whole": "true",
    },
    "baci/BACI_HS92_Y2021_V202301_subset_4_710.csv": {
        "flow": '{ is = "exports" }', "currency": '{ is = "USD" }', "whole": "true",
        "value": '{ column = "v", scale = 1000 }', "net_mass_kg": '{ column = "q", scale = 1000 }',
    },
    "gacc_query/e502201901.csv": {
        "reporter": '{ is = "CN" }', "flow": '{ is = "exports" }', "whole": "false",
    },
    "gacc_query/i20420186.csv": {
        "reporter": '{ is = "CN" }', "flow": '{ is = "imports" }', "whole": "false",
    },
    "us_census/imports_hs10_2024/2024-hs10-imports5700.parquet": {
        "reporter": '{ is = "US" }', "currency": '{ is = "USD" }', "whole": "false",
    },
    "us_census/imports_hs10_2024/2024-hs10-imports0003.parquet": {
        "reporter": '{ is = "US" }', "currency": '{ is = "USD" }', "whole": "false",
    },
    "us_census/4419data-combined.parquet": {
        "reporter": '{ is = "US" }', "currency": '{ is = "USD" }', "whole": "false",
        "flow": '{ is = "exports" }',
    },
    "comtrade/comtradr_vignette5_full47cols.parquet": {
        "currency": '{ is = "USD" }', "whole": "false",
    },
}  # fmt: skip


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = DuckDB()
    yield engine
    engine.close()


def fill(draft: str, said: Mapping[str, str]) -> str:
    """Return a draft with other values for the lines that start with these names."""
    lines = []
    for line in draft.splitlines():
        name = line.partition(" = ")[0]
        lines.append(f"{name} = {said[name]}" if name in said else line)
    return "\n".join(lines)


def totals(engine: Engine, file: Path, mapping: Path | None = None) -> list[tuple[Any, ...]]:
    """Return lines, value and mass by what lines are told apart by."""
    options = Options(mapping=mapping)
    (sources,) = sorted_by_format([file], options)
    table = sources.format.lines(engine, sources.files, options).table
    found = table.aggregate(
        by=["reporter", "flow", "partner", "start", "months", "currency", "regime", "outside",
            "hs_edition"],
        lines=table.count(),
        keys=table.declaration.nunique(),
        goods=table.commodity.nunique(),
        value=table.value.sum(),
        quantity=table.quantity.sum(),
        quantity2=table.quantity2.sum(),
    )  # fmt: skip
    return sorted(map(str, (tuple(row.values()) for row in engine.rows(found))))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FILLED)
def test_a_draft_reads_a_real_file_as_its_format_does(
    engine: Engine, shared: Path, tmp_path: Path, name: str
) -> None:
    file = shared / "data" / name
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(fill(suggest(file), FILLED[name]), "utf-8")
    assert totals(engine, file, mapping) == totals(engine, file)


@pytest.mark.parametrize("name", FILLED)
def test_a_draft_says_what_it_cannot_know(shared: Path, tmp_path: Path, name: str) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(suggest(shared / "data" / name), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_mapping(mapping)
    named = {place.rpartition(".")[0] or place for place in _places(caught.value.seen)}
    blanks = {place.rpartition(".")[2] for place in named} - {"covers"}
    assert blanks <= {*FILLED[name]} and "covers.whole" in caught.value.seen


def _places(seen: str) -> list[str]:
    return seen.removeprefix("it at ").split(", ")


@pytest.mark.parametrize("name", DRAFTED)
def test_every_draft_is_toml_with_reasons(name: str) -> None:
    draft = suggest(DATA / name)
    columns = tomllib.loads(draft)["columns"]
    assert {"declaration", "date", "commodity", "partner", "value"} <= set(columns)
    lines = draft.splitlines()
    for column in columns:
        at = next(at for at, line in enumerate(lines) if line.startswith(f"{column} = "))
        assert lines[at - 1].startswith("# ")


def test_a_draft_is_told_by_spanish_names_and_by_values() -> None:
    draft = tomllib.loads(suggest(DATA / "aduana.csv"))
    wanted = tomllib.loads(ADUANA)
    assert draft["file"] == {
        "delimiter": ";", "point": ",", "thousands": ".", "empty": ["-"],
    }  # fmt: skip
    assert _columns(draft) == _columns(wanted)
    assert draft["columns"]["partner"]["codes"] == "iso3"
    assert draft["columns"]["date"]["form"] == "%d/%m/%Y"


def _columns(mapping: dict[str, Any]) -> dict[str, str]:
    given = mapping["columns"].items()
    return {name: said["column"] for name, said in given if "column" in said}


def test_numbers_of_two_systems_are_told_apart_by_the_names_beside_them(tmp_path: Path) -> None:
    given = (DATA / "e210202503.csv").read_text("utf-8").replace('"210"', '"204"')
    file = tmp_path / "a.csv"
    file.write_text(given.replace("Ceuta", "Botswana"), "utf-8")
    assert tomllib.loads(suggest(file))["columns"]["partner"]["codes"] == "customs"
    file.write_text(given.replace("Ceuta", "Benin"), "utf-8")
    assert tomllib.loads(suggest(file))["columns"]["partner"]["codes"] == "m49"
    file.write_text(given.replace("Ceuta", "elsewhere"), "utf-8")
    assert tomllib.loads(suggest(file))["columns"]["partner"]["codes"] == BLANK
    assert "# all of its numbers are codes of m49 and of customs" in suggest(file)


def test_a_draft_is_told_by_chinese_names() -> None:
    draft = tomllib.loads(suggest(DATA / "出口_2025-03.csv"))
    assert _columns(draft) == {
        "date": "数据年月", "commodity": "商品编码", "partner": "贸易伙伴编码",
        "region": "注册地编码", "regime": "贸易方式编码", "quantity": "第一数量",
        "quantity_unit": "第一计量单位", "quantity2": "第二数量",
        "quantity2_unit": "第二计量单位", "value": "人民币",
    }  # fmt: skip
    assert draft["columns"]["currency"] == {"is": "CNY"}


def test_a_draft_of_a_file_that_holds_nothing_known_is_all_blanks(tmp_path: Path) -> None:
    file = tmp_path / "weather.csv"
    file.write_text("station,rain\nA,yes\nB,no\n", "utf-8")
    draft = suggest(file)
    assert draft.count(BLANK) == 9
    assert "the file has station, rain" in draft


def test_no_draft_is_made_of_json(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        suggest(DATA / "comtrade.json")
    assert str(caught.value) == (
        "comtrade.json: expected a CSV or Parquet file, saw JSON. "
        "To do: save its records as CSV in UTF-8."
    )


@pytest.mark.parametrize("is_floating", [False, True])
def test_codes_may_be_kept_as_numbers(engine: Engine, tmp_path: Path, is_floating: bool) -> None:
    kind = pa.float64() if is_floating else pa.int32()
    table = pa.table(
        {"when": pa.array([2024]), "hs": pa.array([10121], kind), "to": pa.array([842], kind),
         "usd": pa.array([0.125])}
    )  # fmt: skip
    pq.write_table(table, tmp_path / "a.parquet")
    mapping = tmp_path / "a.toml"
    mapping.write_text(
        """
        layout = "a"
        covers = { whole = true }
        [columns]
        declaration = { columns = ["when", "hs", "to"] }
        date = { column = "when", form = "%Y" }
        reporter = { is = "CN" }
        flow = { is = "exports" }
        commodity = { column = "hs", digits = 6 }
        partner = { column = "to", codes = "m49" }
        value = { column = "usd", scale = 0.1 }
        currency = { is = "USD" }
        """,
        "utf-8",
    )
    (sources,) = sorted_by_format([tmp_path / "a.parquet"], Options(mapping=mapping))
    table = sources.format.lines(engine, sources.files, Options(mapping=mapping)).table
    (row,) = engine.rows(table)
    shown = {name: str(row[name]) for name in ("declaration", "start", "months", "commodity",
                                               "partner", "value")}  # fmt: skip
    assert shown == {
        "declaration": "2024/10121/842", "start": "24288", "months": "12",
        "commodity": "010121", "partner": "US", "value": "0.01",
    }  # fmt: skip


REFUSED = (
    ("[covers]", "[cover]",
     "m.toml: expected a mapping as in docs/formats.md, saw Object contains unknown field "
     "`cover`. To do: mend that place."),
    ('layout = "aduana"', 'layout = "La Aduana"',
     "m.toml: expected a layout of small letters, digits, - and _, saw 'La Aduana'. "
     "To do: write it like my_office."),
    ("office = ", "ofice = ",
     "m.toml: expected columns of the common record, saw columns.ofice. "
     "To do: did you mean office?"),
    ("currency = ", "unit_price = ",
     "m.toml: expected the columns declaration, date, reporter, flow, commodity, partner, value, "
     "currency, saw none for currency. To do: add them, as { column = … } or { is = … }."),
    ('form = "%d/%m/%Y"', 'form = "%d %b %Y"',
     "m.toml, columns.date: expected a form of %Y-%m-%d, %Y%m%d, %Y/%m/%d, %d/%m/%Y, %m/%d/%Y, "
     "%d.%m.%Y, %d-%m-%Y, %Y年%m月%d日, %Y-%m, %Y%m, %Y/%m, %m/%Y, %Y年%m月, %Y, saw '%d %b %Y'. "
     "To do: choose one of them."),
    (', form = "%d/%m/%Y"', "",
     'm.toml, columns.date: expected the form of the date, saw none. '
     'To do: add form = "%Y-%m-%d", or how else it is written.'),
    ('codes = "iso3"', 'codes = "iso4"',
     "m.toml, columns.partner: expected a code system of iso2, iso3, m49, census, customs, "
     "saw 'iso4'. To do: choose one, or list the values."),
    ('{ is = "MX" }', '{ is = "MX", column = "Aduana" }',
     "m.toml, columns.reporter: expected one of column, columns and is, saw 2 of them. "
     "To do: say where it comes from, once."),
    ('{ is = "MX" }', '{ is = "FILL IN" }',
     "m.toml: expected every 'FILL IN' replaced by what the source means, saw it at "
     "columns.reporter.is. To do: say it there, or take the line out where the record needs it "
     "not."),
    ("[covers]", "[covers",
     "m.toml: expected a TOML file in UTF-8, saw Expected ']' at the end of a table declaration "
     "(at line 10, column 8). To do: mend the line, or draft it anew."),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after", "message"), REFUSED)
def test_a_wrong_mapping_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in ADUANA
    mapping = tmp_path / "m.toml"
    mapping.write_text(ADUANA.replace(before, after), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_mapping(mapping)
    assert str(caught.value) == message


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_mapping(tmp_path / "m.toml")
    assert str(caught.value) == (
        f"{tmp_path}/m.toml: expected a mapping file, saw no such file. To do: check its name."
    )


def test_a_file_without_a_column_that_is_named_is_refused(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "aduana.csv"
    file.write_text(
        (DATA / "aduana.csv").read_text("utf-8").replace("Partida", "Partidas"), "utf-8"
    )
    with pytest.raises(BadInput) as caught:
        totals(engine, file, DATA / "aduana.toml")
    assert str(caught.value) == (
        "aduana.csv: expected the columns that aduana.toml names, saw none named Partida. "
        "To do: did you mean Partidas?"
    )


def test_flow_and_reporter_may_be_said_by_the_caller(engine: Engine) -> None:
    options = Options(mapping=DATA / "aduana.toml", flow="exports", reporter="GT")
    (sources,) = sorted_by_format([DATA / "aduana.csv"], options)
    table = sources.format.lines(engine, sources.files, options).table
    found = {(row["reporter"], row["flow"]) for row in engine.rows(table)}
    assert found == {("GT", "exports")}


def test_lines_before_the_header_are_skipped(engine: Engine, tmp_path: Path) -> None:
    file, mapping = tmp_path / "aduana.csv", tmp_path / "m.toml"
    file.write_text(f"Reporte\n\n{(DATA / 'aduana.csv').read_text('utf-8')}", "utf-8")
    mapping.write_text(ADUANA.replace("[file]", "[file]\nskip = 2"), "utf-8")
    plain = totals(engine, DATA / "aduana.csv", DATA / "aduana.toml")
    assert totals(engine, file, mapping) == plain


def test_a_file_without_a_header_gets_names(engine: Engine, tmp_path: Path) -> None:
    file, mapping = tmp_path / "aduana.csv", tmp_path / "m.toml"
    header, _, rest = (DATA / "aduana.csv").read_text("utf-8").partition("\n")
    file.write_text(rest, "utf-8")
    names = ", ".join(f'"{name}"' for name in header.split(";"))
    mapping.write_text(ADUANA.replace("[file]", f"[file]\nnames = [{names}]"), "utf-8")
    plain = totals(engine, DATA / "aduana.csv", DATA / "aduana.toml")
    assert totals(engine, file, mapping) == plain
