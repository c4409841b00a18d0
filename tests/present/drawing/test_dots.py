"""Dots with intervals: where they lie, and what is printed where there is no value."""

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.drawing.dots import Dot, dots_svg
from thidua.present.numbers import write_number, write_percent

NA_RI = Dot("Na Rì", 0.542, 0.44, 0.638, "54,2% (52/96)", is_own=True)
BA_BE = Dot("Ba Bể", 0.612, 0.52, 0.69, "61,2% (74/121)")


def write(share):
    return write_percent(share, decimals=0)


def test_figures_stand_at_the_right_edge_and_the_reference_above_its_line():
    """The figures are a column that can be read down."""
    shown = picture(dots_svg([BA_BE, NA_RI], write=write, reference=0.624, reference_text="toàn tỉnh: 62,4%"))
    figures = [shown.only(text) for text in ("61,2% (74/121)", "54,2% (52/96)")]
    [dashed] = [line for line in shown.lines if "dasharray" in line.style]

    assert all(words.box.right == pytest.approx(shown.area.right, abs=1) for words in figures)
    assert shown.only("toàn tỉnh: 62,4%").box.bottom < dashed.box.top
    assert len(shown.marks) == 2


def test_dots_and_intervals_lie_where_the_axis_says():
    """Half-way between two ticks is half-way between their values."""
    shown = picture(dots_svg([Dot("A", 0.5, 0.25, 0.75)], write=write, limits=(0, 1)))
    [mark] = shown.marks
    nought, whole = (middle(shown.only(text)) for text in ("0%", "100%"))
    interval = max(shown.lines[:1], key=lambda line: line.box.right)

    assert (mark.left + mark.right) / 2 == pytest.approx((nought + whole) / 2, abs=0.5)
    assert interval.box.left == pytest.approx(nought + (whole - nought) / 4, abs=0.5)
    assert interval.box.right == pytest.approx(nought + (whole - nought) * 3 / 4, abs=0.5)


def middle(words):
    return (words.box.left + words.box.right) / 2


def test_missing_value_prints_an_ellipsis_or_its_own_words_and_draws_nothing():
    """Three of eight have no percentage, and still their figures."""
    shown = picture(dots_svg([BA_BE, Dot("Pác Nặm", None), Dot("Chợ Mới", None, text="3/8")], write=write))

    assert len(shown.marks) == 1
    assert {"…", "3/8"} < set(shown.texts)


def test_all_missing_has_neither_axis_nor_reference():
    """There is nothing to compare."""
    shown = picture(dots_svg([Dot("Ba Bể", None)], write=write, reference=0.5, reference_text="toàn tỉnh"))

    assert (shown.texts, shown.marks, shown.lines) == (["Ba Bể", "…"], (), ())


def test_value_without_text_is_written_as_the_axis_is():
    """A dot never lacks its figure."""
    assert picture(dots_svg([Dot("A", 1234)], write=write_number)).texts[:2] == ["A", "1.234"]


def test_marked_dot_is_larger_than_the_others():
    """Units to be examined are seen without colour."""
    shown = picture(dots_svg([BA_BE, Dot("Chợ Đồn", 0.5, is_marked=True)], write=write))
    circle, diamond = sorted(mark.right - mark.left for mark in shown.marks)

    assert diamond > 1.2 * circle
