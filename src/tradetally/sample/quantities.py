"""Quantities that targets speak of: tonnes of crude oil and of ores, by stratum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tradetally.cells import Cell, Measure
from tradetally.figures import INDICATORS
from tradetally.sample import axes, calibrate, facts
from tradetally.sample.goods import goods
from tradetally.sample.strata import Strata


def volume_cells() -> dict[Cell, None]:
    """Return the cells of a quantity that targets are about.

    >>> [str(cell.slice) for cell in volume_cells()][:1]
    ['product=crude-oil']
    """
    every = (cell for one in facts.targets() for cell in INDICATORS[one.figure.indicator].cells(
        one.figure))  # fmt: skip
    return dict.fromkeys(cell for cell in every if cell.measure is Measure.VOLUME)


def volumes(strata: Strata) -> NDArray[np.float64]:
    """Return the tonnes of each stratum of a product with targets; zero for all others."""
    month, flow, _, piece, *_ = strata.codes
    listed = goods()
    price = np.array(
        [listed.unit_values[listed.pieces == at].mean() for at in range(len(listed.products))]
    )
    found = np.zeros(len(strata))
    levels = calibrate.levels()
    for cell in volume_cells():
        period = cell.period
        inside = listed.pieces_of(cell.slice.product or "")[piece]
        inside &= flow == axes.FLOWS.index(cell.flow.value)
        inside &= (month >= period.start - axes.START) & (month < period.stop - axes.START)
        natural = strata.values[inside] / price[piece[inside]]
        found[inside] = natural * (float(levels[cell]) / natural.sum())
    return found
