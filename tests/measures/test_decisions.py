"""Decisions are told apart by who numbered them: two districts may sign the same number on the same day."""

from datetime import date

import pandas as pd
import pytest

from thidua.measures.decisions import deciding_units, decision_count

DAY = date(2023, 1, 30)


def rows(*changed: dict) -> pd.DataFrame:
    """Rows of lists that differ from one of Ba Bể's own decisions in what they say."""
    usual = {"authority": "district_chair", "unit": "huyen-ba-be", "decision_no": "320/QĐ-UBND", "decided_on": DAY}
    return pd.DataFrame([{**usual, **one} for one in changed])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 1),
        ({"decision_no": "0320/QĐ-UBND"}, 1),
        ({"unit": "huyen-na-ri"}, 2),
        ({"decision_no": "321/QĐ-UBND"}, 2),
        ({"decided_on": date(2022, 1, 30)}, 2),
        ({"authority": "commune_chair"}, 2),
        ({"decision_no": ""}, 2),
    ],
)
def test_district_numbers_its_own_decisions(change, expected):
    """Numbers start anew each year with every authority."""
    assert decision_count(rows({}, change)) == expected


@pytest.mark.parametrize("authority", ["province_chair", "minister", "prime_minister", "state_president"])
def test_decision_of_the_province_and_above_is_one_for_all_districts(authority):
    """One decision commends people of eight districts."""
    both = rows({"authority": authority}, {"authority": authority, "unit": "huyen-na-ri"})

    assert decision_count(both) == 1
    assert deciding_units(both).tolist() == ["", ""]


def test_nothing_listed_is_no_decision():
    """A unit without lists has an empty frame."""
    assert decision_count(rows({}).iloc[:0]) == 0
