"""Compiled cells are exact: what a plain sum over the items gives, or nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.items import Item, book_of, cell, covered, item, publish

from tradetally.book import Book, Vintage
from tradetally.book.compiled import Compiled
from tradetally.cells import Cell, Flow, Measure, Slice
from tradetally.engines import Engine
from tradetally.engines.duckdb import DuckDB
from tradetally.periods import Period


def level(book: Book, figure: str, *, is_approximate: bool = False) -> Decimal | None:
    return book.compiled([cell(figure)], is_approximate=is_approximate).get(cell(figure))


# What a cell is

_FIELDS: dict[str, list[str]] = {
    "month": ["2024-12", "2025-01", "2025-02", "2025-06", "2025-11"],
    "flow": ["exports", "imports"],
    "partner": ["US", "VN", "TL", "SG", "CN", "ASIA-OTHER"],
    "commodity": ["85423111", "854231", "27090000", "10019900"],
    "region": ["CN-ZJ", "shenzhen", "CN-SH"],
    "ownership": ["private", "state"],
    "regime": ["general", "bonded-warehousing", "bonded-zone-logistics"],
    "enterprise": ["1", "2", "3"],
    "status": ["active", "active", "active", "cancelled"],
}
_NARROWED: dict[str, list[str | None]] = {
    "partner": [None, "US", "ASEAN", "ASIA", "VN"],
    "product": [None, "HS85", "HS854231", "crude-oil", "wheat", "HS02"],
    "region": [None, "CN-ZJ", "CN-GD", "YRD"],
    "ownership": [None, "private"],
    "regime": [None, "bonded", "general"],
}
_DEFINED = {
    "HS85": "85",
    "HS854231": "854231",
    "crude-oil": "2709",
    "wheat": "1001",
    "HS02": "02",
    "HS8542": "8542",
}
_STANDS_FOR = {
    "ASEAN": {"VN", "TL", "SG"},
    "ASIA": {"VN", "TL", "SG", "CN", "ASIA-OTHER"},
    "CN-GD": {"shenzhen"},
    "YRD": {"CN-ZJ", "CN-SH"},
    "private": {"private", "collective"},
    "bonded": {"bonded-warehousing", "bonded-zone-logistics"},
}


@some.composite
def items(draw: some.DrawFn) -> Item:
    chosen = {name: draw(some.sampled_from(values)) for name, values in _FIELDS.items()}
    money = some.decimals(0, 10**9, places=2)
    number = draw(some.none() | some.decimals(0, 10**6, places=3))
    unit = "" if number is None else draw(some.sampled_from(["kg", "t"]))
    return item(
        draw(money),
        chosen.pop("month"),
        **chosen,
        value_usd=draw(money),
        quantity=number,
        quantity_unit=unit,
        net_mass_kg=draw(some.decimals(0, 10**6, places=3)),
    )


@some.composite
def cells(draw: some.DrawFn) -> Cell:
    measure = draw(some.sampled_from([Measure.VALUE] * 3 + [Measure.VOLUME] * 2 + [*Measure]))
    narrowed = {name: draw(some.sampled_from(codes)) for name, codes in _NARROWED.items()}
    kept = draw(some.sets(some.sampled_from([*narrowed]), max_size=2))
    units = {Measure.VALUE: ["CNY", "USD"], Measure.VOLUME: ["t", "kg"]}.get(measure, ["count"])
    months = draw(some.sampled_from(["2025", "2025-S1", "2025-Q1", "2025-02", "2024-12/2025-06"]))
    return Cell(
        flow=draw(some.sampled_from(Flow)),
        period=_period(months),
        slice=Slice(**{name: narrowed[name] for name in kept}),
        measure=measure,
        unit=draw(some.sampled_from(units)),
    )


def _period(text: str) -> Period:
    first, _, last = text.partition("/")
    start = Period.parse(first)
    return Period(start.start, Period.parse(last or first).stop - start.start)


def by_hand(asked: Cell, rows: list[Item]) -> Fraction | None:
    """Return a cell by adding up items one by one."""
    flows = {Flow.EXPORTS: [1, 0], Flow.IMPORTS: [0, 1], Flow.TOTAL: [1, 1], Flow.BALANCE: [1, -1]}
    sign = dict(zip(("exports", "imports"), flows[asked.flow], strict=True))
    found = [row for row in rows if sign[str(row["flow"])] and _is_of(asked, row)]
    if asked.measure.is_count:
        if asked.flow is Flow.BALANCE or (
            asked.measure is Measure.PARTNERS and asked.slice.partner
        ):
            return None
        name = "enterprise" if asked.measure is Measure.ENTERPRISES else "partner"
        return Fraction(len({row[name] for row in found} - {"CN", "ASIA-OTHER"}))
    if asked.measure is Measure.PRICE or (
        asked.measure is Measure.VOLUME and not asked.slice.product
    ):
        return None
    return sum((sign[str(row["flow"])] * _amount(asked, row) for row in found), Fraction(0))


def _is_of(asked: Cell, row: Item) -> bool:
    for dimension, code in asked.slice.codes():
        if dimension == "product":
            if not str(row["commodity"]).startswith(_DEFINED[code]):
                return False
        elif row[dimension] not in _STANDS_FOR.get(code, {code}):
            return False
    start = row["start"]
    assert isinstance(start, int)
    return row["status"] == "active" and asked.period.start <= start < asked.period.stop


def _amount(asked: Cell, row: Item) -> Fraction:
    if asked.measure is Measure.VALUE:
        return Fraction(str(row["value_national" if asked.unit == "CNY" else "value_usd"]))
    tonnes = {"t": Fraction(1), "kg": Fraction(1, 1000)}
    is_counted = bool(row["quantity_unit"])
    quantity, unit = (
        (row["quantity"], row["quantity_unit"]) if is_counted else (row["net_mass_kg"], "kg")
    )
    return Fraction(str(quantity)) * tonnes[str(unit)] / tonnes[str(asked.unit)]


@settings(max_examples=25)
@given(
    rows=some.lists(items(), min_size=1, max_size=30),
    asked=some.lists(cells(), min_size=1, max_size=12),
)
def test_a_compiled_cell_is_the_plain_sum_of_its_items(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Item], asked: list[Cell]
) -> None:
    book = book_of(tmp_path_factory.mktemp("sums"), *rows, years="2024/2025")
    expected = {one: by_hand(one, rows) for one in asked}
    found = {one: Fraction(number) for one, number in book.compiled(asked).items()}
    assert found == {one: number for one, number in expected.items() if number is not None}


# What is known, and what is not


def test_outside_the_coverage_nothing_is_known(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("5", "2025-03"))
    assert level(book, "level(exports, 2025)") == 5
    assert level(book, "level(exports, 2025-Q2)") == 0
    assert level(book, "level(exports, partner=VN, 2025)") == 0
    for unknown in ("exports, 2024", "exports, 2024/2025", "exports, reporter=US, unit=CNY, 2025"):
        assert level(book, f"level({unknown})") is None


def test_a_flow_that_is_not_covered_leaves_the_total_open(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("5"), flows=["exports"])
    assert level(book, "level(exports, 2025)") == 5
    assert level(book, "level(total, 2025)") is None
    assert level(book, "level(total, measure=enterprises, 2025)") is None


def test_an_extract_knows_its_partners_only(tmp_path: Path) -> None:
    rows = [item("5", partner="VN"), item("7", partner="US")]
    book = book_of(tmp_path, *rows, partners="US VN")
    assert level(book, "level(exports, partner=US, 2025)") == 7
    for unknown in ("exports", "exports, partner=ASEAN", "exports, partner=JP"):
        assert level(book, f"level({unknown}, 2025)") is None


def test_a_year_given_as_a_whole_is_no_month(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("5", "2025", months=12), years="2024-01")
    publish(book, [], [*covered("2025-01", months=12)])
    book = Book.open(book.folder)
    assert level(book, "level(exports, 2025)") == 5
    assert level(book, "level(exports, 2025-01)") is None


def test_one_item_without_the_number_leaves_the_sum_open(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("5", value_usd=Decimal(1)), item("7", partner="VN"))
    assert level(book, "level(exports, 2025)") == 12
    assert level(book, "level(exports, unit=USD, 2025)") is None
    assert level(book, "level(exports, unit=USD, partner=US, 2025)") == 1


def test_items_that_may_belong_to_a_slice_leave_it_open(tmp_path: Path) -> None:
    rows = [
        item("1", region="shenzhen", commodity="85423111"),
        item("2", region="CN-GD", commodity="8542", partner="VN"),
        item("4", region="CN-ZJ", commodity="84713000", ownership="", enterprise=""),
    ]
    book = book_of(tmp_path, *rows)
    assert level(book, "level(exports, region=CN-GD, 2025)") == 3
    assert level(book, "level(exports, region=shenzhen, 2025)") is None
    assert level(book, "level(exports, region=shenzhen, partner=US, 2025)") == 1
    assert level(book, "level(exports, product=HS8542, 2025)") == 3
    assert level(book, "level(exports, product=HS854231, 2025)") is None
    assert level(book, "level(exports, ownership=private, 2025)") is None
    assert level(book, "level(exports, measure=enterprises, 2025)") is None
    assert level(book, "level(exports, measure=enterprises, region=CN-GD, 2025)") == 1
    assert level(book, "level(exports, measure=partners, region=shenzhen, 2025)") is None


def test_words_that_no_list_holds_are_not_known(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("1", office="5301"))
    for code in ("partner=Ruritania", 'product="dried fruit"', "region=a-port", "ownership=club"):
        assert level(book, f"level(exports, {code}, 2025)") is None
    assert level(book, "level(exports, office=5301, 2025)") == 1
    assert level(book, "level(exports, office=9999, 2025)") is None
    assert level(book, "level(exports, regime=cross-border-e-commerce, 2025)") is None


def test_a_product_is_what_the_book_or_an_exact_definition_says(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("1", commodity="85423111"), item("2", commodity="90011000"))
    asked = "level(exports, product=mechanical-electrical, 2025)"
    assert level(book, asked) is None
    assert level(book, asked, is_approximate=True) == 3
    own = {"product": "mechanical-electrical", "definition": "84-85"}
    other = {"product": "high-tech", "definition": "9001", "until": "2024-12"}
    publish(book, [], products=[own, other])
    book = Book.open(book.folder)
    assert level(book, asked) == 1
    assert level(book, "level(exports, product=high-tech, 2025)") is None


def test_a_synthetic_vintage_follows_the_definitions_it_was_drawn_by(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    drawn = Vintage(round=Period.parse("2025-12"), is_synthetic=True)
    publish(book, [item("3", commodity="90011000")], covered("2025"), vintage=drawn)
    assert level(book, "level(exports, product=mechanical-electrical, 2025)") == 3


def test_a_quantity_is_in_one_unit_or_not_at_all(tmp_path: Path) -> None:
    def oil(partner: str, unit: str, unit2: str = "", kg: str | None = None) -> Item:
        return item(
            commodity="27090000",
            partner=partner,
            quantity=Decimal(2) if unit else None,
            quantity_unit=unit,
            quantity2=Decimal(3) if unit2 else None,
            quantity2_unit=unit2,
            net_mass_kg=Decimal(kg) if kg else None,
        )

    rows = [
        *(oil("US", "t"), oil("US", "kg"), oil("US", "", kg="500")),
        *(oil("VN", "bbl", "t"), oil("VN", "t")),
        *(oil("JP", "bbl", kg="700"), oil("JP", "t")),
        *(oil("KR", "bbl"), oil("KR", "bbl")),
    ]
    book = book_of(tmp_path, *rows)

    def volume(partner: str, unit: str) -> Decimal | None:
        product = f"partner={partner}, product=crude-oil, measure=volume, unit={unit}"
        return level(book, f"level(exports, {product}, 2025)")

    assert volume("US", "t") == Decimal("2.502")
    assert volume("US", "kg") == 2502
    assert volume("VN", "t") == 5
    assert volume("JP", "t") is None
    assert volume("KR", "bbl") == 4
    assert volume("KR", "t") is None
    assert level(book, "level(exports, measure=volume, unit=t, 2025)") is None


def test_what_is_cancelled_is_not_counted(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("5"), item("7", status="cancelled"))
    assert level(book, "level(exports, 2025)") == 5
    assert level(book, "level(exports, partner=US, product=HS85, 2025)") == 5


def test_counts_of_halves_do_not_add(tmp_path: Path) -> None:
    rows = [item("1", month, enterprise=of) for month, of in (("2025-01", "1"), ("2025-12", "1"))]
    book = book_of(tmp_path, *rows, item("1", "2025-12", enterprise="2"))
    for period, number in (("2025-S1", 1), ("2025-S2", 2), ("2025", 2)):
        assert level(book, f"level(exports, measure=enterprises, {period})") == number


def test_its_own_reimports_and_leftovers_are_no_partners(tmp_path: Path) -> None:
    rows = [item("1", flow="imports", partner=code) for code in ("CN", "US", "ASIA-OTHER", "VN")]
    book = book_of(tmp_path, *rows)
    assert level(book, "level(imports, measure=partners, 2025)") == 2


def test_more_than_a_branch_of_counts_are_counted(tmp_path: Path) -> None:
    book = book_of(tmp_path, item("1", enterprise="1"), item("1", "2025-06", enterprise="2"))
    asked = [
        replace(cell("level(exports, measure=enterprises, 2025)"), period=period)
        for period in [*Period.year(2025), *Period.year(2025).split(3), *Period.year(2025).split(6)]
    ]
    asked += [replace(one, flow=Flow.TOTAL) for one in asked]
    found = book.compiled(asked)
    assert len(found) == len(asked) == 36
    assert found == {one: sum(one.period.contains(m) for m in _ACTIVE) for one in asked}


_ACTIVE = (Period.parse("2025-01"), Period.parse("2025-06"))

# Both engines


def _lines() -> list[Item]:
    return [
        item(
            Decimal(n * n + 1) / 100,
            f"2025-{n % 12 + 1:02d}",
            flow="imports" if n % 3 else "exports",
            partner=["US", "VN", "SG", "JP"][n % 4],
            commodity=["85423111", "27090000", "84713000"][n % 3],
            region=["CN-ZJ", "shenzhen"][n % 2],
            ownership=["private", "collective", "state"][n % 3],
            enterprise=str(n % 7),
            value_usd=Decimal(n) / 7 // Decimal("0.01") / 100,
            quantity=Decimal(n) / 1000,
            quantity_unit=["kg", "t", ""][n % 3],
            net_mass_kg=Decimal(n),
        )
        for n in range(200)
    ]


def test_each_engine_publishes_and_answers_the_same(tmp_path: Path, engine: Engine) -> None:
    rows = _lines()
    book = Book.create(tmp_path / "book")
    vintage = publish(book, rows, covered("2025"), engine=engine)
    assert vintage.engine == engine.name
    asked = [
        replace(cell(figure), flow=flow)
        for flow in (Flow.EXPORTS, Flow.TOTAL, Flow.BALANCE)
        for figure in (
            "level(total, 2025-S1)",
            "level(total, unit=USD, partner=ASEAN, 2025)",
            "level(total, partner=VN, product=HS85, 2025)",
            "level(total, ownership=private, region=CN-GD, 2025-Q2)",
            "level(total, product=crude-oil, measure=volume, unit=t, 2025)",
            "level(total, measure=enterprises, ownership=private, 2025)",
            "level(total, measure=enterprises, product=HS8542, 2025)",
            "level(total, measure=partners, region=CN-GD, 2025-07)",
        )
    ]
    plain = {one: by_hand(one, rows) for one in asked}
    own = {one: number for one, number in plain.items() if number is not None}
    assert len(own) == 21
    for runs in (engine, DuckDB()):
        found = Compiled(book.folder, vintage, runs).levels(asked)
        assert {one: Fraction(number) for one, number in found.items()} == own
