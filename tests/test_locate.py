"""The rows of text files that findings are about."""

from pathlib import Path

import pytest

from tradetally.records.locate import Key, locate

HEADER = "declaration,item,version,office\n"
WANTED = [Key("D1", 1, 1), Key("D2", 2, 1), Key("D3", 1, 2), Key("none", 1, 1)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (HEADER + "D1,1,1,a\nD9,1,1,a\nD2,2,1,a\nD2,3,1,a\n", {"D1": [2], "D2": [4]}),
        (HEADER + '"D1",1,1,"a, b"\n"D9",1,1,""\n" D3 ",1,2,"a"\n', {"D1": [2], "D3": [4]}),
        (HEADER + 'D1,1,1,"a\nD2,2,1,b"\nD2,2,1,c\nD3,1,2,d\n', {"D1": [3], "D2": [4], "D3": [5]}),
        (HEADER + "D1,1,1,a\r\nD1,1,1,b\r\n", {"D1": [2, 3]}),
        ('office,declaration,item,version\n"a, b",D2,2,1\nc,D3,1,2\n', {"D2": [2], "D3": [3]}),
        (HEADER.replace(",", ";") + "D1;1;1;a\n", {"D1": [2]}),
        (HEADER + "D1\nD2,2,1,a\n", {"D2": [3]}),
    ],
)
def test_rows_are_those_of_the_file(tmp_path: Path, text: str, rows: dict[str, list[int]]) -> None:
    file = tmp_path / "declared.csv"
    file.write_bytes(text.encode())
    found = locate(file, WANTED)
    assert {key.declaration: places for key, places in found.items()} == rows


def test_a_number_with_a_comma_is_found(tmp_path: Path) -> None:
    file = tmp_path / "declared.csv"
    file.write_text(HEADER + '"D,1",1,1,a\nD2,2,1,a\n')
    assert locate(file, [Key("D,1", 1, 1), *WANTED]) == {
        Key("D,1", 1, 1): [2],
        Key("D2", 2, 1): [3],
    }
