"""The demo: the whole chain on a terminal and as a page, by itself and again."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shlex
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from tradetally import passages
from tradetally.book import Book
from tradetally.cli import app
from tradetally.demo import LINES, chain, commands, place, run, told
from tradetally.errors import BadInput

ROOT = Path(__file__).resolve().parents[1]
BRIEFING = runpy.run_path(str(Path(__file__).parent / "data" / "briefing" / "sample.py"))
FEW = 20_000
SLIPS = ["18.84 trillion yuan", "14.8 percent", "5.25 billion yuan", "5.7 percent"]


@dataclass(frozen=True)
class Ran:
    place: place.Place
    said: str

    @property
    def page(self) -> str:
        return self.place.index.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    """Run the demo on few lines, in a folder whose name has a space, as in a pipe."""
    folder = tmp_path_factory.mktemp("a demo")
    said = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said):
        run(Path("demo-out"), FEW)
        yield Ran(place.Place(folder / "demo-out"), said.getvalue())


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_every_step_says_its_command_and_what_came_of_it(ran: Ran) -> None:
    steps = [line for line in ran.said.splitlines() if re.match(r"\d  ", line)]
    assert [step[0] for step in steps] == list("123456")
    for typed in commands.by_hand(place.Place(Path("demo-out")), FEW).values():
        assert all(f"   $ {command}" in ran.said.splitlines() for command in typed)
    assert "20,000 lines = 19,860 counted + 100 superseded" in ran.said
    assert "\x1b" not in ran.said


def test_the_slips_of_the_article_are_found_by_both_books(ran: Ran) -> None:
    assert all(f"✘ {slip}: did you mean" in ran.said for slip in SLIPS)
    assert "24 numbers: 18 supported, 1 consistent, 4 contradicted, 1 unverifiable" in ran.said
    assert "The synthetic book, asked by itself, finds the same 4." in ran.said


def test_nothing_synthetic_stands_beside_what_was_published(ran: Ran) -> None:
    assert Book.open(ran.place.published).vintages() == ()
    assert Book.open(ran.place.book).statements() == ()
    report = ran.place.report.read_text(encoding="utf-8")
    assert "china_2025-12.csv" in report
    assert "synthetic" not in report
    assert "vintage 1 (synthetic)" in ran.place.synthetic_report.read_text(encoding="utf-8")


def test_the_page_leads_to_everything(ran: Ran) -> None:
    links = {unquote(link) for link in Links(ran.page).found}
    assert all((ran.place.folder / link).exists() for link in links)
    assert links >= {
        "briefing/briefing.html", "briefing/briefing.en.pdf", "briefing/briefing.zh.pdf",
        "briefing/briefing.en.md", "briefing/briefing.zh.md", "briefing/tables.xlsx",
        "briefing/figures.csv", "briefing/figures.jsonl", "briefing/charts/",
        "report.html", "report-synthetic.html", "declared/SYNTHETIC.md", "samples/article.md",
    }  # fmt: skip


def test_the_page_says_what_is_synthetic_and_has_no_script(ran: Ran) -> None:
    assert "Steps 1 to 4 are synthetic" in ran.page
    assert "vintage 1 (synthetic)" in ran.page
    assert "<script" not in ran.page
    assert all(slip in ran.page for slip in SLIPS)


def test_every_command_that_is_named_can_be_typed(ran: Ran) -> None:
    by_hand = commands.by_hand(ran.place, FEW).values()
    named = [command for typed in by_hand for command in typed]
    named += [command for _, command in (*commands.to_try(ran.place), *commands.OWN)]
    assert len(named) >= 14
    for command in named:
        program, *words = shlex.split(command.partition(" > ")[0])
        app.parse_args(words, exit_on_error=False, print_error=False)
        assert program == "tradetally"


def test_what_to_try_next_works(ran: Ran, capsys: pytest.CaptureFixture[str]) -> None:
    typed = [command for _, command in commands.to_try(ran.place)]
    compiled = "compiled from declarations"
    for command, expected in zip(typed, ("4.496–4.625%", compiled, compiled), strict=False):
        words = shlex.split(command)[1:]
        app(words, exit_on_error=False, result_action="return_value")
        assert expected in capsys.readouterr().out


def test_the_readme_shows_what_the_demo_prints(ran: Ran) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("$ tradetally demo\n")[1].split("```")[0]
    assert shape(shown) == shape(ran.said)
    assert f"{LINES:,} lines that nobody declared" in shown


def test_the_readme_shows_what_follows_from_the_releases(
    ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    typed, _, shown = readme.split("$ tradetally bounds ")[1].split("```")[0].partition("\n")
    figure = shlex.split(typed)[0]
    app(["bounds", figure, "--book", str(ran.place.published)], result_action="return_value")
    assert shown == capsys.readouterr().out


def test_every_page_that_the_readme_leads_to_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([^)]+)\)", readme))
    assert {"docs/images/briefing.png", "docs/briefing.md", "CHANGELOG.md"} <= linked
    assert all((ROOT / name).is_file() for name in linked)
    pictures = (ROOT / "docs" / "images").glob("*.png")
    assert all(picture.stat().st_size < 300_000 for picture in pictures)


def shape(said: str) -> list[str]:
    """Return what is said but for numbers, and findings, of which few lines have none."""
    lines = [re.sub(r"\d[\d,]*", "#", line) for line in said.strip().splitlines()]
    return [line for line in lines if not line.startswith("   Finding")]


def test_a_demo_replaces_an_earlier_one_and_keeps_what_is_not_its_own(tmp_path: Path) -> None:
    place.prepare(tmp_path)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "old").touch()
    (tmp_path / "mine.txt").touch()
    anew = place.prepare(tmp_path)
    assert not anew.book.exists()
    assert (tmp_path / "mine.txt").exists()
    assert [table.name for table in anew.tables] == ["china_2025-06.csv", "china_2025-12.csv"]


def test_a_folder_that_no_demo_wrote_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(BadInput) as refused:
        run(tmp_path)
    assert str(refused.value) == (
        "--out: expected a folder that is empty, not there yet, or an earlier demo's,"
        f" saw {tmp_path}, which holds thesis.docx. To do: name another folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(BadInput) as refused:
        run(tmp_path / "out")
    assert str(refused.value) == (
        f"--out: expected a folder, saw a file: {tmp_path / 'out'}. To do: name another."
    )


def test_a_number_of_lines_that_cannot_be_changes_nothing(tmp_path: Path) -> None:
    earlier = place.prepare(tmp_path)
    earlier.index.touch()
    with pytest.raises(BadInput) as refused:
        run(tmp_path, 10)
    assert str(refused.value) == (
        "--lines: expected a number from 1,000 to 1,000,000,000, saw 10."
        " To do: choose one in that range."
    )
    assert earlier.index.exists()


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> chain.Released:
    """Return a briefing written where the extra ``brief`` is not installed."""
    for module in chain.EXTRA:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(passages, "brief", lambda *_: BRIEFING["SYNTHETIC"])
    return chain.release(place.prepare(tmp_path), told.Teller().working)


def test_the_extra_is_what_the_package_says_it_is() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = listed["project"]["optional-dependencies"]["brief"]
    names = [one.partition(">")[0].removesuffix("-python").replace("-", "_") for one in extra]
    assert names == list(chain.EXTRA)


def test_without_the_extra_the_demo_goes_on(bare: chain.Released) -> None:
    assert not bare.is_whole
    assert {path.name for path in bare.files} == {
        "briefing.en.md", "briefing.zh.md", "figures.csv", "figures.jsonl",
    }  # fmt: skip


def test_without_the_extra_it_says_what_is_left_out(
    bare: chain.Released, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told.released(bare, place.Place(tmp_path), told.Teller())
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "   Left out, as the extra “brief” is not installed: the page, the PDF, the charts and"
        " the workbook.",
        "   $ pip install 'tradetally[brief]'",
    ]
