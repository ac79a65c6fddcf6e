"""Reconciling: whether a table's own numbers agree, within what their printed decimals allow.

Per flow and period: exports + imports against the total of each row; a growth against the two
levels of the same table; and the parts of a whole against it (continents and ``国家（地区）不明``,
the 31 provinces, the members of a bloc as in the table's round). A whole with a part that is no
row is *incomplete*: its sum says nothing. A part that is a row, but with no figure for a flow,
traded nothing there. Notes, not errors: it is the published table that disagrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradetally import codes
from tradetally.cells import EVERYTHING, Cell, Flow, Measure
from tradetally.figures import INDICATORS
from tradetally.intervals import Interval, number_text
from tradetally.periods import Period
from tradetally.statements import Statement
from tradetally.tables.notes import Note

DISAGREEMENTS = frozenset({"flows-off", "growth-off", "partition-off", "said-differently"})

Levels = Mapping[Cell, Statement]

_FLOWS = (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS)
_ZERO = Interval.of(0)


def reconcile(statements: Sequence[Statement]) -> tuple[Note, ...]:
    """Return a note for each sum or growth of a table that does not come out."""
    by_round: dict[Period | None, list[Statement]] = {}
    for statement in statements:
        by_round.setdefault(statement.round, []).append(statement)
    return tuple(note for month, group in by_round.items() for note in _of_round(group, month))


def _of_round(statements: Sequence[Statement], month: Period | None) -> Iterator[Note]:
    levels = {one.figure.cell: one for one in statements if one.figure.indicator == "level"}
    yield from _flows(levels)
    yield from _growths(statements, levels)
    yield from _partitions(levels, month)


def _flows(levels: Levels) -> Iterator[Note]:
    for cell, total in levels.items():
        if cell.flow is not Flow.TOTAL or cell.measure.is_count:
            continue
        exports = levels.get(cell.of(Flow.EXPORTS))
        imports = levels.get(cell.of(Flow.IMPORTS))
        if exports is None or imports is None:
            continue
        both = exports.interval + imports.interval
        if not both.meets(total.interval):
            off = both.gap(total.interval)
            text = (
                f"exports + imports of {_name(cell)} in {cell.period} are not the total:"
                f" off by {_amount(off, total)}"
            )
            yield Note("flows-off", text, total.place)


def _growths(statements: Sequence[Statement], levels: Levels) -> Iterator[Note]:
    """Compare a growth with the two levels that the same table prints, where it prints both."""
    periods = {cell.period for cell in levels}
    units = {
        (cell.slice, cell.flow): cell.unit for cell in levels if cell.measure is Measure.VOLUME
    }
    growth = INDICATORS["growth"]
    for one in statements:
        if one.figure.indicator != "growth" or one.figure.base is not None:
            continue
        figure = one.figure
        if figure.period.year_earlier() not in periods:
            continue
        if figure.cell.measure is Measure.VOLUME:
            unit = units.get((figure.cell.slice, figure.cell.flow))
            figure = figure.with_cell(_with_unit(figure.cell, unit))
        known = {cell: levels[cell].interval for cell in growth.cells(figure) if cell in levels}
        if len(known) < 2:
            continue
        implied = growth.value(figure, known)
        if not implied.meets(one.interval):
            text = (
                f"{_name(figure.cell)}, {figure.cell.flow} in {figure.cell.period}: printed"
                f" {one.place.text}%, but the table's own levels give"
                f" {number_text(implied.low, 4)} to {number_text(implied.high, 4)}%"
            )
            yield Note("growth-off", text, one.place)


def _with_unit(cell: Cell, unit: str | None) -> Cell:
    return Cell(
        flow=cell.flow, period=cell.period, slice=cell.slice, measure=cell.measure, unit=unit,
        reporter=cell.reporter,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    """The amounts of one reporter and currency, and the codes that are rows."""

    levels: Levels
    template: Cell
    rows: frozenset[str]
    dimension: str

    def at(self, code: str | None, flow: Flow, period: Period) -> Statement | None:
        """Return what the table says of a code (``None``: everything)."""
        slice_ = EVERYTHING if code is None else EVERYTHING.with_code(self.dimension, code)
        return self.levels.get(self.template.on(slice_).of(flow).at(period))


def _partitions(levels: Levels, month: Period | None) -> Iterator[Note]:
    """Hold the parts against their whole, in each currency and over each dimension of rows."""
    amounts: dict[str | None, dict[Cell, Statement]] = {}
    rows: dict[tuple[str | None, str], set[str]] = {}
    for cell, one in levels.items():
        if cell.measure is Measure.VALUE and cell.reporter == "CN" and cell.adjusted is None:
            amounts.setdefault(cell.unit, {})[cell] = one
            narrowed = tuple(cell.slice.codes())
            if len(narrowed) == 1:
                rows.setdefault((cell.unit, narrowed[0][0]), set()).add(narrowed[0][1])
    for (unit, dimension), known in rows.items():
        table = _Table(amounts[unit], next(iter(amounts[unit])), frozenset(known), dimension)
        for partition in codes.partitions(dimension, month):
            yield from _partition(table, partition)


def _partition(table: _Table, partition: codes.Partition) -> Iterator[Note]:
    has_whole = partition.whole is None or partition.whole in table.rows
    present = [part for part in partition.parts if part in table.rows]
    missing = [part for part in partition.parts if part not in table.rows]
    if not present or not has_whole:
        return
    if missing:
        if _is_expected(table, partition):
            note = _incomplete(table, partition, present, missing)
            if note is not None:
                yield note
        return
    for period in dict.fromkeys(cell.period for cell in table.levels):
        for flow in _FLOWS:
            yield from _sum(table, partition, flow, period)


def _is_expected(table: _Table, partition: codes.Partition) -> bool:
    """Whether a table of this kind lists the parts: not the countries of a continent."""
    if partition.whole is None:
        return True
    return codes.lookup(table.dimension, partition.whole).sums


def _incomplete(
    table: _Table, partition: codes.Partition, present: list[str], missing: list[str]
) -> Note | None:
    """Return what is missing, and how much of the whole the parts that are there make up."""
    for flow in _FLOWS:
        for period in dict.fromkeys(cell.period for cell in table.levels):
            whole = table.at(partition.whole, flow, period)
            if whole is None or not whole.value:
                continue
            total = sum((_value(table.at(part, flow, period)) for part in present), Fraction(0))
            share = 100 * total / Fraction(whole.value)
            text = (
                f"{_whole(table, partition)}: {len(missing)} of {len(partition.parts)} parts are no"
                f" rows ({_some(table, missing)}); the others make {number_text(share, 4)}% of the"
                f" {flow.value} of {period}"
            )
            return Note("partition-incomplete", text, whole.place)
    return None


def _sum(table: _Table, partition: codes.Partition, flow: Flow, period: Period) -> Iterator[Note]:
    whole = table.at(partition.whole, flow, period)
    parts = [table.at(part, flow, period) for part in partition.parts]
    if whole is None or not any(parts):
        return
    total = _ZERO
    for part in parts:
        total = total + (part.interval if part is not None else _ZERO)
    off = total.gap(whole.interval)
    if not off:
        return
    stated, summed = Fraction(whole.value), sum(map(_value, parts), Fraction(0))
    side = "less" if summed < stated else "more"
    share = 100 * abs(summed - stated) / stated if stated else Fraction(0)
    text = (
        f"{_whole(table, partition)}: its {len(partition.parts)} parts sum to"
        f" {_amount(abs(summed - stated), whole)} {side} than the {flow.value} of {period}"
        f" ({number_text(share, 2)}%), which rounding does not explain"
    )
    yield Note("partition-off", text, whole.place)


def _value(statement: Statement | None) -> Fraction:
    return Fraction(0) if statement is None else Fraction(statement.value)


def _amount(amount: Fraction, like: Statement) -> str:
    return f"{number_text(amount)} {like.unit}"


def _name(cell: Cell) -> str:
    return str(cell.slice) or "everything"


def _whole(table: _Table, partition: codes.Partition) -> str:
    if partition.whole is None:
        return f"all {table.dimension}s"
    return f"{table.dimension}={partition.whole}"


def _some(table: _Table, missing: list[str]) -> str:
    names = [codes.name(table.dimension, code, "en") for code in missing[:3]]
    return ", ".join(names) + (", …" if len(missing) > len(names) else "")
