"""The chain itself: each step does what its command does, and returns what came of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally import passages
from tradetally.demo.commands import FIGURE, PERIOD
from tradetally.demo.place import Place
from tradetally.errors import BadInput
from tradetally.show import compiling, samples
from tradetally.show.extra import needed
from tradetally.show.handout import handout
from tradetally.show.html import write_report

if TYPE_CHECKING:
    from tradetally.brief import Briefing
    from tradetally.passages import Checked
    from tradetally.records.outcome import Compiled
    from tradetally.sample import Sample
    from tradetally.tally.answer import Answer

Working = Callable[[str], AbstractContextManager[object]]

EXTRA = ("altair", "vl_convert", "typst", "xlsxwriter", "noto_cjk_sans_otc")
WITHOUT_THE_EXTRA = ("markdown", "figures")


@dataclass(frozen=True, slots=True)
class Released:
    """A briefing, the files it was written to, and whether all of them could be made."""

    briefing: Briefing
    files: tuple[Path, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The article held against what was published, and against the synthetic book."""

    tables: int
    statements: int
    checked: Checked
    synthetic: Checked


def declare(place: Place, lines: int) -> Sample:
    """Write the synthetic declarations."""
    from tradetally.sample import sample

    with samples.writing(lines) as progress:
        return sample(place.declared, lines, progress=progress)


def compile_(place: Place) -> Compiled:
    """Compile them into a book."""
    from tradetally.book import Book
    from tradetally.records.compile import compile_lines
    from tradetally.records.lines import Options
    from tradetally.records.request import Paths, request

    made, _ = request((place.declared,), Options(), Paths())
    with compiling.watching() as watch:
        return compile_lines(Book.open_or_create(place.book), made, watch=watch)


def answer(place: Place, working: Working) -> Answer:
    """Answer one figure from the compiled book."""
    with working("Answering"):
        return passages.figure(FIGURE, place.book)


def release(place: Place, working: Working) -> Released:
    """Write the briefing; without the extra ``brief``, the files that want no extra."""
    with working("Choosing, writing and reading back"):
        briefing = passages.brief(PERIOD, place.book)
    is_whole = has_extra()
    with working("Drawing charts, setting pages"):
        files = handout(briefing, place.briefing, None if is_whole else WITHOUT_THE_EXTRA)
    return Released(briefing, files, is_whole)


def has_extra() -> bool:
    """Return whether the extra ``brief`` is installed, with all that it consists of."""
    try:
        for module in EXTRA:
            needed(module, "the briefing")
    except BadInput:
        return False
    return True


def hold(place: Place, working: Working) -> Held:
    """Load the published tables, hold the article against them, and against the other book."""
    with working("Reading and judging"):
        loaded = passages.load(place.tables, place.published)
        (checked,) = passages.check([str(place.article)], place.published)
        (synthetic,) = passages.check([str(place.article)], place.book)
        write_report(place.report, [checked])
        write_report(place.synthetic_report, [synthetic])
    stated = sum(len(table.statements) for table, _ in loaded)
    return Held(len(loaded), stated, checked, synthetic)
