"""What a revision changes: two briefings of one period, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tradetally.brief.briefing import Briefing, Edition, Said, Sentence
from tradetally.statements import Figure


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that both say differently: before, after, and by how much, in its unit."""

    figure: Figure
    before: Said
    after: Said

    @property
    def by(self) -> Decimal:
        """The number after less the number before."""
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is new, gone, or says other numbers: ``None`` stands for no sentence."""

    section: str
    before: Sentence | None
    after: Sentence | None
    moved: tuple[Moved, ...] = ()


def differ(before: Briefing, after: Briefing, language: str) -> tuple[Change, ...]:
    """Return which sentences of a language changed between two briefings, in their order."""
    old = list(_sentences(before.editions[language]))
    changes = []
    for section, sentence in _sentences(after.editions[language]):
        match = _closest(sentence, [one for _, one in old])
        if match is not None:
            old = [pair for pair in old if pair[1] is not match]
        if match is None or match.text != sentence.text:
            changes.append(Change(section, match, sentence, tuple(_moved(match, sentence))))
    return (*changes, *(Change(section, gone, None) for section, gone in old))


def _sentences(edition: Edition) -> Iterator[tuple[str, Sentence]]:
    yield "headline", edition.headline
    yield from (("lead", sentence) for sentence in edition.lead)
    for section in edition.sections:
        if section.name != "caveats":
            yield from ((section.name, sentence) for sentence in section.sentences)


def _closest(sentence: Sentence, others: Sequence[Sentence]) -> Sentence | None:
    """Return the sentence that shares most figures with one; none where none shares any."""
    own = {said.figure for said in sentence.said}
    shared = [len(own & {said.figure for said in other.said}) for other in others]
    most = max(shared, default=0)
    return others[shared.index(most)] if most else None


def _moved(before: Sentence | None, after: Sentence) -> Iterator[Moved]:
    said = {} if before is None else {one.figure: one for one in before.said}
    for one in after.said:
        other = said.get(one.figure)
        if other is not None and other.value != one.value:
            yield Moved(one.figure, other, one)
