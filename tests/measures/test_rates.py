"""Rates say over whom they are counted, and are missing where nobody counted these people."""

from pathlib import Path

import pytest
from scipy.stats import chi2

from thidua.errors import DataError
from thidua.facts.dataset import open_dataset
from thidua.facts.denominators import Denominator
from thidua.measures.intervals import wilson_share
from thidua.measures.rates import advanced_share, individual_titles, people_of, rate_per_1000, title_rates

from .rows import facts

REPOSITORY = Path(__file__).parents[2]
INSTANCES = {"count_unit": "instance"}


def staff(value: int, *, unit: str = "huyen-ba-be", year: int = 2021, kind: str = "staff") -> Denominator:
    """So many people of a unit and year."""
    return Denominator(unit, year, kind, value, "s1", "Phòng Nội vụ")


def test_share_of_advanced_workers_is_the_published_one():
    """Education of the city, school year 2017-2018: 518 of 590, 87,8 % (84,9 to 90,2)."""
    found = advanced_share(facts(("LDTT", "individual", 518), ("CSTDCS", "individual", 72)), staff(590))

    assert found.share == wilson_share(518, 590)
    percents = [100 * value for value in (found.share.share, found.share.low, found.share.high)]
    assert percents == pytest.approx([87.8, 84.9, 90.2], abs=0.05)
    assert (found.award, found.people.kind, found.people.year, found.people.source) == (
        "LDTT",
        "staff",
        2021,
        "Phòng Nội vụ",
    )


def test_workers_merged_with_soldiers_serve_where_workers_are_not_counted_alone():
    """The city's article gives both in one figure; the result names what was counted."""
    merged = ("LDTT+CSTT", "individual", 420)

    assert advanced_share(facts(merged), staff(700)).award == "LDTT+CSTT"
    assert advanced_share(facts(merged, ("LDTT", "individual", 400)), staff(700)).award == "LDTT"


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (facts(("LDTT", "individual", 518)), None),
        (facts(), staff(590)),
        (facts(("LDTT", "individual", None)), staff(590)),
        (facts(("LDTT", "individual", 591)), staff(590)),
    ],
    ids=["no staff", "no award", "award missing", "more than staff"],
)
def test_share_of_advanced_workers_is_missing_where_it_cannot_be(rows, people):
    """The checks of the data report a contradiction; the page prints no share above 100 %."""
    assert advanced_share(rows, people) is None


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_rate_agrees_with_scipy(confidence):
    """Exact Poisson limits of the count, over thousands of people."""
    tail = (1 - confidence) / 2

    found = rate_per_1000(97, staff(817), confidence=confidence)

    assert found.rate == pytest.approx(97 / 0.817, rel=1e-12)
    assert found.low == pytest.approx(chi2.ppf(tail, 194) / 2 / 0.817, rel=1e-9)
    assert found.high == pytest.approx(chi2.ppf(1 - tail, 196) / 2 / 0.817, rel=1e-9)


def test_rate_is_missing_without_people_or_count_and_0_of_some_is_a_rate():
    """Three states: no figure, nobody counted, and none."""
    unknown, uncounted, none = rate_per_1000(None, staff(817)), rate_per_1000(97, None), rate_per_1000(0, staff(817))

    assert (unknown.rate, unknown.low, unknown.high) == (None, None, None)
    assert (uncounted.count, uncounted.rate, uncounted.people) == (97, None, None)
    assert (none.rate, none.low) == (0, 0)
    assert none.high == pytest.approx(3.689 / 0.817, abs=1e-3)


def test_titles_of_individuals_are_added_up_and_nothing_else():
    """Titles by several authorities and types; no certificates, no collectives, no classes within a count."""
    rows = facts(
        ("LDTT", "individual", 521),
        ("CSTDCS", "individual", 70, {"award_type": "CTR"}),
        ("CSTDCS", "individual", 4, {"authority": "department_head"}),
        ("CSTDT", "individual", 5),
        ("CSTDT", "individual", 3, {"recipient_class": "direct_labour"}),
        ("CSTDTQ", "individual", "–", {"authority": "prime_minister"}),
        ("BKT", "individual", 38),
        ("TTLDTT", "collective", 23),
    )

    assert individual_titles(rows) == 600


@pytest.mark.parametrize(
    "rows",
    [
        facts(),
        facts(("BKT", "individual", 38)),
        facts(("CSTDTQ", "individual", "–", {"authority": "prime_minister"})),
        facts(("LDTT", "individual", 521), ("CSTDCS", "individual", None)),
        facts(("LDTT", "individual", 521), ("CSTDCS", "individual", 70, INSTANCES)),
    ],
    ids=["nothing", "no title", "not applicable", "one missing", "lượt and số"],
)
def test_titles_that_do_not_add_up_are_missing(rows):
    """A sum with an unknown part is unknown."""
    assert individual_titles(rows) is None


def test_no_year_is_carried_to_the_next():
    """The staff of 2020 says nothing of 2021, nor does the population, nor another unit's staff."""
    known = [staff(800, year=2020), staff(48_000, kind="population"), staff(600, unit="huyen-na-ri")]
    rows = facts(("LDTT", "individual", 521))

    rates = title_rates({"huyen-ba-be": rows, "huyen-na-ri": rows}, known, 2021)

    assert list(rates) == ["huyen-ba-be", "huyen-na-ri"]
    assert (rates["huyen-ba-be"].rate, rates["huyen-ba-be"].people) == (None, None)
    assert rates["huyen-na-ri"].rate == pytest.approx(521 / 0.6)
    by_people = title_rates({"huyen-ba-be": rows}, known, 2021, kind="population")
    assert by_people["huyen-ba-be"].people.kind == "population"


def test_two_figures_for_the_same_people_are_refused_unless_alike():
    """Which of the two a rate would rest on must not depend on the order of the file."""
    assert people_of([staff(800), staff(800)], "huyen-ba-be", 2021) == staff(800)
    with pytest.raises(DataError, match=r"^huyen-ba-be, 2021, staff: 800 \(Phòng Nội vụ\) and 810 .* one figure"):
        people_of([staff(800), staff(810)], "huyen-ba-be", 2021)


def test_dataset_gives_its_denominators_and_one_without_gives_none():
    """The reports read them from the dataset, once."""
    illustrative = open_dataset("illustrative", REPOSITORY)

    assert people_of(illustrative.people(["tp-bac-kan"]), "tp-bac-kan", 2016).value == 639
    assert illustrative.everybody() is illustrative.everybody()
    assert open_dataset("published", REPOSITORY).everybody() == ()
