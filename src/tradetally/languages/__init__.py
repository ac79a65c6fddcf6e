"""Languages: numbers, periods, cues and phrases, one folder each, read and written.

A language is a package with the functions of ``Language``; the folder's name is its name. In
comes text, out go mentions (``mentions``, ``cues``) at their places. Called by ``read`` and by
whatever writes; a third language is a third folder and touches nothing else.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from tradetally.errors import BadInput
from tradetally.languages.cues import Cue, Day, Phrases
from tradetally.languages.mentions import Name, Number, Resolver, When
from tradetally.periods import Period

__all__ = [
    "Cue",
    "Day",
    "Language",
    "Name",
    "Number",
    "Phrases",
    "Resolver",
    "When",
    "detect",
    "known",
    "language",
]


class Language(Protocol):
    """What the reader asks of a language."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the package
        """The language's name: that of its folder."""
        ...

    @property
    def GRAMMAR(self) -> Mapping[str, str]:  # noqa: N802
        """Facts about the language's words that the reader asks for.

        ``spaced``: *yes* where blanks part words; ``possessive``: its endings;
        ``narrowing``: words that make another place of the name behind them;
        ``negating``: words that make another product of it; ``unbroken``: words that no name
        ends in the middle of; ``goods``: words that say that no services are meant;
        ``seats``: capitals that may speak for their country, unless a word of ``placing`` stands
        before them;
        ``order``: *slices-first* where slices stand before their flow without a word that ties
        each, else slices are tied to it by words such as *of* and *to*.
        """
        ...

    def is_written_in(self, text: str) -> float:
        """Return how much of the text's letters are of this language, 0 to 1."""
        ...

    def numbers(self, text: str) -> tuple[Number, ...]:
        """Return the numbers of a text."""
        ...

    def periods(
        self, text: str, *, published: date | None, context: Period | None
    ) -> tuple[When, ...]:
        """Return the periods of a text, resolved."""
        ...

    def resolver(self, text: str) -> Resolver:
        """Return what resolves the periods of a text, which are looked for once."""
        ...

    def days(self, text: str) -> tuple[Day, ...]:
        """Return the calendar days of a text."""
        ...

    def cues(self, text: str) -> tuple[Cue, ...]:
        """Return the cues of a text."""
        ...

    def sentences(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the sentences of a paragraph start and end."""
        ...

    def is_furniture(self, line: str) -> bool:
        """Whether a line is a page's furniture: a share button, a byline, a page index."""
        ...

    def ends_article(self, line: str) -> bool:
        """Whether nothing after this line belongs to the article."""
        ...

    def item_splits(self, words: str) -> tuple[tuple[int, int], ...]:
        """Return where the items of a list in running words (``a, b and c``) stand."""
        ...

    def may_name_product(self, words: str, *, opens: bool, most: int) -> bool:
        """Whether words that no list knows may name a product: at most ``most`` of them.

        ``opens`` says that they open a sentence or a phrase, where a capital tells nothing.
        """
        ...

    def may_name_place(self, words: str) -> bool:
        """Whether words that no list knows may name a country or a place."""
        ...

    def trimmed(self, words: str) -> tuple[int, int]:
        """Return the stretch of words without articles and adjectives that name nothing."""
        ...


_ENOUGH = 5_000  # characters that tell the language


@cache
def known() -> tuple[str, ...]:
    """Return the names of the languages that there are.

    >>> "en" in known()
    True
    """
    here = Path(__file__).parent
    return tuple(sorted(path.parent.name for path in here.glob("*/cues.toml")))


@cache
def language(name: str) -> Language:
    """Return the language of that name.

    >>> language("en").NAME
    'en'
    """
    if not re.fullmatch(r"[a-z]{2,3}", name) or name not in known():
        raise BadInput(
            "--language",
            expected=f"a language that tradetally reads ({', '.join(known())})",
            seen=repr(name),
            todo="choose one of these, or leave the option out",
        )
    return cast(Language, importlib.import_module(f"{__name__}.{name}"))


def detect(text: str) -> Language:
    """Return the language that most of the text's letters belong to.

    >>> detect("Exports rose 5 percent.").NAME
    'en'
    """
    shares = {name: language(name).is_written_in(text[:_ENOUGH]) for name in known()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < 0.3:
        raise BadInput(
            "--language",
            expected=f"a text in a language that tradetally reads ({', '.join(known())})",
            seen=f"a text that starts {text.strip()[:40]!r}",
            todo="give --language to read it all the same",
        )
    return language(best)
