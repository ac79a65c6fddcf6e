"""The tables as a workbook: a sheet of notes first, then one table a sheet, then every figure.

Numbers are numbers, in the scale that the header says; labels are in every language of the
briefing, sheet names and notes too. The same briefing gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from tradetally.brief.briefing import Briefing, Column, Table
from tradetally.show import figures_out
from tradetally.show.canvas import em
from tradetally.show.data_tables import Head, head, label
from tradetally.show.extra import needed
from tradetally.show.fonts import FAMILY
from tradetally.show.marks import plain
from tradetally.show.words import Words, words

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_WIDEST = 60
_DEFINITIONS = ("value", "growth", "share", "contribution_pp")
_WARNING = "#B3431E"

Cell = str | Decimal | None


class _Sheets:
    """A workbook under way: its formats, and the names that are taken."""

    def __init__(self, book: Any, spoken: Sequence[Words], *, is_synthetic: bool) -> None:
        self.book = book
        self.spoken = spoken
        self.is_synthetic = is_synthetic
        self.names: set[str] = set()
        base = {"font_name": FAMILY, "font_size": 10, "valign": "top"}
        self.plain = book.add_format(base)
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.head = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
        )
        self.head_number = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom",
             "align": "right"}
        )  # fmt: skip
        self.title = book.add_format({**base, "bold": True, "font_size": 13})
        self.warning = book.add_format({**base, "bold": True, "font_color": _WARNING})
        self._base = base
        self._numbers: dict[int, Any] = {}

    def number(self, places: int) -> Any:
        """Return the format of numbers with so many decimals."""
        if places not in self._numbers:
            shown = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self.book.add_format({**self._base, "num_format": shown})
        return self._numbers[places]

    def both(self, *key: str, **filling: object) -> str:
        """Return a phrase in every language."""
        return joined([one(*key, **filling) for one in self.spoken])

    def sheet(self, name: str) -> Any:
        """Return a new sheet of that name, shortened and made unique; marked where synthetic."""
        bare = _FORBIDDEN.sub(" ", name).strip() or "Sheet"
        taken, at = bare[:_LONGEST_NAME], 1
        while taken.lower() in self.names:
            at += 1
            taken = f"{bare[: _LONGEST_NAME - 3]} {at}"
        self.names.add(taken.lower())
        sheet = self.book.add_worksheet(taken)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if self.is_synthetic:
            sheet.set_tab_color(_WARNING)
            mark = self.both("page", "synthetic_short")
            sheet.set_header(f"&C{mark}")
        return sheet

    def opened(self, sheet: Any, title: str) -> int:
        """Write a sheet's title, and what is synthetic; return the next row."""
        sheet.write_string(0, 0, title, self.title)
        if self.is_synthetic:
            sheet.write_string(1, 0, self.both("page", "synthetic"), self.warning)
            return 3
        return 2


def workbook(briefing: Briefing) -> bytes:
    """Return a briefing's tables as an XLSX file."""
    writer = needed("xlsxwriter", "tables.xlsx")
    spoken = [words(language) for language in briefing.editions]
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with writer.Workbook(out, options) as book:
        day = briefing.release.day or briefing.release.round.last_day
        first = next(iter(briefing.editions))
        mark = spoken[0]("page", "synthetic_short") if briefing.is_synthetic else ""
        title = plain(str(briefing.editions[first].headline))
        book.set_properties({
            "title": f"[{mark}] {title}" if mark else title,
            "comments": mark,
            "created": datetime.combine(day, time()),
        })  # fmt: skip
        sheets = _Sheets(book, spoken, is_synthetic=briefing.is_synthetic)
        _notes(briefing, sheets)
        for table in briefing.tables:
            if table.rows:
                _table(table, sheets)
        _figures(briefing, sheets)
    return out.getvalue()


def joined(names: Sequence[str]) -> str:
    """Return names in several languages as one, each once."""
    return " / ".join(dict.fromkeys(names))


def _notes(briefing: Briefing, sheets: _Sheets) -> None:
    sheet = sheets.sheet(sheets.both("workbook", "notes"))
    sheet.set_column(0, 0, 24, sheets.plain)
    sheet.set_column(1, 1, 110, sheets.plain)
    at = sheets.opened(sheet, joined([plain(str(e.headline)) for e in briefing.editions.values()]))
    for key, value in _noted(briefing, sheets):
        if key:
            sheet.write_string(at, 0, key, sheets.head)
        sheet.write_string(at, 1, value, sheets.wrapped)
        at += 1


def _noted(briefing: Briefing, sheets: _Sheets) -> Iterator[tuple[str, str]]:
    """Yield the notes: what this is, of when and from whom, definitions, caveats."""
    spoken = sheets.spoken
    yield (
        sheets.both("workbook", "what"),
        joined(
            [
                one(
                    "workbook",
                    "what_text",
                    headline=plain(str(briefing.editions[one.language].headline)),
                )
                for one in spoken
            ]
        ),
    )
    yield (
        sheets.both("workbook", "reporter"),
        joined([one.reporter(briefing.reporter) for one in spoken]),
    )
    yield (
        sheets.both("workbook", "period"),
        joined([str(briefing.period), *(one.period(briefing.period) for one in spoken)]),
    )
    yield (
        sheets.both("workbook", "release"),
        joined([one.release(briefing.release) for one in spoken]),
    )
    sources = sorted({
        plain(source)
        for group in (briefing.figures, briefing.tables, briefing.series)
        for one in group
        for source in one.sources
    })  # fmt: skip
    yield from _listed(sheets.both("workbook", "sources"), sources)
    definitions = [one("definition", key) for key in _DEFINITIONS for one in spoken]
    yield from _listed(sheets.both("workbook", "definitions"), definitions)
    caveats = [
        sentence.text
        for edition in briefing.editions.values()
        for section in edition.sections
        if section.name == "caveats"
        for sentence in section.sentences
    ]
    notes = [plain(note) for table in briefing.tables for note in table.notes]
    yield from _listed(sheets.both("workbook", "caveats"), [*caveats, *dict.fromkeys(notes)])


def _listed(key: str, values: Sequence[str]) -> Iterator[tuple[str, str]]:
    for at, value in enumerate(values):
        yield ("" if at else key), value


def _table(table: Table, sheets: _Sheets) -> None:
    """Write a table: a code with its names in every language, then numbers."""
    sheet = sheets.sheet(sheets.both("table", table.name))
    values = list(zip(*table.rows, strict=True))
    columns: list[tuple[str, list[Cell], int | None]] = []
    for column, own in zip(table.columns, values, strict=True):
        columns += _columns(column, own, sheets)
    top = sheets.opened(sheet, sheets.both("table", table.name))
    _grid(sheet, top, columns, sheets)
    foot = top + 1 + len(table.rows) + 1
    sources = ", ".join(map(plain, table.sources)) or sheets.both("page", "none")
    sheet.write_string(foot, 0, f"{sheets.both('page', 'sources')}: {sources}", sheets.plain)


def _columns(
    column: Column, values: Sequence[Cell], sheets: _Sheets
) -> Iterator[tuple[str, list[Cell], int | None]]:
    """Yield (header, values, decimals): two or more for a column of codes, one for numbers."""
    heads: list[Head] = [head(column, values, one) for one in sheets.spoken]
    scale = heads[
        -1
    ].scale  # of English and Chinese, 亿元: 100 million yuan, as the bulletins have it
    if scale is not None:
        named = [head(column, values, one, scale) for one in sheets.spoken]
        numbers = [scale.number(v) if isinstance(v, Decimal) else v for v in values]
        yield "\n".join(dict.fromkeys(one.text for one in named)), numbers, scale.places
        return
    if column.dimension is not None:
        yield sheets.both("column", "code"), list(values), None
    for one, head_ in zip(sheets.spoken, heads, strict=True):
        names: list[Cell] = [label(v, column, one) if isinstance(v, str) else v for v in values]
        yield head_.text, names, None


def _figures(briefing: Briefing, sheets: _Sheets) -> None:
    """Write every figure of the briefing with its interval and where it comes from."""
    rows = figures_out.rows(briefing)
    if not rows:
        return
    sheet = sheets.sheet(sheets.both("workbook", "figures"))
    top = sheets.opened(sheet, sheets.both("page", "figures"))
    keys = [key for key in rows[0] if key not in ("cells", "query")]
    columns: list[tuple[str, list[Cell], int | None]] = []
    for key in keys:
        values = [_cell(one[key]) for one in rows]
        is_number = any(isinstance(value, Decimal) for value in values)
        columns.append((key, values, _places(values) if is_number else None))
    _grid(sheet, top, columns, sheets)


def _cell(value: object) -> Cell:
    """Return a field as a cell: numbers as numbers, everything else as text."""
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return Decimal(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _places(values: Sequence[Cell]) -> int:
    exponents = [
        value.normalize().as_tuple().exponent for value in values if isinstance(value, Decimal)
    ]
    return min(6, max((-e for e in exponents if isinstance(e, int) and e < 0), default=0))


def _grid(
    sheet: Any, top: int, columns: Sequence[tuple[str, list[Cell], int | None]], sheets: _Sheets
) -> None:
    """Write headers and values, freeze the headers, set widths and a filter."""
    rows = max((len(values) for _, values, _ in columns), default=0)
    for at, (name, values, places) in enumerate(columns):
        sheet.write_string(top, at, name, sheets.head if places is None else sheets.head_number)
        shown = [_shown(value, places) for value in values]
        widest = max([em(text) for text in shown] + [em(line) for line in _broken(name)], default=4)
        sheet.set_column(at, at, min(_WIDEST, max(8, widest * 1.75 + 2)))
        for down, value in enumerate(values, start=top + 1):
            if isinstance(value, Decimal):
                sheet.write_number(down, at, float(value), sheets.number(places or 0))
            elif value is not None:
                sheet.write_string(down, at, value, sheets.plain)
    first = next((at for at, (_, _, places) in enumerate(columns) if places is not None), 1)
    sheet.freeze_panes(top + 1, min(first, 3))
    sheet.repeat_rows(top)
    if rows:
        sheet.autofilter(top, 0, top + rows, len(columns) - 1)


def _shown(value: Cell, places: int | None) -> str:
    if isinstance(value, Decimal):
        return f"{value:,.{places or 0}f}"
    return value or ""


def _broken(name: str) -> list[str]:
    """Return a header's lines, long ones halved as a spreadsheet would wrap them."""
    halves = [(line, len(line) // 2 + 4) for line in name.split("\n")]
    return [part for line, at in halves for part in (line[:at], line[at:])]
