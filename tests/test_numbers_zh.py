"""Chinese numbers: each with its unit and comparison, nothing dropped, and written back."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from importlib import import_module
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.intervals import number_text
from tradetally.languages.mentions import Number
from tradetally.languages.zh import numerals

numbers = import_module("tradetally.languages.zh.numbers")

CASES = Path(__file__).parent / "data" / "numbers_zh" / "cases.tsv"
ROWS = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = {text: list(rows) for text, rows in groupby(ROWS, key=lambda row: row[0])}


def find(text: str) -> tuple[Number, ...]:
    found: tuple[Number, ...] = numbers.find(text)
    return found


def as_row(text: str, number: Number) -> list[str]:
    ends = number_text(number.interval.low), number_text(number.interval.high)
    unit = number.unit or "-"
    return [text, number.text, f"{number.value:f}", unit, number.relation.value, *ends]


def test_there_are_cases() -> None:
    assert len(TEXTS) >= 70


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_these_numbers(text: str) -> None:
    expected = [row for row in TEXTS[text] if len(row) > 1]
    assert [as_row(text, number) for number in find(text)] == expected


@pytest.mark.parametrize("text", TEXTS)
def test_a_mention_is_what_stands_there(text: str) -> None:
    for number in find(text):
        assert text[number.start : number.end] == number.text


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("与240多个国家和地区有贸易往来", "partners"),
        ("民营企业68.1万家", "enterprises"),
        ("连续9年增长", "in a row"),
        ("2600余项", "项"),
        ("26.99万亿元", None),
    ],
)
def test_what_is_counted_is_named(text: str, noun: str | None) -> None:
    assert find(text)[0].noun == noun


@pytest.mark.parametrize(("text", "note"), [("2025年", "date"), ("近5年", "duration")])
def test_a_number_that_is_no_figure_says_why(text: str, note: str) -> None:
    assert find(text)[0].notes == (note,)


@given(
    st.text(
        alphabet="0123456789.%亿万元约超个百分点年月至—第位成倍、，两三十增长出口 ", max_size=40
    )
)
def test_every_figure_of_a_text_comes_out_once(text: str) -> None:
    found = find(text)
    covered = [at for number in found for at in range(number.start, number.end)]
    assert len(covered) == len(set(covered))
    assert set(re_digits(text)) <= set(covered)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3百百", ["3"]),
        ("0百", ["0"]),
        ("第4.4%", ["4", "4"]),
        ("出口3百百,进口5亿元", ["3", "500000000"]),
    ],
)
def test_figures_that_spell_no_number_stand_for_themselves(text: str, values: list[str]) -> None:
    assert [f"{number.value:f}" for number in find(text)] == values


def re_digits(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\d", text)]


@given(st.integers(0, 10**16))
def test_a_spelled_number_is_read(value: int) -> None:
    assert numerals.parse(spelled(value)) == value


def spelled(value: int) -> str:
    """Return a whole number in Chinese numerals."""
    if value < 10000:
        return spelled_small(value) or "零"
    scale, name = (10**8, "亿") if value >= 10**8 else (10**4, "万")
    head, rest = divmod(value, scale)
    gap = "零" if rest and rest < scale // 10 else ""
    return spelled(head) + name + gap + (spelled(rest) if rest else "")


def spelled_small(value: int) -> str:
    text = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, scale)
        if digit:
            text += "零一二三四五六七八九"[digit] + name
        elif text and value and not text.endswith("零"):
            text += "零"
    return text


AMOUNTS = st.decimals(0, 10**14, places=2, allow_nan=False)
RATES = st.decimals("0.01", 2000, places=2, allow_nan=False)
COUNTS = st.integers(1, 10**7).map(Decimal)


@given(AMOUNTS, st.sampled_from(["CNY", "USD", "EUR", "JPY", "KRW", "GBP", "t", "bbl", "piece"]))
def test_an_amount_is_read_as_it_is_written(value: Decimal, unit: str) -> None:
    [number] = find(f"出口{numbers.write(value, unit)}。")
    assert (number.value, number.unit) == (value, unit)


@given(RATES, st.sampled_from(["percent", "pp", "ratio"]))
def test_a_rate_is_read_as_it_is_written(value: Decimal, unit: str) -> None:
    [number] = find(f"出口{numbers.write(value, unit)}。")
    assert (number.value, number.unit) == (value, unit)


@given(COUNTS, st.sampled_from(["count", "rank", "years", "quarters", "months"]))
def test_a_count_is_read_as_it_is_written(value: Decimal, unit: str) -> None:
    [number] = find(f"出口{numbers.write(value, unit)}。")
    assert (number.value, number.unit) == (value, unit)


@given(RATES)
def test_what_is_written_is_asserted(value: Decimal) -> None:
    [number] = find(numbers.write(value, "percent"))
    assert number.interval.low <= value <= number.interval.high  # type: ignore[operator]


def test_every_gold_mention_is_found_in_the_real_texts(shared: Path) -> None:
    gold = [
        json.loads(line)
        for line in (shared / "gold" / "dev_zh.jsonl").read_text("utf-8").splitlines()
    ]
    wanted = [row for row in gold if not row.get("optional")]
    assert len(wanted) >= 170
    missed = [row for row in wanted if not is_found(row, shared)]
    assert missed == []


def is_found(row: dict[str, object], shared: Path) -> bool:
    text = (shared / "texts" / f"{row['doc']}.txt").read_text(encoding="utf-8")
    spans = {(number.start, number.end): number for number in find(text)}
    number = spans.get((int(str(row["start"])), int(str(row["end"]))))
    if number is None:
        return False
    value = abs(Decimal(str(row["value"])))
    # an amount that names no currency (160.7亿) is the reporter's own, which a reader knows
    unit = number.unit or "CNY"
    return (number.value, unit, number.relation) == (value, row["unit"], row["relation"])
