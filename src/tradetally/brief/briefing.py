"""A briefing, as a value: what was said, in which words, on which evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tradetally.cells import Cell
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.statements import Figure, Relation, Release


@dataclass(frozen=True, slots=True)
class Said:
    """A number of a briefing: the figure it is of, as printed, and what it stands on.

    ``value`` is in base units, as ``Statement.value`` is (45.47 trillion yuan is 45470000000000
    ``CNY``, a fall of 2.7 percent is -2.7 ``percent``, points are ``pp``, counts are ``count``),
    rounded as it is printed; ``printed`` are the words that carry it, without the verb that may
    carry its sign. ``interval`` is what the evidence pins, in the same unit. A number that
    stands for none of its own (a record) is printed as its words.
    """

    figure: Figure
    value: Decimal
    unit: str
    printed: str
    interval: Interval
    how: str
    sources: tuple[str, ...]
    release: Release
    cells: tuple[Cell, ...]
    query: str
    is_synthetic: bool = False
    relation: Relation = Relation.EQ

    def __str__(self) -> str:
        return self.printed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, and where they carry a number the ``Said`` that it is.

    ``because`` has the points of the criteria (brief/notable.toml) that chose its parts.
    """

    parts: tuple[str | Said, ...]
    because: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it is read."""
        return "".join(map(str, self.parts))

    def __str__(self) -> str:
        return self.text

    @property
    def said(self) -> tuple[Said, ...]:
        """The numbers that it carries, in order."""
        return tuple(part for part in self.parts if isinstance(part, Said))

    @property
    def spans(self) -> tuple[tuple[int, int, Said], ...]:
        """Where each number stands: first character, the one behind its last, and the number."""
        out = []
        at = 0
        for part in self.parts:
            words = str(part)
            if isinstance(part, Said):
                out.append((at, at + len(words), part))
            at += len(words)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences on one subject. ``name`` is the same in every language.

    It is ``scale``, ``partners``, ``exports``, ``imports``, ``enterprises``, ``regions``,
    ``latest`` or ``caveats``; ``title`` is in the edition's language. The sentences of caveats
    carry no numbers.
    """

    name: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of a briefing in one language; ``lead`` are the sentences before its sections.

    The headline carries numbers as sentences do (``str`` of it is its text). ``dateline`` says
    round and release day in words and states no figure.
    """

    language: str
    headline: Sentence
    lead: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    dateline: str = ""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        return (*self.lead, *(one for section in self.sections for one in section.sentences))


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a chart: a label, a period, and the number of a figure.

    ``label`` is a code of ``dimension`` (a partner, a product, a region) or "" for all trade.
    """

    label: str
    period: Period
    figure: Figure
    value: Decimal
    unit: str
    dimension: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What one chart draws.

    ``kind`` is ``monthly`` (levels and growth by month, the year before with them),
    ``contribution`` (points that parts add to growth), ``share`` (of the total, over time) or
    ``ranking`` (levels of provinces or partners, largest first).
    """

    name: str
    kind: str
    rows: tuple[Point, ...]
    sources: tuple[str, ...]
    release: Release


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``name`` is a key (``product``, ``level``, ``growth``).

    ``unit`` is that of its numbers; ``flow`` narrows a number's column to one flow; a column of
    codes has a ``dimension``.
    """

    name: str
    unit: str | None = None
    flow: str | None = None
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of codes and numbers; a number that the book does not have is ``None``."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Decimal | None, ...], ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a book carries of one period, chosen and said: one edition a language.

    ``figures`` is every number said, the same in each edition; ``caveats`` are their keys
    (``fob_cif``, ``synthetic``, …) with what each names.
    """

    reporter: str
    period: Period
    release: Release
    is_synthetic: bool
    editions: Mapping[str, Edition]
    figures: tuple[Said, ...]
    series: tuple[Series, ...] = ()
    tables: tuple[Table, ...] = ()
    caveats: tuple[str, ...] = ()
