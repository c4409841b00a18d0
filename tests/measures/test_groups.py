"""Women and ethnic minorities: shares of those of whom it is known."""

import pytest

from thidua.errors import DataError
from thidua.measures.groups import ethnic_minorities, gender_by_ethnicity, known_share, women
from thidua.measures.intervals import wilson_share

from .listed import listed


def test_share_is_among_the_known_with_wilsons_interval():
    """The published 289 of 468, as marks, beside 5 that are not known."""
    found = known_share([True] * 289 + [False] * 179 + [None] * 5)

    assert found.share == wilson_share(289, 468)
    assert found.unknown == 5


def test_women_are_a_share_of_individuals_with_a_gender():
    """A collective has none, a proposal was not awarded, and "" is not a man."""
    rows = listed(
        {"gender": "female"},
        {"gender": "male"},
        {"gender": ""},
        {"gender": "female", "status": "proposed"},
        {"recipient_kind": "collective"},
    )

    assert (women(rows).share.part, women(rows).share.whole, women(rows).unknown) == (1, 2, 1)


def test_minorities_are_a_share_of_individuals_with_a_known_ethnicity():
    """What the list leaves open is not the majority."""
    rows = listed({"ethnic_minority": True}, {"ethnic_minority": False}, {"ethnic_minority": None})

    found = ethnic_minorities(rows)

    assert (found.share.part, found.share.whole, found.unknown) == (1, 2, 1)


def test_crossing_counts_those_of_whom_both_are_known():
    """Women of a minority, other women, men of a minority, other men, by unit."""
    both = [("female", True), ("female", True), ("male", False), ("", True), ("male", None)]
    rows = listed(
        *({"gender": gender, "ethnic_minority": mark} for gender, mark in both),
        {"gender": "male", "ethnic_minority": True, "unit": "huyen-na-ri"},
    )

    assert gender_by_ethnicity(rows) == {"huyen-ba-be": (2, 0, 0, 1), "huyen-na-ri": (0, 0, 1, 0)}


def test_crossing_adds_up_to_those_known():
    """Four cells, each case in one."""
    rows = listed(*({"gender": g, "ethnic_minority": m} for g in ("female", "male") for m in (True, False)))

    assert sum(gender_by_ethnicity(rows)["huyen-ba-be"]) == women(rows).share.whole == 4


def test_nothing_known_is_no_share():
    """Lists without the columns, and no lists at all."""
    assert [women(rows).share.share for rows in (listed({}), listed())] == [None, None]
    assert gender_by_ethnicity(listed({})) == {}


def test_impossible_share_is_refused_where_it_is_made():
    """What counts the marks can make none; the interval refuses those of others."""
    with pytest.raises(DataError, match="3 of 2 is not a share"):
        wilson_share(3, 2)
