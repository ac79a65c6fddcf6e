"""Charts over time: lines labelled at their ends, and bars of growth by month below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from tradetally.periods import Period
from tradetally.show import canvas
from tradetally.show.canvas import FALL, INK, NOW, QUIET, RULE, SMALL, TEXT, WIDTH, Row, Spec, word
from tradetally.show.scales import Scale

_HEIGHT, _BARS = 170, 64
_LEFT = 46
_INSET = 5
_LABEL_GAP = 16


@dataclass(frozen=True, slots=True)
class Curve:
    """A named line: its numbers by period, its colour, and whether it is in the background."""

    name: str
    values: Mapping[Period, Decimal]
    colour: str
    is_behind: bool = False

    @property
    def last(self) -> Period:
        """The last period that it has."""
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where periods stand, all the charts of one picture alike: pixels from the left."""

    periods: tuple[Period, ...]
    right: float

    def __call__(self, period: Period) -> float:
        """Return where a period stands."""
        first, last = self.periods[0].start, self.periods[-1].start
        if first == last:
            return (_LEFT + self.right) / 2
        inner = 14  # half a bar, at either end
        share = (period.start - first) / (last - first)
        return round(_LEFT + inner + share * (self.right - _LEFT - 2 * inner), 2)

    @property
    def step(self) -> float:
        """The pixels between two neighbours."""
        places = [self(period) for period in self.periods]
        gaps = [b - a for a, b in pairwise(places)]
        return min(gaps, default=self.right - _LEFT)


def columns(periods: Sequence[Period], curves: Sequence[Curve], scale: Scale) -> Columns:
    """Return where periods stand, with room for the lines' labels on the right."""
    labels = [_label(curve, scale) for curve in curves]
    room = min(max(map(canvas.em, labels), default=0) * TEXT + 12, WIDTH / 2)
    return Columns(tuple(sorted(set(periods))), WIDTH - room)


def curves_panel(curves: Sequence[Curve], scale: Scale, at: Columns) -> Spec:
    """Return lines over round numbers, each with its name and last number at its end."""
    numbers = [scale.number(value) for curve in curves for value in curve.values.values()]
    marks = canvas.ticks(min(numbers), max(numbers))
    low, high = marks[0], marks[-1]

    def to_y(value: Decimal) -> float:
        return round(_INSET + _HEIGHT * float((high - value) / (high - low)), 2)

    rules: list[Row] = [{"x": _LEFT, "x2": at.right, "y": to_y(tick)} for tick in marks]
    named = [word(_LEFT - 8, to_y(tick), f"{tick:,f}".replace("-", "−"), SMALL, QUIET)
             for tick in marks]  # fmt: skip
    layers = [
        canvas.layer(rules, "rule", {"color": RULE}, x="x", x2="x2", y="y"),
        canvas.texts(named, align="right"),
    ]
    for curve in sorted(curves, key=lambda curve: not curve.is_behind):
        points: list[Row] = [
            {"x": at(period), "y": to_y(scale.number(value))}
            for period, value in sorted(curve.values.items())
        ]
        style: Row = {"color": curve.colour, "strokeWidth": 1.75 if curve.is_behind else 2.5}
        dots: Row = {"color": curve.colour, "filled": True, "opacity": 1, "size": 28}
        layers.append(canvas.layer(points, "line", style, x="x", y="y", order="x"))
        layers.append(canvas.layer(points, "point", dots, x="x", y="y"))
    layers.append(canvas.texts(_ends(curves, scale, at, [
        to_y(scale.number(curve.values[curve.last])) for curve in curves
    ])))  # fmt: skip
    return canvas.panel(_HEIGHT + 2 * _INSET, *layers)


def growth_panel(growth: Mapping[Period, Decimal], scale: Scale, at: Columns) -> Spec:
    """Return bars above and below zero, each with its number."""
    most = max([Decimal(0), *growth.values()])
    least = min([Decimal(0), *growth.values()])
    span = (most - least) or Decimal(1)
    above, below = SMALL + 5, (SMALL + 5 if least < 0 else 2)

    def to_y(value: Decimal) -> float:
        return round(above + _BARS * float((most - value) / span), 2)

    half = min(13.0, at.step * 0.36)
    size = SMALL if at.step > 30 else SMALL - 1.5
    marks: list[Row] = []
    words: list[Row] = []
    for period, value in growth.items():
        x, y, zero = at(period), to_y(value), to_y(Decimal(0))
        colour = FALL if value < 0 else NOW
        marks.append({"x": x - half, "x2": x + half, "y": min(y, zero), "y2": max(y, zero),
                      "colour": colour})  # fmt: skip
        beside = y + 8 if value < 0 else y - 7
        words.append({**word(x, beside, scale.text(value), SMALL, INK), "size": size})
    zero_line: list[Row] = [{"x": _LEFT, "x2": at.right, "y": to_y(Decimal(0))}]
    return canvas.panel(
        above + _BARS + below,
        canvas.layer(marks, "rect", {}, x="x", x2="x2", y="y", y2="y2", colour="colour"),
        canvas.layer(zero_line, "rule", {"color": QUIET}, x="x", x2="x2", y="y"),
        canvas.texts(words, align="center"),
    )


def months_panel(at: Columns, format_: str) -> Spec:
    """Return the names of the periods' first months, written by the converter's time locale."""
    labels: list[Row] = [
        {"x": at(period), "at": _milliseconds(period)} for period in _kept(at, 3.2 * SMALL)
    ]
    return canvas.panel(14, canvas.filled(labels, _months(format_)))


@cache
def _months(format_: str) -> Spec:
    import altair as alt

    chart = alt.Chart(alt.Data(values=[])).mark_text(color=QUIET, size=SMALL)  # type: ignore[no-untyped-call]
    return canvas.marks_of(chart.encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.value(7),
        text=alt.Text("at:T", timeUnit="utcyearmonth", format=format_),
    ))  # fmt: skip


def periods_panel(at: Columns, names: Mapping[Period, str]) -> Spec:
    """Return the names of periods that are no months."""
    widest = max(canvas.em(name) for name in names.values()) * SMALL + 6
    rows = [word(at(p), 7, names[p], SMALL, QUIET) for p in _kept(at, widest)]
    return canvas.panel(14, canvas.texts(rows, align="center"))


def _kept(at: Columns, width: float) -> tuple[Period, ...]:
    """Return every period, or every second, third …, so that their names do not meet."""
    every = max(1, -int(-width // at.step))
    return at.periods[::-every][::-1]


def _ends(curves: Sequence[Curve], scale: Scale, at: Columns, places: Sequence[float]) -> list[Row]:
    moved = canvas.spread(places, _LABEL_GAP)
    return [
        word(at(max(at.periods)) + 9, y, _label(curve, scale), TEXT,
             QUIET if curve.is_behind else curve.colour)
        for curve, y in zip(curves, moved, strict=True)
    ]  # fmt: skip


def _label(curve: Curve, scale: Scale) -> str:
    return f"{curve.name}  {scale.text(curve.values[curve.last])}"


def _milliseconds(period: Period) -> int:
    from datetime import UTC, datetime

    year, month = divmod(period.start, 12)
    return int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp() * 1000)
