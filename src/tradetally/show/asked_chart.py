"""A chart beside a reply: a list ranked, what parts added, or a number over the years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from tradetally.errors import BadInput
from tradetally.figures.assertion import usual_said_unit
from tradetally.intervals import decimal_of

if TYPE_CHECKING:
    from tradetally.ask import Reply, Row
    from tradetally.brief.briefing import Point, Series
    from tradetally.tally.answer import Answer

_KINDS = {"which": "ranking", "drivers": "contribution", "value": "monthly"}
_MOST = 10
_FEWEST = 2


def write_chart(reply: Reply, path: Path) -> Path | None:
    """Write the chart that helps a reply, as SVG; return its path, or none where none helps."""
    if path.suffix.lower() != ".svg":
        raise BadInput(
            "--chart", expected="a file that ends in .svg", seen=str(path), todo="name one"
        )
    series = _series(reply)
    if series is None:
        return None
    from tradetally.brief.briefing import Briefing
    from tradetally.show.charts import charts

    first = reply.rows[0].answer.figure
    drawn = charts(
        Briefing(
            reporter=first.cell.reporter,
            period=first.period,
            release=series.release,
            is_synthetic=reply.is_synthetic,
            editions={},
            figures=(),
            series=(series,),
        ),
        reply.language,
    )
    if not drawn:
        return None
    path.write_text(drawn[0].svg, encoding="utf-8")
    return path


def _series(reply: Reply) -> Series | None:
    """Return what is drawn of a reply's rows; none where it has too few."""
    from tradetally.brief.briefing import Series

    kind = _KINDS.get(reply.kind)
    if kind is None or len(reply.rows) < _FEWEST:
        return None
    dimension = reply.rows[0].dimension
    rows = [row for row in reply.rows if row.dimension == dimension]
    rows = rows if kind == "monthly" else rows[:_MOST]
    because = [said for row in rows for said in row.answer.evidence.because]
    releases = [said.release for said in because if said.release is not None]
    if not releases:
        return None
    release = max(releases, key=lambda one: one.round)
    sources = tuple(sorted({said.place.document for said in because}))
    return Series("asked", kind, tuple(_points(rows)), sources, release)


def _points(rows: list[Row]) -> Iterator[Point]:
    from tradetally.brief.briefing import Point

    for row in rows:
        figure = row.answer.figure
        unit = usual_said_unit(figure) or ""
        yield Point(row.code, figure.period, figure, _value(row.answer), unit, row.dimension)


def _value(answer: Answer) -> Decimal:
    """Return where a bar ends: a published number itself, else the middle of what it may be."""
    return decimal_of(answer.evidence.interval.middle or Fraction(0))
