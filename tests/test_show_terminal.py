"""Verdicts and the other views on a terminal and in a pipe."""

from __future__ import annotations

import io
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from tradetally.book import Added, Source
from tradetally.cells import Cell
from tradetally.figures.text import write_figure
from tradetally.intervals import Interval
from tradetally.read import SetAside
from tradetally.show.explain import explain, summary
from tradetally.show.marks import GRAVITY, MARKS, plain
from tradetally.show.numbers import interval_text
from tradetally.show.terminal import answer_view, check_table, loaded_table, read_view
from tradetally.show.verdicts import context
from tradetally.statements import Statement, Tier
from tradetally.tables.load import Loaded
from tradetally.tables.notes import Note
from tradetally.tally.answer import Answer, How
from tradetally.tally.check import Judged
from tradetally.tally.knowledge import Evidence
from tradetally.tally.verdicts import Judgement, Verdict

SAMPLE = runpy.run_path(str(Path(__file__).parent / "data" / "show" / "sample.py"))
TEXT: str = SAMPLE["TEXT"]
JUDGED: Judged = SAMPLE["JUDGED"]
VERDICTS: Sequence[Verdict] = SAMPLE["VERDICTS"]
SET_ASIDE: Sequence[SetAside] = SAMPLE["SET_ASIDE"]
EXPORTS: Statement = SAMPLE["EXPORTS"]
IMPORTS: Statement = SAMPLE["IMPORTS"]
TURBINES: Statement = SAMPLE["TURBINES"]


def shown(print_to: Callable[[Console], None], width: int | None = None) -> str:
    out = io.StringIO()
    is_terminal = width is not None
    print_to(Console(file=out, force_terminal=is_terminal, width=width, no_color=True))
    return out.getvalue()


def checked(width: int | None = None) -> str:
    return shown(lambda console: check_table(JUDGED, TEXT, console), width)


def test_every_judgement_has_a_symbol_a_word_and_a_meaning_of_its_own() -> None:
    assert set(MARKS) == set(GRAVITY) == set(Judgement)
    for of in ("symbol", "word", "meaning", "style"):
        assert len({getattr(mark, of) for mark in MARKS.values()}) == len(Judgement)
    assert all(cell_len(mark.symbol) == 1 for mark in MARKS.values())


def test_the_sample_holds_every_judgement_and_every_mention_where_it_stands() -> None:
    assert {verdict.judgement for verdict in VERDICTS} == set(Judgement)
    for place in (verdict.statement.place for verdict in VERDICTS):
        assert TEXT[place.start : place.end] == place.text


def test_the_first_line_counts_and_says_what_the_numbers_were_held_against() -> None:
    assert checked().splitlines()[0] == (
        "22 numbers: 9 supported, 3 consistent, 1 revision, 1 disputed, 4 contradicted, "
        "4 unverifiable; judged in round 2025-12 against 2 sources"
    )


def test_no_number_and_no_round_are_said() -> None:
    assert summary((), None) == "0 numbers; not judged, because no round of the book covers them"
    assert "0 numbers" in shown(lambda console: check_table(Judged((), None), "", console))


def test_in_a_pipe_every_statement_is_one_line_with_nothing_left_out() -> None:
    rows = checked().splitlines()[-len(VERDICTS) :]
    for line, verdict in zip(rows, VERDICTS, strict=True):
        told = explain(verdict)
        assert line.startswith(f"{told.mark.symbol} {verdict.judgement}")
        for said in (verdict.statement.place.text, told.name, told.form, told.evidence, *told.why):
            assert said in line


def test_a_pipe_gets_no_colour_and_no_boxes() -> None:
    assert not set(checked()) & set("\x1b│┃─━┏┓└┘")


def test_contradictions_come_first_with_what_may_have_been_meant() -> None:
    top = checked().split("\n\n")[1]
    assert top.count("✘ contradicted") == 4
    assert "    did you mean  48.7%  (digits transposed; evidence: 48.65–48.75%)\n" in top
    assert "Exports of wind turbines jumped 84.7%, and the surplus" in top


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_a_terminal_of_any_width_shows_every_row_within_it(width: int) -> None:
    lines = [plain(line) for line in shown_without_style(width).splitlines()]
    assert all(cell_len(line) <= width for line in lines)
    for mark in MARKS.values():
        count = sum(v.judgement is mark.judgement for v in VERDICTS)
        times = 2 if mark.judgement is Judgement.CONTRADICTED else 1
        assert sum(line.startswith(str(mark)) for line in lines) == times * count


def shown_without_style(width: int) -> str:
    console = Console(file=io.StringIO(), force_terminal=True, width=width, record=True)
    check_table(JUDGED, TEXT, console)
    return console.export_text(styles=False)


def test_the_words_around_a_mention_stay_within_its_paragraph() -> None:
    start = TEXT.index("40.12 trillion")
    assert context(TEXT, start, start + 19).plain.startswith("In 2025 total trade came to 40.12")
    assert context("5% up", 0, 2).plain == "5% up"
    assert context("5% up", None, None).plain == ""


def test_what_could_steer_a_terminal_is_made_visible() -> None:
    assert plain("a\x1b[2Jb\u202ec\r\n d") == "a�[2Jb�c� d"


@pytest.mark.parametrize(
    ("evidence", "claim", "unit", "text"),
    [
        (Interval.of("3.7499"), Interval.printed("3.8"), "percent", "3.7499%"),
        (Interval.of("3.75", "3.8004"), Interval.printed("3.8"), "percent", "3.75–3.81%"),
        (Interval.of("-2.78", "2"), Interval.printed("1.0"), "percent", "−2.78 to 2.00%"),
        (Interval.of(None, 12), None, "percent", "at most 12%"),
        (Interval.of(241), Interval.of(240, None), "count", "241"),
        (Interval.of(780123), None, "count", "780,123"),
        (Interval.of(3, 5), None, "rank", "rank 3–5"),
        (Interval.of(820123456789), None, "CNY", "820.12 billion yuan"),
        (Interval.of("577700000"), None, "t", "577.7 million tonnes"),
        (Interval.of(0), Interval.printed("0.3"), "pp", "0.00 percentage points"),
    ],
)
def test_evidence_is_shown_in_the_digits_that_tell(
    evidence: Interval, claim: Interval | None, unit: str, text: str
) -> None:
    assert interval_text(evidence, unit, claim) == text


def test_a_figure_is_shown_with_its_cells_sources_and_query() -> None:
    cell: Cell = EXPORTS.figure.cell
    answer = Answer(
        TURBINES.figure, How.PUBLISHED, JUDGED.round,
        Evidence(TURBINES.interval, (TURBINES,)),
        {cell: EXPORTS.interval}, "SELECT 1\nFROM cells",
    )  # fmt: skip
    text = shown(lambda console: answer_view(answer, console))
    assert text.splitlines() == [
        "year-on-year growth of exports of wind turbines, 2025",
        "growth(exports, product=wind-turbines, 2025)",
        "",
        "48.65–48.75%  as published, round 2025-12",
        "",
        "cells",
        "level(exports, 2025)  24.0495–24.0496 trillion yuan",
        "",
        "sources",
        "goods-2025-12.csv  official table  round 2025-12 (2026-01-18)",
        "",
        "query",
        "SELECT 1",
        "FROM cells",
    ]


def test_what_was_loaded_is_a_row_a_file_and_its_notes_counted() -> None:
    note = Note("footnote", "goods only", EXPORTS.place)
    assert EXPORTS.release is not None
    table = Loaded(
        "totals.csv", "0" * 64, "totals", EXPORTS.release, None, (EXPORTS, IMPORTS),
        (note, note), 2, 0,
    )  # fmt: skip
    added = Added(Source(table.document, table.digest, Tier.TABLE), 2)
    text = shown(lambda console: loaded_table([(table, added)], console))
    assert text.splitlines()[0] == "1 table, 2 statements"
    assert "totals.csv  totals  round 2025-12 (2026-01-18)  2           2      new" in text
    assert "footnote  goods only (totals-2025-12.csv, line 7, column value)" in text


def test_what_a_text_states_is_shown_beside_the_numbers_set_aside() -> None:
    statements = [verdict.statement for verdict in VERDICTS]
    text = shown(lambda console: read_view(statements, SET_ASIDE, console))
    assert text.startswith("22 statements, 6 numbers set aside\n")
    assert all(s.place.text in text and write_figure(s.figure) in text for s in statements)
    assert all(number.reason in text for number in SET_ASIDE)
