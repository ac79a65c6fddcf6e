"""What a number learns from its neighbours in the sentence once all of them are read.

A change is measured from the amount that it is said to start at; growth beside a quantity is
of that quantity; an amount behind a count may be what each counted thing exceeds.
"""

from __future__ import annotations

from itertools import pairwise

from tradetally.cells import Measure
from tradetally.periods import Period
from tradetally.read.claim.measures import measure_behind
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Left, Said
from tradetally.read.line.spots import is_money
from tradetally.read.when.arithmetic import leads

_RUN = 3  # numbers: what something was, what it became, and how much that is
_CHANGES = ("change", "growth", "share_change")
_TO = 4  # characters of *to* with its blanks


def with_prior_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with changes measured from the amount that they are said to start at.

    In ``rose £1.9 billion, from £23.8 billion in April`` the change is since April.
    """
    if len(found) < 2:
        return found
    out = list(found)
    for index, one in enumerate(found):
        if isinstance(one, Said) and one.claim.is_prior and one.claim.indicator == "level":
            for at in range(index - 1, max(-1, index - 4), -1):
                before = found[at]
                if not isinstance(before, Said) or before.subject.flow is not one.subject.flow:
                    break
                is_change = before.claim.indicator in ("change", "growth")
                if (
                    before.base is None
                    and is_change
                    and _says_period(one)
                    and (
                        before.claim.indicator == "change" or _may_start(found[:index], before, one)
                    )
                ):
                    out[at] = before._replace(base=one.period)
            for at in range(index + 1, min(len(found), index + 4)):
                after = found[at]
                if isinstance(after, Said) and after.claim.indicator == "average_growth":
                    out[at] = after._replace(base=after.base or one.period)
    return out


def _may_start(ahead: list[Said | Left], rate: Said, start: Said) -> bool:
    """Whether growth may lead from an amount: by the numbers, where it says what it led to."""
    ends = [
        one
        for one in ahead
        if isinstance(one, Said)
        and one.claim.indicator == "level"
        and one.subject.flow is rate.subject.flow
        and one.period == rate.period
    ]
    return not ends or leads(rate, start, ends[-1])


def with_like_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with rates that are compared as measured like the rate before them.

    In ``rose 6% on the month, after a 2% fall in May`` the fall is since April.
    """
    if len(found) < 2:
        return found
    out = list(found)
    for index, one in enumerate(out[1:], 1):
        before = out[index - 1]
        if not isinstance(one, Said) or not isinstance(before, Said) or one.base is not None:
            continue
        is_growth = one.claim.indicator == "growth" == before.claim.indicator
        is_compared = one.claim.is_prior and one.subject.flow is before.subject.flow
        if is_growth and is_compared and before.base == before.period.previous():
            out[index] = one._replace(base=one.period.previous())
    return out


def with_prior_periods(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with starts that say no period as of the start said before them.

    In ``从2017年的1.9万亿元扩大到4.4万亿元，占比从16%提升至22%`` the 16% are of 2017.
    """
    if len(found) < 3:
        return found
    out: list[Said | Left] = []
    start: Period | None = None
    for one in found:
        if isinstance(one, Said) and one.claim.is_prior:
            if _says_period(one):
                start = one.period
            elif start is not None and one.claim.indicator == "share" and not one.is_forecast:
                out.append(one._replace(period=start))
                continue
        out.append(one)
    return out


def with_listed_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with a base that was said once behind a list of rates.

    In ``rose 5%, 4% and 3% from the previous month`` all three are since that month.
    """
    if len(found) < 2:
        return found
    out = list(found)
    for index in range(len(out) - 1, 0, -1):
        one, before = out[index], out[index - 1]
        if not isinstance(one, Said) or not isinstance(before, Said) or one.base is None:
            continue
        is_growth = one.claim.indicator == "growth" == before.claim.indicator
        start, end = before.claim.number.end, one.claim.number.start
        glue = [cue.value for cue in one.line.between(start, end)]
        is_list = bool(glue) and set(glue) <= {"comma", "and", "list"}
        is_bare = not one.line.words_between(start, end)
        if (
            is_growth
            and is_list
            and is_bare
            and before.base is None
            and one.period == before.period
        ):
            out[index - 1] = before._replace(base=one.base)
    return out


def with_shared_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with a base that was said once for several flows.

    In ``exports fell 0.5% from July, while imports rose 1.3%`` both are since July.
    """
    if len(found) < 2:
        return found
    out = list(found)
    for index, one in enumerate(out):
        before = out[index - 1] if index else None
        if not isinstance(one, Said) or not isinstance(before, Said):
            continue
        if one.claim.indicator == "growth" and before.claim.indicator == "level" and index > 1:
            rate = out[index - 2]  # fell 0.8% on the month to 130.5bn, while imports rose 4.2%
            is_of_rate = isinstance(rate, Said) and rate.subject == before.subject
            before = rate if is_of_rate and isinstance(rate, Said) else before
        is_again = one.claim.indicator == "growth" and before.claim.indicator == "change"
        if is_again and one.claim.because == before.claim.because and not _is_moved(before, one):
            out[index] = one._replace(base=one.base or before.base)
            out[index - 1] = before._replace(base=one.base or before.base)
            continue
        is_growth = one.claim.indicator == "growth" == before.claim.indicator
        is_other = (one.subject.flow, one.subject.items) != (
            before.subject.flow,
            before.subject.items,
        )
        is_parallel = one.period == before.period and is_other
        if is_growth and is_parallel and not before.claim.is_prior:
            if one.base is None:
                out[index] = one._replace(base=before.base)
            elif before is out[index - 1] and before.base is None and _is_said_of_both(before, one):
                out[index - 1] = before._replace(base=one.base)
    return out


def _is_moved(one: Said, other: Said) -> bool:
    """Whether a change is told anew between two numbers: ``up $3bn from 2017 and up 9%``."""
    start, end = one.claim.number.end, other.claim.number.start
    return bool(one.line.between(start, end, "move"))


def _is_said_of_both(one: Said, other: Said) -> bool:
    """Whether one verb holds two rates: ``exports rose 2.9% and imports 2.1% on the month``."""
    glue = one.line.between(one.claim.number.end, other.claim.number.start)
    return all(c.value in ("and", "by", "of") or c.kind in ("flow", "plain") for c in glue) and any(
        c.value == "and" for c in glue
    )


def with_run_bases(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with changes of what went from one amount to another since the first.

    In ``从2020年的46.6%上升至2024年的55.5%，提升8.9个百分点`` the points are since 2020.
    """
    if len(found) < _RUN:
        return found
    out = list(found)
    for (one, after), changed in zip(pairwise(found), found[2:], strict=False):
        said = [each for each in (one, after, changed) if isinstance(each, Said)]
        if len(said) == _RUN and _changes_run(*said):
            at = next(i for i, each in enumerate(out) if each is changed)
            out[at] = said[2]._replace(base=said[0].period)
    return out


def _changes_run(one: Said, after: Said, changed: Said) -> bool:
    """Whether a number is how much two amounts before it differ, which are years apart."""
    is_run = one.claim.is_prior and not after.claim.is_prior and _says_period(one)
    are_alike = one.claim.indicator == after.claim.indicator in ("level", "share")
    is_change = changed.base is None and changed.claim.indicator in _CHANGES
    is_same = changed.period == after.period and changed.subject.items == after.subject.items
    is_usual = one.period in (after.period.year_earlier(), after.period)
    return is_run and are_alike and is_change and is_same and not is_usual


def with_led_to(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with growth to an amount as that of what the amount is of.

    In ``by 9% to $5bn for England and 16% to $2bn for Wales`` the 16 percent are Wales'.
    """
    if len(found) < 2:
        return found
    out = list(found)
    for index, (one, after) in enumerate(pairwise(found)):
        if not (isinstance(one, Said) and isinstance(after, Said)) or one.base is not None:
            continue
        start, end = one.claim.number.end, after.claim.number.start
        if end - start <= _TO and one.subject != after.subject and _led_to(one, after):
            out[index] = one._replace(subject=after.subject._replace(rate=one.subject.rate))
    return out


def _led_to(one: Said, after: Said) -> bool:
    """Whether growth is to the amount behind it: ``16% to $2bn``."""
    start, end = one.claim.number.end, after.claim.number.start
    is_growth = (one.claim.indicator, after.claim.indicator) == ("growth", "level")
    links = [(cue.kind, cue.value) for cue in one.line.between(start, end)]
    is_to = links == [("link", "to")] and not one.line.words_between(start, end)
    return is_growth and is_to and one.subject.flow is after.subject.flow


def with_volumes(found: list[Said | Left]) -> list[Said | Left]:
    """Return the sentence with growth beside a quantity as growth of that quantity.

    ``rose 5% to 3 million tonnes`` and ``3 million tonnes, up 5%`` are both of the volume.
    """
    if len(found) < 2:
        return found
    out = list(found)
    level: Said | None = None
    for index, one in enumerate(found):
        if not isinstance(one, Said):
            continue
        if one.claim.indicator in ("level", "change"):
            level = one
            continue
        near = level
        following = found[index + 1] if index + 1 < len(found) else None
        if isinstance(following, Said) and _is_result(one, following):
            near = following
        is_rate = one.claim.indicator in ("growth", "average_growth", "share")
        if near is not None and is_rate and _is_same_quantity(one, near):
            its = near.subject
            subject = one.subject._replace(measure=its.measure, items=its.items)
            out[index] = one._replace(subject=subject)
    return out


def _is_same_quantity(one: Said, other: Said) -> bool:
    mine, its = one.subject, other.subject
    is_quantity = its.measure is Measure.VOLUME or (
        its.measure is Measure.ENTERPRISES and not _is_flow_between(other, one)
    )
    if mine.measure is Measure.PRICE or measure_behind(one.claim, one.line) is Measure.VALUE:
        return False
    is_same = set(its.items) - set(its.of("product")) <= set(mine.items) <= set(its.items)
    is_same = is_same and (mine.items == its.items or not mine.of("product"))
    return is_quantity and is_same and mine.flow is its.flow


def _is_flow_between(one: Said, other: Said) -> bool:
    """Whether trade is named anew between two numbers of a sentence.

    What counted traders did is not: ``2,000 firms exported goods, 3% fewer``.
    """
    end = one.claim.number.end
    flows = one.line.between(end, other.claim.number.start, "flow")
    return any(flow.start - end > 1 for flow in flows)


def _is_result(one: Said, other: Said) -> bool:
    """Whether an amount is what growth led to: ``rose 5% to 3 million tonnes``."""
    line = one.line
    link = line.last_before(other.claim.number.start, "link")
    return (
        other.claim.indicator == "level"
        and link is not None
        and link.value == "to"
        and link.start >= one.claim.number.end
        and not line.between(one.claim.number.end, link.start, "break")
    )


def _says_period(said: Said) -> bool:
    """Whether the sentence says the period of a number rather than leaving it to be guessed."""
    number, line = said.claim.number, said.line
    near = [
        w for w in line.whens if 0 <= w.start - number.end < 12 or 0 <= number.start - w.end < 6
    ]
    bases = [c for c in line.of("base", "previous") if 0 <= c.start - number.end < 12]
    return bool(near or bases)


def with_threshold(said: Said, line: Line) -> Said:
    """Return a count with what each counted thing exceeds: ``58 markets topping 1 billion``."""
    if said.claim.indicator not in ("count", "count_growing"):
        return said
    following = next((n for n in line.numbers if n.start >= said.claim.number.end), None)
    if following is None or not is_money(following.unit):
        return said
    passed = line.between(said.claim.number.end, following.start, "passed")
    above = passed or following.relation in ("gt", "ge")
    own = line.between(said.claim.number.end, following.start, "flow")
    if above and not (own and not passed) and following.start - said.claim.number.end < 60:
        return said._replace(threshold=following, claim=said.claim._replace(indicator="count"))
    return said
