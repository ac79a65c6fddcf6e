"""Several slices, one sentence: which number belongs to which, and which to all of them."""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.cells import Flow
from tradetally.read.line.said import Said
from tradetally.read.line.subjects import PAIRS, Item, Subject
from tradetally.read.when.bases import named_bases
from tradetally.read.when.listed_periods import over_periods
from tradetally.statements import Relation

_HALVES = [Flow.EXPORTS, Flow.IMPORTS]  # of trade, which need not be named again


def spread(said: list[Said]) -> Iterator[Said]:
    """Yield each number once for every slice that it is said of.

    As many numbers as slices go in pairs (``5% and 3%, respectively``); one number of several
    slices is said of each with *each*, and else of all together.
    """
    for index, one in enumerate(said):
        of_level = _of_level(said, index)
        if of_level is not None:
            yield from _placed(of_level, 1, 0) if _size(of_level.subject) > 1 else (of_level,)
            continue
        over = over_periods(said, index)
        if over:
            yield from over
            continue
        if _is_of_one(one.subject):
            yield one
            continue
        group, at = _group(said, index)
        yield from _placed(one, group, at)


def _is_of_one(subject: Subject) -> bool:
    """Whether a subject lists neither flows nor slices, so that none of them is to be chosen."""
    items = subject.items
    if subject.flows or any(item.parts for item in items):
        return False
    return len(items) < 2 or len(subject.dimensions) == len(items)


def _of_level(said: list[Said], index: int) -> Said | None:
    """Return a rate of the amount that it belongs to: ``a reached 5 and b 7, up 3% and 4%``.

    As many rates with *respectively* as amounts of different things before them go in pairs.
    """
    one = said[index]
    if not (_is_rate(one) or _is_part(one)) or not _is_respective(one):
        return None
    first, last = _run_of(said, index)
    rates = list(range(first, last + 1))
    levels = [other for other in said[:first] if other.claim.indicator == "level"]
    if len(levels) > len(rates) and _stand_together(said, first, len(rates)):
        levels = levels[-len(rates) :]
    subjects = [other.subject for other in levels if not other.claim.is_converted]
    if one.claim.indicator == "rank" and [s.flow for s in subjects] == _HALVES:
        subjects = [subjects[0]._replace(flow=Flow.TOTAL), *subjects][-len(rates) :]
    if len(subjects) != len(rates) or len(set(subjects)) != len(subjects) or len(subjects) < 2:
        return None
    if _size(one.subject) > 1 and not _are_of_one(subjects):
        return None
    return one._replace(subject=subjects[rates.index(index)])


def _are_of_one(subjects: list[Subject]) -> bool:
    """Whether amounts are the quantity and the value of one thing: ``大豆5吨，货值2亿``."""
    measures = {subject.measure for subject in subjects}
    return len(measures) == len(subjects) and len({subject.items for subject in subjects}) == 1


def _run_of(said: list[Said], index: int) -> tuple[int, int]:
    """Return the first and last place of the rates that are listed together with one."""
    first = last = index
    while first and _are_alike(said[first - 1], said[first]):
        first -= 1
    while last + 1 < len(said) and _are_alike(said[last], said[last + 1]):
        last += 1
    return first, last


def _are_alike(one: Said, other: Said) -> bool:
    """Whether two numbers next to each other are listed and say the same kind of thing."""
    return one.claim.indicator == other.claim.indicator and _are_listed(one, other)


def _is_rate(one: Said) -> bool:
    return one.claim.indicator in ("growth", "rank")


def _is_part(one: Said) -> bool:
    return one.claim.indicator in ("share", "contribution", "contribution_pp")


def _stand_together(said: list[Said], first: int, count: int) -> bool:
    """Whether as many amounts as rates stand right before the rates."""
    return all(one.claim.indicator == "level" for one in said[first - count : first])


def _group(said: list[Said], index: int) -> tuple[int, int]:
    """Return how many numbers of one kind are listed with this one, and its place among them."""
    one = said[index]
    alike = [
        i
        for i, other in enumerate(said)
        if other.claim.number.unit == one.claim.number.unit
        and other.claim.is_converted == one.claim.is_converted
        and other.line is one.line
        and other.subject == one.subject
    ]
    if len(alike) == 1:
        return 1, 0
    runs: list[list[int]] = []
    for i in alike:
        if runs and runs[-1][-1] == i - 1 and _are_listed(said[i - 1], said[i]):
            runs[-1].append(i)
        else:
            runs.append([i])
    run = next(run for run in runs if index in run)
    size = _size(one.subject)
    if size == 1 and len(run) > 1 and any(_parted(item, len(run)) for item in one.subject.items):
        return len(run), run.index(index)
    if len(run) == size:
        return len(run), run.index(index)
    if _is_respective(one) and size > 1 and len(alike) % size == 0:
        return size, alike.index(index) // (len(alike) // size)
    return 1, 0


def _are_listed(one: Said, other: Said) -> bool:
    line, start, end = one.line, one.claim.number.end, other.claim.number.start
    return (
        line.words_between(start, end) == ""
        and all(
            cue.kind == "break" or cue.value == "respectively" for cue in line.between(start, end)
        )
        and bool(line.between(start, end, "break"))
    )


def _is_respective(one: Said) -> bool:
    return any(cue.value == "respectively" for cue in one.line.of("refer"))


def _size(subject: Subject) -> int:
    sizes = [len(subject.of(dimension)) for dimension in subject.dimensions]
    return max([*sizes, len(subject.flows), 1])


def _placed(one: Said, group: int, at: int) -> Iterator[Said]:
    subject = one.subject
    many = [d for d in subject.dimensions if len(subject.of(d)) > 1]
    parted = next((item for item in subject.items if _parted(item, group)), None)
    if parted is not None and group > 1 and not many:
        yield one._replace(subject=_only(subject, parted.dimension, parted.parts[at]))
        return
    fits = any(len(subject.of(dimension)) == group for dimension in many)
    if group > 1 and len(subject.flows) == group and not fits and _is_of_flows(one):
        yield one._replace(subject=subject._replace(flow=subject.flows[at], flows=()))
        return
    if not many:
        yield from _by_flow(one)
        return
    dimension = next((d for d in many if len(subject.of(d)) == group), many[0])
    items = subject.of(dimension)
    if group == len(items):
        yield one._replace(subject=_only(subject, dimension, items[at]))
    elif _is_each(one) or _is_bound(one):
        for item in items:
            yield one._replace(subject=_only(subject, dimension, item))
    else:
        yield one._replace(subject=_only(subject, dimension, _together(one, items)))


def _is_of_flows(one: Said) -> bool:
    """Whether listed numbers go with listed flows: no gap is meant.

    Of *imports and exports* in one word, which may as well be their sum, a clause's end parts.
    """
    number = one.claim.number
    if len(named_bases(one.line, number)) > 1:
        return False
    if one.claim.indicator != "growth_gap" and one.subject.flows != PAIRS["imports-exports"]:
        return True
    ends = [t.end for t in one.others if t.flows and t.end <= number.start]
    broken = one.line.between(max(ends, default=0), number.start, "break")
    is_gap = one.claim.indicator == "growth_gap"
    return not is_gap and not any(cue.value == "hard" for cue in broken)


def _parted(item: Item, count: int) -> bool:
    """Whether a name lists that many products that are products themselves."""
    return len(item.parts) == count and all(part.is_listed for part in item.parts)


def _by_flow(one: Said) -> Iterator[Said]:
    flows: tuple[Flow, ...] = one.subject.flows if _is_each(one) else ()
    if not flows or _is_ranked_anew(one):
        yield one._replace(subject=one.subject._replace(flows=())) if flows else one
        return
    for flow in flows:
        yield one._replace(subject=one.subject._replace(flow=flow, flows=()))


def _is_ranked_anew(one: Said) -> bool:
    """Whether numbers of the flows stand before a rank: ``分别增长7%、11%，规模和增速均列首位``."""
    number = one.claim.number
    ends = [t.end for t in one.others if t.flow is not None and t.end <= number.start]
    parted = any(max(ends, default=0) <= n.start < number.start for n in one.line.numbers)
    return one.claim.indicator == "rank" and parted


def _is_each(one: Said) -> bool:
    """Whether *each* stands before a number, and no clause about another flow between them."""
    number = one.claim.number
    anew = [t.start for t in one.others if t.flow is not None and t.end <= number.start]
    return any(
        cue.value == "each"
        and cue.end <= number.start
        and not any(_is_clause_between(one, cue.end, at) for at in anew)
        for cue in one.line.of("refer")
    )


def _is_clause_between(one: Said, start: int, end: int) -> bool:
    """Whether a clause ends between two places."""
    return any(cue.value == "hard" for cue in one.line.between(start, end, "break"))


def _is_bound(one: Said) -> bool:
    """Whether a number cannot be of several slices together: a rank, what rates are above."""
    if one.claim.indicator == "rank":
        return True
    is_growth = one.claim.indicator == "growth"
    return is_growth and one.claim.number.relation in (Relation.GT, Relation.GE, Relation.LT)


def _only(subject: Subject, dimension: str, item: Item) -> Subject:
    others = tuple(other for other in subject.items if other.dimension != dimension)
    return subject._replace(items=(*others, item))


def _together(one: Said, items: tuple[Item, ...]) -> Item:
    """Return several items as one: their words as the sentence has them."""
    text = one.line.text
    last = text.rfind(items[-1].words, 0, one.claim.number.start)
    start = text.rfind(items[0].words, 0, max(last, 0))
    end = last + len(items[-1].words)
    words = text[start:end] if 0 <= start < end else " and ".join(item.words for item in items)
    return Item(items[0].dimension, words.lower(), words, is_listed=False)
