"""The phrases of a language, from its ``phrases.toml``, and the modules that write its numbers.

A language is a folder of this one: whatever language has a ``phrases.toml`` can be said.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol, cast

from tradetally.errors import BadInput
from tradetally.periods import Period


class Numbers(Protocol):
    """What writes a language's numbers."""

    def write(self, value: Decimal, unit: str) -> str:
        """Return a number with its unit."""
        ...


class Periods(Protocol):
    """What writes a language's periods."""

    def write(self, period: Period) -> str:
        """Return a period as running text says it."""
        ...


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """A language's phrases by dotted name, as ``figure.growth.rise``."""

    language: str
    texts: Mapping[str, str]
    the: frozenset[str]
    capital: frozenset[str]
    tidy: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def get(self, *names: str) -> str:
        """Return the first of these phrases that the language has; nothing if it has none."""
        return next((self.texts[name] for name in names if name in self.texts), "")

    def fill(self, template: str, words: Mapping[str, str]) -> str:
        """Return a phrase with its words in place, mended where they meet."""
        text = template.format_map(words)
        for seen, wanted in self.tidy:
            text = text.replace(seen, wanted)
        return text

    @property
    def numbers(self) -> Numbers:
        """The module that writes this language's numbers."""
        return cast(Numbers, import_module(f"{__package__}.{self.language}.numbers"))

    @property
    def periods(self) -> Periods:
        """The module that writes this language's periods."""
        return cast(Periods, import_module(f"{__package__}.{self.language}.periods"))


@cache
def phrasebook(language: str) -> Phrasebook:
    """Return the phrases of a language, read once; raise ``BadInput`` where there are none.

    >>> phrasebook("zh")["figure.growth.rise"]
    '{period}{subject}{from}增长{number}'
    """
    if language not in spoken():
        raise BadInput(
            "language",
            expected=" or ".join(spoken()),
            seen=repr(language),
            todo="choose a language that figures can be said in",
        )
    path = files(__package__).joinpath(language, "phrases.toml")
    data = tomllib.loads(path.read_text("utf-8"))
    names, tidy = data.pop("names"), data.pop("tidy")
    return Phrasebook(
        language,
        MappingProxyType(dict(_flat(data))),
        frozenset(names["the"]),
        frozenset(names["capital"]),
        tuple(tidy.items()),
    )


@cache
def spoken() -> tuple[str, ...]:
    """Return the languages that figures can be said in.

    >>> spoken()
    ('en', 'zh')
    """
    folders = files(__package__).iterdir()
    return tuple(sorted(one.name for one in folders if one.joinpath("phrases.toml").is_file()))


def _flat(data: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{prefix}{key}.")
        else:
            flat.append((prefix + key, str(value)))
    return flat
