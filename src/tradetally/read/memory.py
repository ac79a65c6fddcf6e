"""What a sentence leaves in mind for the next one."""

from __future__ import annotations

from tradetally.cells import Flow, Measure
from tradetally.periods import Period
from tradetally.read.line.context import Context
from tradetally.read.line.marks import Line
from tradetally.read.line.said import Left, Said
from tradetally.read.line.subjects import (
    OTHER_BALANCES,
    WITH_SERVICES,
    Item,
    Subject,
    Topic,
    with_called,
)
from tradetally.read.subject.besides_goods import last_besides
from tradetally.read.subject.sums import spoken_of
from tradetally.read.subject.whose import named_in
from tradetally.read.when.dated import goes_on_of_year, spoken_period
from tradetally.read.when.times import is_told, plain_whens

_NEAR = 5  # characters between two words, an article at most
_FEW_REGIONS = 2  # more are a list, and what follows is of none of them


def remembered(
    line: Line,
    context: Context,
    resolved: list[tuple[Topic, Subject]],
    out: list[Said | Left],
    start: Period | None,
) -> Context:
    """Return the context of the next sentence; ``start`` is where averages are measured from."""
    if not (resolved or out or line.whens or line.days or context.is_of_many):
        return context._replace(opens_paragraph=False) if context.opens_paragraph else context
    said = [one for one in out if isinstance(one, Said)]
    whens = _spoken_periods(line, said, context)
    counts = next(
        (s.claim.number.noun for s in said if s.subject.measure is Measure.ENTERPRISES), None
    )
    balances = context.balances
    for topic, subject in resolved:
        balances = with_called(balances, topic, subject)
    is_of_section = context.opens_section and bool(said or context.is_heading)
    return context._replace(
        start=start,
        home=context.home or _home(said),
        is_of_all=_is_of_all(said) if context.is_of_all is None else context.is_of_all,
        spoken=spoken_of(context.spoken, said),
        named=named_in(resolved, context.named),
        balances=balances,
        is_of_year=goes_on_of_year(line, context.is_of_year),
        subject=_main_subject(line, context, resolved, said) or context.subject,
        period=whens[0] if whens else context.period,
        month=next((when for when in whens if when.months == 1), context.month),
        section=whens[0] if whens and is_of_section else context.section,
        opens_section=context.opens_section and not (whens and is_of_section),
        opens_paragraph=False,
        is_partial=is_partial(line, context),
        is_aside=_is_aside(context, resolved, said),
        is_of_many=len({i.code for one in said for i in one.subject.of("product")}) > 1,
        besides=last_besides(context.besides, resolved),
        counts=counts or (context.counts if said == [] else None),
    )


def _main_subject(
    line: Line, context: Context, resolved: list[tuple[Topic, Subject]], said: list[Said]
) -> Subject | None:
    """Return what a sentence is about: what its first amount is of, or its first flow."""
    main = next((s for _, s in resolved if s.aside is None and s.has_flow), None)
    if not said:
        main = next((subject for topic, subject in resolved if topic.is_predicate), main)
    if said and said[0].subject.measure is Measure.VALUE:
        main = said[0].subject
    if main is not None and len({one.subject.of("region") for one in said}) > _FEW_REGIONS:
        main = main._replace(items=tuple([i for i in main.items if i.dimension != "region"]))
    if main is not None and _is_also_whole(line, main, resolved):
        main = main._replace(items=main.of("region"))
    if context.changes_from_previous and line.numbers and not (main or said):
        main = next((s for _, s in resolved if s.aside in OTHER_BALANCES), None)
    return main


def _spoken_periods(line: Line, said: list[Said], context: Context) -> list[Period]:
    """Return the periods that a sentence leaves in mind, the first of them most."""
    if any(cue.value == "revised" for cue in line.of("previous")):
        return []  # "June's deficit was revised to $5bn" goes on about July
    whens = [when.period for when in plain_whens(line) if is_told(when, context.published)]
    return [spoken_period(said, whens)] if said and whens else whens


def _home(said: list[Said]) -> Item | None:
    """Return the first place whose trade a sentence states."""
    for one in said:
        for item in one.subject.items:
            if item.dimension == "region":
                return item
    return None


def _is_of_all(said: list[Said]) -> bool | None:
    """Whether the first amount of a text is of no region; ``None`` where none is stated."""
    return not said[0].subject.of("region") if said else None


def _is_also_whole(line: Line, main: Subject, resolved: list[tuple[Topic, Subject]]) -> bool:
    """Whether a balance with a partner and that with all are spoken of in one sentence."""
    if main.flow is not Flow.BALANCE or not main.of("partner"):
        return False
    parts = [cue.end for cue in line.of("link") if cue.value == "of"]  # a part of the whole
    others = [
        subject
        for topic, subject in resolved
        if topic.is_whole and not any(0 <= topic.start - end <= _NEAR for end in parts)
    ]
    return any(one.flow is Flow.BALANCE and not one.of("partner") for one in others)


def _is_aside(context: Context, resolved: list[tuple[Topic, Subject]], said: list[Said]) -> bool:
    """Whether what is spoken of is none of trade: until trade is named or stated again."""
    if not resolved or said:
        return context.is_aside and not said
    return all(subject.aside not in (None, WITH_SERVICES) for _, subject in resolved)


def is_partial(line: Line, context: Context) -> bool:
    """Whether a sentence is about a part of a month, or goes on about one."""
    if any(day.is_part for day in line.days):
        return True
    return context.is_partial and not plain_whens(line)
