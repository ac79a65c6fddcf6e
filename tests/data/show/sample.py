"""A made-up article with every judgement: what the tests of `show` look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from tradetally.figures.text import parse_figure
from tradetally.intervals import Interval
from tradetally.periods import Period
from tradetally.read import SetAside
from tradetally.statements import Place, Relation, Release, Statement, Tier
from tradetally.tally.check import Judged
from tradetally.tally.knowledge import Evidence
from tradetally.tally.verdicts import Diagnosis, Judgement, Revision, Verdict

TEXT = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")
ROUND = Period.parse("2025-12")
TRILLION = 10**12


def place(mention: str, after: str = "") -> Place:
    start = TEXT.index(mention, TEXT.index(after))
    return Place("article", mention, start, start + len(mention))


def said(
    form: str,
    mention: str,
    value: str,
    unit: str,
    interval: Interval | None = None,
    *,
    after: str = "",
    notes: tuple[str, ...] = (),
    relation: Relation = Relation.EQ,
) -> Statement:
    scale = TRILLION if unit == "CNY" else 1
    return Statement(
        parse_figure(form),
        Decimal(value) * scale,
        unit,
        interval or Interval.printed(value, scale=scale),
        place(mention, after),
        relation,
        Release(ROUND),
        notes=notes,
    )


def row(
    form: str, low: str, high: str, unit: str, document: str = "totals-2025-12.csv"
) -> Statement:
    return Statement(
        parse_figure(form),
        Decimal(low),
        unit,
        Interval.of(low, high),
        Place(document, low, line=7, column="value"),
        release=Release(ROUND, date(2026, 1, 18)),
        tier=Tier.TABLE,
    )


EXPORTS = row("level(exports, 2025)", "24049500000000", "24049600000000", "CNY")
IMPORTS = row("level(imports, 2025)", "16070100000000", "16070200000000", "CNY")
TURBINES = row(
    "growth(exports, product=wind-turbines, 2025)", "48.65", "48.75", "percent", "goods-2025-12.csv"
)
GUANGDONG = parse_figure("level(total, region=CN-GD, 2024)").cell


def verdict(
    statement: Statement,
    judgement: str,
    reason: str,
    interval: Interval | None = None,
    because: Sequence[Statement] = (),
    *,
    revision: Revision | None = None,
    diagnosis: Diagnosis | None = None,
    assumptions: tuple[str, ...] = (),
) -> Verdict:
    evidence = None if interval is None else Evidence(interval, tuple(because), assumptions)
    return Verdict(statement, Judgement(judgement), reason, evidence, revision, diagnosis)


SAME = "figures of the same round, 2025-12"
OPEN = Interval.of(10, None)

VERDICTS = (
    verdict(
        said("level(total, 2025)", "40.12 trillion yuan", "40.12", "CNY"),
        "supported", SAME, Interval.of(40119600000000, 40119800000000), [EXPORTS, IMPORTS],
    ),
    verdict(
        said("growth(total, 2025)", "3.1%", "3.1", "percent"),
        "supported", SAME, Interval.of("3.05", "3.1004"), [EXPORTS, IMPORTS],
        revision=Revision(parse_figure("level(total, 2024)").cell,
                          Interval.printed("39.05", scale=TRILLION),
                          Interval.of(38910000000000, 38930000000000),
                          Interval.of("-0.0037", "-0.0029")),
    ),
    verdict(
        said("level(exports, 2025)", "24.05 trillion yuan", "24.05", "CNY"),
        "supported", SAME, EXPORTS.interval, [EXPORTS],
    ),
    verdict(
        said("growth(exports, 2025)", "5.2%", "5.2", "percent"),
        "consistent", f"{SAME} and allow it without pinning it", Interval.of("5.02", "5.31"),
        [EXPORTS], assumptions=("level(exports, 2024) as released in 2024-12",),
    ),
    verdict(
        said("level(imports, 2025)", "16.07 trillion yuan", "16.07", "CNY"),
        "supported", SAME, IMPORTS.interval, [IMPORTS],
    ),
    verdict(
        said("growth(total, 2026)", "4%", "4", "percent", after="see another"),
        "unverifiable", "a forecast is not judged",
    ),
    verdict(
        said("growth(total, partner=ASEAN, 2025)", "more than 10%", "10", "percent", OPEN,
             relation=Relation.GT),
        "supported", SAME, Interval.of("10.42"), [IMPORTS],
    ),
    verdict(
        said("growth(total, partner=AFRICA, 2025)", "more than 10%", "10", "percent", OPEN,
             relation=Relation.GT),
        "contradicted", SAME, Interval.of("9.96", "9.97"), [IMPORTS],
    ),
    verdict(
        said("level(total, partner=BRI, 2025)", "20.84 trillion yuan", "20.84", "CNY"),
        "consistent", "other rounds at face value allow it",
        Interval.of(20830000000000, 20860000000000), [IMPORTS],
    ),
    verdict(
        said("share(total, partner=BRI, 2025)", "57.5%", "57.5", "percent"),
        "contradicted", SAME, Interval.of("51.94", "51.95"), [EXPORTS, IMPORTS],
        diagnosis=Diagnosis("digits transposed", "51.9 percent", Interval.of("51.94", "51.95")),
    ),
    verdict(
        said("growth(total, region=CN-GD, 2025)", "4.4-percent", "4.4", "percent"),
        "revision",
        "other rounds at face value do not meet it; a revision reconciles them",
        Interval.of("4.0862", "4.196"), [IMPORTS],
        revision=Revision(GUANGDONG, Interval.of(9112600000000),
                          Interval.of(9080000000000, 9099000000000),
                          Interval.of("-0.0035", "-0.0015")),
    ),
    verdict(
        said("streak(total, region=CN-GD, 2025)", "fourth straight year", "4", "years",
             Interval.of(4, None)),
        "consistent", "held in 2 of 4, from 2024 on; nothing speaks against it",
        Interval.of(2, None), [IMPORTS],
    ),
    verdict(
        said("share(total, ownership=private, 2025)", "between 55% and 58%", "56.5", "percent",
             Interval.of(55, 58), relation=Relation.IN),
        "supported", SAME, Interval.of("57.27", "57.31"), [EXPORTS],
    ),
    verdict(
        said("share(total, ownership=private, 2024)", "58%", "58", "percent"),
        "unverifiable", "no evidence in the book reaches it",
    ),
    verdict(
        said("growth(exports, product=high-tech, 2025)", "13.2%", "13.2", "percent",
             notes=("the wide reading of the number is used",)),
        "unverifiable", "no evidence in the book reaches it",
        diagnosis=Diagnosis("another definition", "growth(exports, product=new-high-tech, 2025)",
                            Interval.of("7.95", "8.05")),
    ),
    verdict(
        said("growth(exports, product=wind-turbines, 2025)", "84.7%", "84.7", "percent"),
        "contradicted", SAME, TURBINES.interval, [TURBINES],
        diagnosis=Diagnosis("digits transposed", "48.7 percent", TURBINES.interval, (TURBINES,)),
    ),
    verdict(
        said("level(balance, 2025)", "8.01 trillion yuan", "8.01", "CNY"),
        "disputed", "the text's own other numbers, and no usual revision, allow it",
        Interval.of(7970000000000, 7990000000000), [EXPORTS, IMPORTS],
    ),
    verdict(
        said("level(total, 2025)", "40.12万亿元", "40.12", "CNY"),
        "supported", SAME, Interval.of(40119600000000, 40119800000000), [EXPORTS, IMPORTS],
    ),
    verdict(
        said("growth(total, 2025)", "增长3.1%", "3.1", "percent"),
        "supported", SAME, Interval.of("3.05", "3.1004"), [EXPORTS, IMPORTS],
    ),
    verdict(
        said("level(exports, 2025)", "24.5万亿元", "24.5", "CNY"),
        "contradicted", SAME, EXPORTS.interval, [EXPORTS],
        diagnosis=Diagnosis("digit", "24.05 trillion yuan", EXPORTS.interval, (EXPORTS,)),
    ),
    verdict(
        said("share(exports, of={total}, 2025)", "近六成", "60", "percent", Interval.of(54, 60),
             relation=Relation.APPROX),
        "supported", SAME, Interval.of("59.944", "59.945"), [EXPORTS, IMPORTS],
    ),
    verdict(
        said("growth_change(exports, product=mechanical-electrical, 2025)", "1.4个百分点", "1.4",
             "pp"),
        "unverifiable", "no evidence in the book reaches it",
    ),
)  # fmt: skip

JUDGED = Judged(VERDICTS, ROUND)


def aside(mention: str, reason: str, after: str = "") -> SetAside:
    return SetAside(place(mention, after), reason)


SET_ASIDE = (
    aside("2025", "a date"),
    aside("2%", "somebody else's expectation", after="about"),
    aside("2026", "a date"),
    aside("2019", "a date", after="catalogue"),
    aside("85", "a name with a number in it", after="chapter"),
    aside("2025年", "a date"),
)
