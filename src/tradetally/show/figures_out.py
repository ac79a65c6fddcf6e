"""Every figure of a briefing as data: one row each, as CSV and as lines of JSON.

Values are in base units (yuan, percent, points, counts) with the digits that were printed;
``low`` and ``high`` are what the evidence pins, empty where there is no end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from tradetally.brief.briefing import Briefing, Edition, Said
from tradetally.figures.text import write_figure
from tradetally.languages.say import name_figure
from tradetally.show.briefing_view import Key, key_of, numbering, told
from tradetally.show.jsonl import encoded, ends
from tradetally.statements import Figure

Value = object


def rows(briefing: Briefing) -> list[dict[str, Value]]:
    """Return every figure's fields, in the briefing's order and that they are written in.

    Its name and its words stand once for each language, as ``name_en`` and ``said_en``.
    """
    numbers = numbering(briefing)
    words = {language: _words(edition) for language, edition in briefing.editions.items()}
    return [
        _row(said, numbers.of(said), words, is_synthetic=briefing.is_synthetic)
        for said in briefing.figures
    ]


def _words(edition: Edition) -> dict[Key, str]:
    """Return how each number of an edition is printed where it stands first."""
    first: dict[Key, str] = {}
    for said in told(edition):
        first.setdefault(key_of(said), said.printed)
    return first


def _row(
    said: Said, number: int, words: Mapping[str, Mapping[Key, str]], *, is_synthetic: bool
) -> dict[str, Value]:
    low, high = ends(said.interval)
    cell = said.figure.cell
    out: dict[str, Value] = {
        "number": number,
        "figure": write_figure(said.figure),
        "indicator": said.figure.indicator,
        "reporter": cell.reporter,
        "flow": cell.flow.value,
        "period": str(cell.period),
        "relation": said.relation.value,
        "value": _plain(said.value),
        "unit": said.unit,
        "low": low,
        "high": high,
        "how": said.how,
        "round": str(said.release.round),
        "released": None if said.release.day is None else said.release.day.isoformat(),
        "sources": list(said.sources),
        "is_synthetic": said.is_synthetic or is_synthetic,
    }
    key = key_of(said)
    for language, printed in words.items():
        out[f"said_{language}"] = printed.get(key)
        out[f"name_{language}"] = name_figure(said.figure, language)
    out["cells"] = [write_figure(Figure("level", one)) for one in said.cells]
    out["query"] = said.query.strip()
    return out


def jsonl(briefing: Briefing) -> str:
    """Return every figure as a line of JSON, decimals as numbers."""
    return "".join(f"{encoded(one)}\n" for one in rows(briefing))


def table(briefing: Briefing) -> str:
    """Return every figure as a row of CSV; lists are joined by a bar, queries left out."""
    out = io.StringIO()
    found = rows(briefing)
    if not found:
        return ""
    names = [name for name in found[0] if name != "query"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_text(one[name]) for name in names] for one in found)
    return out.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " | ".join(map(str, value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _plain(value: Decimal) -> int | Decimal:
    """Return a value as a plain number, without an exponent."""
    return int(value) if value == value.to_integral_value() else value
