"""Where the demo writes: a folder of its own, made anew each time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from tradetally.errors import BadInput

MARK = ".tradetally-demo"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder, and what goes where in it.

    There are two books, and nothing is ever judged by both: ``book`` is compiled from declarations
    that nobody made, ``published`` holds figures that were really published.
    """

    folder: Path

    @property
    def index(self) -> Path:
        """The page that leads to everything."""
        return self.folder / "index.html"

    @property
    def declared(self) -> Path:
        """The synthetic declarations."""
        return self.folder / "declared"

    @property
    def book(self) -> Path:
        """The book that is compiled from them."""
        return self.folder / "book"

    @property
    def briefing(self) -> Path:
        """What is written from that book."""
        return self.folder / "briefing"

    @property
    def samples(self) -> Path:
        """The published tables and the article, as they come with the package."""
        return self.folder / "samples"

    @property
    def tables(self) -> tuple[Path, ...]:
        """The published tables."""
        return tuple(sorted(self.samples.glob("*.csv")))

    @property
    def article(self) -> Path:
        """The article."""
        return self.samples / "article.md"

    @property
    def published(self) -> Path:
        """The book of the published tables."""
        return self.folder / "published"

    @property
    def report(self) -> Path:
        """The verdicts on the article, held against what was published."""
        return self.folder / "report.html"

    @property
    def synthetic_report(self) -> Path:
        """The same, held against the synthetic book."""
        return self.folder / "report-synthetic.html"


def prepare(folder: Path) -> Place:
    """Return the place, empty but for the samples; what an earlier demo wrote gives way.

    Raises ``BadInput`` for a file, and for a folder with something in it that no demo wrote.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput("--out", expected="a folder", seen=f"a file: {folder}", todo="name another")
    if folder.is_dir() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise BadInput(
            "--out",
            expected="a folder that is empty, not there yet, or an earlier demo's",
            seen=f"{folder}, which holds {min(one.name for one in folder.iterdir())}",
            todo="name another folder",
        )
    place = Place(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("Written by tradetally demo, which may replace it.\n", "utf-8")
    for made in (place.declared, place.book, place.briefing, place.samples, place.published):
        shutil.rmtree(made, ignore_errors=True)
    for page in (place.index, place.report, place.synthetic_report):
        page.unlink(missing_ok=True)
    with as_file(files("tradetally.demo") / "samples") as samples:
        shutil.copytree(samples, place.samples)
    return place
