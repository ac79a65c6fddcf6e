"""The steps from a line to an item, in order: each a function from a table to a table.

========== =======================================================================================
normalise  codes and units spelled as their lists spell them: before all else, so that every later
           step compares one spelling
correct    declared corrections: before the checks, so that a mended line is judged as mended
exclude    lines outside the statistics get the rule's name: before the checks, as a line that
           is not counted need not be in order
convert    values in the reporter's currency and in US dollars: before the checks, as one of them
           is that there is a rate
check      one bit for each rule that a line breaks; an error rejects the line
amend      of what is left the highest version of each item: last, so that a rejected amendment
           does not take away the version that it amends
========== =======================================================================================

A step adds columns and takes no row away but ``amend``; none runs a query. What a run needs to
know beforehand is in ``context.Context``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tradetally.engines import Table
from tradetally.records.context import Context
from tradetally.records.steps.amend import amend
from tradetally.records.steps.check import check
from tradetally.records.steps.convert import convert
from tradetally.records.steps.correct import correct
from tradetally.records.steps.exclude import exclude
from tradetally.records.steps.normalise import normalise


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name, what it does in a sentence, and the function."""

    name: str
    does: str
    apply: Callable[[Table, Context], Table]


STEPS: tuple[Step, ...] = (
    Step("normalise", "spell codes and units as their lists do", normalise),
    Step("correct", "make the declared corrections", correct),
    Step("exclude", "name the rule of each line that is outside the statistics", exclude),
    Step("convert", "convert values by the rate of their month", convert),
    Step("check", "hold each line against the rules", check),
    Step("amend", "keep the highest version of each item", amend),
)

JUDGING: tuple[Step, ...] = STEPS[:-1]
"""The steps that look at one line at a time."""


def through(lines: Table, steps: tuple[Step, ...], context: Context) -> Table:
    """Return lines after some steps."""
    for step in steps:
        lines = step.apply(lines, context)
    return lines


__all__ = ["JUDGING", "STEPS", "Step", "through"]
