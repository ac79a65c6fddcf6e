"""The parts that every chart is made of: a plot of fixed width, lines of text, marks, colours.

All positions are pixels, so that every chart is as wide as any other and nothing moves with the
length of a label. Charts carry no legend: what is drawn is labelled where it is. Colours keep
apart under the common kinds of colour blindness (after Okabe and Ito), and none tells alone.

Altair writes what a kind of marks looks like, once; rows, layers and plots are put together in
the words of Vega-Lite, because Altair would copy all rows again at each step.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

WIDTH = 440
MARGIN = 12
MEASURED = "Liberation Mono"
"""The typeface that the converter measures words in: its own, and eight times as quick as ours.

Positions are pixels, so nothing but the room around the picture could depend on it; the picture
names our typeface.
"""
PAPER, INK, QUIET, RULE = "#ffffff", "#1d1f22", "#5c6167", "#dedbd3"
NOW, BEFORE, FALL = "#0b5a94", "#8a8f96", "#b3431e"
LINES = (NOW, "#b3431e", "#00775a", "#825000", "#8f4a86", "#1d1f22", "#5c6167")
TITLE, TEXT, SMALL = 16, 13, 11

Spec = dict[str, Any]
"""Part of a chart, or all of it, in the words of Vega-Lite."""
Row = dict[str, object]
Line = tuple[str, int, str]
"""A line of text: the words, the size in pixels, the colour."""


def layer(rows: Iterable[Row], mark: str, style: Row, **channels: str | float) -> Spec:
    """Return marks, one a row; a channel is a field's name (text) or a value (a number).

    ``x``, ``y`` and their ends are pixels; ``colour`` is a colour itself.
    """
    return filled(rows, _marks(mark, tuple(style.items()), tuple(channels.items())))


def filled(rows: Iterable[Row], marks: Spec) -> Spec:
    """Return marks with the rows that they are drawn from."""
    return {"data": {"values": list(rows)}, **marks}


def marks_of(chart: alt.Chart) -> Spec:
    """Return how a chart without rows draws them."""
    drawn: Spec = chart.to_dict()
    return {part: drawn[part] for part in ("mark", "encoding")}


@cache
def _marks(
    mark: str, style: tuple[tuple[str, object], ...], channels: tuple[tuple[str, str | float], ...]
) -> Spec:
    import altair as alt

    pixels: dict[str, Any] = {
        "x": alt.X,
        "x2": alt.X2,
        "y": alt.Y,
        "y2": alt.Y2,
        "size": alt.Size,
        "colour": alt.Color,
    }
    encoded: dict[str, Any] = {}
    for channel, given in channels:
        name = "color" if channel == "colour" else channel
        if isinstance(given, int | float):
            encoded[name] = alt.value(given)
        elif channel in ("text", "detail", "order"):
            kind = "Q" if channel == "order" else "N"
            encoded[name] = f"{given}:{kind}"
        elif channel in ("x2", "y2"):
            encoded[name] = pixels[channel](given)
        elif channel in ("x", "y"):
            encoded[name] = pixels[channel](f"{given}:Q", scale=None, axis=None)
        else:
            kind = "N" if channel == "colour" else "Q"
            encoded[name] = pixels[channel](f"{given}:{kind}", scale=None, legend=None)
    chart = getattr(alt.Chart(alt.Data(values=[])), f"mark_{mark}")(**dict(style))  # type: ignore[no-untyped-call]
    return marks_of(chart.encode(**encoded))


def texts(rows: Sequence[Row], align: str = "left", baseline: str = "middle") -> Spec:
    """Return words at places: rows of ``x``, ``y``, ``text``, ``size`` and ``colour``."""
    style: Row = {"align": align, "baseline": baseline}
    return layer(rows, "text", style, x="x", y="y", text="text", size="size", colour="colour")


def word(x: float, y: float, text: str, size: int = TEXT, colour: str = INK) -> Row:
    """Return a row of ``texts``."""
    return {"x": x, "y": y, "text": text, "size": size, "colour": colour}


def panel(height: float, *layers: Spec) -> Spec:
    """Return layers on one plot of the common width and a height."""
    return {"layer": list(layers), "width": WIDTH, "height": height}


def lines_panel(lines: Sequence[Line]) -> Spec:
    """Return a plot of nothing but lines of text, each wrapped to the width."""
    rows: list[Row] = []
    y = 0.0
    for text, size, colour in lines:
        for part in wrapped(text, WIDTH, size):
            rows.append(word(0, y + size * 0.65, part, size, colour))
            y += size * 1.35
    return panel(y, texts(rows))


def stacked(panels: Sequence[Spec]) -> Spec:
    """Return plots below each other as one chart."""
    return {**_page(), "vconcat": list(panels), "spacing": 8, "bounds": "flush"}


@cache
def _page() -> Spec:
    """Return what holds for every chart: its scheme, typeface, background and margin."""
    import altair as alt

    chart = alt.vconcat().configure(
        font=MEASURED,
        background=PAPER,
        padding=MARGIN,
        view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(font=MEASURED),
    )
    page: Spec = chart.to_dict()
    return {part: page[part] for part in ("$schema", "config")}


def em(text: str) -> float:
    """Return about how wide a text is set, in widths of a Chinese character.

    >>> em("东盟"), round(em("ASEAN"), 2)
    (2.0, 2.75)
    """
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.55 for c in text)


def wrapped(text: str, width: float, size: int) -> tuple[str, ...]:
    """Return a text in lines of at most ``width`` pixels, about as long as each other.

    >>> wrapped("Mechanical and electrical products", 150, 13)
    ('Mechanical and', 'electrical products')
    """
    widest = int(width / size)
    lines = _broken(text, width / size)
    for narrower in range(widest, widest // 2, -1):
        closer = _broken(text, narrower)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _broken(text: str, ems: float) -> tuple[str, ...]:
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and em(lines[-1] + piece.rstrip()) > ems:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(line.rstrip() for line in lines)


def _pieces(text: str) -> list[str]:
    """Split behind each blank and each Chinese character that a line may end with."""
    pieces = [""]
    for at, character in enumerate(text):
        pieces[-1] += character
        following = text[at + 1 : at + 2]
        is_wide = unicodedata.east_asian_width(character) in "WF"
        breaks = character == " " or (is_wide and character not in "（“《")
        if breaks and following and following not in "）”》，。；、：":
            pieces.append("")
    return pieces


def ticks(low: Decimal, high: Decimal, most: int = 4) -> tuple[Decimal, ...]:
    """Return round numbers from at or below ``low`` to at or above ``high``.

    >>> [str(tick) for tick in ticks(Decimal("1.55"), Decimal("2.34"))]
    ['1.5', '2.0', '2.5']
    """
    span = (high - low) or abs(high) or Decimal(1)
    for factor in (1, 2, 5, 10, 20, 50):
        size = Decimal(factor).scaleb(span.adjusted() - 1).normalize()
        size = size if size < 1 else Decimal(int(size))
        first = (low / size).to_integral_value(ROUND_FLOOR)
        last = (high / size).to_integral_value(ROUND_CEILING)
        if last - first <= most:
            return tuple(size * n for n in range(int(first), int(max(last, first + 1)) + 1))
    return (low, high)


def spread(places: Sequence[float], gap: float) -> tuple[float, ...]:
    """Return places moved as little as need be, so that all are ``gap`` apart.

    >>> spread([10, 12, 50], 14)
    (4.0, 18.0, 50.0)
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    groups: list[list[float]] = []  # middle, members
    for at in order:
        groups.append([places[at], 1])
        while len(groups) > 1 and _overlap(groups[-2], groups[-1], gap):
            (one, n), (other, m) = groups.pop(-2), groups.pop()
            groups.append([(one * n + other * m) / (n + m), n + m])
    moved = [0.0] * len(places)
    left = iter(order)
    for middle, members in groups:
        for place in range(int(members)):
            moved[next(left)] = middle + (place - (members - 1) / 2) * gap
    return tuple(moved)


def _overlap(one: Sequence[float], other: Sequence[float], gap: float) -> bool:
    return other[0] - one[0] < gap * (one[1] + other[1]) / 2
