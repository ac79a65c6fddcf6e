"""Code lists: what is in them, how a name finds its code, and who belongs to whom when."""

from __future__ import annotations

import csv
import html
import json
import re
import time
from pathlib import Path

import babel
import pytest

from tradetally import codes
from tradetally.codes import cldr, harmonized
from tradetally.codes.groups import now
from tradetally.errors import BadInput, UnknownCode
from tradetally.periods import Period

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_real_tables = pytest.mark.skipif(
    not (SHARED / "data").is_dir(), reason="the real tables (../shared/data) are not here"
)
Y2025 = Period.parse("2025")


def rows(path: Path, column: int = 0) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[column].strip() for row in csv.reader(file)]


# --- what the lists hold


@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_every_code_has_a_name_in_every_language(dimension: str) -> None:
    listed = codes.codes(dimension)
    assert len(listed) >= 4
    for code in listed.values():
        assert set(code.names) == set(codes.LANGUAGES)
        assert all(code.names.values()), code
        assert all(code.names[one] == code.aliases[one][0] for one in codes.LANGUAGES)


@pytest.mark.parametrize("language", codes.LANGUAGES)
@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_no_name_means_two_codes(dimension: str, language: str) -> None:
    assert len(codes.names(dimension, language)) >= len(codes.codes(dimension))


@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_every_code_that_another_refers_to_is_listed(dimension: str) -> None:
    for code in codes.codes(dimension).values():
        named = {*code.siblings, *code.partly, *codes.members(code.code, now())}
        for other in named | ({code.parent} if code.parent else set()):
            assert codes.is_known(dimension, other), (code.code, other)
        assert code.code not in codes.ancestors(dimension, code.code)


@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_siblings_know_each_other(dimension: str) -> None:
    for code in codes.codes(dimension).values():
        for sibling in code.siblings:
            assert code.code in codes.lookup(dimension, sibling).siblings, (code.code, sibling)


@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_a_customs_number_means_one_code(dimension: str) -> None:
    numbers = [number for code in codes.codes(dimension).values() for number in code.customs]
    assert len(numbers) == len(set(numbers))


def test_a_country_is_in_the_continent_of_its_customs_number() -> None:
    first = dict(zip("123456", ("ASIA", "AFRICA", "EUROPE", "LATAM", "NORTH-AMERICA", "OCEANIA"),
                     strict=True))  # fmt: skip
    for code in codes.codes("partner").values():
        for number in code.customs:
            assert code.parent == first.get(number[0]), code


def test_every_definition_is_a_list_of_runs_in_order() -> None:
    defined = [code for code in codes.codes("product").values() if code.definition]
    assert len(defined) > 150
    for code in defined:
        assert code.definition is not None
        assert all(first < last for first, last in harmonized.runs(code.definition)), code
        assert re.fullmatch(r"[\d.]+(-[\d.]+)?(, [\d.]+(-[\d.]+)?)*", code.definition), code


def test_the_country_names_are_those_of_babel() -> None:
    kept = cldr.TABLE.read_text(encoding="utf-8")
    if babel.__version__ != "2.18.0":
        pytest.skip(f"the table was made with Babel 2.18.0, this is {babel.__version__}")
    assert kept == cldr.table()


def test_all_lists_load_in_a_moment() -> None:
    for function in (codes.codes, codes.names):
        function.cache_clear()
    begun = time.perf_counter()
    for dimension in codes.DIMENSIONS:
        for language in codes.LANGUAGES:
            codes.names(dimension, language)
    assert time.perf_counter() - begun < 0.5


# --- from a name to its code


@pytest.mark.parametrize(
    ("dimension", "name", "code"),
    [
        ("partner", "韩国", "KR"),
        ("partner", "R. O. Korea", "KR"),
        ("partner", "中国香港", "HK"),
        ("partner", "Hong Kong, China", "HK"),
        ("partner", "Taiwan, China", "TW"),
        ("partner", "阿联酋", "AE"),
        ("partner", "Russian Federation", "RU"),
        ("partner", "United States (US)", "US"),
        ("partner", "the U.S.", "US"),
        ("partner", "of which: Germany", "DE"),
        ("partner", "Cote d'Ivoire", "CI"),
        ("partner", "国家（地区）不明", "UNKNOWN-PARTNER"),
        ("partner", "国别(地区)不详", "UNKNOWN-PARTNER"),
        ("partner", "南极洲", "ANTARCTICA"),
        ("partner", "共建“一带一路”国家", "BRI"),
        ("partner", "“一带一路”沿线国家", "BRI-ROUTE"),
        ("partner", "Belt and Road (BRI) partner countries", "BRI"),
        ("partner", "金砖国家", "BRICS"),
        ("partner", "中东欧国家", "CEEC"),
        ("partner", "中亚五国", "CENTRAL-ASIA"),
        ("product", "干鲜瓜果及坚果", "fruits-nuts"),
        ("product", "dried and fresh fruits", "fruits"),
        ("product", "机电产品*", "mechanical-electrical"),
        ("product", "Electromechanical products", "mechanical-electrical"),
        ("product", "高新技术产品", "high-new-tech"),
        ("product", "高技术产品", "high-tech"),
        ("product", "high-tech products", "high-tech"),
        ("product", "食用植物油", "edible-oils"),
        ("product", "edible vegetable oil", "edible-oils"),
        ("product", "crude", "crude-oil"),
        ("product", "汽车(包括底盘）", "cars"),
        ("product", "computer parts", "computer-parts"),
        ("product", "computers and parts", "computers-and-parts"),
        ("product", "electronic components", "electronic-components"),
        ("product", "metal ores", "metal-ores"),
        ("product", "electric vehicles, lithium batteries and solar panels", "new-three"),
        ("product", "“新三样”", "new-three"),
        ("product", "private label products", "own-brand"),
        ("region", "Guangdong Province", "CN-GD"),
        ("region", "Shaanxi", "CN-SN"),
        ("region", "Shanxi", "CN-SX"),
        ("region", "内蒙古", "CN-NM"),
        ("region", "吉林", "CN-JL"),
        ("region", "吉林市", "jilin"),
        ("region", "深圳", "shenzhen"),
        ("region", "杭州地区", "hangzhou"),
        ("region", "海南自由贸易港", "CN-HI"),
        ("region", "粤港澳大湾区内地九市", "GBA9"),
        ("region", "中老铁路", "china-laos-railway"),
        ("ownership", "民营企业", "private"),
        ("ownership", "foreign-funded enterprises", "foreign"),
        ("regime", "一般贸易", "general"),
        ("regime", "跨境电商", "cross-border-e-commerce"),
        ("regime", "Ordinary Trade", "general"),
    ],
)
def test_a_name_finds_its_code(dimension: str, name: str, code: str) -> None:
    found = codes.find(dimension, name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["", "总值", "widgets", "Asian"])
def test_words_that_are_no_name_find_nothing(name: str) -> None:
    assert codes.find("partner", name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("high-tech", "high-new-tech"),
        ("fruits", "fruits-nuts"),
        ("computer-parts", "computers-and-parts"),
        ("electronic-components", "integrated-circuits"),
        ("metal-ores", "iron-ore"),
    ],
)
def test_definitions_that_share_words_are_siblings_and_no_aliases(one: str, other: str) -> None:
    assert other in codes.lookup("product", one).siblings
    for language in codes.LANGUAGES:
        shared = set(codes.lookup("product", one).aliases[language])
        assert not shared & set(codes.lookup("product", other).aliases[language])


def test_an_alignment_leads_back_to_the_text() -> None:
    text = "对共建“一带一路” 国家出口"
    spelled, places = codes.align(text)
    at = spelled.index("一带一路国家")
    assert text[places[at] : places[at + 5] + 1] == "一带一路” 国家"


@pytest.mark.parametrize("text", ["China's trade", "Ｃｈｉｎａ’ｓ trade", "China’s trade"])
def test_a_possessive_leaves_the_name_whole(text: str) -> None:
    assert codes.normalise(text).split() == ["china", "s", "trade"]


def test_a_label_is_understood_in_a_table_and_no_name_in_a_text() -> None:
    found = codes.find("regime", "其他")
    assert found is not None
    assert found.code == "other"
    assert "其他" not in codes.names("regime", "zh")


def test_a_short_name_in_capitals_is_marked() -> None:
    assert {"us", "uk", "eu", "uae"} <= codes.acronyms("partner", "en")
    assert "laos" not in codes.acronyms("partner", "en")


def test_an_unknown_code_names_the_nearest_ones() -> None:
    with pytest.raises(UnknownCode) as caught:
        codes.lookup("product", "wind-turbine")
    assert str(caught.value) == (
        "product: expected a code of the product list, saw 'wind-turbine'."
        " To do: did you mean wind-turbines?"
    )


def test_a_language_without_names_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        codes.name("partner", "US", "fr")
    assert str(caught.value) == (
        "language: expected en or zh, saw 'fr'."
        " To do: choose a language that the code lists have names in."
    )


def test_a_harmonized_system_code_is_a_product() -> None:
    line = codes.lookup("product", "HS85423111")
    assert (line.parent, line.definition, line.kind) == ("HS854231", "85423111", "national line")
    assert codes.ancestors("product", "HS854231") == ("HS8542", "HS85")
    assert not codes.is_known("product", "HS7701")
    assert not codes.is_known("product", "HS123")


# --- the real tables


@needs_real_tables
@pytest.mark.parametrize("month", ["2024-12", "2025-06", "2025-12"])
def test_every_partner_of_the_bulletin_is_known(month: str) -> None:
    listed = rows(SHARED / f"data/gacc_bulletin/partners_{month}.csv")[2:]
    assert len(listed) >= 79
    assert [row for row in listed if codes.find("partner", row, "zh") is None] == []


@needs_real_tables
@pytest.mark.parametrize("table", ["exports_2025-06", "exports_2025-12", "imports_2025-12"])
def test_every_commodity_of_the_bulletin_is_known(table: str) -> None:
    listed = rows(SHARED / f"data/gacc_bulletin/{table}.csv")[1:]
    found = [codes.find("product", row, "zh") for row in listed]
    assert len(found) >= 31
    assert None not in found
    for code in found:
        assert code is not None
        assert table.split("_", maxsplit=1)[0] in code.rows
    starred = {row.rstrip("*") for row in listed if row.endswith("*")}
    across = {code.names["zh"] for code in found if code is not None and code.across}
    assert across == starred


@needs_real_tables
def test_the_bulletin_has_every_row_that_the_list_says() -> None:
    for flow in ("exports", "imports"):
        table = rows(SHARED / f"data/gacc_bulletin/{flow}_2025-12.csv")[1:]
        found = {code.code for row in table if (code := codes.find("product", row)) is not None}
        assert found == {code.code for code in codes.codes("product").values() if flow in code.rows}


@needs_real_tables
def test_every_place_of_the_province_tables_is_known() -> None:
    tables = sorted((SHARED / "data/gacc_province").glob("*.csv"))
    assert len(tables) == 19
    no_place = re.compile(r"Unnamed|收发货人所在地|总值|合计|注|单位|$")
    for table in tables:
        listed = rows(table, column=1 if table.name.startswith("浙江省") else 0)
        places = [row for row in listed if not no_place.match(row)]
        assert len(places) >= 11
        assert [row for row in places if codes.find("region", row, "zh") is None] == []


@needs_real_tables
def test_a_place_stands_below_its_parent_in_the_province_table() -> None:
    province = None
    for row in rows(SHARED / "data/gacc_province/2025-06.csv")[4:-1]:
        code = codes.find("region", row, "zh")
        assert code is not None
        if code.kind == "province":
            province = code.code
        else:
            assert province in codes.ancestors("region", code.code), row


@needs_real_tables
@pytest.mark.parametrize("page", ["janfeb2025", "mar2026"])
def test_every_country_of_the_english_pages_is_known(page: str) -> None:
    path = SHARED / f"data/gacc_pages/release_section4_by_country_{page}_cny.html"
    first_cells = re.findall(
        r"<tr[^>]*>\s*<td[^>]*>(.*?)</td>", path.read_text(encoding="utf-8"), re.DOTALL
    )
    plain = [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in first_cells]
    listed = [re.sub(r"\s+", " ", cell).strip() for cell in plain]
    countries = listed[listed.index("Total") + 1 : -1]
    assert len(countries) == 29
    assert [row for row in countries if codes.find("partner", row, "en") is None] == []


@needs_real_tables
@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_every_code_of_the_gold_statements_is_known(dimension: str) -> None:
    lines = [
        json.loads(line)
        for path in sorted((SHARED / "gold").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    used = {str(line[dimension]) for line in lines if line.get(dimension)}
    assert len(used) >= 1
    assert [code for code in sorted(used) if not codes.is_known(dimension, code)] == []


@needs_real_tables
def test_the_gold_statements_call_products_by_known_names() -> None:
    lines = [
        json.loads(line)
        for path in sorted((SHARED / "gold").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    said = {(line["product_text"], line["product"]) for line in lines if line.get("product_text")}
    assert len(said) >= 20
    found = {(text, code.code) for text, _ in said if (code := codes.find("product", text))}
    assert said - found == set()


# --- membership as at a release


@pytest.mark.parametrize(
    ("group", "round_", "count"),
    [
        ("ASEAN", "2025-09", 10),
        ("ASEAN", "2025-10", 11),
        ("EU", "2020-01", 28),
        ("EU", "2020-02", 27),
        ("EU", "2025-12", 27),
        ("RCEP", "2025-12", 14),
        ("APEC", "2024-12", 21),
        ("APEC", "2025-06", 20),
        ("CEEC", "2023-04", 14),
        ("BRICS", "2023-02", 4),
        ("BRICS", "2025-01", 9),
        ("GBA9", "2025-12", 9),
        ("BRI-ROUTE", "2023-06", 65),
        ("BRI-ROUTE", "2023-07", 0),
        ("US", "2025-12", 0),
    ],
)
def test_membership_is_as_at_the_release(group: str, round_: str, count: int) -> None:
    assert len(codes.members(group, Period.parse(round_))) == count


def test_a_release_counts_its_members_for_the_whole_period() -> None:
    assert "TL" in codes.members("ASEAN", Y2025)
    assert "TL" not in codes.members("ASEAN", Period.parse("2025-S1"))


def test_the_groups_of_a_country() -> None:
    assert codes.groups_of("VN", Y2025) == (
        "ASIA", "ASEAN", "RCEP", "APEC", "LMC", "CPTPP", "BRI",
    )  # fmt: skip
    assert "EU" not in codes.groups_of("GB", Y2025)
    assert "EU" in codes.groups_of("GB", Period.parse("2019"))


@needs_real_tables
@pytest.mark.parametrize("month", ["2024-12", "2025-06", "2025-12"])
def test_blocs_are_published_as_the_sum_of_their_members(month: str) -> None:
    at = Period.parse(month)
    with (SHARED / f"data/gacc_bulletin/partners_{month}.csv").open(encoding="utf-8") as file:
        table = {}
        for row in csv.DictReader(file):
            code = codes.find("partner", row["partner_zh"])
            if code is not None and row["total_ytd"]:
                table[code.code] = float(row["total_ytd"] or "0")
    checked = [
        code.code
        for code in codes.codes("partner").values()
        if code.sums and code.code in table and codes.members(code.code, at) <= table.keys()
    ]
    assert "EU" in checked
    for bloc in checked:
        parts = sum(table[member] for member in codes.members(bloc, at))
        assert parts == pytest.approx(table[bloc], rel=1e-12)


@needs_real_tables
@pytest.mark.parametrize("month", ["2025-06", "2025-12"])
def test_the_known_belt_and_road_members_do_not_exceed_the_published_row(month: str) -> None:
    with (SHARED / f"data/gacc_bulletin/partners_{month}.csv").open(encoding="utf-8") as file:
        table = {row["partner_zh"]: float(row["total_ytd"] or "0") for row in csv.DictReader(file)}
    members = codes.members("BRI", Period.parse(month))
    total = sum(
        value
        for name, value in table.items()
        if (code := codes.find("partner", name)) is not None and code.code in members
    )
    row = table["共建“一带一路”国家和地区"]
    assert 0.7 * row < total <= row


# --- wholes, peers, relations


def test_the_world_is_its_continents_and_the_unknown() -> None:
    world = codes.partitions("partner")[0]
    assert world.whole is None
    assert world.residual
    assert set(world.parts) == {
        "ASIA", "EUROPE", "LATAM", "NORTH-AMERICA", "OCEANIA", "AFRICA", "ANTARCTICA",
        "UNKNOWN-PARTNER",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dimension", "whole", "count"),
    [
        ("region", None, 31),
        ("region", "YRD", 4),
        ("region", "GBA9", 9),
        ("region", "CN-ZJ", 11),
        ("ownership", None, 4),
        ("partner", "EU", 27),
        ("partner", "ASEAN", 11),
        ("regime", "processing", 2),
    ],
)
def test_partitions(dimension: str, whole: str | None, count: int) -> None:
    found = [one for one in codes.partitions(dimension, Y2025) if one.whole == whole]
    assert len(found[0].parts) == count
    assert not found[0].residual


@pytest.mark.parametrize("dimension", codes.DIMENSIONS)
def test_parts_of_a_partition_share_nothing(dimension: str) -> None:
    for partition in codes.partitions(dimension, Y2025):
        parts = partition.parts
        assert len(parts) == len(set(parts))
        if len(parts) > 40:
            continue
        for place, part in enumerate(parts):
            for other in parts[place + 1 :]:
                assert not codes.overlaps(dimension, part, other, Y2025), (part, other)


def test_the_four_areas_are_all_the_provinces() -> None:
    thirty_one, four = (one for one in codes.partitions("region") if one.whole is None)
    inside = [code for area in four.parts for code in codes.members(area, Y2025)]
    assert sorted(inside) == sorted(thirty_one.parts)


def test_the_numbered_regimes_are_all_of_customs_list() -> None:
    whole = next(one for one in codes.partitions("regime") if one.whole is None)
    leaves = [
        leaf for part in whole.parts for leaf in (codes.members(part, Y2025) or frozenset({part}))
    ]
    numbers = sorted(number for leaf in leaves for number in codes.lookup("regime", leaf).customs)
    assert len(numbers) == 20


@pytest.mark.parametrize("name", ["CN-provinces", "trading-partners", "CN-cities"])
def test_peers_do_not_overlap(name: str) -> None:
    dimension = "partner" if name == "trading-partners" else "region"
    listed = codes.peers(name)
    assert len(listed) == len(set(listed)) > 30
    for place, peer in enumerate(listed[:40]):
        for other in listed[place + 1 :]:
            assert not codes.overlaps(dimension, peer, other, now()), (peer, other)


def test_before_its_accession_a_member_is_a_peer_of_its_own() -> None:
    assert "TL" in codes.peers("trading-partners", Period.parse("2024"))
    assert "TL" not in codes.peers("trading-partners", Period.parse("2025"))
    assert codes.peers("something else") == ()


@pytest.mark.parametrize(
    ("dimension", "one", "other", "expected"),
    [
        ("partner", "ASEAN", "EU", False),
        ("partner", "EU", "CY", True),
        ("partner", "ASIA", "EU", True),
        ("partner", "RCEP", "ASEAN", True),
        ("partner", "BRI", "US", True),
        ("partner", "UNKNOWN-PARTNER", "US", False),
        ("partner", "a country of words", "US", True),
        ("product", "soybeans", "grain", True),
        ("product", "crude-oil", "coal", False),
        ("product", "soybeans", "iron-ore", False),
        ("product", "high-tech", "high-new-tech", True),
        ("product", "high-new-tech", "crude-oil", True),
        ("product", "HS8542", "integrated-circuits", True),
        ("product", "HS2603", "iron-ore", False),
        ("region", "shenzhen", "CN-GD", True),
        ("region", "shenzhen", "CN-ZJ", False),
        ("region", "shenzhen", "GBA9", True),
        ("region", "GBA9", "YRD", False),
        ("region", "YRD", "CN-ZJ", True),
        ("region", "china-laos-railway", "CN-YN", True),
        ("region", "天津滨海新区", "天津经济技术开发区", True),
        ("ownership", "private", "state", False),
        ("regime", "general", "processing", False),
        ("regime", "general", "cross-border-e-commerce", True),
    ],
)
def test_overlaps(dimension: str, one: str, other: str, expected: bool) -> None:
    assert codes.overlaps(dimension, one, other, Y2025) is expected
    assert codes.overlaps(dimension, other, one, Y2025) is expected


@pytest.mark.parametrize(
    ("dimension", "code", "parent"),
    [
        ("region", "shenzhen", "CN-GD"),
        ("region", "苏州工业园", "suzhou"),
        ("region", "GBA9", "CN-GD"),
        ("region", "china-laos-railway", None),
        ("product", "integrated-circuits", "mechanical-electrical"),
        ("product", "soybeans", "grain"),
        ("product", "pork", "meat"),
        ("product", "high-tech", None),
        ("partner", "US", "NORTH-AMERICA"),
        ("partner", "MX", "LATAM"),
        ("partner", "ASEAN", None),
        ("product", "words of a text", None),
    ],
)
def test_a_parent_surely_contains_its_child(dimension: str, code: str, parent: str | None) -> None:
    assert codes.parent(dimension, code) == parent


def test_currencies() -> None:
    wanted = {"CN": "CNY", "GB": "GBP", "US": "USD", "KR": "KRW", "DE": "EUR", "RU": "RUB"}
    assert {reporter: codes.currency(reporter) for reporter in wanted} == wanted
    with pytest.raises(UnknownCode):
        codes.currency("ASEAN")
