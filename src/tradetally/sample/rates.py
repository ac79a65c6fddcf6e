"""Monthly rates of the declared currencies to yuan and dollars: made up around yearly averages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tradetally.sample import axes
from tradetally.sample.facts import rows

PLACES = 6
_SEED = 7
_MONTHLY = 0.006
NATIONAL, DOLLAR = "CNY", "USD"


@dataclass(frozen=True)
class Rates:
    """The currencies and their rates."""

    currencies: tuple[str, ...]
    to_yuan: NDArray[np.float64]
    """Month × currency: yuan for one unit, to six places; what is declared is converted by it."""
    shares: NDArray[np.float64]
    """Flow × currency: share of the declared values."""

    def table(self) -> list[tuple[str, str, str, str]]:
        """Return the rows (month, from, to, rate): each currency to yuan and to dollars."""
        found = []
        dollar = self.currencies.index(DOLLAR)
        for month, row in enumerate(self.to_yuan):
            name = f"{(axes.START + month) // 12}-{month % 12 + 1:02d}"
            for target, unit in ((NATIONAL, 1.0), (DOLLAR, row[dollar])):
                found += [
                    (name, code, target, f"{rate / unit:.{PLACES}f}")
                    for code, rate in zip(self.currencies, row, strict=True)
                    if code != target
                ]
        return found


@cache
def rates() -> Rates:
    """Return the rates of every month.

    >>> rates().table()[0]
    ('2023-01', 'USD', 'CNY', '7.059643')
    """
    table = rows("rates.csv")
    rng = np.random.default_rng(_SEED)
    years = np.array([[float(row[str(y)]) for row in table] for y in (2023, 2024, 2025)])
    middles = np.arange(axes.MONTHS) + 0.5
    smooth = np.stack([np.interp(middles, [6, 18, 30], each) for each in years.T], axis=1)
    moved = smooth * np.exp(rng.normal(0, _MONTHLY, smooth.shape))
    is_yuan = np.array([row["currency"] == NATIONAL for row in table])
    return Rates(
        tuple(row["currency"] for row in table),
        np.asarray(np.round(np.where(is_yuan, 1.0, moved), PLACES), np.float64),
        np.array([[float(row[flow]) for row in table] for flow in axes.FLOWS]),
    )
