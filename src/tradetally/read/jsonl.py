"""A reading as JSON lines: the fields of ``gold/GUIDE.md``, one statement a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tradetally import codes
from tradetally.cells import Cell, Measure
from tradetally.intervals import number_text
from tradetally.read.reading import Reading, SetAside
from tradetally.statements import Statement, Target
from tradetally.uncollected import uncollected

_ENCODED = json.JSONEncoder(ensure_ascii=False).encode
_RATES = (
    "growth",
    "average_growth",
    "share",
    "share_change",
    "contribution",
    "growth_change",
    "growth_gap",
    "contribution_pp",
    "ratio",
)


def lines(reading: Reading, *, explained: bool = False) -> Iterator[str]:
    """Yield the JSON lines of a reading: statements and numbers set aside, in order of place.

    ``explained`` adds to each statement ``because``: the words that decided each field.
    """
    yield from map(_ENCODED, _rows(reading, explained=explained))


@uncollected()
def _rows(reading: Reading, *, explained: bool) -> list[dict[str, object]]:
    rows = [fields(statement) for statement in reading.statements]
    if explained:
        reasons = zip(rows, reading.because, strict=True)
        rows = [row | {"because": dict(because)} for row, because in reasons]
    rows += [_aside(aside) for aside in reading.set_aside]
    return sorted(rows, key=lambda row: (str(row["start"]).zfill(9), str(row["end"]).zfill(9)))


def fields(statement: Statement) -> dict[str, object]:
    """Return a statement's fields; what is usual is left out."""
    figure, cell, place = statement.figure, statement.figure.cell, statement.place
    row: dict[str, object] = {
        "doc": place.document,
        "start": place.start,
        "end": place.end,
        "mention": place.text,
        "indicator": figure.indicator,
        "measure": cell.measure.value,
        "flow": cell.flow.value,
        "period": str(figure.period),
        "value": _plain(statement.value),
        "unit": statement.unit,
        "relation": statement.relation.value,
    }
    words = dict(reversed(statement.words))
    own = codes.currency(cell.reporter)
    is_money_rate = figure.indicator in _RATES and cell.measure is Measure.VALUE
    extra: dict[str, object | None] = {
        "reporter": None if cell.reporter == "CN" else cell.reporter,
        **dict(cell.slice.codes()),
        "product_text": words.get("product"),
        "partner_text": words.get("partner") if len(cell.slice.partner or "XX") > 2 else None,
        "region_text": words.get("region"),
        "base": str(figure.base) if figure.base else None,
        "threshold": f"{_plain(figure.over.value)} {figure.over.unit}" if figure.over else None,
        "held": figure.held,
        "among": figure.among,
        "low": _end(statement.interval.low),
        "high": _end(statement.interval.high),
        "currency": cell.unit if is_money_rate and cell.unit not in (None, own) else None,
        "converted": True if statement.is_converted else None,
        "adjusted": cell.adjusted,
        "versus": _target(figure.versus, cell) if figure.versus else None,
        "of": _target(figure.of, cell) if figure.of else None,
        "modality": "forecast" if statement.is_forecast else None,
    }
    return row | {name: value for name, value in extra.items() if value is not None}


def _target(target: Target, cell: Cell) -> str:
    """Return the code of a target's slice, or its flow where that is what differs."""
    found = tuple(target.slice.codes())
    is_like = set(found) <= set(cell.slice.codes())
    if found and not (is_like and target.flow is not None):
        return found[0][1]
    return (target.flow or cell.flow).value


def _aside(aside: SetAside) -> dict[str, object]:
    place = aside.place
    return {
        "doc": place.document, "start": place.start, "end": place.end, "mention": place.text,
        "set_aside": aside.reason,
    }  # fmt: skip


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _end(end: Fraction | None) -> int | float | None:
    if end is None:
        return None
    text = number_text(end)
    return float(text) if "." in text else int(text)
