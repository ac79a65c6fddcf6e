"""Printed units, and the trap of a table that is in another unit than it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.cells import Cell
from tradetally.errors import BadInput
from tradetally.intervals import Interval
from tradetally.tables import Options, Unit, parse_unit, read_table
from tradetally.tables.magnitude import Known
from tradetally.tables.numbers import parse_number

SAMPLES = Path(__file__).parent / "data" / "tables"
TRAP = """\
收发货人所在地,当期进出口,当期进口,当期出口,进出口同比,进口同比,出口同比
合计,2700000000000,700000000000,2000000000000,6.6,-0.4,9.1
杭州地区,400000000000,100000000000,300000000000,7.1,-4.2,12.5
单位：人民币，万元，%,,,,,,
"""


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    path = tmp_path / "浙江省-2025-06.csv"
    path.write_text(TRAP, encoding="utf-8")
    return path


def book(factor: int) -> Known:
    """Return a book that knows each cell of the trap, ``factor`` times what it prints."""
    truth = {"CN-ZJ": 2700000000000, "hangzhou": 400000000000}

    def known(cells: Iterable[Cell]) -> Mapping[Cell, Interval]:
        return {
            cell: Interval.of(truth[cell.slice.region] * factor)
            for cell in cells
            if cell.slice.region in truth and cell.flow.value == "total"
        }

    return known


@pytest.mark.parametrize(
    ("text", "code", "power"),
    [
        ("元", "CNY", 0),
        ("万元", "CNY", 4),
        ("亿元", "CNY", 8),
        ("万亿元", "CNY", 12),
        ("万人民币", "CNY", 4),
        ("亿美元", "USD", 8),
        ("CNY", "CNY", 0),
        ("trillion CNY", "CNY", 12),
        ("CNY 100 Million", "CNY", 8),
        ("billion GBP", "GBP", 9),
        ("10,000 tons", "t", 4),
        ("万吨", "t", 4),
        ("吨", "t", 0),
        ("亿双", "pair", 8),
        ("亿个", "piece", 8),
        ("万台", "set", 4),
        ("万辆", "vehicle", 4),
        ("艘", "ship", 0),
        ("架", "aircraft", 0),
        ("万立方米", "m3", 4),
        ("亿千瓦时", "kWh", 8),
        ("percent", "percent", 0),
        ("个百分点", "pp", 0),
    ],
)
def test_a_printed_unit_is_a_code_and_a_power_of_ten(text: str, code: str, power: int) -> None:
    assert parse_unit(text) == Unit(code, power)


@pytest.mark.parametrize("text", ["", "furlongs", "万", "million", "cny!"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert parse_unit(text) is None


@pytest.mark.parametrize("power", range(13))
def test_a_unit_is_written_as_it_is_read(power: int) -> None:
    for code in ("CNY", "USD"):
        assert parse_unit(str(Unit(code, power))) == Unit(code, power)


@given(
    number=st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    places=st.integers(0, 4),
)
def test_a_printed_number_is_read_with_its_decimals(number: Decimal, places: int) -> None:
    text = f"{number:,.{places}f}"
    printed = parse_number(text)
    assert printed is not None
    assert printed.number == Decimal(text.replace(",", ""))
    assert printed.places == places
    assert abs(printed.number - number) <= Decimal(1).scaleb(-places) / 2


def test_an_amount_beyond_the_worlds_trade_is_in_another_unit(trap: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(trap)
    assert str(caught.value) == (
        "浙江省-2025-06.csv, line 2, column 当期进出口: expected an amount that the world's trade"
        " can hold, at most 1000000000000000 CNY, saw 2700000000000 in 万元, which is"
        " 27000000000000000 CNY. To do: if it is 2700000000000 CNY, load the table with --unit CNY."
    )


def test_what_the_book_knows_tells_the_unit(trap: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(trap, known=book(1))
    assert str(caught.value) == (
        "浙江省-2025-06.csv, line 2, column 当期进出口: expected about 2700000000000 CNY, which the"
        " book has for CN · value · CNY · total · {region=CN-ZJ} · 2025-S1, saw 2700000000000 in"
        " 万元, 27000000000000000 CNY: 10000 times as much. To do: if it is 2700000000000 CNY,"
        " load the table with --unit CNY."
    )


def test_a_unit_that_is_given_wins(trap: Path) -> None:
    loaded = read_table(trap, Options(unit="CNY"), known=book(1))
    assert loaded.statements[0].value == 2700000000000
    assert loaded.unit == Unit("CNY")


def test_a_unit_that_is_given_wins_over_the_world(trap: Path) -> None:
    loaded = read_table(trap, Options(unit="万元"))
    assert [note.text for note in loaded.notes if note.code == "beyond-world-trade"] == [
        "27000000000000000 CNY is more than the world trades in a year"
    ]


def test_a_unit_that_is_given_does_not_win_over_the_book(trap: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(trap, Options(unit="CNY"), known=book(1000))
    assert str(caught.value) == (
        "浙江省-2025-06.csv, line 2, column 当期进出口: expected about 2700000000000000 CNY, which"
        " the book has for CN · value · CNY · total · {region=CN-ZJ} · 2025-S1, saw 2700000000000"
        " in CNY, 2700000000000 CNY: 1000 times too little. To do: if it is 2700000000000000 CNY,"
        ' load the table with --unit "thousand CNY".'
    )


def test_a_revision_is_no_other_unit() -> None:
    path = SAMPLES / "partners_2025-06.csv"
    total = read_table(path).statements[0]

    def known(cells: Iterable[Cell]) -> Mapping[Cell, Interval]:
        return {
            cell: total.interval * 11 / Interval.of(10)
            for cell in cells
            if cell.slice.is_everything
        }

    assert read_table(path, known=known).statements[0] == total


def test_the_book_is_asked_once_for_amounts_only() -> None:
    asked: list[set[Cell]] = []

    def known(cells: Iterable[Cell]) -> Mapping[Cell, Interval]:
        asked.append(set(cells))
        return {}

    loaded = read_table(SAMPLES / "exports_2025-06.csv", known=known)
    assert len(asked) == 1
    assert {cell.unit for cell in asked[0]} == {"CNY"}
    assert len(asked[0]) == 18
    assert len(loaded.statements) == 44


def test_decimals_of_a_quantity_are_counted_unit_by_unit() -> None:
    loaded = read_table(SAMPLES / "exports_2025-06.csv")
    widths = {
        str(one.interval.width)
        for one in loaded.statements
        if one.unit in ("t", "pair", "ship") and one.figure.indicator == "level"
    }
    assert widths == {"1", "1/1000", "10000"}
