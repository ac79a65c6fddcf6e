"""Which subject a number is of: tied to it, the last one before it, or that of the context."""

from __future__ import annotations

from tradetally.cells import Flow
from tradetally.languages import Cue, Name, Number
from tradetally.read.line.comparisons import governing
from tradetally.read.line.context import Context
from tradetally.read.line.items import Place, item_of, named_items
from tradetally.read.line.marks import Line
from tradetally.read.line.spots import Spot, is_amount, is_bracketed, is_money
from tradetally.read.line.subjects import Item, Subject, Topic, resolve, sign_of_gap, with_called
from tradetally.read.subject.flow_phrases import VERBS
from tradetally.read.subject.home import at_home
from tradetally.read.subject.moved import is_moved
from tradetally.read.subject.theme import with_theme

_UNSPACED = "\u2e80"  # where the letters of languages without blanks start

_FRONTING = (("move", "up"), ("move", "down"), ("link", "at"), ("measure", "value"))
_ARTICLE = 5  # characters that *the* takes, with the blanks around it
_UNKNOWN = "not about trade"


_TIE = 24  # characters of the words that tie a subject to its rate: *decrease in*
_TO_PARTNER = 5  # characters of a link between a number and a partner
_ENDS_NAME = ("move", "break", "link", "stop", "level", "base", "measure", "refer")


def meant(topics_: tuple[Topic, ...], context: Context) -> list[tuple[Topic, Subject]]:
    """Return the topics with what they come to mean, each after the one before."""
    out: list[tuple[Topic, Subject]] = []
    before, same, balances = context.subject, False, context.balances
    home = context.home or context.source
    for said in topics_:
        topic = _with_them(said, context) if said.is_of_them else said
        subject = resolve(topic, before, same_sentence=same)
        if not same and _is_of_many(topic, context):
            subject = subject.without("product")
        if topic.is_gap:
            subject = subject._replace(sign=sign_of_gap(balances, subject))
        balances = with_called(balances, topic, subject)
        if topic.is_next and not (before is not None and before.of("product")):
            subject = Subject(aside=_UNKNOWN)  # they name a product only where another was named
        subject = with_theme(topic, subject, context.theme)
        if topic.level is not None:
            subject = at_home(topic, subject, home)
        out.append((topic, subject))
        if subject.aside is None and not topic.is_other:
            before, same = subject, True
    return out


def _is_of_many(topic: Topic, context: Context) -> bool:
    """Whether a pronoun with a partner opens a sentence after several goods: ``Those to India``."""
    is_pronoun = topic.refers and topic.flow is None and bool(topic.of("partner"))
    return is_pronoun and context.is_of_many


def _with_them(topic: Topic, context: Context) -> Topic:
    """Return a topic with the partners that it calls *them*, or with the other of *the two*."""
    other = () if context.other is None else (context.other,)
    them = context.named or other
    return topic if topic.of("partner") else topic._replace(items=(*topic.items, *them))


def other_in(line: Line, place: Place) -> Item | None:
    """Return the only partner that a sentence names."""
    other: Name | None = None
    for name in line.names:
        if name.dimension == "partner" and name.code != place.reporter:
            if other is not None and other.code != name.code:
                return None
            other = other or name
    return None if other is None else item_of(other, place)


def named_in(resolved: list[tuple[Topic, Subject]], before: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the partners that *them* means after a sentence: the last that it lists."""
    for topic, _ in reversed(resolved):
        if len(topic.items) > 1:
            partners = topic.of("partner")
            if len(partners) > 1:
                return partners
    return before


def subject_of(
    spot: Spot, resolved: tuple[tuple[Topic, Subject], ...], context: Context
) -> Subject | None:
    """Return what a number is of: a subject tied to it, the last before it, the context's.

    None of ``resolved`` is only what another subject is held against.
    """
    number, line = spot.number, spot.line
    excess = _excess(spot, resolved)
    if excess is not None:
        return excess
    behind = _right_behind(spot, resolved)
    if behind is not None:
        return behind
    before = [pair for pair in resolved if pair[0].start < number.start]
    if len(before) > 1 and number.unit == "pp":
        cue = governing(line, number)
        if (
            cue is not None
            and before[-2][0].end <= cue.start + 1
            and cue.end <= before[-1][0].start + 1
        ):
            return before[-2][1]
    while len(before) > 1 and _is_inserted(line, before[-1][0], before[-2][0], number):
        before = before[:-1]
    if before:
        return before[-1][1]
    if number.noun == "in a row" and resolved and resolved[0][0].flow is not None:
        return resolved[0][1]  # "the sixth straight month in which shipments to the U.S. fell"
    fronted = _fronting(spot, resolved)
    if fronted is not None:
        return fronted
    others = [subject for _, subject in resolved]
    if others and all(subject.aside is not None for subject in others):
        return others[0]
    if _goes_on(line, context) or (context.subject and _is_named_in_bracket(spot)):
        return Subject(aside="not about trade") if context.is_aside else context.subject
    after = [
        subject for topic, subject in resolved if subject.aside is None and topic.flow is not None
    ]
    return after[0] if after else None


def _right_behind(spot: Spot, resolved: tuple[tuple[Topic, Subject], ...]) -> Subject | None:
    """Return the subject that is tied to a number right before it: ``a 5% rise in exports``."""
    number, line = spot.number, spot.line
    right = max(spot.right, _past_bracket(spot))
    for topic, subject in resolved:
        is_behind = number.end <= topic.start < right and number.unit != "ratio"
        is_unspaced = line.text[topic.start] >= _UNSPACED
        if is_unspaced and (topic.flow is None or line.text[number.end : number.end + 1] == " "):
            continue  # 增长12% 民企占比逾七成
        if is_behind and _is_tied(spot, topic):
            return subject
        if topic.is_predicate and number.end <= topic.start and is_moved(line, number, topic):
            return subject
    return None


def _fronting(spot: Spot, resolved: tuple[tuple[Topic, Subject], ...]) -> Subject | None:
    """Return what an opening clause is of that has no subject: ``Up 5% at $9bn, exports grew``."""
    line = spot.line
    first = line.cues[0] if line.cues else None
    is_open = first is not None and not line.text[: first.start].strip()
    if first is None or not is_open or (first.kind, first.value) not in _FRONTING:
        return None
    for topic, subject in resolved:
        comma = line.last_before(topic.start + 1, "break")
        is_behind = comma is not None and spot.number.end <= comma.start
        if topic.flow is not None and is_behind and comma is not None:
            is_next = comma.value == "comma" and topic.start - comma.end <= _ARTICLE
            return subject if is_next and subject.aside is None else None
    return None


def _excess(spot: Spot, resolved: tuple[tuple[Topic, Subject], ...]) -> Subject | None:
    """Return the balance where one flow exceeds the other: ``imports exceeded exports by £9m``."""
    if "passed" not in spot.line.by_kind:
        return None
    passed = spot.before("passed")
    if passed is None or passed.value != "gt":
        return None
    by = spot.line.last_before(spot.number.start, "link")
    before = [pair for pair in resolved if pair[0].start < spot.number.start]
    if by is None or len(before) < 2:
        return None
    (larger, whose), (smaller, _) = before[-2:]
    is_by = by.value == "by" and spot.number.start - by.end <= 1
    are_flows = {larger.flow, smaller.flow} == {Flow.EXPORTS, Flow.IMPORTS}
    if not (is_by and are_flows and larger.start < passed.start <= smaller.start):
        return None
    return whose._replace(flow=Flow.BALANCE, sign=1 if larger.flow is Flow.EXPORTS else -1)


def _is_inserted(line: Line, topic: Topic, main: Topic, number: Number) -> bool:
    """Whether a subject stands in what commas part from the main one and its verb.

    In ``exports to France, which buys most of all exports, rose 5%`` it is the first that rose,
    in ``exports of textiles, yarn included, rose 5%`` too.
    """
    opening = [c for c in line.between(main.end, topic.start, "break") if c.value == "comma"]
    closing = _closing(line, topic)
    if not opening or closing is None or closing.value != "comma" or closing.end > number.start:
        return False
    after = line.between(closing.end, number.start)
    if any(main.end <= n.start and n.end <= opening[0].start for n in line.numbers):
        return False  # "tools fetched $4bn, including lathes, up $2bn"
    is_verb = bool(after) and after[0].kind in VERBS and after[0].start - closing.end <= 1
    if not is_verb or any(cue.kind in ("break", "flow") for cue in after):
        return False
    inside = [n for n in line.numbers if opening[0].end <= n.start < closing.start]
    is_said = line.between(topic.end, closing.start, "move", "level", "passed", "reached")
    return not is_said and all(n.unit in (None, "percent", "rank") for n in inside)


def _closing(line: Line, topic: Topic) -> Cue | None:
    """Return the mark that closes what a subject stands in: the one right before its verb."""
    if topic.flow is not None:
        return line.first_after(topic.end, "break")
    closing = line.last_before(topic.end, "break")
    if closing is not None and topic.start < closing.start and topic.end - closing.end <= 1:
        return closing
    return line.first_after(topic.start, "break")


def _goes_on(line: Line, context: Context) -> bool:
    """Whether a sentence without a subject before its number may go on about the last one."""
    return context.subject is not None and bool(
        line.of("move", "rate", "share", "mood", "refer", "reached", "compare", "passed", "counted")
    )


def _is_named_in_bracket(spot: Spot) -> bool:
    """Whether an amount stands in brackets behind a name: ``Others were Peru (300,000 b/d)``."""
    end = spot.number.start - 1
    is_behind = any(0 <= end - name.end <= 1 for name in spot.line.names)
    return is_behind and is_amount(spot.number.unit) and is_bracketed(spot)


def _is_tied(spot: Spot, topic: Topic) -> bool:
    """Whether a subject right behind a number is the number's own: ``a 5% rise in exports``."""
    line, number = spot.line, spot.number
    if topic.start >= spot.right:
        tie = line.last_before(topic.start + 1, "link")
        return tie is not None and tie.value in ("in", "of") and tie.end + 2 > topic.start
    parting = line.between(number.end, topic.start, "stop", "compare", "break", "level", "mood")
    if any((cue.kind, cue.value) != ("stop", "was") for cue in parting):
        return False  # "5 million cars were exported" ties them
    link = line.between(number.end, topic.start, "link")
    if topic.flow is None and topic.items and topic.start - number.end <= _TO_PARTNER:
        return True  # "3 percent to Germany"
    if any(cue.value not in ("in", "of", "for") for cue in link):
        return False
    if any(cue.value == "for" for cue in link) and topic.flow is None:
        return True
    if (
        link
        and not line.between(number.end, link[-1].start, "move", "rate", "measure")
        and spot.number.unit in ("percent", "pp")
    ):
        return False
    return len(line.words_between(number.end, topic.start).split()) <= 1


def _past_bracket(spot: Spot) -> int:
    """Return how far the subject of a rate or a change may stand behind a rate in brackets.

    In ``a 4% fall (2% y/y) in exports`` the exports are what fell, and so in ``a £4 billion (2%)
    fall in exports``.
    """
    opened = spot.line.first_after(spot.number.end, "break")
    is_fit = spot.number.unit == "percent" or is_money(spot.number.unit)
    if opened is None or opened.value != "bracket" or not is_fit:
        return 0
    closed = spot.line.first_after(opened.end, "break")
    if closed is None or closed.value != "bracket":
        return 0
    inside = [n for n in spot.line.numbers if opened.end <= n.start < closed.start]
    is_rate = len(inside) == 1 and inside[0].unit == "percent"
    return closed.end + _TIE if is_rate and inside[0].start - opened.end <= 1 else 0


def named_before_bracket(spot: Spot, subject: Subject, place: Place, bracket: int) -> Subject:
    """Return the subject that stands right before a bracket: ``ships (35.1%)``."""
    line = spot.line
    start = max((n.end + 1 for n in line.numbers if n.end <= bracket), default=0)
    for cue in line.cues:
        if cue.end <= bracket and cue.kind in _ENDS_NAME and not _joins(line, cue, start):
            start = max(start, cue.end)
    names = [n for n in line.names if n.end <= bracket and bracket - n.end <= 2]
    dimension = names[-1].dimension if names else "product"
    if names:
        start = min(start, names[-1].start)
    items = tuple(named_items(line, (start, bracket), (dimension,), dimension, place))
    if not items or line.between(start, bracket, "flow"):
        return subject
    item = items[-1]
    if len(items) > 1:
        shift, stop = place.language.trimmed(line.text[start:bracket])
        words = line.text[start + shift : start + stop]
        item = Item(item.dimension, words.lower(), words, is_listed=False)
    others = tuple(i for i in subject.items if i.dimension != item.dimension)
    return subject._replace(items=(*others, item))


def _joins(line: Line, cue: Cue, start: int) -> bool:
    """Whether *and* joins two names to one: ``peas and beans (2%)``, not ``peas, and beans``."""
    ahead = line.text[start : cue.start].strip()
    return (cue.kind, cue.value) == ("break", "and") and bool(ahead) and not ahead.endswith(",")
