"""What a percentage says: growth, a share, a contribution.

The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from tradetally.languages import Cue
from tradetally.read.claim.rates_again import (
    compared_rate,
    digits_again,
    in_other_measure,
    where_it_led,
)
from tradetally.read.claim.shares import part_of, share_again, share_behind, share_goes_on
from tradetally.read.line.spots import (
    SIGNS,
    Claim,
    Spot,
    is_amount,
    is_bracketed,
    is_noun_of,
    noun_past_bracket,
    sign_of,
)
from tradetally.read.line.subjects import Subject
from tradetally.read.subject.wholes_near import (
    nearest_whole,
    whole_before,
)

_PLAIN = (
    "break",
    "base",
    "link",
    "degree",
    "flow",
    "whole",
    "measure",
    "owner",
    "refer",
    "those",
    "plain",
)
_NEAR_NOUN = 4  # characters from a rate to its noun
DECISIVE = ("move", "rate", "share", "contribute", "level", "passed", "reached", "pace")


def percent(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what a percentage says, by the first rule that tells; ``None`` where none does."""
    for rule in RULES:
        found = rule(spot, subject)
        if found is not None:
            return found
    return None


def _listed(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before, of which this is the next in a list: ``5%, 6% and 7%``."""
    if spot.previous is None or not spot.is_listed or _has_own_sign(spot):
        return None
    return spot.previous._replace(number=spot.number, whole=None)


def _said_again(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth where a change was just said: ``rose £1.9 billion (7.8 per cent)``."""
    if spot.previous is None or not _is_also(spot, spot.previous):
        return None
    return Claim(spot.number, "growth", spot.previous.sign, because=spot.previous.because)


def _noun_behind(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the growth that a noun right behind says: ``a 5.2 percent fall``."""
    past = noun_past_bracket(spot)
    if past is not None:
        return Claim(spot.number, _rate(spot, past), sign_of(past), because=past.text)
    behind = spot.behind("move", "rate", "pace")
    if behind is None or not is_noun_of(spot, behind):
        return _noun_of_next(spot)
    move = spot.before("move") if behind.value == "average" else None
    return Claim(spot.number, _rate(spot, behind), sign_of(move or behind), because=behind.text)


def _noun_of_next(spot: Spot) -> Claim | None:
    """Return the growth of the first of two listed rates with one noun: ``26%和32%的增长``."""
    line, number = spot.line, spot.number
    mark = line.first_after(number.end, "break") if spot.right == number.end else None
    if mark is None or mark.value == "hard":
        return None
    after = next((n for n in line.numbers if n.start >= number.end), None)
    if after is None or after.unit != "percent" or spot.before(*DECISIVE) is not None:
        return None
    glue = line.between(number.end, after.start)
    noun = line.first_after(after.end, "move")
    is_listed = bool(glue) and all(c.kind == "break" and c.value != "hard" for c in glue)
    if noun is None or not is_listed or line.words_between(number.end, after.start):
        return None
    kinds = {cue.kind for cue in line.between(after.end, noun.start)}
    is_tied = kinds <= {"degree", "noise", "plain"} and noun.start - after.end <= _NEAR_NOUN
    return Claim(number, "growth", sign_of(noun), because=noun.text) if is_tied else None


def _above(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth for how far a flow is above or below another time: ``4% below last year's``."""
    number = spot.number
    behind = spot.line.first_after(number.end, "compare")
    sign = (
        {"above": 1, "below": -1, "up": 1, "down": -1}.get(behind.value, 0)
        if behind is not None
        else 0
    )
    if behind is None or not sign or behind.start - number.end > 1:
        return None
    is_of_time = not spot.line.between(behind.end, spot.right, "mood", "whole", "rate")
    return Claim(number, "growth", sign, because=behind.text) if is_of_time else None


def _word_before(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what the last telling word before the number says."""
    decisive = spot.before(*DECISIVE)
    return None if decisive is None else _by_cue(spot, decisive, subject)


def _same_verb(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before where the number goes on with its verb."""
    previous, earlier = spot.previous, spot.earlier
    if previous is None or earlier is None or _has_own_sign(spot):
        return None
    if not _goes_on(spot, previous, earlier):
        return None
    whole = earlier.whole if earlier.indicator == "share" else None
    return earlier._replace(number=spot.number, whole=whole)


def _by_again(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth whose verb was said before: ``fell in May to $4bn, and by 3% in the year``."""
    line, start = spot.line, spot.number.start
    by = line.last_before(start, "link")
    joined = line.last_before(by.start, "break") if by is not None else None
    if by is None or joined is None or by.value != "by" or start - by.end > 1:
        return None
    verb = line.last_before(joined.start, *DECISIVE)
    is_joined = joined.value == "and" and by.start - joined.end <= 1
    if verb is None or verb.kind != "move" or not is_joined:
        return None
    is_hard = any(cue.value == "hard" for cue in line.between(verb.end, start, "break"))
    return None if is_hard else Claim(spot.number, "growth", sign_of(verb), because=verb.text)


def _to_amount(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the growth that led to the amount behind it: ``by 9% to $2bn and 16% to $3bn``."""
    line, number = spot.line, spot.number
    after = next((n for n in line.numbers if n.start >= number.end), None)
    if after is None or not is_amount(after.unit):
        return None
    glue = line.between(number.end, after.start)
    is_to = [(cue.kind, cue.value) for cue in glue] == [("link", "to")]
    move = line.last_before(number.start, "move")
    if not is_to or move is None or line.words_between(number.end, after.start):
        return None
    return Claim(number, "growth", sign_of(move), because=move.text)


def _is_also(spot: Spot, previous: Claim) -> bool:
    """Whether a percentage only says a change again: ``rose £1.9 billion (7.8 per cent)``."""
    if previous.indicator != "change" or previous.number.unit == "percent":
        return False
    start = previous.number.end
    glue = spot.line.between(start, spot.number.start)
    return spot.line.words_between(start, spot.number.start) == "" and all(
        cue.kind in ("break", "restate") for cue in glue
    )


def _goes_on(spot: Spot, previous: Claim, earlier: Claim) -> bool:
    """Whether a number goes on with the verb before: ``up 2% on the month, 5% on the year``."""
    start = _past_noun(spot, previous)
    between = spot.line.between(start, spot.number.start)
    return (
        earlier.indicator in ("growth", "share")
        and (earlier is previous or previous.indicator == "level")
        and all(cue.kind in _PLAIN for cue in between)
        and any(cue.kind == "break" for cue in between)
        and not any(cue.value == "hard" for cue in between)
        and _is_named(spot, start)
    )


def _past_noun(spot: Spot, previous: Claim) -> int:
    """Return where the claim before ends, with its noun: ``a 5% jump``."""
    end = previous.number.end
    noun = spot.line.first_after(end, "move")
    is_its = noun is not None and noun.start - end <= 1 and noun.text == previous.because
    return noun.end if noun is not None and is_its else end


def _is_named(spot: Spot, start: int) -> bool:
    """Whether nothing but names, with an article at most, stands from ``start`` to the number."""
    if any(start <= t.start and t.end <= spot.number.start + 1 for t in spot.topics):
        return True
    words = spot.line.words_between(start, spot.number.start)
    named = [n for n in spot.line.names if start <= n.start and n.end <= spot.number.start]
    for name in named:
        words = words.replace(name.text, "")
    return len(words.split()) <= (1 if named else 0)


def _loose(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth for a percentage in brackets behind its subject, or of a rate."""
    number = spot.number
    if is_bracketed(spot):
        says = "growth" if _is_moved(spot) else "share"
        return Claim(number, says, _sign_around(spot), because="brackets")
    if number.noun == "digits" or number.value < 0 or number.text.startswith("+"):
        return Claim(number, "growth", because=number.text)
    if subject is not None and subject.rate in ("growth", "average"):
        return Claim(number, "growth", because="growth")
    move = spot.behind("move") or spot.line.last_before(number.start, "move", "rate")
    if move is not None and spot.before("mood") is not None:
        return Claim(number, "growth", sign_of(move), because=move.text)
    return None


def _is_moved(spot: Spot) -> bool:
    """Whether a rate in brackets has a sign, or a word of change in its sentence."""
    line = spot.line
    is_signed = spot.has_signs or spot.number.text[0] in SIGNS
    is_of_amount = spot.previous is not None and spot.previous.indicator == "level"
    told = [cue for cue in line.of("move", "rate", "base") if cue.value != "largest"]
    return is_signed or not is_of_amount or bool(told)


def _has_own_sign(spot: Spot) -> bool:
    """Whether a rate in brackets is not of the direction before them: ``off 2% (+1% y/y)``."""
    return is_bracketed(spot) and (spot.has_signs or spot.number.text[0] in SIGNS)


def _sign_around(spot: Spot) -> int:
    """Return the direction of the verb before a list with numbers in brackets, or behind it."""
    line, number = spot.line, spot.number
    if spot.has_signs or number.text[0] in SIGNS:
        return 1
    start = max(
        (c.end for c in line.of("break") if c.value == "hard" and c.end <= number.start), default=0
    )
    end = min(
        (c.start for c in line.of("break") if c.value == "hard" and c.start >= number.end),
        default=len(line.text),
    )
    moves = line.between(start, number.start, "move") or line.between(number.end, end, "move")
    return sign_of(moves[0]) if moves else 1


def _by_cue(spot: Spot, cue: Cue, subject: Subject | None) -> Claim | None:
    number = spot.number
    if cue.kind == "share" or (cue.kind == "rate" and cue.value == "share"):
        return Claim(number, "share", whole=whole_before(spot), because=cue.text)
    if cue.kind == "contribute":
        return Claim(number, "contribution", whole=nearest_whole(spot), because=cue.text)
    if cue.kind in ("level", "reached", "passed", "pace"):
        other = spot.line.between(spot.left, cue.start, "move", "rate", "share")
        relation = cue.value if cue.kind == "passed" else None
        if other and other[-1].kind == "rate" and other[-1].value == "share":
            return Claim(
                number,
                "share",
                whole=whole_before(spot),
                relation=relation,
                because=other[-1].text,
            )
        if other and other[-1].kind in ("rate", "move"):
            return Claim(
                number,
                _rate(spot, other[-1]),
                sign_of(other[-1]),
                relation=relation,
                because=other[-1].text,
            )
        if cue.kind == "pace" and _is_of_level(spot, cue, subject):
            return Claim(number, "growth", -1 if cue.value == "down" else 1, because=cue.text)
        if cue.kind == "pace" or (subject is not None and subject.rate == "growth"):
            return Claim(number, "growth", because=cue.text)
        if spot.previous is not None and (spot.previous.is_prior or _is_its_figure(spot, cue)):
            return spot.previous._replace(number=number, is_prior=False)
        return None
    in_share = _share_of_clause(spot, cue)
    if in_share:
        return Claim(number, "share", whole=whole_before(spot), because=in_share.text)
    sign = sign_of(cue)
    to = spot.line.between(cue.end, number.start, "link")
    slowed_to = any(link.value in ("to", "at", "from") for link in to)
    if slowed_to and (
        subject is None or subject.rate in ("growth", "average") or _has_rate(spot, cue)
    ):
        sign = 1
    return Claim(number, _rate(spot, cue), sign, because=cue.text)


def _is_its_figure(spot: Spot, level: Cue) -> bool:
    """Whether a rate is the same of another time: ``and the figure for June stood at 5%``."""
    its = spot.line.last_before(level.start, "refer")
    is_its = its is not None and its.value == "its" and its.start >= spot.left
    is_rate = spot.previous is not None and spot.previous.number.unit == "percent"
    return is_its and is_rate and not spot.line.between(spot.left, level.start, "flow")


def _is_of_level(spot: Spot, pace: Cue, subject: Subject | None) -> bool:
    """Whether a flow itself changes, not its growth: ``car exports eased 1.3 percent``."""
    is_rate = _has_rate(spot, pace) or (subject is not None and subject.rate is not None)
    said = spot.line.between(pace.end, spot.number.start)
    return not is_rate and not said and spot.number.start - pace.end <= 1


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


RULES = (
    _listed,
    _said_again,
    digits_again,
    part_of,
    _noun_behind,
    _above,
    _word_before,
    _same_verb,
    _by_again,
    in_other_measure,
    where_it_led,
    share_goes_on,
    compared_rate,
    share_behind,
    share_again,
    _to_amount,
    _loose,
)
