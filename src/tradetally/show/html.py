"""The report: a text with each number marked and its evidence beside it, as one HTML file.

The file needs no network and no script: evidence appears by hovering, by focus or by following
a mark (``:target``), on paper and without styles everything is in the table below the text.
Everything that comes from a text is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally.show.explain import (
    TIERS,
    Explained,
    explain,
    held_against,
    sources,
    summary,
)
from tradetally.show.marks import MARKS, gravest, plain, showable
from tradetally.show.spans import Group, Range, blocks, groups
from tradetally.statements import Place
from tradetally.tally.verdicts import Judgement, Verdict

if TYPE_CHECKING:
    from jinja2 import Template

    from tradetally.passages import Checked
    from tradetally.read import SetAside
    from tradetally.tally.check import Judged

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A text with its verdicts and the numbers set aside; offsets are characters of ``text``."""

    name: str
    text: str
    judged: Judged
    set_aside: Sequence[SetAside] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A verdict as it is shown, with the anchors that lead to it."""

    number: int
    prefix: str
    explained: Explained

    @property
    def key(self) -> str:
        """What its anchors end in."""
        return f"{self.prefix}-{self.number}"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph: bare text, a number set aside, or numbers with their marks."""

    text: str = ""
    reason: str = ""
    rows: tuple[Row, ...] = ()
    gravest: Judgement | None = None
    pieces: tuple[tuple[str, Judgement], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One document of the report, ready to be shown."""

    name: str
    language: str
    summary: str
    held_against: str
    counts: tuple[tuple[Judgement, int], ...]
    paragraphs: tuple[tuple[Part, ...], ...]
    rows: tuple[Row, ...]
    set_aside: Sequence[SetAside]

    @property
    def wrong(self) -> tuple[Row, ...]:
        """What is contradicted."""
        wrong = MARKS[Judgement.CONTRADICTED]
        return tuple(row for row in self.rows if row.explained.mark is wrong)


def write_report(
    path: Path, documents: Iterable[ReportDocument | Checked], language: str = "en"
) -> Path:
    """Write the report of one or several texts to a file; return its path."""
    path.write_text(report(documents, language), encoding="utf-8")
    return path


def report(documents: Iterable[ReportDocument | Checked], language: str = "en") -> str:
    """Return the report of one or several texts as one page of HTML."""
    shown = [_document(document) for document in documents]
    verdicts = [verdict for document in shown for verdict in document.judged.verdicts]
    listed = sources(verdicts)
    return _template().render(
        sections=[
            section(document, f"d{number}", language)
            for number, document in enumerate(shown, start=1)
        ],
        counts=_counts(verdicts),
        total=len(verdicts),
        marks=MARKS,
        sources=listed,
        source_of={id(s): n for n, source in enumerate(listed, start=1) for s in source.statements},
        tiers=TIERS,
    )


def section(document: ReportDocument, prefix: str, language: str = "en") -> Section:
    """Return one document as it is shown."""
    judged = document.judged
    rows = tuple(
        Row(number, prefix, explain(verdict, language))
        for number, verdict in enumerate(judged.verdicts, start=1)
    )
    return Section(
        plain(document.name),
        _language(document.text),
        summary(judged.verdicts, judged.round),
        held_against(judged.verdicts, judged.round).capitalize(),
        _counts(judged.verdicts),
        tuple(_paragraphs(document, rows)),
        rows,
        document.set_aside,
    )


def _document(checked: ReportDocument | Checked) -> ReportDocument:
    if isinstance(checked, ReportDocument):
        return checked
    reading = checked.reading
    return ReportDocument(
        reading.document.name, reading.document.text, checked.judged, reading.set_aside
    )


def _counts(verdicts: Sequence[Verdict]) -> tuple[tuple[Judgement, int], ...]:
    counted = Counter(verdict.judgement for verdict in verdicts)
    return tuple((judgement, counted[judgement]) for judgement in MARKS)


def _paragraphs(document: ReportDocument, rows: Sequence[Row]) -> Iterator[tuple[Part, ...]]:
    """Yield the paragraphs, each as its parts in the order of the text."""
    text = showable(document.text)
    ranges = [_range(verdict.statement.place) for verdict in document.judged.verdicts]
    marked = [(group.start, group.end, group) for group in groups(ranges)]
    aside = [
        (*at, number)
        for number in document.set_aside
        if (at := _range(number.place)) is not None
        and not any(at[0] < end and start < at[1] for start, end, _ in marked)
    ]
    stretches: list[tuple[int, int, Group | SetAside]] = sorted(
        [*marked, *aside], key=lambda stretch: stretch[:2]
    )
    for first, last in blocks(text, [stretch[:2] for stretch in stretches]):
        inside = [stretch for stretch in stretches if first <= stretch[0] < last]
        yield tuple(_parts(text, first, last, inside, rows))


def _range(place: Place) -> Range | None:
    return None if place.start is None or place.end is None else (place.start, place.end)


def _parts(
    text: str,
    at: int,
    last: int,
    stretches: Sequence[tuple[int, int, Group | SetAside]],
    rows: Sequence[Row],
) -> Iterator[Part]:
    for start, end, what in stretches:
        if start < at:
            continue  # a set-aside number within another one: it is in the list below the text
        if at < start:
            yield Part(text[at:start])
        yield (
            _marked(text, what, rows)
            if isinstance(what, Group)
            else Part(text[start:end], reason=plain(what.reason))
        )
        at = end
    if at < last:
        yield Part(text[at:last])


def _marked(text: str, group: Group, rows: Sequence[Row]) -> Part:
    def judged(members: Sequence[int]) -> Judgement:
        return gravest(rows[at].explained.mark.judgement for at in members)

    return Part(
        text[group.start : group.end],
        rows=tuple(rows[at] for at in group.members),
        gravest=judged(group.members),
        pieces=tuple((text[p.start : p.end], judged(p.members)) for p in group.pieces),
    )


def _language(text: str) -> str:
    """Return the language that a browser should set the text in."""
    letters = [character for character in text if character.isalpha()]
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in letters)
    return "zh" if 2 * chinese > len(letters) else "en"


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(plain=plain, ident=id)
    return environment.get_template("report.html.j2")


__all__ = ["ReportDocument", "report", "section", "write_report"]
