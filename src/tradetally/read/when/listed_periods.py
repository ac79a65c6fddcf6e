"""Several periods, one sentence: ``一季度、二季度分别达到9.76万亿元和10.34万亿元``."""

from __future__ import annotations

from tradetally.languages import When
from tradetally.periods import Period
from tradetally.read.line.said import Said
from tradetally.read.when.times import plain_whens


def over_periods(said: list[Said], index: int) -> tuple[Said, ...]:
    """Return a number once for each listed period that it is of; nothing where none are listed.

    As many numbers as periods go in pairs; with *each* one number is said of every period.
    """
    one = said[index]
    whens = _listed(one) if len(one.line.whens) > 1 else []
    if len(whens) < 2:
        return ()
    alike = [
        i
        for i, other in enumerate(said)
        if other.line is one.line
        and other.period == one.period
        and other.claim.number.unit == one.claim.number.unit
        and other.claim.number.start >= whens[-1].end
    ]
    start, number = whens[-1].end, one.claim.number
    if any(cue.value == "each" for cue in one.line.between(start, number.start, "refer")):
        return tuple(_moved(one, when.period) for when in whens)
    is_respective = any(cue.value == "respectively" for cue in one.line.of("refer"))
    if len(alike) == len(whens) and is_respective:
        return (_moved(one, whens[alike.index(index)].period),)
    return ()


def _listed(one: Said) -> list[When]:
    """Return the list of periods before a number that ends with the one it was taken to be of."""
    before = [w for w in plain_whens(one.line) if w.end <= one.claim.number.start]
    out: list[When] = []
    for when in reversed(before):
        if out and not _is_glue(one, when.end, out[0].start):
            break
        out.insert(0, when)
    if len(out) > 1 and _is_broken(one, out[-1].end):
        return []
    return out if out and out[-1].period == one.period else []


def _is_glue(one: Said, start: int, end: int) -> bool:
    between = one.line.between(start, end)
    return (
        one.line.words_between(start, end) == ""
        and bool(between)
        and all(cue.kind == "break" and cue.value != "hard" for cue in between)
    )


def _is_broken(one: Said, start: int) -> bool:
    """Whether another number of another kind stands between the list and the number."""
    number = one.claim.number
    between = [n for n in one.line.numbers if start <= n.start and n.end <= number.start]
    return any(n.unit != number.unit for n in between)


def _moved(one: Said, period: Period) -> Said:
    base = one.base
    if base is not None and base.months == period.months:
        base = base.shift(period.start - one.period.start)
    return one._replace(period=period, base=base)
