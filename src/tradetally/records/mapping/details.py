"""What a draft says of one column besides its name: form, code system, values, and what to look at.

Each returns notes for the user and parts of the TOML table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from tradetally.codes import system
from tradetally.records.mapping.guesses import FLOWS, code_system, unit_system
from tradetally.records.mapping.sample import WORLD, Seen
from tradetally.records.mapping.spec import BLANK

Details = tuple[list[str], list[str]]
"""Notes, and parts such as ``codes = "iso2"``."""

_SHOWN = 5
_WIDTHS = {6: {5, 6}, 8: {7, 8}, 10: {9, 10}}


def details(name: str, seen: Seen, columns: Sequence[Seen]) -> Details:
    """Return what is said of a column of the record that is ``seen`` in the source."""
    of = _OF.get(name)
    return of(name, seen, columns) if of is not None else ([], [])


def quoted(text: str) -> str:
    """Return a text as TOML has it.

    >>> print(quoted("数据"))
    "数据"
    """
    return json.dumps(text, ensure_ascii=False)


def _date(_: str, seen: Seen, __: Sequence[Seen]) -> Details:
    is_open = seen.form == "%d/%m/%Y" and all(int(one[:2]) <= 12 for one in seen.distinct)
    notes = ["the day may also stand behind the month: %m/%d/%Y"] if is_open else []
    return notes, [f"form = {quoted(seen.form or '')}"]


def _country(_: str, seen: Seen, columns: Sequence[Seen]) -> Details:
    of = _system(seen, columns)
    notes = []
    if of == BLANK:
        notes.append(f"all of its numbers are codes of {' and of '.join(seen.countries)}")
    elif unknown := sorted(seen.distinct - {*system("partner", of), *WORLD})[:_SHOWN]:
        notes.append(f"no code of {of}: {', '.join(unknown)}; say in values what is meant")
    return notes, [f"codes = {quoted(of)}"]


def _system(seen: Seen, columns: Sequence[Seen]) -> str:
    """Return the system that a column's country codes are of, told by names beside if need be."""
    if len(seen.countries) == 1:
        return seen.countries[0]
    for name in seen.countries:
        listed = system("partner", name)
        meant = {listed[one] for one in seen.distinct if one in listed}
        if any(meant & other.named and meant >= other.named for other in columns):
            return name
    return BLANK


def _unit(_: str, seen: Seen, __: Sequence[Seen]) -> Details:
    of = unit_system(seen)
    if of is None:
        return ['say the units in values: { "their spelling" = "kg" }'], []
    return [], [f"codes = {quoted(of)}"]


def _of_customs(name: str, seen: Seen, _: Sequence[Seen]) -> Details:
    of = code_system(name, seen)
    if of is None:
        return ["no code system has all of its cells: say in values what they mean"], []
    return [], [f"codes = {quoted(of)}"]


def _flow(_: str, seen: Seen, __: Sequence[Seen]) -> Details:
    said = {one: FLOWS.get(one, BLANK) for one in sorted(seen.distinct)}
    listed = ", ".join(f"{quoted(one)} = {quoted(flow)}" for one, flow in said.items())
    return [], [f"values = {{ {listed} }}"]


def _commodity(_: str, seen: Seen, __: Sequence[Seen]) -> Details:
    lengths = {len(one) for one in seen.distinct}
    digits = next((most for most, fits in _WIDTHS.items() if lengths == fits), None)
    return (["leading zeros are lost"], [f"digits = {digits}"]) if digits else ([], [])


def _value(_: str, __: Seen, ___: Sequence[Seen]) -> Details:
    return ["if it is in thousands of the currency, add scale = 1000"], []


def _mass(_: str, __: Seen, ___: Sequence[Seen]) -> Details:
    return ["if it is in tonnes, add scale = 1000"], []


_OF: Mapping[str, Callable[[str, Seen, Sequence[Seen]], Details]] = {
    "date": _date,
    "released": _date,
    "reporter": _country,
    "partner": _country,
    "consignment": _country,
    "quantity_unit": _unit,
    "quantity2_unit": _unit,
    "regime": _of_customs,
    "region": _of_customs,
    "flow": _flow,
    "commodity": _commodity,
    "value": _value,
    "net_mass_kg": _mass,
    "gross_mass_kg": _mass,
}
