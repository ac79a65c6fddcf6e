"""Findings from bits: a row for each rule that a line breaks, with what was expected and seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tradetally.book.columns import FINDINGS
from tradetally.engines import Table
from tradetally.records.checks import RULES
from tradetally.records.checks.rule import Rule
from tradetally.records.context import Context
from tradetally.records.findings import HELP, Finding, Severity

BY_CODE = {rule.code: rule for rule in RULES}
KEPT = (
    *("code", "severity", "file", "line", "column"),
    *("declaration", "item", "version", "expected", "seen"),
)


def broken(flagged: Table, found: Iterable[str], context: Context) -> list[Table]:
    """Return, for each of these findings, a table of the lines that have it."""
    tables = []
    for code in found:
        bit = 1 << context.bits[code]
        tables.append(said(flagged.filter((flagged["findings"] & bit) != 0), code, context))
    return tables


def said(lines: Table, code: str, context: Context) -> Table:
    """Return the finding that each of these lines is, with the columns of ``KEPT``."""
    import ibis

    rule = BY_CODE[code]
    texts = {
        "code": ibis.literal(code),
        "severity": ibis.literal(str(rule.severity_in(context))),
        "column": ibis.literal(rule.column),
        "expected": rule.expected_text(lines),
        "seen": rule.seen_text(lines),
    }
    chosen = {name: texts[name] if name in texts else lines[name] for name in KEPT}
    return lines.select(**chosen)


def finding(row: Mapping[str, Any], name_of: Mapping[str, str]) -> Finding:
    """Return a row of ``said`` as a value; ``name_of`` gives a path's name."""
    return Finding(
        code=row["code"],
        severity=Severity(row["severity"]),
        file=name_of.get(row["file"], row["file"]),
        line=row["line"],
        column=row["column"],
        declaration=row["declaration"],
        item=row["item"],
        expected=row["expected"],
        seen=row["seen"],
        todo=BY_CODE[row["code"]].todo,
    )


def stored(found: Table, sources: Table, vintage: int) -> Table:
    """Return findings as a book keeps them; ``sources`` has ``path``, ``name`` and ``digest``."""
    import ibis

    beside = found.join(sources, found["file"] == sources["path"])
    code = beside["code"]
    columns = {
        "vintage": ibis.literal(vintage, type="int32"),
        "source": beside["digest"],
        "file": beside["name"],
        "todo": code.cases(*((one.code, one.todo) for one in RULES), else_=""),
        "help": code.re_replace("^", HELP),
    }
    same = {name: beside[name] for name in FINDINGS if name not in columns}
    chosen = same | columns
    return beside.select(**{name: chosen[name] for name in FINDINGS})


def unused(number: int, context: Context) -> Finding:
    """Return the finding that a correction selected no line."""
    rule: Rule = BY_CODE["correction-unused"]
    return Finding(
        code=rule.code,
        severity=rule.severity_in(context),
        file="",
        line=None,
        column="",
        declaration="",
        item=None,
        expected=str(rule.expected),
        seen=f"none for correction {number}",
        todo=rule.todo,
    )
