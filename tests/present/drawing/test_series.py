"""Yearly series: gaps stay gaps, breaks are lines, scales begin at zero."""

import pytest

from tests.present.drawing.pictures import picture
from thidua.present.drawing.series import Break, Series, series_svg
from thidua.present.numbers import write_number

YEARS = [str(year) for year in range(2018, 2024)]


def shown_series(*values, breaks=(), years=YEARS, **options):
    return picture(
        series_svg([Series("Bằng khen", one) for one in values], years, breaks, write=write_number, **options)
    )


def test_missing_year_interrupts_the_line_and_prints_an_ellipsis():
    """A line across the gap would invent a year."""
    shown = shown_series([5, 6, None, 8, 9, 7])
    courses = sorted(len(line.places) for line in shown.lines if "#1f4e79" in line.style)

    assert courses == [2, 3]
    assert shown.texts.count("…") == 1


def test_years_and_figures_are_all_written_where_they_fit():
    """Six years of two digits do."""
    shown = shown_series([15, 16, 12, 18, 19, 17])

    assert {*YEARS, "15", "16", "12", "18", "19", "17"} <= set(shown.texts)


def test_first_last_highest_and_lowest_figures_are_kept_where_not_all_fit():
    """Thirty years of seven digits."""
    values = [1_000_000 + 1000 * at for at in range(30)]
    values[10], values[20] = 3_000_000, 10
    shown = shown_series(values, values, values, years=[str(1994 + at) for at in range(30)], columns=3)

    assert {"1.000.000", "1.029.000", "3.000.000", "10", "2023"} <= set(shown.texts)
    assert shown.collisions() == []


def test_break_is_a_dashed_line_in_each_panel_named_once():
    """The communes merged between 2019 and 2020."""
    shown = shown_series([5] * 6, [7] * 6, breaks=[Break(1.5, "sáp nhập xã 01/02/2020")])
    upright = [line.box.left for line in shown.lines if "dasharray" in line.style and line.box.bottom > 60]

    assert shown.texts.count("sáp nhập xã 01/02/2020") == 1
    assert len(set(upright)) == 2
    ends = [words.box for words in shown.words if words.text in ("2019", "2020")][:2]
    assert ends[0].left < min(upright) < ends[1].right or ends[1].left < min(upright) < ends[0].right


def test_line_of_a_break_passes_behind_the_texts_of_others():
    """Two long texts near each other: no letter is struck out."""
    breaks = [Break(2.5, "Luật Thi đua, khen thưởng 06/2022/QH15"), Break(3.5, "chính quyền hai cấp từ 01/7/2025")]

    assert shown_series([5] * 6, breaks=breaks).struck_out() == []


def test_scale_begins_at_zero():
    """98 and 100 look alike, as they are."""
    shown = shown_series([98, 98, 98, 98, 98, 100])
    heights = [mark.top for mark in shown.marks]

    assert max(heights) - min(heights) < 2


def test_series_of_another_length_is_refused():
    """Values belong to years by their place."""
    with pytest.raises(ValueError, match="series: 'Bằng khen' has 2 values; expected one for each of 6 labels"):
        shown_series([1, 2])
