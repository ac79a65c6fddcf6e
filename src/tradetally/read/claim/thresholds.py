"""What counted things exceed, said ahead of the counts.

In ``规模超过万亿元、千亿元和百亿元的国家和地区分别有14个、62个和137个`` each of the three
amounts is the threshold of one count.
"""

from __future__ import annotations

from itertools import pairwise

from tradetally.languages import Cue, Number
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import is_money


def thresholds_ahead(line: Line) -> dict[int, Number | None]:
    """Return, by place, the amounts that are thresholds (``None``) and the counts with theirs."""
    out: dict[int, Number | None] = {}
    for cue in line.of("counted"):
        stops = [c for c in line.of("break") if c.value in ("hard", "comma")]
        start = max((c.end for c in stops if c.end <= cue.start), default=0)
        end = min((c.start for c in stops if c.start >= cue.end), default=len(line.text))
        above = [
            n
            for n in line.numbers
            if start <= n.start and n.end <= cue.start and is_money(n.unit) and _is_above(line, n)
        ]
        counts = [
            n for n in line.numbers if cue.end <= n.start and n.end <= end and n.unit == "count"
        ]
        out.update(_behind(line, cue, end))
        if not above or not counts or line.between(above[-1].end, cue.start, "flow", "move"):
            continue
        out.update({amount.start: None for amount in above})
        if len(above) == len(counts):
            pairs = zip(counts, above, strict=True)
            out.update({count.start: amount for count, amount in pairs})
    out.update(_right_before(line))
    is_each = any(cue.value == "each" for cue in line.of("refer"))
    amounts = line.numbers if is_each else ()
    out.update({amount.start: None for amount in amounts if _is_of_each(line, amount)})
    return out


def _right_before(line: Line) -> dict[int, Number | None]:
    """Return amounts that only *of which there are* parts from a count: ``超百亿元的有21家``."""
    out: dict[int, Number | None] = {}
    for amount, count in pairwise(line.numbers):
        if count.unit != "count" or not (is_money(amount.unit) and _is_above(line, amount)):
            continue
        kinds = {cue.kind for cue in line.between(amount.end, count.start)}
        if kinds == {"degree"} and not line.words_between(amount.end, count.start):
            out.update({amount.start: None, count.start: amount})
    return out


def _behind(line: Line, counted: Cue, end: int) -> dict[int, Number | None]:
    """Return an amount behind a count, and the count: ``with trade above 50bn reached 61``."""
    numbers = [n for n in line.numbers if counted.end <= n.start and n.end <= end]
    if len(numbers) < 2 or not (is_money(numbers[0].unit) and _is_above(line, numbers[0])):
        return {}
    amount, count = numbers[:2]
    verb = line.between(amount.end, count.start, "reached", "level", "passed", "move", "stop")
    is_count = count.unit in (None, "count") and bool(verb)
    return {amount.start: None, count.start: amount} if is_count else {}


def _is_of_each(line: Line, amount: Number) -> bool:
    """Whether each of some counted things exceeds an amount: ``37 items earning over $1bn each``.

    Their number is bare: of partners and enterprises it is a count with a threshold.
    """
    each = next((c for c in line.of("refer") if 0 <= c.start - amount.end <= 1), None)
    counted = next((n for n in reversed(line.numbers) if n.end <= amount.start), None)
    return (
        each is not None
        and each.value == "each"
        and counted is not None
        and counted.unit is None
        and is_money(amount.unit)
        and _is_above(line, amount)
        and not line.between(counted.end, amount.start, "break", "flow")
    )


def _is_above(line: Line, number: Number) -> bool:
    passed = line.last_before(number.start, "passed")
    return number.relation in ("gt", "ge") or (
        passed is not None and number.start - passed.end <= 1
    )
