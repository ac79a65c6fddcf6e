"""Why a number is none of merchandise trade, as the words right around it tell."""

from __future__ import annotations

from tradetally.read.line.spots import Spot, is_money

_LONGEST_GOODS = 8  # characters


def reason_aside(spot: Spot) -> str | None:
    """Return why the words right around a number put it outside merchandise trade."""
    number, line = spot.number, spot.line
    following = line.text[number.end : number.end + 1]
    if following.isalpha() and following < "\u0250":
        return "name"
    if number.unit == "count" and number.noun not in ("partners", "enterprises"):
        return "not about trade"
    if number.noun == "digits" and _says_little(spot):
        return "no figure"
    if number.unit == "count" and _is_ranked(spot):
        return "no figure"
    for cue in line.between(number.end, len(line.text), "aside", "name"):
        near = line.words_between(number.end, cue.start)
        is_near = len(near) <= (_LONGEST_GOODS if number.unit == "rank" else 0)  # 第一大铜消费国
        parting = line.between(number.end, cue.start, "break", "link", "move", "stop")
        if is_near and not parting:
            return cue.value
    before = line.last_before(number.start, "aside")
    is_rate = number.unit == "percent" or is_money(number.unit)
    if before is not None and is_rate and number.start - before.end <= 1:
        return before.value
    link = line.first_after(number.end, "link") if number.unit == "pp" else None
    is_to = link is not None and link.value == "to" and link.start <= number.end + 1
    is_part = number.unit in ("percent", "pp") and spot.before("contribute") is not None
    if is_part or is_to:
        of = line.between(number.end, spot.right, "aside")
        if of and not line.between(number.end, of[0].start, "flow"):
            return of[0].value
    if number.unit in ("years", "quarters", "months") and number.noun != "in a row":
        return "duration"
    if number.unit in ("TEU", "km", "GW", "MW", "ha"):
        return "not about trade"
    return None


def _says_little(spot: Spot) -> bool:
    """Whether digits say no rate: *single digits*, or what months in a row were of."""
    return not spot.number.value or (
        spot.previous is not None and spot.previous.indicator == "streak"
    )


def _is_ranked(spot: Spot) -> bool:
    """Whether a number only says how many of the largest are meant: ``the top five partners``."""
    before = spot.line.last_before(spot.number.start, "plain", "rate")
    is_right_before = before is not None and spot.number.start - before.end <= 1
    return is_right_before and before is not None and before.value in ("ranked", "largest")
