"""Findings: what is wrong with a line of a source, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HELP = "docs/findings.md#"


class Severity(StrEnum):
    """What a finding does to its line."""

    ERROR = "error"
    """The line is rejected."""
    WARNING = "warning"
    """The line is kept."""
    OFF = "off"
    """The rule is not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as it should be, in one line of a file.

    ``line`` counts rows of the file, as an editor shows them for a text file; it is none where
    the finding is about no single line, or where the line was not found again.

    >>> Finding(code="missing-value", severity=Severity.ERROR, file="a.csv", line=3,
    ...     column="value", declaration="502", item=1, expected="a value", seen="nothing",
    ...     todo="fill it in").help
    'docs/findings.md#missing-value'
    """

    code: str
    severity: Severity
    file: str
    line: int | None
    column: str
    declaration: str
    item: int | None
    expected: str
    seen: str
    todo: str

    @property
    def help(self) -> str:
        """Where the finding is explained."""
        return f"{HELP}{self.code}"

    @property
    def place(self) -> str:
        """File, line and column as an editor takes them: ``a.csv:3:value``."""
        line = "" if self.line is None else f":{self.line}"
        column = f":{self.column}" if self.column else ""
        return f"{self.file}{line}{column}"
