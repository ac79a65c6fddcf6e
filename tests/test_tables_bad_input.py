"""A table that cannot be read gives one whole message, and nothing is loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tradetally.cells import Flow
from tradetally.errors import BadInput
from tradetally.periods import Period
from tradetally.tables import Options, read_table

CASES = Path(__file__).parent / "data" / "tables" / "bad_input.toml"
_MAKE: dict[str, Callable[[str], Any]] = {
    "flow": Flow,
    "period": Period.parse,
    "released": date.fromisoformat,
}


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
    assert len(found) == 48
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_the_whole_message(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / case["file"]
    path.write_text(case["content"], encoding="utf-8")
    given = {name: _MAKE.get(name, str)(said) for name, said in case.get("options", {}).items()}
    with pytest.raises(BadInput) as caught:
        read_table(path, Options(**given))
    assert str(caught.value) == case["message"]


@pytest.mark.parametrize(
    ("content", "seen", "expected"),
    [
        (
            b"PK\x03\x04\x00",
            "a zip archive (an .xlsx workbook is one)",
            "a CSV file or an HTML page",
        ),
        (b"%PDF-1.7", "a PDF", "a CSV file or an HTML page"),
        (b"a,b\n\x00,2\n", "bytes that are no text", "a CSV file or an HTML page"),
        (b"\xff\xff\xff", "bytes that are neither", "text in UTF-8 or GB18030"),
        ("año".encode("cp1252"), "bytes that are neither", "text in UTF-8 or GB18030"),
    ],
)
def test_a_file_that_is_no_text(content: bytes, seen: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "partners_2025-06.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        read_table(path)
    assert str(caught.value) == (
        f"partners_2025-06.csv: expected {expected}, saw {seen}."
        " To do: save the table as CSV in UTF-8 and load that."
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "partners_2025-06.csv"
    with pytest.raises(BadInput) as caught:
        read_table(path)
    assert str(caught.value) == (
        f"{path}: expected a CSV file or an HTML page, saw no such file."
        " To do: check the name and the folder."
    )


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read_table(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: expected a CSV file or an HTML page, saw a directory."
        " To do: name the tables in it, as in DIR/*.csv."
    )
