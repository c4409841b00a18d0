"""Words are measured, wrapped and kept apart before anything is drawn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.present.drawing.pictures import picture
from thidua.present.drawing.labels import MM_PER_POINT, Box, block, spread, text_width
from thidua.present.drawing.marks import Anchor, place_labels
from thidua.present.drawing.sheet import sheet

LONG = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh về thành tích đột xuất"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("words", ["HNa Rì, Ngân SơnH", "H2.000.000 (61,8%)H", "HĐỂỄỔƯỢỵH"])
def test_width_is_that_of_the_drawn_words(words, bold):
    """Measured without drawing, to a quarter of a millimetre; the outline of an H is near its edges."""
    with sheet(10) as paper:
        paper.words(5, 5, words, bold=bold)
        [drawn] = picture(paper.svg()).words

    assert text_width(words, bold=bold) == pytest.approx((drawn.box.right - drawn.box.left) * MM_PER_POINT, abs=0.25)


def test_short_words_stay_on_one_line():
    """No break without need."""
    assert block("Na Rì", 40).lines == ("Na Rì",)
    assert block("", 40).lines == ()


def test_long_words_break_into_lines_of_like_length():
    """A last line of one word looks like a slip."""
    lines = block(LONG, 58).lines

    assert " ".join(lines) == LONG
    assert len(lines) == 2
    assert max(map(text_width, lines)) < 1.25 * min(map(text_width, lines))


@pytest.mark.parametrize(("words", "width"), [("mức chung: 73%", 14.7), ("Thượng Minh", 18.5), (LONG, 16)])
def test_no_word_is_broken_that_fits_a_line(words, width):
    """ "Thượn" above "g Minh" would be of like length, and no name."""
    lines = block(words, width).lines

    assert len(lines) > 1
    assert " ".join(lines) == words


@given(st.text("aăâ bcdđ eêệ", min_size=1, max_size=80), st.floats(5, 80))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(words, width):
    """Whatever the words: a single long one is broken between letters."""
    found = block(words, width)

    assert all(text_width(line) <= width for line in found.lines)
    assert found.width == max(map(text_width, found.lines), default=0)
    assert "".join("".join(found.lines).split()) == "".join(words.split())


places = st.lists(st.tuples(st.floats(0, 60), st.floats(1, 6)), min_size=1, max_size=10)


@given(places)
def test_spread_labels_are_apart_in_order_and_between_the_ends(wanted):
    """Sixty millimetres hold ten labels of six."""
    rooms = [room for _, room in wanted]
    centres = spread([place for place, _ in wanted], rooms, 0, 60)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at][0])

    for one, other in pairwise(order):
        assert centres[other] - centres[one] >= (rooms[one] + rooms[other]) / 2 - 1e-9
    assert centres[order[0]] >= rooms[order[0]] / 2 - 1e-9
    assert centres[order[-1]] <= 60 - rooms[order[-1]] / 2 + 1e-9


def test_labels_that_do_not_collide_stay_where_they_are():
    """A label is moved only for another's sake."""
    assert spread([10, 30, 20], [4, 4, 4], 0, 40) == [10, 30, 20]
    assert spread([], [], 0, 40) == []


def test_two_labels_at_one_place_give_way_equally():
    """The mean of the wanted places stays: least squares."""
    assert spread([20, 20], [4, 4], 0, 40) == [18, 22]
    assert spread([0, 0], [4, 4], 0, 40) == [2, 6]


def anchor(x, y, *, must=False):
    return Anchor(x, y, 1, block("Chợ Đồn", 30), must)


def test_label_stands_right_of_its_mark_where_there_is_room():
    """The first choice, and the left where the edge is near."""
    [right], [left] = (place_labels([anchor(x, 20)], Box(0, 0, 50, 40)) for x in (10, 48))

    assert right.left > 11
    assert left.right < 47


def test_labels_keep_off_marks_labels_and_what_is_taken():
    """Twenty marks close together: those with a label have it for themselves."""
    anchors = [anchor(20 + 3 * (at % 5), 20 + 3 * (at // 5)) for at in range(20)]
    taken = Box(0, 0, 20, 60)
    boxes = [box for box in place_labels(anchors, Box(0, 0, 80, 60), [taken]) if box]
    marks = [Box(one.x - 1, one.y - 1, one.x + 1, one.y + 1) for one in anchors]

    assert 3 < len(boxes) < 20
    assert not any(one.touches(other) for at, one in enumerate(boxes) for other in [*boxes[:at], *marks, taken])


def test_label_that_must_stand_is_found_room_far_away():
    """A unit to be examined is always named."""
    crowd = [anchor(40, 30) for _ in range(12)]
    boxes = place_labels([*crowd, anchor(40, 30, must=True)], Box(0, 0, 80, 60))

    assert boxes[-1] is not None
    assert None in boxes[:-1] or all(boxes)


def test_label_keeps_off_a_line_if_another_place_is_free():
    """A line to the right of the mark sends the label to its left; with lines all round it takes the best place."""
    line = Box(11, 18, 60, 22)
    [box] = place_labels([anchor(30, 20)], Box(0, 0, 60, 40), avoided=[Box(31.5, 0, 60, 40)])
    [crossing] = place_labels([anchor(10, 20)], Box(0, 0, 60, 40), avoided=[Box(0, 0, 60, 40), line])

    assert box.right < 30
    assert crossing.left > 11
