"""The briefing's page and PDF: every number linked to what it stands on, nothing from elsewhere."""

from __future__ import annotations

import re
import runpy
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree, html
from pypdf import PdfReader

from tradetally.brief.briefing import Briefing, Edition, Section, Sentence
from tradetally.show.briefing_html import page
from tradetally.show.briefing_pdf import pdf
from tradetally.show.charts import Chart, charts
from tradetally.show.html import TEMPLATES

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "briefing" / "sample.py"))
BRIEFING: Briefing = SAMPLE["BRIEFING"]
SYNTHETIC: Briefing = SAMPLE["SYNTHETIC"]
LANGUAGES = ["en", "zh"]


@cache
def drawn(language: str) -> tuple[Chart, ...]:
    return charts(BRIEFING, language)


@cache
def written() -> str:
    return page(BRIEFING, {language: drawn(language) for language in LANGUAGES})


@cache
def tree() -> html.HtmlElement:
    return html.document_fromstring(written())


def found(path: str) -> list[Any]:
    return cast("list[Any]", tree().xpath(path))


def texts(nodes: Sequence[Any]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def test_the_page_is_well_formed_down_to_every_tag() -> None:
    xml = re.sub(r"<(meta)([^>]*?)>", r"<\1\2/>", written().partition("<html")[2])
    xml = xml.replace("&nbsp;", " ")
    xml = re.sub(r"<script>.*?</script>", "", xml, flags=re.DOTALL)
    assert etree.fromstring("<html" + xml).tag == "html"


def test_nothing_needs_a_network() -> None:
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|\son\w+=|javascript:""", written())
    assert "default-src 'none'" in written()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_text_is_a_link_to_its_entry(language: str) -> None:
    edition = BRIEFING.editions[language]
    said = [one.printed for s in (edition.headline, *edition.sentences) for one in s.said]
    links = found(f"//div[@id='{language}']//article//a[@class='said']")
    assert texts(links) == said
    for link in links:
        [row] = found(f"//tr[@id='{link.get('href')[1:]}']")
        assert link.text_content() in row.text_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_article_reads_as_it_was_written(language: str) -> None:
    [shown] = found(f"//div[@id='{language}']")
    edition: Any = html.fromstring(html.tostring(shown, encoding="unicode"))
    for extra in edition.xpath(".//*[@class='card' or @class='hint']"):
        extra.drop_tree()
    told = BRIEFING.editions[language]
    paragraphs = texts(edition.xpath(".//article//*[self::h1 or self::p or self::li]"))
    assert str(told.headline) == paragraphs[0]
    for section in told.sections:
        gap = " " if language == "en" else ""
        assert gap.join(sentence.text for sentence in section.sentences) in paragraphs


def test_an_entry_shows_form_interval_how_sources_vintage_cells_and_query() -> None:
    [entry] = texts(found("//tr[@id='en-f2']"))
    assert entry == (
        "2 ↑ 2.9% year-on-year growth of imports and exports, the first half of 2025"
        "growth(total, 2025-S1) 2.9%as published partners_2025-06.csv"
        "Round 2025-06, released on 2025-07-18"
        " Cells, query 1 level(total, 2025-S1)level(total, 2024-S1) query 1"
    )
    assert "AND low < high" in texts(found("//details[@id='en-q1']"))[0]


def test_every_anchor_is_there_once_and_every_link_leads_to_one() -> None:
    ids = [str(each) for each in found("//@id")]
    assert len(ids) == len(set(ids))
    targets = {link.removeprefix("#") for link in map(str, found("//a/@href"))}
    labels = " ".join(map(str, found("//@aria-labelledby | //@aria-describedby"))).split()
    assert targets | set(labels) <= set(ids)


def test_the_same_figure_has_the_same_number_in_both_languages() -> None:
    forms = [texts(found(f"//tr[starts-with(@id, '{one}-f')]//td[3]/code")) for one in LANGUAGES]
    assert forms[0] == forms[1]
    assert len(forms[0]) == len(BRIEFING.figures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_stand_in_their_sections_with_their_descriptions(language: str) -> None:
    for chart in drawn(language):
        [figure] = found(f"//figure[@id='{language}-chart-{chart.key}']")
        assert figure.xpath("string(.//desc)") == chart.alt
    keys = found(f"//section[@aria-labelledby='{language}-s-partners']//figure/@id")
    assert [str(key).partition("chart-")[2] for key in keys] == [
        "contribution-partners",
        "share-partners",
    ]


def test_charts_take_the_page_s_colours() -> None:
    left = set(re.findall(r'(?:fill|stroke)="(#\w+)"', written()))
    assert left <= {"#ddd"} and "var(--now)" in written()


def test_charts_of_all_trade_follow_the_lead_where_nothing_is_said_of_scale() -> None:
    edition = BRIEFING.editions["en"]
    short = Edition("en", edition.headline, edition.lead, ())
    shown = page(replace(BRIEFING, editions={"en": short}), {"en": drawn("en")})
    order = ["chart-monthly-exports", "s-charts", "chart-ranking-provinces", "s-tables"]
    places = [shown.index(f'id="en-{name}"') for name in order]
    assert places == sorted(places)
    assert 'class="switch"' not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_carry_their_numbers_to_sort_by(language: str) -> None:
    tables = found(f"//div[@id='{language}']//table[@class='data']")
    assert len(tables) == len(BRIEFING.tables)
    for table, wanted in zip(tables, BRIEFING.tables, strict=True):
        values = [str(v) for row in wanted.rows for v in row if v is not None][::1]
        numbers = [v for v in values if v.lstrip("-")[:1].isdigit()]
        assert [str(v) for v in table.xpath(".//@data-value")] == numbers


def test_a_table_says_its_units_and_names_in_the_language() -> None:
    heads = texts(found("//div[@id='zh']//table[@class='data'][1]/thead//th"))[:3]
    assert heads == ["贸易伙伴", "进出口金额（万亿元）", "进出口同比增长（%）"]
    first = texts(found("(//div[@id='zh']//table[@class='data'])[1]/tbody/tr[1]/*"))
    assert first == ["东盟", "3.67", "9.6", "2.32", "14.3"]


def test_what_comes_from_a_source_is_escaped() -> None:
    assert "&lt;b&gt;&amp;amp;" in written() and "<b>&amp;" not in written()


def test_synthetic_data_is_marked_in_title_head_tables_entries_and_on_paper() -> None:
    shown = page(SYNTHETIC, {one: charts(SYNTHETIC, one) for one in LANGUAGES})
    marked: Any = html.document_fromstring(shown)
    assert marked.findtext(".//title").startswith("[Synthetic data]")
    assert len(marked.xpath("//p[@class='synthetic']")) == 2
    assert len(marked.xpath("//h3/span[@class='synthetic-mark']")) == 2 * len(SYNTHETIC.tables)
    assert '@top-center { content: "Synthetic data · 合成数据"' in shown
    assert "ynthetic" not in written().partition("</style>")[2]


def palettes() -> list[dict[str, str]]:
    names = ("page.css", "briefing.css")
    css = [(TEMPLATES / name).read_text(encoding="utf-8") for name in names]
    blocks = [re.findall(r":root {([^}]+)}", one)[:2] for one in css]
    return [
        dict(re.findall(r"--([\w-]+): (#\w+);", blocks[0][at] + blocks[1][at])) for at in (0, 1)
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_the_labels_of_charts_stand_out(palette: dict[str, str]) -> None:
    for ink, ground in product(("now", "fall", "third", "fourth", "fifth"), ("paper", "panel")):
        bright, dim = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, (ink, ground)


@cache
def reader(language: str) -> PdfReader:
    return PdfReader(BytesIO(pdf(BRIEFING, language, drawn(language))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_the_text_page_numbers_and_one_typeface(language: str) -> None:
    pages = reader(language).pages
    text = re.sub(r"\s", "", "".join(one.extract_text() for one in pages))
    for sentence in BRIEFING.editions[language].sentences:
        assert re.sub(r"\s", "", sentence.text) in text
    number = {"en": f"Page1of{len(pages)}", "zh": f"第1页，共{len(pages)}页"}[language]
    assert number in text
    width, height = pages[0].mediabox[2:]
    assert (round(float(width)), round(float(height))) == (595, 842)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_pdf_leads_to_its_entry(language: str) -> None:
    edition = BRIEFING.editions[language]
    links = [
        note
        for one in reader(language).pages
        for note in one.get("/Annots", ())
        if note.get_object()["/Subtype"] == "/Link"
    ]
    said = [one for sentence in edition.sentences for one in sentence.said]
    assert len(links) >= len(said)


def test_the_pdf_is_the_same_each_time_and_dated_by_its_release() -> None:
    assert pdf(BRIEFING, "en", drawn("en")) == pdf(BRIEFING, "en", drawn("en"))
    about = reader("en").metadata
    assert about is not None and about.title == str(BRIEFING.editions["en"].headline)


def test_synthetic_data_is_marked_on_every_page_of_the_pdf() -> None:
    pages = PdfReader(BytesIO(pdf(SYNTHETIC, "zh", charts(SYNTHETIC, "zh")))).pages
    assert len(pages) > 2
    assert all("合成数据" in re.sub(r"\s", "", one.extract_text()) for one in pages)


def test_a_briefing_of_one_sentence_is_a_page_and_a_pdf() -> None:
    headline = Sentence(("Nothing <else>",))
    note = Section("caveats", "Notes", (Sentence(("One *note* # of _many_ $x$.",)),))
    edition = Edition("en", headline, (), (note,))
    bare = replace(BRIEFING, editions={"en": edition}, figures=(), series=(), tables=())
    assert "Nothing &lt;else&gt;" in page(bare, {})
    [only] = PdfReader(BytesIO(pdf(bare, "en"))).pages
    assert "One *note* # of _many_ $x$." in only.extract_text()
