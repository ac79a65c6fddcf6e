"""Verdicts on a terminal: a summary, what is contradicted, and a row for every number.

On a terminal the table fits the window and wraps; in a pipe every statement is one line with
aligned columns and nothing is wrapped, coloured, boxed or cut, so that it can be searched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tradetally.figures.text import write_figure
from tradetally.show.explain import Explained, Meant, explain, summary
from tradetally.show.lines import print_aligned, print_line
from tradetally.show.marks import plain
from tradetally.tally.conflicts import cheapest
from tradetally.tally.verdicts import Judgement

if TYPE_CHECKING:
    from tradetally.tally.check import Judged

AROUND = 50
WIDE = 110


def check_table(judged: Judged, text: str, console: Console, language: str = "en") -> None:
    """Print a text's verdicts, in the order of the text."""
    explained = [explain(verdict, language) for verdict in judged.verdicts]
    print_line(console, Text(summary(judged.verdicts, judged.round), style="bold"))
    wrong = [
        (e, context(text, verdict.statement.place.start, verdict.statement.place.end))
        for e, verdict in zip(explained, judged.verdicts, strict=True)
        if verdict.judgement is Judgement.CONTRADICTED
    ]
    if wrong:
        console.print()
        for each, around in wrong:
            _contradiction(each, around, console)
    for conflict in judged.conflicts:
        console.print()
        print_line(console, Text("these cannot all be true", style="bold"))
        for statement in conflict.statements:
            said = f"{plain(statement.place.text)}  {write_figure(statement.figure)}"
            print_line(console, f"    {said}  {plain(statement.place.document)}")
        print_line(console, f"    {plain(conflict.why)}")
    if judged.conflicts:
        given_up, is_exact = cheapest(judged.conflicts)
        named = ", ".join(f"{plain(s.place.text)} ({plain(s.place.document)})" for s in given_up)
        least = "cheapest to give up" if is_exact else "one to give up of each"
        print_line(console, f"    {least}: {named}")
    if not explained:
        return
    console.print()
    if console.is_terminal:
        console.print(_table(explained, is_wide=console.width >= WIDE))
    else:
        print_aligned(console, ("verdict", "said", "figure", "text form", "evidence", "why"),
                      [_line(each) for each in explained])  # fmt: skip


def context(text: str, start: int | None, end: int | None) -> Text:
    """Return the words around a mention, with the mention itself underlined."""
    if start is None or end is None:
        return Text()
    first = text.rfind("\n\n", 0, start) + 1
    last = text.find("\n\n", end)
    last = len(text) if last < 0 else last
    before, after = text[max(first, start - AROUND) : start], text[end : min(last, end + AROUND)]
    if start - AROUND > first:
        before = "…" + (before.partition(" ")[2] if " " in before else before)
    if end + AROUND < last:
        after = (after.rpartition(" ")[0] if " " in after else after) + "…"
    return Text.assemble(
        plain(before) + _space(before[-1:]),
        (plain(text[start:end]), "bold underline"),
        _space(after[:1]) + plain(after),
    )


def _space(character: str) -> str:
    return " " if character.isspace() else ""


def _contradiction(explained: Explained, around: Text, console: Console) -> None:
    """Print one contradicted number: where it is said, what it says, what is known."""
    head = Text.assemble(
        (str(explained.mark), explained.mark.style),
        "  ",
        (explained.mention, "bold"),
        "  ",
        explained.name,
    )
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True, min_width=12)
    facts.add_column(overflow="fold")
    rows: list[tuple[str, Text]] = [
        ("in the text", around),
        ("figure", Text(explained.form)),
        ("said", Text(explained.claim)),
        ("evidence", Text(explained.evidence or "none", style="bold")),
        ("because", Text(explained.reason)),
    ]
    if explained.meant is not None:
        rows.append(("did you mean", _meant(explained.meant)))
    if explained.revision:
        rows.append(("revised", Text(explained.revision)))
    rows += [("assumes", Text(assumed)) for assumed in explained.assumptions]
    rows += [("note", Text(note)) for note in explained.notes]
    if not console.is_terminal:
        print_line(console, head)
        for label, said in rows:
            print_line(console, Text.assemble(f"    {label:<14}", said))
        return
    for label, said in rows:
        facts.add_row(label, said)
    console.print(head)
    console.print(Padding(facts, (0, 0, 1, 4)))


def _meant(meant: Meant) -> Text:
    form = f"  {meant.form}" if meant.form else ""
    return Text.assemble(
        (meant.words, "bold"), (form, "dim"), f"  ({meant.kind}; evidence: {meant.evidence})"
    )


def _table(explained: Sequence[Explained], *, is_wide: bool) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), header_style="dim", expand=True)
    if is_wide:
        table.add_column("verdict", no_wrap=True, width=14)
        table.add_column("said", width=20, overflow="fold")
        table.add_column("figure", ratio=6, overflow="fold")
        table.add_column("evidence", ratio=5, overflow="fold")
        table.add_column("why", ratio=6, overflow="fold")
    else:
        table.add_column("verdict, said", ratio=4, overflow="fold")
        table.add_column("figure", ratio=5, overflow="fold")
        table.add_column("evidence, why", ratio=6, overflow="fold")
    for each in explained:
        mark = Text(str(each.mark), style=each.mark.style)
        said = Text(each.mention, style="bold")
        figure = Text.assemble(each.name, "\n", (each.form, "dim"))
        evidence = Text(each.evidence or "–")
        why = Text("\n".join(each.why))
        if is_wide:
            table.add_row(mark, said, figure, evidence, why)
        else:
            both = Text("\n").join([evidence, why]) if each.evidence else why
            table.add_row(Text("\n").join([mark, said]), figure, both)
    return table


def _line(explained: Explained) -> tuple[str, ...]:
    return (
        str(explained.mark),
        explained.mention,
        explained.name,
        explained.form,
        explained.evidence or "–",
        "; ".join(explained.why),
    )
