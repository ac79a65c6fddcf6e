"""What is said only to compare: ``from 9.8 percent``, ``versus September's 11.6 percent``.

A number or period behind a comparing word is the other side: it belongs to an earlier period,
or it is what growth is measured from.
"""

from __future__ import annotations

from bisect import bisect_left

from tradetally.languages import Cue, Number, When
from tradetally.read.line.marks import Line

_RIGHT_BEHIND = ("base", "onward")  # 与2019年相比, 2022年以来
_COMPARING = ("compare", "link", "stop")
THAN = ("than", "up", "down")
THEN = ("year-then", "previous-then")
_TELLING = ("move", "level", "passed", "reached", "share", "pace")
_VERBS = (*_TELLING, "flow", "stop")


def governing(line: Line, mark: Number | When) -> Cue | None:
    """Return the comparing word that ``mark`` stands behind, if any."""
    if line.by_kind.keys().isdisjoint(_COMPARING):
        return None
    right_by = _right_by(line, mark) if isinstance(mark, When) else None
    if right_by is not None:
        return right_by
    last = max([n.start for n in line.numbers if n.start < mark.start], default=-1)
    for cue in reversed(line.cues[: bisect_left(line.starts, mark.start)]):
        if cue.end > mark.start:
            continue
        if cue.kind == "break" and isinstance(mark, When) and _joins_whens(line, cue):
            continue
        ends = cue.kind == "break" and cue.value not in ("bracket", "list")
        if ends or cue.end <= last:
            return None
        if cue.kind == "compare":
            return cue if _compares(line, cue, mark) else None
        if cue.kind == "link" and cue.value == "from":
            return cue if _starts_from(line, cue, mark) else None
    return None


def compared(line: Line) -> list[Number]:
    """Return the numbers that are compared with: ``after a 3% fall in May and a 2% rise in April``.

    What *and* joins to one of them is compared too.
    """
    out: list[Number] = []
    for number in line.numbers:
        if governing(line, number) is not None or (out and is_joined(line, out[-1], number)):
            out.append(number)
    return out


def is_joined(line: Line, one: Number, other: Number) -> bool:
    """Whether *and* joins a number to one before, alone or each with the noun of its period."""
    between = line.between(one.end, other.start)
    ties = [cue for cue in between if cue.kind == "break"]
    whens = [when for when in line.whens if one.end <= when.start and when.end <= other.start]
    said = line.between(one.end, other.start, "base", "mood")
    own = [cue for cue in said if cue.kind == "mood" or cue.value in THEN]
    is_apart = bool(own) and [cue.value for cue in ties] == ["comma", "and"]
    return (
        one.unit == other.unit
        and ([cue.value for cue in ties] == ["and"] or is_apart)
        and (bool(whens or own) or not line.words_between(one.end, other.start))
        and _bare_words(line, ties[-1].end, other.start) == 0
        and not line.between(ties[-1].end, other.start, "link")
        and not line.between(ties[-1].end, other.start, "flow", *_TELLING)
    )


def _right_by(line: Line, when: When) -> Cue | None:
    """Return the comparing word right before a period or right behind it: *on*, 与…相比."""
    behind = line.first_after(when.end, "compare")
    is_near = behind is not None and behind.value in _RIGHT_BEHIND and behind.start - when.end <= 2
    if is_near and behind is not None and not line.between(when.end, behind.start, "flow", "break"):
        return behind
    return _against(line, when)


def _compares(line: Line, cue: Cue, mark: Number | When) -> bool:
    """Whether a comparing word holds for what stands behind it."""
    if cue.value == "onward" or (isinstance(mark, Number) and _is_past(line, cue, mark)):
        return False
    if cue.value == "over":
        return _follows_change(line, cue)
    is_behind_verb = isinstance(mark, Number) and line.between(cue.end, mark.start, *_VERBS)
    return not (cue.value == "base" and is_behind_verb)


def _is_past(line: Line, cue: Cue, number: Number) -> bool:
    """Whether a comparison ends before a number: ``rose after a slump to grow 5%``.

    So does what is compared with a period, before what it led to: ``rose 2% over May to $5bn``.
    """
    links = [c for c in line.between(cue.end, number.start, "link") if c.value == "to"]
    verbs = [line.first_after(link.end, "move") for link in links]
    led = any(
        verb is not None and verb.start - link.end <= 1 and verb.end <= number.start
        for link, verb in zip(links, verbs, strict=True)
    )
    return led or _leads_to(line, cue, number)


def _starts_from(line: Line, cue: Cue, mark: Number | When) -> bool:
    """Whether *from* says that a change starts at what stands behind it."""
    if isinstance(mark, Number) and _is_turned(line, mark):
        return True
    is_partners = isinstance(mark, Number) and mark.noun == "partners"
    is_named = any(cue.end <= name.start < mark.start for name in line.names)
    flow = line.last_before(cue.start, "flow")
    is_tied = flow is not None and cue.start - flow.end <= 1
    is_origin = is_tied and _bare_words(line, cue.end, mark.start) > 0  # "imports from there"
    if is_partners or is_named or is_origin or _leads_to(line, cue, mark):
        return False
    if isinstance(mark, When) and mark.period.months > 12:
        return False  # from 2012 to 2021
    start = past_flow(line, cue) if isinstance(mark, When) else cue.end
    between = line.between(start, mark.start, *_VERBS)
    if start > cue.end:  # from imports during May
        between = tuple([one for one in between if one.kind != "stop"])
    return not between and _bare_words(line, cue.end, mark.start) <= 2


def past_flow(line: Line, cue: Cue) -> int:
    """Return where a comparing word ends, with a flow right behind it: ``from imports in May``."""
    flow = line.first_after(cue.end, "flow")
    return flow.end if flow is not None and flow.start - cue.end <= 1 else cue.end


def _against(line: Line, when: When) -> Cue | None:
    """Return the *on* right before a period that a change is measured from: ``up 9% on 2024``."""
    on = line.last_before(when.start, "stop")
    is_near = on is not None and on.value == "on" and when.start - on.end <= 1
    return on if on is not None and is_near and _follows_change(line, on) else None


def _is_turned(line: Line, number: Number) -> bool:
    """Whether a rate is what another turned from: ``由上月下降6%转为增长0.5%``."""
    return any(0 <= cue.start - number.end <= 1 for cue in line.of("turn"))


def _joins_whens(line: Line, cue: Cue) -> bool:
    """Whether *and* or a mark of a list stands right between two periods."""
    return cue.value in ("and", "list") and (
        any(0 <= cue.start - when.end <= 1 for when in line.whens)
        and any(0 <= when.start - cue.end <= 1 for when in line.whens)
    )


def _leads_to(line: Line, start: Cue, mark: Number | When) -> bool:
    """Whether a period is where a change starts, and a number or period where it led to.

    In ``fell 3.4% from July to 5,792 tonnes`` the tonnes are not July's.
    """
    whens = [w for w in line.whens if start.end <= w.start and w.end <= mark.start]
    links = line.between(start.end, mark.start, "link")
    return bool(whens) and any(c.value == "to" and c.start >= whens[0].end for c in links)


def _follows_change(line: Line, cue: Cue) -> bool:
    """Whether a change was said before, in the same clause: ``an increase over 2024``."""
    parted = [c for c in line.between(0, cue.start, "break") if c.value != "bracket"]
    start = parted[-1].end if parted else 0
    moved = line.between(start, cue.start, "move", "rate")
    return bool(moved) or any(start <= n.start and n.end <= cue.start for n in line.numbers)


def owned_base(line: Line, number: Number) -> Cue | None:
    """Return the earlier period that owns a number: ``the previous month's 4.5 percent fall``."""
    cue = line.last_before(number.start, "base")
    if cue is None:
        return None
    between = line.between(cue.end, number.start)
    is_owner = [c.kind for c in between] == ["owner"]
    return cue if is_owner and not line.words_between(cue.end, number.start) else None


def said_then(line: Line, number: Number) -> Cue | None:
    """Return the earlier time that an amount is said to be of.

    It opens the sentence (``In the previous month, exports were …``) or stands right behind the
    amount (``imports were $4 billion a year earlier``).
    """
    if "base" not in line.by_kind:
        return None
    then = [cue for cue in line.of("base") if cue.value in THEN]
    if not then:
        return None
    if then[0].start == 0 and then[0].end <= line.numbers[0].start:
        return None if line.whens else then[0]
    cue = next((cue for cue in then if cue.start >= number.end), None)
    if cue is None or line.between(number.end, cue.start, "break", "compare", "move", "flow"):
        return None
    return cue if not line.words_between(number.end, cue.start) else None


def base_ahead(line: Line, number: Number) -> Cue | None:
    """Return the word before a number and its verb that names a base: ``比2021年增长7.7%``."""
    if "compare" not in line.by_kind:
        return None
    for cue in reversed(line.cues):
        is_hard = cue.end <= number.start and (cue.kind, cue.value) == ("break", "hard")
        if is_hard and not any(other.end == cue.start for other in line.of("compare")):
            return None
        if cue.end <= number.start and cue.kind == "compare" and cue.value != "onward":
            between = [n for n in line.numbers if cue.end <= n.start and n.end <= number.start]
            is_alone = all(n.unit == number.unit for n in between)
            return cue if _opens(line, cue) or (cue.value == "base" and is_alone) else None
    return None


def _opens(line: Line, cue: Cue) -> bool:
    """Whether a comparing word and its period open a sentence: ``Compared with May, exports …``."""
    if (
        cue.value not in THAN
        or line.between(0, cue.start)
        or any(n.end <= cue.start for n in line.numbers)
    ):
        return False
    when = next((when for when in line.whens if when.start >= cue.end), None)
    return when is not None and not line.words_between(cue.end, when.start)


def _bare_words(line: Line, start: int, end: int) -> int:
    inside = [w for w in line.whens if start <= w.start and w.end <= end]
    words = len(line.words_between(start, end).split())
    return words - sum(len(when.text.split()) for when in inside)


def target_after(line: Line, number: Number, end: int) -> Cue | None:
    """Return the comparing word behind a number (``higher than …``), before ``end``."""
    for cue in line.cues[bisect_left(line.starts, number.end) : bisect_left(line.starts, end)]:
        if cue.kind == "break" and cue.value == "hard":
            return None
        if cue.kind == "compare" and cue.value not in ("since", "onward"):
            return cue
        if cue.kind == "link" and cue.value == "from":
            return cue
        if cue.kind == "stop" and any(_against(line, when) is cue for when in line.whens):
            return cue
    return None
