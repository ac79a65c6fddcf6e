"""Rounds by the days that their outputs came out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tradetally.periods import Period
from tradetally.statements import Release


def first_days(releases: Iterable[Release], until: date | None = None) -> tuple[Release, ...]:
    """Return each round with the first day that an output of it came out, the earliest first.

    A said day goes before an assumed one. With ``until``, only rounds that were out by then; one
    that no output gives a day for is taken to be out once its month has ended.
    """
    first: dict[Period, Release] = {}
    for release in sorted(releases, key=_by_day):
        if until is None or (release.day or release.round.last_day) <= until:
            first.setdefault(release.round, release)
    return tuple(first.values())


def _by_day(release: Release) -> tuple[Period, bool, bool, date]:
    is_unknown = release.day is None
    return release.round, is_unknown, release.is_assumed, release.day or date.min
