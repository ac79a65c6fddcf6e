"""In which parts a run's months are written."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tradetally.engines import Part
from tradetally.records.parts import IN_BOOK, parts
from tradetally.records.survey import Span, Survey

MONTHS = (24300, 24301, 24302)


def span(file: str, start: int, lines: int, outside: str = "") -> Span:
    return Span(
        "tradetally", file, "CN", "exports", start, 1, "USD", outside, lines, Decimal(1), False
    )


def test_a_large_month_is_written_from_its_own_file() -> None:
    found = Survey(tuple(span(f"{month}.csv", month, 400_000) for month in MONTHS))
    assert parts(found, MONTHS) == tuple(
        Part((month,), (IN_BOOK, f"{month}.csv")) for month in MONTHS
    )


def test_small_months_are_written_together() -> None:
    found = Survey(tuple(span(f"{month}.csv", month, 130_000) for month in MONTHS))
    assert parts(found, MONTHS) == (
        Part((24300, 24301), (IN_BOOK, "24300.csv", "24301.csv")),
        Part((24302,), (IN_BOOK, "24302.csv")),
    )


def test_one_file_of_many_months_is_read_once() -> None:
    found = Survey(tuple(span("all.csv", month, 400_000) for month in MONTHS))
    assert parts(found, MONTHS) == (Part(MONTHS, ("all.csv", IN_BOOK)),)


def test_a_month_that_only_the_book_has_is_in_a_part() -> None:
    found = Survey((span("new.csv", 24301, 10),))
    assert parts(found, (24300, 24301)) == (Part((24300, 24301), (IN_BOOK, "new.csv")),)


spans = st.builds(
    span,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(MONTHS),
    st.integers(0, 600_000),
    st.sampled_from(["", "transit"]),
)


@given(st.lists(spans, min_size=1, max_size=12))
def test_every_month_is_in_one_part_with_all_its_files(held: list[Span]) -> None:
    found = Survey(tuple(held))
    divided = parts(found, MONTHS)
    assert sorted(month for part in divided for month in part.values) == list(MONTHS)
    files = {month: part.files for part in divided for month in part.values}
    assert all(one.file in files[one.start or 0] for one in found.counted)
    assert all(IN_BOOK in part.files for part in divided)
