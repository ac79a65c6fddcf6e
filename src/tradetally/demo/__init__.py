"""The demo: the whole chain on bundled samples, in a few seconds.

In comes a folder to write to; out come a book, the verdicts on a sample article, and an HTML
report. The samples are in ``samples/``, with their source.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from tradetally.passages import check, figure, load
from tradetally.show import html, terminal

FIGURE = "growth(total, partner=ASEAN, 2025)"


def run(out: Path) -> Path:
    """Load, answer, check and report; return the report's path."""
    with as_file(files("tradetally.demo") / "samples") as samples:
        say = terminal.console()
        terminal.heading("1. Published figures into a book", say)
        terminal.loaded_table(load(sorted(samples.glob("*.csv")), out / "book"), say)
        terminal.heading(f"2. One figure: {FIGURE}", say)
        terminal.answer_view(figure(FIGURE, out / "book"), say, with_query=False)
        terminal.heading("3. An article, held against the book", say)
        checked = check([str(samples / "article.md")], out / "book")
        for one in checked:
            terminal.check_table(one.judged, one.reading.document.text, say)
        report = html.write_report(out / "report.html", checked)
        terminal.heading(f"4. The same as a page: {report}", say)
    return report
