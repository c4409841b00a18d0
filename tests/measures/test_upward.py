"""The flow upward: only levels above one's own, and what is under way is no award."""

import pytest

from thidua.errors import ConfigError
from thidua.measures.intervals import wilson_share
from thidua.measures.upward import upward_flow, upward_flow_of_units

from .rows import facts

PROPOSED, NOMINATED = {"status": "proposed"}, {"status": "nominated"}


def test_only_levels_above_ones_own_are_upward():
    """A district decides its own letters; a province decides its own certificates too."""
    rows = facts(
        ("GKH", "individual", 34, PROPOSED),
        ("BKT", "individual", 49, PROPOSED),
        ("BKTTG", "individual", 3, PROPOSED),
    )

    assert [one.award for one in upward_flow(rows, "district").forms] == ["BKTTG", "BKT"]
    assert [one.award for one in upward_flow(rows, "province").forms] == ["BKTTG"]


def test_nominated_is_told_apart_from_awarded():
    """The city in 2021: an order agreed to and sent on is not yet one that was awarded."""
    found = upward_flow(
        facts(
            ("HCLD1", "collective", 1, NOMINATED),
            ("BKT", "individual", 20, PROPOSED),
            ("BKT", "individual", 19),
        ),
        "city",
    )

    assert [(one.award, one.proposed, one.nominated, one.awarded) for one in found.forms] == [
        ("HCLD1", None, 1, None),
        ("BKT", 20, None, 19),
    ]
    assert found.total == wilson_share(19, 20)


def test_share_has_wilsons_interval():
    """Newcombe (1998), Stat. Med. 17, 857-872, score method: 81 of 263 is 25,5 % to 36,6 %."""
    found = upward_flow(facts(("BKT", "individual", 263, PROPOSED), ("BKT", "individual", 81)), "district")

    assert (found.total.low, found.total.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_more_awarded_than_proposed_is_no_share():
    """Proposals of the year before are among them."""
    found = upward_flow(facts(("BKT", "individual", 5, PROPOSED), ("BKT", "individual", 7)), "district")

    assert (found.forms[0].share, found.total) == (None, None)


def test_units_are_added_up():
    """Proposed and awarded of those that know both; nominations of all, each being a case of its own."""
    order = ("HCLD3", "collective")
    found = upward_flow_of_units(
        {
            "huyen-ba-be": facts(("BKTTG", "individual", 3, PROPOSED), ("BKTTG", "individual", 2)),
            "huyen-na-ri": facts(("BKTTG", "individual", 4, PROPOSED), (*order, 1, NOMINATED)),
            "tp-bac-kan": facts((*order, 2, NOMINATED)),
        },
        "province",
    )

    assert {one.award: (one.proposed, one.nominated, one.awarded) for one in found.forms} == {
        "HCLD3": (None, 3, None),
        "BKTTG": (3, None, 2),
    }
    assert found.total == wilson_share(2, 3)


def test_nothing_sent_up_is_no_flow():
    """Awards of higher levels alone do not say what was asked for."""
    assert upward_flow(facts(("BKT", "individual", 7)), "district") == ((), None)
    assert upward_flow_of_units({}, "province") == ((), None)


def test_unknown_authority_is_refused_by_name():
    """Whose level is not known is not quietly taken for one's own."""
    with pytest.raises(ConfigError, match="khong-co"):
        upward_flow(facts(("BKT", "individual", 7, {**PROPOSED, "authority": "khong-co"})), "district")
