"""A code of a list, and the sets of codes that make a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DIMENSIONS = ("partner", "product", "region", "ownership", "regime")
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list: what it is, how it is called and what it means."""

    code: str
    dimension: str
    kind: str
    """``country``, ``continent``, ``bloc``, ``residual``; ``province``, ``city``, ``zone``,
    ``region-group``, ``corridor``; ``chapter``, ``heading``, ``row`` (of the bulletin),
    ``product``, ``aggregate``; ``ownership``; ``regime``, ``regime-group``."""
    names: Mapping[str, str] = field(hash=False)
    """The name that is shown, by language."""
    aliases: Mapping[str, tuple[str, ...]] = field(hash=False)
    """Every spelling that is understood, by language; the name comes first."""
    labels: tuple[str, ...] = ()
    """What a table may call it, in any language, but no running text (``Other``)."""
    parent: str | None = None
    """The next larger code that surely contains this one."""
    definition: str | None = None
    """Harmonized System headings, such as ``8541-8542``."""
    approximate: bool = False
    """Whether the published figures follow a list that differs from the definition."""
    caveat: str | None = None
    siblings: tuple[str, ...] = ()
    """Other definitions that share words with this one; never the same figure."""
    customs: tuple[str, ...] = ()
    """The numbers of China's customs for this code."""
    rows: tuple[str, ...] = ()
    """The bulletin's commodity tables that have it as a row: ``exports``, ``imports``."""
    across: bool = False
    """Whether it counts goods again that other codes of its list count."""
    partly: tuple[str, ...] = ()
    """Codes that share some trade with this one, neither containing the other."""
    sums: bool = False
    """Whether customs publishes the group as exactly the sum of its members."""
    closed: bool = False
    """Whether the members that are listed are all that the group has."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Codes that make a whole without overlap.

    With ``residual`` the published parts may fall short of the whole: an equation needs one
    more, unnamed part.
    """

    whole: str | None
    """The code that they make; ``None`` is all of the dimension."""
    parts: tuple[str, ...]
    residual: bool
    note: str
