"""From the chosen parts of trade to sentences: one part, or several with *respectively*."""

from __future__ import annotations

from collections.abc import Iterator

from tradetally.brief.choose import Candidate, Choice
from tradetally.brief.facts import Fact, Facts
from tradetally.brief.features import suffix
from tradetally.brief.message import Clause, Filler, Message, Subject, Whole
from tradetally.brief.plan import Role
from tradetally.codes import default_peers
from tradetally.languages.phrases import spoken
from tradetally.languages.sentences import patterns

Group = tuple[Candidate, ...]


def messages(choice: Choice, facts: Facts) -> Iterator[Message]:
    """Yield the sentences on the parts that fill a role, those that rose before those that fell."""
    role = choice.role
    for way in ("up", "flat", "down", "none"):
        group = tuple(one for one in choice.parts if _way(one, role) == way)
        if not group:
            continue
        clause = _many(group, way, facts) if len(group) > 1 else _one(group[0], way, facts)
        if clause is not None:
            because = tuple(f"{one.code}: {notice}" for one in group for notice in one.because)
            yield Message(role.section, clause, facts.period, because)


def _way(part: Candidate, role: Role) -> str:
    return suffix(part.fact("growth")) if "growth" in role.says else "none"


def _many(group: Group, way: str, facts: Facts) -> Clause | None:
    role = group[0].role
    names = [name for name in role.says if name != "growth" or way in ("up", "down")]
    group = tuple(sorted(group, key=lambda one: _size(one, names[0])))
    found = {name: tuple(_fact(name, part, facts) for part in group) for name in names}
    if any(fact is None for list_ in found.values() for fact in list_):
        return None
    kind = "_".join(names) + (f".{way}" if names != ["level"] else "")
    slots: list[tuple[str, Filler]] = [("subject", _subject(group))]
    slots += [(name, tuple(f for f in list_ if f is not None)) for name, list_ in found.items()]
    return Clause(_pattern(role, f"many.{kind}"), tuple(slots))


def _one(part: Candidate, way: str, facts: Facts) -> Clause | None:
    role = part.role
    names = [name for name in role.says if name != "growth" or way in ("up", "down")]
    found = {name: _fact(name, part, facts) for name in names}
    if any(fact is None for fact in found.values()) or not names:
        return None
    is_flat = way == "flat" and names == ["level"]
    kind = "level_growth.flat" if is_flat else "_".join(names)
    kind += f".{way}" if names != ["level"] else ""
    slots: list[tuple[str, Filler]] = [("subject", _subject((part,)))]
    slots += [(name, fact) for name, fact in found.items() if fact is not None]
    return Clause(_pattern(role, f"one.{kind}"), tuple(slots), tuple(_tails(part, facts)))


def _pattern(role: Role, shape: str) -> str:
    """Return the role's own pattern where every language has one, else the general one."""
    own = f"role.{role.name}.{shape}"
    return own if all(own in patterns(language) for language in spoken()) else f"part.{shape}"


def _size(part: Candidate, name: str) -> float:
    """Return where a part stands in a list: the largest first."""
    fact = part.fact(name)
    return 0.0 if fact is None else -abs(float(fact.middle))


def _tails(part: Candidate, facts: Facts) -> Iterator[Clause]:
    """Yield share, its change, contribution and rank, where they are known to the digit."""
    role = part.role
    share = _fact("share", part, facts) if "share" in role.tails else None
    whole: tuple[tuple[str, Filler], ...] = (("whole", Whole(role.flow)),)
    overall: tuple[str, Filler] = ("overall", Whole(role.flow, "overall"))
    if share is not None:
        yield Clause("tail.share", (("share", share), *whole))
    moved = _fact("share_change", part, facts) if "share_change" in role.tails else None
    if moved is not None and moved.sign and share is not None:
        yield Clause(f"tail.share_change.{suffix(moved)}", (("share_change", moved),))
    elif moved is not None and moved.sign:
        yield Clause(f"tail.share_change_alone.{suffix(moved)}", (("share_change", moved), *whole))
    added = _fact("contribution_pp", part, facts) if "contribution_pp" in role.tails else None
    if added is not None and added.sign > 0 and _rose(part):
        yield Clause("tail.contribution_pp", (("contribution_pp", added), overall))
    rank = _fact("rank", part, facts) if "rank" in role.tails else None
    if rank is not None and rank.value == 1:
        peers = default_peers(role.dimension, part.code)
        yield Clause(f"tail.rank.{peers}", (("rank", rank),))


def _rose(part: Candidate) -> bool:
    growth = part.fact("growth")
    return growth is not None and growth.sign > 0


def _fact(name: str, part: Candidate, facts: Facts) -> Fact | None:
    role = part.role
    return facts.said(facts.figure(name, role.flow, part.slice, measure=role.measure))


def _subject(group: Group) -> Subject:
    role = group[0].role
    codes = tuple(part.code for part in group)
    return Subject(role.flow, role.measure, role.dimension, codes)
