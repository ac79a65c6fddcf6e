"""A page: HTML → a sheet, with the page's title and the day that it was published.

Merged cells are written out, so that a heading over three columns stands over each of them. A
table of figures has a row with two numbers; other tables only lay out links. A page with several
gives its longest, one without any a message that says so.
"""

from __future__ import annotations

import re
from datetime import date

from lxml import etree, html

from tradetally.errors import BadInput
from tradetally.tables.numbers import parse_number
from tradetally.tables.sheet import Row, Sheet

_DAY = re.compile(r"\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")


def read_page(document: str, text: str) -> Sheet:
    """Return the longest table of a page; raise ``BadInput`` where it holds none."""
    try:
        tree = html.document_fromstring(_without_declaration(text))
    except etree.ParserError:
        raise _no_table(document, None) from None
    for br in tree.iter("br"):
        br.tail = f" {br.tail or ''}"
    title = _words(tree.find(".//title"))
    innermost = [table for table in tree.iter("table") if table.find(".//table") is None]
    tables = [rows for table in innermost if _has_figures(rows := _rows(table))]
    if not tables:
        raise _no_table(document, title)
    rows = max(tables, key=len)
    return Sheet(document, "html", rows, title, _published(tree))


def _no_table(document: str, title: str | None) -> BadInput:
    return BadInput(
        document,
        expected="a page with a table of figures",
        seen=f"a page that holds no table{f', titled {title!r}' if title else ''}",
        todo="save the page of the table itself; figures in a picture go into a CSV of the tidy"
        " layout (figure,value,unit)",
    )


def _without_declaration(text: str) -> str:
    """Drop ``<?xml … encoding=…?>``: the text is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _rows(table: html.HtmlElement) -> tuple[Row, ...]:
    rows = []
    for tr in table.iter("tr"):
        cells: list[str] = []
        for cell in tr.iterchildren("td", "th"):
            cells += [_words(cell) or ""] * _span(cell)
        if any(cells):
            rows.append(Row(tr.sourceline or 0, tuple(cells)))
    return tuple(rows)


def _has_figures(rows: tuple[Row, ...]) -> bool:
    return any(sum(parse_number(cell) is not None for cell in row.cells) >= 2 for row in rows)


def _span(cell: html.HtmlElement) -> int:
    span = cell.get("colspan", "1").strip()
    return min(int(span), 100) if span.isdecimal() and int(span) else 1


def _words(element: html.HtmlElement | None) -> str | None:
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split())


def _published(tree: html.HtmlElement) -> date | None:
    for element in tree.iter("div", "span", "p", "td", "time"):
        if element.tag != "time" and "date" not in element.get("class", ""):
            continue
        match = _DAY.fullmatch(_words(element) or "")
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
