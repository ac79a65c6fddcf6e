"""The slices that stand behind a flow, each by the word that ties it: ``of steel to ASEAN``."""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.languages import Cue
from tradetally.read.line.items import Place, named_items
from tradetally.read.line.marks import Line
from tradetally.read.line.subjects import Item

_LINKS: dict[str, tuple[str, ...]] = {
    "of": ("product", "regime", "region", "partner", "ownership"),
    "for": ("product", "partner", "region"),
    "to": ("partner", "region"),
    "from": ("partner", "region"),
    "with": ("partner",),
    "in": ("region", "product"),
    "on": ("product",),
    "by": ("ownership", "region"),
    "at": ("region",),
    "under": ("regime",),
}
OPEN = {"of": "product", "on": "product", "to": "partner", "with": "partner", "from": "partner"}


def right_items(line: Line, start: int, end: int, place: Place) -> Iterator[Item]:
    """Yield the slices after a flow, by the word that ties them to it."""
    links = line.between(start, end, "link")
    bounds = [
        (c, c.end, links[i + 1].start if i + 1 < len(links) else end) for i, c in enumerate(links)
    ]
    at = 0
    while at < len(bounds):
        link, first, last = bounds[at]
        if link.value == "of":  # a product's own words may hold another "of" or "in"
            while (
                at + 1 < len(bounds)
                and bounds[at + 1][0].value in ("of", "in")
                and not _names_or_whens(line, *bounds[at + 1][1:])
            ):
                at += 1
                last = bounds[at][2]
        yield from _stretch_items(line, link, first, last, place)
        at += 1


def _names_or_whens(line: Line, start: int, end: int) -> bool:
    names = [name.start for name in line.names if name.dimension != "product"]
    return any(start <= at < end for at in (*names, *(when.start for when in line.whens)))


def _stretch_items(line: Line, link: Cue, start: int, end: int, place: Place) -> Iterator[Item]:
    whens = [w.start for w in line.whens if start <= w.start < end]
    end = min([end, *whens])
    wanted = _LINKS.get(link.value, ())
    yield from named_items(line, (start, end), wanted, OPEN.get(link.value), place)
