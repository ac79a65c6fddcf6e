"""The words that a figure puts into a phrase: its subject, period, base, whole, peers.

Each key is a name in braces of ``phrases.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from tradetally.cells import Measure
from tradetally.figures.indicator import target_cell, usual_base
from tradetally.figures.rank import peer_list
from tradetally.figures.streak import HELD
from tradetally.languages.phrases import Phrasebook
from tradetally.languages.subjects import say_cell, say_place, say_whole
from tradetally.statements import Figure, Target


class Words(dict[str, str]):
    """The words of a phrase by name, each found once it is asked for: a phrase names few."""

    def __init__(self, makers: Mapping[str, Callable[[], str]]) -> None:
        super().__init__()
        self._makers = makers

    def __missing__(self, name: str) -> str:
        self[name] = found = self._makers[name]()
        return found


def wording(figure: Figure, known: Phrasebook, sign: int = 0, number: str = "") -> Words:
    """Return everything that a phrase may name, of one figure.

    ``number`` is the number as it will be said, and ``sign`` its side of zero; both may be open
    where a figure is only named.
    """
    cell = figure.cell
    is_rate = figure.indicator not in ("level", "change") or not number
    level_sign = sign if figure.indicator == "level" else 0
    said = partial(say_cell, cell, known, sign=level_sign, in_currency=is_rate)
    trade = partial(say_cell, replace(cell, measure=Measure.VALUE), known)
    write = known.periods.write
    return Words(
        {
            "subject": said,
            "bare": partial(said, article=False),
            "trade": trade,
            "trade_with": lambda: trade(
                partner=known["subject.part.counted"].format(number=number)
            ),
            "place": lambda: say_place(cell, known),
            "number": lambda: number,
            "period": lambda: write(cell.period),
            "base": lambda: write(figure.base or usual_base(figure)),
            "whole": lambda: _whole(figure, known),
            "other": lambda: _other(figure, known),
            "peers": lambda: _peers(figure, known),
            "held": lambda: _held(figure, known),
            "span": lambda: known.get(f"span.{cell.period.months}", "span.other"),
            "by": lambda: known.get(f"by.{figure.by}"),
            "over": lambda: _over(figure, known),
            **{word: partial(_against, figure, known, key) for word, key in _AGAINST.items()},
        }
    )


_AGAINST = {"how": "how", "from": "from", "against": "name"}


def _whole(figure: Figure, known: Phrasebook) -> str:
    """Return the whole of a share: of a region's part that is the country's, unless said."""
    whole = target_cell(figure, figure.of)
    is_national = figure.cell.slice.region is not None and whole.slice.is_everything
    place = known["whole.national"] if is_national and whole.reporter == "CN" else None
    return say_whole(whole, known, place)


def _against(figure: Figure, known: Phrasebook, key: str) -> str:
    """Return how growth is compared: year on year, month on month, or from a base."""
    base, period = figure.base, figure.period
    kind = "other"
    if base is None or base == usual_base(replace(figure, indicator="growth")):
        kind = "usual"
    elif base == period.previous() and period.months == 1:
        kind = "previous_month"
    elif base == period.previous() and period.months == 3:
        kind = "previous_quarter"
    said = "" if base is None else known.periods.write(base)
    return known.get(f"against.{kind}.{key}").format(base=said)


def _other(figure: Figure, known: Phrasebook) -> str:
    """Return the other side of a gap or a ratio."""
    if figure.versus is None:
        base = known.periods.write(figure.base or usual_base(figure))
        return known["base.ratio"].format(base=base)
    cell = target_cell(figure, figure.versus)
    is_whole = cell.slice.is_everything and not figure.cell.slice.is_everything
    overall = known.get(f"overall.{cell.flow}") or say_whole(cell, known)
    said = overall if is_whole else say_cell(cell, known)
    return said + _period_of(figure.versus, known)


def _period_of(target: Target, known: Phrasebook) -> str:
    return "" if target.period is None else f" ({known.periods.write(target.period)})"


def _peers(figure: Figure, known: Phrasebook) -> str:
    name = peer_list(figure)
    return known.get(f"peers.{name}") or name.replace("-", " ")


def _held(figure: Figure, known: Phrasebook) -> str:
    """Return what held in each period of a streak: growth, a fall, a record, a rank."""
    held = figure.held or "growth"
    match = HELD.fullmatch(held)
    if match is None or not (match[1] or match[2]):
        return known.get(f"held.{held}")
    if match[1] == "1":
        return known["held.first"].format(peers=_peers(figure, known))
    if match[1]:
        rank = known.numbers.write(Decimal(match[1]), "rank")
        return known["held.rank"].format(rank=rank, peers=_peers(figure, known))
    return known["held.at_least"].format(rate=known.numbers.write(Decimal(match[2]), "percent"))


def _over(figure: Figure, known: Phrasebook) -> str:
    if figure.over is None:
        return ""
    threshold = known.numbers.write(figure.over.value, figure.over.unit)
    return known["over.text"].format(threshold=threshold)
