"""What a percentage says: growth, a share, a contribution.

The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from dataclasses import replace

from tradetally.languages import Cue
from tradetally.read.comparisons import governing
from tradetally.read.spots import Claim, Spot, is_bracketed, is_noun_of, sign_of
from tradetally.read.subjects import Subject, Topic

_PLAIN = ("break", "base", "link", "degree", "flow", "whole", "measure", "owner", "refer")
DECISIVE = ("move", "rate", "share", "contribute", "level", "passed", "reached", "pace")


def percent(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what a percentage says, by the first rule that tells; ``None`` where none does."""
    return next((found for rule in RULES if (found := rule(spot, subject)) is not None), None)


def _listed(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before, of which this is the next in a list: ``5%, 6% and 7%``."""
    if spot.previous is None or not spot.is_listed:
        return None
    return replace(spot.previous, number=spot.number, whole=None)


def _said_again(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth where a change was just said: ``rose £1.9 billion (7.8 per cent)``."""
    if spot.previous is None or not _is_also(spot, spot.previous):
        return None
    return Claim(spot.number, "growth", spot.previous.sign, because=spot.previous.because)


def _part_of(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share or contribution that *of …* behind the number, or *contributed*, makes."""
    contributed = spot.before("contribute")
    whole = _whole_behind(spot)
    is_of_total = whole is not None or _of_total_behind(spot)
    is_to = any(
        cue.value == "to" and cue.start <= spot.number.end + 1
        for cue in spot.line.between(spot.number.end, spot.right, "link")
    )
    is_free = not spot.before("move") and (is_to or not is_of_total)
    is_contributed = contributed is not None and is_free
    if _of_growth_behind(spot) or is_contributed:
        because = (contributed or spot.number).text
        return Claim(spot.number, "contribution", whole=whole, because=because)
    if not is_of_total:
        return None
    because = "of the total" if whole is None else whole_words(spot, whole)
    return Claim(spot.number, "share", whole=whole, because=because)


def _noun_behind(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the growth that a noun right behind says: ``a 5.2 percent fall``."""
    behind = spot.behind("move", "rate", "pace")
    if behind is None or not is_noun_of(spot, behind):
        return None
    return Claim(spot.number, _rate(spot, behind), sign_of(behind), because=behind.text)


def _word_before(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return what the last telling word before the number says."""
    decisive = spot.before(*DECISIVE)
    return None if decisive is None else _by_cue(spot, decisive, subject)


def _same_verb(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before where the number goes on with its verb."""
    previous, earlier = spot.previous, spot.earlier
    if previous is None or earlier is None or not _goes_on(spot, previous, earlier):
        return None
    return replace(earlier, number=spot.number, whole=None)


def _where_it_led(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share or growth that a change in points led to: ``rose 0.9 points to 16.8%``."""
    previous = spot.previous
    if previous is None or previous.indicator not in ("share_change", "growth_change"):
        return None
    link = spot.line.between(previous.number.end, spot.number.start, "link")
    if not link or link[-1].value not in ("to", "at"):
        return None
    rate = previous.indicator.removesuffix("_change")
    sign = -1 if any(cue.value == "fall" for cue in spot.line.of("rate")) else 1
    return Claim(spot.number, rate, sign, whole=previous.whole, because=previous.because)


def _compared(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the claim before for the number that it is compared with: ``versus 25.7 percent``."""
    previous = spot.previous
    if previous is None or previous.number.unit != "percent":
        return None
    if governing(spot.line, spot.number) is None:
        return None
    sign = 1 if previous.indicator == "growth" else previous.sign
    return replace(previous, number=spot.number, sign=sign)


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
    start = previous.number.end
    between = spot.line.between(start, spot.number.start)
    return (
        earlier.indicator == "growth"
        and (earlier is previous or previous.indicator == "level")
        and all(cue.kind in _PLAIN for cue in between)
        and any(cue.kind == "break" for cue in between)
        and not any(cue.value == "hard" for cue in between)
        and _is_named(spot, start)
    )


def _is_named(spot: Spot, start: int) -> bool:
    """Whether nothing but names stands from ``start`` to the number."""
    if any(start <= t.start and t.end <= spot.number.start + 1 for t in spot.topics):
        return True
    words = spot.line.words_between(start, spot.number.start)
    for name in spot.line.names:
        if start <= name.start and name.end <= spot.number.start:
            words = words.replace(name.text, "")
    return words.strip() == ""


def _loose(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return growth for a percentage in brackets behind its subject, or of a rate."""
    number = spot.number
    if is_bracketed(spot):
        return Claim(number, "growth", _sign_around(spot), because="brackets")
    if number.noun == "digits" or number.value < 0:
        return Claim(number, "growth", because=number.text)
    if subject is not None and subject.rate in ("growth", "average"):
        return Claim(number, "growth", because="growth")
    move = spot.behind("move") or spot.line.last_before(number.start, "move", "rate")
    if move is not None and spot.before("mood") is not None:
        return Claim(number, "growth", sign_of(move), because=move.text)
    return None


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
    return sign_of(moves[0]) if moves else 1


def _by_cue(spot: Spot, cue: Cue, subject: Subject | None) -> Claim | None:
    number = spot.number
    if cue.kind == "share" or (cue.kind == "rate" and cue.value == "share"):
        return Claim(number, "share", whole=whole_before(spot), because=cue.text)
    if cue.kind == "contribute":
        return Claim(number, "contribution", because=cue.text)
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
        if cue.kind == "pace" or (subject is not None and subject.rate == "growth"):
            return Claim(number, "growth", because=cue.text)
        if spot.previous is not None and spot.previous.is_prior:
            return replace(spot.previous, number=number, is_prior=False)
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


def whole_before(spot: Spot) -> Topic | None:
    """Return the whole that a share was said to be of: ``its share of exports rose to 5%``."""
    before = [w for w in spot.wholes if w.end <= spot.number.start]
    return before[-1] if before else None


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


def _share_behind(spot: Spot, subject: Subject | None) -> Claim | None:
    """Return the share that a word right behind says: ``a 16 percent share``."""
    behind = spot.behind("rate", "share")
    if behind is not None and behind.value in ("share", "of"):
        return Claim(spot.number, "share", because=behind.text)
    return None


RULES = (
    _listed,
    _said_again,
    _part_of,
    _noun_behind,
    _word_before,
    _same_verb,
    _where_it_led,
    _compared,
    _share_behind,
    _loose,
)
