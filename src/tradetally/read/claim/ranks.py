"""Ranks: among which peers, and of which flow."""

from __future__ import annotations

from tradetally import codes
from tradetally.read.line.said import Said
from tradetally.read.line.spots import Spot
from tradetally.read.line.subjects import ROLES, Subject

_PARTNERS = "trading-partners"
_NEAR = 20  # characters between a rank and its peers: *13th largest goods*


def peers_of(said: Said, subject: Subject) -> str | None:
    """Return the peers of a rank: those that the sentence names, or the usual ones."""
    is_ranked = said.claim.indicator == "rank" or (said.claim.held or "").startswith("rank")
    if not is_ranked:
        return None
    among = next(iter(said.line.of("among")), None)
    if among is not None:
        return _PARTNERS if among.value in ROLES else among.value
    for item in subject.items:
        usual = codes.default_peers(item.dimension)
        if usual is not None and item.dimension == "region" and item.code not in codes.peers(usual):
            return "CN-cities"
        if usual is not None:
            return usual
    return "products" if subject.of("product") else "countries"


def ranked(subject: Subject, spot: Spot) -> Subject:
    """Return what a rank is of: a market's exports, a source's imports, whatever was before."""
    among = spot.line.first_after(spot.number.end, "among")
    if (
        among is None
        or among.value not in ROLES
        or among.value == _PARTNERS
        or among.start - spot.number.end > _NEAR
    ):
        return subject
    if spot.line.between(spot.number.end, among.start, "flow", "break", "link"):
        return subject
    return subject._replace(flow=ROLES[among.value], sign=1, flows=())
