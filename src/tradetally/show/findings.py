"""Findings shown: by code with their number, then each with its place, and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from tradetally.show.lines import print_aligned, print_line

if TYPE_CHECKING:
    from rich.console import Console

    from tradetally.records.findings import Finding

EACH = 5
"""How many findings of one code a table shows; ``--format jsonl`` writes all."""


def show_table(findings: Sequence[Finding], counts: Mapping[str, int], on: Console) -> None:
    """Print the findings of each code under its number: the first few, and how many more."""
    by_code: dict[str, list[Finding]] = {}
    for one in findings:
        by_code.setdefault(one.code, []).append(one)
    severe = sorted(by_code.items(), key=lambda one: (one[1][0].severity, -counts[one[0]]))
    for code, some in severe:
        first = some[0]
        total = counts[code]
        lines = "line" if total == 1 else "lines"
        print_line(on, Text(f"{first.severity}  {code}  {total:,} {lines}", style="bold"))
        rows = [(one.place, one.expected, one.seen) for one in some[:EACH]]
        print_aligned(on, ("  where", "expected", "seen"), [(f"  {a}", b, c) for a, b, c in rows])
        if total > len(rows):
            more = total - len(rows)
            print_line(on, f"  and {more:,} more; --format jsonl writes all of them")
        print_line(on, f"  To do: {first.todo}.")
        print_line(on, f"  See {first.help}")
        on.print()


def row(finding: Finding) -> dict[str, object]:
    """Return a finding's fields."""
    return {
        "kind": "finding",
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "declaration": finding.declaration,
        "item": finding.item,
        "expected": finding.expected,
        "seen": finding.seen,
        "todo": finding.todo,
        "help": finding.help,
    }


def encoded(fields: Mapping[str, object]) -> str:
    """Return fields as one line of JSON."""
    return json.dumps(fields, ensure_ascii=False)
