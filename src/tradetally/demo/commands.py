"""The commands that do by hand what the demo does, and those to try next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from tradetally.demo.place import Place

FIGURE = "growth(total, partner=AFRICA, 2025)"
PERIOD = "2025"


def by_hand(place: Place, lines: int) -> Mapping[str, tuple[str, ...]]:
    """Return the commands of each step, as they are typed in the folder that the demo ran in."""
    declared, book, briefing = _q(place.declared), _q(place.book), _q(place.briefing)
    published, article = _q(place.published), _q(place.article)
    tables = f"{_q(place.samples)}/*.csv"
    return {
        "sample": (f"tradetally sample {declared} --lines {lines}",),
        "compile": (f"tradetally compile {declared} --book {book}",),
        "figure": (f'tradetally figure "{FIGURE}" --book {book}',),
        "brief": (f"tradetally brief {PERIOD} --book {book} --out {briefing}",),
        "check": (
            f"tradetally load {tables} --book {published}",
            f"tradetally check {article} --book {published}",
        ),
    }


def to_try(place: Place) -> tuple[tuple[str, str], ...]:
    """Return what to type next, each with what it is for."""
    book, published = _q(place.book), _q(place.published)
    return (
        (
            "What was never said, but follows: growth in the second half of the year",
            f'tradetally bounds "growth(total, 2025-S2)" --book {published}',
        ),
        (
            "Any figure, with its cells and its query",
            f'tradetally figure "share(exports, region=CN-GD, 2025)" --book {book}',
        ),
        (
            "A question, in English or Chinese",
            f'tradetally ask "How much did exports to Africa grow in 2025?" --book {book}',
        ),
        (
            "Another period's briefing",
            f"tradetally brief 2025-S1 --book {book} --out first-half",
        ),
    )


OWN = (
    ("Your declaration lines", "tradetally compile declarations/ --book mine"),
    ("A layout that nobody knows yet: a mapping to fill in",
     "tradetally compile --suggest-mapping lines.csv > mapping.toml"),
    ("Your published tables", "tradetally load exports_2025-12.csv --book mine"),
    ("An article to check", "tradetally check article.docx --book mine"),
)  # fmt: skip
"""The same with data of one's own."""


def _q(path: Path) -> str:
    return quote(str(path))
