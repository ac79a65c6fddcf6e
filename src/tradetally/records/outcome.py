"""The outcome of a run: what was published, or why nothing was, and where every line went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tradetally.book.vintage import Vintage
from tradetally.records.findings import Finding
from tradetally.records.ledger import (
    CANCELLED,
    DUPLICATE,
    EXCLUDED,
    REJECTED,
    SUPERSEDED,
    Ledger,
)
from tradetally.records.steps import STEPS

_EMPTY = Ledger({}, ())


@dataclass(frozen=True, slots=True)
class Report:
    """What a step did: rows in and out, and what took rows away or is worth saying."""

    step: str
    does: str
    rows_in: int
    rows_out: int
    taken: Mapping[str, int] = field(default_factory=dict)
    """How many rows each rule took away."""
    note: str = ""
    sql: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What came of a run."""

    vintage: Vintage | None = None
    """The vintage that was published; none where nothing changed."""
    already: Mapping[str, int] = field(default_factory=dict)
    """The files that the book has already, with the vintage that they came in."""
    ledger: Ledger = _EMPTY
    findings: tuple[Finding, ...] = ()
    """Findings in the order of the files, errors first: at most ``reporting.SHOWN``."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many findings there are of each code, in all."""
    too_many: Mapping[str, float] = field(default_factory=dict)
    """The files with a larger share of rejected lines than was tolerated: why nothing changed."""
    reports: tuple[Report, ...] = ()
    notes: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    """The months that were written."""
    seconds: float = 0.0

    @property
    def is_refused(self) -> bool:
        """Whether there were too many errors, so that nothing changed."""
        return bool(self.too_many)


def reports(
    ledger: Ledger, corrected: Mapping[int, int], sql: Sequence[str] = ()
) -> tuple[Report, ...]:
    """Return what each step did, from the ledger; ``sql`` is the query up to each step."""
    rows = ledger.total()
    found = []
    for at, step in enumerate(STEPS):
        taken = _taken(step.name, ledger)
        out = rows - sum(taken.values())
        note = ""
        if step.name == "correct" and corrected:
            note = ", ".join(f"correction {of}: {count}" for of, count in corrected.items())
        text = sql[at] if at < len(sql) else ""
        found.append(Report(step.name, step.does, rows, out, taken, note, text))
        rows = out
    return tuple(found)


def _taken(step: str, ledger: Ledger) -> dict[str, int]:
    """Return the rows that each rule took away at a step."""
    if step == "exclude":
        return ledger.rules(EXCLUDED)
    if step == "check":
        return _but_conflicts(ledger.rules(REJECTED))
    if step == "amend":
        conflicts = {"conflicting-line": ledger.total(REJECTED, "conflicting-line")}
        found = ledger.rules(SUPERSEDED) | ledger.rules(CANCELLED) | ledger.rules(DUPLICATE)
        return {rule: count for rule, count in (found | conflicts).items() if count}
    return {}


def _but_conflicts(rules: dict[str, int]) -> dict[str, int]:
    return {rule: count for rule, count in rules.items() if rule != "conflicting-line"}
