"""Charts of bars: what parts add to growth, and who is largest.

Each bar has its name on its left and its number at its end; there is no axis to read off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tradetally.show import canvas
from tradetally.show.canvas import FALL, INK, NOW, QUIET, RULE, SMALL, TEXT, WIDTH, Row, Spec, word
from tradetally.show.scales import Scale

MOST = 15
_NAMES = 150
_ROW, _LINE = 24, 15


@dataclass(frozen=True, slots=True)
class Bar:
    """A named number, with what is said behind it in small print."""

    name: str
    value: Decimal
    note: str = ""


def bars(given: Sequence[Bar], scale: Scale, *, signed: bool = False) -> Spec:
    """Return bars below each other, in the order given; falls in another colour."""
    width = min(_NAMES, max(canvas.em(bar.name) for bar in given) * TEXT)
    names = [canvas.wrapped(bar.name, width + 1, TEXT) for bar in given]
    width = max(canvas.em(line) for lines in names for line in lines) * TEXT
    heights = [max(_ROW, len(lines) * _LINE + 8) for lines in names]
    middles = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    said = [scale.text(bar.value, signed=signed) for bar in given]
    notes = [f"{text} {bar.note}".strip() for text, bar in zip(said, given, strict=True)]
    to_x = _positions(given, notes, width)
    zero = to_x(Decimal(0))
    marks: list[Row] = []
    words: list[Row] = []
    left: list[Row] = []
    for bar, lines, y, text in zip(given, names, middles, said, strict=True):
        end = to_x(bar.value)
        is_fall = bar.value < 0
        marks.append({"x": min(zero, end), "x2": max(zero, end), "y": y - 8, "y2": y + 8,
                      "colour": FALL if is_fall else NOW})  # fmt: skip
        for at, line in enumerate(lines):
            words.append(word(0, y + (at - (len(lines) - 1) / 2) * _LINE, line))
        (left if is_fall else words).append(word(end + (-5 if is_fall else 5), y, text))
        if bar.note:
            x = (zero if is_fall else end) + 10 + (0 if is_fall else canvas.em(text) * TEXT)
            words.append(word(x, y, bar.note, SMALL, QUIET))
    height = sum(heights)
    rule: list[Row] = [{"x": zero, "y": 0, "y2": height}]
    layers = [
        canvas.layer(marks, "rect", {}, x="x", x2="x2", y="y", y2="y2", colour="colour"),
        canvas.layer(rule, "rule", {"color": INK if left else RULE}, x="x", y="y", y2="y2"),
        canvas.texts(words),
    ]
    if left:
        layers.append(canvas.texts(left, align="right"))
    return canvas.panel(height, *layers)


@dataclass(frozen=True, slots=True)
class _Positions:
    """Where a value stands: pixels from the left."""

    low: Decimal
    high: Decimal
    left: float
    right: float

    def __call__(self, value: Decimal) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.left + float(share) * (self.right - self.left), 2)


def _positions(given: Sequence[Bar], notes: Sequence[str], width: float) -> _Positions:
    values = [Decimal(0), *(bar.value for bar in given)]
    room = max(canvas.em(note) for note in notes) * TEXT + 10
    falls = any(bar.value < 0 for bar in given)
    left = width + 16 + (room if falls else 0)
    return _Positions(min(values), max(values), left, WIDTH - room)
