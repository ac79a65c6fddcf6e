"""The report: one file without script, in which every number has its mark and its evidence."""

from __future__ import annotations

import re
import runpy
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import etree, html

from tradetally.read import SetAside
from tradetally.show.html import TEMPLATES, ReportDocument, report, write_report
from tradetally.show.marks import MARKS
from tradetally.show.spans import blocks, groups
from tradetally.tally.check import Judged
from tradetally.tally.verdicts import Judgement, Verdict

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "show" / "sample.py"))
TEXT: str = SAMPLE["TEXT"]
JUDGED: Judged = SAMPLE["JUDGED"]
VERDICTS: Sequence[Verdict] = SAMPLE["VERDICTS"]
SET_ASIDE: Sequence[SetAside] = SAMPLE["SET_ASIDE"]

CSS = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "report.css"))


@cache
def page() -> str:
    return report([ReportDocument("<article>.txt", TEXT, JUDGED, SET_ASIDE)])


@cache
def tree() -> html.HtmlElement:
    return html.document_fromstring(page())


def found(path: str) -> list[Any]:
    return cast("list[Any]", tree().xpath(path))


def texts(path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in found(path)]


def test_the_page_is_well_formed_down_to_every_tag() -> None:
    void = re.compile(r"<(meta|input)([^>]*?)( checked)?>")
    xml = void.sub(r"<\1\2/>", page().partition("<html")[2]).replace("&nbsp;", " ")
    assert etree.fromstring("<html" + xml).tag == "html"


def test_nothing_needs_a_script_or_a_network() -> None:
    assert "<script" not in page()
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|\son\w+=|javascript:""", page())


def test_everything_that_comes_from_a_text_is_escaped() -> None:
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in page()
    assert texts("//h1") == ["<article>.txt"]


def test_every_anchor_is_there_once_and_every_link_leads_to_one() -> None:
    ids = [str(each) for each in found("//@id")]
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in map(str, found("//a/@href"))} <= set(ids)
    for number in range(1, len(VERDICTS) + 1):
        assert {f"md1-{number}", f"vd1-{number}"} <= set(ids)


def test_the_article_reads_as_it_was_written() -> None:
    article: Any = html.fromstring(html.tostring(found("//article")[0], encoding="unicode"))
    for extra in article.xpath(
        ".//*[@class='card' or contains(@class, 'symbol') or @class='hint']"
    ):
        extra.drop_tree()
    assert article.text_content().split() == TEXT.split()


@pytest.mark.parametrize("judgement", list(Judgement))
def test_no_judgement_is_told_by_colour_alone(judgement: Judgement) -> None:
    mark = MARKS[judgement]
    assert re.search(rf"\.piece\.{judgement} {{ text-decoration: underline [^;]+ var", CSS)
    for verdict, row in zip(VERDICTS, texts("//tbody/tr"), strict=True):
        if verdict.judgement is judgement:
            assert f"{mark.symbol}\ufe0e {mark.word}" in row
    labels = found("//a[@class='said']/@aria-label")
    assert any(mark.word in label for label in labels)


def test_the_underlines_of_the_six_are_six() -> None:
    lines = re.findall(r"\.piece\.\w+ { text-decoration: (underline [^;]+) var", CSS)
    assert len(set(lines)) == len(lines) == len(Judgement)


def test_mentions_that_nest_are_one_group_with_a_card_for_each() -> None:
    [group] = found("//span[@id='md1-13']")
    assert [p.get("class") for p in group.xpath(".//span[starts-with(@class, 'piece')]")] == [
        "piece supported",
        "piece unverifiable",
    ]
    assert len(group.xpath(".//span[starts-with(@class, 'entry')]")) == 2


def test_two_statements_of_one_mention_share_its_mark_and_the_gravest_shows() -> None:
    [group] = found("//span[@id='md1-7']")
    assert group.get("class") == "n contradicted"
    assert group.xpath("./a/@aria-label") == ["more than 10%: supported, contradicted"]


def test_numbers_set_aside_are_grey_with_their_reason_and_listed() -> None:
    titles = found("//article//span[@class='aside']/@title")
    assert titles.count("Set aside: a date") == 4
    assert len(found("//details[@class='aside-list']//li")) == len(SET_ASIDE)


def test_the_legend_counts_every_judgement() -> None:
    for label in texts("//fieldset/label"):
        word, count = re.findall(r"([a-z]+) (\d+)", label)[0]
        assert int(count) == sum(verdict.judgement == word for verdict in VERDICTS)


def test_sources_are_listed_with_their_rounds() -> None:
    assert texts("//section[@class='sources']//li") == [
        "goods-2025-12.csv official table · round 2025-12 (2026-01-18) · 1 figure used",
        "totals-2025-12.csv official table · round 2025-12 (2026-01-18) · 2 figures used",
    ]


def test_a_text_of_nothing_is_a_page_all_the_same(tmp_path: Path) -> None:
    write_report(tmp_path / "empty.html", [ReportDocument("empty", "", Judged((), None))])
    assert "not judged" in (tmp_path / "empty.html").read_text(encoding="utf-8").lower()
    assert "No source reaches" in report([])


def test_control_characters_neither_break_the_page_nor_move_offsets() -> None:
    text = TEXT.replace("Analysts", "Analyst\x00")
    assert len(text) == len(TEXT)
    assert "\x00" not in report([ReportDocument("a", text, JUDGED, SET_ASIDE)])


def test_a_mention_that_crosses_lines_stays_in_one_paragraph() -> None:
    assert blocks("one 24\n\ntrillion two\n\nthree", [(4, 16)]) == ((0, 20), (22, 27))


def test_groups_cut_overlapping_mentions_into_pieces() -> None:
    [group] = groups([(0, 10), (5, 15), (5, 10)])
    assert [(p.start, p.end, p.members) for p in group.pieces] == [
        (0, 5, (0,)),
        (5, 10, (0, 1, 2)),
        (10, 15, (1,)),
    ]


def palettes() -> list[dict[str, str]]:
    light, dark = (dict(re.findall(r"--([\w-]+): (#\w+);", block))
                   for block in re.findall(r":root {([^}]+)}", CSS)[:2])  # fmt: skip
    return [light, dark]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
def test_every_colour_of_text_stands_out_from_every_ground(palette: dict[str, str]) -> None:
    inks = ["ink", "quiet", *Judgement]
    for ink, ground in product(inks, ("paper", "panel", "wrong")):
        bright, dim = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, (ink, ground)
