"""A sample's lines, summed by an engine in the plainest way: what compiling must find in them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import ibis

from tradetally import codes
from tradetally.cells import Cell, Flow, Measure
from tradetally.codes.harmonized import runs
from tradetally.engines.duckdb import DuckDB
from tradetally.engines.portable import decimal_of, product
from tradetally.sample import facts
from tradetally.sample.goods import definitions
from tradetally.sample.report import Held, hold

_DIMENSIONS = ("start", "flow", "partner", "commodity", "region", "ownership")


class CompiledSample:
    """The net lines of a sample: highest versions, without what was cancelled, in yuan."""

    def __init__(self, folder: Path) -> None:
        self.engine = DuckDB()
        files = sorted(str(path) for path in (folder / "declarations").glob("*.parquet"))
        self.lines = self.engine.parquet("lines", files)
        net = self.engine.keep("net", _net(self.lines, self._rates(folder)))
        self.net = net
        dimensions = [net[name] for name in _DIMENSIONS]
        sums = {"yuan": net["yuan"].sum(), "quantity": net["quantity"].sum()}
        self.cube = self.engine.keep("cube", net.group_by(dimensions).aggregate(**sums))

    def _rates(self, folder: Path) -> Any:
        table = self.engine.csv("rates", [str(folder / "rates.csv")])
        table = table.filter(table["to"] == "CNY")
        month = table["month"].split("-")
        start = month[0].cast("int32") * 12 + month[1].cast("int32") - 1
        return table.select(
            rate_start=start, rate_currency=table["from"], rate=decimal_of(table["rate"], 18, 6)
        )

    def held(self) -> list[Held]:
        """Return every target beside what the lines give."""
        return hold(facts.targets(), self.sum, self.partners)

    def missed(self, *, enterprises: bool) -> list[str]:
        """Return the targets that the lines do not meet, those of enterprises on request."""
        return [
            f"{one.target.place.text}: {one.value}"
            for one in self.held()
            if not one.is_met
            and (enterprises or one.target.figure.cell.measure is not Measure.ENTERPRISES)
        ]

    def sum(self, cell: Cell) -> Fraction:
        """Return a cell's level: yuan, tonnes or enterprises."""
        if cell.measure is Measure.ENTERPRISES:
            found = self.net.filter(_conditions(self.net, cell))["enterprise"].nunique()
        else:
            column = "quantity" if cell.measure is Measure.VOLUME else "yuan"
            found = self.cube.filter(_conditions(self.cube, cell))[column].sum()
        return Fraction(self.engine.rows(found.name("level").as_table())[0]["level"] or 0)

    def partners(self, cell: Cell) -> tuple[int, int]:
        """Return how many partners there are, and with how many trade grew."""
        both = (cell, cell.at(cell.period.year_earlier()))
        now, before = (self._by_partner(one) for one in both)
        return len(now), sum(now[code] > before.get(code, now[code]) for code in now)

    def _by_partner(self, cell: Cell) -> dict[str, Any]:
        inside = self.cube.filter(_conditions(self.cube, cell))
        rows = self.engine.rows(inside.group_by("partner").aggregate(yuan=inside["yuan"].sum()))
        return {row["partner"]: row["yuan"] for row in rows}


def _net(lines: Any, rates: Any) -> Any:
    newest = ibis.window(group_by=["declaration", "item"], order_by=[ibis.desc("version")])
    lines = lines.mutate(place=ibis.row_number().over(newest))
    lines = lines.filter(lines["place"] == 0, lines["status"] == "active")
    by_month = [lines["start"] == rates["rate_start"], lines["currency"] == rates["rate_currency"]]
    joined = lines.left_join(rates, by_month)
    rate = joined["rate"].fill_null(ibis.literal(1).cast("decimal(18,6)"))
    return joined.mutate(yuan=product(joined["value"], rate))


def _conditions(table: Any, cell: Cell) -> list[Any]:
    found = [table["start"] >= cell.period.start, table["start"] < cell.period.stop]
    if cell.flow is not Flow.TOTAL:
        found.append(table["flow"] == cell.flow.value)
    for dimension, code in cell.slice.codes():
        if dimension == "product":
            found.append(_within(table["commodity"].rpad(10, "0"), code))
        else:
            found.append(table[dimension].isin(sorted(_below(dimension, code))))
    return found


def _within(commodity: Any, product: str) -> Any:
    definition = next(one.definition for one in definitions() if one.product == product)
    return ibis.or_(*(commodity.between(first, last) for first, last in runs(definition)))


def _below(dimension: str, code: str) -> set[str]:
    wanted = {code, *codes.members(code, facts.ROUND)}
    return wanted | {
        one for one in codes.codes(dimension) if wanted & set(codes.ancestors(dimension, one))
    }
