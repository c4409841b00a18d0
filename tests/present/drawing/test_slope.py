"""Slopes: both figures at the ends of each line, and no line where one is missing."""

from tests.present.drawing.pictures import picture
from thidua.present.chart import GREY
from thidua.present.drawing.slope import Slope, slope_svg
from thidua.present.numbers import write_number

TITLES = {"before_title": "6T/2022", "after_title": "6T/2023", "write": write_number}


def test_every_line_has_its_figure_before_and_its_name_after():
    """Read from left to right: 61, then 52 Na Rì."""
    shown = picture(slope_svg([Slope("Na Rì", 61, 52, is_own=True), Slope("Ba Bể", 66, 74)], **TITLES))

    assert {"61", "66", "52 Na Rì", "74 Ba Bể"} < set(shown.texts)
    assert shown.only("61").box.right < shown.only("52 Na Rì").box.left
    assert shown.only("74 Ba Bể").box.top < shown.only("52 Na Rì").box.top


def test_labels_keep_the_order_of_their_values():
    """Seven values within ten are moved apart, never past one another."""
    slopes = [Slope(f"Xã {at}", 50 + at, 60 - at) for at in range(7)]
    shown = picture(slope_svg([*slopes, Slope("Xa", 500, 500)], **TITLES))
    tops = [shown.only(f"{60 - at} Xã {at}").box.top for at in range(7)]

    assert tops == sorted(tops)


def test_missing_period_is_printed_below_and_not_drawn():
    """A line to nowhere would look like a fall to zero."""
    rows = [Slope("Ba Bể", 66, 74), Slope("Chợ Mới", None, 3), Slope("Na Rì", 4, None)]
    shown = picture(slope_svg(rows, **TITLES))

    assert shown.only("Chợ Mới: … → 3").color == shown.only("Na Rì: 4 → …").color == GREY
    assert len(shown.marks) == 2


def test_all_missing_is_a_list_of_what_is_known():
    """No upright lines without slopes."""
    shown = picture(slope_svg([Slope("Ba Bể", None, 74), Slope("Na Rì", None, None)], **TITLES))

    assert shown.texts == ["Ba Bể: … → 74", "Na Rì: … → …"]
    assert shown.lines == ()
