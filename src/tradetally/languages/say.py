"""How figures are said: named, asserted, and their parts, in every language.

In come figures, numbers and intervals; out go words. The sentences are data of a language
(``phrases.toml``), so a third language adds a folder and changes nothing here. Called by
whatever shows figures or answers about them; it reads no book and no text.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from tradetally.cells import Flow, Measure
from tradetally.figures.indicator import target_cell, usual_base
from tradetally.figures.rank import peer_list
from tradetally.figures.streak import HELD
from tradetally.intervals import Interval, decimal_of
from tradetally.languages.amounts import say_ends, say_interval, say_related, single
from tradetally.languages.phrases import Phrasebook, phrasebook, spoken
from tradetally.languages.subjects import say_cell, say_place, say_slice, say_whole
from tradetally.statements import Figure, Relation, Target

__all__ = ["name_figure", "say", "say_interval", "say_slice", "spoken"]

Claim = Decimal | int | Fraction | Interval

_FLIPPED = {
    Relation.GT: Relation.LT,
    Relation.LT: Relation.GT,
    Relation.GE: Relation.LE,
    Relation.LE: Relation.GE,
}


def name_figure(figure: Figure, language: str) -> str:
    """Return what a figure is called.

    >>> from tradetally.figures.text import parse_figure
    >>> figure = parse_figure("growth(exports, product=wind-turbines, 2025)")
    >>> name_figure(figure, "en"), name_figure(figure, "zh")
    ('year-on-year growth of exports of wind turbines, 2025', '2025年风力发电机组出口同比增长')
    """
    known = phrasebook(language)
    words = _words(figure, known, 0)
    own = f"figure.{figure.indicator}.name"
    template = known.get(own + "_over", own) if figure.over is not None else known[own]
    name = known.fill(template, words)
    definition = known["definition"].format(definition=figure.definition)
    return known.fill(
        known["named"],
        {
            "name": name,
            "period": words["period"],
            "definition": "" if figure.definition is None else definition,
        },
    )


def say(
    figure: Figure,
    claim: Claim,
    unit: str,
    language: str,
    relation: Relation = Relation.EQ,
) -> str:
    """Return a clause that asserts a number, or an interval of them, of a figure.

    ``claim`` is in base units, as ``Statement.value`` is: a fall of 2.7 percent is −2.7.

    >>> from tradetally.figures.text import parse_figure
    >>> figure = parse_figure("growth(exports, product=wind-turbines, 2025)")
    >>> say(figure, Decimal("48.7"), "percent", "zh")
    '2025年风力发电机组出口同比增长48.7%'
    >>> say(figure, Decimal(-3), "percent", "zh", Relation.LT)
    '2025年风力发电机组出口同比下降超过3%'
    """
    known = phrasebook(language)
    if isinstance(claim, Interval):
        number_claimed = single(claim, unit)
        claim = claim if number_claimed is None else number_claimed
    sign = _sign(claim) if figure.indicator != "record" else _truth(claim)
    number = _bare(figure, _number(claim, unit, relation, known, is_turned=sign < 0), known)
    words = _words(figure, known, sign, number)
    words["signed"] = _number(claim, unit, relation, known, is_turned=False)
    is_compared = relation is not Relation.EQ or isinstance(claim, Interval)
    return known.fill(_template(figure, sign, known, is_compared=is_compared), words)


def _template(figure: Figure, sign: int, known: Phrasebook, *, is_compared: bool) -> str:
    """Return the sentence of an indicator for a rise, a fall, or a number of open sign."""
    own = f"figure.{figure.indicator}."
    if figure.indicator == "level" and figure.cell.measure is Measure.ENTERPRISES:
        return known[own + "enterprises"]
    if figure.indicator == "level" and figure.cell.flow is Flow.BALANCE and sign:
        return known[own + "rise"]
    if figure.over is not None:
        return known.get(own + "over", own + "rise")
    if figure.indicator == "count" and _is_of_a_place(figure):
        return known.get(own + figure.cell.flow, own + "rise")
    if figure.indicator == "record":
        return known[own + {1: "rise", 0: "open", -1: "fall"}[sign]]
    if is_compared and sign >= 0:
        return known.get(own + "compared", own + ("rise" if sign else "open"))
    return known[own + ("rise" if sign > 0 else "fall" if sign else "open")]


def _sign(claim: Claim) -> int:
    """Return 1 or −1 where every number claimed is on one side of zero, else 0."""
    if not isinstance(claim, Interval):
        return 1 if claim >= 0 else -1
    if claim.low is not None and claim.low >= 0:
        return 1
    return -1 if claim.high is not None and claim.high <= 0 else 0


def _truth(claim: Claim) -> int:
    """Return 1 for a claim of 1, −1 for one of 0, and 0 where it may be either."""
    if isinstance(claim, Interval):
        return 0
    return 1 if claim else -1


def _number(
    claim: Claim,
    unit: str,
    relation: Relation,
    known: Phrasebook,
    *,
    is_turned: bool,
) -> str:
    """Return the number with its comparison word, without its sign where a verb has that."""
    if isinstance(claim, Interval):
        return say_ends(-claim if is_turned else claim, unit, known)
    value = decimal_of(claim) if isinstance(claim, Fraction) else Decimal(claim)
    if is_turned:
        return say_related(-value, unit, _FLIPPED.get(relation, relation), known)
    return say_related(value, unit, relation, known)


def _bare(figure: Figure, number: str, known: Phrasebook) -> str:
    """Return a count without the general word for a thing, where the sentence names the thing."""
    suffix = known["count.suffix"]
    is_count = figure.cell.measure.is_count or figure.indicator.startswith("count")
    return number.replace(suffix, "") if suffix and is_count else number


def _is_of_a_place(figure: Figure) -> bool:
    """Whether a figure is about all trade of a reporter or a region."""
    return figure.cell.slice.with_code("region", None).is_everything


def _words(figure: Figure, known: Phrasebook, sign: int, number: str = "") -> dict[str, str]:
    """Return everything that a phrase may name, of one figure."""
    cell = figure.cell
    is_rate = figure.indicator not in ("level", "change") or not number
    trade = replace(cell, measure=Measure.VALUE)
    counted = known["subject.part.counted"].format(number=number)
    level_sign = sign if figure.indicator == "level" else 0
    return {
        "subject": say_cell(cell, known, sign=level_sign, in_currency=is_rate),
        "bare": say_cell(cell, known, sign=level_sign, in_currency=is_rate, article=False),
        "trade": say_cell(trade, known),
        "trade_with": say_cell(trade, known, partner=counted),
        "place": say_place(cell, known),
        "number": number,
        "period": known.periods.write(cell.period),
        "base": known.periods.write(figure.base or usual_base(figure)),
        "whole": say_whole(target_cell(figure, figure.of), known),
        "other": _other(figure, known),
        "peers": _peers(figure, known),
        "held": _held(figure, known),
        "span": known.get(f"span.{cell.period.months}", "span.other"),
        "by": known.get(f"by.{figure.by}"),
        "over": _over(figure, known),
        **_against(figure, known),
    }


def _against(figure: Figure, known: Phrasebook) -> dict[str, str]:
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
    return {
        word: known.get(f"against.{kind}.{key}").format(base=said)
        for word, key in (("how", "how"), ("from", "from"), ("against", "name"))
    }


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
    if match[1]:
        rank = known.numbers.write(Decimal(match[1]), "rank")
        return known["held.rank"].format(rank=rank, peers=_peers(figure, known))
    return known["held.at_least"].format(rate=known.numbers.write(Decimal(match[2]), "percent"))


def _over(figure: Figure, known: Phrasebook) -> str:
    if figure.over is None:
        return ""
    threshold = known.numbers.write(figure.over.value, figure.over.unit)
    return known["over.text"].format(threshold=threshold)
