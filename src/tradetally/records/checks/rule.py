"""A rule: what breaks it, and what is said of a line that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tradetally.engines import Table
from tradetally.records.context import Context
from tradetally.records.findings import Severity
from tradetally.records.record import RAW

Condition = Callable[[Table, Context], Table]
Text = Callable[[Table], Table]


def _always(_: Context) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that every line must meet.

    ``breaks`` is the condition of a line that does not; null counts as met. Without it another
    step finds such lines. ``applies`` says whether a run has what the rule needs.
    """

    code: str
    category: str
    column: str
    severity: Severity = Severity.ERROR
    means: str
    """What the finding means: a sentence for its help."""
    expected: str | Text
    todo: str
    breaks: Condition | None = None
    seen: Text | None = None
    """What the line has; without, the column as it stood in the source."""
    applies: Callable[[Context], bool] = _always

    def severity_in(self, context: Context) -> Severity:
        """Return the severity in a run."""
        return context.settings.severity.get(self.code, self.severity)

    def is_looked_at(self, context: Context) -> bool:
        """Whether lines are held against it in a run."""
        return self.severity_in(context) is not Severity.OFF and self.applies(context)

    def seen_text(self, lines: Table) -> Table:
        """Return what a line has, as text."""
        return (self.seen or seen(self.column))(lines)

    def expected_text(self, lines: Table) -> Table:
        """Return what was expected of a line, as text."""
        import ibis

        if isinstance(self.expected, str):
            return ibis.literal(self.expected)
        return self.expected(lines)


def seen(*columns: str) -> Text:
    """Return columns as they stood in the source, a space between; ``nothing`` where empty."""

    def text(lines: Table) -> Table:
        import ibis

        parts = [_as_it_stood(lines, column) for column in columns]
        found = parts[0]
        for part in parts[1:]:
            found = found.concat(" ", part)
        found = found.strip()
        return ibis.ifelse(found == "", "nothing", found)

    return text


def _as_it_stood(lines: Table, column: str) -> Table:
    import ibis

    value = lines[column].cast("string").fill_null("")
    raw = f"{RAW}{column}"
    if raw not in lines.columns:
        return value
    return ibis.ifelse(lines[raw].fill_null("") == "", value, lines[raw])


def is_unread(lines: Table, column: str) -> Table:
    """Return whether a column has no value though the source has something there."""
    import ibis

    raw = f"{RAW}{column}"
    if raw not in lines.columns:
        return ibis.literal(False)
    return lines[column].isnull() & (lines[raw].fill_null("") != "")
