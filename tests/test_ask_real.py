"""Questions asked of the real tables of China's customs, and of a compiled sample."""

from __future__ import annotations

from pathlib import Path

import pytest

from tradetally.ask import ask
from tradetally.book import Book
from tradetally.records.compile import compile_lines
from tradetally.records.lines import Options
from tradetally.records.request import Paths, request
from tradetally.sample import sample

ANSWERS = {
    "What was second-half trade?": "Imports and exports came to 23.6801 trillion yuan in the"
    " second half of 2025 (only implied by partners_2025-12.csv and partners_2025-06.csv,",
    "Did exports to the US fall in 2025?": "Yes: exports to the United States fell 19.5%",
    "How much crude oil did China import in 2025?": "The import volume of crude oil came to"
    " 577.726 million tonnes in 2025",
    "What drove export growth?": "Exports grew 6.1% year on year in 2025; of trading partners,"
    " ASEAN (2.3 percentage points), Hong Kong, China (1.3 percentage points) and the European"
    " Union (1.3 percentage points) added most; of products, integrated circuits (1.2 percentage"
    " points), motor vehicles (including chassis) (0.7 percentage points) and ships (0.3"
    " percentage points) added most",
    "Which province traded most?": "Guangdong came first of the 31 provinces that the book has"
    " by imports and exports in the first half of 2025, with 4.5491 trillion yuan,",
    "Since when have exports grown?": "Exports grew for at least 2 consecutive years through 2025",
    "出口额最大的贸易伙伴是谁？": "2025年出口，账本所载32个贸易伙伴中东盟居首，为4.7596万亿元",
    "2025年对欧盟是顺差还是逆差？": "2025年对欧盟贸易顺差2.0889万亿元",
    "2025年高新技术产品出口增速是多少？": "2025年高新技术产品出口同比增长8%（",
    "2024年广东进出口排第几？": "2024年进出口，广东省在账本所载31个省份中居第1位",
    "2025年民营企业进出口占比是多少？": "账本里没有：2025年民营企业进出口占进出口总值的比重",
    "2025年从哪个国家进口最多？": "2025年进口，账本所载",
}


@pytest.mark.parametrize("question", ANSWERS)
def test_the_real_tables_answer(question: str, customs_book: Book) -> None:
    assert ask(question, customs_book.folder).text.startswith(ANSWERS[question])


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synthetic")
    sample(folder / "declared", 20_000)
    made, _ = request([folder / "declared"], Options(), Paths())
    compile_lines(Book.open_or_create(folder / "book"), made)
    return folder / "book"


@pytest.mark.parametrize(
    "question",
    ["What were exports in 2025?", "Which province traded most?", "什么拉动了出口增长？"],
)
def test_what_was_drawn_says_that_it_is_synthetic(question: str, synthetic: Path) -> None:
    reply = ask(question, synthetic)
    assert reply.is_answered
    assert reply.is_synthetic
    assert ("synthetic" if reply.language == "en" else "合成数据") in reply.text
