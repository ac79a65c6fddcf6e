"""How figures are said: named, asserted, and their parts, in every language.

In come figures, numbers and intervals; out go words. The sentences are data of a language
(``phrases.toml``), so a third language adds a folder and changes nothing here. Called by
whatever shows figures or answers about them; it reads no book and no text.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from tradetally.cells import Flow, Measure
from tradetally.figures.indicator import usual_base
from tradetally.intervals import Interval, decimal_of
from tradetally.languages.amounts import say_ends, say_interval, say_related, single
from tradetally.languages.phrases import Phrasebook, phrasebook, spoken
from tradetally.languages.subjects import say_slice
from tradetally.languages.wording import wording
from tradetally.statements import Figure, Relation

__all__ = ["name_figure", "say", "say_interval", "say_slice", "spoken"]

Claim = Decimal | int | Fraction | Interval

_FLIPPED = {
    Relation.GT: Relation.LT,
    Relation.LT: Relation.GT,
    Relation.GE: Relation.LE,
    Relation.LE: Relation.GE,
}


@lru_cache(maxsize=2048)
def name_figure(figure: Figure, language: str) -> str:
    """Return what a figure is called.

    >>> from tradetally.figures.text import parse_figure
    >>> figure = parse_figure("growth(exports, product=wind-turbines, 2025)")
    >>> name_figure(figure, "en"), name_figure(figure, "zh")
    ('year-on-year growth of exports of wind turbines, 2025', '2025年风力发电机组出口同比增长')
    """
    known = phrasebook(language)
    words = wording(figure, known)
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
    number = _number(claim, unit, relation, known, is_turned=sign < 0)
    if unit == "count":
        number = _bare(number, known)
    words = wording(figure, known, sign, number)
    words["signed"] = _number(claim, unit, relation, known, is_turned=False)
    is_compared = relation is not Relation.EQ or isinstance(claim, Interval)
    return known.fill(_template(figure, sign, known, is_compared=is_compared), words)


def _template(figure: Figure, sign: int, known: Phrasebook, *, is_compared: bool) -> str:
    """Return the sentence of an indicator for a rise, a fall, or a number of open sign."""
    own = f"figure.{figure.indicator}."
    way = "rise" if sign > 0 else "fall" if sign else "open"
    if figure.cell.measure is Measure.ENTERPRISES:
        of_enterprises = known.get(own + "enterprises", f"{own}enterprises_{way}")
        if of_enterprises:
            return of_enterprises
    if figure.indicator == "level" and figure.cell.flow is Flow.BALANCE and sign:
        return known[own + "rise"]
    if figure.over is not None:
        return known.get(own + "over", own + "rise")
    if figure.indicator == "count" and _is_of_a_place(figure):
        return known.get(own + figure.cell.flow, own + "rise")
    if figure.indicator == "record":
        return known[own + {1: "rise", 0: "open", -1: "fall"}[sign]]
    if figure.base not in (None, usual_base(figure), figure.period.previous()):
        own_base = known.get(f"{own}based_{way}")
        if own_base:
            return own_base
    if is_compared and sign >= 0:
        return known.get(own + "compared", own + way)
    return known[own + way]


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


def _bare(number: str, known: Phrasebook) -> str:
    """Return a count without the general word for a thing: the sentence names the thing."""
    suffix = known["count.suffix"]
    return number.replace(suffix, "") if suffix else number


def _is_of_a_place(figure: Figure) -> bool:
    """Whether a figure is about all trade of a reporter or a region."""
    return figure.cell.slice.with_code("region", None).is_everything
