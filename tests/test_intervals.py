"""Intervals: exact ends, and arithmetic that never loses a possible number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradetally.intervals import ANYTHING, Interval, number_text

numbers = st.fractions(-1000, 1000, max_denominator=1000)


@st.composite
def interval_and_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, member, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return (
        Interval(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None]))),
        member,
    )


def holds(interval: Interval, number: Fraction) -> bool:
    return Interval.of(number).within(interval)


@given(interval_and_member(), interval_and_member())
def test_arithmetic_holds_every_result(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (x, a), (y, b) = one, other
    assert holds(x + y, a + b)
    assert holds(x - y, a - b)
    assert holds(x * y, a * b)
    assert b == 0 or holds(x / y, a / b)
    assert holds(-x, -a)
    assert holds(Interval.hull([x, y]), a)


@given(interval_and_member(), interval_and_member())
def test_what_two_share_is_in_both(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    shared = one[0].intersect(other[0])
    assert (shared is None) == (one[0].gap(other[0]) > 0)
    assert (shared is None) == (not one[0].meets(other[0]))
    if shared is not None:
        assert shared.within(one[0])
        assert shared.within(other[0])


@given(st.decimals(-(10**15), 10**15, places=4))
def test_a_printed_decimal_asserts_half_a_unit_of_its_last_digit(number: Decimal) -> None:
    interval = Interval.printed(number)
    assert interval.width == Fraction(1, 10**4)
    assert interval.middle == Fraction(number)


def test_trailing_zeros_count() -> None:
    assert Interval.printed("17.0") == Interval.of("16.95", "17.05")
    assert Interval.printed("13", scale=10**12) == Interval.of(125 * 10**11, 135 * 10**11)
    assert Interval.printed("8", places=1) == Interval.printed("8.0")


def test_dividing_by_what_may_be_zero_says_nothing() -> None:
    assert Interval.of(1, 2) / Interval.of(-1, 1) == ANYTHING
    assert Interval.of(1, 2) / Interval.of(0, 1) == ANYTHING


def test_an_interval_the_wrong_way_round_cannot_be() -> None:
    with pytest.raises(ValueError, match="low end 2 is above its high end 1"):
        Interval.of(2, 1)


def test_widening_moves_both_ends_outward() -> None:
    assert Interval.of(-10, 100).widened(Fraction(1, 10)) == Interval.of(-11, 110)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction("45468508453611.5"), "45468508453612"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction("-2.75"), "-2.75"),
        (Fraction(0), "0"),
        (None, "…"),
    ],
)
def test_numbers_print_as_plain_decimals(number: Fraction | None, text: str) -> None:
    assert number_text(number) == text
