"""What comes into a book and what is said about it: sources, receipts, versions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tradetally.errors import BadInput
from tradetally.statements import Tier


@dataclass(frozen=True, slots=True)
class Source:
    """A file that statements or cells come from.

    A book knows a document by its ``name`` and ``layout``, and its contents by the ``digest`` of
    the file's bytes.
    """

    name: str
    digest: str
    tier: Tier
    layout: str | None = None
    url: str | None = None

    @classmethod
    def of_file(
        cls, path: Path, tier: Tier, *, layout: str | None = None, url: str | None = None
    ) -> Source:
        """Return the source that a file is, under the file's own name."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.name, digest, tier, layout, url)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source: how many rows of it are in the book now.

    ``already``: they were there before, and nothing changed. ``replaced``: they took the place
    of an earlier file of that name, or an earlier reading of that file, in the same round.
    """

    source: Source
    rows: int
    already: bool = False
    replaced: bool = False


class Version(NamedTuple):
    """A book's version: that of its statements, and the number of its last vintage.

    >>> str(Version(12, 3)), Version.parse("12.3")
    ('12.3', Version(statements=12, vintage=3))
    """

    statements: int
    vintage: int

    @classmethod
    def parse(cls, text: str) -> Version:
        """Return the version that ``12.3`` spells; raise ``ValueError`` if it spells none."""
        statements, _, vintage = text.partition(".")
        return cls(int(statements), int(vintage))

    def check_vintage(self, last: int) -> int:
        """Return the number of the vintage; raise ``BadInput`` if there is none of it yet."""
        if 0 <= self.vintage <= last:
            return self.vintage
        raise BadInput(
            "--version",
            expected=f"a vintage from 0 to {last}",
            seen=str(self.vintage),
            todo="give one that the book had; Book.version says which it has now",
        )

    def __str__(self) -> str:
        return f"{self.statements}.{self.vintage}"
