"""A small briefing made by hand: the first half of 2025 from the numbers in ``2025-S1.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tradetally.brief.briefing import (
    Briefing,
    Column,
    Edition,
    Point,
    Said,
    Section,
    Sentence,
    Series,
    Table,
)
from tradetally.figures import INDICATORS
from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.languages.phrases import phrasebook
from tradetally.periods import Period
from tradetally.statements import Figure, Relation, Release

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "2025-S1.toml").read_text("utf-8"), parse_float=Decimal
)
PERIOD = Period.parse("2025-S1")
RELEASE = Release(Period.parse("2025-06"), date(2025, 7, 18))
PARTNERS = "partners_2025-06.csv"
PROVINCES = "province 2025-06.csv"
EXPORTS = "exports_2025-06.csv"
QUERY = (
    "SELECT flow, start, months, low, high\n  FROM statements\n WHERE about = 'x' AND low < high"
)
TEN_THOUSAND = Decimal(10_000)
HUNDRED_MILLION = Decimal(100_000_000)


def said(form: str, value: str, unit: str, language: str, printed: str = "") -> Said:
    """Return a number of the briefing as one language prints it."""
    figure = parse_figure(form)
    number = Decimal(value)
    words = printed or phrasebook(language).numbers.write(abs(number), unit)
    interval = Interval.printed(number)
    if unit == "CNY":
        interval = Interval.printed(number.scaleb(-12), places=2, scale=10**12)
    return Said(
        figure=figure,
        value=number,
        unit=unit,
        printed=words,
        interval=interval if figure.indicator != "record" else Interval.of(1),
        how="as published"
        if figure.indicator in ("level", "growth")
        else "computed from levels of one round",
        sources=(PARTNERS,) if "product" not in form else (EXPORTS, PARTNERS),
        release=RELEASE,
        cells=INDICATORS[figure.indicator].cells(figure),
        query=QUERY,
        relation=Relation.GT if "20000000000000" in value else Relation.EQ,
    )


FIGURES = {
    "total": ("level(total, 2025-S1)", "21790000000000", "CNY"),
    "total growth": ("growth(total, 2025-S1)", "2.9", "percent"),
    "exports": ("level(exports, 2025-S1)", "13000000000000", "CNY"),
    "exports growth": ("growth(exports, 2025-S1)", "7.2", "percent"),
    "imports": ("level(imports, 2025-S1)", "8790000000000", "CNY"),
    "imports growth": ("growth(imports, 2025-S1)", "-2.7", "percent"),
    "asean": ("level(total, partner=ASEAN, 2025-S1)", "3670000000000", "CNY"),
    "asean growth": ("growth(total, partner=ASEAN, 2025-S1)", "9.6", "percent"),
    "bri share": ("share(total, partner=BRI, 2025-S1)", "51.8", "percent"),
    "machinery": (
        "level(exports, product=mechanical-electrical, 2025-S1)",
        "7800000000000",
        "CNY",
    ),
    "machinery growth": (
        "growth(exports, product=mechanical-electrical, 2025-S1)",
        "9.5",
        "percent",
    ),
}

TEXTS: dict[str, dict[str, Any]] = {
    "en": {
        "headline": "China's foreign trade grew {total growth} in the first half of 2025",
        "dateline": "Figures of round 2025-06, from published tables.",
        "lead": ["China's total imports and exports came to {total} in the first half of 2025,"
                 " up {total growth} year on year."],
        "scale": ("Scale", ["Exports came to {exports}, up {exports growth}, and imports to"
                            " {imports}, down {imports growth}."]),
        "partners": ("Partners", ["Trade with ASEAN came to {asean}, up {asean growth}.",
                                  "Belt and Road partner countries accounted for {bri share} of"
                                  " total trade."]),
        "exports": ("Exports", ["Exports of mechanical and electrical products came to {machinery},"
                                " up {machinery growth}. <b>&amp;"]),
        "caveats": ("Notes", ["Exports are valued free on board, imports with cost, insurance and"
                              " freight."]),
    },
    "zh": {
        "headline": "2025年上半年我国货物贸易进出口增长{total growth}",
        "dateline": "数字取自2025-06期公布的统计表。",
        "lead": ["2025年上半年我国货物贸易进出口总值{total}，同比增长{total growth}。"],
        "scale": ("规模", ["其中，出口{exports}，增长{exports growth}；进口{imports}，"
                          "下降{imports growth}。"]),
        "partners": ("贸易伙伴", ["对东盟进出口{asean}，增长{asean growth}。",
                                "对共建“一带一路”国家进出口占进出口总值的{bri share}。"]),
        "exports": ("出口", ["机电产品出口{machinery}，增长{machinery growth}。"]),
        "caveats": ("说明", ["出口按离岸价计值，进口按到岸价计值。"]),
    },
}  # fmt: skip


def sentence(text: str, language: str) -> Sentence:
    """Return a sentence whose ``{names}`` are the figures of that name."""
    parts: list[str | Said] = []
    for piece in text.replace("{", "}{").split("}"):
        if piece.startswith("{"):
            parts.append(said(*FIGURES[piece[1:]], language))
        elif piece:
            parts.append(piece)
    return Sentence(tuple(parts))


def edition(language: str) -> Edition:
    """Return the text in one language."""
    text = TEXTS[language]
    sections = tuple(
        Section(name, title, tuple(sentence(one, language) for one in sentences))
        for name, (title, sentences) in (
            (name, text[name]) for name in ("scale", "partners", "exports", "caveats")
        )
    )
    lead = tuple(sentence(one, language) for one in text["lead"])
    headline = sentence(text["headline"], language)
    return Edition(language, headline, lead, sections, text["dateline"])


def point(form: str, value: Decimal, unit: str, dimension: str = "") -> Point:
    """Return a mark of a chart."""
    figure: Figure = parse_figure(form)
    label = dict(figure.cell.slice.codes()).get(dimension, "")
    return Point(label, figure.period, figure, value, unit, dimension)


def monthly(flow: str) -> Iterator[Point]:
    """Yield the levels of both years and the growth of this one."""
    at = ("exports", "imports").index(flow)
    for period, values in DATA["months"].items():
        yield point(f"level({flow}, {period})", values[at] * TEN_THOUSAND, "CNY")
        before = DATA["months"].get(str(Period.parse(period).year_earlier()))
        if before:
            growth = (Decimal(values[at]) / before[at] - 1) * 100
            yield point(f"growth({flow}, {period})", round(growth, 1), "percent")


def contributions() -> Iterator[tuple[str, Point]]:
    """Yield what each partner and each product added to the growth of exports, in points."""
    whole = sum(DATA["months"][f"2024-0{month}"][0] for month in range(1, 7))
    for code in ("ASEAN", "EU", "US", "HK", "KR", "JP", "AFRICA", "LATAM", "RU"):
        exports, growth = map(Decimal, DATA["partners"][code][2:])
        points = (exports - exports / (1 + growth / 100)) / whole * 100
        form = f"contribution_pp(exports, partner={code}, 2025-S1)"
        yield "partner", point(form, round(points, 2), "pp", "partner")
    for code, (level, before, _) in DATA["products"].items():
        points = (Decimal(level) - Decimal(before)) * TEN_THOUSAND / whole * 100
        form = f"contribution_pp(exports, product={code}, 2025-S1)"
        yield "product", point(form, round(points, 2), "pp", "product")


def shares() -> Iterator[Point]:
    """Yield the shares of three partners in trade, in this half and the one a year earlier."""
    whole = {year: sum(sum(v) for m, v in DATA["months"].items() if m.startswith(year))
             for year in ("2024", "2025")}  # fmt: skip
    for code in ("ASEAN", "EU", "US"):
        level, growth = map(Decimal, DATA["partners"][code][:2])
        for year, value in (("2024", level / (1 + growth / 100)), ("2025", level)):
            share = round(value / whole[year] * 100, 1)
            form = f"share(total, partner={code}, {year}-S1)"
            yield point(form, share, "percent", "partner")


def provinces() -> Iterator[Point]:
    """Yield the provinces' trade, the largest first."""
    for code, (level, _) in sorted(DATA["provinces"].items(), key=lambda item: -item[1][0]):
        form = f"level(total, region={code}, 2025-S1)"
        yield point(form, level * TEN_THOUSAND, "CNY", "region")


def series() -> tuple[Series, ...]:
    """Return what the charts draw."""
    added: dict[str, list[Point]] = {"partner": [], "product": []}
    for dimension, one in contributions():
        added[dimension].append(one)
    drawn: dict[str, tuple[str, tuple[Point, ...], str]] = {
        "monthly": ("monthly", (*monthly("exports"), *monthly("imports")), PROVINCES),
        "contribution-partners": ("contribution", tuple(added["partner"]), PARTNERS),
        "contribution-exports": ("contribution", tuple(added["product"]), EXPORTS),
        "share-partners": ("share", tuple(shares()), PARTNERS),
        "ranking-provinces": ("ranking", tuple(provinces()), PROVINCES),
    }
    return tuple(
        Series(name, kind, rows, (source,), RELEASE) for name, (kind, rows, source) in drawn.items()
    )


def tables() -> tuple[Table, ...]:
    """Return the tables."""
    partners = Table(
        "partners",
        (
            Column("partner", dimension="partner"),
            Column("level", "CNY", "total"),
            Column("growth", "percent", "total"),
            Column("level", "CNY", "exports"),
            Column("growth", "percent", "exports"),
        ),
        tuple(
            (code, Decimal(a) * TEN_THOUSAND, Decimal(b), Decimal(c) * TEN_THOUSAND, Decimal(d))
            for code, (a, b, c, d) in DATA["partners"].items()
        ),
        (PARTNERS,),
    )
    products = Table(
        "products",
        (
            Column("product", dimension="product"),
            Column("level", "CNY", "exports"),
            Column("growth", "percent", "exports"),
            Column("volume", "t", "exports"),
        ),
        tuple(
            (code, Decimal(level) * HUNDRED_MILLION, Decimal(growth), None)
            for code, (level, _, growth) in DATA["products"].items()
        ),
        (EXPORTS,),
    )
    regions = Table(
        "regions",
        (
            Column("region", dimension="region"),
            Column("level", "CNY", "total"),
            Column("growth", "percent", "total"),
        ),
        tuple(
            (code, level * TEN_THOUSAND, Decimal(growth))
            for code, (level, growth) in DATA["provinces"].items()
        ),
        (PROVINCES,),
    )
    return partners, products, regions


BRIEFING = Briefing(
    reporter="CN",
    period=PERIOD,
    release=RELEASE,
    is_synthetic=False,
    editions={language: edition(language) for language in ("en", "zh")},
    figures=tuple(said(*one, "en") for one in FIGURES.values()),
    series=series(),
    tables=tables(),
    caveats=("fob_cif",),
)

SYNTHETIC = replace(
    BRIEFING,
    is_synthetic=True,
    figures=tuple(replace(one, is_synthetic=True) for one in BRIEFING.figures),
    caveats=("fob_cif", "synthetic"),
)
