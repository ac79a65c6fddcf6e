"""The unit trap: amounts in another unit than the table says are caught by their size.

Two readings are compared. What the book knows of the same cells: where most of them differ by
one power of ten, the unit is wrong (levels of one cell in two rounds differ by a tenth at
most). And the world: no amount of trade in yuan is above 10¹⁵, about three times all the trade
there is in a year. A unit that the caller gives wins over the world, never over the book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from tradetally.cells import Cell, Measure
from tradetally.errors import BadInput
from tradetally.intervals import Interval, number_text
from tradetally.statements import Statement
from tradetally.tables.context import Context
from tradetally.tables.notes import Note
from tradetally.tables.units import Unit

Known = Callable[[Iterable[Cell]], Mapping[Cell, Interval]]

WORLD_TRADE_CNY = 10**15

_REVISION = Fraction(12, 100)
_POWERS = tuple(range(-12, 13))


def check_unit(
    statements: Sequence[Statement], context: Context, known: Known | None, *, takes_unit: bool
) -> tuple[Note, ...]:
    """Return notes on the amounts' size; raise ``BadInput`` where they are in another unit."""
    amounts = [one for one in statements if _is_amount(one)]
    if known is not None and amounts:
        _check_against(amounts, context, known({one.figure.cell for one in amounts}), takes_unit)
    largest = max(amounts, key=_size, default=None)
    if largest is None or largest.unit != "CNY" or largest.value <= WORLD_TRADE_CNY:
        return ()
    if not context.is_unit_given:
        raise _beyond_the_world(largest, context, takes_unit)
    text = f"{number_text(Fraction(largest.value))} CNY is more than the world trades in a year"
    return (Note("beyond-world-trade", text, largest.place),)


def _is_amount(statement: Statement) -> bool:
    figure = statement.figure
    return figure.indicator == "level" and figure.cell.measure is Measure.VALUE


def _size(statement: Statement) -> Fraction:
    return abs(Fraction(statement.value))


def _check_against(
    amounts: Sequence[Statement],
    context: Context,
    levels: Mapping[Cell, Interval],
    takes_unit: bool,
) -> None:
    powers: Counter[int] = Counter()
    examples: dict[int, tuple[Statement, Fraction]] = {}
    for statement in sorted(amounts, key=_size, reverse=True):
        level = levels.get(statement.figure.cell)
        middle = level.middle if level is not None else None
        power = _power_between(Fraction(statement.value), middle)
        if power is not None and middle is not None:
            powers[power] += 1
            examples.setdefault(power, (statement, middle))
    if not powers:
        return
    power, count = powers.most_common(1)[0]
    if power and 2 * count > powers.total():
        statement, middle = examples[power]
        raise _off_by(power, statement, middle, context, takes_unit)


def _power_between(stated: Fraction, known: Fraction | None) -> int | None:
    """Return n where ``stated`` is about 10ⁿ times ``known``; ``None`` where it is not."""
    if not known or not stated:
        return None
    for power in _POWERS:
        if abs(stated / (known * Fraction(10) ** power) - 1) <= _REVISION:
            return power
    return None


def _off_by(
    power: int, statement: Statement, middle: Fraction, context: Context, takes_unit: bool
) -> BadInput:
    right = Unit(context.unit.code, context.unit.power - power)
    return BadInput(
        _where(statement),
        expected=f"about {number_text(Fraction(round(middle)))} {statement.unit},"
        f" which the book has for {statement.figure.cell}",
        seen=f"{statement.place.text}{f' in {context.unit}' if takes_unit else ''},"
        f" {number_text(Fraction(statement.value))}"
        f" {statement.unit}: {_times(power)}",
        todo=_todo(right, statement, takes_unit),
    )


def _beyond_the_world(statement: Statement, context: Context, takes_unit: bool) -> BadInput:
    return BadInput(
        _where(statement),
        expected=f"an amount that the world's trade can hold, at most {WORLD_TRADE_CNY} CNY",
        seen=f"{statement.place.text}{f' in {context.unit}' if takes_unit else ''}, which is"
        f" {number_text(Fraction(statement.value))} CNY",
        todo=_todo(Unit("CNY"), statement, takes_unit),
    )


def _where(statement: Statement) -> str:
    return str(statement.place)


def _times(power: int) -> str:
    return f"{10**power} times as much" if power > 0 else f"{10**-power} times too little"


def _todo(right: Unit, statement: Statement, takes_unit: bool) -> str:
    if not takes_unit:
        return "mend the unit column"
    if right.power < 0:
        return f"see what unit the table is in; {statement.place.text} is too small even in CNY"
    printed = Fraction(statement.place.text.strip().replace(",", ""))
    reading = number_text(printed * right.scale)
    return f"if it is {reading} {right.code}, load the table with --unit {_quoted(right)}"


def _quoted(unit: Unit) -> str:
    text = str(unit)
    return f'"{text}"' if " " in text else text
