"""From numbers to Arrow columns: the common record's names and types, nothing in between copied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tradetally.sample import axes
from tradetally.sample.goods import goods
from tradetally.sample.lines import CENTS, ROUTES, Lines, offices
from tradetally.sample.plan import Chunk
from tradetally.sample.rates import rates

PREFIX = "SYN"
"""What every declaration number begins with."""
EDITION = "HS2022"
SHORT = 8
_DIGITS = 10
_TEN_THOUSAND = 10_000
_NEAR = 1e-3
_RELEASE_DAY = 14


def table(lines: Lines, chunk: Chunk) -> pa.Table:
    """Return the lines of a chunk as a table of the native layout."""
    listed = goods()
    _, flow, partner, _, region, ownership = lines.codes
    price = lines.value / CENTS / (lines.quantity / 1000)
    is_close = price > 0.5 / _TEN_THOUSAND / _NEAR
    has_second = (listed.second_units != "")[lines.commodity]
    size = len(lines.item)
    columns = {
        "declaration": _declarations(lines.declaration, chunk.month),
        "item": pa.array(lines.item),
        "version": pa.array(lines.version),
        "status": _coded(("active", "cancelled"), lines.is_cancelled),
        "released": _released(lines.late, chunk.month),
        "date": pa.array(lines.day).view(pa.date32()),
        "start": pa.array(np.full(size, axes.START + chunk.month, np.int32)),
        "months": pa.array(np.ones(size, np.int32)),
        "reporter": _constant("CN", size),
        "flow": _coded(axes.FLOWS, flow),
        "commodity": _coded(listed.codes.tolist(), lines.commodity),
        "hs_edition": _constant(EDITION, size),
        "partner": _coded(axes.partners().codes, partner),
        "consignment": _constant("", size),
        "region": _coded(axes.regions().codes, region),
        "office": _coded(offices(), lines.office),
        "regime": _coded(axes.regimes().codes, lines.regime),
        "ownership": _coded(axes.ownerships().codes, ownership),
        "enterprise": _enterprises(lines.enterprise),
        "route": _coded(ROUTES, lines.route),
        "quantity": decimals(lines.quantity, 3),
        "quantity_unit": _units(listed.units, lines.commodity),
        "quantity2": decimals(lines.mass, 3, has_second),
        "quantity2_unit": _units(listed.second_units, lines.commodity),
        "net_mass_kg": decimals(lines.mass, 3),
        "gross_mass_kg": decimals(lines.gross, 3),
        "unit_price": decimals(
            np.rint(np.where(is_close, price, 0) * _TEN_THOUSAND).astype(np.int64), 4, is_close
        ),
        "value": decimals(lines.value, 2),
        "currency": _coded(rates().currencies, lines.currency),
    }
    return pa.table(columns)


def decimals(
    units: NDArray[np.int64], places: int, known: NDArray[np.bool_] | None = None
) -> pa.Array:
    """Return whole numbers of the last place as decimals of 18 digits; null where not known.

    >>> decimals(np.array([-1, 250]), 2, np.array([True, True])).to_pylist()
    [Decimal('-0.01'), Decimal('2.50')]
    """
    wide = np.empty((len(units), 2), np.int64)
    wide[:, 0] = units
    wide[:, 1] = units >> 63
    valid = None
    if known is not None:
        valid = pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(pa.decimal128(18, places), len(units), [valid, pa.py_buffer(wide)])


def _coded(codes: Sequence[str], at: NDArray[Any]) -> pa.Array:
    """Return codes by their places in a list, of which a short column brings what it has."""
    at = at.astype(np.int32)
    if len(at) < SHORT * len(codes):
        used, at = np.unique(at, return_inverse=True)
        codes = [codes[place] for place in used]
    return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(list(codes)))


def _units(units: NDArray[np.str_], commodity: NDArray[np.int32]) -> pa.Array:
    """Return the unit of each line's commodity."""
    listed, places = np.unique(units, return_inverse=True)
    return _coded(listed.tolist(), places[commodity])


def _constant(text: str, size: int) -> pa.Array:
    return _coded([text], np.zeros(size, np.int32))


def _declarations(number: NDArray[np.int64], month: int) -> pa.Array:
    """Return declaration numbers: the prefix, the month and ten digits."""
    year, before = divmod(axes.START + month, 12)
    head = f"{PREFIX}{year}{before + 1:02d}".encode()
    return _texts(_digits(number, head), np.ones(len(number), bool))


def _enterprises(number: NDArray[np.int64]) -> pa.Array:
    """Return enterprises: ten digits, or nothing."""
    return _texts(_digits(number, b""), number >= 0)


def _digits(number: NDArray[np.int64], head: bytes) -> NDArray[np.uint8]:
    """Return each number as a row of characters, ``head`` before ten digits."""
    found = np.empty((len(number), len(head) + _DIGITS), np.uint8)
    found[:, : len(head)] = np.frombuffer(head, np.uint8)
    rest = number
    for place in range(found.shape[1] - 1, len(head) - 1, -1):
        above = rest // 10
        found[:, place] = rest - above * 10 + ord("0")
        rest = above
    return found


def _texts(rows: NDArray[np.uint8], known: NDArray[np.bool_]) -> pa.Array:
    """Return rows of characters as texts; empty where not known."""
    ends = np.concatenate([[0], np.cumsum(known * rows.shape[1])]).astype(np.int32)
    inside = rows if known.all() else rows[known]
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(inside))]
    return pa.Array.from_buffers(pa.string(), len(rows), buffers)


@cache
def _release_days() -> NDArray[np.int32]:
    """Return the day on which each month's statistics come out, in days since 1970."""
    found = []
    for month in range(axes.MONTHS + 1):
        year, before = divmod(axes.START + month, 12)
        day = date(year, before + 1, _RELEASE_DAY)
        found.append(day.toordinal() - date(1970, 1, 1).toordinal())
    return np.array(found, np.int32)


def _released(late: NDArray[np.int8], month: int) -> pa.Array:
    """Return the days on which lines came out; what is amended last comes out with the last."""
    at = np.minimum(month + late.astype(np.int64), axes.MONTHS)
    return pa.array(_release_days()[at]).view(pa.date32())
