"""A number in its sentence, with the words right before and right behind it."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from tradetally.languages import Cue, Number
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Topic

_SPANS = ("years", "quarters", "months")
_FALLS = (("move", "down"), ("move", "worse"), ("rate", "fall"))
_MILLION = 1_000_000
_DIGITS_OF_MILLION = 7
SIGNS = "+-−△▲"


class Claim(NamedTuple):
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


class Spot(NamedTuple):
    """A number in its sentence: the stretches before and behind it that may decide it.

    ``has_signs`` says that the text prints the signs of rates in brackets.
    """

    line: Line
    number: Number
    left: int
    right: int
    previous: Claim | None
    wholes: tuple[Topic, ...]
    topics: tuple[Topic, ...] = ()
    earlier: Claim | None = None
    has_signs: bool = False

    def before(self, *kinds: str) -> Cue | None:
        """Return the last cue of these kinds since the number before."""
        cue = self.line.last_before(self.number.start, *kinds)
        return cue if cue is not None and cue.start >= self.left else None

    def behind(self, *kinds: str) -> Cue | None:
        """Return the first cue of these kinds right behind, at most two other words away."""
        if self.line.by_kind.keys().isdisjoint(kinds):
            return None
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
            and not any(cue.kind == "link" and cue.value in ("from", "to") for cue in glue)
            and any(cue.kind == "break" for cue in glue)
            and all(cue.value == "respectively" for cue in glue if cue.kind == "refer")
        )


def spots(line: Line, numbers: tuple[Number, ...]) -> list[tuple[Number, int, int]]:
    """Return each number with where its stretch before starts and its clause behind ends."""
    out = []
    for index, number in enumerate(numbers):
        left = _after_noun(line, numbers, index) if index else 0
        right = numbers[index + 1].start if index + 1 < len(numbers) else len(line.text)
        for cue in line.cues[bisect_left(line.starts, number.end) :]:
            if cue.kind in ("break", "turn"):
                right = min(right, cue.start)
                break
        out.append((number, left, right))
    return out


def _after_noun(line: Line, numbers: tuple[Number, ...], index: int) -> int:
    """Return where the number before ends with its noun: ``a 1.1% decline``."""
    end = numbers[index - 1].end
    noun = line.first_after(end, "move", "rate")
    if noun is None or noun.start > end + 1 or noun.end >= numbers[index].start - 1:
        return end
    if line.between(end, noun.start, "break"):
        return end
    return noun.end


def next_number(spot: Spot) -> int:
    """Return where the next number of the sentence starts, or the sentence ends."""
    following = [n.start for n in spot.line.numbers if n.start >= spot.number.end]
    return following[0] if following else len(spot.line.text)


def open_bracket(spot: Spot) -> int | None:
    """Return where the bracket opens that a number stands in behind others: ``(5 bn, up 3%``."""
    text, start = spot.line.text, spot.number.start
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    if opened < 0 or ")" in text[opened:start] or "）" in text[opened:start]:
        return None
    words = spot.line.words_between(opened, start)
    for number in spot.line.numbers:
        if opened < number.start and number.end <= start:
            words = words.replace(number.text, "")
    return opened if words.strip(f" (（,{SIGNS}") == "" else None


def is_bracketed(spot: Spot) -> bool:
    """Whether a number opens a bracket."""
    return spot.line.text[max(0, spot.number.start - 1) : spot.number.start] in ("(", "（")


def noun_past_bracket(spot: Spot) -> Cue | None:
    """Return the noun of change that a number and the same one in brackets share.

    In ``a 19.3 percent ($22.1 billion) increase`` it is that of both.
    """
    line, end = spot.line, spot.number.end
    brackets = [cue for cue in line.of("break") if cue.value == "bracket" and cue.start >= end]
    if is_bracketed(spot):
        closing = brackets[:1]
    else:
        closing = brackets[1:2] if brackets and brackets[0].start - end <= 1 else []
    noun = line.first_after(closing[0].end, "move", "rate") if closing else None
    if noun is None or noun.start - closing[0].end > 1:
        return None
    numbers = [n for n in line.numbers if end <= n.start < noun.start]
    return noun if len(numbers) == (0 if is_bracketed(spot) else 1) else None


def sign_of(cue: Cue) -> int:
    """Return −1 for a fall, else 1."""
    return -1 if (cue.kind, cue.value) in _FALLS else 1


def is_noun_of(spot: Spot, cue: Cue) -> bool:
    """Whether a word right behind a number is its noun: ``a 5.2 percent fall``."""
    words = spot.line.words_between(spot.number.end, cue.start)
    if words:
        return len(words.split()) <= 1 and not spot.line.between(
            spot.number.end, cue.start, "link", "stop", "compare"
        )
    return not spot.line.between(spot.number.end, cue.start, "link", "stop", "compare", "flow")


def is_amount(unit: str | None) -> bool:
    """Whether a unit is of money or of a quantity, rather than of a rate, a count or a rank."""
    return unit not in (None, "percent", "pp", "rank", "ratio", "count", *_SPANS)


def money_before(line: Line, number: Number) -> str | None:
    """Return the money that an amount leaves out: ``rose to $5 billion, from 4 billion in May``."""
    digits = sum(map(str.isdigit, number.text))
    if number.value < _MILLION or digits >= _DIGITS_OF_MILLION:
        return None
    before = [n for n in line.numbers if n.end <= number.start and is_money(n.unit)]
    starts = [cue.start for cue in line.cues] + [when.start for when in line.whens]
    end = min([start for start in starts if start >= number.end], default=len(line.text))
    is_bare = not line.text[number.end : end].strip(" .,")
    return before[-1].unit if before and is_bare else None


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency: three capitals, but no TEU.

    >>> is_money("CNY"), is_money("TEU"), is_money("t"), is_money(None)
    (True, False, False, False)
    """
    return unit is not None and len(unit) == 3 and unit.isupper() and unit != "TEU"
