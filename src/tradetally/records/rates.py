"""Exchange rates: one a month, from a file, kept in the book.

A CSV file with the columns ``month`` (``2025-01``), ``from``, ``to`` and ``rate``: how many units
of ``to`` one unit of ``from`` is, as an exact decimal. A value is converted by the rate of its
month: the one that is given; else the reciprocal of the one given the other way; else by way of
the reporter's currency. What is derived is rounded once, to ten decimals.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from pathlib import Path

from tradetally.codes import is_currency, nearest
from tradetally.errors import BadInput, BadPeriod
from tradetally.periods import Period

COLUMNS = ("month", "from", "to", "rate")
_PLACES = Decimal("1e-10")
_GIVEN = 8
"""How many decimals the book keeps of a rate."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many units of ``into`` one unit of ``currency`` is in a month (since year 0)."""

    start: int
    currency: str
    into: str
    rate: Decimal
    source: str = ""


def read_rates(path: Path) -> tuple[Rate, ...]:
    """Return the rates in a file; raise ``BadInput`` with the line that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_rates(csv.DictReader(file), path))
    except UnicodeDecodeError as error:
        raise BadInput(
            "--rates", expected="UTF-8 text", seen=f"{path}: {error}", todo="save it as UTF-8"
        ) from error
    except OSError as error:
        raise BadInput(
            "--rates",
            expected="a CSV file that can be read",
            seen=f"{path}: {error.strerror or error}",
            todo="see that the path is right",
        ) from error


def _rates(rows: csv.DictReader[str], path: Path) -> Iterator[Rate]:
    if rows.fieldnames is None or not set(COLUMNS) <= set(rows.fieldnames):
        raise BadInput(
            str(path),
            expected="the columns month,from,to,rate",
            seen=",".join(rows.fieldnames or ()) or "nothing",
            todo="write that line first",
        )
    known: dict[tuple[int, str, str], Decimal] = {}
    for row in rows:
        rate = _rate(row, f"{path}, line {rows.line_num}")
        key = (rate.start, rate.currency, rate.into)
        if known.setdefault(key, rate.rate) != rate.rate:
            raise BadInput(
                f"{path}, line {rows.line_num}",
                expected=f"one rate from {rate.currency} to {rate.into} in {row['month']}",
                seen=f"{known[key]} before and {rate.rate} here",
                todo="leave one of them out",
            )
        yield Rate(rate.start, rate.currency, rate.into, rate.rate, path.name)


def _rate(row: Mapping[str, str | None], place: str) -> Rate:
    said = {name: (row[name] or "").strip() for name in COLUMNS}
    try:
        month = Period.parse(said["month"])
    except BadPeriod as bad:
        raise BadPeriod(place, expected="a month", seen=bad.seen, todo="write 2025-01") from None
    for name in ("from", "to"):
        if not is_currency(said[name]):
            raise BadInput(
                place,
                expected="a currency (ISO 4217)",
                seen=repr(said[name]),
                todo=_near(said[name]),
            )
    try:
        rate = Decimal(said["rate"])
        is_fit = rate > 0 and rate < 10**8 and -int(rate.as_tuple().exponent) <= _GIVEN
    except (InvalidOperation, ValueError):
        is_fit = False
    if not is_fit or month.months != 1 or said["from"] == said["to"]:
        raise BadInput(
            place,
            expected="a month, two currencies and a rate above 0 of at most 8 decimals",
            seen=",".join(said.values()),
            todo="mend that line",
        )
    return Rate(month.start, said["from"], said["to"], rate)


def _near(code: str) -> str:
    near = [one for one in nearest("partner", code) if is_currency(one)]
    return f"did you mean {near[0]}?" if near else "write it like USD"


@dataclass(frozen=True, slots=True)
class Effective:
    """By what a month's values in a currency are multiplied: into the reporter's and into USD."""

    start: int
    currency: str
    national: Decimal | None
    usd: Decimal | None


def effective(rates: Iterable[Rate], national: str, usd: str = "USD") -> tuple[Effective, ...]:
    """Return the factors of every month and currency, for a reporter with this currency.

    >>> month = Period.parse("2025-01").start
    >>> given = [Rate(month, "USD", "CNY", Decimal("7.2")), Rate(month, "EUR", "CNY", Decimal(9))]
    >>> [(one.currency, str(one.national), str(one.usd)) for one in effective(given, "CNY")]
    [('CNY', '1', '0.1388888889'), ('EUR', '9', '1.2500000000'), ('USD', '7.2', '1')]
    """
    by_month: dict[int, dict[tuple[str, str], Decimal]] = {}
    for one in rates:
        by_month.setdefault(one.start, {})[one.currency, one.into] = one.rate
    found = []
    for start, given in sorted(by_month.items()):
        for currency in sorted({code for pair in given for code in pair}):
            factors = (_factor(given, currency, into, national) for into in (national, usd))
            found.append(Effective(start, currency, *factors))
    return tuple(found)


def _factor(
    given: Mapping[tuple[str, str], Decimal], currency: str, into: str, via: str
) -> Decimal | None:
    direct = _direct(given, currency, into)
    if direct is not None:
        return direct if direct == 1 or (currency, into) in given else _rounded(direct)
    first, second = _direct(given, currency, via), _direct(given, via, into)
    if first is None or second is None:
        return None
    if (into, via) in given:
        with localcontext(prec=50):
            return _rounded(first / given[into, via])
    return _rounded(first * second)


def _direct(given: Mapping[tuple[str, str], Decimal], currency: str, into: str) -> Decimal | None:
    if currency == into:
        return Decimal(1)
    if (currency, into) in given:
        return given[currency, into]
    if (into, currency) in given:
        with localcontext(prec=50):
            return 1 / given[into, currency]
    return None


def _rounded(rate: Decimal) -> Decimal:
    with localcontext(prec=50):
        return rate.quantize(_PLACES, ROUND_HALF_UP)


def merged(kept: Iterable[Rate], given: Iterable[Rate]) -> tuple[Rate, ...]:
    """Return the rates that are not kept already; raise ``BadInput`` where a rate would change.

    Values were compiled with the rates that are kept, so those do not change in silence.
    """
    known = {(one.start, one.currency, one.into): one for one in kept}
    fresh = []
    for one in given:
        before = known.get((one.start, one.currency, one.into))
        if before is None:
            fresh.append(one)
        elif before.rate != one.rate:
            raise BadInput(
                "--rates",
                expected=f"{one.currency} to {one.into} in {Period(one.start, 1)} at"
                f" {before.rate.normalize():f}, as the book has it",
                seen=f"{one.rate.normalize():f} in {one.source}",
                todo="compile a new book with the new rates, or give the rate that it was",
            )
    return tuple(fresh)
