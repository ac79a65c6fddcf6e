"""A briefing as pages show it: each number with its entry, each section with its charts.

One numbering of figures serves every language and every file: ``f3`` is the same figure in the
page, the PDF and the lists.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tradetally.brief.briefing import Briefing, Edition, Said, Section, Sentence
from tradetally.figures.text import write_figure
from tradetally.languages.say import name_figure, say_interval
from tradetally.languages.sentences import patterns
from tradetally.show.charts import Chart
from tradetally.show.data_tables import DataTable, data_table
from tradetally.show.marks import plain
from tradetally.show.words import Words, words
from tradetally.statements import Figure

SECTION_OF = {
    "": "scale",
    "partner": "partners",
    "product": "exports",
    "region": "regions",
    "ownership": "enterprises",
}
"""The section that a chart of a dimension stands in."""

Key = tuple[str, str, Decimal, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a briefing in one language: what a reader finds behind its number."""

    number: int
    printed: str
    name: str
    form: str
    interval: str
    how: str
    sources: tuple[str, ...]
    release: str
    cells: tuple[str, ...]
    query: int
    is_synthetic: bool

    @property
    def key(self) -> str:
        """What its anchors end in."""
        return f"f{self.number}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: words, or a number with its entry; ``at`` counts its mentions."""

    text: str
    entry: Entry | None = None
    at: int = 0

    @property
    def mention(self) -> str:
        """What the anchor of this mention ends in: the first has the entry's own."""
        if self.entry is None:
            return ""
        return self.entry.key if self.at == 0 else f"{self.entry.key}-{self.at + 1}"


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text, ready to be shown; notes are a list, the rest one paragraph."""

    name: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    charts: tuple[Chart, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether its paragraphs are items."""
        return self.name == "caveats"


@dataclass(frozen=True, slots=True)
class Text:
    """An edition, ready to be shown, with the words that pages need around it."""

    words: Words
    headline: Paragraph
    dateline: str
    lead: Paragraph
    parts: tuple[Part, ...]
    lead_charts: tuple[Chart, ...]
    charts: tuple[Chart, ...]
    tables: tuple[DataTable, ...]
    entries: tuple[Entry, ...]
    queries: tuple[str, ...]
    kicker: str
    is_synthetic: bool

    @property
    def language(self) -> str:
        """The language that it is in."""
        return self.words.language

    @property
    def title(self) -> str:
        """The headline as bare text."""
        return "".join(piece.text for piece in self.headline)


@dataclass
class Numbering:
    """The numbers of figures and queries, given out as they come; the briefing's own first."""

    figures: dict[Key, int] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    def of(self, said: Said) -> int:
        """Return the number of what is said."""
        self.queries.setdefault(said.query.strip(), len(self.queries) + 1)
        return self.figures.setdefault(key_of(said), len(self.figures) + 1)


def key_of(said: Said) -> Key:
    """Return what makes two mentions the same number."""
    return write_figure(said.figure), said.relation.value, said.value, said.unit


def numbering(briefing: Briefing) -> Numbering:
    """Return the numbers of a briefing's figures and queries."""
    known = Numbering()
    for said in (
        *briefing.figures,
        *(said for e in briefing.editions.values() for said in told(e)),
    ):
        known.of(said)
    return known


def told(edition: Edition) -> Iterator[Said]:
    """Yield every number of an edition, in order, with the headline's first."""
    for sentence in (edition.headline, *edition.sentences):
        yield from sentence.said


def text(briefing: Briefing, language: str, charts: Sequence[Chart] = ()) -> Text:
    """Return a briefing's edition, ready to be shown with its charts."""
    known = words(language)
    edition = briefing.editions[language]
    numbers = numbering(briefing)
    entries: dict[int, Entry] = {}
    for said in told(edition):
        number = numbers.of(said)
        if number not in entries:
            entries[number] = _entry(said, number, numbers.queries[said.query.strip()], known)
    pieces = _Pieces(entries, numbers, patterns(language)["gap"])
    headline = pieces.paragraph((edition.headline,))
    lead = pieces.paragraph(edition.lead)
    placed = _placed(charts, {section.name for section in edition.sections})
    reporter, period = known.reporter(briefing.reporter), known.period(briefing.period)
    return Text(
        words=known,
        headline=headline,
        dateline=plain(edition.dateline),
        lead=lead,
        parts=tuple(_part(section, placed, pieces) for section in edition.sections),
        lead_charts=tuple(placed.get("lead", ())),
        charts=tuple(placed.get("", ())),
        tables=tuple(data_table(table, known) for table in briefing.tables if table.rows),
        entries=tuple(entries[number] for number in sorted(entries)),
        queries=tuple(numbers.queries),
        kicker=known("page", "kicker", reporter=reporter, period=period),
        is_synthetic=briefing.is_synthetic,
    )


@dataclass
class _Pieces:
    """Cuts sentences into pieces and counts how often each figure was mentioned."""

    entries: Mapping[int, Entry]
    numbers: Numbering
    gap: str
    mentions: dict[int, int] = field(default_factory=dict)

    def paragraph(self, sentences: Sequence[Sentence]) -> Paragraph:
        """Return sentences as one paragraph."""
        pieces: list[Piece] = []
        for at, sentence in enumerate(sentences):
            if at and self.gap:
                pieces.append(Piece(self.gap))
            pieces += map(self._piece, sentence.parts)
        return tuple(pieces)

    def _piece(self, part: str | Said) -> Piece:
        if isinstance(part, str):
            return Piece(part)
        number = self.numbers.of(part)
        at = self.mentions.get(number, 0)
        self.mentions[number] = at + 1
        return Piece(part.printed, self.entries[number], at)


def _placed(charts: Sequence[Chart], names: Container[str]) -> dict[str, list[Chart]]:
    """Return the charts by the section that they stand in.

    Those of all trade follow the lead where there is no section on scale; those of parts that
    no section speaks of stand together, under no name.
    """
    placed: dict[str, list[Chart]] = {}
    for chart in charts:
        name = _section_of(chart)
        if name not in names:
            name = "lead" if name == "scale" else ""
        placed.setdefault(name, []).append(chart)
    return placed


def _part(section: Section, placed: Mapping[str, Sequence[Chart]], pieces: _Pieces) -> Part:
    if section.name == "caveats":
        paragraphs = tuple(pieces.paragraph((one,)) for one in section.sentences)
    else:
        paragraphs = (pieces.paragraph(section.sentences),)
    return Part(section.name, section.title, paragraphs, tuple(placed.get(section.name, ())))


def _section_of(chart: Chart) -> str:
    point = chart.points[0]
    name = SECTION_OF.get(point.dimension, "")
    return "imports" if name == "exports" and point.figure.cell.flow == "imports" else name


def _entry(said: Said, number: int, query: int, words: Words) -> Entry:
    return Entry(
        number=number,
        printed=plain(said.printed),
        name=plain(name_figure(said.figure, words.language)),
        form=plain(write_figure(said.figure)),
        interval=_interval(said, words),
        how=words.how(said.how),
        sources=tuple(map(plain, said.sources)),
        release=words.release(said.release),
        cells=tuple(plain(write_figure(Figure("level", cell))) for cell in said.cells),
        query=query,
        is_synthetic=said.is_synthetic,
    )


def _interval(said: Said, words: Words) -> str:
    """Return what the evidence pins; a record is so or it is not."""
    if said.figure.indicator == "record":
        return words("answer", "yes" if said.interval.is_positive() else "no")
    return say_interval(said.interval, said.unit, words.language)
