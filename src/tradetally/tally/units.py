"""Numbers of compiled cells, and the unit of a quantity that nobody said the unit of.

A quantity may be counted in any of a dozen units, and is known in those that all of its lines
have. What the lines of a quarter are not all in, those of its year are not in either: the last
quarter of a period, asked first, leaves one or two units to ask the period itself in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tradetally.cells import Cell, Measure, Slice
from tradetally.periods import Period

UNITS = ("piece", "set", "pair", "vehicle", "ship", "aircraft", "head", "m3", "m2", "m", "l",
         "kWh", "t")  # fmt: skip
"""The units that a quantity of no said unit may be in: what is counted goes before its mass."""

_MONTHS = 3
_THREE = ("piece", "pair", "t")
"""A line has two quantities: what is known in three units has no line."""

Ask = Callable[[Sequence[Cell]], Mapping[Cell, Decimal]]
Part = tuple[str, Slice]
"""Whose quantity it is, and of what: it is counted in one unit in all periods and flows."""


def numbers(cells: Iterable[Cell], ask: Ask) -> dict[Cell, Decimal]:
    """Return what ``ask`` knows of cells, a quantity of no said unit in the one it is counted in.

    That is the first of ``UNITS`` that the last cell of its part has a number in.
    """
    asked = dict.fromkeys(cells)
    unitless = [cell for cell in asked if cell.measure is Measure.VOLUME and cell.unit is None]
    deciding = {_part(cell): cell for cell in unitless}
    units = _units(deciding, ask)
    said = [cell for cell in asked if cell.unit is not None or cell.measure is not Measure.VOLUME]
    known = dict(ask([*said, *_tried(unitless, units)]))
    late = {part: UNITS for part, cell in deciding.items() if _is_late(cell, units[part], known)}
    if late:
        known |= ask(_tried([cell for cell in unitless if _part(cell) in late], late))
    chosen = {part: _chosen(cell, known) for part, cell in deciding.items()}
    return {
        cell: number
        for cell, number in known.items()
        if cell in asked or cell.unit == chosen[_part(cell)]
    }


def _units(deciding: Mapping[Part, Cell], ask: Ask) -> dict[Part, tuple[str, ...]]:
    """Return the units that each part may be counted in, by the last months of its deciding cell.

    All where the items do not cover these; three where there is no line in them, which tell
    whether the period has one.
    """
    if not deciding:
        return {}
    recent = {part: cell.at(_last_months(cell.period)) for part, cell in deciding.items()}
    known = ask(_tried(recent.values(), dict.fromkeys(deciding, UNITS)))
    is_covered = {_covered(cell) for cell in known}
    found = {}
    for part, cell in recent.items():
        units = tuple(one.unit for one in _in_units(cell, UNITS) if one in known and one.unit)
        if units == UNITS:
            units = _THREE
        found[part] = units if _covered(cell) in is_covered else UNITS
    return found


def _last_months(period: Period) -> Period:
    return period if period.months <= _MONTHS else Period(period.stop - _MONTHS, _MONTHS)


def _covered(cell: Cell) -> tuple[object, ...]:
    """Return what of a cell tells whether the items cover it."""
    return cell.reporter, cell.flow, cell.period, cell.slice.partner


def _is_late(cell: Cell, units: tuple[str, ...], known: Mapping[Cell, Decimal]) -> bool:
    """Whether a cell has lines, though none in the months that were asked first."""
    return units == _THREE and any(one not in known for one in _in_units(cell, units))


def _tried(cells: Iterable[Cell], units: Mapping[Part, tuple[str, ...]]) -> list[Cell]:
    return [one for cell in cells for one in _in_units(cell, units[_part(cell)])]


def _in_units(cell: Cell, units: Iterable[str]) -> list[Cell]:
    return [replace(cell, unit=unit) for unit in units]


def _chosen(cell: Cell, known: Mapping[Cell, Decimal]) -> str | None:
    return next((one.unit for one in _in_units(cell, UNITS) if known.get(one)), None)


def _part(cell: Cell) -> Part:
    return cell.reporter, cell.slice
