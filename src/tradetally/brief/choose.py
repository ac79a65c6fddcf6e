"""Which parts of trade fill each role: ranked in numbers, on figures asked for all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from tradetally import codes
from tradetally.brief.facts import Fact, Facts
from tradetally.brief.notable import Notice, limit, notices, score
from tradetally.brief.plan import Role, pool, roles
from tradetally.cells import EVERYTHING, Flow, Measure, Slice
from tradetally.languages.phrases import spoken
from tradetally.languages.sentences import Speaker, is_listable
from tradetally.periods import Period
from tradetally.statements import Figure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of trade that may fill a role: its code, its facts, and what makes it notable.

    ``size`` is its percent of the flow's total, which settles equal points.
    """

    code: str
    role: Role
    facts: tuple[tuple[str, Fact], ...]
    because: tuple[Notice, ...]
    size: float

    @property
    def slice(self) -> Slice:
        """The part of trade."""
        return Slice.from_codes({self.role.dimension: self.code})

    def fact(self, indicator: str) -> Fact | None:
        """Return one of its facts."""
        return dict(self.facts).get(indicator)

    @property
    def score(self) -> float:
        """All its points."""
        return score(self.because)


@dataclass(frozen=True, slots=True)
class Choice:
    """A role that is filled, the most notable part first."""

    role: Role
    parts: tuple[Candidate, ...]


def wanted(facts: Facts) -> Iterator[Figure]:
    """Yield the figures that ranking needs: level and growth of every part and of the whole."""
    for flow in (Flow.TOTAL, Flow.EXPORTS, Flow.IMPORTS):
        yield from (facts.figure(name, flow) for name in ("level", "growth"))
    for role in roles():
        for code in pool(role, facts.round):
            part = Slice.from_codes({role.dimension: code})
            names = ["growth"] if role.measure is Measure.VOLUME else ["level", "growth"]
            for name in names:
                yield facts.figure(name, role.flow, part, measure=role.measure)
            if role.measure is Measure.VOLUME:
                yield facts.figure("level", role.flow, part)


def details(choices: Iterable[Choice], facts: Facts) -> Iterator[Figure]:
    """Yield the figures that the chosen parts are said with beyond level and growth."""
    for choice in choices:
        role = choice.role
        names = (*role.says, *role.tails)
        for part in choice.parts:
            for name in names:
                if name != "rank" or codes.default_peers(role.dimension, part.code):
                    yield facts.figure(name, role.flow, part.slice, measure=role.measure)


def choose(facts: Facts) -> tuple[Choice, ...]:
    """Return the roles that something fills, in their order; no part is named twice alike."""
    named: set[tuple[str, str, Flow, Measure]] = set()
    chosen: list[Choice] = []
    for role in roles():
        ranked = sorted(_sayable(role, facts), key=lambda one: (-one.score, -one.size, one.code))
        parts: list[Candidate] = []
        for one in ranked:
            key = (role.dimension, one.code, role.flow, role.measure)
            if len(parts) == role.most:
                break
            if key not in named and not any(
                _overlaps(role, one.code, other.code, facts.round) for other in parts
            ):
                parts.append(one)
        if len(parts) >= role.least:
            chosen.append(Choice(role, tuple(parts)))
            named |= {(role.dimension, one.code, role.flow, role.measure) for one in parts}
    return tuple(chosen)


def _sayable(role: Role, facts: Facts) -> list[Candidate]:
    """Return the candidates whose names can stand in a list, if the role is one for a list."""
    every = list(_candidates(role, facts))
    return every if role.most == 1 else [one for one in every if _is_listable(one)]


def _is_listable(part: Candidate) -> bool:
    return all(
        is_listable([Speaker(language).name(part.role.dimension, part.code)], language)
        for language in spoken()
    )


def _overlaps(role: Role, one: str, other: str, at: Period) -> bool:
    return codes.overlaps(role.dimension, one, other, at)


def _candidates(role: Role, facts: Facts) -> Iterator[Candidate]:
    for code in pool(role, facts.round):
        part = Slice.from_codes({role.dimension: code})
        growth = facts.said(facts.figure("growth", role.flow, part, measure=role.measure))
        level = facts.said(facts.figure("level", role.flow, part))
        if (level is None and "level" in role.says) or (growth is None and _needs_growth(role)):
            continue
        measured = _measured(role, level, growth, facts)
        if measured.get("size", 0) < role.share or not _is_of_kind(role, measured):
            continue
        found = (("level", level), ("growth", growth))
        kept = tuple((name, fact) for name, fact in found if fact is not None)
        yield Candidate(code, role, kept, notices(measured, role.by), measured.get("size", 0))


def _needs_growth(role: Role) -> bool:
    return role.kind != "all" or "level" not in role.says


def _measured(
    role: Role, level: Fact | None, growth: Fact | None, facts: Facts
) -> dict[str, float]:
    """Return what the criteria measure of a part: percent of the whole, points of its growth."""
    measured: dict[str, float] = {}
    whole = _middle(facts.get(facts.figure("level", role.flow, EVERYTHING)))
    overall = _middle(facts.get(facts.figure("growth", role.flow, EVERYTHING)))
    size, rate = _middle(level), _middle(growth)
    if size is not None and whole:
        measured["size"] = float(size / whole * 100)
    if rate is not None:
        measured["pace"] = measured["rate"] = float(rate)
        measured["growth"] = float(rate - (overall or 0))
        if size is not None and whole and overall is not None and rate > -100:
            then = float(size) / (1 + float(rate) / 100)
            whole_then = float(whole) / (1 + float(overall) / 100)
            measured["contribution"] = (float(size) - then) / whole_then * 100
    return measured


def _middle(fact: Fact | None) -> Fraction | None:
    return None if fact is None else fact.middle


def _is_of_kind(role: Role, measured: dict[str, float]) -> bool:
    rate = measured.get("rate")
    if role.kind == "all":
        return True
    if rate is None:
        return False
    tiny = limit("tiny_pp")
    if role.kind == "growing":
        return rate > 0
    if role.kind == "falling":
        return rate < 0 and measured.get("contribution", -tiny) <= -tiny
    beside = measured["growth"]
    return rate > 0 and beside >= limit("beside_pp") and measured.get("contribution", tiny) >= tiny
