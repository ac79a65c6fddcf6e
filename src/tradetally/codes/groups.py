"""Groups of partners and regions: who belongs to them in a release.

Membership is dated by release, not by the period that a figure is about: the ASEAN row of
2025, released in 2026, counts a member of October 2025 for all twelve months.
"""

from __future__ import annotations

from functools import cache

from tradetally.codes.files import Spell, entries, spells
from tradetally.codes.lists import codes
from tradetally.periods import Period


def members(code: str, at: Period) -> frozenset[str]:
    """Return the members of a group as the release round of ``at`` counts them.

    The round is the last month of ``at``. What is no group has no members.

    >>> sorted(members("GBA9", Period.parse("2025")))[:3]
    ['dongguan', 'foshan', 'guangzhou']
    >>> [len(members("ASEAN", Period.parse(month))) for month in ("2025-07", "2025-12")]
    [10, 11]
    """
    return _members(code, at.last_month)


def groups_of(code: str, at: Period) -> tuple[str, ...]:
    """Return the groups that count ``code`` as a member in that round, continents first.

    >>> groups_of("CY", Period.parse("2025-12"))
    ('ASIA', 'EU', 'EURO-AREA', 'BRI')
    """
    return tuple(group for group in _groups() if code in members(group, at))


def is_group(code: str) -> bool:
    """Whether the lists know members of ``code``.

    >>> is_group("ASEAN"), is_group("US")
    (True, False)
    """
    return code in _groups()


def now() -> Period:
    """Return a month after every dated change: membership as it is known today."""
    return Period.month(9998, 12)


@cache
def _groups() -> tuple[str, ...]:
    continents = [code.code for code in codes("partner").values() if code.kind == "continent"]
    listed = [
        code
        for dimension in ("region", "regime")
        for code, entry in entries(dimension).items()
        if entry.members
    ]
    return (*continents, *spells(), *listed)


@cache
def _members(code: str, month: Period) -> frozenset[str]:
    if code in spells():
        return frozenset(
            member
            for spell in spells()[code]
            if _counts(spell, month)
            for member in spell.codes.split()
        )
    for dimension in ("region", "regime"):
        entry = entries(dimension).get(code)
        if entry is not None:
            return frozenset(entry.members.split())
    return _continent(code)


@cache
def _continent(code: str) -> frozenset[str]:
    every = codes("partner").values()
    if code not in codes("partner"):
        return frozenset()
    return frozenset(partner.code for partner in every if partner.parent == code)


def _counts(spell: Spell, month: Period) -> bool:
    since = spell.since is None or Period.parse(spell.since) <= month
    return since and (spell.until is None or month <= Period.parse(spell.until))
