"""Why a written unit is none on a day is told in the sender's words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intake.finding import OWN_LIMIT, Finding
from thidua.intake.words.unit_words import unit_refusal, why_no_unit
from thidua.registry import find_unit, units

BEFORE, AFTER = date(2023, 3, 1), date(2026, 3, 2)


@pytest.mark.parametrize("text", ["huyện Ba Bể", "H. Ba Bể", "UBND huyện Ba Bể", "061"])
def test_unit_that_ended_is_told_with_its_day_and_what_it_is_now(text):
    """The districts ended on 30/06/2025; their names stand in templates for years."""
    why = why_no_unit(text, AFTER)

    assert why.startswith("huyện Ba Bể chỉ có đến 30/06/2025, nay là xã ")
    assert why.endswith(" và 4 nơi khác")


def test_one_successor_is_named():
    """Whoever sends a commune's list can write its new name at once."""
    assert why_no_unit("xã Bành Trạch, huyện Ba Bể", AFTER) == "xã Bành Trạch chỉ có đến 30/06/2025, nay là xã Phúc Lộc"
    assert why_no_unit("tỉnh Bắc Kạn", AFTER) == "tỉnh Bắc Kạn chỉ có đến 30/06/2025, nay là tỉnh Thái Nguyên"


def test_unit_that_has_not_begun_is_told_with_its_day():
    """A list of 2023 that is filled in with names of today."""
    assert why_no_unit("phường Bắc Kạn", BEFORE).startswith("phường Bắc Kạn chỉ có từ 01/07/2025, trước đó là phường ")


def test_of_two_units_of_one_name_the_nearer_in_time_is_meant():
    """Xã Văn Lang was made in 2020 and made anew in 2025."""
    assert why_no_unit("xã Lạng San", BEFORE) == "xã Lạng San chỉ có đến 31/01/2020, nay là xã Văn Lang"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("huyện Ba Bẻ", "gần nhất: huyện Ba Bể"),
        ("xã Bành Trach", "gần nhất: xã Bành Trạch"),
        ("Sở Nội vu", "gần nhất: Sở Nội vụ"),
        ("xã Vân Tùng, huyện Ba Bể", "xã Vân Tùng thuộc huyện Ngân Sơn"),
        ("Sa Pa", ""),
        ("", ""),
        ("x" * 500, ""),
    ],
)
def test_misspelt_or_misplaced_unit_is_answered_with_the_nearest(text, why):
    """It is proposed and never taken."""
    assert why_no_unit(text, BEFORE) == why


def test_table_without_a_period_is_asked_for_its_period():
    """Without one the rows are looked up on a day that nobody meant."""
    assert unit_refusal("huyện Ba Bể", AFTER, has_period=False)[0] == "V01-period"
    assert unit_refusal("huyện Ba Bể", AFTER, has_period=True)[0] == "V01-why"
    assert unit_refusal("huyện Ba Bẻ", BEFORE, has_period=False)[0] == "V01-why"
    assert unit_refusal("Sa Pa", BEFORE, has_period=False) == ("V01-unit", {})


def test_sentence_reads_whole():
    """It is one line with the day and the reason."""
    message, words = unit_refusal("xã Bành Trạch, huyện Ba Bể", AFTER, has_period=True)
    finding = Finding(message, "a.xlsx", "", "D5", "xã Bành Trạch, huyện Ba Bể", tuple(words.items()))

    assert finding.text == (
        'Không có đơn vị "xã Bành Trạch, huyện Ba Bể" vào ngày 02/03/2026: '
        "xã Bành Trạch chỉ có đến 30/06/2025, nay là xã Phúc Lộc"
    )


def test_every_unit_of_the_past_is_explained_today_within_a_line():
    """A message shows 160 letters of what is ours."""
    gone = [unit for unit in units() if unit.valid_to is not None and unit.valid_to < AFTER]
    told = {unit.name: why_no_unit(unit.name, AFTER) for unit in gone if find_unit(unit.name, AFTER) is None}

    assert told
    assert [name for name, why in told.items() if not why or len(why) > OWN_LIMIT] == []


@given(st.text(max_size=60), st.dates(date(2010, 1, 1), date(2030, 1, 1)))
def test_any_text_is_answered(text, on):
    """Whatever stands in the cell of a unit, the reading goes on."""
    assert len(why_no_unit(text, on)) <= 200
