"""Which lines are meant: columns of the common record and the values that they have.

Corrections and exclusions name their lines in this way: ``{ file = "a.csv", item = 3 }``, or
with several values of a column, ``{ regime = ["transit", "temporary"] }``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from tradetally.engines import Table
from tradetally.errors import BadInput
from tradetally.records.record import RECORD

Value = str | int | Decimal | date

_SETTABLE = tuple(name for name in RECORD if name not in ("file", "line", "start", "outside"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines whose columns have one of these values each."""

    values: tuple[tuple[str, tuple[Value, ...]], ...]

    def holds(self, lines: Table) -> Table:
        """Return the condition that a line is one of them; never null."""
        import ibis

        found = ibis.literal(True)
        for name, values in self.values:
            found &= _same(lines, name, values)
        return found.fill_null(False)


def selection(given: object, source: str, place: str) -> Selection:
    """Return the lines that a TOML table names; raise ``BadInput`` for columns there are not."""
    if not isinstance(given, dict) or not given:
        raise BadInput(
            source,
            expected=f'columns and values in {place}, as {{ declaration = "502", item = 1 }}',
            seen="nothing" if not given else repr(given),
            todo=f"say which lines in {place}",
        )
    return Selection(
        tuple(
            (name, tuple(value_of(name, one, source) for one in _listed(said)))
            for name, said in given.items()
        )
    )


def value_of(name: str, said: object, source: str) -> Value:
    """Return a value for a column of the record, of the column's kind."""
    kind = _kind(name, source)
    try:
        if kind == "string" and isinstance(said, str):
            return said
        if kind == "date":
            return said if isinstance(said, date) else date.fromisoformat(str(said))
        if kind in ("int32", "int64") and not isinstance(said, bool):
            return int(str(said))
        if kind.startswith("decimal") and not isinstance(said, bool):
            return Decimal(str(said))
    except (ValueError, InvalidOperation):
        pass
    wanted = {"string": "a text", "date": "a day as YYYY-MM-DD"}.get(kind, "a number")
    raise BadInput(source, expected=f"{wanted} for {name}", seen=repr(said), todo="mend that value")


def check_settable(name: str, source: str) -> None:
    """Raise ``BadInput`` for a column that no correction can set."""
    _kind(name, source)
    if name not in _SETTABLE:
        raise BadInput(
            source,
            expected="a column that can be corrected",
            seen=name,
            todo="set date for the period; file, line and outside follow from the source",
        )


def _kind(name: str, source: str) -> str:
    if name in RECORD:
        return RECORD[name]
    near = get_close_matches(name, RECORD, n=1, cutoff=0.5)
    raise BadInput(
        source,
        expected="a column of the common record (docs/records.md)",
        seen=repr(name),
        todo=f"did you mean {near[0]}?" if near else "see the list of columns",
    )


def _listed(said: object) -> tuple[object, ...]:
    return tuple(said) if isinstance(said, list) else (said,)


def _same(lines: Table, name: str, values: tuple[Value, ...]) -> Table:
    """Return whether a column has one of the values; a file is known by its name or its path."""
    import ibis

    column = lines[name]
    if name == "file":
        ends = [column == str(one) for one in values]
        ends += [column.endswith(f"/{one}") for one in values]
        return ibis.or_(*ends)
    return ibis.or_(*(column == ibis.literal(one, type=RECORD[name]) for one in values))


def literal(name: str, value: Value) -> Table:
    """Return a value as an expression of a column's type."""
    import ibis

    return ibis.literal(value, type=RECORD[name])


def described(values: Mapping[str, Value]) -> str:
    """Return columns and values as a reader writes them.

    >>> described({"partner": "KR", "item": 2})
    'partner = KR, item = 2'
    """
    return ", ".join(f"{name} = {value}" for name, value in values.items())
