"""The embedded face as we read it: FreeType, which matplotlib brings along, reads the same."""

from importlib.resources import as_file, files

import pytest
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from thidua.present import face

LETTERS = "AaĐđƯựỐố019.,;–…“”%/()⅓"


@pytest.mark.parametrize("style", face.STYLES)
def test_letters_are_as_wide_as_another_program_sets_them(style):
    """A label that is measured too narrow would lie on its neighbour."""
    with as_file(files("thidua.present").joinpath(f"fonts/Tinos-{style}.ttf")) as path:
        font = get_font(path)
        font.set_size(100, 72)
        found = [font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance for letter in LETTERS]

    assert [face.widths(style)[letter] * 100 / face.UNITS for letter in LETTERS] == [each / 65536 for each in found]


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_are_drawn_as_another_program_draws_them(letter):
    """Vietnamese letters are put together of a letter and its marks, each at its place."""
    with as_file(files("thidua.present").joinpath("fonts/Tinos-Bold.ttf")) as path:
        font = get_font(path)
        font.load_char(ord(letter), flags=LoadFlags.NO_SCALE)
        places, _ = font.get_path()
    numbers = face.outline(letter, "Bold").replace("z", "").translate(str.maketrans("MLQ", "   ")).split()
    drawn = {(int(x), int(y)) for x, y in zip(numbers[::2], numbers[1::2], strict=True)}

    # It ends every outline at no place of its own.
    assert drawn == {(round(x * 64), round(y * 64)) for x, y in places} - ({(0, 0)} - drawn)


def test_space_is_drawn_as_nothing():
    """It has a width and no outline."""
    assert face.outline(" ", "Regular") == ""
    assert face.widths("Regular")[" "] > 0
