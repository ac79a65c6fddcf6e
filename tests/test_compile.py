"""Compile: declaration lines become items, with their values converted and their months covered."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from tests.declarations import compiled, counted, items, line, write

from tradetally import cli
from tradetally.book import Book
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.records.commodities import read_commodities
from tradetally.records.corrections import read_corrections
from tradetally.records.rates import Rate, read_rates

JANUARY = Period.parse("2025-01").start


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["tradetally", "compile", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(str(ended.value.code))


def test_values_are_converted_by_the_rate_of_their_month(tmp_path: Path) -> None:
    lines = [
        line(value="1000.05", unit_price=""),
        line(item=2, currency="CNY", value="72.00", unit_price=""),
        line(item=3, currency="EUR", value="100.00", unit_price=""),
    ]
    rates = [
        Rate(JANUARY, "USD", "CNY", Decimal("7.2")),
        Rate(JANUARY, "EUR", "CNY", Decimal("7.5")),
    ]
    compiled(tmp_path / "book", write(tmp_path / "a.csv", lines), rates=rates)
    found = [
        (str(row["value_national"]), str(row["value_usd"])) for row in items(tmp_path / "book")
    ]
    assert found == [("7200.36", "1000.05"), ("72.00", "10.00"), ("750.00", "104.17")]


def test_rates_are_kept_in_the_book(tmp_path: Path) -> None:
    book = tmp_path / "book"
    rate = Rate(JANUARY, "USD", "CNY", Decimal("7.2"))
    compiled(book, write(tmp_path / "a.csv", [line()]), rates=[rate])
    compiled(book, write(tmp_path / "b.csv", [line(item=2)]))
    assert {str(row["value_national"]) for row in items(book)} == {"180.00"}
    other = Rate(JANUARY, "USD", "CNY", Decimal("7.3"), "new.csv")
    with pytest.raises(BadInput) as refusal:
        compiled(book, write(tmp_path / "c.csv", [line(item=3)]), rates=[other])
    assert str(refusal.value) == (
        "--rates: expected USD to CNY in 2025-01 at 7.2, as the book has it, saw 7.3 in new.csv."
        " To do: compile a new book with the new rates, or give the rate that it was."
    )


def test_without_rates_one_currency_stays_as_it_is(tmp_path: Path) -> None:
    compiled(tmp_path / "book", write(tmp_path / "a.csv", [line()]))
    row = items(tmp_path / "book")[0]
    assert (row["value"], row["value_national"], row["value_usd"]) == (
        Decimal("25.00"),
        None,
        Decimal("25.00"),
    )


def test_codes_in_another_case_are_the_lists_codes(tmp_path: Path) -> None:
    file = write(
        tmp_path / "a.csv",
        [line(partner="kr ", flow="Exports", commodity="8542.31.11", quantity_unit="Piece")],
    )
    done = compiled(tmp_path / "book", file)
    row = items(tmp_path / "book")[0]
    assert (row["partner"], row["flow"], row["commodity"], row["quantity_unit"]) == (
        "KR",
        "exports",
        "85423111",
        "piece",
    )
    assert done.findings == ()


def test_a_correction_changes_what_it_selects(tmp_path: Path) -> None:
    said = tmp_path / "corrections.toml"
    said.write_text(
        '[[correction]]\nwhere = { declaration = "D1", item = [2, 3] }\n'
        'expect = { quantity_unit = "kg" }\n'
        'set = { quantity_unit = "t", date = 2025-02-01 }\nreason = "tonnes"\n',
        encoding="utf-8",
    )
    lines = [line(quantity_unit="kg"), line(item=2, quantity_unit="kg"), line(item=3)]
    done = compiled(
        tmp_path / "book",
        write(tmp_path / "a.csv", lines),
        corrections=read_corrections(said),
    )
    found = [(row["quantity_unit"], row["start"]) for row in items(tmp_path / "book")]
    assert found == [("kg", JANUARY), ("t", JANUARY + 1), ("piece", JANUARY)]
    assert [(one.code, one.seen) for one in done.findings] == [("correction-unmet", "piece")]
    assert done.reports[1].note == "correction 1: 2"


BAD_CORRECTIONS = {
    "x = 1\n": "expected [[correction]] tables and nothing else, saw x."
    " To do: write [[correction]] above each.",
    "[[correction]]\nreason = 'r'\n": "expected where, expect, set and reason, saw no where."
    " To do: give each of the four.",
    "[[correction]]\nwhere = {item=1}\nexpect = {item=1}\nset = {file='b'}\nreason = 'r'\n": (
        "expected a column that can be corrected, saw file. To do: set date for the period;"
        " file, line and outside follow from the source."
    ),
    "[[correction]]\nwhere = {item=1}\nexpect = {item=1}\nset = {partner='KR'}\nreason = ''\n": (
        "expected a reason, saw ''. To do: say why."
    ),
    "[[correction]]\nwhere = {item=1}\nexpect = {item=1}\nset = {}\nreason = 'r'\n": (
        "expected columns and values in set, saw {}. To do: say what."
    ),
}


@pytest.mark.parametrize("text", BAD_CORRECTIONS)
def test_bad_corrections_are_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_corrections(path)
    assert str(refusal.value).removeprefix(str(path)).removeprefix(", correction 1") == (
        f": {BAD_CORRECTIONS[text]}"
    )


BAD_RATES = {
    "month,currency\n": ": expected the columns month,from,to,rate, saw month,currency."
    " To do: write that line first.",
    "month,from,to,rate\n2025-13,USD,CNY,7\n": ", line 2: expected a month, saw '2025-13'."
    " To do: write 2025-01.",
    "month,from,to,rate\n2025-01,US,CNY,7\n": ", line 2: expected a currency (ISO 4217),"
    " saw 'US'. To do: write it like USD.",
    "month,from,to,rate\n2025-01,USD,CNY,0\n": ", line 2: expected a month, two currencies and a"
    " rate above 0 of at most 8 decimals, saw 2025-01,USD,CNY,0. To do: mend that line.",
    "month,from,to,rate\n2025-01,USD,CNY,7\n2025-01,USD,CNY,8\n": (
        ", line 3: expected one rate from USD to CNY in 2025-01, saw 7 before and 8 here."
        " To do: leave one of them out."
    ),
}


@pytest.mark.parametrize("text", BAD_RATES)
def test_bad_rates_are_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_rates(path)
    assert str(refusal.value) == f"{path}{BAD_RATES[text]}"


BAD_LISTS = {
    "commodity\n": ": expected the columns code,unit,second_unit,since,until, of which code is"
    " needed, saw commodity. To do: write that line first.",
    "code,since\n85423111,soon\n": ", line 2: expected a code of 6 to 10 digits, and days or"
    " months, the first before the last, saw 85423111,,,soon,. To do: mend that line.",
    "code,until,since\n85423111,2025-06,\n85423111,,2025-06\n": (
        ": expected one row for 85423111 on any day, saw two on 2025-06-01."
        " To do: end the earlier one the day before, in until."
    ),
}


@pytest.mark.parametrize("text", BAD_LISTS)
def test_bad_commodity_lists_are_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refusal:
        read_commodities(path)
    assert str(refusal.value) == f"{path}{BAD_LISTS[text]}"


def test_a_folder_brings_its_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    (folder / "declarations").mkdir(parents=True)
    write(folder / "declarations" / "2025-01.csv", [line()])
    (folder / "rates.csv").write_text("month,from,to,rate\n2025-01,USD,CNY,7.2\n")
    (folder / "commodities.csv").write_text("code,unit\n85423111,piece\n")
    assert run(monkeypatch, folder, "--book", tmp_path / "book", "--explain", "--sql") == 0
    said = capsys.readouterr().out
    assert f"note: {folder / 'rates.csv'} is used, as it lies beside the declarations" in said
    assert "-- amend\nSELECT" in said
    assert said.endswith("1 line counted in 2025-01; published as vintage 1 of 2025-01.\n")
    assert str(items(tmp_path / "book")[0]["value_national"]) == "180.00"


def test_errors_stop_and_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "a.csv", [line(), line(item=2, partner="XX")])
    book = tmp_path / "book"
    assert run(monkeypatch, file, "--book", book) == 2
    said = capsys.readouterr()
    assert said.out == (
        "error  unknown-partner  1 line\n"
        "  where            expected                                       seen\n"
        "  a.csv:3:partner  a partner that the lists have (docs/codes.md)  XX\n"
        "  To do: see the spelling, the layout's mapping of codes, or add the code to the list.\n"
        "  See docs/findings.md#unknown-partner\n"
        "\n"
        "Nothing was changed.\n"
    )
    assert said.err == (
        "tradetally: SOURCE: expected at most 0.0000% of a file's lines rejected, saw 50.0000% of"
        " a.csv; the book is as it was. To do: mend the lines, declare corrections"
        " (--corrections), or accept the share (--tolerate).\n"
    )
    assert Book.open(book).vintages() == ()
    assert run(monkeypatch, file, "--book", book, "--tolerate", "0.5", "--format", "jsonl") == 0
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["finding", "ledger", "ledger", "outcome"]
    assert rows[-1] == {
        "kind": "outcome",
        "vintage": 1,
        "is_synthetic": False,
        "months": ["2025-01"],
        "lines": 2,
        "counted": 1,
        "findings": {"unknown-partner": 1},
        "too_many": {},
    }


def test_two_layouts_of_one_trade_are_refused(tmp_path: Path) -> None:
    book = tmp_path / "book"
    compiled(book, write(tmp_path / "a.csv", [line()]))
    yearly = tmp_path / "b.csv"
    yearly.write_text(
        "declaration,reporter,flow,commodity,partner,value,currency,start,months\n"
        "Y1,CN,exports,85423111,KR,25.00,USD,24300,12\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as refusal:
        compiled(book, yearly)
    assert str(refusal.value) == (
        "SOURCE: expected one layout for the exports of CN in 2025, saw tradetally beside"
        " tradetally (2025-01). To do: compile them into books of their own."
    )
    assert counted(book) == {("D1", 1): (1, "25.00")}


def test_a_folder_without_lines_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, tmp_path, "--book", tmp_path / "book") == 2
    assert capsys.readouterr().err == (
        "tradetally: SOURCE: expected files of declaration lines (.parquet, .csv, .json, .txt,"
        f" .tsv), saw none in {tmp_path}. To do: name the files, or their folder.\n"
    )


def test_all_lines_excluded_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        compiled(tmp_path / "book", write(tmp_path / "a.csv", [line(regime="transit")]))
    assert str(refusal.value) == (
        "SOURCE: expected lines that are counted, saw none: all are excluded, 1 by transit."
        " To do: give files with lines of trade that is counted."
    )
