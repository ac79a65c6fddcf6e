"""Printing a vintage: its items, sums, ledger, findings and lists, checked and published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tradetally.book import Source as BookSource
from tradetally.book.marginals import COMPILED
from tradetally.book.press import Press
from tradetally.book.vintage import Vintage
from tradetally.engines import Progress, Table, Written
from tradetally.errors import BadInput
from tradetally.records.checks import messages
from tradetally.records.contested import Contested
from tradetally.records.coverage import Covered
from tradetally.records.judging import Judged
from tradetally.records.ledger import COUNTED, EXCLUDED, Amount, Entry, Ledger, entries
from tradetally.records.lists import sources_table
from tradetally.records.parts import parts
from tradetally.records.publish import (
    Rewritten,
    counted,
    kept_count,
    write_items,
    write_sums,
)
from tradetally.records.rates import Rate
from tradetally.records.record import ACTIVE
from tradetally.records.reporting import Reported
from tradetally.records.sources import Source
from tradetally.records.survey import Survey
from tradetally.statements import Tier

Watch = Callable[[str, int], Progress | None]


@dataclass(frozen=True, slots=True)
class Printed:
    """A published vintage, the ledger that it is published with, and the months it wrote."""

    vintage: Vintage
    ledger: Ledger
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """All that a vintage is printed from."""

    plain: Table
    """The lines that count without a look at another line of their item, as items."""
    found: Survey
    judged: Judged
    contested: Contested | None
    findings: Reported
    sources: Sequence[Source]
    layout_of: Mapping[str, str]
    """The layout of each file, by path."""
    withdrawn: Sequence[str]
    """The digests of the files that are read anew."""
    covered: Sequence[Covered]
    rates: Sequence[Rate]
    products: Sequence[Mapping[str, str]]
    released: date | None
    is_synthetic: bool


def print_vintage(press: Press, proof: Proof, watch: Watch) -> Printed:
    """Write the months that a run touches and publish them; return the vintage.

    Raises ``ArithmeticError``, and publishes nothing, where lines or values do not add up.
    """
    found, lines = proof.found, proof.found.lines
    last = found.last_month()
    if last is None:
        raise BadInput(
            "SOURCE",
            expected="lines that are counted",
            seen=f"none: {_excluded(found)}",
            todo="give files with lines of trade that is counted",
        )
    months = _months(press, proof)
    share = Rewritten(proof.plain, proof.contested, parts(found, months), proof.withdrawn)
    written = write_items(press, share, watch("write", lines))
    new = counted(press, written, [one.digest for one in proof.sources])
    _check_items(press, share, written, new)
    ledger = _ledger(proof, new)
    ledger.check()
    write_sums(press, written, months, watch("sum", lines))
    _lists(press, proof, ledger)
    rounds = [last, *([press.last.round] if press.last else [])]
    vintage = Vintage(
        round=max(rounds),
        released=proof.released,
        is_synthetic=proof.is_synthetic or found.is_synthetic or _was_synthetic(press),
        sources=tuple(
            BookSource(one.name, one.digest, Tier.COMPILED, proof.layout_of[str(one.path)])
            for one in proof.sources
        ),
    )
    return Printed(press.publish(vintage), ledger, months)


def _check_items(
    press: Press,
    share: Rewritten,
    written: Sequence[Written],
    new: Mapping[tuple[str, str, str], Amount],
) -> None:
    """Raise where the months do not have what they had, less what gave way, and what is new."""
    lost = 0 if share.contested is None else share.contested.lost
    wanted = kept_count(press, share) - lost + sum(amount.lines for amount in new.values())
    has = sum(file.rows for file in written)
    if has != wanted:
        raise ArithmeticError(
            f"the months that were written should have {wanted} items, and have {has};"
            " nothing was changed"
        )


def _excluded(found: Survey) -> str:
    rules: dict[str, int] = {}
    for span in found.spans:
        rules[span.outside] = rules.get(span.outside, 0) + span.lines
    listed = (f"{lines:,} by {rule}" for rule, lines in rules.items() if rule)
    return f"all are excluded, {', '.join(listed)}" if any(rules) else "no line has a date"


def _was_synthetic(press: Press) -> bool:
    return press.last is not None and press.last.is_synthetic


def _months(press: Press, proof: Proof) -> tuple[int, ...]:
    """Return the months that are written anew."""
    contested = proof.contested
    months = {*proof.found.starts, *(contested.lost_starts if contested else ())}
    if proof.withdrawn:
        items = press.table("items")
        old = items.filter(items["source"].isin(list(proof.withdrawn))).select("start").distinct()
        months |= {row["start"] for row in press.engine.rows(old)}
    return tuple(sorted(months))


def _ledger(proof: Proof, new: Mapping[tuple[str, str, str], Amount]) -> Ledger:
    """Return the ledger: what is counted is what was written, not what should have been."""
    came_in: dict[tuple[str, str], Amount] = {}
    rows = list(proof.judged.rejected)
    for span in proof.found.spans:
        amount = Amount(span.lines, span.value)
        key = (span.file, span.currency)
        came_in[key] = came_in.get(key, Amount()) + amount
        if span.outside:
            rows.append(Entry(*key, EXCLUDED, span.outside, amount))
    if proof.contested is not None:
        rows += [entry for entry in proof.contested.entries if entry.fate != COUNTED]
    path_of = {one.digest: str(one.path) for one in proof.sources}
    for (digest, currency, status), amount in new.items():
        if status == ACTIVE:
            rows.append(Entry(path_of[digest], currency, COUNTED, "", amount))
    return Ledger(came_in, entries(rows))


def _lists(press: Press, proof: Proof, ledger: Ledger) -> None:
    """Hand over the small tables."""
    press.rows("ledger", (_ledger_row(press, proof, one) for one in ledger.entries))
    press.rows("coverage", (one.row() for one in proof.covered))
    press.rows("rates", (_rate_row(one) for one in proof.rates))
    if proof.products and "products" in COMPILED:
        press.rows("products", proof.products, anew=True)
    if proof.findings.table is not None:
        sources = sources_table(press.engine, proof.sources)
        kept = messages.stored(proof.findings.table, sources, press.number)
        press.rows("findings", press.engine.run(kept))


def _ledger_row(press: Press, proof: Proof, one: Entry) -> dict[str, object]:
    source = next(source for source in proof.sources if str(source.path) == one.file)
    return {
        "vintage": press.number,
        "source": source.digest,
        "file": source.name,
        "layout": proof.layout_of[one.file],
        "fate": one.fate,
        "rule": one.rule,
        "currency": one.currency,
        "lines": one.amount.lines,
        "value": one.amount.value,
    }


def _rate_row(one: Rate) -> dict[str, object]:
    return {
        "start": one.start,
        "currency": one.currency,
        "into": one.into,
        "rate": one.rate,
        "source": one.source,
    }
