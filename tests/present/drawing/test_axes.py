"""Figures of an axis are true, legible and few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.present.drawing.axes import Scale, extent, ticks
from thidua.present.numbers import write_number, write_percent


def written(low, high, write, length=100.0, **options):
    return [write(value) for value in ticks(Scale(low, high, 0, length), write, **options)]


def test_ticks_are_round():
    """Steps of 1, 2 or 5 times a power of ten."""
    assert written(0, 43, write_number) == ["0", "10", "20", "30", "40"]
    assert written(0.41, 0.79, lambda v: write_percent(v, decimals=0)) == [
        "45%",
        "50%",
        "55%",
        "60%",
        "65%",
        "70%",
        "75%",
    ]


def test_figures_that_would_be_rounded_away_are_left_out():
    """A scale to 2 in whole numbers has 0, 1, 2 and no halves written as whole numbers."""
    assert written(0, 2, write_number) == ["0", "1", "2"]
    assert written(0, 0.6, write_number) == ["0"]


def test_large_figures_stand_apart():
    """Seven digits need more room than one."""
    assert written(0, 2_000_000, write_number, length=60) == ["0", "1.000.000", "2.000.000"]


@given(st.floats(0, 1e6), st.floats(1e-2, 1e6), st.floats(30, 150))
def test_ticks_lie_on_the_scale_and_are_all_different(low, span, length):
    """Whatever the range of the data."""
    scale = Scale(low, low + span, 0, length)
    values = ticks(scale, write_number)
    words = [write_number(value) for value in values]

    assert len(set(words)) == len(words)
    assert all(-1e-6 <= scale.at(value) <= length + 1e-6 for value in values)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([5, 15], 4.5, 15.5),
        ([0, 20], 0, 21),
        ([0.1, 10], 0, 10.495),
        ([-4, 6], -4.5, 6.5),
        ([5, 5], 4.5, 5.5),
        ([], 0, 1),
    ],
)
def test_extent_has_a_margin_that_never_crosses_zero(values, low, high):
    """Counts and shares start at zero at the earliest; equal values have a scale too."""
    assert extent(values) == pytest.approx((low, high))


def test_extent_of_lengths_begins_at_zero():
    """A bar that begins elsewhere lies."""
    assert extent([90, 100], from_zero=True, margin=0) == (0, 100)
    assert extent([-3, -9], from_zero=True, margin=0) == (-9, 0)
    assert extent([0, 0], from_zero=True, margin=0) == (0, 1)
