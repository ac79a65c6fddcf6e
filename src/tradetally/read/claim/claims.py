"""What each number of a sentence says: its indicator and its sign, by its unit."""

from __future__ import annotations

from decimal import Decimal

from tradetally.cells import Flow
from tradetally.intervals import Interval
from tradetally.languages import Cue
from tradetally.read.claim.parts import change_of_listed, part_of_change
from tradetally.read.claim.percentages import DECISIVE, percent
from tradetally.read.claim.points import points
from tradetally.read.line.comparisons import THAN, governing
from tradetally.read.line.spots import (
    SIGNS,
    Claim,
    Spot,
    is_money,
    is_noun_of,
    noun_past_bracket,
    sign_of,
)
from tradetally.read.line.subjects import Subject


def claim(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what a number says; ``None`` where nothing tells."""
    said = _claim(spot, subject)
    if said is not None and said.indicator == "growth" and said.number.text[0] == "+":
        said = said._replace(sign=1)
    return said._replace(sign=-said.sign) if said and _is_of_deficit(said, spot, subject) else said


def _is_of_deficit(said: Claim, spot: Spot, subject: Subject | None) -> bool:
    """Whether a change for the better is a fall: ``the deficit improved by $2 billion``."""
    if said.indicator not in ("change", "growth") or subject is None or subject.sign > 0:
        return False
    moves = spot.line.of("move")
    return any(cue.text == said.because and cue.value in ("better", "worse") for cue in moves)


def _claim(spot: Spot, subject: Subject | None) -> Claim | None:
    number = spot.number
    if number.unit == "percent":
        return percent(spot, subject)
    if number.unit == "pp":
        said = points(spot)
        is_of_gdp = said is not None and said.indicator == "contribution_pp" and subject is not None
        # what net exports add to is no trade
        return None if is_of_gdp and subject and subject.flow is Flow.BALANCE else said
    if number.unit == "rank":
        return _rank(spot)
    if number.unit in ("years", "quarters", "months"):
        return _streak(spot, subject)
    if number.unit == "ratio":
        return Claim(number, "ratio", because=number.text)
    if number.unit == "count" and number.noun == "partners":
        return _count(spot)
    if number.unit is None:
        return None
    if _is_signed(spot, subject):
        return Claim(number, "change", because=number.text)
    return _amount(spot)


def _rank(spot: Spot) -> Claim | None:
    """Return a position; the first among all years is a record, and one that is denied is none."""
    number, line = spot.number, spot.line
    verb = spot.before("rank")
    is_denied = verb is not None and verb.value == "not"
    is_of_years = any(cue.value == "own-history" for cue in line.of("among"))
    if not is_of_years:
        return None if is_denied else Claim(number, "rank", because=number.text)
    if number.value != 1:
        return None
    truth = Decimal(0 if is_denied else 1)
    said = number._replace(value=truth, interval=Interval.of(truth), unit="count")
    return Claim(said, "record", because=number.text)


def _streak(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return how long something held: a surplus or deficit, where no change of it is told."""
    number = spot.number
    if number.noun != "in a row":
        return None
    ranks = [n for n in spot.line.numbers if n.unit == "rank"]
    move = _noun_of_run(spot) or spot.before("move", "rate", "pace")
    if move is None and subject is not None and subject.flow is Flow.BALANCE:
        side = "deficit" if subject.sign < 0 else "surplus"
        return Claim(number, "streak", because=number.text, held=side)
    move = move or spot.line.first_after(number.end, "move", "rate")
    held = "fall" if move is not None and (move.kind, move.value) == ("move", "down") else None
    if ranks:
        held = f"rank {ranks[0].value}"
    elif _says_largest(spot):
        held = "rank 1"
    return Claim(number, "streak", because=number.text, held=held)


def _noun_of_run(spot: Spot) -> Cue | None:
    """Return what a run was of: ``after three straight months of decline``."""
    link = spot.line.first_after(spot.number.end, "link")
    if link is None or link.value != "of" or link.start - spot.number.end > 1:
        return None
    noun = spot.line.first_after(link.end, "move", "rate")
    return noun if noun is not None and noun.start - link.end <= 1 else None


def _says_largest(spot: Spot) -> bool:
    return any(c.kind == "rate" and c.value == "largest" for c in spot.line.cues)


def _count(spot: Spot) -> Claim | None:
    number = spot.number
    more = spot.before("move")
    is_counted_before = spot.previous is not None and spot.previous.indicator == "count"
    if more is not None and is_counted_before and number.start - more.end <= 1:
        return Claim(number, "change", sign_of(more), because=more.text)
    grew = spot.before("rate", "move")
    if grew is not None and _is_parted(spot, grew):
        grew = None
    grew = grew or spot.behind("move")
    if grew is None:
        tail = spot.line.between(number.end, spot.right, "move", "rate")
        grew = tail[0] if tail else None
    is_tally = spot.line.last_before(number.start, "counted") is not None
    grows = grew is not None and not is_tally and grew.value in ("up", "growth")
    return Claim(number, "count_growing" if grows else "count", because=number.text)


def _is_parted(spot: Spot, cue: Cue) -> bool:
    """Whether a clause ends between a cue and the number behind it."""
    breaks = spot.line.between(cue.end, spot.number.start, "break")
    return any(one.value == "hard" for one in breaks)


def _amount(spot: Spot) -> Claim | None:
    number, line, previous = spot.number, spot.line, spot.previous
    again = _rate_again(spot)
    if again is not None:
        return Claim(number, "change", sign_of(again), because=again.text)
    if spot.is_listed and previous is not None:
        return previous._replace(number=number)
    if previous is not None and _restates(spot, previous):
        return previous._replace(number=number, is_converted=True, relation=None)
    if previous is not None and _is_size_of(spot, previous):
        return Claim(number, "change", previous.sign, because=previous.because)
    if _is_ahead_of_other(spot):
        return None
    moved = (
        noun_past_bracket(spot)
        or change_of_listed(spot)
        or part_of_change(spot)
        or _same_verb(spot)
    )
    if moved is not None:
        return Claim(number, "change", sign_of(moved), because=moved.text)
    passed = spot.before("passed")
    decisive = spot.before(*DECISIVE)
    if passed is not None and decisive is passed and not _is_not_passed(spot, passed):
        return Claim(number, "level", relation=passed.value, because=passed.text)
    if decisive is not None and (decisive.kind == "move" or decisive.value == "growth"):
        gap = line.words_between(decisive.end, number.start)
        links = line.between(decisive.end, number.start, "link", "flow", "break", "compare", "base")
        if gap == "" and all(c.kind == "link" and c.value in ("by", "of") for c in links):
            return Claim(number, "change", sign_of(decisive), because=decisive.text)
        if _is_change_in(spot, decisive):
            return Claim(number, "change", sign_of(decisive), because=decisive.text)
    behind = spot.behind("move")
    if behind is not None and is_noun_of(spot, behind) and not _is_verb_of_next(spot, behind):
        return Claim(number, "change", sign_of(behind), because=behind.text)
    is_mark = decisive is not None and decisive.kind == "reached"
    return Claim(number, "level", because=(decisive or number).text, is_mark=is_mark)


def _is_signed(spot: Spot, subject: Subject | None) -> bool:
    """Whether an amount has a sign of its own and so is a change: ``Singapore (+$1.8 billion)``.

    One below nothing may be a deficit.
    """
    sign = spot.number.text[0]
    is_balance = subject is not None and subject.flow is Flow.BALANCE
    return sign == "+" or (sign in SIGNS and not is_balance)


def _is_not_passed(spot: Spot, passed: Cue) -> bool:
    """Whether what is exceeded is not the amount: ``exceeded forecasts of …``, ``exports by …``."""
    by = spot.line.last_before(spot.number.start, "link")
    is_by = by is not None and by.value == "by" and by.start >= passed.end
    return is_by or spot.before("mood") is not None


def _same_verb(spot: Spot) -> Cue | None:
    """Return the verb of change that an amount goes on with: ``and imports by £1bn``."""
    line, start = spot.line, spot.number.start
    by = line.last_before(start, "link")
    if by is None or by.value != "by" or start - by.end > 1:
        return None
    verb = line.last_before(by.start, *DECISIVE)
    if verb is None or verb.kind != "move":
        return None
    since = line.between(verb.end, by.start)
    is_other = any(cue.kind == "flow" for cue in since)
    return verb if is_other and not any(cue.value == "hard" for cue in since) else None


def _is_ahead_of_other(spot: Spot) -> bool:
    """Whether an amount is only how far another slice is passed by: ``高出美国200亿元``."""
    line, number = spot.line, spot.number
    cue = governing(line, number) if "compare" in line.by_kind else None
    if cue is None or cue.value not in THAN or line.between(cue.end, number.start, "flow"):
        return False
    names = [n for n in line.names if n.start == cue.end and n.end == number.start]
    return bool(names)


def _is_size_of(spot: Spot, previous: Claim) -> bool:
    """Whether an amount says growth again: ``rose 6 percent ($29 billion)``, ``5%, or $2bn``."""
    start, end = previous.number.end, spot.number.start
    glue = spot.line.text[start:end].strip()
    kinds = {cue.kind for cue in spot.line.between(start, end)}
    is_plain = kinds <= {"break", "move", "rate"} and not spot.line.words_between(start, end)
    joined = spot.line.between(start, end, "break")[-1:]
    is_again = glue.endswith(("(", "（")) or any(cue.value == "or" for cue in joined)
    return previous.indicator == "growth" and is_again and is_plain


def _rate_again(spot: Spot) -> Cue | None:
    """Return the word of change behind a rate that says an amount again: ``$5bn or 2.9% more``."""
    line, number = spot.line, spot.number
    rate = next((n for n in line.numbers if n.start >= number.end), None)
    if rate is None or rate.unit != "percent":
        return None
    glue = [cue.value for cue in line.between(number.end, rate.start)]
    if glue not in (["or"], ["comma", "or"]):
        return None
    move = line.first_after(rate.end, "move")
    if move is None or line.words_between(number.end, rate.start):
        return None
    return move if move.start <= rate.end + 1 else None


def _is_change_in(spot: Spot, move: Cue) -> bool:
    """Whether an amount is how much a flow changed: ``an increase in the deficit of $2.7bn``."""
    line, number = spot.line, spot.number
    links = line.between(move.end, number.start, "link")
    flows = line.between(move.end, number.start, "flow")
    values = [link.value for link in links]
    is_said = values[:1] == ["in"] and values[-1:] == ["of"] and len(flows) == 1
    return is_said and not line.between(move.end, number.start, "break", "stop", "compare")


def _is_verb_of_next(spot: Spot, move: Cue) -> bool:
    """Whether a word of change belongs to the number behind it: ``5亿元增长3%``."""
    return any(0 <= n.start - move.end <= 1 for n in spot.line.numbers)


def _restates(spot: Spot, previous: Claim) -> bool:
    """Whether an amount only says the one before in another currency: in brackets, after *or*."""
    number, line = spot.number, spot.line
    one, other = previous.number.unit or "", number.unit or ""
    if one == other or not (is_money(one) and is_money(other)):
        return False
    glue = line.text[previous.number.end : number.start].strip(" ,")
    said = line.between(previous.number.end, number.start, "restate", "break")
    return glue in ("(", "（") or (
        line.words_between(previous.number.end, number.start) == ""
        and bool(said)
        and said[-1].value not in ("and", "comma")
        and not line.between(previous.number.end, number.start, "link", "move", "compare")
    )
