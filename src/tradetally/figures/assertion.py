"""What a number and its relation assert, and the text form of a statement.

::

    growth(total, 2025) = 3.8 percent @ 2025-12
    level(total, 2025) > 45e12 CNY @ 2025-12
    growth(exports, 2026) in [3, 5] percent forecast

A number in scientific form says its last digit: ``45.47e12`` asserts [45.465e12, 45.475e12].
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from tradetally.cells import Cell
from tradetally.errors import BadFigure
from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure, write_figure
from tradetally.intervals import Interval, decimal_of
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Relation, Release, Statement, Tier

_SIGNS = {
    "=": Relation.EQ,
    ">": Relation.GT,
    ">=": Relation.GE,
    "<": Relation.LT,
    "<=": Relation.LE,
    "~": Relation.APPROX,
}
WRITTEN = {relation: sign for sign, relation in _SIGNS.items()}
"""How the text form spells each relation of one number."""

_FORM = re.compile(
    r"(?P<figure>.*\))\s*"
    r"(?:(?P<sign>[=~]|[<>]=?)\s*(?P<number>[-+.\deE]+)|in\s*\[(?P<low>[^,\]]*),(?P<high>[^\]]*)\])"
    r"(?:\s+(?P<unit>(?!forecast\b|converted\b)[^\s@]+))?"
    r"(?:\s*@\s*(?P<round>\S+))?(?P<forecast>\s+forecast)?(?P<converted>\s+converted)?\s*",
    re.DOTALL,
)


def asserted(value: Decimal, relation: Relation, *, is_count: bool = False) -> Interval:
    """Return the closed hull of what a printed number asserts, by its relation.

    ``about`` is plus or minus the larger of one unit of the last printed digit and, for a round
    number, a twentieth of it. More than 240 countries are at least 241.

    >>> asserted(Decimal("3.8"), Relation.EQ)
    Interval[3.75, 3.85]
    >>> asserted(Decimal("240"), Relation.GT, is_count=True)
    Interval[241, …]
    """
    if relation is Relation.EQ:
        return Interval.printed(value)
    if relation is Relation.APPROX:
        slack = about_slack(value)
        return Interval(Fraction(value) - slack, Fraction(value) + slack)
    step = 1 if is_count and relation in (Relation.GT, Relation.LT) else 0
    if relation in (Relation.GT, Relation.GE):
        return Interval(Fraction(value) + step, None)
    return Interval(None, Fraction(value) - step)


def about_slack(value: Decimal) -> Fraction:
    """Return how far *about* reaches: one unit of the last digit, or a twentieth if round."""
    unit = Interval.printed(value).width or Fraction(0)
    is_round = len(value.normalize().as_tuple().digits) == 1
    return max(unit, abs(Fraction(value)) / 20) if is_round else unit


def usual_said_unit(figure: Figure) -> str | None:
    """Return the unit that a statement of this figure is in where none is said."""
    unit = INDICATORS[figure.indicator].UNIT
    if figure.indicator == "streak":
        return {1: "months", 3: "quarters", 12: "years"}.get(figure.period.months, "periods")
    return unit or figure.cell.unit


def parse_statement(text: str, tier: Tier = Tier.CHECKED) -> Statement:
    """Return the statement that ``text`` spells; raise ``BadFigure`` if it spells none.

    >>> write_statement(parse_statement("growth(total, 2025) = 3.8 percent @ 2025-12"))
    'growth(total, 2025) = 3.8 percent @ 2025-12'
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise _bad(text)
    figure = parse_figure(match["figure"])
    try:
        if match["sign"]:
            relation = _SIGNS[match["sign"]]
            value = Decimal(match["number"])
            interval = asserted(value, relation, is_count=_is_count(figure.cell))
        else:
            relation = Relation.IN
            interval = Interval.of(*(_read_end(match[end]) for end in ("low", "high")))
            value = decimal_of(interval.middle or Fraction(0))
    except (InvalidOperation, ValueError):
        raise _bad(text) from None
    return Statement(
        figure,
        value,
        match["unit"] or usual_said_unit(figure) or "",
        interval,
        Place("", text),
        relation,
        None if match["round"] is None else Release(Period.parse(match["round"])),
        tier,
        is_forecast=match["forecast"] is not None,
        is_converted=match["converted"] is not None,
    )


def write_statement(statement: Statement) -> str:
    """Return the text form of a statement; ``parse_statement`` is its inverse.

    An interval that its relation does not give (*nearly 60%*) is written as one.
    """
    figure, interval = statement.figure, statement.interval
    words = [write_figure(figure)]
    sign = WRITTEN.get(statement.relation)
    usual = sign and asserted(statement.value, statement.relation, is_count=_is_count(figure.cell))
    if sign is not None and usual == interval:
        words.append(f"{sign} {_number(statement.value)}")
    else:
        ends = (_end(end) for end in (interval.low, interval.high))
        words.append(f"in [{', '.join(ends)}]")
    if statement.unit:
        words.append(statement.unit)
    if statement.release is not None:
        words.append(f"@ {statement.release.round}")
    words += ["forecast"] * statement.is_forecast + ["converted"] * statement.is_converted
    return " ".join(words)


def _is_count(cell: Cell) -> bool:
    return cell.measure.is_count


def _number(value: Decimal) -> str:
    return str(value).replace("E+", "e").replace("E", "e")


def _end(end: Fraction | None) -> str:
    return "" if end is None else f"{decimal_of(end):f}"


def _read_end(text: str) -> Decimal | None:
    return Decimal(text.strip()) if text.strip() else None


def _bad(text: str) -> BadFigure:
    return BadFigure(
        "statement",
        expected="figure, relation, number, unit, @ round",
        seen=repr(text),
        todo="write it like growth(total, 2025) = 3.8 percent @ 2025-12",
    )
