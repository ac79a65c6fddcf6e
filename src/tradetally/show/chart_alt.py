"""What a chart shows, in words: its main numbers, for who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tradetally.periods import Period
from tradetally.show.chart_bars import Bar
from tradetally.show.chart_lines import Curve
from tradetally.show.scales import Scale
from tradetally.show.words import Words

Numbers = Mapping[Period, Decimal]


def monthly(
    title: str, levels: tuple[Numbers, Numbers, Scale], growth: tuple[Numbers, Scale], words: Words
) -> str:
    """Return what levels by month show: first, last, highest, lowest; and how they grew."""
    now, before, scale = levels
    first, last = min(now), max(now)
    low, high = _ends(now)
    filling: dict[str, object] = {
        "title": title,
        "unit": scale.unit,
        "first": scale.text(now[first]),
        "first_month": words.short(first),
        "last": scale.text(now[last]),
        "last_month": words.short(last),
        "low": scale.text(now[low]),
        "low_month": words.short(low),
        "high": scale.text(now[high]),
        "high_month": words.short(high),
    }
    said = [words("alt", "monthly" if len(now) > 1 else "monthly_single", **filling)]
    if last in before:
        said.append(words("alt", "before", last_month=words.short(last.shift(-12)),
                          before=scale.text(before[last])))  # fmt: skip
    rates, rate_scale = growth
    if rates:
        low, high = _ends(rates)
        key = "growth" if len(rates) > 1 else "growth_single"
        said.append(words("alt", key, low=_rate(rates[low], rate_scale), low_month=words.short(low),
                          high=_rate(rates[high], rate_scale),
                          high_month=words.short(high)))  # fmt: skip
    return words("alt", "between").join(said)


def bars(
    title: str, given: Sequence[Bar], scale: Scale, words: Words, *, signed: bool = False
) -> str:
    """Return what bars show: each of them, in order."""
    items = [
        words("alt", "item", label=bar.name, value=scale.text(bar.value, signed=signed))
        for bar in given
    ]
    listed = words("alt", "joint").join(items)
    return words("alt", "bars", title=title, unit=scale.unit, items=listed)


def shares(title: str, curves: Sequence[Curve], scale: Scale, words: Words) -> str:
    """Return what lines of shares show: where each begins and ends."""
    items = []
    for curve in curves:
        first, last = min(curve.values), max(curve.values)
        items.append(
            words(
                "alt",
                "share_item",
                label=curve.name,
                first=_rate(curve.values[first], scale),
                first_period=words.short(first),
                last=_rate(curve.values[last], scale),
                last_period=words.short(last),
            )
        )
    return words("alt", "share", title=title, items=words("alt", "joint").join(items))


def _ends(numbers: Numbers) -> tuple[Period, Period]:
    """Return the periods of the lowest and the highest, the first of equals."""
    low = min(numbers, key=lambda period: (numbers[period], period.start))
    high = min(numbers, key=lambda period: (-numbers[period], period.start))
    return low, high


def _rate(value: Decimal, scale: Scale) -> str:
    return f"{scale.text(value)}%"
