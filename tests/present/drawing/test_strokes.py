"""Lines, bars and marks as elements of SVG: as matplotlib would draw them."""

import re

import pytest
from matplotlib.markers import MarkerStyle

from thidua.present.drawing import strokes
from thidua.present.drawing.labels import Box

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def corners(element: str) -> set[tuple[float, float]]:
    outline = re.search(r' d="([^"]*)"', element)
    assert outline is not None
    numbers = [float(each) for each in NUMBER.findall(outline[1])]
    return {(round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in zip(numbers[::2], numbers[1::2], strict=True)}


@pytest.mark.parametrize("kind", ["s", "D", "^", "v", "P", "X", "*"])
def test_marks_have_the_corners_that_matplotlib_gives_them(kind):
    """A reader of last year's charts knows the marks."""
    style = MarkerStyle(kind)
    path = style.get_path().transformed(style.get_transform())

    expected = {(round(6 * x, 2) + 0.0, round(-6 * y, 2) + 0.0) for x, y in path.vertices}
    assert corners(strokes.shape("m", kind, 6)) == expected


def test_round_mark_is_as_large_as_the_square_one():
    """Its four ends lie on the edges of the square."""
    places = corners(strokes.shape("m", "o", 6))

    assert {(3, 0), (0, 3), (-3, 0), (0, -3)} <= places
    assert max(x for x, _ in places) == 3


def test_dashes_are_as_long_as_their_line_is_wide():
    """A thin dashed line has short dashes."""
    drawn = strokes.line([(0, 0), (10, 0)], color="#595959", width=0.8, dashes=(4, 2.5))

    assert "stroke-dasharray: 3.2,2" in drawn


def test_unknown_mark_or_hatching_is_refused():
    """A picture without it would say something else."""
    with pytest.raises(KeyError):
        strokes.shape("m", "circle", 6)
    with pytest.raises(KeyError):
        strokes.hatching("h", "..", color="white", edge="black")


def test_line_within_a_box_is_clipped_to_it():
    """Limits that leave the plot are cut off at its edge."""
    assert 'clip-path="url(#c0)"' in strokes.line([(0, 0), (9, 9)], color="black", width=1, clip="c0")
    assert '<rect x="1" y="2" width="3" height="4"/>' in strokes.clipping("c0", Box(1, 2, 4, 6))
