"""The online query of China's customs, as CSV: commodity × partner × regime (× province) by month.

The header is in English or Chinese, with or without quotes and with or without a comma at the
end of every line; files without one have the English columns in their order. Values are US
dollars (or yuan) with thousands commas, ``—`` and ``-`` stand for no unit. A query tells neither
its flow nor its month in the file: the flow is the first letter of the name (``e502201901``:
exports, partner 502, January 2019) or comes from ``--flow``.

A query is an extract: of the partners that it was asked for. Where a unit is the kilogram, its
quantity is the net mass. A line has no number: its key is month, flow, partner, commodity, regime
and province, so that a line that comes twice is found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tradetally.codes import system, units
from tradetally.engines import Engine, Table
from tradetally.errors import BadInput, BadPeriod
from tradetally.periods import Period
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of, is_json, rows_of
from tradetally.records.formats.spellings import in_our_units, spelled
from tradetally.records.formats.texts import (
    first_day,
    hs_edition,
    joined,
    month_start,
    number,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.record import AMOUNT, MONEY, record

NAME = "gacc_query"
DESCRIPTION = "CSV of the customs online query, with Date of data, Commodity code, US dollar"
COLUMNS = ("Date of data", "Trading partner code", "Commodity code", "US dollar")

_NAMES = {
    "date": ("dateofdata", "数据年月"),
    "partner": ("tradingpartnercode", "贸易伙伴编码"),
    "partner_name": ("tradingpartner", "贸易伙伴名称"),
    "commodity": ("commoditycode", "商品编码"),
    "commodity_name": ("commodity", "商品名称"),
    "regime": ("customsregimecode", "贸易方式编码"),
    "regime_name": ("customsregime", "贸易方式名称"),
    "region": ("registeredplacecode", "registrationplacecode", "注册地编码"),
    "region_name": ("registeredplace", "registrationplace", "注册地名称"),
    "quantity": ("quantity", "第一数量"),
    "unit": ("unit", "第一计量单位"),
    "quantity2": ("supplimentaryquantity", "supplementaryquantity", "第二数量"),
    "unit2": ("supplimentaryunit", "supplementaryunit", "第二计量单位"),
    "USD": ("usdollar", "美元"),
    "CNY": ("rmb", "rmbyuan", "yuan", "人民币"),
}
_FIELD = {spelling: field for field, spellings in _NAMES.items() for spelling in spellings}
_BARE = ("date", "partner", "partner_name", "commodity", "commodity_name", "regime",
         "regime_name", "quantity", "unit", "quantity2", "unit2", "USD")  # fmt: skip
"""The columns of a file that has no header."""
_BARE_ROW = {
    0: re.compile(r"(19|20)\d{2}(0[1-9]|1[0-2])"),
    1: re.compile(r"\d{3}"),
    3: re.compile(r"\d{8}"),
    5: re.compile(r"\d{2}"),
    11: re.compile(r"[\d,]+(\.\d+)?"),
}
_FILE = re.compile(
    r"(?P<flow>[ei])(?P<partner>\d{3})(?P<year>(?:19|20)\d{2})(?P<month>\d{1,2})", re.I
)
_FLOWS = {"e": "exports", "i": "imports"}
_WORDS = {
    "exports": re.compile(r"(?<![a-z])exports?(?![a-z])|(?<!进)出口", re.IGNORECASE),
    "imports": re.compile(r"(?<![a-z])imports?(?![a-z])|进口(?!出口)", re.IGNORECASE),
}
_NOTHING = ("—", "-", "－", "--")


def recognise(head: Head) -> bool:
    """Whether it is a CSV file with the query's columns, or rows of them without a header."""
    if head.is_parquet or is_json(head):
        return False
    fields = _fields(columns_of(head))
    has_header = {"date", "partner", "commodity"} <= set(fields) and _currency(fields) is not None
    return has_header or _is_bare(head)


def lines(engine: Engine, files: Sequence[Path], options: Options) -> Lines:
    """Return the lines; raise ``BadInput`` where neither name nor option tells the flow."""
    flows = {str(file): _flow(file, options) for file in files}
    names_of = {True: _BARE, False: None}
    alike = read(engine, NAME, files, names_of=lambda head: names_of[_is_bare(head)])
    tables = [_records(engine, one, flows) for one in alike]
    periods = {str(file): period for file in files if (period := _period(file)) is not None}
    return Lines(
        table=together(tables),
        layout=NAME,
        is_whole=False,
        partners=_partners(files),
        periods=periods,
        notes=ending_notes(files),
    )


def _records(engine: Engine, alike: Alike, flows: Mapping[str, str]) -> Table:
    import ibis

    given = alike.table
    fields = _fields(given.columns)
    currency = _currency(fields) or "USD"
    cells = {field: given[column].strip() for column, field in _chosen(given.columns).items()}
    empty = ibis.literal("")
    for field in _NAMES:
        cells.setdefault(field, empty)
    table = given.select("file", "line", **cells)
    table = table.mutate(
        flow=_of_file(table.file, {str(file): flows[str(file)] for file in alike.files}),
        amount=number(table.quantity, AMOUNT),
        amount2=number(table.quantity2, AMOUNT),
        quantity=_said(table.quantity),
        quantity2=_said(table.quantity2),
        unit=_said(table.unit),
        unit2=_said(table.unit2),
        start=_start(table.date),
    )
    table = in_our_units(engine, table, "amount", "unit", units("customs"))
    table = in_our_units(engine, table, "amount2", "unit2", units("customs"))
    for field in ("partner", "regime", "region"):
        table = spelled(engine, table, field, system(field, "customs"), as_=f"our_{field}")
    return record(table, _columns(table, currency))


def _columns(table: Table, currency: str) -> dict[str, object]:
    """Return the columns of the common record."""
    import ibis

    key = joined(table.date, table.flow, table.partner, table.commodity, table.regime, table.region)
    mass = ibis.cases((table.unit == "kg", table.amount), (table.unit2 == "kg", table.amount2))
    value = number(table[currency], MONEY)
    return {
        "declaration": key,
        "date": first_day(table.start),
        "start": table.start,
        "months": (table.date.length() == 4).ifelse(12, 1),
        "reporter": "CN",
        "flow": table.flow,
        "commodity": table.commodity,
        "hs_edition": hs_edition(table.start // 12),
        "partner": table.our_partner,
        "region": table.our_region,
        "regime": table.our_regime,
        "quantity": (table.unit == "").ifelse(None, table.amount),
        "quantity_unit": table.unit,
        "quantity2": (table.unit2 == "").ifelse(None, table.amount2),
        "quantity2_unit": table.unit2,
        "net_mass_kg": mass,
        "value": value,
        "currency": currency,
        "raw_date": unread(table.date, table.start),
        "raw_quantity": unread(table.quantity, table.amount),
        "raw_quantity2": unread(table.quantity2, table.amount2),
        "raw_value": unread(table[currency], value),
    }


def _said(text: Table) -> Table:
    return text.isin(_NOTHING).ifelse("", text)


def _start(date: Table) -> Table:
    """Return the first month of ``201901``, or of a year ``2019``."""
    import ibis

    year = whole(date.substr(0, 4))
    month = (date.length() == 4).ifelse(1, whole(date.substr(4, 2)))
    return ibis.cases((date.length().isin([4, 6]), month_start(year, month)))


def _of_file(file: Table, values: Mapping[str, str]) -> Table:
    """Return what the file of a line has; few values, so no join."""
    import ibis

    if len(set(values.values())) == 1:
        return ibis.literal(next(iter(values.values())))
    exports = [name for name, flow in values.items() if flow == "exports"]
    return file.isin(exports).ifelse("exports", "imports")


def _chosen(columns: Sequence[str]) -> dict[str, str]:
    """Return column → field, the first column that spells it."""
    found: dict[str, str] = {}
    for column in columns:
        field = column if column in _NAMES else _FIELD.get(_plain(column))
        if field is not None and field not in found.values():
            found[column] = field
    return found


def _fields(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(_chosen(columns).values())


def _plain(column: str) -> str:
    return re.sub(r"[\s_]+", "", column).lower()


def _currency(fields: Sequence[str]) -> str | None:
    return next((one for one in ("USD", "CNY") if one in fields), None)


def _is_bare(head: Head) -> bool:
    row = [cell.strip() for cell in next(rows_of(head), [])]
    return len(row) in (len(_BARE), len(_BARE) + 1) and all(
        pattern.fullmatch(row[at]) for at, pattern in _BARE_ROW.items()
    )


def _flow(file: Path, options: Options) -> str:
    if options.flow is not None:
        return options.flow
    match = _FILE.fullmatch(file.stem)
    if match:
        return _FLOWS[match["flow"].lower()]
    said = [flow for flow, word in _WORDS.items() if word.search(file.stem)]
    if len(said) == 1:
        return said[0]
    raise BadInput(
        file.name,
        expected="a flow in the file's name (e502201901.csv: exports, partner 502, January 2019)",
        seen="neither exports nor imports",
        todo="give --flow exports or --flow imports",
    )


def _period(file: Path) -> Period | None:
    match = _FILE.fullmatch(file.stem)
    if match is None:
        return None
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise BadPeriod(
            file.name,
            expected="a month from 1 to 12 at the end of the file's name",
            seen=match["month"],
            todo="rename the file",
        )
    return Period.month(int(match["year"]), month)


def _partners(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the partners that the names say, if all of them say one."""
    matches = [_FILE.fullmatch(file.stem) for file in files]
    known = system("partner", "customs")
    codes = [known.get(match["partner"], match["partner"]) for match in matches if match]
    return tuple(dict.fromkeys(codes)) if len(codes) == len(matches) else ()
