"""Formats and files that they cannot read: each is refused by one clear message, or when read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tradetally.engines import Engine
from tradetally.engines.duckdb import DuckDB
from tradetally.errors import BadInput
from tradetally.records.formats import open_head, sorted_by_format
from tradetally.records.lines import Lines, Options

DATA = Path(__file__).parent / "data" / "formats"
KOREA = (DATA / "korea.csv").read_text("utf-8")


@dataclass(frozen=True)
class Case:
    """A file, what the caller says of it, and what is answered."""

    name: str
    file: str
    content: str
    message: str
    options: dict[str, Any]


def cases() -> list[Case]:
    given = tomllib.loads((DATA / "bad_input.toml").read_text("utf-8"))["case"]
    return [Case(**{"options": {}, **one}) for one in given]


CASES = cases()


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = DuckDB()
    yield engine
    engine.close()


def read(engine: Engine, *files: Path, **said: Any) -> Lines:
    (sources,) = sorted_by_format(files, Options(**said))
    return sources.format.lines(engine, sources.files, Options(**said))


def refused(engine: Engine, *files: Path, **said: Any) -> str:
    with pytest.raises(BadInput) as caught:
        read(engine, *files, **said)
    return str(caught.value)


def test_all_cases_are_there() -> None:
    assert len(CASES) == len({case.name for case in CASES}) == 20


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_cannot_be_read_is_refused(engine: Engine, tmp_path: Path, case: Case) -> None:
    file = tmp_path / case.file
    file.write_text(case.content.lstrip("\n"), "utf-8")
    assert refused(engine, file, **case.options) == case.message


@pytest.mark.parametrize(
    ("content", "seen", "todo"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.xls)",
         "save its table as CSV in UTF-8"),
        (b"PK\x03\x04\x14\x00", "a zip archive (an .xlsx workbook is one)",
         "save its table as CSV in UTF-8"),
        (b"a,b\n1,\x00\n", "bytes that are no text", "save its table as CSV in UTF-8"),
        (b"\xef\xbb\xbf\r\n", "an empty file", "fetch the data again"),
        (b"", "an empty file", "fetch the data again"),
    ],
)  # fmt: skip
def test_what_a_file_is_is_told_by_its_bytes(
    tmp_path: Path, content: bytes, seen: str, todo: str
) -> None:
    file = tmp_path / "trade.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        open_head(file)
    assert str(caught.value) == (
        f"trade.csv: expected a CSV, Parquet or JSON file of lines, saw {seen}. To do: {todo}."
    )


@pytest.mark.parametrize("text", ["país,año\nPerú,2025\n", "año,origen\n2025,España\n"])
def test_bytes_of_no_known_encoding_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "trade.csv"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput) as caught:
        open_head(file)
    assert str(caught.value) == (
        "trade.csv: expected text in UTF-8 or GB18030, saw bytes that are neither. "
        "To do: save it as CSV in UTF-8."
    )


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        open_head(tmp_path / "nowhere.csv")
    assert str(caught.value) == (
        f"{tmp_path}/nowhere.csv: expected a CSV, Parquet or JSON file of lines, "
        "saw no such file. To do: check the name and the folder."
    )
    with pytest.raises(BadInput) as caught:
        open_head(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: expected a CSV, Parquet or JSON file of lines, saw a directory. "
        "To do: name the files in it, as in DIR/*.csv."
    )


@pytest.mark.parametrize("kept", [20, 200])
def test_a_parquet_file_that_is_cut_off_is_refused(tmp_path: Path, kept: int) -> None:
    file = tmp_path / "baci.parquet"
    pq.write_table(pa.table({name: [1, 2, 3] for name in "tijkvq"}), file)
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(BadInput) as caught:
        open_head(file)
    assert str(caught.value) == (
        "baci.parquet: expected a whole Parquet file, saw one that is cut off or damaged. "
        "To do: fetch the file again."
    )


@pytest.mark.parametrize("cut", [len(KOREA) - 30, len(KOREA) - 60])
def test_a_csv_file_that_is_cut_mid_line_is_found_when_it_is_read(
    engine: Engine, tmp_path: Path, cut: int
) -> None:
    file = tmp_path / "korea.csv"
    file.write_text(KOREA[:cut], "utf-8")
    lines = read(engine, file)
    with pytest.raises(OSError, match=r"korea\.csv: line 4: "):
        engine.rows(lines.table)


def test_a_quote_that_is_cut_is_found_when_it_is_read(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "e502202503.csv"
    given = (DATA / file.name).read_text("utf-8")
    file.write_text(given[: given.rindex('"1,204') + 3], "utf-8")
    lines = read(engine, file)
    with pytest.raises(OSError, match=r"e502202503\.csv: line 3: "):
        engine.rows(lines.table)


def test_an_envelope_that_breaks_off_is_refused(engine: Engine, tmp_path: Path) -> None:
    file = tmp_path / "comtrade.json"
    file.write_text((DATA / "comtrade.json").read_text("utf-8")[:900], "utf-8")
    assert refused(engine, file) == (
        "comtrade.json: expected a UN Comtrade envelope with observations, saw JSON that "
        "breaks off or is broken at line 6, column 335. To do: fetch the data again."
    )


def test_real_envelopes_without_observations_are_refused(engine: Engine, shared: Path) -> None:
    found = {}
    for file in sorted((shared / "data/comtrade").glob("*bulk*.json")):
        found[json.loads(file.read_text())["count"]] = refused(engine, file).partition("saw ")[2]
    assert found == {
        0: "no observation. To do: ask for a year and partners that have data.",
        1: "a list of files to download. To do: download the files that it names.",
    }


def test_real_pages_and_workbooks_are_refused(shared: Path) -> None:
    files = [
        *(shared / "data/gacc_query").glob("*.xls"),
        *(shared / "data/gacc_pages").glob("*.html"),
        *(shared / "data/codes").glob("*.xlsx"),
    ]
    assert len(files) == 11
    for file in files:
        with pytest.raises(BadInput):
            open_head(file)
