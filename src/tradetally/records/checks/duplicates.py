"""Duplicates: an item that is there twice at one version. Found where versions are compared."""

from __future__ import annotations

from tradetally.records.checks.rule import Rule, seen
from tradetally.records.findings import Severity

DUPLICATE, CONFLICT = "duplicate-line", "conflicting-line"

RULES = (
    Rule(
        code=DUPLICATE,
        category="duplicates",
        column="item",
        severity=Severity.WARNING,
        means="The same version of an item is there twice with the same contents. One is counted.",
        expected="each version of an item once",
        todo="nothing, if the source repeats itself; else see which file is one too many",
        seen=seen("declaration", "item", "version"),
    ),
    Rule(
        code=CONFLICT,
        category="duplicates",
        column="item",
        means="The same version of an item is there twice with different contents, and nothing"
        " says which came later. None of them is counted, or the one that the book has.",
        expected="a higher version, or a later day of release, for changed contents",
        todo="number the versions at the source, or give --released with each file",
        seen=seen("declaration", "item", "version"),
    ),
)
