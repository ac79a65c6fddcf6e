"""What the demo says on a terminal: each step's command, and in a few lines what came of it.

In a pipe the same words come one line each, without colour, bars or wrapping.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from tradetally.demo.chain import Held, Released
from tradetally.demo.place import Place
from tradetally.languages.say import name_figure
from tradetally.sample import NOTE
from tradetally.show import terminal
from tradetally.show.explain import Explained, explain, summary, unit_of
from tradetally.show.extra import INSTALL
from tradetally.show.marks import plain
from tradetally.show.numbers import interval_text
from tradetally.tally.verdicts import Judgement

if TYPE_CHECKING:
    from tradetally.records.outcome import Compiled
    from tradetally.sample import Sample
    from tradetally.tally.answer import Answer

INDENT = 3


class Teller:
    """Says the steps, numbered as they come."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or terminal.console()
        self._steps = 0

    def step(self, title: str, commands: Sequence[str]) -> None:
        """Begin a step: its title and the commands that do the same by hand."""
        self._steps += 1
        if self._steps > 1:
            self.console.print()
        self.line(Text.assemble((f"{self._steps}  ", "dim"), (title, "bold")), indent=0)
        for command in commands:
            self.line(Text(f"$ {command}", style="cyan"))

    def line(self, text: Text | str, indent: int = INDENT) -> None:
        """Say one line: wrapped inside its indent on a terminal, whole in a pipe."""
        said = Text(text) if isinstance(text, str) else text
        if self.console.is_terminal:
            self.console.print(Padding(said, (0, 0, 0, indent)))
        else:
            self.console.print(Text(" " * indent) + said, soft_wrap=True)

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Show that something is being done: on a terminal, on standard error, while it is."""
        on = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=on, transient=True, disable=not on.is_terminal) as bar:
            bar.add_task(what, total=None)
            yield


def declared(sample: Sample, say: Teller) -> None:
    """Say what was drawn, and how far it agrees with what was published."""
    met = len(sample.held) - len(sample.missed)
    say.line(
        f"{sample.lines:,} lines that nobody declared; in sum they give {met} of"
        f" {len(sample.held)} published figures of 2024 and 2025."
    )
    if sample.missed:
        say.line(f"The other {len(sample.missed)} want more lines: {sample.folder / NOTE}")


def compiled(done: Compiled, say: Teller) -> None:
    """Say where the lines went, and what was published."""
    say.line(f"{conserved(done)}.")
    for code, count in done.counts.items():
        say.line(f"Finding: {code}, {_counted(count, 'line')} kept with a warning.")
    if done.vintage is not None:
        say.line(f"Published as {done.vintage} of {done.vintage.release.round}.")


def conserved(done: Compiled) -> str:
    """Return the lines that came in as the sum of what became of them."""
    ledger = done.ledger
    parts = [f"{ledger.total('counted'):,} counted"]
    for fate, words in FATES.items():
        if ledger.total(fate):
            parts.append(f"{ledger.total(fate):,} {words}")
    return f"{ledger.total():,} lines = {' + '.join(parts)}"


FATES = {
    "superseded": "superseded by a later version",
    "cancelled": "withdrawn by a cancellation",
    "duplicate": "repeated",
    "excluded": "outside the statistics",
    "rejected": "rejected with a finding",
}
"""What became of lines that are not counted, in words."""


def answered(answer: Answer, say: Teller) -> None:
    """Say the figure, its cells and where it comes from."""
    value, name = in_words(answer)
    say.line(Text.assemble((value, "bold"), f"  {name}"))
    levels = " ÷ ".join(
        f"{interval_text(level, cell.unit or '')} ({cell.period})"
        for cell, level in answer.levels.items()
    )
    sources = ", ".join(dict.fromkeys(s.place.document for s in answer.evidence.because))
    say.line(f"{levels} − 1; {answer.how}, {sources}")


def in_words(answer: Answer) -> tuple[str, str]:
    """Return a figure's value and name as they are read."""
    figure = answer.figure
    unit = unit_of(figure.indicator, figure.cell.unit or "")
    return interval_text(answer.evidence.interval, unit), plain(name_figure(figure, "en"))


def released(done: Released, place: Place, say: Teller) -> None:
    """Say the headlines, how much was said, and which files there are."""
    for edition in done.briefing.editions.values():
        say.line(Text(edition.headline.text, style="bold"))
    numbers = len(done.briefing.figures)
    say.line(f"{numbers} figures, the same in each language; each was read back and is supported.")
    say.line(f"{place.briefing}/  {', '.join(kinds(done.files, place.briefing))}")
    if not done.is_whole:
        say.line(
            Text(f"Left out, as the extra “brief” is not installed: {LEFT_OUT}.", style="yellow")
        )
        say.line(f"$ {INSTALL}")


LEFT_OUT = "the page, the PDF, the charts and the workbook"
"""What cannot be made without the extra."""


def kinds(files: Sequence[Path], folder: Path) -> Iterator[str]:
    """Yield the files of a folder by name, those of a folder below as one."""
    below: dict[str, int] = {}
    for path in files:
        first, *rest = path.relative_to(folder).parts
        if rest:
            below[first] = below.get(first, 0) + 1
        else:
            yield first
    for name, count in below.items():
        yield f"{name}/ ({count} files)"


def held(done: Held, place: Place, say: Teller) -> None:
    """Say the verdicts in numbers, and each slip."""
    judged = done.checked.judged
    say.line(Text(summary(judged.verdicts, judged.round), style="bold"))
    for slip in slips(done):
        mark = (f"{slip.mark.symbol} ", slip.mark.style)
        say.line(Text.assemble(mark, (slip.mention, "bold"), ": ", _meant(slip)))
        say.line(Text(slip.name, style="dim"), indent=INDENT + 2)
    say.line(same(done))
    say.line(f"{place.report}  {place.synthetic_report}")


def slips(done: Held) -> tuple[Explained, ...]:
    """Return the contradicted numbers of the article, in its order."""
    verdicts = done.checked.judged.verdicts
    return tuple(explain(v) for v in verdicts if v.judgement is Judgement.CONTRADICTED)


def same(done: Held) -> str:
    """Return in a sentence what the synthetic book says of the article."""
    wrong = {
        verdict.statement.place.start
        for verdict in done.synthetic.judged.verdicts
        if verdict.judgement is Judgement.CONTRADICTED
    }
    known = {
        verdict.statement.place.start
        for verdict in done.checked.judged.verdicts
        if verdict.judgement is Judgement.CONTRADICTED
    }
    if wrong == known:
        return f"The synthetic book, asked by itself, finds the same {len(wrong)}."
    return f"The synthetic book, asked by itself, contradicts {len(wrong)}."


def _meant(slip: Explained) -> Text:
    if slip.meant is None:
        return Text(f"the evidence is {slip.evidence}")
    return Text.assemble("did you mean ", (slip.meant.words, "bold"), f"? ({slip.meant.kind})")


def written(place: Place, say: Teller) -> None:
    """Say where the page is."""
    address = place.index.resolve().as_uri()
    style = f"bold link {address}" if say.console.is_terminal else "bold"
    say.line(Text(str(place.index), style=style))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
