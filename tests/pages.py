"""Generated pages of docs/: ``python -m tests.pages`` writes them, ``--check`` compares them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from rich.console import Console

from tradetally.cli import app

DOCS = Path(__file__).resolve().parents[1] / "docs"
COMMANDS = ("demo", "load", "read", "check", "figure", "bounds", "revisions")


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


PAGES = {"cli.md": command_line}


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
