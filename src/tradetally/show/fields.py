"""A statement's own fields, until ``read.jsonl`` writes them."""

from __future__ import annotations

from tradetally.statements import Statement


def statement_fields(statement: Statement) -> dict[str, object]:
    """Return the fields of GUIDE.md that do not depend on evidence."""
    cell = statement.figure.cell
    return {
        "doc": statement.place.document,
        "start": statement.place.start,
        "end": statement.place.end,
        "mention": statement.place.text,
        "indicator": statement.figure.indicator,
        "measure": cell.measure.value,
        "flow": cell.flow.value,
        "period": str(cell.period),
        "value": statement.value,
        "unit": statement.unit,
        "relation": statement.relation.value,
        **dict(cell.slice.codes()),
    }
