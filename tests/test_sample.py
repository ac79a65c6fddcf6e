"""Samples: what is in the lines, that they are the same again, and what is refused."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest
from tests.compiled_sample import CompiledSample
from tests.test_cli import run

from tradetally import codes
from tradetally.codes.harmonized import runs
from tradetally.errors import BadInput
from tradetally.sample import FEWEST, NOTE, sample
from tradetally.sample.goods import definitions, goods

LINES = 20_000
COLUMNS = """
    declaration item version status released date start months reporter flow commodity hs_edition
    partner consignment region office regime ownership enterprise route quantity quantity_unit
    quantity2 quantity2_unit net_mass_kg gross_mass_kg unit_price value currency
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("sample") / "declared"
    sample(found, LINES)
    return found


@pytest.fixture(scope="module")
def compiled(folder: Path) -> CompiledSample:
    return CompiledSample(folder)


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def column(folder: Path, name: str) -> list[object]:
    files = sorted((folder / "declarations").glob("*.parquet"))
    return [one for file in files for one in pq.read_table(file, columns=[name])[name].to_pylist()]


def test_a_file_a_month_with_the_columns_of_the_common_record(folder: Path) -> None:
    files = sorted((folder / "declarations").glob("*.parquet"))
    assert [file.stem for file in files] == [
        f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)
    ]
    assert all(pq.read_schema(file).names == COLUMNS.split() for file in files)
    assert sum(pq.read_metadata(file).num_rows for file in files) == LINES


def test_every_file_and_every_line_is_marked_synthetic(folder: Path) -> None:
    for file in (folder / "declarations").glob("*.parquet"):
        assert pq.read_metadata(file).metadata[b"tradetally.synthetic"] == b"true"
    assert all(str(number).startswith("SYN") for number in column(folder, "declaration"))
    assert (folder / NOTE).read_text(encoding="utf-8").startswith("# Synthetic declarations\n")


def test_some_declarations_are_amended_and_some_cancelled(folder: Path) -> None:
    names = ("declaration", "item", "version", "status")
    lines = list(zip(*(column(folder, name) for name in names), strict=True))
    second = [line for line in lines if line[2] == 2]
    assert Counter(status for *_, status in second) == {"active": 100, "cancelled": 20}
    first = {line[:2] for line in lines if line[2] == 1}
    assert all(line[:2] in first for line in second)
    assert len({line[:3] for line in lines}) == LINES


def test_what_the_lines_hold_is_in_the_code_lists(folder: Path) -> None:
    for name, dimension in (
        ("partner", "partner"), ("region", "region"),
        ("regime", "regime"), ("ownership", "ownership"),
    ):  # fmt: skip
        assert set(column(folder, name)) <= set(codes.codes(dimension))
    assert set(column(folder, "commodity")) <= set(goods().codes.tolist())
    assert len(set(column(folder, "partner"))) > 240
    assert len(set(column(folder, "ownership"))) == 5
    places = {str(one) for one in column(folder, "region")}
    provinces = {codes.parent("region", one) or one for one in places}
    assert len(provinces) == 31


def test_every_subheading_of_a_definition_is_in_the_commodity_list() -> None:
    listed = [code.ljust(10, "0") for code in goods().codes.tolist()]
    for one in definitions():
        for first, last in runs(one.definition):
            assert any(first <= code <= last for code in listed), one


def test_the_lines_sum_to_every_published_figure(compiled: CompiledSample) -> None:
    assert compiled.missed(enterprises=False) == []


def test_quantities_and_masses_belong_together(compiled: CompiledSample) -> None:
    lines = compiled.lines
    bad = lines.filter(
        (lines["net_mass_kg"] > lines["gross_mass_kg"])
        | (lines["quantity"] <= 0)
        | (lines["value"] <= 0)
        | ((lines["quantity_unit"] == "kg") & (lines["quantity"] != lines["net_mass_kg"]))
        | ((lines["quantity2_unit"] != "") & lines["quantity2"].isnull())
    )
    assert compiled.engine.rows(bad.count().name("n").as_table()) == [{"n": 0}]


def test_an_enterprise_has_one_place_and_one_kind(compiled: CompiledSample) -> None:
    lines = compiled.net
    places = lines.group_by("enterprise").aggregate(
        n=(lines["region"].concat(lines["ownership"])).nunique()
    )
    assert compiled.engine.rows(places["n"].max().name("n").as_table()) == [{"n": 1}]


def test_a_declaration_has_one_head_and_several_items(compiled: CompiledSample) -> None:
    lines = compiled.lines
    head = lines["enterprise"].concat(lines["partner"], lines["regime"], lines["currency"])
    found = lines.group_by("declaration").aggregate(
        heads=head.concat(lines["date"].cast("string")).nunique(), items=lines["item"].max()
    )
    found = found.aggregate(heads=found["heads"].max(), items=found["items"].max())
    row = compiled.engine.rows(found)[0]
    assert row["heads"] == 1 and row["items"] > 3


def test_the_same_lines_and_seed_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    sample(tmp_path / "again", LINES)
    assert digests(tmp_path / "again") == digests(folder)


def test_another_seed_gives_other_lines_that_sum_to_the_same(tmp_path: Path) -> None:
    made = sample(tmp_path / "other", 5_000, seed=3)
    assert CompiledSample(made.folder).missed(enterprises=False) == []
    sample(tmp_path / "third", 5_000, seed=4)
    name = "declarations/2025-12.parquet"
    assert digests(tmp_path / "third")[name] != digests(made.folder)[name]


def test_a_larger_sample_sums_to_the_same(tmp_path: Path) -> None:
    made = sample(tmp_path / "larger", 200_000)
    assert CompiledSample(made.folder).missed(enterprises=False) == []


def test_csv_holds_the_same_lines(tmp_path: Path) -> None:
    sample(tmp_path / "parquet", 3_000)
    sample(tmp_path / "csv", 3_000, kind="csv")
    lines = pq.read_table(tmp_path / "parquet" / "declarations" / "2025-06.parquet")
    texts = pc.ConvertOptions(column_types=lines.schema, strings_can_be_null=False)
    read = pc.read_csv(tmp_path / "csv" / "declarations" / "2025-06.csv", convert_options=texts)
    assert read.equals(lines)


def test_the_note_names_what_a_small_sample_does_not_reproduce(tmp_path: Path) -> None:
    made = sample(tmp_path / "small", 2_000)
    note = (tmp_path / "small" / NOTE).read_text(encoding="utf-8")
    _, _, missed = note.partition("## Not reproduced with 2,000 lines\n")
    assert "Counts of enterprises need at least 3,000,000 lines." in missed
    assert all(f"- `{one.target.place.text}`" in missed for one in made.missed)
    assert {one.target.figure.cell.measure.value for one in made.missed} == {"enterprises"}
    assert CompiledSample(made.folder).missed(enterprises=False) == []


def test_the_smallest_sample_says_truly_what_it_has(tmp_path: Path) -> None:
    made = sample(tmp_path / "least", FEWEST)
    missed = {one.target.place.text for one in made.missed}
    found = CompiledSample(made.folder).held()
    assert {one.target.place.text for one in found if not one.is_met} == missed


def test_memory_is_bounded_by_chunks_that_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tradetally.sample import plan

    monkeypatch.setattr(plan, "CHUNK", 100)
    made = plan.make_plan(5_000, 0)
    chunks = [chunk for month in range(36) for chunk in made.chunks(month)]
    assert max(chunk.lines for chunk in chunks) <= 100
    assert [chunk.before for chunk in chunks[1:]] == [c.before + c.lines for c in chunks[:-1]]
    small = sample(tmp_path / "small", 5_000)
    assert CompiledSample(small.folder).missed(enterprises=False) == []
    numbers = zip(*(column(small.folder, n) for n in ("declaration", "item", "version")),
                  strict=True)  # fmt: skip
    assert len(set(numbers)) == 5_000


def test_an_interrupted_sample_leaves_nothing(tmp_path: Path) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample(tmp_path / "cut", 2_000, progress=interrupt)
    assert list((tmp_path / "cut").iterdir()) == []
    sample(tmp_path / "cut", 2_000)


def test_progress_counts_every_line(tmp_path: Path) -> None:
    counted: list[int] = []
    sample(tmp_path / "counted", 2_000, progress=counted.append)
    assert sum(counted) == 2_000


@pytest.mark.parametrize(
    ("lines", "seed", "message"),
    [
        (999, 0, "--lines: expected a number from 1,000 to 1,000,000,000, saw 999."
                 " To do: choose one in that range."),
        (1_000_000_001, 0, "--lines: expected a number from 1,000 to 1,000,000,000, saw"
                           " 1,000,000,001. To do: choose one in that range."),
        (1_000, -1, "--seed: expected a whole number from 0, saw -1. To do: leave out the sign."),
    ],
)  # fmt: skip
def test_numbers_out_of_range_are_refused(
    tmp_path: Path, lines: int, seed: int, message: str
) -> None:
    with pytest.raises(BadInput) as refused:
        sample(tmp_path / "none", lines, seed)
    assert str(refused.value) == message
    assert not (tmp_path / "none").exists()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(BadInput) as refused:
        sample(tmp_path, 1_000)
    assert str(refused.value) == (
        f"DIR: expected a folder that is empty or not there yet, saw {tmp_path}, which holds"
        " mine.txt. To do: name another folder, or remove what is in it."
    )


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput) as refused:
        sample(tmp_path / "file", 1_000)
    assert str(refused.value) == (
        f"DIR: expected a folder, saw a file: {tmp_path / 'file'}. To do: name another place."
    )


def test_the_command_says_what_it_wrote(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "declared"
    status, out, err = run(capsys, "sample", str(folder), "--lines", "2000", "--seed", "1")
    assert (status, err) == (0, "")
    assert out == (
        f"2,000 synthetic lines, seed 1: {folder}\n"
        "Calibrated: 91 of 99 published figures of 2024 and 2025 hold.\n"
        f"8 do not with so few lines, all of them counts: {folder / NOTE}\n"
        f"Next: tradetally compile {folder} --book BOOK\n"
    )
