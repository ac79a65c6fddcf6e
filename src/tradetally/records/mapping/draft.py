"""Drafting a mapping: a TOML file that reads a source, but for what only its user knows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tradetally.records.formats import outside
from tradetally.records.formats.opening import delimiter_of, open_head
from tradetally.records.mapping.details import details, quoted
from tradetally.records.mapping.guesses import Guess, guesses
from tradetally.records.mapping.sample import WORLD, Seen, look
from tradetally.records.mapping.spec import BLANK, BY_YEAR
from tradetally.records.record import COLUMNS

_ORDER = tuple(column.name for column in COLUMNS)
_NUMBERS = ("value", "quantity", "quantity2", "net_mass_kg", "gross_mass_kg", "unit_price")
_KEY = ("date", "reporter", "flow", "partner", "commodity", "consignment", "region", "office",
        "regime", "ownership", "route")  # fmt: skip
_CURRENCIES = {"usd": "USD", "us dollar": "USD", "美元": "USD", "cny": "CNY", "rmb": "CNY",
               "人民币": "CNY", "eur": "EUR", "euro": "EUR", "krw": "KRW", "won": "KRW",
               "jpy": "JPY", "gbp": "GBP"}  # fmt: skip
_EDITION = re.compile(r"(?<![A-Za-z0-9])HS(\d{2})(?!\d)")
_TO_DATE = re.compile(r"\b(yr|ytd|year to date)\b|累计")


def suggest(path: Path) -> str:
    """Return a mapping for a CSV or Parquet file, drafted from its names and first rows.

    It is TOML; each line has its reason above it. ``FILL IN`` stands for what the file does not
    tell, and is refused until it is replaced. Raises ``BadInput`` for a file that holds no table.
    """
    columns = look(path)
    found = guesses(columns)
    rows = max((len(seen.values) for seen in columns), default=0)
    parts = [
        f"# How {path.name} is read, drafted from its names and {rows:,} rows.",
        f'# Replace every "{BLANK}"; look over the rest. docs/formats.md describes the file.',
        "",
        "# the name of the layout: lines are known by it and their declaration",
        f"layout = {quoted(_layout(path))}",
        "",
        *_file(path, columns, found),
        "[covers]",
        "# true: all trade of the months that the files have; false: only some partners'",
        f"whole = {quoted(BLANK)}",
        "",
        "[columns]",
        *_columns(path, columns, found),
        *_outside(found),
        *_unused(columns, found),
    ]
    return "\n".join(parts) + "\n"


def _layout(path: Path) -> str:
    slug = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")
    return slug if slug[:1].isalpha() else f"source_{slug}".rstrip("_")


def _file(path: Path, columns: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    head = open_head(path)
    said = []
    if not head.is_parquet and delimiter_of(head) != ",":
        said.append(f"delimiter = {quoted(delimiter_of(head))}")
    numbers = [guess.seen for name, guess in found.items() if name in _NUMBERS]
    texts = [text for seen in numbers if seen.is_text for text in seen.distinct]
    if any(re.search(r",\d{1,2}$|\.\d{3},", text) for text in texts):
        said += ['point = ","', 'thousands = "."']
    elif any("," in text for text in texts):
        said.append('thousands = ","')
    empties = sorted({one for guess in found.values() for one in guess.seen.empties})
    if empties:
        said.append(f"empty = {json.dumps(empties, ensure_ascii=False)}")
    if said:
        yield from ("[file]", *said, "")


def _columns(path: Path, columns: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    for name in _ORDER:
        if name in found:
            yield f"# {found[name].why}"
            yield from _from_column(name, found[name], columns)
        elif name in _UNKNOWN:
            yield from _UNKNOWN[name](path, columns, found)


def _from_column(name: str, guess: Guess, columns: Sequence[Seen]) -> Iterator[str]:
    """Yield the line of a column of the record that a column of the source is."""
    notes, parts = details(name, guess.seen, columns)
    yield from (f"# {note}" for note in notes)
    yield f"{name} = {{ {', '.join((f'column = {quoted(guess.seen.name)}', *parts))} }}"


def _declaration(_: Path, columns: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    used = [found[name].seen.name for name in _KEY if name in found]
    yield "# no column numbers the lines: what names one is joined (columns that divide it further"
    yield "# belong here too)"
    listed = json.dumps(used or [columns[0].name], ensure_ascii=False)
    yield f"declaration = {{ columns = {listed} }}"


def _months(_: Path, __: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    date, value = found.get("date"), found.get("value")
    if date is None or value is None or date.seen.form is None or "%m" not in date.seen.form:
        return
    is_december = all(_month(one, date.seen.form) == 12 for one in date.seen.distinct)
    if is_december and _TO_DATE.search(value.seen.plain):
        yield "# values of a whole year, stamped December"
        yield "months = { is = 12 }"


def _edition(path: Path, _: Sequence[Seen], __: Mapping[str, Guess]) -> Iterator[str]:
    match = _EDITION.search(path.stem.replace("_", " "))
    if match:
        century = "19" if int(match[1]) >= 88 else "20"
        yield "# by the file's name"
        yield f'hs_edition = {{ is = "HS{century}{match[1]}" }}'
    else:
        yield "# the edition that was in force in the line's year; or name one: HS2017"
        yield f"hs_edition = {{ is = {quoted(BY_YEAR)} }}"


def _flow(_: Path, columns: Sequence[Seen], __: Mapping[str, Guess]) -> Iterator[str]:
    named = " ".join(seen.plain for seen in columns)
    imports, exports = "import" in named or "进口" in named, "export" in named or "出口" in named
    if imports != exports:
        flow = "imports" if imports else "exports"
        yield f"# no column tells it, but names of columns speak of {flow}"
        yield f"flow = {{ is = {quoted(flow)} }}"
    else:
        yield "# exports or imports"
        yield f"flow = {{ is = {quoted(BLANK)} }}"


def _currency(_: Path, __: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    value = found.get("value")
    named = value.seen.plain if value else ""
    known = next((code for word, code in _CURRENCIES.items() if word in named), None)
    if known:
        yield "# by the name of the value's column"
    else:
        yield "# the ISO 4217 code, such as USD; and look whether the value is in thousands of it"
    yield f"currency = {{ is = {quoted(known or BLANK)} }}"


def _blank(name: str, what: str) -> Any:
    def lines(_: Path, columns: Sequence[Seen], __: Mapping[str, Guess]) -> Iterator[str]:
        yield f"# {what}; the file has {', '.join(seen.name for seen in columns)}"
        yield f"{name} = {{ column = {quoted(BLANK)} }}"

    return lines


def _reporter(_: Path, __: Sequence[Seen], ___: Mapping[str, Guess]) -> Iterator[str]:
    yield "# whose trade it is: an ISO 3166 code, such as CN"
    yield f"reporter = {{ is = {quoted(BLANK)} }}"


def _date(_: Path, columns: Sequence[Seen], __: Mapping[str, Guess]) -> Iterator[str]:
    yield f"# no column is a date; the file has {', '.join(seen.name for seen in columns)}"
    yield f'date = {{ column = {quoted(BLANK)}, form = "%Y-%m-%d" }}'


_UNKNOWN: Mapping[str, Any] = {
    "declaration": _declaration,
    "date": _date,
    "months": _months,
    "reporter": _reporter,
    "flow": _flow,
    "commodity": _blank("commodity", "the Harmonized System code"),
    "hs_edition": _edition,
    "partner": _blank("partner", "the country of origin or destination"),
    "value": _blank("value", "the statistical value"),
    "currency": _currency,
}


def _outside(found: Mapping[str, Guess]) -> Iterator[str]:
    """Yield the rules for rows that are sums over other rows."""
    partner, commodity = found.get("partner"), found.get("commodity")
    if partner is not None:
        seen = partner.seen
        world = sorted(seen.distinct & WORLD)
        starts = ["0"] if "census" in seen.countries else []
        if world or starts:
            yield from ("", "[[outside]]", "# sums over partners")
            yield f"rule = {quoted(outside.PARTNERS)}"
            yield f"column = {quoted(seen.name)}"
            yield f"values = {json.dumps(world)}"
            yield f"starts = {json.dumps(starts)}"
    if commodity is not None:
        lengths = {len(one) for one in commodity.seen.distinct}
        if lengths & {2, 4} or "TOTAL" in commodity.seen.distinct:
            yield from ("", "[[outside]]", "# chapters, headings and totals")
            yield f"rule = {quoted(outside.COMMODITIES)}"
            yield f"column = {quoted(commodity.seen.name)}"
            yield "shorter_than = 6"


def _unused(columns: Sequence[Seen], found: Mapping[str, Guess]) -> Iterator[str]:
    used = {guess.seen.name for guess in found.values()}
    left = [seen.name for seen in columns if seen.name not in used]
    if left:
        yield from ("", f"# not used: {', '.join(left)}")


def _month(text: str, form: str) -> int:
    return datetime.strptime(text[:10], form).month  # what is behind a day is its hour
