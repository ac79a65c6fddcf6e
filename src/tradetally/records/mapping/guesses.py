"""Which column of a source is which of the common record, by its name and by what it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tradetally.codes import UNIT_SYSTEMS, is_currency, system, units
from tradetally.records.mapping.sample import Seen

FLOWS: Mapping[str, str] = {
    "M": "imports", "I": "imports", "IMP": "imports", "Import": "imports", "Imports": "imports",
    "import": "imports", "imports": "imports", "进口": "imports", "Importación": "imports",
    "X": "exports", "E": "exports", "EXP": "exports", "Export": "exports", "Exports": "exports",
    "export": "exports", "exports": "exports", "出口": "exports", "Exportación": "exports",
}  # fmt: skip
"""How sources write the two flows."""

_MAYBE_FLOWS = frozenset({"RX", "RM", "DX", "FM", "Re-export", "Re-import"})
_STATES = frozenset({"active", "cancelled"})
_WORDS = Path(__file__).with_name("words.toml")
_EXACT, _WITHIN, _LETTER = 3.0, 2.0, 2.5


@dataclass(frozen=True, slots=True)
class Guess:
    """A column for one of the record's, and why."""

    seen: Seen
    why: str


def guesses(columns: Sequence[Seen]) -> dict[str, Guess]:
    """Return the column that each column of the record seems to come from, where one does.

    The record's columns choose in turn, those first that are known by what they hold; a column
    is given once.
    """
    found: dict[str, Guess] = {}
    left = list(columns)
    for name, holds in _HOLDS.items():
        best = max(left, key=lambda seen: _score(name, seen, holds), default=None)
        if best is None or _score(name, best, holds) < _WITHIN:
            continue
        why = f"its name means {name.replace('_', ' ')}" if _named(name, best) else ""
        if name in _TELLING:
            why = " and ".join(filter(None, (why, _TELLING[name])))
        found[name] = Guess(best, why)
        left.remove(best)
    return found


def unit_system(seen: Seen) -> str | None:
    """Return the system of units that all cells of a column are of."""
    return next((name for name in UNIT_SYSTEMS if seen.distinct <= set(units(name))), None)


def code_system(dimension: str, seen: Seen) -> str | None:
    """Return ``customs`` where most cells are of China's customs' own list of a dimension."""
    known = seen.distinct & set(system(dimension, "customs"))
    return "customs" if 2 * len(known) >= len(seen.distinct) else None


def _score(name: str, seen: Seen, holds: Callable[[Seen], bool]) -> float:
    if not holds(seen):
        return 0.0
    telling = _WITHIN if name in _TELLING and name != "date" else 0.0
    longest = max(map(len, seen.distinct), default=0) / 100 if name == "commodity" else 0.0
    score = _named(name, seen)
    if name in _BY_NAME_ONLY and not score:
        return 0.0
    return score + telling + longest


def _named(name: str, seen: Seen) -> float:
    """Return how surely a column's name means one of the record's: 0 where it does not."""
    best = 0.0
    words = _words()[name]
    for at, word in enumerate(words):
        early = (len(words) - at) / 100
        if seen.plain == word:
            best = max(best, (_LETTER if len(word) == 1 and word.isascii() else _EXACT) + early)
        elif (len(word) > 1 and f" {word} " in f" {seen.plain} ") or (
            not word.isascii() and word in seen.plain
        ):
            best = max(best, _WITHIN + early)
    return best


def _is_country(seen: Seen) -> bool:
    return bool(seen.countries)


def _is_flow(seen: Seen) -> bool:
    return bool(seen.distinct & set(FLOWS)) and seen.distinct <= {*FLOWS, *_MAYBE_FLOWS}


def _is_number(seen: Seen) -> bool:
    return seen.is_number and seen.form is None


def _is_whole(seen: Seen) -> bool:
    return bool(seen.values) and all(one.isdigit() for one in seen.distinct)


def _is_few(seen: Seen) -> bool:
    return bool(seen.values or seen.empties) and len(seen.distinct) <= max(
        200, len(seen.values) // 2
    )


def _is_any(seen: Seen) -> bool:
    return bool(seen.values)


def _is_code(seen: Seen) -> bool:
    return bool(seen.values) and all(len(one) <= 20 and "." not in one for one in seen.distinct)


_HOLDS: Mapping[str, Callable[[Seen], bool]] = {
    "date": lambda seen: seen.form is not None,
    "commodity": lambda seen: seen.is_commodity,
    "flow": _is_flow,
    "currency": lambda seen: bool(seen.values) and all(map(is_currency, seen.distinct)),
    "consignment": _is_country,
    "reporter": _is_country,
    "partner": _is_country,
    "quantity2_unit": _is_few,
    "quantity_unit": _is_few,
    "net_mass_kg": _is_number,
    "gross_mass_kg": _is_number,
    "unit_price": _is_number,
    "value": _is_number,
    "quantity2": _is_number,
    "quantity": _is_number,
    "regime": _is_few,
    "region": _is_few,
    "ownership": _is_few,
    "office": _is_code,
    "enterprise": _is_code,
    "route": _is_code,
    "declaration": _is_code,
    "item": _is_whole,
    "version": _is_whole,
    "status": lambda seen: bool(seen.values) and seen.distinct <= _STATES,
    "released": lambda seen: seen.form is not None,
}
_TELLING = {
    "commodity": "its cells are codes of the Harmonized System",
    "date": "its cells are dates",
    "currency": "its cells are currencies",
    "flow": "its cells are flows",
    "partner": "its cells are countries",
    "reporter": "its cells are countries",
    "consignment": "its cells are countries",
}
_BY_NAME_ONLY = frozenset(_HOLDS) - {"commodity", "currency"}


@cache
def _words() -> Mapping[str, list[str]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
