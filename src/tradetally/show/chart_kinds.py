"""What each kind of series looks like: its title, its plots, and what it shows in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradetally.cells import Cell
from tradetally.figures.indicator import target_cell
from tradetally.languages.subjects import say_cell, say_whole
from tradetally.periods import Period
from tradetally.show import canvas, chart_alt, chart_bars, chart_lines
from tradetally.show.canvas import BEFORE, LINES, NOW, QUIET, SMALL, Spec
from tradetally.show.scales import scale_of
from tradetally.show.words import Words

if TYPE_CHECKING:
    from tradetally.brief.briefing import Point, Series


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is a picture: its words and its plots, the first on top."""

    title: str
    unit: str
    described: str
    panels: tuple[Spec, ...]
    note: str = ""


def drawings(series: Series, words: Words) -> Iterator[tuple[str, Sequence[Point], Drawing]]:
    """Yield the charts of a series in a language: a key, the points and what it looks like.

    Months of several flows are a chart each; what has no number is none.
    """
    if series.kind == "monthly":
        for flow in dict.fromkeys(point.figure.cell.flow for point in series.rows):
            own = [point for point in series.rows if point.figure.cell.flow is flow]
            found = _monthly(own, words)
            if found is not None:
                yield f"{series.name}-{flow}", own, found
    elif series.rows and series.kind == "contribution":
        yield series.name, series.rows, _contribution(series.rows, words)
    elif series.kind == "share" and len({point.period for point in series.rows}) > 1:
        yield series.name, series.rows, _shares(series.rows, words)
    elif series.rows:
        yield series.name, series.rows, _ranking(series.rows, words)


def _monthly(rows: Sequence[Point], words: Words) -> Drawing | None:
    levels = [point for point in rows if point.figure.indicator != "growth"]
    if not levels:
        return None
    cell, unit = levels[0].figure.cell, levels[0].unit
    year = max(point.period for point in levels).last_year
    now = {p.period: p.value for p in levels if p.period.last_year == year}
    before = {p.period.shift(12): p.value for p in levels if p.period.shift(12) in now}
    growth = {p.period: p.value for p in rows if p.figure.indicator == "growth" and p.period in now}
    scale = scale_of([*now.values(), *before.values()], unit, words, cell.measure)
    first = min(now).start
    title = words(
        "chart",
        "monthly",
        subject=capital(_subject(cell, words)),
        period=words.short(Period(first, max(now).stop - first)),
    )
    curves = [chart_lines.Curve(words.short(Period.year(year)), now, NOW)]
    if before:
        name = words.short(Period.year(year - 1))
        curves.append(chart_lines.Curve(name, before, BEFORE, is_behind=True))
    at = chart_lines.columns(list(now), curves, scale)
    panels = [
        chart_lines.curves_panel(curves, scale, at),
        chart_lines.months_panel(at, words("chart", "month")),
    ]
    if 2 * len(growth) < len(now):
        growth = {}  # a few months of many would be read as the rest being zero
    rates = scale_of(growth.values(), "percent", words)
    if growth:
        panels.append(canvas.lines_panel([(words("chart", "monthly_growth"), SMALL + 1, QUIET)]))
        panels.append(chart_lines.growth_panel(growth, rates, at))
    seen = chart_alt.monthly(title, (now, before, scale), (growth, rates), words)
    return Drawing(title, scale.unit, seen, tuple(panels))


def _contribution(rows: Sequence[Point], words: Words) -> Drawing:
    one = rows[0]
    title = words(
        "chart",
        "contribution",
        dimension=words("dimension", one.dimension),
        flow=say_cell(_whole(one), words.phrases),
        period=words.short(one.period),
    )
    ordered = sorted(rows, key=lambda point: (-point.value, point.label))
    return _bars(title, ordered, words, signed=True)


def _ranking(rows: Sequence[Point], words: Words) -> Drawing:
    levels = [point for point in rows if point.figure.indicator != "growth"] or list(rows)
    latest = max(point.period for point in levels)
    ordered = sorted(
        (point for point in levels if point.period == latest),
        key=lambda point: (-point.value, point.label),
    )
    one = ordered[0]
    if one.figure.indicator == "share":
        key, subject = "share_once", say_whole(_whole(one), words.phrases)
    else:
        key, subject = "ranking", capital(say_cell(_whole(one), words.phrases))
    title = words(
        "chart",
        key,
        subject=subject,
        whole=subject,
        dimension=words("dimension", one.dimension),
        period=words.short(latest),
    )
    growth = {
        point.label: point
        for point in rows
        if point.figure.indicator == "growth" and point.period == latest
    }
    return _bars(title, ordered, words, growth if levels != list(rows) else {})


def _bars(
    title: str,
    ordered: Sequence[Point],
    words: Words,
    growth: dict[str, Point] | None = None,
    *,
    signed: bool = False,
) -> Drawing:
    shown = _most(ordered)
    unit, measure = shown[0].unit, shown[0].figure.cell.measure
    scale = scale_of([point.value for point in shown], unit, words, measure)
    rates = scale_of([point.value for point in (growth or {}).values()], "percent", words)
    drawn = [
        chart_bars.Bar(
            words.code(point.dimension, point.label),
            point.value,
            f"{rates.text(growth[point.label].value, signed=True)}%"
            if growth and point.label in growth
            else "",
        )
        for point in shown
    ]
    note = ""
    if len(shown) < len(ordered):
        note = words("chart", "largest", shown=len(shown), all=len(ordered))
    panel = chart_bars.bars(drawn, scale, signed=signed)
    described = chart_alt.bars(title, drawn, scale, words, signed=signed)
    return Drawing(title, scale.unit, described, (panel,), note)


def _shares(rows: Sequence[Point], words: Words) -> Drawing:
    one = rows[0]
    title = words(
        "chart",
        "share",
        whole=say_whole(_whole(one), words.phrases),
        dimension=words("dimension", one.dimension),
    )
    scale = scale_of([point.value for point in rows], one.unit, words)
    labels = sorted({point.label for point in rows}, key=lambda label: -_latest(rows, label))
    curves = [
        chart_lines.Curve(
            words.code(one.dimension, label),
            {point.period: point.value for point in rows if point.label == label},
            LINES[at % len(LINES)],
        )
        for at, label in enumerate(labels[: len(LINES)])
    ]
    note = ""
    if len(labels) > len(LINES):
        note = words("chart", "largest", shown=len(LINES), all=len(labels))
    at = chart_lines.columns([point.period for point in rows], curves, scale)
    names = {period: words.short(period) for period in at.periods}
    panels = (chart_lines.curves_panel(curves, scale, at), chart_lines.periods_panel(at, names))
    return Drawing(title, scale.unit, chart_alt.shares(title, curves, scale, words), panels, note)


def _latest(rows: Sequence[Point], label: str) -> float:
    own = [point for point in rows if point.label == label]
    return float(max(own, key=lambda point: point.period).value)


def _most(ordered: Sequence[Point]) -> list[Point]:
    """Return those with the largest numbers, up or down, in the order given."""
    kept = sorted(ordered, key=lambda point: -abs(point.value))[: chart_bars.MOST]
    return [point for point in ordered if point in kept]


def _whole(point: Point) -> Cell:
    """Return the cell that a part's figure is held against: the whole, or the one asked for."""
    if point.figure.of is not None:
        return target_cell(point.figure, point.figure.of)
    return point.figure.cell.on(point.figure.cell.slice.with_code(point.dimension, None))


def _subject(cell: Cell, words: Words) -> str:
    return say_cell(cell, words.phrases)


def capital(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
