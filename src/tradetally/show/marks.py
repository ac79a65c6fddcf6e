"""The six marks: each judgement's symbol, word, meaning and colours.

A judgement is never told by colour alone: it has a symbol, a word and, in HTML, a line style of
its own. The colours keep apart under the common kinds of colour blindness (blue for what holds,
vermilion for what does not).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tradetally.tally.verdicts import Judgement


@dataclass(frozen=True, slots=True)
class Mark:
    """How a judgement looks: a symbol of one column, its word, what it means, a terminal style."""

    judgement: Judgement
    symbol: str
    meaning: str
    style: str

    @property
    def word(self) -> str:
        """The judgement's own word."""
        return self.judgement.value

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


MARKS: dict[Judgement, Mark] = {
    mark.judgement: mark
    for mark in (
        Mark(Judgement.SUPPORTED, "✔", "the evidence pins it inside what is said", "blue"),
        Mark(Judgement.CONSISTENT, "≈", "the evidence allows it, without pinning it", "cyan"),
        Mark(Judgement.REVISION, "↻", "true only if an earlier figure was revised", "magenta"),
        Mark(Judgement.DISPUTED, "⚖", "the text's own numbers disagree with it", "bold yellow"),
        Mark(Judgement.CONTRADICTED, "✘", "the evidence rules it out", "bold red"),
        Mark(Judgement.UNVERIFIABLE, "·", "no telling evidence reaches it", "dim"),
    )
}

GRAVITY: tuple[Judgement, ...] = (
    Judgement.CONTRADICTED,
    Judgement.DISPUTED,
    Judgement.REVISION,
    Judgement.UNVERIFIABLE,
    Judgement.CONSISTENT,
    Judgement.SUPPORTED,
)

_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def gravest(judgements: Iterable[Judgement]) -> Judgement:
    """Return the judgement of several that a reader must see first."""
    return min(judgements, key=GRAVITY.index)


def plain(text: str) -> str:
    r"""Return text on one line, with what could steer a terminal or a page made visible.

    >>> plain("24.78\n trillion\x1b[31m")
    '24.78 trillion�[31m'
    """
    return " ".join(showable(text).split())


def showable(text: str) -> str:
    """Return text of the same length, without control and direction-changing characters."""
    return _UNSHOWABLE.sub("\ufffd", text)
