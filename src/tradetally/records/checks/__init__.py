"""Checks: the rules that a line must meet, one visible list by category.

In comes a table of common records after conversion, out goes the same table with ``findings``, a
whole number with one bit for each rule that a line breaks, so that all rules are looked at in one
pass. ``rule`` is what a rule is; ``existence``, ``format``, ``reference``, ``consistency`` and
``magnitude`` hold those of one line, ``duplicates`` and ``corrections`` those that other steps
find. ``messages`` makes findings of bits. Nothing here runs a query.
"""

from tradetally.records.checks import (
    consistency,
    corrections,
    duplicates,
    existence,
    format,  # noqa: A004 (the statistician's word for this category of checks)
    magnitude,
    reference,
)
from tradetally.records.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *existence.RULES,
    *format.RULES,
    *reference.RULES,
    *consistency.RULES,
    *magnitude.RULES,
    *corrections.RULES,
    *duplicates.RULES,
)
"""Every rule, in the order in which a rejected line is put down to one. Its place is its bit."""

CODES: tuple[str, ...] = tuple(rule.code for rule in RULES)

__all__ = ["CODES", "RULES", "Rule"]
