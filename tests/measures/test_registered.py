"""Registered and achieved titles, and whether the law asks for registration."""

from datetime import date, timedelta

import pytest

from thidua.errors import DataError
from thidua.measures.intervals import wilson_share
from thidua.measures.registered import is_required, registered, registered_of_units

from .rows import facts

REGISTERED = {"status": "registered", "authority": ""}


def test_share_has_wilsons_interval():
    """Newcombe (1998), Stat. Med. 17, 857-872, score method: 15 of 148 is 6,2 % to 16,1 %."""
    found = registered(facts(("LDTT", "individual", 148, REGISTERED), ("LDTT", "individual", 15)))

    assert (found.total.low, found.total.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_titles_add_up_to_the_total():
    """Those of the province stand above those of the district, by the awards they became."""
    found = registered(
        facts(
            ("LDTT", "individual", 912, REGISTERED),
            ("CSTDT", "individual", 9, REGISTERED),
            ("LDTT", "individual", 788),
            ("CSTDT", "individual", 7),
        )
    )

    assert [(one.award, one.level, one.asked, one.awarded) for one in found.titles] == [
        ("CSTDT", "TINH", 9, 7),
        ("LDTT", "HUYEN", 912, 788),
    ]
    assert found.total == wilson_share(795, 921)


def test_more_achieved_than_registered_is_no_share():
    """Those who never registered are among them: no percentage above 100."""
    found = registered(facts(("LDTT", "individual", 20, REGISTERED), ("LDTT", "individual", 24)))

    assert found.titles[0].exceeds
    assert (found.titles[0].share, found.total) == (None, None)


def test_title_of_several_authorities_is_one_outcome():
    """A registration does not say who will confer the title."""
    found = registered(
        facts(
            ("LDTT", "individual", 30, REGISTERED),
            ("LDTT", "individual", 20),
            ("LDTT", "individual", 6, {"authority": "department_head"}),
        )
    )

    assert [one.awarded for one in found.titles] == [26]


def test_units_are_added_where_both_figures_are_known():
    """A unit without registrations is left out on both sides."""
    found = registered_of_units(
        {
            "huyen-ba-be": facts(("LDTT", "individual", 30, REGISTERED), ("LDTT", "individual", 24)),
            "huyen-na-ri": facts(("LDTT", "individual", 40)),
        }
    )

    assert found.total == wilson_share(24, 30)


def test_nothing_registered_is_nothing_to_achieve():
    """Titles alone are no outcome of a registration."""
    assert registered(facts(("LDTT", "individual", 40))) == ((), None)


def test_registration_is_required_until_the_law_of_2022():
    """Law 06/2022/QH15 has been in force since 01/01/2024."""
    last = date(2023, 12, 31)

    assert (is_required(last), is_required(last + timedelta(days=1))) == (True, False)


def test_impossible_share_is_refused_where_it_is_made():
    """The interval names both numbers."""
    with pytest.raises(DataError, match="-1 of 2 is not a share"):
        wilson_share(-1, 2)
