"""The funnel: who is outside is always named, and the limits are told by name and stroke."""

from dataclasses import replace

import pytest

from tests.present.drawing.forms import limits, write_whole_percent
from tests.present.drawing.pictures import picture
from thidua.present.drawing.funnel import FunnelPoint, funnel_svg
from thidua.present.numbers import write_number

INSIDE = FunnelPoint("Ba Bể", 120, 0.61)


def shown_funnel(points, lines=None, target=0.6):
    return picture(
        funnel_svg(
            points,
            lines or limits(0.6),
            target,
            x_title="số cá nhân",
            y_title="tỷ lệ",
            write_x=write_number,
            write_y=write_whole_percent,
            target_text="mức chung: 60%",
        )
    )


def test_limits_and_target_are_named_at_their_ends():
    """No legend to look up."""
    shown = shown_funnel([INSIDE])

    assert shown.texts.count("99,8%") == shown.texts.count("95%") == 2
    assert shown.only("mức chung: 60%").box.left > shown.marks[0].right
    assert {"số cá nhân", "tỷ lệ", "Ba Bể"} < set(shown.texts)


def test_limits_differ_by_stroke():
    """Dashes for 95 %, dots for 99.8 %, both ways."""
    styles = [line.style for line in shown_funnel([INSIDE]).lines if len(line.places) > 20]

    assert len(styles) == 4
    assert len({style.split("dasharray: ")[1].split(";")[0] for style in styles}) == 2


def test_unit_outside_and_own_unit_are_named_in_any_crowd():
    """Twenty units at one place: those that matter keep their names."""
    crowd = [FunnelPoint(f"Xã số {at}", 100, 0.6) for at in range(20)]
    crowd[13], crowd[17] = replace(crowd[13], is_outside=True), replace(crowd[17], is_own=True)
    shown = shown_funnel(crowd)

    assert {"Xã số 13", "Xã số 17"} < set(shown.texts)
    assert shown.only("Xã số 13").is_bold
    assert shown.collisions() == []


def test_unit_outside_has_a_larger_mark():
    """Shape and size, not colour."""
    shown = shown_funnel([INSIDE, FunnelPoint("Na Rì", 60, 0.95, is_outside=True)])
    inside, outside = (mark.right - mark.left for mark in shown.marks)

    assert outside > 1.2 * inside


def test_limits_of_sizes_smaller_than_any_unit_do_not_stretch_the_plot():
    """At a size of one the limits are beyond all shares."""
    wide = replace(limits(0.6), low998=[-9.0, *limits(0.6).low998[1:]], high998=[9.0, *limits(0.6).high998[1:]])

    assert (
        max(int(text[:-1]) for text in shown_funnel([INSIDE], wide).texts if text.endswith("0%") and len(text) < 5)
        < 120
    )


def test_funnel_without_limits_is_refused():
    """Points alone would say that nothing is by chance."""
    nothing = replace(limits(0.6), x=[], low95=[], high95=[], low998=[], high998=[])

    with pytest.raises(ValueError, match="funnel limits: nothing to draw"):
        shown_funnel([INSIDE], nothing)


def test_target_that_is_no_number_is_refused():
    """The line that all are compared with must lie somewhere."""
    with pytest.raises(ValueError, match="funnel: nan is no finite number"):
        shown_funnel([INSIDE], target=float("nan"))
