"""Reporting: the findings of a run as values for the caller and as rows for the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from tradetally.engines import Engine, Table
from tradetally.records import versions
from tradetally.records.checks import CODES, messages
from tradetally.records.checks.duplicates import CONFLICT, DUPLICATE
from tradetally.records.contested import Contested
from tradetally.records.context import Context
from tradetally.records.findings import Finding
from tradetally.records.judging import Judged, findings
from tradetally.records.locate import Key, locate
from tradetally.records.sources import Source

SHOWN = 100_000
"""How many findings come back as values; the book has all of them."""

_PLACE = ("file", "declaration", "number", "amendment")


@dataclass(frozen=True, slots=True)
class Reported:
    """The findings of a run: all as a table (none without any), and the first as values."""

    table: Table | None
    first: tuple[Finding, ...]
    counts: Mapping[str, int]


def reported(
    engine: Engine,
    judged: Judged,
    contested: Contested | None,
    sources: Sequence[Source],
    context: Context,
) -> Reported:
    """Return all findings, each with the row of its line where that can be found."""
    tables = list(findings(judged, context))
    if contested is not None:
        for fate, code in ((versions.DUPLICATE, DUPLICATE), (versions.CONFLICT, CONFLICT)):
            lines = contested.lines
            tables.append(messages.said(lines.filter(lines["fate"] == fate), code, context))
    unused = tuple(
        messages.unused(number, context)
        for number, count in judged.corrected.items()
        if not count and "correction-unused" in context.bits
    )
    if not tables:
        return Reported(None, unused, {"correction-unused": len(unused)} if unused else {})
    every = reduce(lambda one, other: one.union(other), tables)
    table = engine.keep("found", every)
    table = _located(engine, table, sources)
    counts = {
        row["code"]: row["lines"]
        for row in engine.rows(table.group_by("code").aggregate(lines=table.count()))
    }
    if unused:
        counts["correction-unused"] = len(unused)
    names = {str(one.path): one.name for one in sources}
    rows = engine.rows(
        table.order_by("severity", "file", "line", "declaration", "item", "code").limit(SHOWN)
    )
    first = (*(messages.finding(row, names) for row in rows), *unused)
    in_order = {code: counts[code] for code in CODES if code in counts}
    return Reported(table if first != unused else None, first, in_order)


def _located(engine: Engine, table: Table, sources: Sequence[Source]) -> Table:
    """Return findings with their rows in text files."""
    import ibis

    numbers = {name: table[name].fill_null(0) for name in ("item", "version")}
    table = table.mutate(number=numbers["item"], amendment=numbers["version"])
    unknown = table.filter(table["line"].isnull()).select(*_PLACE).distinct()
    wanted: dict[str, list[Key]] = {}
    for row in engine.rows(unknown):
        wanted.setdefault(row["file"], []).append(Key(*(row[name] for name in _PLACE[1:])))
    columns: dict[str, list[object]] = {f"at_{name}": [] for name in (*_PLACE, "time", "line")}
    for path, keys in sorted(wanted.items()):
        for key, lines in locate(Path(path), keys).items():
            for time, line in enumerate(reversed(lines)):
                for name, value in zip(columns, (path, *key, time, line), strict=True):
                    columns[name].append(value)
    table_columns = [name for name in table.columns if name not in ("number", "amendment")]
    if not columns["at_file"]:
        return table.select(*table_columns)
    kinds = ("string", "string", "int32", "int32", "int64", "int64")
    rows = engine.values("located", columns, dict(zip(columns, kinds, strict=True)))
    time = ibis.row_number().over(
        ibis.window(group_by=[*_PLACE, "code", "column"], order_by=["line", "seen", "expected"])
    )
    timed = table.mutate(time=time.cast("int64"))
    same = [timed[name] == rows[f"at_{name}"] for name in (*_PLACE, "time")]
    beside = timed.left_join(rows, same)
    beside = beside.mutate(line=ibis.coalesce(beside["line"], beside["at_line"]))
    return engine.keep("found_located", beside.select(*table_columns))
