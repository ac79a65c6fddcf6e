"""Other views on a terminal: one figure, loaded tables, what a text states, notes.

Each prints values that are ready: an answer with its cells and query, tables with their
statements, statements with the numbers set aside. In a pipe nothing is wrapped or coloured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tradetally.cells import Cell
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.languages.say import name_figure
from tradetally.show.explain import TIERS, claim_text, round_text, sources_of, unit_of
from tradetally.show.lines import print_aligned, print_line
from tradetally.show.marks import plain
from tradetally.show.numbers import interval_text
from tradetally.statements import Figure, Statement

if TYPE_CHECKING:
    from tradetally.book import Added
    from tradetally.read import SetAside
    from tradetally.tables import Loaded
    from tradetally.tally.answer import Answer


class Noted(Protocol):
    """A remark: a code to count by, a sentence, and where."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def text(self) -> str:
        """The sentence."""

    @property
    def where(self) -> object:
        """The place."""


def answer_view(
    answer: Answer, console: Console, language: str = "en", *, with_query: bool = True
) -> None:
    """Print one figure: its value, how it was come by, its cells, sources and query."""
    figure = answer.figure
    evidence = answer.evidence
    unit = unit_of(figure.indicator, figure.cell.unit or "")
    print_line(console, Text(plain(name_figure(figure, language)), style="bold"))
    print_line(console, Text(write_figure(figure), style="dim"))
    console.print()
    value = interval_text(evidence.interval, unit)
    vintage = "" if answer.round is None else f", round {answer.round}"
    print_line(console, Text.assemble((value, "bold"), f"  {answer.how}{vintage}"))
    for assumption in evidence.assumptions:
        print_line(console, f"  assumes {plain(assumption)}")
    _block("cells", [_cell(*item) for item in answer.levels.items()], console)
    _block(
        "sources",
        [
            (plain(source.document), TIERS[source.tier], source.round_text)
            for source in sources_of(evidence.because)
        ],
        console,
    )
    if with_query:
        _block("query", [(line,) for line in answer.query.strip().splitlines()], console)


def loaded_table(loaded: Sequence[tuple[Loaded, Added]], console: Console) -> None:
    """Print what was loaded: a row a file, then how often each kind of note came up."""
    tables = [table for table, _ in loaded]
    count = sum(len(table.statements) for table in tables)
    head = f"{_counted(len(tables), 'table')}, {_counted(count, 'statement')}"
    print_line(console, Text(head, style="bold"))
    rows = [
        (
            plain(table.document),
            table.layout,
            round_text(table.release),
            f"{len(table.statements):,}",
            f"{len(table.notes):,}",
            "already there" if added.already else "replaced" if added.replaced else "new",
        )
        for table, added in loaded
    ]
    if rows:
        _rows(
            ("file", "layout", "round", "statements", "notes", "book"),
            rows,
            console,
            numbers=(3, 4),
        )
    notes_summary([note for table in tables for note in table.notes], console)


def read_view(
    statements: Sequence[Statement],
    set_aside: Sequence[SetAside],
    console: Console,
    language: str = "en",
) -> None:
    """Print what a text states, in the order of the text, and the numbers set aside."""
    head = (
        f"{_counted(len(statements), 'statement')}, {_counted(len(set_aside), 'number')} set aside"
    )
    print_line(console, Text(head, style="bold"))
    rows = [
        (
            plain(statement.place.text),
            plain(name_figure(statement.figure, language)),
            write_figure(statement.figure),
            claim_text(statement) + (" (forecast)" if statement.is_forecast else ""),
        )
        for statement in statements
    ]
    if rows:
        _rows(("said", "figure", "text form", "asserts"), rows, console)
    aside = [(plain(number.place.text), plain(number.reason)) for number in set_aside]
    if aside:
        _rows(("set aside", "reason"), aside, console)


def explained_view(
    statements: Sequence[Statement], because: Sequence[Mapping[str, str]], console: Console
) -> None:
    """Print each statement with the words of the text that decided each of its fields."""
    for statement, reasons in zip(statements, because, strict=True):
        said = f"{plain(statement.place.text)}  {write_figure(statement.figure)}"
        print_line(console, Text(said, style="bold"))
        for field, words in reasons.items():
            print_line(console, f"  {field:<10} {plain(words)}")
        console.print()


def notes_view(notes: Iterable[Noted], console: Console) -> None:
    """Print every note, with its place."""
    rows = [(note.code, plain(str(note.where)), plain(note.text)) for note in notes]
    if rows:
        _rows(("note", "where", "what"), rows, console)


def notes_summary(notes: Sequence[Noted], console: Console) -> None:
    """Print how often each kind of note came up, with the first of them as an example."""
    counted = Counter(note.code for note in notes)
    first = {note.code: note for note in reversed(notes)}
    rows = [
        (f"{count:,}", code, f"{plain(first[code].text)} ({plain(str(first[code].where))})")
        for code, count in counted.most_common()
    ]
    if rows:
        _rows(("notes", "kind", "the first"), rows, console, numbers=(0,))


def _cell(cell: Cell, level: Interval) -> tuple[str, str]:
    return write_figure(Figure("level", cell)), interval_text(level, cell.unit or "")


def _block(title: str, rows: Sequence[tuple[str, ...]], console: Console) -> None:
    if rows:
        _rows((title, *[""] * (len(rows[0]) - 1)), rows, console)


def _rows(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    console: Console,
    numbers: Sequence[int] = (),
) -> None:
    """Print a table after an empty line; the columns ``numbers`` stand to the right."""
    console.print()
    if not console.is_terminal:
        print_aligned(console, header, rows)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for at, name in enumerate(header):
        table.add_column(name, overflow="fold", justify="right" if at in numbers else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
