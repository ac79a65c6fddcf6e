"""Check a text: every statement of it against a book, in two passes.

First each statement is judged by official evidence alone. What that contradicts is withdrawn,
and the rest is judged once more beside the text's own other numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from tradetally.book import Book
from tradetally.cells import Cell, Measure
from tradetally.periods import Period
from tradetally.statements import Figure, Statement, Tier
from tradetally.tally.compiled import compiled, history
from tradetally.tally.conflicts import Conflict, conflicts
from tradetally.tally.diagnosis import diagnose
from tradetally.tally.judge import Case, judge
from tradetally.tally.knowledge import Knowledge
from tradetally.tally.rounds import round_of
from tradetally.tally.scopes import scopes, stated_about
from tradetally.tally.slips import NEAR, SLICES, mistakable, other_measure
from tradetally.tally.verdicts import Judgement, Verdict

ACCUSED = (Judgement.CONTRADICTED, Judgement.DISPUTED)
DIAGNOSED = (*ACCUSED, Judgement.UNVERIFIABLE)


SETTLED = (Judgement.SUPPORTED, Judgement.CONTRADICTED)
"""What adds nothing to the evidence: official figures imply it already, or speak against it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text's verdicts, in the order of its statements, and the round it was judged in.

    ``conflicts`` are its own statements that cannot all be true beside the official ones, where
    no official figure says which of them is wrong.
    """

    verdicts: tuple[Verdict, ...]
    round: Period | None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def has_contradiction(self) -> bool:
        """Whether any statement is contradicted."""
        return any(v.judgement is Judgement.CONTRADICTED for v in self.verdicts)


def check(
    statements: Sequence[Statement],
    book: Book | None,
    *,
    published: date | None = None,
    revision: Fraction | None = None,
) -> Judged:
    """Return a verdict for every statement of one text; without a book, by the text alone.

    ``revision`` is how far levels may have moved between rounds, instead of the allowances.
    """
    known = [] if book is None else [release.round for release in book.rounds()]
    round_ = round_of(statements, published, known)
    if round_ is None:
        reason = "the text states no period, and there is no round to take it for"
        return Judged(tuple(Verdict(s, Judgement.UNVERIFIABLE, reason) for s in statements), None)
    found: tuple[Statement, ...] = ()
    if book is not None:
        found = compiled(book, history(statements), at=round_)
        found += stated_about(scopes(statements), book, round_)
    verdicts = judge_all(statements, Knowledge(found, revision), round_, published)
    clashes = _own_conflicts(verdicts, found, round_)
    if book is None:
        return Judged(verdicts, round_, clashes)
    cells = {cell for verdict in verdicts for cell in _may_be_meant(verdict)}
    if cells:
        found += stated_about(cells, book, round_)
    found += compiled(book, _figures_meant(verdicts), at=round_)
    knowledge = Knowledge(dict.fromkeys(found))
    return Judged(explained(verdicts, knowledge, round_), round_, clashes)


def _own_conflicts(
    verdicts: Sequence[Verdict], official: Iterable[Statement], round_: Period
) -> tuple[Conflict, ...]:
    """Return which of a text's statements cannot all be true, where some are disputed."""
    if not any(verdict.judgement is Judgement.DISPUTED for verdict in verdicts):
        return ()
    own = [
        v.statement
        for v in verdicts
        if v.judgement is not Judgement.CONTRADICTED
        and not (v.statement.is_forecast or v.statement.is_converted)
    ]
    found = conflicts((*own, *(s for s in official if s.round == round_)), round_)
    return tuple(one for one in found if any(s.tier is Tier.CHECKED for s in one.statements))


def _may_be_meant(verdict: Verdict) -> Iterable[Cell]:
    """Return a cell of each further scope that a claim which does not stand may be about."""
    cell = verdict.statement.figure.cell
    if verdict.judgement in ACCUSED:
        return mistakable(cell)
    is_volume = cell.measure is Measure.VOLUME
    return (other_measure(cell),) if is_volume and verdict.judgement in DIAGNOSED else ()


def _figures_meant(verdicts: Iterable[Verdict]) -> Iterator[Figure]:
    """Yield the figures that diagnosis may try for the claims that do not stand."""
    for verdict in verdicts:
        statement = verdict.statement
        if verdict.judgement not in DIAGNOSED or statement.is_forecast or statement.is_converted:
            continue
        kinds = (*NEAR, *SLICES) if verdict.judgement in ACCUSED else NEAR
        for _, edits in kinds:
            for edited, _ in edits(statement):
                yield edited.figure


def judge_all(
    statements: Sequence[Statement],
    knowledge: Knowledge,
    round_: Period,
    published: date | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdicts of one text's statements, official evidence first."""
    text = tuple(statements)
    alone = [judge(Case(s, knowledge, round_, published, (), text)) for s in statements]
    standing = tuple(
        verdict.statement
        for verdict in alone
        if verdict.judgement not in SETTLED and not verdict.statement.is_forecast
    )
    return tuple(
        judge(Case(verdict.statement, knowledge, round_, published, standing, text))
        if verdict.judgement is Judgement.UNVERIFIABLE
        else verdict
        for verdict in alone
    )


def explained(
    verdicts: Sequence[Verdict], knowledge: Knowledge, round_: Period
) -> tuple[Verdict, ...]:
    """Return the verdicts with a diagnosis on each that does not stand, where there is one."""
    return tuple(
        replace(
            verdict, diagnosis=diagnose(verdict.statement, knowledge, round_, is_accused=accused)
        )
        if verdict.judgement in DIAGNOSED
        else verdict
        for verdict in verdicts
        for accused in [verdict.judgement in ACCUSED]
    )
