"""Movements are counted once each, by how long they last, how they are held and who launched them."""

import pandas as pd
import pytest

from thidua.measures.movement_form import launching_level, movement_form

COLUMNS = ["unit", "name", "mode", "launching_level", "started_on", "ended_on"]


def movements(*rows: tuple) -> pd.DataFrame:
    """A register of (unit, name, mode, launching level, first day, last day)."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(started_on=pd.to_datetime(frame["started_on"]), ended_on=pd.to_datetime(frame["ended_on"]))


RURAL = ("Bắc Kạn chung sức xây dựng nông thôn mới", "thematic", "Tỉnh", "2021-01-15", "2025-12-14")


def test_movement_of_the_province_counts_once():
    """It stands in the register of every district; a district's own of the same name are two."""
    form = movement_form(
        movements(
            ("huyen-ba-be", *RURAL),
            ("huyen-na-ri", *RURAL),
            ("huyen-ba-be", "Dạy tốt, học tốt", "regular", "Huyện", "2023-01-21", "2023-11-12"),
            ("huyen-na-ri", "Dạy tốt, học tốt", "regular", "Huyện", "2023-01-21", "2023-11-12"),
        )
    )

    assert form.levels == ("TINH", "HUYEN")
    assert form.total == {"TINH": 1, "HUYEN": 2}
    assert form.by_duration["under_5"] == {"TINH": 1, "HUYEN": 0}
    assert form.by_mode["regular"] == {"TINH": 0, "HUYEN": 2}


@pytest.mark.parametrize(
    ("first", "last", "duration"),
    [
        ("2023-01-20", "2023-10-04", "under_1"),
        ("2022-12-15", "2023-12-14", "exactly_1"),
        ("2022-12-15", "2023-12-15", "under_3"),
        ("2020-01-01", "2022-12-31", "under_5"),
        ("2021-01-01", "2025-12-31", "from_5"),
        ("2020-02-29", "2021-02-26", "under_1"),
        ("2023-01-20", None, "open"),
        ("2023-01-20", "2022-01-20", "open"),
    ],
)
def test_duration_counts_both_its_days(first, last, duration):
    """15/12 to 14/12 is one year, a day more is over one; without a last day after the first, nobody knows."""
    form = movement_form(movements(("huyen-ba-be", "Một phong trào", "peak", "Huyện", first, last)))

    assert {row for row, counts in form.by_duration.items() if sum(counts.values())} == {duration}


def test_parts_add_up_to_all_movements():
    """Each movement has one duration, one mode and one level, known or not."""
    form = movement_form(
        movements(
            ("huyen-ba-be", *RURAL),
            ("huyen-ba-be", "Không rõ", "", "", None, None),
            ("huyen-ba-be", "Đợt", "campaign", "Cấp xã", "2023-01-01", "2023-03-01"),
        )
    )

    for parts in (form.by_duration, form.by_mode):
        assert {level: sum(counts[level] for counts in parts.values()) for level in form.levels} == form.total
    assert form.levels == ("TINH", "XA", "")


def test_empty_register_has_no_levels():
    """There is nothing to make a table of."""
    assert movement_form(movements()).levels == ()


@pytest.mark.parametrize(
    ("text", "level"),
    [("UBND tỉnh Bắc Kạn", "TINH"), ("Thành phố", "HUYEN"), ("toàn quốc", "TW"), ("Bộ Nội vụ", "BO"), ("khác", "")],
)
def test_launching_level_is_read_from_the_words_of_a_register(text, level):
    """Registers name the level in words."""
    assert launching_level(text) == level
