"""What each number of a sentence says: its indicator and its sign.

The rules stand in the order in which they are tried; each looks at the words right before and
right behind the number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tradetally.languages import Cue, Number
from tradetally.read.comparisons import governing, target_after
from tradetally.read.marks import Line
from tradetally.read.subjects import Subject, Topic

DECISIVE = ("move", "rate", "share", "contribute", "level", "passed", "reached", "pace")
MONEY_LIKE = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A number and what it says; ``because`` has the words that decided it."""

    number: Number
    indicator: str
    sign: int = 1
    whole: Topic | None = None
    relation: str | None = None
    because: str = ""
    is_prior: bool = False
    is_converted: bool = False
    is_mark: bool = False
    held: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A number in its sentence: the stretches before and behind it that may decide it."""

    line: Line
    number: Number
    left: int
    right: int
    previous: Claim | None
    wholes: tuple[Topic, ...]

    def before(self, *kinds: str) -> Cue | None:
        """Return the last cue of these kinds since the number before."""
        found = self.line.between(self.left, self.number.start, *kinds)
        return found[-1] if found else None

    def behind(self, *kinds: str) -> Cue | None:
        """Return the first cue of these kinds right behind, at most two other words away."""
        for cue in self.line.between(self.number.end, self.right, *kinds, "compare"):
            if cue.kind == "compare":
                return None
            if len(self.line.words_between(self.number.end, cue.start).split()) <= 2:
                return cue
        return None

    @property
    def clause_behind(self) -> int:
        """Where the clause behind the number ends."""
        return self.right

    @property
    def is_listed(self) -> bool:
        """Whether only a comma or *and* stands between this number and the one before."""
        if self.previous is None or self.previous.number.unit != self.number.unit:
            return False
        behind = self.line.first_after(self.number.end, "move")
        if (
            behind is not None
            and behind.start <= self.number.end + 1
            and self.number.unit != "percent"
        ):
            return False
        start = self.previous.number.end
        glue = self.line.between(start, self.number.start)
        rest = self.line.words_between(start, self.number.start)
        return (
            rest in ("", "to")
            and all(cue.kind in ("break", "refer") for cue in glue if cue.kind != "link")
            and any(cue.kind == "break" for cue in glue)
            and all(cue.value == "respectively" for cue in glue if cue.kind == "refer")
        )


def spots(line: Line, numbers: tuple[Number, ...]) -> list[tuple[Number, int, int]]:
    """Return each number with where its stretch before starts and its clause behind ends."""
    out = []
    for index, number in enumerate(numbers):
        left = numbers[index - 1].end if index else 0
        right = numbers[index + 1].start if index + 1 < len(numbers) else len(line.text)
        for cue in line.cues:
            if number.end <= cue.start < right and cue.kind == "break":
                right = cue.start
                break
        out.append((number, left, right))
    return out


def claim(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what a number says; ``None`` where nothing tells."""
    number = spot.number
    if number.unit == "percent":
        return _percent(spot, subject)
    if number.unit == "pp":
        return _points(spot, subject)
    if number.unit == "rank":
        return Claim(number, "rank", because=number.text)
    if number.unit in ("years", "quarters", "months"):
        return _streak(spot)
    if number.unit == "ratio":
        return Claim(number, "ratio", because=number.text)
    if number.unit == "count" and number.noun == "partners":
        return _count(spot)
    if number.unit is None:
        return None
    return _amount(spot)


def _percent(spot: Spot, subject: Subject | None) -> Claim | None:
    number, previous = spot.number, spot.previous
    if spot.is_listed and previous is not None:
        return replace(previous, number=number, whole=None)
    if previous is not None and _is_also(spot, previous):
        return Claim(number, "growth", previous.sign, because=previous.because)
    contributed = spot.before("contribute")
    whole = _whole_behind(spot)
    of_growth = _of_growth_behind(spot)
    of_total = whole is not None or _of_total_behind(spot)
    if of_growth or (contributed is not None and not spot.before("move") and not of_total):
        return Claim(number, "contribution", whole=whole, because=(contributed or number).text)
    if whole is not None:
        return Claim(number, "share", whole=whole, because=whole_words(spot, whole))
    if of_total:
        return Claim(number, "share", because="of the total")
    behind = spot.behind("move", "rate", "pace")
    if behind is not None and _is_noun_of(spot, behind):
        return Claim(number, _rate(spot, behind), _sign(behind), because=behind.text)
    decisive = spot.before(*DECISIVE)
    if decisive is not None:
        found = _by_cue(spot, decisive, subject)
        if found is not None:
            return found
    if previous is not None and _goes_on(spot, previous):
        return replace(previous, number=number, whole=None)
    if (
        previous is not None
        and previous.indicator in ("share_change", "growth_change")
        and _leads_to(spot, previous)
    ):
        rate = previous.indicator.removesuffix("_change")
        return Claim(number, rate, whole=previous.whole, because=previous.because)
    if governing(spot.line, number) is not None and previous is not None:
        if previous.number.unit == "percent":
            return replace(
                previous, number=number, sign=previous.sign if previous.indicator != "growth" else 1
            )
    return _of_share_behind(spot) or _loose(spot, subject)


def _is_also(spot: Spot, previous: Claim) -> bool:
    """Whether a percentage only says a change again: ``rose £1.9 billion (7.8 per cent)``."""
    if previous.indicator != "change" or previous.number.unit == "percent":
        return False
    start = previous.number.end
    glue = spot.line.between(start, spot.number.start)
    return spot.line.words_between(start, spot.number.start) == "" and all(
        cue.kind in ("break", "restate") for cue in glue
    )


def _goes_on(spot: Spot, previous: Claim) -> bool:
    """Whether a percentage goes on with the verb before: ``up 2% on the month and 5% on the year``."""
    start = previous.number.end
    between = spot.line.between(start, spot.number.start)
    return (
        previous.indicator == "growth"
        and previous.number.unit == spot.number.unit
        and all(cue.kind in ("break", "base", "link", "degree") for cue in between)
        and any(cue.kind == "break" for cue in between)
        and not any(cue.value == "hard" for cue in between)
        and _is_named(spot, start)
    )


def _is_named(spot: Spot, start: int) -> bool:
    """Whether nothing but names stands from ``start`` to the number."""
    words = spot.line.words_between(start, spot.number.start)
    for name in spot.line.names:
        if start <= name.start and name.end <= spot.number.start:
            words = words.replace(name.text, "")
    return words.strip() == ""


def _leads_to(spot: Spot, previous: Claim) -> bool:
    """Whether a percentage is where a change led: ``rose 0.9 points to 16.8%``."""
    link = spot.line.between(previous.number.end, spot.number.start, "link")
    return bool(link) and link[-1].value in ("to", "at")


def _loose(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth for a bare percentage that stands behind its subject in brackets or with a rate."""
    number = spot.number
    if is_bracketed(spot):
        return Claim(number, "growth", _sign_around(spot), because="brackets")
    if number.noun == "digits" or number.value < 0:
        return Claim(number, "growth", because=number.text)
    if subject is not None and subject.rate in ("growth", "average"):
        return Claim(number, "growth", because="growth")
    move = spot.behind("move") or spot.line.last_before(number.start, "move", "rate")
    if move is not None and spot.before("mood") is not None:
        return Claim(number, "growth", _sign(move), because=move.text)
    return None


def is_bracketed(spot: Spot) -> bool:
    """Whether a number opens a bracket."""
    return spot.line.text[max(0, spot.number.start - 1) : spot.number.start] in ("(", "（")


def _sign_around(spot: Spot) -> int:
    """Return the direction of the verb before a list with numbers in brackets, or behind it."""
    line, number = spot.line, spot.number
    if number.text[0] in "+-−△▲":
        return 1
    start = max(
        (c.end for c in line.of("break") if c.value == "hard" and c.end <= number.start), default=0
    )
    end = min(
        (c.start for c in line.of("break") if c.value == "hard" and c.start >= number.end),
        default=len(line.text),
    )
    moves = line.between(start, number.start, "move") or line.between(number.end, end, "move")
    return _sign(moves[0]) if moves else 1


def _whole_before(spot: Spot) -> Topic | None:
    """Return the whole that a share was said to be of: ``its share of total exports rose to 5%``."""
    before = [w for w in spot.wholes if w.end <= spot.number.start]
    return before[-1] if before else None


def _by_cue(spot: Spot, cue: Cue, subject: Subject | None) -> Claim | None:
    number = spot.number
    if cue.kind == "share" or (cue.kind == "rate" and cue.value == "share"):
        return Claim(number, "share", whole=_whole_before(spot), because=cue.text)
    if cue.kind == "contribute":
        return Claim(number, "contribution", because=cue.text)
    if cue.kind in ("level", "reached", "passed", "pace"):
        other = [c for c in spot.line.between(spot.left, cue.start, "move", "rate", "share")]
        relation = cue.value if cue.kind == "passed" else None
        if other and other[-1].kind == "rate" and other[-1].value == "share":
            return Claim(number, "share", relation=relation, because=other[-1].text)
        if other and other[-1].kind in ("rate", "move"):
            return Claim(
                number,
                _rate(spot, other[-1]),
                _sign(other[-1]),
                relation=relation,
                because=other[-1].text,
            )
        if cue.kind == "pace" or (subject is not None and subject.rate == "growth"):
            return Claim(number, "growth", because=cue.text)
        return None
    in_share = _share_of_clause(spot, cue)
    if in_share:
        return Claim(number, "share", whole=_whole_before(spot), because=in_share.text)
    sign = _sign(cue)
    to = spot.line.between(cue.end, number.start, "link")
    slowed_to = any(link.value in ("to", "at", "from") for link in to)
    if slowed_to and (
        subject is None or subject.rate in ("growth", "average") or _has_rate(spot, cue)
    ):
        sign = 1
    return Claim(number, _rate(spot, cue), sign, because=cue.text)


def _has_rate(spot: Spot, cue: Cue) -> bool:
    rate = spot.line.last_before(cue.start, "rate")
    return rate is not None and rate.value != "share" and rate.start >= spot.left


def _share_of_clause(spot: Spot, move: Cue) -> Cue | None:
    """Return the share that a move is of: ``its share rose to 60%``."""
    share = [c for c in spot.line.between(spot.left, move.start, "rate") if c.value == "share"]
    return share[-1] if share else None


def _rate(spot: Spot, cue: Cue) -> str:
    rates = [c for c in spot.line.between(spot.left, spot.right, "rate") if c.value == "average"]
    return "average_growth" if rates or (cue.kind, cue.value) == ("rate", "average") else "growth"


def _sign(cue: Cue) -> int:
    return -1 if cue.kind == "move" and cue.value == "down" else 1


def _is_noun_of(spot: Spot, cue: Cue) -> bool:
    """Whether a word right behind a number is its noun: ``a 5.2 percent fall``."""
    words = spot.line.words_between(spot.number.end, cue.start)
    if words:
        return len(words.split()) <= 1 and not spot.line.between(
            spot.number.end, cue.start, "link", "stop", "compare"
        )
    return not spot.line.between(spot.number.end, cue.start, "link", "stop", "compare", "flow")


def _whole_behind(spot: Spot) -> Topic | None:
    for whole in spot.wholes:
        if spot.number.end <= whole.start <= spot.number.end + 40 and whole.start <= spot.right:
            return whole
    return None


def whole_words(spot: Spot, whole: Topic) -> str:
    """Return the words from a number to the end of its whole."""
    return spot.line.text[spot.number.end : whole.end].strip()


def _of_growth_behind(spot: Spot) -> bool:
    """Whether *of … growth* stands right behind: a contribution."""
    link = spot.line.first_after(spot.number.end, "link")
    if link is None or link.value != "of" or link.start > spot.number.end + 2:
        return False
    end = min(spot.right, link.end + 60)
    return any(
        c.kind in ("move", "rate") and c.value in ("up", "growth")
        for c in spot.line.between(link.end, end)
    )


def _of_total_behind(spot: Spot) -> bool:
    """Whether *of the total* stands right behind."""
    link = spot.line.first_after(spot.number.end, "link")
    if link is None or link.value != "of" or link.start > spot.number.end + 2:
        return False
    total = spot.line.first_after(link.end, "whole", "refer")
    return total is not None and total.start - link.end <= 6


def _of_share_behind(spot: Spot) -> Claim | None:
    behind = spot.behind("rate", "share")
    if behind is not None and behind.value in ("share", "of"):
        return Claim(spot.number, "share", because=behind.text)
    return None


def _points(spot: Spot, subject: Subject | None) -> Claim | None:
    number, previous, line = spot.number, spot.previous, spot.line
    if spot.is_listed and previous is not None:
        return replace(previous, number=number)
    move = spot.before("move", "pace") or spot.behind("move", "pace")
    sign = -1 if move is not None and move.value == "down" else 1
    target = target_after(line, number, _next_number(spot))
    if spot.before("contribute") is not None or spot.behind("contribute") is not None:
        to_growth = line.between(number.end, len(line.text), "rate", "move", "flow")
        if to_growth or spot.before("contribute"):
            return Claim(number, "contribution_pp", sign, because="contribution")
    share = spot.before("rate", "share")
    if share is not None and share.value in ("share", "of"):
        whole = _whole_before(spot)
        return Claim(number, "share_change", sign, whole=whole, because=share.text)
    gap = _gap_target(spot, target) or _gap_before(spot)
    if gap:
        return Claim(number, "growth_gap", sign, because=gap)
    if previous is not None and previous.indicator in ("share", "share_change"):
        return Claim(number, "share_change", sign, because="share")
    if (
        previous is not None
        and previous.indicator in ("growth", "growth_change")
        or spot.before("pace", "rate")
    ):
        return Claim(number, "growth_change", sign, because=(move or number).text)
    return Claim(number, "growth_change", sign, because=move.text) if move else None


def _next_number(spot: Spot) -> int:
    following = [n.start for n in spot.line.numbers if n.start >= spot.number.end]
    return following[0] if following else len(spot.line.text)


def _gap_target(spot: Spot, target: Cue | None) -> str | None:
    """Return the words of a comparison with another slice's growth, not another period's."""
    if target is None:
        return None
    line, stop = spot.line, _next_number(spot)
    comma = next(
        (
            c
            for c in line.cues
            if c.start >= target.end and c.kind == "break" and c.value == "comma"
        ),
        None,
    )
    stop = min(stop, comma.start) if comma is not None else stop
    if any(target.end <= w.start < stop for w in line.whens) or line.between(
        target.start, stop, "base", "previous"
    ):
        return None
    others = line.between(target.end, stop, "flow", "whole", "rate")
    return line.text[target.start : stop].strip() if others else None


def _gap_before(spot: Spot) -> str | None:
    """Return the words of ``outpacing overall growth by``, which stand before the number."""
    cue = governing(spot.line, spot.number)
    if cue is None or cue.kind != "compare":
        return None
    if any(cue.end <= w.start < spot.number.start for w in spot.line.whens):
        return None
    said = spot.line.between(cue.end, spot.number.start, "flow", "whole", "rate")
    return spot.line.text[cue.start : spot.number.start].strip() if said else None


def _streak(spot: Spot) -> Claim | None:
    number = spot.number
    if number.noun != "in a row":
        return None
    ranks = [n for n in spot.line.numbers if n.unit == "rank"]
    move = spot.before("move", "rate", "pace") or spot.line.first_after(number.end, "move", "rate")
    held = "fall" if move is not None and (move.kind, move.value) == ("move", "down") else None
    if ranks:
        held = f"rank {ranks[0].value}"
    elif _says_largest(spot):
        held = "rank 1"
    return Claim(number, "streak", because=number.text, held=held)


def _says_largest(spot: Spot) -> bool:
    return any(c.kind == "rate" and c.value == "largest" for c in spot.line.cues)


def _count(spot: Spot) -> Claim | None:
    number = spot.number
    grew = spot.before("rate", "move") or spot.behind("move")
    if grew is None:
        tail = spot.line.between(number.end, spot.right, "move", "rate")
        grew = tail[0] if tail else None
    grows = grew is not None and grew.value in ("up", "growth")
    return Claim(number, "count_growing" if grows else "count", because=number.text)


def _amount(spot: Spot) -> Claim:
    number, line, previous = spot.number, spot.line, spot.previous
    if spot.is_listed and previous is not None:
        return replace(previous, number=number)
    if previous is not None and _restates(spot, previous):
        return replace(previous, number=number, is_converted=True, relation=None)
    passed = spot.before("passed")
    decisive = spot.before(*DECISIVE)
    if passed is not None and decisive is passed:
        return Claim(number, "level", relation=passed.value, because=passed.text)
    if decisive is not None and (decisive.kind == "move" or decisive.value == "growth"):
        gap = line.words_between(decisive.end, number.start)
        links = line.between(decisive.end, number.start, "link", "flow", "break", "compare", "base")
        if gap == "" and all(c.kind == "link" and c.value in ("by", "of") for c in links):
            return Claim(number, "change", _sign(decisive), because=decisive.text)
    behind = spot.behind("move")
    if behind is not None and _is_noun_of(spot, behind):
        return Claim(number, "change", _sign(behind), because=behind.text)
    is_mark = decisive is not None and decisive.kind == "reached"
    return Claim(number, "level", because=(decisive or number).text, is_mark=is_mark)


def _restates(spot: Spot, previous: Claim) -> bool:
    """Whether an amount only says the one before in another currency: in brackets, or after *or*."""
    number, line = spot.number, spot.line
    one, other = previous.number.unit or "", number.unit or ""
    if one == other or not (_is_money(one) and _is_money(other)):
        return False
    glue = line.text[previous.number.end : number.start].strip(" ,")
    said = line.between(previous.number.end, number.start, "restate", "break")
    return glue in ("(", "（") or (
        line.words_between(previous.number.end, number.start) == ""
        and bool(said)
        and said[-1].value not in ("and", "comma")
        and not line.between(previous.number.end, number.start, "link", "move", "compare")
    )


def _is_money(unit: str) -> bool:
    return len(unit) == MONEY_LIKE and unit.isupper() and unit != "TEU"


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency."""
    return unit is not None and _is_money(unit)
