"""The reader of charts sees what a person would: otherwise no collision could be found."""

from tests.present.drawing.pictures import picture
from thidua.present.chart import GREY
from thidua.present.drawing.sheet import sheet


def drawn(*words, mark=None, line=None):
    with sheet(20) as paper:
        for text, x, y in words:
            paper.words(x, y, text)
        if mark:
            paper.marks([mark[0]], [mark[1]], color=GREY)
        if line:
            paper.line(*line, color=GREY)
        return picture(paper.svg())


def test_words_are_where_they_were_put():
    """Ten millimetres are 28.3 points; capitals are centred on the height asked for."""
    [words] = drawn(("HH", 10, 10)).words

    assert abs(words.box.left - 10 * 72 / 25.4) < 0.5
    assert abs((words.box.top + words.box.bottom) / 2 - 10 * 72 / 25.4) < 0.2


def test_overlap_is_seen():
    """Two names one millimetre apart."""
    assert drawn(("Ba Bể", 10, 10), ("Na Rì", 11, 10)).collisions() == ["'Ba Bể' overlaps 'Na Rì'"]
    assert drawn(("Ba Bể", 10, 10), ("Na Rì", 40, 10)).collisions() == []


def test_words_on_a_mark_and_off_the_sheet_are_seen():
    """The sheet is 165 mm wide."""
    assert drawn(("Ba Bể", 10, 10), mark=(12, 10)).collisions() == ["'Ba Bể' is on a mark"]
    assert drawn(("Ba Bể", 160, 10)).collisions() == ["'Ba Bể' leaves the sheet"]


def test_line_through_words_is_seen():
    """Across them, and not beside them."""
    assert drawn(("Ba Bể", 10, 10), line=([0, 100], [9, 11])).struck_out() == ["Ba Bể"]
    assert drawn(("Ba Bể", 10, 10), line=([0, 100], [15, 15])).struck_out() == []
