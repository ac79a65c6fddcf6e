"""A verdict in words: the one place where it is said, for every way of showing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tradetally.errors import BadInput
from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure, write_figure
from tradetally.intervals import Interval
from tradetally.languages.say import name_figure
from tradetally.periods import Period
from tradetally.show.marks import MARKS, Mark, plain
from tradetally.show.numbers import interval_text, signed
from tradetally.statements import Relation, Release, Statement, Tier
from tradetally.tally.verdicts import Diagnosis, Revision, Verdict

TIERS = {
    Tier.COMPILED: "compiled records",
    Tier.TABLE: "official table",
    Tier.TEXT: "official text",
    Tier.CHECKED: "the text itself",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a claim may have been meant to say: the slip, the figure or number, the evidence."""

    kind: str
    words: str
    form: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A verdict in words; what there is nothing to say of is empty or ``None``."""

    mark: Mark
    mention: str
    name: str
    form: str
    claim: str
    evidence: str
    reason: str
    meant: Meant | None
    revision: str
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]
    because: tuple[Statement, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The reason and all that goes with it, a sentence each."""
        lines = [self.reason]
        if self.meant is not None:
            lines.append(meant_text(self.meant))
        if self.revision:
            lines.append(self.revision)
        lines += [f"assumes {assumption}" for assumption in self.assumptions]
        lines += [f"note: {note}" for note in self.notes]
        return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that evidence comes from, in one release, and how many statements it gave."""

    document: str
    tier: Tier
    release: Release | None
    statements: tuple[Statement, ...]

    @property
    def round_text(self) -> str:
        """Its round and the day it was released, as far as they are known."""
        return round_text(self.release)


def explain(verdict: Verdict, language: str = "en") -> Explained:
    """Return a verdict in words."""
    statement = verdict.statement
    evidence = verdict.evidence
    known = evidence is not None and evidence.interval != Interval(None, None)
    return Explained(
        mark=MARKS[verdict.judgement],
        mention=plain(statement.place.text),
        name=plain(name_figure(statement.figure, language)),
        form=plain(write_figure(statement.figure)),
        claim=claim_text(statement),
        evidence=interval_text(evidence.interval, statement.unit, statement.interval)
        if evidence is not None and known
        else "",
        reason=plain(verdict.reason),
        meant=None if verdict.diagnosis is None else _meant(verdict.diagnosis, statement, language),
        revision="" if verdict.revision is None else revision_text(verdict.revision),
        assumptions=() if evidence is None else tuple(map(plain, evidence.assumptions)),
        notes=tuple(map(plain, statement.notes)),
        because=() if evidence is None else evidence.because,
    )


def claim_text(statement: Statement) -> str:
    """Return what a statement asserts: more or less than a number, or the range it was read as."""
    text = interval_text(statement.interval, statement.unit)
    if not statement.figure.cell.measure.is_count:
        if statement.relation is Relation.GT:
            return text.replace("at least", "more than")
        if statement.relation is Relation.LT:
            return text.replace("at most", "less than")
    return text


def meant_text(meant: Meant) -> str:
    """Return a diagnosis as one sentence."""
    form = f" – {meant.form}" if meant.form else ""
    return f"did you mean {meant.words}{form}? ({meant.kind}; evidence: {meant.evidence})"


def revision_text(revision: Revision) -> str:
    """Return by how much an earlier figure was revised, from what to what."""
    cell = revision.cell
    unit = cell.unit or ""
    first = interval_text(revision.first_published, unit)
    later = interval_text(revision.implied_later, unit, revision.first_published)
    return (
        f"{cell.period} revised by {signed(revision.share)}: first published {first}, now {later}"
    )


def summary(verdicts: Iterable[Verdict], round_: Period | None) -> str:
    """Return how many numbers there are of each judgement, and what they were held against."""
    verdicts = tuple(verdicts)
    counted = Counter(verdict.judgement for verdict in verdicts)
    told = ", ".join(f"{counted[j]} {mark.word}" for j, mark in MARKS.items() if counted[j])
    head = f"{len(verdicts)} number{'' if len(verdicts) == 1 else 's'}"
    if told:
        head += f": {told}"
    return f"{head}; {held_against(verdicts, round_)}"


def sources(verdicts: Iterable[Verdict]) -> tuple[Source, ...]:
    """Return the documents that the evidence comes from, the weightiest first."""
    said: list[Statement] = []
    for verdict in verdicts:
        said += verdict.evidence.because if verdict.evidence is not None else ()
        said += verdict.diagnosis.because if verdict.diagnosis is not None else ()
    return sources_of(said)


def sources_of(statements: Iterable[Statement]) -> tuple[Source, ...]:
    """Return the documents that statements are said in, the weightiest first."""
    found: dict[tuple[Tier, str, Release | None], dict[int, Statement]] = {}
    for statement in statements:
        key = (statement.tier, statement.place.document, statement.release)
        found.setdefault(key, {})[id(statement)] = statement
    listed = [
        Source(document, tier, release, tuple(of.values()))
        for (tier, document, release), of in found.items()
    ]
    return tuple(sorted(listed, key=lambda source: (source.tier, source.document)))


def round_text(release: Release | None) -> str:
    """Return a release's round and the day it came out, as far as they are known."""
    return "no round" if release is None else f"round {release}"


def held_against(verdicts: Sequence[Verdict], round_: Period | None) -> str:
    """Return the round and how many sources there were to judge by."""
    if round_ is None:
        return "not judged, because no round of the book covers them"
    documents = {s.document for s in sources(verdicts) if s.tier is not Tier.CHECKED}
    if not documents:
        return f"judged in round {round_}, where no source reaches them"
    plural = "" if len(documents) == 1 else "s"
    return f"judged in round {round_} against {len(documents)} source{plural}"


def _meant(diagnosis: Diagnosis, statement: Statement, language: str) -> Meant:
    """Return a diagnosis in words: another figure, or another number of the same one."""
    unit = statement.unit
    words, form = plain(diagnosis.did_you_mean), ""
    try:
        figure = parse_figure(diagnosis.did_you_mean)
    except BadInput:
        amount, _, of = diagnosis.did_you_mean.partition(" ")
        beside = _number(amount)
        if beside is not None:
            words = interval_text(Interval.of(beside), of or unit)
    else:
        words, form = plain(name_figure(figure, language)), words
        unit = unit_of(figure.indicator, unit)
    told = interval_text(diagnosis.interval, unit, statement.interval)
    return Meant(plain(diagnosis.kind), words, form, told)


def unit_of(indicator: str, otherwise: str) -> str:
    """Return the unit that an indicator comes in; ``otherwise`` where its cells decide."""
    return INDICATORS[indicator].UNIT or otherwise


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text)
    except ValueError:
        return None
