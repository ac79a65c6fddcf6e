"""What every engine promises, with one body for all of them: the same rows, to the last unit."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradetally.engines import Engine, Part, Table, portable
from tradetally.engines.duckdb import DuckDB

MONEY = "decimal(18, 2)"
RATE = "decimal(18, 8)"
CENT = Decimal("0.01")

Columns = dict[str, Sequence[object]]


def texts(engine: Engine, *seen: str | None) -> Table:
    return engine.values("texts", {"seen": seen}, {"seen": "string"})


def column(engine: Engine, expression: Table) -> list[Any]:
    """Return one column's values, in the order of the texts that they are of."""
    return [row["it"] for row in engine.rows(expression)]


def lines(engine: Engine, rows: Sequence[tuple[str | None, str | None, str | None]]) -> Table:
    """Return lines of a flow, a partner and a value."""
    flow, partner, value = zip(*rows, strict=True)
    money = [None if text is None else Decimal(text) for text in value]
    kinds = {"flow": "string", "partner": "string", "value": MONEY}
    return engine.values("lines", {"flow": flow, "partner": partner, "value": money}, kinds)


TRADE = (
    ("exports", "US", "10.00"),
    ("exports", "US", "0.01"),
    ("exports", "KR", None),
    ("imports", "KR", "-3.33"),
    ("imports", None, "7.00"),
    ("imports", None, "7.00"),
)


# Reading texts


@pytest.mark.parametrize(
    ("seen", "value"),
    [
        ("0", "0.00"),
        ("-0.125", "-0.13"),
        ("1.005", "1.01"),
        ("-1.005", "-1.01"),
        ("1.0049999999999999999999", "1.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("+3", "3.00"),
        ("1.5e+07", "15000000.00"),
        ("5E-3", "0.01"),
        ("9999999999999999.99", "9999999999999999.99"),
        ("10000000000000000", None),
        ("1e17", None),
        ("1,000", None),
        ("1_000", None),
        (" 1.5\t", "1.50"),
        ("\r\n\v\f1 ", "1.00"),
        ("1 000", None),
        ("\u00a01", None),
        ("  ", None),
        ("１２", None),
        ("", None),
        (".", None),
        ("-", None),
        ("nan", None),
        ("Infinity", None),
        ("1d", None),
        ("0x10", None),
        (None, None),
    ],
)
def test_a_text_is_a_decimal(engine: Engine, seen: str | None, value: str | None) -> None:
    table = texts(engine, seen)
    expected = None if value is None else Decimal(value)
    assert column(engine, table.select(it=portable.decimal_of(table["seen"], 18, 2))) == [expected]


@pytest.mark.parametrize(
    ("seen", "value"),
    [("007", 7), ("-12", -12), ("+1", 1), ("9223372036854775807", 2**63 - 1)]
    + [(" 1", 1), ("\t1\r\n", 1), ("\v1\f", 1), ("1 0", None), (" ", None)]
    + [(text, None) for text in ("9223372036854775808", "1.0", "1e3", "1_0", "", "１")],
)
def test_a_text_is_a_whole_number(engine: Engine, seen: str, value: int | None) -> None:
    table = texts(engine, seen)
    assert column(engine, table.select(it=portable.whole_of(table["seen"]))) == [value]


@pytest.mark.parametrize(
    ("form", "seen", "day"),
    [
        ("%Y-%m-%d", "2024-02-29", date(2024, 2, 29)),
        ("%Y-%m-%d", "2023-02-29", None),
        ("%Y-%m-%d", "2023-2-9", None),
        ("%Y-%m-%d", "\t2023-02-09 \r\n", date(2023, 2, 9)),
        ("%Y-%m-%d", "2023-02- 9", None),
        ("%Y%m%d", "20240105", date(2024, 1, 5)),
        ("%Y%m%d", "2024-01-05", None),
        ("%Y%m%d", "\v20240105\f", date(2024, 1, 5)),
        ("%Y%m%d", "20241301", None),
        ("%Y%m%d", "00000000", None),
        ("%Y%m", "202412", date(2024, 12, 1)),
        ("%d.%m.%Y", "31.12.2024", date(2024, 12, 31)),
        ("%m/%d/%Y", "02/30/2024", None),
        ("%Y年%m月%d日", "2024年06月01日", date(2024, 6, 1)),
    ],
)
def test_a_text_is_a_day(engine: Engine, form: str, seen: str, day: date | None) -> None:
    table = texts(engine, seen)
    assert column(engine, table.select(it=portable.day_of(table["seen"], form))) == [day]


def test_texts_are_worked_on_alike(engine: Engine) -> None:
    table = texts(engine, " 中国 \t", "a'b\\c", None)
    seen = table["seen"]
    rows = engine.rows(
        table.select(
            stripped=seen.strip(),
            replaced=seen.replace("'", '"').replace("\\", "/"),
            upper=seen.upper(),
            part=seen.substr(1, 2),
            length=seen.length(),
            found=seen.re_extract("([a-z])'([a-z])", 2),
            has=seen.contains("国"),
            starts=seen.startswith("a'"),
            joined=seen + "!",
            filled=seen.fill_null("?"),
            known=seen.isin(["a'b\\c", "x"]),
        ).order_by("replaced")
    )
    assert [list(row.values()) for row in rows] == [
        [
            "中国",
            " 中国 \t",
            " 中国 \t",
            "中国",
            5,
            "",
            True,
            False,
            " 中国 \t!",
            " 中国 \t",
            False,
        ],
        ["a'b\\c", 'a"b/c', "A'B\\C", "'b", 5, "b", False, True, "a'b\\c!", "a'b\\c", True],
        [None] * 9 + ["?", None],
    ]


# Numbers


@pytest.mark.parametrize(
    ("amount", "rate", "value"),
    [
        ("1.00", "7.12345678", "7.12"),
        ("0.01", "0.50000000", "0.01"),
        ("-0.01", "0.50000000", "-0.01"),
        ("0.01", "0.49999999", "0.00"),
        ("9999999999999.99", "7.12345678", "71234567799999.93"),
        ("999999999999999.99", "9.99999999", "9999999989999999.90"),
        ("-123456789012.35", "0.14012345", "-17299191202.33"),
        ("1.00", "0.12500000", "0.13"),
        ("-1.00", "0.12500000", "-0.13"),
        ("999999999.99", "0.12345678", "123456780.00"),
        ("900000000.00", "0.00000001", "9.00"),
        ("500000.00", "0.00000001", "0.01"),
        ("499999.00", "0.00000001", "0.00"),
        ("999999999.50", "0.00000003", "30.00"),
        ("1.00", None, None),
    ],
)
def test_a_product_is_rounded_half_away_from_zero(
    engine: Engine, amount: str, rate: str | None, value: str | None
) -> None:
    given: Columns = {
        "amount": [Decimal(amount)],
        "rate": [None if rate is None else Decimal(rate)],
    }
    table = engine.values("rates", given, {"amount": MONEY, "rate": RATE})
    expected = None if value is None else Decimal(value)
    product = portable.product(table["amount"], table["rate"])
    assert column(engine, table.select(it=product)) == [expected]


def test_many_numbers_are_those_of_python(engine: Engine) -> None:
    dice = random.Random(7)
    seen = [f"{dice.randrange(-(10**13), 10**13)}e-{dice.randrange(9)}" for _ in range(2000)]
    rates = [Decimal(dice.randrange(10 ** dice.randrange(1, 11))).scaleb(-8) for _ in seen]
    given: Columns = {"at": range(2000), "seen": seen, "rate": rates}
    table = engine.values("many", given, {"at": "int32", "seen": "string", "rate": RATE})
    amount = portable.decimal_of(table["seen"], 18, 2)
    value = portable.product(amount, table["rate"])
    rows = engine.rows(table.select("at", amount=amount, value=value).order_by("at"))
    with localcontext() as exact:
        exact.prec, exact.rounding = 60, ROUND_HALF_UP
        amounts = [Decimal(text).quantize(CENT) for text in seen]
        values = [(one * rate).quantize(CENT) for one, rate in zip(amounts, rates, strict=True)]
    assert [row["amount"] for row in rows] == amounts
    assert [row["value"] for row in rows] == values


def test_sums_of_decimals_are_exact_and_have_their_type(engine: Engine) -> None:
    table = lines(engine, [("exports", "US", "9999999999999999.99")] * 3)
    total = engine.run(table.aggregate(value=table["value"].sum(), lines=table.count()))
    assert total.to_pylist() == [{"value": Decimal("29999999999999999.97"), "lines": 3}]
    assert total.schema.types == [pa.decimal128(38, 2), pa.int64()]


def test_a_ratio_is_a_float_and_nothing_over_zero(engine: Engine) -> None:
    given = {"above": [Decimal(2), Decimal(1)], "below": [Decimal(3), Decimal(0)]}
    table = engine.values("ratios", given, {"above": MONEY, "below": MONEY})
    ratio = portable.ratio(table["above"], table["below"])
    assert set(column(engine, table.select(it=ratio))) == {2 / 3, None}


def test_months_are_counted_as_periods_count_them(engine: Engine) -> None:
    days = {"day": [date(2024, 12, 31), date(2025, 1, 1)]}
    table = engine.values("days", days, {"day": "date"})
    months = engine.run(table.select(start=portable.month_of(table["day"])).order_by("start"))
    assert months.to_pylist() == [{"start": 24299}, {"start": 24300}]
    assert months.schema.types == [pa.int32()]


# Groups, windows, joins


def test_groups_have_the_same_numbers(engine: Engine) -> None:
    table = lines(engine, TRADE)
    value = table["value"]
    rows = engine.rows(
        table.group_by("flow")
        .aggregate(
            value=value.sum(),
            lines=table.count(),
            known=value.count(),
            partners=table["partner"].nunique(),
            any_korean=(table["partner"] == "KR").any(),
            all_korean=(table["partner"] == "KR").all(),
            least=value.min(),
            most=value.max(where=table["partner"] == "US"),
        )
        .order_by("flow")
    )
    assert [list(row.values()) for row in rows] == [
        ["exports", Decimal("10.01"), 3, 2, 2, True, False, Decimal("0.01"), Decimal("10.00")],
        ["imports", Decimal("10.67"), 3, 3, 1, True, True, Decimal("-3.33"), None],
    ]


def test_nulls_are_a_group_and_come_last(engine: Engine) -> None:
    table = lines(engine, TRADE)
    rows = engine.rows(table.group_by("partner").aggregate(n=table.count()).order_by("partner"))
    assert [(row["partner"], row["n"]) for row in rows] == [("KR", 2), ("US", 2), (None, 2)]


def test_equal_rows_are_found(engine: Engine) -> None:
    table = lines(engine, TRADE)
    assert len(engine.rows(table.distinct())) == 5
    twice = table.group_by(table.columns).aggregate(times=table.count())
    rows = engine.rows(twice.filter(twice["times"] > 1))
    assert rows == [{"flow": "imports", "partner": None, "value": Decimal("7.00"), "times": 2}]


def test_the_highest_of_a_group_is_kept(engine: Engine) -> None:
    table = lines(engine, TRADE)
    window = ibis.window(group_by="flow", order_by=[table["value"].desc(), table["partner"]])
    ranked = table.mutate(place=ibis.row_number().over(window))
    rows = engine.rows(ranked.filter(ranked["place"] == 0).drop("place").order_by("flow"))
    assert [row["value"] for row in rows] == [Decimal("10.00"), Decimal("7.00")]


def test_a_quantile_is_a_number_of_the_group(engine: Engine) -> None:
    table = engine.values("n", {"n": [*range(10, 0, -1), None, 99]}, {"n": "int32"})
    quantiles = portable.quantiles(table["n"], 0.25, 0.5, 0.75, 1, where=table["n"] < 99)
    assert column(engine, table.aggregate(it=quantiles)) == [[3.0, 5.0, 8.0, 10.0]]


def test_joins_and_unions(engine: Engine) -> None:
    table = lines(engine, TRADE)
    names = engine.values(
        "names", {"partner": ["US"], "n": [1]}, {"partner": "string", "n": "int8"}
    )
    joined = table.left_join(names, "partner").drop("partner_right")
    both = ibis.union(joined.filter(joined["n"].notnull()), joined.filter(joined["n"].isnull()))
    rows = engine.rows(both.group_by("n").aggregate(lines=both.count()).order_by("n"))
    assert rows == [{"n": 1, "lines": 2}, {"n": None, "lines": 4}]


# Files


def test_files_are_divided_by_a_column_and_read_back(engine: Engine, tmp_path: Path) -> None:
    days: Columns = {
        "start": [24300, 24299, None, 24300],
        "value": [Decimal(value) for value in "1234"],
    }
    table = engine.values("days", days, {"start": "int32", "value": MONEY})
    written = engine.write(table, tmp_path / "out", by="start", order=["value"])
    assert [(file.value, file.rows) for file in written] == [(24299, 1), (24300, 2), (None, 1)]
    assert all(file.size == file.path.stat().st_size for file in written)
    assert [file.path.parent.name for file in written[:2]] == ["start=24299", "start=24300"]
    assert sorted(tmp_path.rglob("*.*")) == sorted(file.path for file in written)
    back = engine.table(
        "back", [str(file.path) for file in written], {"start": "int32", "value": MONEY}
    )
    rows = engine.run(back.order_by("value"))
    assert rows.to_pydict() == days
    assert pq.read_schema(written[0].path).types == [pa.int32(), pa.decimal128(18, 2)]
    column = pq.read_metadata(written[0].path).row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_files_are_divided_by_texts(engine: Engine, tmp_path: Path) -> None:
    written = engine.write(texts(engine, "a/b c", "中"), tmp_path, by="seen")
    assert sorted((file.value, file.rows) for file in written) == [("a/b c", 1), ("中", 1)]
    more = engine.write(texts(engine, "中"), tmp_path, by="seen")
    assert len(list(tmp_path.rglob("*.parquet"))) == 3
    assert more[0].path.parent in [file.path.parent for file in written]


def test_no_rows_are_no_files(engine: Engine, tmp_path: Path) -> None:
    table = texts(engine, "x")
    for by in ("seen", None):
        assert engine.write(table.filter(table["seen"] == "y"), tmp_path, by=by) == ()
    assert list(tmp_path.rglob("*.parquet")) == []


def test_parts_are_written_one_after_the_other(engine: Engine, tmp_path: Path) -> None:
    days: Columns = {
        "start": [24300, 24299, 24301, 24300, 24302],
        "file": ["a", "b'c", "b'c", "", "d"],
        "value": [Decimal(value) for value in "12345"],
    }
    kinds = {"start": "int32", "file": "string", "value": MONEY}
    table = engine.values("days", days, kinds)
    shares: list[float] = []
    parts = [Part((24300,), ("a", "")), Part((24299, 24301), ("b'c",))]
    written = engine.write(table, tmp_path, by="start", parts=parts, progress=shares.append)
    assert sorted((file.value, file.rows) for file in written) == [
        (24299, 1),
        (24300, 2),
        (24301, 1),
    ]
    paths = [str(file.path) for file in written]
    back = engine.table("back", paths, {"start": "int32", "value": MONEY})
    rows = engine.rows(back.order_by("value"))
    assert [int(row["value"]) for row in rows] == [1, 2, 3, 4]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    sums = table.group_by("start").aggregate(value=table["value"].sum())
    alone = engine.write(sums, tmp_path / "sums", by="start", parts=[Part((24300,))])
    assert [(file.value, file.rows) for file in alone] == [(24300, 1)]


def test_a_writer_tells_how_far_it_is(engine: Engine, tmp_path: Path) -> None:
    shares: list[float] = []
    engine.write(texts(engine, "x"), tmp_path, progress=shares.append)
    assert shares[-1] == 1.0
    assert shares == sorted(shares)


def test_an_expression_has_a_name(engine: Engine) -> None:
    table = engine.values("given", {"n": [1, 2]}, {"n": "int32"})
    tens = engine.named("tens", table.select(n=table["n"] * 10))
    assert tens.get_name() == "tens"
    assert sorted(column(engine, tens.select(it=tens["n"] + tens["n"]))) == [20, 40]
    assert tens.schema() == table.select(n=table["n"] * 10).schema()


def test_a_broken_row_is_found_below_a_name(engine: Engine, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n3\n")
    table = engine.csv("broken", [str(broken)])
    named = engine.named("named", table.select("a"))
    with pytest.raises(OSError, match=r"broken\.csv"):
        engine.rows(named)


def test_what_is_kept_is_not_run_again(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "one.parquet"
    pq.write_table(pa.table({"n": [1, 2]}), path)
    table = engine.parquet("numbers", [str(path)])
    kept = engine.keep("numbers", table.select(n=table["n"] * 10))
    path.unlink()
    assert column(engine, kept.select(it=kept["n"]).order_by("it")) == [10, 20]
    nothing = engine.keep("nothing", kept.filter(kept["n"] > 99))
    assert engine.rows(nothing) == []


def test_an_arrow_table_is_a_table(engine: Engine) -> None:
    given = pa.table({"n": pa.array([1, None], pa.int32()), "text": ["a", "b"]})
    table = engine.arrow("given", given)
    assert engine.run(table.order_by("text")).to_pydict() == given.to_pydict()


def test_a_parquet_row_says_where_it_is_from(engine: Engine, tmp_path: Path) -> None:
    paths = [tmp_path / "it's [one] *.parquet", tmp_path / "flow=imports" / "50%20 二.parquet"]
    paths[1].parent.mkdir()
    for path in paths:
        pq.write_table(pa.table({"flow": ["x", "y"], "Line": [7, 8]}), path)
    table = engine.parquet("given", [str(path) for path in paths])
    assert table.columns == ("flow", "Line_2", "file", "line")
    rows = engine.rows(table.order_by("file", "line"))
    assert [tuple(row.values()) for row in rows] == [
        (flow, old, str(path), line)
        for path in sorted(paths)
        for flow, old, line in (("x", 7, 1), ("y", 8, 2))
    ]


def test_parquet_columns_may_change_their_order_only(engine: Engine, tmp_path: Path) -> None:
    one, two, three = (str(tmp_path / f"{name}.parquet") for name in ("one", "two", "three"))
    pq.write_table(pa.table({"a": [1], "b": ["x"]}), one)
    pq.write_table(pa.table({"b": ["y"], "a": [2]}), two)
    pq.write_table(pa.table({"b": ["z"], "c": [3]}), three)
    table = engine.parquet("given", [one, two])
    rows = engine.rows(table.select("a", "b").order_by("a"))
    assert rows == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]
    with pytest.raises(OSError, match=r"three\.parquet: column [ac] is .* in .*one\.parquet"):
        engine.parquet("given", [one, three])


@pytest.mark.parametrize("kept", [0, 1, 100, 60_000, -1])
def test_a_file_that_was_cut_off_is_an_os_error(engine: Engine, tmp_path: Path, kept: int) -> None:
    path = tmp_path / "cut.parquet"
    pq.write_table(pa.table({"n": list(range(20_000))}), path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(OSError, match=r"cut\.parquet"):
        engine.rows(engine.parquet("given", [str(path)]))
    with pytest.raises(OSError, match=r"cut\.parquet"):
        engine.rows(engine.table("given", [str(path)], {"n": "int64"}))


def test_a_file_that_was_damaged_inside_is_an_os_error(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "damaged.parquet"
    pq.write_table(pa.table({"n": [str(n) for n in range(20_000)]}), path, compression="zstd")
    whole = bytearray(path.read_bytes())
    whole[100:2000] = bytes(1900)
    path.write_bytes(whole)
    table = engine.parquet("given", [str(path)])
    with pytest.raises(OSError, match=r"."):
        engine.rows(table.aggregate(n=table["n"].length().sum()))


def test_a_file_that_is_gone_is_an_os_error(engine: Engine, tmp_path: Path) -> None:
    gone = [str(tmp_path / "gone.parquet")]
    for read in (engine.parquet, engine.csv):
        with pytest.raises(OSError, match=r"gone\.parquet"):
            read("given", gone)
    with pytest.raises(OSError, match=r"gone\.parquet"):
        engine.rows(engine.table("given", gone, {"n": "int64"}))


# CSV


def csv(folder: Path, text: str, name: str = "given.csv", encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def cells(engine: Engine, table: Table) -> list[tuple[Any, ...]]:
    rows = engine.run(table.drop("file", "line").order_by(table.columns[0])).to_pylist()
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_text_as_it_stands(engine: Engine, tmp_path: Path, encoding: str, end: str) -> None:
    word = "é" if encoding == "latin-1" else "商品 é"
    rows = ["编码,value,", '"1,000",,0.10', f'{word},"say ""hi""", x ', "n,NULL,5' \" pipe"]
    if encoding == "latin-1":
        rows[0] = "code,value,"
    path = csv(tmp_path, end.join(rows) + end, encoding=encoding)
    table = engine.csv("given", [path], encoding="utf-8" if "utf-8" in encoding else encoding)
    assert table.columns[1:] == ("value", "column_3", "file", "line")
    assert cells(engine, table) == [
        ("1,000", "", "0.10"),
        ("n", "NULL", "5' \" pipe"),
        (word, 'say "hi"', " x "),
    ]
    places = engine.rows(table.select("file", "line").distinct())
    assert places == [{"file": path, "line": None}]


def test_csv_without_a_header_and_after_a_title(engine: Engine, tmp_path: Path) -> None:
    path = csv(tmp_path, "a title\n\n1;2;\n3;4;\n")
    table = engine.csv("given", [path], header=False, delimiter=";", skip=2, names=["a", "b"])
    assert table.columns == ("a", "b", "column_3", "file", "line")
    assert cells(engine, table) == [("1", "2", ""), ("3", "4", "")]


def test_csv_columns_are_found_by_name(engine: Engine, tmp_path: Path) -> None:
    one = csv(tmp_path, "a,b\n1,2\n", "one.csv")
    two = csv(tmp_path, "b,a\n4,3\n", "it's [two] *.csv")
    other = csv(tmp_path, "a,c\n5,6\n", "other.csv")
    assert cells(engine, engine.csv("given", [one, two])) == [("1", "2"), ("3", "4")]
    with pytest.raises(OSError, match=r"other\.csv: column [bc] is .*there in .*one\.csv"):
        engine.csv("given", [one, other])


@pytest.mark.parametrize(
    ("text", "line"),
    [("a,b\n1,2\n3\n", 3), ("a,b\n1,2\n3,4,5\n6,7\n", 3), ('a,b\n1,2\n3,"4', 3)],
)
def test_a_row_that_is_cut_off_is_an_os_error(
    engine: Engine, tmp_path: Path, text: str, line: int
) -> None:
    files = [csv(tmp_path, "a,b\n", "whole.csv"), csv(tmp_path, text)]
    with pytest.raises(OSError, match=rf"given\.csv: line {line}: "):
        engine.rows(engine.csv("given", files))


@pytest.mark.parametrize(("encoding", "line"), [("utf-8", 3), ("gb2312", 2), ("ascii", 3)])
def test_a_wrong_encoding_is_an_os_error(
    engine: Engine, tmp_path: Path, encoding: str, line: int
) -> None:
    text = "a,b\n1,2\n商品,4\n" if line == 3 else "a,b\n1,€\n"
    path = csv(tmp_path, text, encoding="gb18030")
    with pytest.raises(OSError, match=rf"given\.csv: line {line}: no {encoding} text: 0x"):
        engine.rows(engine.csv("given", [path], encoding=encoding))


def test_a_wrong_encoding_far_down_is_an_os_error(engine: Engine, tmp_path: Path) -> None:
    path = csv(tmp_path, "a,b\n" + "1,2\n" * 500_000 + "商品,4\n", encoding="gb18030")
    with pytest.raises(OSError, match=r"given\.csv: line 500002: "):
        engine.rows(engine.csv("given", [path]))


@pytest.mark.parametrize("text", ["", "\n1,2\n"])
def test_a_file_without_a_header_is_an_os_error(engine: Engine, tmp_path: Path, text: str) -> None:
    with pytest.raises(OSError, match=r"given\.csv: line 1: no columns"):
        engine.csv("given", [csv(tmp_path, text)])


# The user


def test_a_query_is_stopped_at_once(engine: Engine, tmp_path: Path) -> None:
    numbers = engine.arrow("numbers", pa.table({"n": list(range(200_000))}))
    pairs = numbers.cross_join(numbers.view()).aggregate(n=(ibis._["n"] * ibis._["n_right"]).sum())
    stop = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    stop.start()
    with pytest.raises(KeyboardInterrupt):
        engine.write(pairs, tmp_path, progress=lambda share: None)
    assert column(engine, texts(engine, "x").select(it=ibis._["seen"])) == ["x"]


def test_engines_have_names() -> None:
    assert DuckDB.name == "duckdb"
