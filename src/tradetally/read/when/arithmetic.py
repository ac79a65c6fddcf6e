"""What the numbers of a sentence tell of each other: from which amount a rate led to which."""

from __future__ import annotations

from tradetally.periods import Period
from tradetally.read.line.said import Left, Said, value_of

_FAR = 4  # numbers back to what a start belongs to


def leads(rate: Said, start: Said, end: Said) -> bool:
    """Whether growth leads from one amount to the other, as round as all three are printed.

    In ``24.7 percent lower at $23.36 billion against $31.02 billion`` it does.
    """
    before, after = start.claim.number.interval, end.claim.number.interval
    if not (before.is_positive() and after.is_positive()):
        return False
    growth = rate.claim.number.interval
    growth = -growth if value_of(rate) < 0 < rate.claim.number.value else growth
    return ((after / before - 1) * 100).meets(growth)


def with_told_starts(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with starts that name no period as of what its growth is measured from.

    ``fell 3.9 percent to $33.96 billion from $35.33 billion`` is since a year before, as the fall;
    and so are the starts behind it.
    """
    if len(found) < 3:
        return found
    out = list(found)
    told: tuple[Period, Period] | None = None  # as it was guessed, and as it is
    for index, start in enumerate(found):
        if not isinstance(start, Said) or not _is_guessed(start):
            continue
        near = [one for one in found[max(0, index - _FAR) : index] if isinstance(one, Said)]
        near = [one for one in near if one.subject.flow is start.subject.flow]
        ends = [one for one in near if one.claim.indicator == "level" and not one.claim.is_prior]
        rates = [one for one in near if one.claim.indicator == "growth" and not one.claim.is_prior]
        if ends and rates and leads(rates[-1], start, ends[-1]):
            rate = rates[-1]
            told = start.period, rate.base or rate.period.year_earlier()
        if told is not None and told[0] == start.period:
            out[index] = start._replace(period=told[1])
    return out


def _is_guessed(said: Said) -> bool:
    """Whether the period of a start is only the usual one: no words say it."""
    number, line = said.claim.number, said.line
    if not said.claim.is_prior or said.claim.indicator != "level" or said.is_forecast:
        return False
    following = next((n.start for n in line.numbers if n.start >= number.end), len(line.text))
    whens = [when for when in line.whens if number.end <= when.start < following]
    return not whens and not line.between(number.end, following, "base", "previous")
