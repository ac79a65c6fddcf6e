"""The ledger shown: what came in and what became of it, in lines and in value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradetally.show.lines import print_aligned

if TYPE_CHECKING:
    from rich.console import Console

    from tradetally.records.ledger import Entry, Ledger

_FATES = {
    "counted": "counted",
    "excluded": "excluded by",
    "rejected": "rejected by",
    "superseded": "superseded by",
    "cancelled": "withdrawn by",
    "duplicate": "already there:",
}
_RULES = {"later-version": "a later version", "cancelled": "a cancellation"}


def show_ledger(ledger: Ledger, on: Console) -> None:
    """Print one block for each currency: in, and where it went; the two are equal."""
    rows = []
    for currency, sums in ledger.by_currency().items():
        came = [amount for (_, _), amount in sums.items()]
        lines, value = sum(one.lines for one in came), sum(one.value for one in came)
        rows.append(("in", f"{lines:,}", f"{value:,.2f}", currency or "no currency"))
        for (fate, rule), amount in sums.items():
            name = f"  {_FATES[fate]} {_RULES.get(rule, rule)}".rstrip()
            rows.append((name, f"{amount.lines:,}", f"{amount.value:,.2f}", currency))
    print_aligned(on, ("ledger", "lines", "value", ""), _right(rows))


def _right(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, ...]]:
    """Return rows with numbers flush right."""
    widths = [max((len(row[at]) for row in rows), default=0) for at in (1, 2)]
    return [(row[0], row[1].rjust(widths[0]), row[2].rjust(widths[1]), row[3]) for row in rows]


def row(entry: Entry) -> dict[str, object]:
    """Return an entry's fields; a value is text, since it is exact."""
    return {
        "kind": "ledger",
        "file": entry.file,
        "currency": entry.currency,
        "fate": entry.fate,
        "rule": entry.rule,
        "lines": entry.amount.lines,
        "value": str(entry.amount.value),
    }
