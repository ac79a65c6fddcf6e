"""Making lines: the strata of a chunk split into lines, and all that a line has beside its stratum.

What declarations share (day, procedure, office, route, currency, enterprise) is drawn for each
declaration; the commodity and the amounts for each of its items. The yuan of a stratum are split
into log-normal parts; each is declared in a currency, so that value × the month's rate is the
part, but for rounding.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tradetally.sample import axes
from tradetally.sample.goods import goods
from tradetally.sample.plan import AMENDED, CANCELLED, Chunk, Plan
from tradetally.sample.rates import rates

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

UNEVEN = 1.5
PRICES_VARY = 0.22
NEXT_DECLARATION = 0.55
THOUSANDTHS, CENTS = 1000, 100
WHOLE = ("piece", "pair")
AT_HOME = 0.7
OFFICES = 6
PORTS = np.array([0, 2, 21, 22, 23, 24, 26])
_MASS_SEED = 3
FLOW, PIECE, REGION = (axes.AXES.index(axis) for axis in ("flow", "piece", "region"))
ROUTES = ("sea", "air", "road", "rail", "post", "other")
_ROUTES = np.array([[64, 17, 12, 4, 2.5, 0.5], [66, 19, 10, 3, 0.5, 1.5]])


@dataclass(frozen=True)
class Lines:
    """The lines of a chunk, as numbers; codes are places in their lists."""

    codes: NDArray[np.int16]
    """Axis × line."""
    declaration: Ints
    """A running number within the sample."""
    item: NDArray[np.int32]
    version: NDArray[np.int32]
    is_cancelled: NDArray[np.bool_]
    day: NDArray[np.int32]
    """Days since 1970."""
    late: NDArray[np.int8]
    """Months from the line's own to the one that gave it out."""
    commodity: NDArray[np.int32]
    regime: NDArray[np.int64]
    office: NDArray[np.int64]
    route: NDArray[np.int64]
    currency: NDArray[np.int64]
    enterprise: Ints
    quantity: Ints
    """Thousandths of the unit."""
    mass: Ints
    """Net, in grams."""
    gross: Ints
    value: Ints
    """Hundredths of the currency."""


def make_lines(plan: Plan, chunk: Chunk) -> Lines:
    """Return the lines of a chunk, with those that do not count at the end."""
    rng = np.random.default_rng([plan.seed, 9, chunk.month, chunk.number])
    at = np.repeat(np.arange(chunk.first, chunk.stop), plan.counts[chunk.first : chunk.stop])
    starts, place = _declarations(plan, chunk, at, rng)
    own = np.cumsum(starts) - 1
    head = np.flatnonzero(starts)
    codes = plan.strata.codes[:, at]
    flow = codes[FLOW, head]
    yuan = _split(plan.strata.values, at, rng.normal(0, UNEVEN, len(at)))
    commodity = _commodities(codes, rng)
    currency = _by_flow(rates().shares, flow, rng)[own]
    quantity = _quantities(plan, at, commodity, yuan, rng)
    mass = _net_mass(commodity, quantity, rng)
    lines = Lines(
        codes=codes,
        declaration=chunk.before + head[own] + 1,
        item=(np.arange(len(at)) - head[own] + 1).astype(np.int32),
        version=np.ones(len(at), np.int32),
        is_cancelled=np.zeros(len(at), bool),
        day=_days(chunk.month, len(head), rng)[own],
        late=np.ones(len(at), np.int8),
        commodity=commodity,
        regime=_by_flow(axes.regimes().weights, flow, rng)[own],
        office=_offices(codes[REGION, head], rng)[own],
        route=_by_flow(_ROUTES, flow, rng)[own],
        currency=currency,
        enterprise=plan.traders.numbers(chunk.month // 6, plan.group[at[head]], place)[own],
        quantity=quantity,
        mass=mass,
        gross=(mass * rng.uniform(1.01, 1.12, len(at))).astype(np.int64) + 1,
        value=_declared(yuan, rates().to_yuan[chunk.month][currency]),
    )
    return _with_dead(plan, chunk, lines, rng)


def _declarations(
    plan: Plan, chunk: Chunk, at: Ints, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], Ints]:
    """Return which lines begin a declaration, and the place in its group of each one's enterprise.

    Lines of a month and group that bring in an enterprise which must appear are spread evenly
    over them: the ``i``-th of ``n`` lines does where ``(i + 1) · quota // n`` steps up.
    """
    half = chunk.month // 6
    group = plan.group[at]
    whole = plan.in_month[chunk.month][group]
    quota = plan.quota[chunk.month][group]
    index = _place_in_group(plan, chunk, at, group)
    done = index * quota // whole
    must = (index + 1) * quota // whole > done
    starts = must | (np.diff(at, prepend=-1) > 0) | (rng.random(len(at)) < NEXT_DECLARATION)
    sure = plan.traders.place(half, group, plan.before_month[chunk.month][group] + done)
    drawn = plan.traders.drawn(half, group, rng.random(len(at)))
    return starts, np.where(must, sure, drawn)[starts]


def _place_in_group(plan: Plan, chunk: Chunk, at: Ints, group: NDArray[np.int32]) -> Ints:
    """Return each line's place among the lines of its month and group."""
    begins = int(np.searchsorted(plan.strata.codes[0], chunk.month))
    inside = plan.counts[begins : chunk.stop]
    ends = np.cumsum(inside)
    groups = plan.group[begins : chunk.stop]
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    start_of_group = np.zeros(int(groups.max()) + 1, np.int64)
    start_of_group[groups[first]] = ends[first] - inside[first]
    begin = int(ends[chunk.first - begins] - inside[chunk.first - begins])
    return begin + np.arange(len(at)) - start_of_group[group]


def _split(values: Floats, at: Ints, logs: Floats) -> Floats:
    """Return log-normal parts of each stratum's value."""
    return _parts(values, at, np.exp(logs))


def _parts(values: Floats, at: Ints, weights: Floats) -> Floats:
    """Return each line's part of its stratum's value, in proportion to weights."""
    first = np.flatnonzero(np.diff(at, prepend=-1))
    sums = np.add.reduceat(weights, first)
    return weights * np.repeat(values[at[first]] / sums, np.diff(first, append=len(at)))


def _declared(yuan: Floats, rate: Floats) -> Ints:
    """Return the value in hundredths of the currency: at least one."""
    return np.maximum(np.rint(yuan / rate * CENTS), 1).astype(np.int64)


def _by_flow(shares: Floats, flow: NDArray[np.int16], rng: np.random.Generator) -> Ints:
    """Return a code for each flow, drawn by its shares."""
    steps = np.cumsum(shares / shares.sum(axis=1, keepdims=True), axis=1)
    steps[:, -1] = 1
    ladder = (steps + np.arange(len(steps))[:, None]).ravel()
    rung = np.searchsorted(ladder, flow + rng.random(len(flow)), side="right")
    return np.asarray(rung - flow * shares.shape[1])


@cache
def _ladder() -> tuple[Floats, NDArray[np.int32]]:
    """Return, flow by flow and piece by piece, the steps from 0 to 1 of its codes, and the codes.

    The steps of the ``k``-th flow and piece lie between ``k`` and ``k + 1``.
    """
    listed = goods()
    steps, codes = [], []
    for flow, weights in enumerate(listed.weights):
        for piece in range(len(listed.products)):
            inside = np.flatnonzero(listed.pieces == piece)
            part = np.cumsum(weights[inside] / weights[inside].sum())
            part[-1] = 1
            steps.append(part + flow * len(listed.products) + piece)
            codes.append(inside)
    return np.concatenate(steps), np.concatenate(codes).astype(np.int32)


def _commodities(codes: NDArray[np.int16], rng: np.random.Generator) -> NDArray[np.int32]:
    steps, listed = _ladder()
    rung = codes[FLOW].astype(np.float64) * len(goods().products) + codes[PIECE]
    at = np.searchsorted(steps, rung + rng.random(codes.shape[1]), side="right")
    return np.asarray(listed[at])


def _quantities(
    plan: Plan,
    at: Ints,
    commodity: NDArray[np.int32],
    yuan: Floats,
    rng: np.random.Generator,
) -> Ints:
    """Return quantities in thousandths: by unit value, or as a share of the stratum's own."""
    natural = yuan / goods().unit_values[commodity] * np.exp(rng.normal(0, PRICES_VARY, len(yuan)))
    amounts = plan.quantities[at]
    known = amounts > 0
    if known.any():
        natural[known] = _parts(plan.quantities, at[known], natural[known])
    whole = _are_whole()[commodity]
    pieces = np.maximum(np.rint(natural), 1) * THOUSANDTHS
    rounded = np.where(whole, pieces, np.rint(natural * THOUSANDTHS))
    return np.maximum(rounded, 1).astype(np.int64)


@cache
def _are_whole() -> NDArray[np.bool_]:
    return np.isin(goods().units, WHOLE)


@cache
def _grams() -> Floats:
    """Return grams for a thousandth of each commodity's unit."""
    units = goods().units
    by_price = goods().unit_values / 60.0
    drawn = by_price * np.random.default_rng(_MASS_SEED).lognormal(0, 0.4, len(units))
    return np.where(units == "kg", 1.0, np.where(units == "t", 1000.0, np.maximum(drawn, 0.001)))


def _net_mass(commodity: NDArray[np.int32], quantity: Ints, rng: np.random.Generator) -> Ints:
    """Return grams: exact where the unit is one of mass."""
    noise = np.where(_is_mass()[commodity], 1.0, rng.uniform(0.95, 1.05, len(quantity)))
    return np.maximum(quantity * _grams()[commodity] * noise, 1).astype(np.int64)


@cache
def _is_mass() -> NDArray[np.bool_]:
    return np.isin(goods().units, ["kg", "t"])


def _days(month: int, number: int, rng: np.random.Generator) -> NDArray[np.int32]:
    year, before = divmod(axes.START + month, 12)
    first = date(year, before + 1, 1).toordinal() - date(1970, 1, 1).toordinal()
    days = monthrange(year, before + 1)[1]
    return (first + rng.integers(0, days, number)).astype(np.int32)


def _offices(region: NDArray[np.int16], rng: np.random.Generator) -> Ints:
    """Return places in the list of offices: mostly of the own region, else of a large port's."""
    number = len(region)
    ports = PORTS[rng.integers(0, len(PORTS), number)]
    district = np.where(rng.random(number) < AT_HOME, region, ports)
    return district * OFFICES + rng.integers(0, OFFICES, number)


@cache
def offices() -> tuple[str, ...]:
    """Return the customs offices: four digits, some to each region; made up."""
    return tuple(
        f"{11 + place}{number:02d}"
        for place in range(len(axes.regions().codes))
        for number in range(1, OFFICES + 1)
    )


def _with_dead(plan: Plan, chunk: Chunk, lines: Lines, rng: np.random.Generator) -> Lines:
    """Return the lines with those that do not count: earlier versions, and cancelled ones."""
    end = chunk.before + chunk.lines
    amended, cancelled = (
        plan.dead(share, end) - plan.dead(share, chunk.before) for share in (AMENDED, CANCELLED)
    )
    if not amended and not cancelled:
        return lines
    chosen = rng.choice(chunk.lines, amended + cancelled, replace=False)
    changed, copied = np.sort(chosen[:amended]), np.sort(chosen[amended:])
    later = rng.integers(2, 5, amended + cancelled).astype(np.int8)
    every = np.concatenate([np.arange(chunk.lines), changed, copied, copied])
    new = {name: getattr(lines, name)[..., every] for name in Lines.__dataclass_fields__}
    old = slice(chunk.lines, chunk.lines + amended)
    gone = slice(chunk.lines + amended, None)
    last = slice(len(every) - cancelled, None)
    new["version"][changed], new["late"][changed] = 2, later[:amended]
    new["value"][old] = np.maximum(new["value"][old] * rng.uniform(0.5, 1.6, amended), 1)
    new["declaration"][gone] = (
        plan.lines + 1 + (plan.dead(CANCELLED, chunk.before) + np.tile(np.arange(cancelled), 2))
    )
    new["item"][gone] = 1
    new["version"][last], new["is_cancelled"][last] = 2, True
    new["late"][last] = later[amended:]
    return Lines(**new)
