"""The embedded face as fontTools and matplotlib read it: both the same."""

import re
from importlib.resources import as_file, files

import pytest
from fontTools.pens.svgPathPen import SVGPathPen
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from thidua.present import face
from thidua.present.drawing.outlines import outline
from thidua.present.letters import face_letters

LETTERS = "AaĐđƯựỐố019.,;–…“”%/()⅓"


@pytest.mark.parametrize("style", face.STYLES)
def test_letters_are_as_wide_as_another_program_sets_them(style):
    """A label that is measured too narrow would lie on its neighbour."""
    with as_file(files("thidua.present").joinpath(f"fonts/Tinos-{style}.ttf")) as path:
        font = get_font(path)
        font.set_size(100, 72)
        found = [font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance for letter in LETTERS]

    assert [face.widths(style)[letter] * 100 / face.UNITS for letter in LETTERS] == [each / 65536 for each in found]


def test_letters_that_are_written_down_are_those_of_every_style():
    """One that is not in the face would be a box on paper; one that is must not be refused.

    Of another face: write these lines anew.
    """
    had = frozenset.intersection(*(frozenset(face.letters(style)) for style in face.STYLES))
    codes = {ord(letter) for letter in had}
    firsts = sorted(code for code in codes if code - 1 not in codes)
    lasts = sorted(code for code in codes if code + 1 not in codes)
    lines = [f"{first:04X}-{last:04X}" for first, last in zip(firsts, lasts, strict=True)]

    assert files("thidua.present").joinpath("fonts/letters.txt").read_text(encoding="ascii").splitlines() == lines
    assert face_letters() == had


@pytest.mark.parametrize("letter", LETTERS)
def test_letters_are_drawn_as_another_program_draws_them(letter):
    """Vietnamese letters are put together of a letter and its marks, each at its place."""
    glyphs = face.font("Bold").getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=lambda number: str(int(number)))
    glyphs[face.letters("Bold")[letter]].draw(pen)

    assert ends(outline(letter, is_bold=True)) == ends(pen.getCommands())


def ends(path: str) -> set[tuple[int, int]]:
    """Where the steps of a path lead; across and upright ones are told by one number, a bend by its handle, too."""
    found: set[tuple[int, int]] = set()
    at = (0, 0)
    for step, told in re.findall(r"([MLQHV])([-\d ,]+)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", told)]
        if step in "HV":
            numbers = [numbers[0], at[1]] if step == "H" else [at[0], numbers[0]]
        places = list(zip(numbers[::2], numbers[1::2], strict=True))
        found.update(places[1::2] if step == "Q" else places)
        at = places[-1]
    return found


def test_space_is_drawn_as_nothing():
    """It has a width and no outline."""
    assert outline(" ", is_bold=False) == ""
    assert face.widths("Regular")[" "] > 0
