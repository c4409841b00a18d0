"""Approval: decided out of proposed, by form and by level."""

import pytest

from thidua.errors import DataError
from thidua.measures.approval import approval, approval_of_units
from thidua.measures.intervals import wilson_share

from .rows import facts

PROPOSED = {"status": "proposed"}


def test_share_has_wilsons_interval():
    """Newcombe (1998), Stat. Med. 17, 857-872, score method: 81 of 263 is 25,5 % to 36,6 %."""
    found = approval(facts(("BKT", "individual", 263, PROPOSED), ("BKT", "individual", 81)))

    assert (found.total.low, found.total.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_levels_add_up_to_the_total():
    """The highest level first, and each form in one level."""
    found = approval(
        facts(
            ("GKH", "individual", 34, PROPOSED),
            ("BKT", "individual", 49, PROPOSED),
            ("BKT", "collective", 27, PROPOSED),
            ("GKH", "individual", 32),
            ("BKT", "individual", 47),
            ("BKT", "collective", 26),
        )
    )

    assert found.by_level == {"TINH": wilson_share(73, 76), "HUYEN": wilson_share(32, 34)}
    assert found.total == wilson_share(105, 110)


def test_more_decided_than_proposed_is_no_share():
    """Such figures are not of the same cases: nothing above 100 %, and the total leaves them out."""
    found = approval(
        facts(
            ("BKT", "individual", 5, PROPOSED),
            ("BKT", "individual", 7),
            ("GKH", "individual", 10, PROPOSED),
            ("GKH", "individual", 9),
        )
    )

    assert [(one.award, one.exceeds, one.share is None) for one in found.forms] == [
        ("BKT", True, True),
        ("GKH", False, False),
    ]
    assert found.total == wilson_share(9, 10)


def test_unknown_figure_is_no_share_and_not_0():
    """A return that leaves the column of decisions empty has not refused anyone."""
    missing = approval(facts(("GKH", "individual", 10, PROPOSED), ("GKH", "individual", None)))
    untold = approval(facts(("GKH", "individual", 10, PROPOSED)))

    assert [one.forms[0].awarded for one in (missing, untold)] == [None, None]
    assert (missing.total, untold.total) == (None, None)


def test_instances_and_recipients_are_not_divided():
    """Lượt over số is no share; a title is given once a year, so that both are the same of it."""
    instance = {"count_unit": "instance"}
    letters = approval(facts(("GKH", "individual", 10, PROPOSED), ("GKH", "individual", 9, instance)))
    titles = approval(facts(("LDTT", "individual", 10, PROPOSED), ("LDTT", "individual", 9, instance)))

    assert letters.total is None
    assert titles.total == wilson_share(9, 10)


def test_units_are_added_where_both_figures_are_known():
    """A district without a list of decisions does not lower the share of the others."""
    found = approval_of_units(
        {
            "huyen-ba-be": facts(("GKH", "individual", 34, PROPOSED), ("GKH", "individual", 32)),
            "huyen-na-ri": facts(("GKH", "individual", 20, PROPOSED), ("GKH", "individual", 20)),
            "huyen-ngan-son": facts(("GKH", "individual", 50, PROPOSED)),
        }
    )

    assert found.total == wilson_share(52, 54)
    assert found.forms[0].units == 2


def test_nothing_proposed_is_no_approval():
    """Awards alone are no outcome of a proposal."""
    assert approval(facts(("GKH", "individual", 7))) == ((), {}, None)
    assert approval_of_units({}) == ((), {}, None)


def test_impossible_share_is_refused_where_it_is_made():
    """The interval names both numbers."""
    with pytest.raises(DataError, match="3 of 2 is not a share"):
        wilson_share(3, 2)
