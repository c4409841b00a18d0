"""Bars of 100 %: parts that add to the whole, told apart without colour."""

from itertools import pairwise

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.drawing.stack import TONES, Stack, stack_svg
from thidua.present.numbers import write_number

NAMES = ["Lãnh đạo", "Công chức", "Người lao động trực tiếp"]


def tone(color):
    """How dark it prints in grey, 0 to 1 (Rec. 601 luma, as a printer driver mixes it)."""
    colors = {"white": "#ffffff"}
    red, green, blue = (int(colors.get(color, color)[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_rows_are_equally_long_whatever_their_number():
    """Shares are compared, the number stands beside them."""
    shown = picture(stack_svg([Stack("A", [1, 1, 2], "n = 4"), Stack("B", [100, 300, 0], "n = 400")], NAMES, write=str))
    rows = {}
    for bar in shown.bars:
        rows.setdefault(round(bar.top), []).append(bar)
    lengths = [sum(bar.right - bar.left for bar in row) for row in rows.values() if max(bar.right for bar in row) > 300]

    assert lengths[0] == pytest.approx(lengths[1], abs=0.1)
    assert {"n = 4", "n = 400"} < set(shown.texts)


def test_names_stand_above_in_the_order_of_the_parts():
    """Their swatches are of the same tones and hatching as the pieces."""
    shown = picture(stack_svg([Stack("A", [1, 1, 2])], NAMES, write=write_number))
    lefts = [shown.only(name).box.left for name in NAMES]

    assert lefts == sorted(lefts)
    assert shown.only(NAMES[0]).box.bottom < shown.only("2").box.top


def test_piece_too_short_for_its_figure_has_none():
    """A figure over the edge would be read as its neighbour's."""
    shown = picture(stack_svg([Stack("A", [1, 997, 2])], NAMES, write=write_number))

    assert "997" in shown.texts
    assert not {"1", "2"} & set(shown.texts)


def test_row_of_nothing_has_no_bar_and_says_so():
    """Nothing has no shares."""
    shown = picture(stack_svg([Stack("A", [0, 0, 0]), Stack("B", [0, 0, 0], "n = 0")], NAMES, write=write_number))

    assert {"…", "n = 0"} < set(shown.texts)
    assert len(shown.bars) == len(NAMES)


def test_neighbours_differ_in_tone_or_hatching():
    """In grey: a fifth of the way from black to white at least, or one of them hatched in a way of its own."""
    for one, other in pairwise(TONES):
        assert one.hatch != other.hatch or abs(tone(one.color) - tone(other.color)) > 0.2


@pytest.mark.parametrize(
    ("parts", "names", "message"),
    [
        ([1, 2], NAMES, r"stack: 'A' has parts \[1, 2\]; expected 3 of zero or more"),
        ([1, -2, 1], NAMES, r"stack: 'A' has parts \[1, -2, 1\]"),
        ([1] * 7, ["x"] * 7, "stack: 7 parts; expected 1 to 6, as many as a grey print tells apart"),
        ([], [], "stack: 0 parts"),
    ],
)
def test_parts_that_make_no_whole_are_refused(parts, names, message):
    """The message says what was found and what was expected."""
    with pytest.raises(ValueError, match=message):
        stack_svg([Stack("A", parts)], names, write=write_number)
