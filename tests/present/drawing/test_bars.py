"""Bars and small multiples: lengths that can be compared, and words where there is no number."""

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.chart import BLUE, GREY, LIGHT, RUST
from thidua.present.drawing.bars import Bar, bars_svg
from thidua.present.drawing.multiples import Panel, multiples_svg
from thidua.present.numbers import write_number


def lengths(shown):
    return [bar.right - bar.left for bar in shown.bars]


def test_bars_are_as_long_as_their_values_from_zero():
    """Within a panel: half as many, half as long."""
    shown = picture(bars_svg([Bar("A", [10]), Bar("B", [5]), Bar("C", [0])], ["Tập thể"], write=write_number))
    ten, five = lengths(shown)

    assert five == pytest.approx(ten / 2, rel=1e-3)
    assert shown.only("0").color == BLUE


def test_words_stand_in_grey_where_there_is_no_bar():
    """Not applicable, none and not known are three things."""
    shown = picture(bars_svg([Bar("A", ["–", 3]), Bar("B", [None, 0])], ["Tập thể", "Cá nhân"], write=write_number))

    assert shown.only("–").color == shown.only("…").color == GREY
    assert len(shown.bars) == 1


def test_panels_have_scales_of_their_own():
    """Thousands of individuals do not press the collectives flat; each bar has its figure."""
    shown = picture(bars_svg([Bar("A", [2, 2000])], ["Tập thể", "Cá nhân"], write=write_number))
    few, many = lengths(shown)

    assert few == pytest.approx(many, rel=0.3)
    assert {"2", "2.000", "Tập thể", "Cá nhân"} < set(shown.texts)


def test_negative_bars_reach_to_the_other_side():
    """A change may be a fall."""
    shown = picture(bars_svg([Bar("A", [-4]), Bar("B", [4])], ["Thay đổi"], write=write_number))
    fall, rise = shown.bars

    assert fall.right == pytest.approx(rise.left, abs=0.01)
    assert shown.collisions() == []


def test_row_with_another_number_of_values_is_refused():
    """A bar in the wrong panel would be another award."""
    with pytest.raises(ValueError, match="bars: rows of 2, 1 values; expected one for each of 2 panels"):
        bars_svg([Bar("A", [1, 2]), Bar("B", [1])], ["Tập thể", "Cá nhân"], write=write_number)


def test_multiples_share_one_scale():
    """Twice as many in another unit is twice as long."""
    shown = picture(multiples_svg([Panel("A", [20, 10]), Panel("B", [40, None])], ["BK", "GK"], write=write_number))

    assert lengths(shown) == pytest.approx([lengths(shown)[2] / 2, lengths(shown)[2] / 4, lengths(shown)[2]], rel=1e-3)
    assert shown.texts.count("…") == 1


def test_labels_of_multiples_are_written_once_a_band():
    """Eight panels are two bands of four."""
    panels = [Panel(f"Huyện {at}", [at]) for at in range(8)]
    shown = picture(multiples_svg(panels, ["Bằng khen"], write=write_number))

    assert shown.texts.count("Bằng khen") == 2
    assert len({round(shown.only(f"Huyện {at}").box.bottom) for at in range(8)}) == 2


def test_six_panels_fill_two_bands_evenly():
    """Three and three, not four and two."""
    shown = picture(multiples_svg([Panel(f"H{at}", [1]) for at in range(6)], ["BK"], write=write_number))

    assert round(shown.only("H2").box.top) == round(shown.only("H0").box.top) < round(shown.only("H3").box.top)


def test_own_panel_is_dark_among_light_ones():
    """Tone, and not only hue."""
    own = multiples_svg([Panel("A", [1]), Panel("B", [1], is_own=True)], ["BK"], write=write_number)
    none = multiples_svg([Panel("A", [1]), Panel("B", [1])], ["BK"], write=write_number)

    assert f"fill: {LIGHT}" in own
    assert f"fill: {RUST}" in own
    assert f"fill: {LIGHT}" not in none


def test_panel_with_another_number_of_values_is_refused():
    """Values belong to labels by their place."""
    with pytest.raises(ValueError, match="multiples: panels of 1 values; expected one for each of 2 labels"):
        multiples_svg([Panel("A", [1])], ["BK", "GK"], write=write_number)
