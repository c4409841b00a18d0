"""Shares of one whole that print as 99,9 % or 100,1 % say so, and others say nothing."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.present.language import written_in
from thidua.present.rounding import printed_sum, rounding_notes


@pytest.mark.parametrize(
    ("counts", "notes"),
    [
        ([1, 1, 1], ["Các tỷ lệ đã làm tròn nên cộng lại là 99,9%."]),
        ([2, 2, 2, 1], ["Các tỷ lệ đã làm tròn nên cộng lại là 100,1%."]),
        ([289, 179], []),
        ([5], []),
        ([0, 0], []),
        ([], []),
    ],
)
def test_shares_that_do_not_print_as_a_whole_say_so(counts, notes):
    """33,3 % three times; 28,6 % three times and 14,3 %; 61,8 % and 38,2 %; one; none."""
    assert rounding_notes(counts) == notes


def test_note_is_written_in_the_language_of_the_report():
    """With its decimal mark."""
    with written_in("en"):
        assert rounding_notes([1, 1, 1]) == ["The shares are rounded and add up to 99.9%."]


@given(st.lists(st.integers(0, 5000), max_size=8), st.integers(0, 2))
def test_sum_is_that_of_the_shares_rounded_in_whole_numbers(counts, decimals):
    """Each share as a fraction of whole numbers, halves up, added up without any float."""
    whole = sum(counts)
    scale = 10 ** (decimals + 2)
    expected = (
        sum((Decimal(int(Fraction(part * scale, whole) + Fraction(1, 2))) for part in counts), Decimal(0))
        if whole
        else Decimal(scale)
    )

    found = Decimal(repr(printed_sum(counts, decimals=decimals))).quantize(Decimal(1) / scale, ROUND_HALF_UP)
    assert abs(found * scale - expected) <= 0
