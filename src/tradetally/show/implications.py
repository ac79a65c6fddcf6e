"""Bounds and revisions, shown: what follows, what pins it, and what moved between rounds."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tradetally.figures.assertion import write_statement
from tradetally.figures.text import write_figure
from tradetally.languages.say import name_figure
from tradetally.show.explain import unit_of
from tradetally.show.jsonl import encoded, ends, source
from tradetally.show.lines import print_aligned, print_line
from tradetally.show.marks import plain
from tradetally.show.numbers import interval_text, signed
from tradetally.statements import Figure, Statement

if TYPE_CHECKING:
    from tradetally.tally.bounds import Bound, Step
    from tradetally.tally.revisions import Moved


def show_bound(bound: Bound, format_: str) -> None:
    """Write one bound to standard output, as ``table`` or ``jsonl``."""
    if format_ == "jsonl":
        sys.stdout.write(encoded(bound_row(bound)) + "\n")
        return
    from tradetally.show.terminal import console

    bound_view(bound, console())


def show_bounds(bounds: Sequence[Bound], format_: str) -> None:
    """Write many bounds to standard output, a line each."""
    if format_ == "jsonl":
        sys.stdout.writelines(encoded(bound_row(bound)) + "\n" for bound in bounds)
        return
    from tradetally.show.terminal import console

    rows = [
        (
            write_figure(bound.figure),
            interval_text(bound.interval, _unit(bound.figure)),
            str(bound.round),
            str(len(bound.because)),
        )
        for bound in bounds
    ]
    print_aligned(console(), ("figure", "implied", "round", "statements"), rows)


def bound_row(bound: Bound) -> dict[str, object]:
    """Return a bound's fields: figure, low, high, unit, because, and what was assumed."""
    low, high = ends(bound.interval)
    return {
        "figure": write_figure(bound.figure),
        "low": low,
        "high": high,
        "unit": _unit(bound.figure) or None,
        "because": {
            "low": [_said(statement) for statement in bound.low_because],
            "high": [_said(statement) for statement in bound.high_because],
        },
        "assumptions": list(bound.assumptions),
        "proof": {
            "low": [_step(step) for step in bound.low_proof],
            "high": [_step(step) for step in bound.high_proof],
        },
        "conflict": [_said(statement) for statement in bound.conflict],
        "left_out": [_said(statement) for statement in bound.left_out],
        "round": str(bound.round),
    }


def bound_view(bound: Bound, console: Console, language: str = "en") -> None:
    """Print one bound with the statements that pin each end."""
    figure = bound.figure
    print_line(console, Text(plain(name_figure(figure, language)), style="bold"))
    print_line(console, Text(write_figure(figure), style="dim"))
    console.print()
    if bound.conflict:
        print_line(console, Text("nothing follows: these cannot all be true", style="bold"))
        _because("", bound.conflict, console)
        return
    value = interval_text(bound.interval, _unit(figure))
    print_line(console, Text.assemble((value, "bold"), f"  implied, round {bound.round}"))
    for assumption in bound.assumptions:
        print_line(console, f"  {plain(assumption)}")
    if bound.low_because == bound.high_because:
        _because("because", bound.low_because, console)
    else:
        _because("no less, because", bound.low_because, console)
        _because("no more, because", bound.high_because, console)
    _because("left out: it cannot be true beside the others", bound.left_out, console)


def show_moved(moved: Sequence[Moved], format_: str) -> None:
    """Write revisions to standard output, the largest first."""
    if format_ == "jsonl":
        sys.stdout.writelines(encoded(moved_row(one)) + "\n" for one in moved)
        return
    from tradetally.show.terminal import console

    rows = [
        (
            write_figure(Figure("level", one.cell)),
            interval_text(one.first, one.cell.unit or ""),
            str(one.first_round),
            interval_text(one.later, one.cell.unit or ""),
            str(one.later_round),
            "redefined" if one.is_redefined else signed(one.share),
        )
        for one in moved
    ]
    heads = ("figure", "first published", "in round", "implied later", "by round", "moved by")
    print_aligned(console(), heads, rows)


def moved_row(one: Moved) -> dict[str, object]:
    """Return a revision's fields."""
    first, later, share = ends(one.first), ends(one.later), ends(one.share)
    return {
        "figure": write_figure(Figure("level", one.cell)),
        "unit": one.cell.unit,
        "first_low": first[0],
        "first_high": first[1],
        "first_round": str(one.first_round),
        "later_low": later[0],
        "later_high": later[1],
        "later_round": str(one.later_round),
        "share_low": share[0],
        "share_high": share[1],
        "redefined": one.is_redefined,
        "because": [_said(statement) for statement in one.because],
    }


def _because(head: str, statements: Sequence[Statement], console: Console) -> None:
    if not statements:
        return
    console.print()
    if head:
        print_line(console, Text(head, style="dim"))
    for statement in statements:
        place = statement.place
        said = interval_text(
            statement.interval, unit_of(statement.figure.indicator, statement.unit)
        )
        line = f"  {write_figure(statement.figure)}  {said}  {plain(place.document)}"
        print_line(console, f"{line}, round {statement.round}")


def _step(step: Step) -> dict[str, object]:
    """Return a row of a proof, its source and its exact multiplier."""
    who = step.source if isinstance(step.source, str) else write_statement(step.source)
    return {"row": step.row, "source": who, "multiplier": str(step.multiplier)}


def _said(statement: Statement) -> dict[str, object]:
    return {**source(statement), "statement": write_statement(statement)}


def _unit(figure: Figure) -> str:
    return unit_of(figure.indicator, figure.cell.unit or "")
