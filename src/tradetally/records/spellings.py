"""Spellings: codes that differ from a list's only in case, spaces or marks.

Looked for among the lines that some rule did not know a code of, so that it costs nothing where
every code is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tradetally.engines import Engine
from tradetally.records import context as known
from tradetally.records.context import Context
from tradetally.records.exclusions import Exclusion
from tradetally.records.judging import Judged
from tradetally.records.record import ACTIVE, CANCELLED, FLOWS
from tradetally.records.steps.normalise import COMMODITY

_LISTS: Mapping[str, tuple[str, Callable[[], tuple[str, ...]]]] = {
    "status": ("bad-status", lambda: (ACTIVE, CANCELLED)),
    "flow": ("bad-flow", lambda: FLOWS),
    "reporter": ("unknown-reporter", known.reporters),
    "partner": ("unknown-partner", known.partners),
    "consignment": ("unknown-consignment", known.partners),
    "region": ("unknown-region", known.regions),
    "regime": ("unknown-regime", known.regimes),
    "ownership": ("unknown-ownership", known.ownerships),
    "currency": ("unknown-currency", known.currencies),
    "quantity_unit": ("unknown-unit", known.units),
    "quantity2_unit": ("unknown-unit", known.units),
}


def spellings(engine: Engine, judged: Judged, context: Context) -> dict[str, dict[str, str]]:
    """Return column → spelling → code, of the spellings that some line has.

    For commodities it only says that there are codes with marks between their digits.
    """
    found: dict[str, dict[str, str]] = {}
    for column, (rule, listed) in _LISTS.items():
        if judged.counts.get(rule):
            codes = {_folded(code): code for code in (*listed(), *_named(column, context))}
            seen = _seen(engine, judged, column)
            spelled = {text: codes[_folded(text)] for text in seen if _folded(text) in codes}
            different = {text: code for text, code in spelled.items() if text != code}
            found |= {column: different} if different else {}
    if judged.counts.get("bad-commodity"):
        codes_seen = _seen(engine, judged, COMMODITY)
        if any(_is_marked(code) for code in codes_seen):
            found[COMMODITY] = {}
    return found


def _seen(engine: Engine, judged: Judged, column: str) -> list[str]:
    return [row[column] for row in engine.rows(judged.flagged.select(column).distinct())]


def _named(column: str, context: Context) -> list[str]:
    """Return the codes of a column that exclusions name."""
    rules: tuple[Exclusion, ...] = context.exclusions
    return [
        str(value)
        for rule in rules
        for name, values in rule.where.values
        if name == column
        for value in values
    ]


def _folded(text: str) -> str:
    return text.strip().casefold()


def _is_marked(code: str) -> bool:
    plain = code.replace(".", "").replace(" ", "").replace("-", "")
    return plain != code and plain.isdigit()
