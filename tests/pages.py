"""Generated pages of docs/: ``python -m tests.pages`` writes them, ``--check`` compares them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console

from tradetally.cli import app
from tradetally.records.checks import RULES

DOCS = Path(__file__).resolve().parents[1] / "docs"
COMMANDS = (
    *("demo", "sample", "compile", "load", "read", "check", "figure", "ask"),
    *("bounds", "revisions", "brief"),
)


def command_line() -> str:
    """Return docs/cli.md: every command with its help, as the terminal shows it."""
    parts = [
        "# The commands\n",
        "Written by `python -m tests.pages` from the commands themselves.\n",
    ]
    for command in COMMANDS:
        shown = io.StringIO()
        console = Console(file=shown, width=96, no_color=True, legacy_windows=False)
        app.help_print([command], console=console)
        lines = [line.rstrip() for line in shown.getvalue().strip().splitlines()]
        parts += [f"## tradetally {command}\n", "```text", *lines, "```\n"]
    return "\n".join(parts)


def findings() -> str:
    """Return docs/findings.md: every finding, with what it means and what to do."""
    parts = [
        "# Findings\n",
        "Written by `python -m tests.pages` from the rules themselves, `src/tradetally/records/"
        "checks`. Each finding of `tradetally compile` links to its section here. An *error*"
        " rejects its line, a *warning* keeps it; `--settings` changes that (docs/records.md).\n",
    ]
    shown = ""
    for rule in RULES:
        if rule.category != shown:
            shown = rule.category
            parts.append(f"## {shown.capitalize()}\n")
        expected = rule.expected if isinstance(rule.expected, str) else EXPECTED[rule.code]
        column = f", column `{rule.column}`" if rule.column else ""
        parts += [
            f"### {rule.code}\n",
            f"{rule.means}\n",
            f"- Severity: {rule.severity}{column}",
            f"- Expected: {expected}",
            f"- What to do: {rule.todo}\n",
        ]
    return "\n".join(parts)


EXPECTED = {
    "value-and-price": "quantity times price, in the currency of the value",
    "unit-of-commodity": "the units that the list has",
    "unusual-unit-value": "a unit value between the two that are usual",
    "correction-unmet": "the line as the correction expects it",
}
"""What is said of a finding whose expectation depends on its line."""

PAGES = {"cli.md": command_line, "findings.md": findings}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        page = DOCS / name
        if "--check" not in sys.argv:
            page.write_text(make(), encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != make():
            stale.append(name)
    if stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run python -m tests.pages\n")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
