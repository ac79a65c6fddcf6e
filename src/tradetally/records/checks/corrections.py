"""Corrections that no longer fit: the source was mended, or was never so."""

from __future__ import annotations

from tradetally.records.checks.rule import Rule
from tradetally.records.findings import Severity

RULES = (
    Rule(
        code="correction-unmet",
        category="corrections",
        column="",
        severity=Severity.WARNING,
        means="A declared correction selects the line, but the line is not as the correction"
        " expects: the source was mended. Nothing was changed.",
        expected=lambda lines: (
            lines["correction_unmet"]
            .cast("string")
            .concat(" to find what it expects")
            .re_replace("^", "correction ")
        ),
        todo="take the correction out of the file",
        breaks=lambda lines, _: lines["correction_unmet"] > 0,
        seen=lambda lines: lines["correction_seen"],
        applies=lambda context: bool(context.corrections),
    ),
    Rule(
        code="correction-unused",
        category="corrections",
        column="",
        severity=Severity.WARNING,
        means="A declared correction selects no line of the files.",
        expected="a line that the correction selects",
        todo="take the correction out of the file, or see how it names its lines",
        applies=lambda context: bool(context.corrections),
    ),
)
