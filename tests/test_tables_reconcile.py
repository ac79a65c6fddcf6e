"""A table's own sums: flows, growths and the parts of a whole, within what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradetally.errors import BadInput
from tradetally.tables import Loaded, read_table

SAMPLES = Path(__file__).parent / "data" / "tables"
PARTNERS = (SAMPLES / "partners_2025-06.csv").read_text(encoding="utf-8")
EXPORTS = (SAMPLES / "exports_2025-06.csv").read_text(encoding="utf-8")


def load(tmp_path: Path, name: str, text: str, *, strict: bool = False) -> Loaded:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_table(path, strict=strict)


def noted(loaded: Loaded, code: str) -> list[str]:
    return [note.text for note in loaded.notes if note.code == code]


def test_a_table_that_adds_up_has_no_such_note() -> None:
    for name in ("partners_2025-06.csv", "exports_2025-06.csv", "浙江省-2025-06.csv", "page.html"):
        codes = {note.code for note in read_table(SAMPLES / name, strict=True).notes}
        assert not codes & {"flows-off", "growth-off", "partition-off"}


def test_flows_that_do_not_add_up(tmp_path: Path) -> None:
    text = PARTNERS.replace("越南,country,95.75,", "越南,country,95.78,")
    (note,) = [
        note
        for note in load(tmp_path, "partners_2025-06.csv", text).notes
        if note.code == "flows-off"
    ]
    assert note.text == (
        "exports + imports of partner=VN in 2025-S1 are not the total: off by 150 CNY"
    )
    assert str(note.where) == "partners_2025-06.csv, line 12, column total_ytd"


def test_rounding_is_no_disagreement(tmp_path: Path) -> None:
    text = PARTNERS.replace("越南,country,95.75,", "越南,country,95.76,")
    assert noted(load(tmp_path, "partners_2025-06.csv", text), "flows-off") == []


def test_parts_that_do_not_make_the_whole(tmp_path: Path) -> None:
    text = PARTNERS.replace("总值,total,2122,2.9,1273,7.2", "总值,total,2123,2.9,1274,7.2")
    assert noted(load(tmp_path, "partners_2025-06.csv", text), "partition-off") == [
        "all partners: its 8 parts sum to 10000 CNY less than the total of 2025-S1 (0.047%), which"
        " rounding does not explain",
        "all partners: its 8 parts sum to 10000 CNY less than the exports of 2025-S1 (0.078%),"
        " which rounding does not explain",
    ]


def test_a_row_without_a_figure_traded_nothing(tmp_path: Path) -> None:
    loaded = load(tmp_path, "partners_2025-06.csv", PARTNERS)
    assert noted(loaded, "partition-off") == []


def test_a_whole_with_parts_that_are_no_rows_is_incomplete(tmp_path: Path) -> None:
    text = "".join(
        line
        for line in PARTNERS.splitlines(keepends=True)
        if not line.startswith(("非洲", "东南亚"))
    )
    assert noted(load(tmp_path, "partners_2025-06.csv", text), "partition-incomplete") == [
        "all partners: 1 of 8 parts are no rows (Africa); the others make 94.56% of the total of"
        " 2025-S1"
    ]


def test_a_bloc_has_the_members_of_its_round(tmp_path: Path) -> None:
    july = load(tmp_path, "partners_2025-07.csv", PARTNERS)
    december = load(tmp_path, "partners_2025-12.csv", PARTNERS)
    assert "9 of 10 parts are no rows" in noted(july, "partition-incomplete")[0]
    assert "10 of 11 parts are no rows" in noted(december, "partition-incomplete")[0]


def test_the_prefectures_make_their_province(tmp_path: Path) -> None:
    name = "浙江省-2025-06.csv"
    text = (SAMPLES / name).read_text(encoding="utf-8-sig")
    off = text.replace(
        "11000000000.0,1800000000.0,9200000000.0", "11000000500.0,1800000500.0,9200000000.0"
    )
    assert noted(load(tmp_path, name, off), "partition-off") == [
        "region=CN-ZJ: its 11 parts sum to 500 CNY more than the total of 2025-S1 (0.00000019%),"
        " which rounding does not explain",
        "region=CN-ZJ: its 11 parts sum to 500 CNY more than the imports of 2025-S1"
        " (0.00000055%), which rounding does not explain",
    ]


@pytest.mark.parametrize(
    ("printed", "changed", "what"),
    [
        ("49.19,38.5,27.5", "49.19,38.5,27.9", "product=grain, exports in 2025-S1: printed 27.9%"),
        ("49.19,38.5,27.5", "49.19,38.9,27.5", "product=grain, exports in 2025-S1: printed 38.9%"),
    ],
)
def test_a_growth_that_the_tables_own_levels_do_not_give(
    printed: str, changed: str, what: str, tmp_path: Path
) -> None:
    loaded = load(tmp_path, "exports_2025-06.csv", EXPORTS.replace(printed, changed))
    (text,) = noted(loaded, "growth-off")
    assert text.startswith(f"{what}, but the table's own levels give ")


def test_strict_makes_a_disagreement_an_error(tmp_path: Path) -> None:
    text = PARTNERS.replace("总值,total,2122,2.9,1273,7.2", "总值,total,2123,2.9,1274,7.2")
    with pytest.raises(BadInput) as caught:
        load(tmp_path, "partners_2025-06.csv", text, strict=True)
    assert str(caught.value) == (
        "partners_2025-06.csv, line 2, column total_ytd: expected a table that agrees with itself,"
        " saw all partners: its 8 parts sum to 10000 CNY less than the total of 2025-S1 (0.047%),"
        " which rounding does not explain (and 1 more). To do: mend the table, or load it without"
        " being strict to have this as a note."
    )


def test_an_incomplete_whole_is_no_error_even_when_strict(tmp_path: Path) -> None:
    loaded = load(tmp_path, "partners_2025-06.csv", PARTNERS, strict=True)
    assert noted(loaded, "partition-incomplete")
