"""The demo's page: every step with its command, what came of it, and the way to its files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tradetally.demo import told
from tradetally.demo.chain import Held, Released
from tradetally.demo.commands import OWN, by_hand, to_try
from tradetally.demo.place import Place
from tradetally.figures.text import write_figure
from tradetally.show.checks import save
from tradetally.show.explain import summary
from tradetally.show.extra import INSTALL
from tradetally.show.html import TEMPLATES
from tradetally.show.marks import MARKS, plain
from tradetally.show.numbers import interval_text
from tradetally.statements import Figure

if TYPE_CHECKING:
    from jinja2 import Template

    from tradetally.records.outcome import Compiled
    from tradetally.sample import Sample
    from tradetally.tally.answer import Answer

PICTURES = ("monthly-total", "ranking-provinces", "contribution-partners", "contribution-exports")
"""The charts that the page shows, where the briefing drew them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All that came of the steps."""

    place: Place
    lines: int
    sample: Sample
    compiled: Compiled
    answer: Answer
    released: Released
    held: Held


def write_page(shown: Shown) -> None:
    """Write the page; raise ``BadInput`` where it cannot be written."""
    save(shown.place.index, page(shown))


def page(shown: Shown) -> str:
    """Return the page as HTML: one file with relative links, without scripts."""
    judged = shown.held.checked.judged
    counted = Counter(verdict.judgement for verdict in judged.verdicts)
    return _template().render(
        shown=shown,
        hand=by_hand(shown.place, shown.lines),
        to_try=to_try(shown.place),
        own=OWN,
        fates=_fates(shown.compiled),
        value_name=told.in_words(shown.answer),
        form=write_figure(shown.answer.figure),
        cells=_cells(shown.answer),
        sources=sorted({one.place.document for one in shown.answer.evidence.because}),
        files=_files(shown.released, shown.place),
        pictures=_pictures(shown.released),
        verdicts=[(MARKS[j], counted[j]) for j in MARKS if counted[j]],
        summary=summary(judged.verdicts, judged.round),
        slips=told.slips(shown.held),
        same=told.same(shown.held),
        left_out=told.LEFT_OUT,
        install=INSTALL,
    )


def _fates(done: Compiled) -> list[tuple[str, int]]:
    """Return what became of the lines, and how many there are of each."""
    ledger = done.ledger
    fates = {"counted": "counted", **told.FATES}
    return [(words, ledger.total(fate)) for fate, words in fates.items() if ledger.total(fate)]


def _cells(answer: Answer) -> list[tuple[str, str]]:
    return [
        (write_figure(Figure("level", cell)), interval_text(level, cell.unit or ""))
        for cell, level in answer.levels.items()
    ]


def _files(released: Released, place: Place) -> list[tuple[str, str]]:
    """Return each file of the briefing but its charts: its name in words, and its path."""
    names = [path.relative_to(place.briefing) for path in released.files]
    return [(_named(name), name.as_posix()) for name in names if len(name.parts) == 1]


def _named(path: Path) -> str:
    """Return a file's name in words: what it is, and its language.

    >>> _named(Path("briefing.zh.pdf"))
    'PDF, Chinese'
    """
    language = {"en": ", English", "zh": ", Chinese"}.get(path.suffixes[0][1:], "")
    return KINDS.get(path.suffix, path.suffix) + language


KINDS = {
    ".html": "Page, both languages",
    ".pdf": "PDF",
    ".md": "Markdown",
    ".xlsx": "Workbook",
    ".csv": "Figures, CSV",
    ".jsonl": "Figures, JSON lines",
}


def _pictures(released: Released) -> list[tuple[str, str]]:
    """Return the charts in English that the page shows: what each says it is, and its file."""
    drawn = {path.name: path for path in released.files if path.name.endswith(".en.svg")}
    shown = [drawn[name] for key in PICTURES if (name := f"{key}.en.svg") in drawn]
    return [(_title(path.read_text(encoding="utf-8")), path.name) for path in shown]


def _title(svg: str) -> str:
    """Return what a picture says it is.

    >>> _title('<svg><title id="t">Exports &amp; imports</title></svg>')
    'Exports & imports'
    """
    found = re.search(r"<title[^>]*>(.*?)</title>", svg)
    return "" if found is None else unescape(found[1])


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([Path(__file__).parent, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plain=plain, address=lambda path: quote(str(path)))
    return environment.get_template("index.html.j2")
