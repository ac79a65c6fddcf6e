"""English number words: what each means, and the regular expressions that find them.

Tables only, and two functions that turn a run of words into a number and back.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tradetally.languages.letters import any_of

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip

CARDINALS: dict[str, int] = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINALS)}
POWERS: dict[str, int] = {
    "thousand": 3, "k": 3,
    "million": 6, "millions": 6, "mln": 6, "mn": 6, "m": 6, "mil": 6,
    "billion": 9, "billions": 9, "bln": 9, "bn": 9, "b": 9,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "lakh crore": 12, "mm": 6,
    "trillion": 12, "trillions": 12, "tln": 12, "tn": 12, "trn": 12,
}  # fmt: skip
FRACTIONS: dict[str, tuple[int, int]] = {
    "half": (1, 2), "one half": (1, 2), "one third": (1, 3), "a third": (1, 3),
    "two thirds": (2, 3), "a quarter": (1, 4), "one quarter": (1, 4), "one fourth": (1, 4),
    "three quarters": (3, 4), "three fourths": (3, 4), "a fifth": (1, 5), "one fifth": (1, 5),
    "two fifths": (2, 5), "three fifths": (3, 5), "four fifths": (4, 5), "a sixth": (1, 6),
    "one sixth": (1, 6), "a tenth": (1, 10), "one tenth": (1, 10),
}  # fmt: skip

_POINT = re.compile(r"[\s-]+point[\s-]+")
_FIGURES = re.compile(r"[-+]?\s?[\d.]+")
_SMALL = any_of(CARDINALS)
SPOKEN = rf"(?:\d+|{_SMALL}(?:[ -]{_SMALL})?)-point-(?:\d+|{_SMALL}(?:-{_SMALL})*)"
"""A decimal as it is read out: ``40-point-one``, ``eleven-point-38``."""
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
WORDS = (
    rf"(?:(?:{_SMALL}(?:[ -]{_SMALL})?|an?|several(?= (?:hundred|thousand)))"
    rf"(?: (?:hundred|thousand)(?:(?: and)? {_SMALL}(?:[ -]{_SMALL})?)?)+"
    rf"|{_SMALL}(?:[ -]{_SMALL})?(?: and a half)?(?: point {_SMALL}(?: {_SMALL})*)?"
    rf"|(?:half )?an?(?= (?:million|billion|trillion|dozen)\b)|half a dozen|a dozen"
    rf"|half(?= (?:million|billion|trillion)\b))"
)
ORDINAL = rf"(?:{any_of(ORDINALS)}|\d+(?:st|nd|rd|th))"


def cardinal(text: str) -> Decimal:
    """Return the number that digits or words spell.

    >>> cardinal("2,345.60"), cardinal("one hundred and sixty-one"), cardinal("five and a half")
    (Decimal('2345.60'), Decimal('161'), Decimal('5.5'))
    """
    if "-point-" in text.lower():
        whole, decimals = _POINT.split(text.lower())
        return cardinal(whole) + Decimal(f"0.{_decimals(decimals)}")
    digits = text.replace(",", "").replace("−", "-").replace("△", "-").replace("▲", "-")
    if _FIGURES.fullmatch(digits):
        return Decimal(digits.replace(" ", ""))
    total, current, words = Decimal(0), Decimal(0), re.split(r"[\s-]+", text.lower())
    if "point" in words:
        at = words.index("point")
        decimals = _decimals(" ".join(words[at + 1 :]))
        return cardinal(" ".join(words[:at])) + Decimal(f"0.{decimals}")
    if words[-3:] == ["and", "a", "half"]:
        return cardinal(" ".join(words[:-3])) + Decimal("0.5")
    for word in words:
        if word in ("a", "an"):
            current = current * 1 if current else Decimal(1)
        elif word == "half":
            current = Decimal("0.5")
        elif word == "dozen":
            current *= 12
        elif word == "hundred":
            current = (current or Decimal(1)) * 100
        elif word == "thousand":
            total, current = total + (current or Decimal(1)) * 1000, Decimal(0)
        elif word in CARDINALS:
            current += CARDINALS[word]
    return total + current


def _decimals(said: str) -> str:
    """Return the digits behind a point: ``five two`` is 52, and so is ``52``."""
    words = re.split(r"[\s-]+", said)
    return "".join(word if word.isdigit() else str(CARDINALS[word]) for word in words)


def ordinal(text: str) -> int:
    """Return the position that an ordinal says.

    >>> ordinal("ninth"), ordinal("21st")
    (9, 21)
    """
    word = text.lower()
    return ORDINALS[word] if word in ORDINALS else int(re.sub(r"\D", "", word))


def ordinal_text(position: int) -> str:
    """Return the ordinal of a position.

    >>> ordinal_text(3), ordinal_text(8), ordinal_text(22), ordinal_text(112)
    ('third', '8th', '22nd', '112th')
    """
    if 1 <= position <= 5:
        return _ORDINALS[position]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th")
    return f"{position}{'th' if position % 100 in (11, 12, 13) else ending}"
