"""The sample's commodity list: eight-digit codes inside the headings of the Harmonized System.

The headings are real, what follows them is made up, so no code stands for one good of a real
tariff. The list is the same in every sample. Each code has a unit, a usual unit value and a
weight in each flow; codes that are in the same targeted products make one *piece*.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from tradetally.codes import harmonized
from tradetally.sample.facts import rows

COUNT = 8_000
_SEED = 2022
_SIXES = "10 20 30 40 50 60 70 80 90 11 12 19 21 22 29 31 32 39 41 49 51 59 61 69 71 79 81 89"
_EIGHTS = "10 20 90 30 40 50 60 70 80 91 92 99 11 12 19 21 22 29 31 39"
_SPREAD = 1.3
_DEAR = 0.55


@dataclass(frozen=True, slots=True)
class Definition:
    """The codes that a product of the code lists has in the sample, exactly."""

    product: str
    definition: str
    note: str


@dataclass(frozen=True)
class Goods:
    """The commodity list as arrays; a code's place in it is its number in the lines."""

    codes: NDArray[np.str_]
    units: NDArray[np.str_]
    second_units: NDArray[np.str_]
    unit_values: NDArray[np.float64]
    """Yuan for one unit."""
    weights: NDArray[np.float64]
    """Flow (exports, imports) × code: share of the flow's value."""
    pieces: NDArray[np.int16]
    """The piece of each code."""
    products: tuple[frozenset[str], ...]
    """The targeted products that each piece is in."""

    @cached_property
    def piece_weights(self) -> NDArray[np.float64]:
        """Flow × piece: share of the flow's value."""
        return np.stack([np.bincount(self.pieces, row, len(self.products)) for row in self.weights])

    def pieces_of(self, product: str) -> NDArray[np.bool_]:
        """Return which pieces make up a targeted product."""
        return np.array([product in inside for inside in self.products])


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the sample's own product definitions, which its book takes as exact.

    >>> [one.definition for one in definitions() if one.product == "fruits"]
    ['0803-0813']
    """
    return tuple(Definition(**row) for row in rows("products.csv"))


@cache
def goods() -> Goods:
    """Return the commodity list.

    >>> len(goods().codes), str(goods().codes[0])[:4]
    (8000, '0101')
    """
    rng = np.random.default_rng(_SEED)
    codes = _codes()
    notable = {row["code"]: row for row in rows("notable.csv")}
    chapters = {row["chapter"]: row for row in rows("headings.csv")}
    nearest = [_longest(code, notable) or code[:2] for code in codes]
    kinds = [notable.get(name) or chapters[name] for name in nearest]
    values = np.array([float(kind["unit_value"]) for kind in kinds])
    single = np.array([len(name) > 2 for name in nearest])
    spread = rng.normal(0, _DEAR, len(codes)) * np.where(single, 0.2, 1)
    spread[[code[:2] == "26" or code[:4] == "2709" for code in codes]] = 0
    units = np.array([kind["unit"] for kind in kinds])
    pieces, products = _pieces(codes)
    return Goods(
        codes=np.array(codes),
        units=units,
        second_units=np.where(np.isin(units, ["kg", "t"]), "", "kg"),
        unit_values=values * np.exp(spread),
        weights=_weights(codes, nearest, kinds, rng),
        pieces=pieces,
        products=products,
    )


def _longest(code: str, notable: dict[str, dict[str, str]]) -> str | None:
    return next((code[:n] for n in (6, 4) if code[:n] in notable), None)


def _codes() -> list[str]:
    """Return the codes: what definitions need, then more in each heading by its chapter's trade."""
    headings: list[tuple[str, float]] = []
    for row in rows("headings.csv"):
        inside = _headings(row["headings"])
        share = (float(row["exports"]) + float(row["imports"])) ** 0.45 / len(inside) ** 0.65
        headings += [(row["chapter"] + heading, share) for heading in inside]
    needed = sorted(_subheadings())
    each = np.array([share for _, share in headings])
    want = 1 + each / each.sum() * (COUNT * 1.3)
    found: list[str] = []
    for (heading, _), count in zip(headings, want, strict=True):
        found += _within(heading, [six for six in needed if six[:4] == heading], round(count))
    return _thinned(found, set(needed))


def _thinned(found: list[str], needed: set[str]) -> list[str]:
    """Return exactly so many codes: every heading's first and what definitions need stay."""
    first = {code[:4]: code for code in reversed(found)}
    spare = [c for c in found if first[c[:4]] != c and c[:6] not in needed]
    drop = np.random.default_rng(_SEED).permutation(len(spare))[: len(found) - COUNT]
    dropped = {spare[at] for at in drop}
    return sorted(code for code in found if code not in dropped)


def _headings(text: str) -> list[str]:
    found: list[str] = []
    for run in text.split():
        first, _, last = run.partition("-")
        found += [f"{number:02d}" for number in range(int(first), int(last or first) + 1)]
    return found


def _subheadings() -> set[str]:
    """Return the six-digit codes that definitions and notable goods name."""
    named = [row["code"] for row in rows("notable.csv")]
    for one in definitions():
        for part in one.definition.replace(".", "").split(","):
            first, _, last = part.strip().partition("-")
            named += [first, last or first]
    return {code for code in named if len(code) == 6}


def _within(heading: str, needed: list[str], count: int) -> list[str]:
    """Return codes of one heading: a few subheadings, each with a few national lines."""
    if count <= 1 and not needed:
        return [f"{heading}0000"]
    subheadings = max(1, round(count**0.62))
    others = [heading + six for six in _SIXES.split()][:subheadings]
    sixes = list(dict.fromkeys((*needed, *others)))
    lines = -(-count // len(sixes))
    return [six + eight for six in sixes for eight in _EIGHTS.split()[:lines]]


def _weights(
    codes: list[str], nearest: list[str], kinds: list[dict[str, str]], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return flow × code: the share of the nearest chapter or heading, spread unevenly."""
    drawn = np.exp(rng.normal(0, _SPREAD, len(codes)))
    _, group = np.unique(nearest, return_inverse=True)
    within = drawn / np.bincount(group, drawn)[group]
    shares = np.array([[float(kind[flow]) for kind in kinds] for flow in ("exports", "imports")])
    weights = shares * within
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _pieces(codes: list[str]) -> tuple[NDArray[np.int16], tuple[frozenset[str], ...]]:
    inside = [
        frozenset(d.product for d in definitions() if harmonized.covers(d.definition, code))
        for code in codes
    ]
    products = tuple(dict.fromkeys(inside))
    number = {one: at for at, one in enumerate(products)}
    return np.array([number[one] for one in inside], np.int16), products
