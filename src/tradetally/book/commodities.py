"""Which of the commodity codes that items have a product stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from tradetally.book.stands_for import Codes, Run

_DIGITS = 10


class Commodities:
    """The commodity codes of items, of any length, to find those of a product among.

    >>> listed = Commodities(["85411000", "8542", "85", "84"])
    >>> found = listed.within((("8541000000", "8541999999"),))
    >>> sorted(found.sure), sorted(found.open)
    (['85411000'], ['85'])
    """

    def __init__(self, codes: Iterable[str]) -> None:
        self._codes = sorted(codes, key=_low)
        self._lows = [_low(code) for code in self._codes]
        self._known = frozenset(self._codes)
        self._found: dict[tuple[Run, ...], Codes] = {}

    def within(self, runs: tuple[Run, ...]) -> Codes:
        """Return the codes that are within one of some runs, and those that only touch one.

        A code that is broader than a run may or may not belong to it.
        """
        if runs not in self._found:
            touching = [one for run in runs for one in self._touching(run)]
            sure = frozenset(code for code, is_within in touching if is_within)
            self._found[runs] = Codes(sure, frozenset(code for code, _ in touching) - sure)
        return self._found[runs]

    def _touching(self, run: Run) -> Iterator[tuple[str, bool]]:
        """Yield each code that touches a run, and whether all of it is within."""
        first, last = run
        start, stop = bisect_left(self._lows, first), bisect_right(self._lows, last)
        for code in self._codes[start:stop]:
            yield code, code.ljust(_DIGITS, "9") <= last
        for length in range(_DIGITS):
            broader = first[:length]
            if broader in self._known and _low(broader) < first:
                yield broader, False


def _low(code: str) -> str:
    """Return the first ten-digit code that a code stands for."""
    return code.ljust(_DIGITS, "0")
