"""The command line: what it prints, what it refuses and with which status it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tradetally
from tradetally import cli, demo

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = Path(demo.__file__).parent / "samples"
TABLES = [str(path) for path in sorted(SAMPLES.glob("*.csv"))]
ARTICLE = str(SAMPLES / "article.md")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run one command in this process; return its status, output and message."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["tradetally", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    out, err = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli") / "book"
    tradetally.load([Path(table) for table in TABLES], folder)
    return str(folder)


def test_load_says_what_came_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = run(capsys, "load", *TABLES, "--book", str(tmp_path / "book"))
    assert status == 0
    assert "china_2025-12.csv" in out
    again, out, _ = run(capsys, "load", *TABLES, "--book", str(tmp_path / "book"))
    assert again == 0
    assert "already" in out


def test_read_prints_the_fields_of_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", ARTICLE, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    first = next(row for row in rows if "value" in row)
    assert {"doc", "start", "end", "mention", "indicator", "measure", "flow", "period", "value",
            "unit", "relation", "low", "high"} <= set(first)  # fmt: skip
    text = Path(ARTICLE).read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["mention"] for row in rows)


def test_check_finds_the_slips_and_says_so_in_its_status(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    status, out, _ = run(capsys, "check", ARTICLE, "--book", book, "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    wrong = {row["mention"] for row in rows if row["verdict"] == "contradicted"}
    assert status == 1
    assert wrong == {"18.84 trillion yuan", "14.8 percent", "5.25 billion yuan", "5.7 percent"}
    assert {"figure", "verdict", "evidence_low", "evidence_high", "evidence", "diagnosis"} <= set(
        rows[0]
    )


def test_check_writes_a_page_that_needs_no_script(
    capsys: pytest.CaptureFixture[str], book: str, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    run(capsys, "check", ARTICLE, "--book", book, "--format", "html", "--out", str(page))
    written = page.read_text(encoding="utf-8")
    assert "18.84 trillion yuan" in written
    assert "<script" not in written


def test_figure_has_its_cells_query_and_vintage(
    capsys: pytest.CaptureFixture[str], book: str
) -> None:
    asked = "growth(total, partner=ASEAN, 2025)"
    status, out, _ = run(capsys, "figure", asked, "--book", book, "--format", "jsonl")
    row = json.loads(out)
    assert status == 0
    assert (row["figure"], row["low"], row["high"], row["round"]) == (asked, 7.95, 8.05, "2025-12")
    assert len(row["cells"]) == 2
    assert "SELECT" in row["query"]
    _, out, _ = run(capsys, "figure", "level(total, 2025)", "--book", book,
                    "--vintage", "2025-08-01", "--format", "jsonl")  # fmt: skip
    assert json.loads(out)["low"] is None


def test_bounds_follow_from_both_rounds(capsys: pytest.CaptureFixture[str], book: str) -> None:
    asked = "growth(total, 2025-S2)"
    status, out, _ = run(capsys, "bounds", asked, "--book", book, "--format", "jsonl")
    row = json.loads(out)
    assert status == 0
    assert 4.49 < row["low"] < row["high"] < 4.63
    assert len(row["because"]["low"]) == 4


REFUSALS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "cli" / "refusals.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Return a folder with inputs that cannot be used."""
    files = {
        "empty.csv": b"",
        "empty.txt": b"",
        "words.txt": b"Trade is good, they said.",
        "binary.txt": bytes(range(256)) * 8,
        "binary.csv": bytes(range(256)) * 8,
        "unknown.csv": b"a,b\n1,2\n",
        "broken_2025-12.csv": b'figure,value,unit\n"level(total, 2025),1,CNY\n',
        "ragged.csv": b"figure,value,unit\nlevel,1\n",
        "page.html": b"<html><body><p>No table here in 2025.</p></body></html>",
        "table.xyz": b"1,2,3",
        "vi.txt": "Kim ngạch xuất khẩu của Việt Nam đạt 35 tỷ USD trong tháng 5.".encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("no book", encoding="utf-8")
    return tmp_path


def test_there_is_a_case_for_every_kind_of_bad_input() -> None:
    assert len(REFUSALS) >= 20


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case[0])
def test_bad_input_gets_one_message_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], inputs: Path, book: str, case: list[str]
) -> None:
    words, message = case
    before = sorted(path.name for path in inputs.iterdir())
    filled = [word.format(dir=inputs, book=book) for word in words.split(" | ")]
    status, out, err = run(capsys, *filled)
    assert (status, out) == (2, "")
    assert err.strip() == message.format(dir=inputs, book=book)
    assert sorted(path.name for path in inputs.iterdir()) == before


def test_help_has_an_example_for_every_command() -> None:
    for command in ("demo", "load", "read", "check", "figure", "bounds", "revisions"):
        doc = getattr(cli, command).__doc__
        assert f"Example: tradetally {command}" in doc


def test_every_command_is_on_the_generated_page() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in ("demo", "load", "read", "check", "figure", "bounds", "revisions"):
        assert f"## tradetally {command}" in page


def test_starting_up_imports_nothing_heavy() -> None:
    heavy = ["ibis", "duckdb", "deltalake", "pyarrow", "pandas", "trafilatura", "highspy", "numpy"]
    code = f"import sys, tradetally.cli; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_public_door_has_what_it_should() -> None:
    assert dir(tradetally) == sorted([*tradetally.__all__, "__version__"])
    for name in tradetally.__all__:
        assert getattr(tradetally, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        tradetally.nonsense  # noqa: B018


def test_standard_input_is_a_text(book: str) -> None:
    words = [sys.executable, "-m", "tradetally", "check", "-", "--book", book, "--format", "jsonl"]
    said = "China's exports grew 6.1 percent in 2025."
    done = subprocess.run(words, input=said, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["verdict"] == "supported"


def test_a_reader_that_leaves_early_is_no_contradiction(book: str) -> None:
    command = f"{sys.executable} -m tradetally read {ARTICLE} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


def test_a_page_that_cannot_be_written_leaves_what_was_there(
    capsys: pytest.CaptureFixture[str], book: str, tmp_path: Path
) -> None:
    words = ["check", ARTICLE, "--book", book, "--format", "html", "--out"]
    status, _, err = run(capsys, *words, str(tmp_path))
    assert status == 2
    assert err == (
        f"tradetally: --out: expected a file that can be written, saw is a directory at {tmp_path}."
        " To do: give another path.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_number_beyond_all_floats_is_no_trouble(
    capsys: pytest.CaptureFixture[str], book: str, tmp_path: Path
) -> None:
    text = tmp_path / "nines.txt"
    text.write_text(f"China's exports grew {'9' * 400} percent in 2025.", encoding="utf-8")
    status, _, err = run(capsys, "check", str(text), "--book", book)
    assert status in (0, 1)
    assert err == ""
