"""Yearly series keep a missing year missing, and tell shares with their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.rows import facts
from thidua.errors import DataError
from thidua.measures.counts import count_of
from thidua.measures.series import advanced_series, direct_worker_series, form_series

NOTHING = facts()


def classes(managers: int | None, workers: int | None, whole: int) -> tuple:
    """Individuals with a certificate of the province, some of them by class."""
    told = {"manager": managers, "direct_worker": workers}
    split = [
        ("BKT", "individual", count, {"recipient_class": code}) for code, count in told.items() if count is not None
    ]
    return ("BKT", "individual", whole), *split


def test_year_without_figures_is_missing_and_not_zero():
    """A gap drawn as 0 would be the deepest fall of the series."""
    years = {2016: facts(("BKT", "individual", 3)), 2017: NOTHING, 2018: facts(("BKT", "individual", 5))}
    (series,) = form_series(years)

    assert series.values == (3, None, 5)
    assert series.known == (3, 5)


def test_form_absent_from_complete_lists_was_not_awarded():
    """Everything awarded stands in a complete list: what it lacks is 0; of a return nobody can say."""
    years = {2016: facts(("BKT", "individual", 3)), 2017: facts(("GKH", "individual", 4))}
    certificate, commendation = form_series(years, is_whole=lambda award, year: year == 2017)

    assert (certificate.award, certificate.values) == ("BKT", (3, 0))
    assert (commendation.award, commendation.values) == ("GKH", (None, 4))


def test_times_and_recipients_of_one_form_are_two_series():
    """2.952 times and 518 people are not two points of one line."""
    years = {
        2016: facts(("LDTT", "individual", 40), count_unit="instance"),
        2017: facts(("LDTT", "individual", 30)),
    }

    assert {series.count_unit: series.values for series in form_series(years)} == {
        "instance": (40, None),
        "recipient": (None, 30),
    }


def test_year_of_which_a_part_is_missing_has_no_value():
    """Ten and an unknown number are not ten."""
    years = {2016: facts(("BKT", "individual", 10), ("BKT", "collective", None)), 2017: facts(("BKT", "individual", 9))}
    (series,) = form_series(years)

    assert series.values == (None, 9)


def test_no_year_gives_no_series():
    """A stage of which only a total is known."""
    assert form_series({}) == []
    assert form_series({2016: NOTHING}) == []
    assert direct_worker_series({2016: NOTHING}, ["BKT"]) is None
    assert advanced_series({2016: NOTHING}) is None


@pytest.mark.long
@given(st.lists(st.integers(0, 2000), min_size=2, max_size=6))
def test_known_values_add_up_to_the_count_of_all_years(counts):
    """Parts add up to the total."""
    years = {2015 + at: facts(("BKT", "individual", count)) for at, count in enumerate(counts)}
    (series,) = form_series(years)

    assert sum(series.known) == sum(count_of(frame, "BKT") or 0 for frame in years.values())


def test_direct_workers_are_told_with_the_interval_of_each_year():
    """289 of 468 is 61,8 %, Wilson 57,27 to 66,04 %: the published figures of 2020."""
    years = {2019: facts(*classes(10, 30, 40)), 2020: facts(*classes(179, 289, 468))}
    series = direct_worker_series(years, ["GKH", "BKT"])

    assert series.award == "BKT"
    assert [(share.part, share.whole) for share in series.known] == [(30, 40), (289, 468)]
    assert 100 * series.values[1].low == pytest.approx(57.27, abs=0.005)
    assert 100 * series.values[1].high == pytest.approx(66.04, abs=0.005)


def test_individuals_of_no_known_class_are_in_no_share():
    """12 of 20 whose class is told, not 12 of 35."""
    years = {2019: facts(*classes(8, 12, 35)), 2020: facts(*classes(8, 12, 20))}

    assert [share.whole for share in direct_worker_series(years, ["BKT"]).known] == [20, 20]


def test_year_that_tells_one_class_alone_has_no_share():
    """Of 12 direct workers and no managers told, the rest may be anybody."""
    years = {2018: facts(*classes(None, 12, 35)), 2019: facts(*classes(8, 12, 20)), 2020: facts(*classes(4, 6, 10))}

    assert [share and share.part for share in direct_worker_series(years, ["BKT"]).values] == [None, 12, 6]


def test_one_known_year_is_no_series():
    """A single point has no course."""
    assert direct_worker_series({2019: NOTHING, 2020: facts(*classes(179, 289, 468))}, ["BKT"]) is None
    assert advanced_series({2020: facts(("LDTT", "individual", 521), ("CSTDCS", "individual", 70))}) is None


def test_fighters_are_a_share_of_the_advanced_workers_of_the_same_year():
    """72 of 518 and 70 of 521."""
    years = {
        2020: facts(("LDTT", "individual", 518), ("CSTDCS", "individual", 72)),
        2021: facts(("LDTT", "individual", 521), ("CSTDCS", "individual", 70)),
        2022: facts(("LDTT", "individual", 500)),
    }

    assert [share and (share.part, share.whole) for share in advanced_series(years).values] == [
        (72, 518),
        (70, 521),
        None,
    ]


def test_classes_that_exceed_their_form_are_refused():
    """The message names the form, so that the sender can be asked."""
    years = {2019: facts(*classes(8, 12, 20)), 2020: facts(*classes(8, 13, 20))}

    with pytest.raises(DataError, match="BKT: recipient classes add up to 21, more than all 20 individuals"):
        direct_worker_series(years, ["BKT"])
