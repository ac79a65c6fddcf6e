"""True statements as a newspaper prints them, and the same with one slip each: seeded.

A falsification is a true statement, the kind of slip, what the slip makes of it, and what should
be asked in return: *did you mean*. Only what the printed tables show to be false counts as
detectable; a slip that happens to leave the statement true is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from tests.facts import Facts

from tradetally import codes
from tradetally.cells import EVERYTHING, Cell, Flow, Measure
from tradetally.figures import INDICATORS
from tradetally.figures.assertion import write_statement
from tradetally.figures.text import normal, write_figure
from tradetally.intervals import Interval, decimal_of, number_text
from tradetally.periods import Period
from tradetally.statements import Figure, Place, Relation, Statement

RATES = ("growth", "share", "share_change", "contribution_pp", "contribution")


@dataclass(frozen=True)
class Truth:
    """A true statement, and the round of the text that makes it."""

    statement: Statement
    round: Period


@dataclass(frozen=True)
class Falsification:
    """One slip in a true statement."""

    truth: Truth
    kind: str
    statement: Statement
    did_you_mean: str
    is_detectable: bool

    def __str__(self) -> str:
        return f"{self.kind}: {write_statement(self.statement)} (truly {self.did_you_mean})"


# --- true statements


def truths(facts: Facts, rounds: Sequence[Period], seed: int, each: int) -> list[Truth]:
    """Return true statements of each round, ``each`` of every kind of slice and indicator."""
    random = Random(seed)
    found: list[Truth] = []
    for round_ in rounds:
        by_kind: dict[tuple[str, ...], list[Figure]] = {}
        for figure in sorted(_figures(facts, round_), key=write_figure):
            dimensions = [d for d, _ in figure.cell.slice.codes()]
            key = figure.indicator, figure.cell.measure.value, str(figure.period), *dimensions
            by_kind.setdefault(key, []).append(figure)
        for figures in by_kind.values():
            random.shuffle(figures)
            told = (tell(figure, facts, round_, random) for figure in figures)
            found += [Truth(one, round_) for one in told if one is not None][:each]
    return found


def _figures(facts: Facts, round_: Period) -> Iterator[Figure]:
    """Yield what a text of a round may tell: what is printed, with its shares and changes."""
    for figure in facts.stated(round_):
        cell = figure.cell
        if cell.period.stop != round_.stop or not _is_known(cell):
            continue
        yield figure
        if figure.indicator == "level" and cell.measure is Measure.VALUE:
            if cell.slice != EVERYTHING:
                yield Figure("share", cell)
                yield Figure("contribution_pp", cell)
                yield Figure("share_change", cell)
            if cell.period == Period(round_.stop - 6, 6):
                yield Figure("level", cell.at(Period(round_.stop - 3, 3)))


def _is_known(cell: Cell) -> bool:
    """Whether a newspaper has heard of it: provinces rather than zones, all listed partners."""
    region = cell.slice.region
    return region is None or region in codes.peers("CN-provinces")


def tell(figure: Figure, facts: Facts, round_: Period, random: Random) -> Statement | None:
    """Return a figure as a newspaper prints it, in two digits or more; none if they are open."""
    value = facts.value(figure, round_)
    if value is None and figure.indicator == "level":
        value = facts.difference(figure.cell)
    if value is None or not value.is_bounded or value.middle is None:
        return None
    if figure.indicator in RATES:
        is_round = figure.indicator == "growth" and random.random() < 0.2
        places = 0 if is_round and abs(value.middle) >= 10 else 1
        unit = Decimal(1).scaleb(-places)
    else:
        unit = Decimal(1).scaleb(len(str(abs(int(value.middle)))) - random.choice((3, 4, 4, 5)))
    low, high = (_rounded(end, unit) for end in (value.low, value.high) if end is not None)
    if low != high or len(low.as_tuple().digits) < 2:
        return None
    said = INDICATORS[figure.indicator].UNIT or figure.cell.unit or ""
    return _printed(figure, low, said)


def _rounded(number: Fraction, unit: Decimal) -> Decimal:
    return decimal_of(number).quantize(unit, rounding=ROUND_HALF_UP)


def _printed(figure: Figure, value: Decimal, unit: str) -> Statement:
    place = Place("newspaper", str(value))
    return Statement(normal(figure), value, unit, Interval.printed(value), place)


# --- slips

Slip = Callable[[Truth, Facts], Iterator[Statement]]


def _renumbered(truth: Truth, value: Decimal) -> Statement:
    return _printed(truth.statement.figure, value, truth.statement.unit)


def _elsewhere(truth: Truth, **changes: object) -> Statement:
    figure = truth.statement.figure
    cell = replace(figure.cell, **changes)  # type: ignore[arg-type]
    return replace(truth.statement, figure=normal(figure.with_cell(cell)))


def transposed(truth: Truth, _: Facts) -> Iterator[Statement]:
    sign, digits, exponent = _digits(truth)
    for at in range(len(digits) - 1):
        swapped = [*digits]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        if swapped != digits and swapped[0]:
            yield _renumbered(truth, Decimal((sign, swapped, exponent)))


def digit(truth: Truth, _: Facts) -> Iterator[Statement]:
    sign, digits, exponent = _digits(truth)
    for at in range(len(digits)):
        for other in range(10):
            wrong = [*digits]
            wrong[at] = other
            if wrong != digits and wrong[0]:
                yield _renumbered(truth, Decimal((sign, wrong, exponent)))


def _digits(truth: Truth) -> tuple[int, list[int], int]:
    sign, digits, exponent = truth.statement.value.as_tuple()
    assert isinstance(exponent, int)
    return sign, list(digits), exponent


def truncated(truth: Truth, facts: Facts) -> Iterator[Statement]:
    value = facts.value(truth.statement.figure, truth.round)
    unit = truth.statement.interval.width
    if value is None or value.low is None or value.high is None or not unit:
        return
    cut = {int(value.low / unit), int(value.high / unit)}
    if len(cut) == 1:
        exponent = truth.statement.value.as_tuple().exponent
        assert isinstance(exponent, int)
        yield _renumbered(truth, Decimal(cut.pop()).scaleb(exponent))


def sign(truth: Truth, _: Facts) -> Iterator[Statement]:
    if truth.statement.figure.indicator in ("growth", "share_change", "contribution_pp"):
        yield _renumbered(truth, -truth.statement.value)


def scale(truth: Truth, _: Facts) -> Iterator[Statement]:
    if truth.statement.figure.indicator == "level":
        for power in (3, -3, 4, -4, 8, -8):
            yield _renumbered(truth, truth.statement.value.scaleb(power))


def points(truth: Truth, _: Facts) -> Iterator[Statement]:
    twins = {
        "growth": ("growth_change", "contribution_pp"),
        "share": ("share_change",),
        "share_change": ("share",),
        "contribution_pp": ("contribution",),
    }
    figure = truth.statement.figure
    if figure.cell.measure is Measure.VALUE:
        for name in twins.get(figure.indicator, ()):
            unit = INDICATORS[name].UNIT or ""
            yield replace(truth.statement, figure=replace(figure, indicator=name), unit=unit)


def currency(truth: Truth, _: Facts) -> Iterator[Statement]:
    if truth.statement.unit == "CNY":
        yield replace(_elsewhere(truth, unit="USD"), unit="USD")


def measure(truth: Truth, _: Facts) -> Iterator[Statement]:
    cell = truth.statement.figure.cell
    if truth.statement.figure.indicator != "growth":
        return
    if cell.measure is Measure.VOLUME:
        yield _elsewhere(truth, measure=Measure.VALUE, unit="CNY")
    elif cell.slice.product is not None or cell.slice == EVERYTHING:
        yield _elsewhere(truth, measure=Measure.VOLUME, unit=None)


def flow(truth: Truth, _: Facts) -> Iterator[Statement]:
    for other in (Flow.EXPORTS, Flow.IMPORTS, Flow.TOTAL):
        if other is not truth.statement.figure.cell.flow:
            yield _elsewhere(truth, flow=other)


def year(truth: Truth, _: Facts) -> Iterator[Statement]:
    yield _elsewhere(truth, period=truth.statement.figure.period.year_earlier())


def period(truth: Truth, _: Facts) -> Iterator[Statement]:
    said = truth.statement.figure.period
    last = said.last_month
    others = [last, Period.year_to_date(last)]
    others += [Period(said.stop - n, n) for n in (3, 6) if said.stop % n == 0]
    for other in dict.fromkeys(others):
        if other != said:
            yield _elsewhere(truth, period=other)


def _others(dimension: str) -> Slip:
    def slip(truth: Truth, facts: Facts) -> Iterator[Statement]:
        slice_ = truth.statement.figure.cell.slice
        code = getattr(slice_, dimension)
        if code is None:
            return
        if dimension == "region":
            listed = list(codes.peers("CN-provinces"))
        else:
            kinds = [c.code for c in codes.codes(dimension).values() if c.kind != "residual"]
            listed = [c for c in kinds if c not in codes.codes(dimension)[code].siblings]
        for other in listed:
            if other != code:
                edited = _elsewhere(truth, slice=slice_.with_code(dimension, other))
                if facts.allows(edited.figure, truth.round):
                    yield edited

    return slip


def definition(truth: Truth, _: Facts) -> Iterator[Statement]:
    slice_ = truth.statement.figure.cell.slice
    if slice_.product is not None:
        for sibling in codes.lookup("product", slice_.product).siblings:
            yield _elsewhere(truth, slice=slice_.with_code("product", sibling))


SLIPS: dict[str, Slip] = {
    "digits transposed": transposed,
    "digit": digit,
    "truncated": truncated,
    "sign": sign,
    "scale": scale,
    "percent for points": points,
    "currency": currency,
    "measure": measure,
    "flow": flow,
    "year": year,
    "period": period,
    "partner": _others("partner"),
    "region": _others("region"),
    "product": _others("product"),
    "another definition": definition,
}

UNREACHED = ("currency", "measure", "another definition")
"""Slips to figures that the tables may not have at all: nothing shows them to be false."""


def falsify(
    true: Iterable[Truth], facts: Facts, seed: int, each: int, kinds: Iterable[str] = SLIPS
) -> list[Falsification]:
    """Return ``each`` falsifications of every kind (as many as there are), one of each truth."""
    found: list[Falsification] = []
    pool = list(true)
    for kind in kinds:
        random = Random(f"{seed} {kind}")
        random.shuffle(pool)
        made = (_one(truth, kind, facts, random) for truth in pool)
        found += _first(made, each)
    return found


def _first(made: Iterable[Falsification | None], each: int) -> list[Falsification]:
    out: list[Falsification] = []
    for one in made:
        if len(out) == each:
            break
        if one is not None:
            out.append(one)
    return out


def _one(truth: Truth, kind: str, facts: Facts, random: Random) -> Falsification | None:
    edited = list(SLIPS[kind](truth, facts))
    random.shuffle(edited)
    for statement in edited:
        is_false = facts.is_false(statement, truth.round)
        if is_false or (is_false is None and kind in UNREACHED):
            return Falsification(truth, kind, statement, meant(truth, statement), bool(is_false))
    return None


def meant(truth: Truth, edited: Statement) -> str:
    """Return what should be asked: the true figure, or the true number of the same figure."""
    if normal(edited.figure) != normal(truth.statement.figure):
        return write_figure(truth.statement.figure)
    return f"{number_text(Fraction(truth.statement.value))} {truth.statement.unit}"


def arbitrary(true: Iterable[Truth], facts: Facts, seed: int, each: int) -> list[Falsification]:
    """Return false statements that no slip made: any number of the same size and precision."""
    random = Random(seed)
    pool = [truth for truth in true if truth.statement.relation is Relation.EQ]
    random.shuffle(pool)
    made = []
    for truth in pool[:each]:
        said = truth.statement.value
        wrong = said * Decimal(str(round(random.uniform(0.4, 2.5), 6)))
        edited = _renumbered(
            truth, wrong.quantize(Decimal(1).scaleb(int(said.as_tuple().exponent)))
        )
        if facts.is_false(edited, truth.round) and edited.value:
            made.append(Falsification(truth, "none", edited, "", True))
    return made


def confusion(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the table of kinds made (rows) and kinds ranked first (columns), largest first."""
    counts = Counter(pairs)
    lines = []
    for kind in dict.fromkeys(made for made, _ in counts):
        row = {got: n for (made, got), n in counts.items() if made == kind}
        right, every = row.pop(kind, 0), sum(n for (made, _), n in counts.items() if made == kind)
        rest = ", ".join(f"{got} {n}" for got, n in sorted(row.items(), key=lambda one: -one[1]))
        lines.append(f"{kind:20} {right:3} of {every:3}  {rest}")
    return "\n".join(lines)
