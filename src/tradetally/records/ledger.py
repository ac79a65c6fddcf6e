"""The ledger: where each line of the files went, in lines and in value.

Every line has one fate: it is counted, excluded by a named rule, rejected by a finding, or gives
way to another line of its item. For each file and currency the fates make up what came in;
``check`` raises where they do not, so that no vintage is published that lost a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

COUNTED, EXCLUDED, REJECTED = "counted", "excluded", "rejected"
SUPERSEDED, CANCELLED, DUPLICATE = "superseded", "cancelled", "duplicate"
FATES = (COUNTED, EXCLUDED, REJECTED, SUPERSEDED, CANCELLED, DUPLICATE)


@dataclass(frozen=True, slots=True)
class Amount:
    """Lines, and the sum of their values in one currency."""

    lines: int = 0
    value: Decimal = Decimal(0)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.lines + other.lines, self.value + other.value)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.lines - other.lines, self.value - other.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines of one file and currency that had one fate; ``rule`` says by which rule or finding."""

    file: str
    currency: str
    fate: str
    rule: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class Ledger:
    """What came in, by file and currency, and what became of it."""

    came_in: Mapping[tuple[str, str], Amount]
    entries: tuple[Entry, ...]

    def check(self) -> None:
        """Raise ``ArithmeticError`` where what came in is not what the fates add up to."""
        out: dict[tuple[str, str], Amount] = {}
        for entry in self.entries:
            key = (entry.file, entry.currency)
            out[key] = out.get(key, Amount()) + entry.amount
        for key in self.came_in.keys() | out.keys():
            before, after = self.came_in.get(key, Amount()), out.get(key, Amount())
            if before != after:
                raise ArithmeticError(
                    f"{key[0]}: {before.lines} lines worth {before.value} {key[1]} came in, and"
                    f" {after.lines} worth {after.value} are accounted for; nothing was changed"
                )

    def total(self, fate: str | None = None, rule: str | None = None) -> int:
        """Return how many lines had a fate, or how many there are."""
        return sum(
            entry.amount.lines
            for entry in self.entries
            if fate in (None, entry.fate) and rule in (None, entry.rule)
        )

    def rules(self, fate: str) -> dict[str, int]:
        """Return the lines of a fate by rule, the most first."""
        found: dict[str, int] = {}
        for entry in self.entries:
            if entry.fate == fate:
                found[entry.rule] = found.get(entry.rule, 0) + entry.amount.lines
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    def by_currency(self) -> dict[str, dict[tuple[str, str], Amount]]:
        """Return lines and value by fate and rule, for each currency."""
        found: dict[str, dict[tuple[str, str], Amount]] = {}
        for entry in self.entries:
            sums = found.setdefault(entry.currency, {})
            key = (entry.fate, entry.rule)
            sums[key] = sums.get(key, Amount()) + entry.amount
        return {currency: _in_order(sums) for currency, sums in sorted(found.items())}


def entries(rows: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with those of one file, currency, fate and rule added up."""
    found: dict[tuple[str, str, str, str], Amount] = {}
    for one in rows:
        key = (one.file, one.currency, one.fate, one.rule)
        found[key] = found.get(key, Amount()) + one.amount
    return tuple(Entry(*key, amount) for key, amount in sorted(found.items()) if amount.lines)


def _in_order(sums: Mapping[tuple[str, str], Amount]) -> dict[tuple[str, str], Amount]:
    return dict(sorted(sums.items(), key=lambda one: (FATES.index(one[0][0]), one[0][1])))
