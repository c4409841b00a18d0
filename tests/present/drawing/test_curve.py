"""Step curves: up at each day, never between, and named at their ends."""

from itertools import pairwise

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.drawing.curve import Curve, curve_svg
from thidua.present.numbers import write_number, write_percent

HALF = Curve("Na Rì (n = 38)", [2, 10], [0.5, 1.0])
AXES = {"x_title": "số ngày", "write_x": write_number, "write_y": lambda share: write_percent(share, decimals=0)}


def test_curve_is_level_between_days():
    """Between two decisions nothing happens."""
    shown = picture(curve_svg([HALF], deadline=None, **AXES))
    [steps] = [line.places for line in shown.lines if len(line.places) == 5]

    assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(steps))
    heights = [steps[0][1] - y for _, y in steps]
    assert heights == pytest.approx([0, 0, heights[4] / 2, heights[4] / 2, heights[4]], abs=0.01)


def test_deadline_is_a_dashed_line_with_its_words_above():
    """At its day on the axis, and clear of the figures."""
    shown = picture(curve_svg([HALF], deadline=8, deadline_text="hạn: 8 ngày", **AXES))
    [line] = [line for line in shown.lines if "dasharray" in line.style and line.box.left == line.box.right]

    assert shown.only("hạn: 8 ngày").box.bottom < line.box.top
    assert line.box.left == pytest.approx(shown.only("8").box.left + 2.2, abs=1)


def test_deadline_beyond_the_last_day_is_on_the_axis():
    """All were in time: the line stands to the right of the curve."""
    shown = picture(curve_svg([HALF], deadline=30, deadline_text="hạn", **AXES))

    assert shown.only("30").box.left > shown.only("10").box.left
    assert shown.collisions() == []


def test_curves_differ_in_stroke_and_mark():
    """Not by colour alone."""
    shown = picture(curve_svg([HALF, Curve("Tỉnh", [3, 9], [0.4, 0.9])], deadline=None, **AXES))
    strokes = {("dasharray" in line.style) for line in shown.lines if len(line.places) == 5}

    assert strokes == {True, False}


def test_curve_without_days_is_named_with_an_ellipsis():
    """Nobody has proposed anything yet."""
    shown = picture(curve_svg([HALF, Curve("Ba Bể", [], [])], deadline=None, **AXES))

    assert "Ba Bể: …" in shown.texts
    assert len(shown.marks) == 1


@pytest.mark.parametrize(
    ("curve", "message"),
    [
        (Curve("A", [1, 2], [0.1]), "curve: 'A' has 2 days and 1 shares"),
        (Curve("A", [1], [54.2]), "curve: 'A' has a share outside 0 to 1; expected fractions"),
        (Curve("A", [2, 1], [0.1, 0.2]), "curve: the days of 'A' descend; expected them in order"),
        (Curve("A", [float("nan")], [0.1]), "curve: nan is no finite number"),
    ],
)
def test_broken_curve_is_refused(curve, message):
    """The message names the curve."""
    with pytest.raises(ValueError, match=message):
        curve_svg([curve], deadline=None, **AXES)
