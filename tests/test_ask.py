"""Questions: read as a figure with a hole, answered in a sentence from a small book."""

from __future__ import annotations

import csv
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ask_books import CASES, small_book

from tradetally import codes
from tradetally.ask import Reply, ask
from tradetally.ask.hole import When
from tradetally.ask.understand import understand
from tradetally.book import Book
from tradetally.errors import BadInput
from tradetally.figures.text import write_figure
from tradetally.languages.questions import questions
from tradetally.periods import Period


def cases() -> list[dict[str, str]]:
    with (CASES / "cases.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_book(tmp_path_factory.mktemp("asked") / "book")


def test_the_cases_are_of_both_languages_and_every_kind() -> None:
    every = cases()
    chinese = [case for case in every if not case["question"].isascii()]
    assert len(every) == 116
    assert 55 <= len(chinese) <= 60
    assert {case["kind"] for case in every} == {
        "value", "which", "drivers", "truth", "compare", "since", "forecast", "unknown", "unread",
    }  # fmt: skip


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["question"])
def test_a_question_is_understood_and_answered(case: dict[str, str], book: Path) -> None:
    reply = ask(case["question"], book)
    assert reply.kind == case["kind"]
    assert "; ".join(map(write_figure, reply.figures)) == case["figures"]
    assert {None: "", True: "yes", False: "no"}[reply.verdict] == case["verdict"]
    assert reply.text.startswith(case["answer"])
    assert reply.text.isascii() == case["question"].isascii() or "“" in reply.text


def test_an_answer_has_its_source_and_vintage(book: Path) -> None:
    assert ask("How much did exports to Africa grow in 2025?", book).text == (
        "Exports to Africa grew 25.8% year on year in 2025"
        " (parts_2025-12.csv, round 2025-12, released 2026-01-20)."
    )


def test_a_bound_says_that_it_is_only_implied(book: Path) -> None:
    reply = ask("What was second-half trade?", book)
    assert reply.text == (
        "Imports and exports came to between 23.67 trillion yuan and 23.69 trillion yuan in the"
        " second half of 2025 (only implied by china_2025-12.csv and china_2025-06.csv,"
        " round 2025-12, released 2026-01-14)."
    )
    assert reply.answers[0].evidence.interval.low == 23_670_000_000_000


def test_a_period_left_out_is_the_latest_and_said(book: Path) -> None:
    reply = ask("出口是多少？", book)
    assert reply.text == (
        "2025年出口26.99万亿元（china_2025-12.csv，2025-12期，2026-01-14发布）。"
        "问题未说明时间，2025年为账本中最近一期。"
    )


def test_a_vintage_is_what_was_known_that_day(book: Path) -> None:
    reply = ask("How much were exports?", book, vintage=date(2025, 8, 1))
    assert reply.text == (
        "Exports came to 13 trillion yuan in the first half of 2025 (china_2025-06.csv,"
        " round 2025-06, released 2025-07-14)."
        " No period was said: the first half of 2025 is the latest that the book has."
    )


def test_what_the_book_does_not_say_comes_with_what_it_has(book: Path) -> None:
    assert ask("How much did imports grow in May 2025?", book).text == (
        "Not in the book: year-on-year growth of imports, May 2025."
        " It has that for 2023, 2024, the first half of 2025 and 2025."
    )
    assert ask("How much did exports of unicorns grow in 2025?", book).text == (
        "Not in the book: year-on-year growth of exports of unicorns, 2025."
        " The nearest that it has: Exports grew 6.1% year on year in 2025"
        " (china_2025-12.csv, round 2025-12, released 2026-01-14)."
    )


def test_what_is_to_come_is_refused_kindly(book: Path) -> None:
    reply = ask("Will exports to Africa grow in 2026?", book)
    assert (reply.kind, reply.answers) == ("forecast", ())
    assert reply.text.startswith(
        "What is to come is not in the book: it is asked only for what was traded, up to 2025."
        " You could ask: “How much did exports to Africa grow in 2025?”"
    )


def test_what_cannot_be_read_comes_back_with_what_was_understood(book: Path) -> None:
    reply = ask("Is it worth exporting ships to Africa in 2025?", book)
    assert reply.kind == "unread"
    assert reply.text.startswith(
        "This question could not be read. What was understood: flow exporting, ships, Africa,"
        " period 2025. You could ask: "
    )
    assert reply.nearest
    assert all(ask(one, book).kind != "unread" for one in reply.nearest)


def test_the_nearest_questions_are_answered(book: Path) -> None:
    for question in ("巴黎天气怎么样？", "What about the wind?", "外贸韧性如何体现？"):
        nearest = ask(question, book).nearest
        assert nearest
        assert all(ask(one, book).is_answered for one in nearest)


def test_drivers_of_one_list_do_not_overlap(book: Path) -> None:
    reply = ask("What drove export growth in 2025?", book)
    assert len(reply.rows) > 3
    at = Period.parse("2025-12")
    for one, other in combinations(reply.rows, 2):
        if one.dimension == other.dimension:
            assert not codes.overlaps(one.dimension, one.code, other.code, at)


WORDS = (
    "how much did does what was which top largest exports imports trade to with of in grow fell",
    "the 2025 Africa moon seven percent than more ? 出口 多少 增长 吗 哪个 最大 2024年 对 美国",
)


@given(
    st.lists(st.sampled_from(" ".join(WORDS).split()), min_size=1, max_size=9).map(" ".join),
    st.sampled_from(["en", "zh"]),
)
@settings(max_examples=60)
def test_a_question_of_any_words_has_a_figure_for_each_number(words: str, language: str) -> None:
    when = When(date(2026, 1, 20), Period.parse("2025"))
    for meant in understand(words, language, when):
        assert meant.figures or meant.kind == "forecast"


@pytest.mark.parametrize(
    "noise",
    ["#", "@ < > {0} {}", "%s %d", "(((", "\\1 \\g<0>", "how how how", "？？？吗吗吗", "7 8 9"],
)
def test_noise_is_not_answered(noise: str, book: Path) -> None:
    reply = ask(noise, book, language="en")
    assert (reply.kind, reply.answers, reply.rows) == ("unread", (), ())


def test_both_languages_have_the_same_phrases_and_lists() -> None:
    english, chinese = questions("en"), questions("zh")
    assert english.phrases.keys() == chinese.phrases.keys()
    assert {frame.kind for frame in english.frames} == {frame.kind for frame in chinese.frames}
    for name in ("peers", "market", "order"):
        said = set(english.lists[name].values())
        assert said == set(chinese.lists[name].values())


def refusal(question: str, book: Path, **given: date) -> str:
    with pytest.raises(BadInput) as refused:
        ask(question, book, **given)  # type: ignore[arg-type]
    return str(refused.value)


def test_refusals_say_what_to_do(book: Path, tmp_path: Path) -> None:
    assert refusal("  ", book) == (
        "QUESTION: expected a question of up to 300 characters, saw 0 characters."
        " To do: ask in one sentence."
    )
    assert refusal("What were exports?", book, vintage=date(2020, 1, 1)) == (
        "--vintage: expected a day on or after the book's first release,"
        " saw 2020-01-01 (its first round is 2024-12 (2025-01-13)). To do: give a later day."
    )
    Book.create(tmp_path / "empty")
    assert refusal("What were exports?", tmp_path / "empty") == (
        "--book: expected a book with figures in it, saw an empty one."
        " To do: load tables into it, or compile declarations."
    )


def test_a_reply_knows_whether_it_answers() -> None:
    assert Reply("?", "en", "value", "").is_answered
    assert not Reply("?", "en", "unread", "").is_answered
