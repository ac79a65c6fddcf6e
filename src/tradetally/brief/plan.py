"""What a briefing may say of parts of trade: the roles, and the codes that may fill them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tradetally import codes
from tradetally.cells import Flow, Measure
from tradetally.periods import Period

SECTIONS = (
    "scale", "partners", "exports", "imports", "enterprises", "regions", "latest", "caveats",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A sentence on parts of trade: what they are parts of, which ones, what is said of each."""

    name: str
    section: str
    dimension: str
    flow: Flow
    measure: Measure
    pool: tuple[str, ...]
    list_name: str
    kind: str
    by: tuple[str, ...]
    least: int
    most: int
    share: float
    says: tuple[str, ...]
    tails: tuple[str, ...]


@cache
def roles() -> tuple[Role, ...]:
    """Return the roles, in the order in which a briefing has them.

    >>> [role.name for role in roles()][:2]
    ['belt-and-road', 'largest-partner']
    """
    text = files(__package__).joinpath("roles.toml").read_text("utf-8")
    return tuple(_role(entry) for entry in tomllib.loads(text)["role"])


def _role(entry: dict[str, Any]) -> Role:
    filled = entry["pool"]
    return Role(
        name=entry["name"],
        section=entry["section"],
        dimension=entry["dimension"],
        flow=Flow(entry["flow"]),
        measure=Measure(entry.get("measure", "value")),
        pool=() if isinstance(filled, str) else tuple(filled),
        list_name=filled if isinstance(filled, str) else "",
        kind=entry.get("kind", "all"),
        by=tuple(entry["by"]),
        least=entry.get("least", 1),
        most=entry["most"],
        share=entry.get("share", 0),
        says=tuple(entry["says"]),
        tails=tuple(entry.get("tails", ())),
    )


def pool(role: Role, at: Period) -> tuple[str, ...]:
    """Return the codes that may fill a role, in the round of ``at``."""
    return role.pool or _LISTS[role.list_name](role, at)


def _partners(role: Role, at: Period) -> tuple[str, ...]:
    return codes.peers("trading-partners", at)


def _countries(role: Role, at: Period) -> tuple[str, ...]:
    every = codes.codes("partner").values()
    return tuple(code.code for code in every if code.kind == "country" and code.code != "CN")


def _provinces(role: Role, at: Period) -> tuple[str, ...]:
    return codes.peers("CN-provinces", at)


def _products(role: Role, at: Period) -> tuple[str, ...]:
    every = codes.codes("product").values()
    return tuple(c.code for c in every if role.flow in c.rows and not c.across)


_LISTS: dict[str, Callable[[Role, Period], tuple[str, ...]]] = {
    "partners": _partners,
    "countries": _countries,
    "provinces": _provinces,
    "products": _products,
}
