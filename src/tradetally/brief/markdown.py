"""An edition as Markdown: a headline, paragraphs under their titles, the caveats as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tradetally.brief.briefing import Edition, Said, Sentence
from tradetally.languages.sentences import patterns


@dataclass(frozen=True, slots=True)
class Written:
    """A Markdown text, and where each number of the edition stands in it."""

    text: str
    spans: tuple[tuple[int, int, Said, Sentence], ...]


def markdown(edition: Edition) -> str:
    """Return the Markdown text of an edition."""
    return written(edition).text


def written(edition: Edition) -> Written:
    """Return the Markdown text of an edition, with the place of each of its numbers."""
    text = ""
    spans: list[tuple[int, int, Said, Sentence]] = []
    gap = patterns(edition.language)["gap"]
    for before, sentences, after in _blocks(edition):
        text += before
        for index, sentence in enumerate(sentences):
            text += gap if index else ""
            spans += [(len(text) + a, len(text) + b, s, sentence) for a, b, s in sentence.spans]
            text += sentence.text
        text += after
    return Written(text, tuple(spans))


def _blocks(edition: Edition) -> Iterator[tuple[str, Iterable[Sentence], str]]:
    yield "# ", (edition.headline,), "\n\n"
    if edition.dateline:
        yield f"*{edition.dateline}*\n\n", (), ""
    if edition.lead:
        yield "", edition.lead, "\n\n"
    for section in edition.sections:
        yield f"## {section.title}\n\n", (), ""
        if section.name == "caveats":
            for sentence in section.sentences:
                yield "- ", (sentence,), "\n"
            yield "\n", (), ""
        else:
            yield "", section.sentences, "\n\n"
    yield _sources(edition), (), "\n"


def _sources(edition: Edition) -> str:
    said = (one for sentence in (edition.headline, *edition.sentences) for one in sentence.said)
    names = sorted({source for one in said for source in one.sources})
    return patterns(edition.language)["note.sources"].format(names=", ".join(names))
