"""Movements are counted once, by mode, with what was commended within them."""

from datetime import date

import pandas as pd

from thidua.measures.movements import movement_results, summarise, without_results

ORDINARY = {
    "unit": "huyen-ba-be",
    "name": "Dạy tốt, học tốt",
    "mode": "regular",
    "launching_level": "Huyện",
    "started_on": pd.Timestamp(2022, 1, 27),
    "ended_on": pd.Timestamp(2022, 11, 6),
    "is_core": None,
    "awards": 22,
}
LAST = date(2022, 12, 14)


def register(*rows: dict) -> pd.DataFrame:
    """Movements that say only what differs from one ordinary one."""
    return pd.DataFrame([{**ORDINARY, **row} for row in rows], columns=list(ORDINARY)).astype(
        {"awards": "Int64", "is_core": "boolean"}
    )


def test_movement_of_the_province_is_one_in_however_many_registers():
    """Its commendations are added up; movements of districts that share a name stay apart."""
    provincial = {"name": "Chung sức xây dựng nông thôn mới", "launching_level": "Tỉnh", "is_core": True}
    found = movement_results(
        register(
            {**provincial, "awards": 8},
            {**provincial, "awards": 5, "unit": "huyen-na-ri"},
            {},
            {"unit": "huyen-na-ri"},
        )
    )

    assert [(one.level, one.awards, one.registers) for one in found] == [
        ("TINH", 13, 2),
        ("HUYEN", 22, 1),
        ("HUYEN", 22, 1),
    ]
    assert found[0].is_core


def test_modes_add_up_to_all_movements():
    """So do those with, without and of unknown commendations."""
    rows = register(
        {"name": "A", "mode": "peak", "awards": 0},
        {"name": "B", "mode": "thematic"},
        {"name": "C", "mode": "không rõ", "awards": None},
        {"name": "D"},
    )
    *parts, total = summarise(movement_results(rows), LAST)

    assert [(one.mode, one.movements) for one in parts] == [("thematic", 1), ("peak", 1), ("regular", 1), ("", 1)]
    assert sum(one.movements for one in parts) == total.movements == 4
    assert (total.with_awards, total.without_awards, total.unknown) == (2, 1, 1)


def test_awards_per_movement_leave_out_those_without_a_figure():
    """107 commendations in the six movements of Ba Bể in 2022, and a seventh of which nothing is known."""
    awards = (8, 20, 22, 22, 22, 13, None)
    rows = register(*({"name": f"Phong trào {at}", "awards": each} for at, each in enumerate(awards)))
    total = summarise(movement_results(rows), LAST)[-1]

    assert total.awards_per_movement == 107 / 6


def test_movement_without_results_has_ended_with_none():
    """One that still runs may bring some, and one without a figure is not one with 0."""
    rows = register(
        {"name": "Đã hết", "awards": 0},
        {"name": "Đang chạy", "awards": 0, "ended_on": pd.Timestamp(2025, 12, 14)},
        {"name": "Chưa rõ ngày", "awards": 0, "ended_on": None},
        {"name": "Chưa có số", "awards": None},
    )

    assert [one.name for one in without_results(movement_results(rows), LAST)] == ["Đã hết"]


def test_no_movements_are_none():
    """An empty register has a total of 0 and no mean."""
    (total,) = summarise(movement_results(register()), LAST)

    assert (total.movements, total.awards_per_movement) == (0, None)


def test_days_are_the_first_and_the_last_of_all_registers():
    """Districts date a movement of the province by when they took it up."""
    provincial = {"name": "Chuyển đổi số", "launching_level": "UBND tỉnh"}
    (found,) = movement_results(
        register(
            {**provincial, "started_on": None},
            {**provincial, "unit": "huyen-na-ri", "started_on": pd.Timestamp(2022, 3, 1), "ended_on": None},
        )
    )

    assert (found.started_on, found.ended_on) == (date(2022, 3, 1), date(2022, 11, 6))
