"""All files of a briefing, written to a folder at once: whole, or not at all.

::

    briefing.html                        one page, every language
    briefing.en.pdf   briefing.zh.pdf    one for each language, as are:
    briefing.en.md    briefing.zh.md     the text that reads back
    charts/monthly-exports.en.svg, .png  one pair for each chart
    tables.xlsx                          notes, tables, figures
    figures.csv  figures.jsonl           every figure

The charts are drawn first; then all files are made side by side, since pages are set outside the
interpreter. They are written to a folder beside theirs, and moved into place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from tradetally.brief.briefing import Briefing
from tradetally.errors import BadInput
from tradetally.show.charts import Chart, charts, pictures

File = tuple[str, str | bytes]
Files = Iterator[File]
"""Files that are made when they are asked for, beside others."""


class _Made:
    """A briefing with its charts, drawn once, when something needs them."""

    def __init__(self, briefing: Briefing) -> None:
        self.briefing = briefing

    @cached_property
    def charts(self) -> Mapping[str, tuple[Chart, ...]]:
        """The charts of each language."""
        return {language: charts(self.briefing, language) for language in self.briefing.editions}


def _html(made: _Made) -> Iterator[Files]:
    yield _page(made.briefing, made.charts)


def _page(briefing: Briefing, drawn: Mapping[str, Sequence[Chart]]) -> Files:
    from tradetally.show.briefing_html import page

    yield "briefing.html", page(briefing, drawn)


def _pdf(made: _Made) -> Iterator[Files]:
    for language, drawn in made.charts.items():
        yield _pages(made.briefing, language, drawn)


def _pages(briefing: Briefing, language: str, drawn: Sequence[Chart]) -> Files:
    from tradetally.show.briefing_pdf import pdf

    yield f"briefing.{language}.pdf", pdf(briefing, language, drawn)


def _markdown(made: _Made) -> Iterator[Files]:
    yield _texts(made.briefing)


def _texts(briefing: Briefing) -> Files:
    from tradetally.brief.markdown import markdown

    for language, edition in briefing.editions.items():
        yield f"briefing.{language}.md", markdown(edition)


def _charts(made: _Made) -> Iterator[Files]:
    yield _pictures([chart for of in made.charts.values() for chart in of])


def _pictures(drawn: Sequence[Chart]) -> Files:
    for chart, picture in zip(drawn, pictures(drawn), strict=True):
        yield f"charts/{chart.key}.{chart.language}.svg", chart.svg
        yield f"charts/{chart.key}.{chart.language}.png", picture


def _workbook(made: _Made) -> Iterator[Files]:
    yield _tables(made.briefing)


def _tables(briefing: Briefing) -> Files:
    from tradetally.show.workbook import workbook

    yield "tables.xlsx", workbook(briefing)


def _figures(made: _Made) -> Iterator[Files]:
    yield _rows(made.briefing)


def _rows(briefing: Briefing) -> Files:
    from tradetally.show import figures_out

    yield "figures.csv", figures_out.table(briefing)
    yield "figures.jsonl", figures_out.jsonl(briefing)


FORMATS: Mapping[str, Callable[[_Made], Iterator[Files]]] = {
    "html": _html,
    "pdf": _pdf,
    "markdown": _markdown,
    "charts": _charts,
    "workbook": _workbook,
    "figures": _figures,
}


def handout(
    briefing: Briefing, folder: Path, only: str | Iterable[str] | None = None
) -> tuple[Path, ...]:
    """Write a briefing's files to a folder, or those of the formats ``only``; return their paths.

    Raises ``BadInput`` for a folder that cannot be written to, an unknown format, or a format
    that needs the extra ``brief`` where that is not installed; then no file is changed.
    """
    made = _Made(briefing)
    files = _together([each for name in _formats(only) for each in FORMATS[name](made)])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".briefing-", dir=folder) as room:
            return _moved(files, Path(room), folder)
    except OSError as error:
        raise BadInput(
            "--out",
            expected="a folder to write to",
            seen=f"{(error.strerror or 'an error').lower()} at {folder}",
            todo="give another folder, or see that there is room and the folder is yours",
        ) from None


def _formats(only: str | Iterable[str] | None) -> tuple[str, ...]:
    if only is None:
        return tuple(FORMATS)
    asked = (only,) if isinstance(only, str) else tuple(only)
    unknown = [name for name in asked if name not in FORMATS]
    if unknown:
        raise BadInput(
            "--only",
            expected=f"one of {', '.join(FORMATS)}",
            seen=repr(unknown[0]),
            todo="choose one of these, or leave the option out",
        )
    return asked


def _together(every: Sequence[Files]) -> list[File]:
    """Return all files, made side by side, in their order."""
    with ThreadPoolExecutor(len(every)) as pool:
        made: Iterator[list[File]] = pool.map(list, every)
        return [file for files in made for file in files]


def _moved(files: Iterable[File], room: Path, folder: Path) -> tuple[Path, ...]:
    """Write files to a room of their own, then move them into the folder one by one."""
    names = []
    for name, content in files:
        draft = room / name
        draft.parent.mkdir(exist_ok=True)
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        names.append(name)
    paths = tuple(folder / name for name in names)
    for name, path in zip(names, paths, strict=True):
        path.parent.mkdir(exist_ok=True)
        (room / name).replace(path)
    return paths
