"""A mapping file as a format: from its columns to common records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from tradetally.codes import system, units
from tradetally.engines import Engine, Table
from tradetally.errors import BadInput
from tradetally.records.formats.files import Alike, ending_notes, read, together
from tradetally.records.formats.opening import columns_of, is_json
from tradetally.records.formats.spellings import in_our_units, spelled
from tradetally.records.formats.texts import (
    day_of,
    first_day,
    hs_edition,
    joined,
    month_of,
    number,
    number_of,
    scaled,
    text_of,
    unread,
    whole,
)
from tradetally.records.lines import Head, Lines, Options
from tradetally.records.mapping.spec import (
    BY_YEAR,
    FromColumn,
    Spec,
    dimension_of,
    read_spec,
)
from tradetally.records.record import COLUMNS, RAW, RECORD, Column, record

_KNOWN = {column.name: column for column in COLUMNS}
_QUANTITIES = {"quantity": "quantity_unit", "quantity2": "quantity2_unit"}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Mapped:
    """The format that a mapping file describes."""

    spec: Spec
    source: str
    """The mapping file's name, for messages."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The layout's name, as the mapping has it."""
        return self.spec.layout

    def recognise(self, head: Head) -> bool:
        """Whether a file has the columns that the mapping names."""
        return not is_json(head) and not self._missing(self._names(head))

    def lines(self, engine: Engine, files: Sequence[Path], options: Options) -> Lines:
        """Return the lines; raise ``BadInput`` where a file lacks a column that is named."""
        file = self.spec.file
        names = tuple(file.names) or None
        tables = [
            self._records(engine, alike, options)
            for alike in read(
                engine,
                self.NAME,
                files,
                names_of=lambda _: names,
                delimiter=file.delimiter,
                encoding=file.encoding,
                skip=file.skip,
            )
        ]
        editions = self.spec.columns.get("hs_edition")
        constant = editions.constant if editions else None
        return Lines(
            table=together(tables),
            layout=self.NAME,
            is_whole=self.spec.covers.whole,
            partners=tuple(self.spec.covers.partners),
            hs_editions=(str(constant),) if constant not in (None, BY_YEAR) else (),
            notes=ending_notes(files),
        )

    def _names(self, head: Head) -> Sequence[str]:
        return self.spec.file.names or columns_of(head, self.spec.file.skip)

    def _missing(self, columns: Sequence[str]) -> list[str]:
        named = [
            name
            for said in self.spec.columns.values()
            for name in ([said.column] if said.column is not None else said.columns)
        ] + [rule.column for rule in self.spec.outside]
        return [name for name in dict.fromkeys(named) if name not in columns]

    def _records(self, engine: Engine, alike: Alike, options: Options) -> Table:
        given = alike.table
        missing = self._missing(given.columns)
        if missing:
            near = get_close_matches(missing[0], given.columns, n=1, cutoff=0.6)
            raise BadInput(
                alike.files[0].name,
                expected=f"the columns that {self.source} names",
                seen=f"none named {', '.join(missing)}",
                todo=f"did you mean {near[0]}?" if near else "name the file's own columns",
            )
        columns = dict(self.spec.columns)
        if options.flow is not None:
            columns["flow"] = FromColumn(constant=options.flow)
        if options.reporter is not None:
            columns["reporter"] = FromColumn(constant=options.reporter)
        cells = {name: self._cell(given, name, said) for name, said in columns.items()}
        seen = {
            f"{RAW}{name}": unread(self._text(given, said.column), cells[name])
            for name, said in columns.items()
            if said.column is not None and not _KNOWN[name].is_text
        }
        table = given.select("file", "line", **cells, **seen, outside=self._outside(given))
        table = self._in_codes(engine, table, columns)
        return record(table, self._columns(table, columns, seen))

    def _columns(
        self, table: Table, columns: dict[str, FromColumn], seen: dict[str, Table]
    ) -> dict[str, object]:
        """Return the columns of the common record: a quantity without a unit is unknown.

        The line of a year starts in January.
        """
        found: dict[str, object] = {name: table[name] for name in (*columns, *seen)}
        start = month_of(table.date)
        form = columns["date"].form or ""
        if "months" not in columns:
            found["months"] = 1 if "%m" in form else _YEAR
        elif columns["months"].constant == _YEAR:
            start = (start // _YEAR * _YEAR).cast(RECORD["start"])
            found["date"] = first_day(start)
        for quantity, unit in _QUANTITIES.items():
            if quantity in columns and unit in columns:
                found[quantity] = (table[unit] == "").ifelse(None, table[quantity])
        if columns.get("hs_edition") == FromColumn(constant=BY_YEAR):
            found["hs_edition"] = hs_edition(table.date.year())
        return {**found, "start": start, "outside": table.outside}

    def _cell(self, given: Table, name: str, said: FromColumn) -> Table:
        """Return a column of the record, not yet in our codes."""
        import ibis

        of = _KNOWN[name]
        if said.constant is not None:
            return ibis.literal(said.constant, type=of.kind)
        if said.columns:
            return joined(*(self._text(given, column) for column in said.columns))
        if not of.is_text:
            return self._number(given[said.column], said, of)
        text = self._text(given, said.column)
        if said.digits is not None:
            text = (text.length() < said.digits).ifelse(text.lpad(said.digits, "0"), text)
        if said.values:
            rules = [(text == seen, value) for seen, value in said.values.items()]
            text = ibis.cases(*rules, else_=text)
        return text

    def _number(self, column: Table, said: FromColumn, of: Column) -> Table:
        """Return a number or a day."""
        if said.form is not None:
            if column.type().is_temporal():
                return column.cast(of.kind)
            text = text_of(column)
            return day_of(text + "-01", "%Y-%m") if said.form == "%Y" else day_of(text, said.form)
        if not of.kind.startswith("decimal"):
            return whole(column) if column.type().is_string() else column.cast(of.kind)
        file = self.spec.file
        wide = "decimal(18, 6)" if said.scale is not None else of.kind
        if column.type().is_string() and (file.thousands or file.point != "."):
            read_ = number(column, wide, thousands=file.thousands, point=file.point)
        else:
            read_ = number_of(column, wide)
        if said.scale is None:
            return read_
        return scaled(read_, said.factor, of.kind)

    def _text(self, given: Table, column: str | None) -> Table:
        """Return a column as text; codes that are kept as floating numbers without a point."""
        import ibis

        cell = given[column]
        text = text_of(cell.cast("int64") if cell.type().is_floating() else cell).fill_null("")
        empty = self.spec.file.empty
        return text.isin(empty).ifelse(ibis.literal(""), text) if empty else text

    def _in_codes(self, engine: Engine, table: Table, columns: dict[str, FromColumn]) -> Table:
        """Return the table with our codes and units in the place of the source's own."""
        for name, said in columns.items():
            dimension = dimension_of(name)
            if said.codes is not None and dimension is not None:
                table = spelled(engine, table, name, system(dimension, said.codes), as_=name)
        for quantity, unit in _QUANTITIES.items():
            of = columns.get(unit, FromColumn())
            if of.codes is not None and quantity in columns:
                table = in_our_units(engine, table, quantity, unit, units(of.codes))
        return table

    def _outside(self, given: Table) -> Table:
        """Return the rule by which a row is outside the statistics; empty where by none."""
        import ibis

        rules = []
        for rule in self.spec.outside:
            text = self._text(given, rule.column)
            found = text.isin(rule.values) if rule.values else ibis.literal(False)
            for start in rule.starts:
                found = found | text.startswith(start)
            if rule.shorter_than is not None:
                found = found | (text.length() < rule.shorter_than)
            rules.append((found, rule.rule))
        return ibis.cases(*rules, else_="") if rules else ibis.literal("")


def read_mapping(path: Path) -> Mapped:
    """Return the format that a mapping file describes; raise ``BadInput`` for a wrong one."""
    return Mapped(read_spec(path), path.name)
