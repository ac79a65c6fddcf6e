"""What an engine promises: named tables, exact decimals, a query that can be read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradetally.engines.duckdb import DuckDB

SCHEMA = {"product": "string", "value": "decimal(38, 10)"}


def file(path: Path, *values: str) -> str:
    columns = {"product": ["ships"] * len(values), "value": [Decimal(value) for value in values]}
    kinds = pa.schema([("product", pa.string()), ("value", pa.decimal128(38, 10))])
    pq.write_table(pa.table(columns, schema=kinds), path)
    return str(path)


def test_files_are_one_table_with_exact_numbers(tmp_path: Path) -> None:
    files = [
        file(tmp_path / "it's [one] *.parquet", "999999999999999.12345678"),
        file(tmp_path / "two.parquet", "0.00000001"),
    ]
    engine = DuckDB()
    table = engine.table("statements", files, SCHEMA)
    total = table.group_by("product").aggregate(value=table["value"].sum())
    assert engine.run(total).to_pylist() == [
        {"product": "ships", "value": Decimal("999999999999999.12345679")}
    ]


def test_rows_are_what_run_returns(tmp_path: Path) -> None:
    engine = DuckDB()
    table = engine.table("statements", [file(tmp_path / "one.parquet", "0.5", "12")], SCHEMA)
    rows = engine.rows(table.order_by("value"))
    assert rows == engine.run(table.order_by("value")).to_pylist()
    assert rows[0] == {"product": "ships", "value": Decimal("0.5")}


def test_no_files_are_an_empty_table() -> None:
    engine = DuckDB()
    rows = engine.run(engine.table("statements", [], SCHEMA))
    assert (rows.num_rows, rows.column_names) == (0, ["product", "value"])


def test_a_table_takes_the_place_of_one_of_its_name(tmp_path: Path) -> None:
    engine = DuckDB()
    first = engine.values("asked", {"number": [1, 2]}, {"number": "int32"})
    before = engine.run(first)
    engine.values("asked", {"number": [3]}, {"number": "int32"})
    assert engine.run(first).to_pylist() == [{"number": 3}]
    assert before.num_rows == 2
    one, other = (file(tmp_path / f"{number}.parquet", str(number)) for number in (4, 5))
    statements = engine.table("statements", [], SCHEMA)
    for files, values in (([one], [4]), ([one, other], [4, 5]), ([], [])):
        engine.table("statements", files, SCHEMA)
        assert engine.run(statements).column("value").to_pylist() == values


def test_a_file_that_cannot_be_read_is_an_os_error(tmp_path: Path) -> None:
    engine = DuckDB()
    with pytest.raises(OSError, match="No files found"):
        engine.table("statements", [str(tmp_path / "gone.parquet")], SCHEMA)
    (tmp_path / "damaged.parquet").write_bytes(b"no parquet at all")
    with pytest.raises(OSError, match=r"damaged\.parquet"):
        engine.table("statements", [str(tmp_path / "damaged.parquet")], SCHEMA)


def test_a_query_has_the_names_of_its_tables() -> None:
    engine = DuckDB()
    asked = engine.values("asked", {"number": [1, 2]}, {"number": "int32"})
    assert engine.sql(asked.filter(asked["number"] > 1)).split() == (
        ["SELECT", "*", "FROM", '"asked"', "AS", '"t0"', "WHERE", '"t0"."number"', ">", "1"]
    )


def test_an_engine_reaches_for_no_network() -> None:
    engine = DuckDB()
    for name in ("autoinstall_known_extensions", "autoload_known_extensions"):
        setting = engine._backend.con.execute(f"SELECT current_setting('{name}')")
        assert setting.fetchall() == [(False,)]


def test_what_memory_does_not_hold_goes_to_disk_and_is_gone(tmp_path: Path) -> None:
    numbers = pa.table({"n": list(range(2_000_000))})
    pq.write_table(numbers, tmp_path / "numbers.parquet")
    spill = tmp_path / "not there yet" / "temp"
    engine = DuckDB(memory="150MB", temp=spill, threads=1)
    table = engine.parquet("numbers", [str(tmp_path / "numbers.parquet")])
    text = table["n"].cast("string") + " and more that makes it a long one"
    written = engine.write(table.mutate(text=text), tmp_path / "out", order=["text"])
    assert [file.rows for file in written] == [2_000_000]
    engine.close()
    assert list(spill.iterdir()) == []


def test_too_little_memory_is_a_memory_error() -> None:
    engine = DuckDB(memory="20MB", threads=1)
    numbers = engine.arrow("numbers", pa.table({"n": list(range(2_000_000))}))
    with pytest.raises(MemoryError, match=r"Out of Memory Error"):
        engine.rows(numbers.aggregate(n=numbers["n"].collect()))


def test_copies_of_files_are_gone_with_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    path.write_text("商品\n1\n", encoding="gb18030")
    engine = DuckDB(temp=tmp_path / "temp")
    table = engine.csv("given", [str(path)], encoding="gb18030")
    assert engine.rows(table.drop("line")) == [{"商品": "1", "file": str(path)}]
    engine.close()
    assert list((tmp_path / "temp").iterdir()) == []
