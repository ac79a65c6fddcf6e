"""The words around figures in a language, and its names of codes, periods, units and numbers.

The words are data of a language (``languages/*/pages.toml``); what a figure itself is called
comes from ``tradetally.languages.say``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from tradetally import codes
from tradetally.cells import Flow, Measure
from tradetally.languages.phrases import Phrasebook, phrasebook
from tradetally.periods import Period
from tradetally.show.marks import plain
from tradetally.statements import Release

_SHORTENED = "region"  # provinces are known without their rank: 广西 for 广西壮族自治区
_MOST_SOURCES = 4
_WORDLESS_UNITS = frozenset({"percent", "pp", "rank", "ratio", "count"})


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words by group and key: ``words("chart", "source", sources=…)``."""

    language: str
    groups: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, Sequence[str]]

    def __call__(self, group: str, key: str, /, **filling: object) -> str:
        """Return a phrase, filled in; a key that the group lacks in its own words."""
        phrase = self.groups[group].get(key)
        if phrase is None:
            return key.replace("_", " ").replace("-", " ")
        return phrase.format_map(filling) if filling else phrase

    def has(self, group: str, key: str) -> bool:
        """Whether a group has a phrase of that key."""
        return key in self.groups[group]

    @property
    def phrases(self) -> Phrasebook:
        """The phrases that figures are said with."""
        return phrasebook(self.language)

    def code(self, dimension: str, code: str) -> str:
        """Return the name of a code, short where the whole of it is not needed.

        >>> words("zh").code("region", "CN-GX"), words("en").code("product", "metal widgets")
        ('广西', 'metal widgets')
        """
        name = codes.name(dimension, code, self.language)
        if dimension != _SHORTENED or not codes.is_known(dimension, code):
            return plain(name)
        aliases = codes.lookup(dimension, code).aliases[self.language]
        return min((a for a in aliases if name.startswith(a) and len(a) > 1), key=len, default=name)

    def period(self, period: Period) -> str:
        """Return a period as running text says it.

        >>> words("en").period(Period.parse("2025-S1")), words("zh").period(Period.parse("2025"))
        ('the first half of 2025', '2025年')
        """
        return self.phrases.periods.write(period)

    def short(self, period: Period) -> str:
        """Return a period as a chart's axis says it.

        >>> words("en").short(Period.parse("2025-S1")), words("zh").short(Period.parse("2025-S1"))
        ('H1 2025', '2025年上半年')
        """
        first = period.start % 12
        month = self.months[(period.stop - 1) % 12]
        filling: dict[str, object] = {"year": period.last_year, "month": month}
        match period.months:
            case 12 if first == 0:
                return self("short", "year", **filling)
            case 6 if first % 6 == 0:
                half = first // 6
                names = self.lists.get("halves", ("", ""))
                return self("short", "half", **filling, half=half + 1, half_name=names[half])
            case 3 if first % 3 == 0:
                return self("short", "quarter", **filling, quarter=first // 3 + 1)
            case 1:
                return self("short", "month", **filling)
        if period.is_year_to_date:
            return self("short", "to_date", **filling)
        return self.period(period)

    @property
    def months(self) -> Sequence[str]:
        """The names of the months, as short as they are."""
        return self.lists["months"]

    def reporter(self, code: str) -> str:
        """Return the name of the country whose trade it is."""
        return self.code("partner", code)

    def flow(self, flow: Flow | str) -> str:
        """Return what a flow is called."""
        return self("flow", str(flow))

    def release(self, release: Release) -> str:
        """Return a release's round and the day that it came out.

        >>> from datetime import date
        >>> words("en").release(Release(Period.parse("2025-12"), date(2026, 1, 18)))
        'Round 2025-12, released on 2026-01-18'
        """
        if release.day is None:
            return self("page", "release_round", round=release.round)
        return self("page", "release", round=release.round, day=release.day.isoformat())

    def unit(self, unit: str | None, power: int = 0, measure: Measure | None = None) -> str:
        """Return a unit, with the power of ten that numbers are given in.

        >>> words("en").unit("CNY", 9), words("zh").unit("CNY", 8), words("en").unit("pp")
        ('billion yuan', '亿元', 'percentage points')
        >>> words("en").unit("CNY", 8)
        '100 million yuan'
        """
        if unit is None:
            return ""
        if unit == "count" and measure is not None and self.has("unit", measure):
            return self("unit", measure)
        if unit in _WORDLESS_UNITS:
            return self("unit", unit)
        if power == 0:
            return self.amount(Decimal(2), unit).removeprefix("2").strip()
        said = self.amount(Decimal(10) ** power, unit)
        return said.removeprefix("1").strip() if power in self.powers else said

    def amount(self, value: Decimal, unit: str) -> str:
        """Return a number with its unit, as running text says it."""
        return self.phrases.numbers.write(value, unit)

    def listed(self, sources: Sequence[str]) -> str:
        """Return the names of sources; of more than four, the first and the last.

        >>> words("en").listed(["b.csv", "a.csv"]), words("en").listed([])
        ('b.csv, a.csv', 'none named')
        >>> words("en").listed(["1.csv", "2.csv", "3.csv", "4.csv", "5.csv"])
        '1.csv to 5.csv (5 files)'
        """
        names = [plain(source) for source in sources]
        if len(names) > _MOST_SOURCES:
            return self("chart", "many", first=names[0], last=names[-1], count=len(names))
        return self("page", "joint").join(names) or self("page", "none")

    def how(self, how: str) -> str:
        """Return how a figure was come by."""
        return self("how", how)

    @property
    def powers(self) -> tuple[int, ...]:
        """The powers of ten that the language has a word for, the largest first, and 0.

        >>> words("en").powers, words("zh").powers
        ((12, 9, 6, 0), (12, 8, 4, 0))
        """
        return _powers(self.language)


@cache
def words(language: str) -> Words:
    """Return the words of a language, read once."""
    book = phrasebook(language)  # says which languages there are
    path = files("tradetally.languages").joinpath(book.language, "pages.toml")
    groups = tomllib.loads(path.read_text("utf-8"))
    short = groups["short"]
    lists = {key: short.pop(key) for key in tuple(short) if isinstance(short[key], list)}
    return Words(language, groups, lists)


@cache
def _powers(language: str) -> tuple[int, ...]:
    numbers = phrasebook(language).numbers
    said = {power: numbers.write(Decimal(10) ** power, "CNY") for power in range(12, 2, -1)}
    return (*(power for power, text in said.items() if _is_one(text)), 0)


def _is_one(text: str) -> bool:
    return text.startswith("1") and not text[1:2].isdigit() and text[1:2] != ","
