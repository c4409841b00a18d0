"""Concentration measures agree with published figures and with their definitions over all pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import DataError
from thidua.measures.concentration import concentration

SPREADS = st.dictionaries(st.text("abcdefgh", min_size=1), st.integers(0, 10_000), min_size=1).filter(
    lambda counts: sum(counts.values()) > 0
)


def test_index_matches_the_published_example():
    """U.S. Horizontal Merger Guidelines (2010), footnote 9: shares of 30, 30, 20 and 20 % give 2,600 of 10,000."""
    found = concentration({"a": 30, "b": 30, "c": 20, "d": 20})

    assert 10_000 * found.hhi == pytest.approx(2600)


@given(SPREADS)
def test_coefficient_agrees_with_its_definition_over_all_pairs(counts):
    """Half the relative mean difference, added up the slow way."""
    values = list(counts.values())
    mean = sum(values) / len(values)
    pairs = sum(abs(one - other) for one in values for other in values) / len(values) ** 2

    assert concentration(counts).gini == pytest.approx(pairs / (2 * mean), abs=1e-9)


@given(SPREADS)
def test_shares_add_up_and_measures_keep_their_bounds(counts):
    """All units together hold everything; no index is below equality or above one unit having all."""
    found, n = concentration(counts), len(counts)

    assert concentration(counts, top=n).top_share == pytest.approx(1)
    assert found.total == sum(counts.values())
    assert 1 / n - 1e-12 <= found.hhi <= 1
    assert -1e-12 <= found.gini <= (n - 1) / n + 1e-12
    assert min(3, n) / n - 1e-12 <= found.top_share <= 1


def test_equal_units_and_one_unit_with_all_are_the_ends():
    """Eight districts with ten each, and one with all eighty."""
    equal = concentration({str(number): 10 for number in range(8)})
    single = concentration({str(number): 80 * (number == 5) for number in range(8)})

    assert (equal.hhi, equal.gini, equal.top_share) == pytest.approx((1 / 8, 0, 3 / 8))
    assert (single.hhi, single.gini, single.top_share) == pytest.approx((1, 7 / 8, 1))
    assert (equal.top, single.top) == ((), ())


def test_units_without_any_are_counted_and_units_without_a_figure_are_named():
    """A commune with 0 makes the spread uneven; one that sent nothing says nothing."""
    found = concentration({"a": 6, "b": 0, "c": None})

    assert (found.units, found.missing) == (2, ("c",))
    assert found.gini == pytest.approx(0.5)


def test_the_largest_are_named_only_if_no_other_has_as_much():
    """Of three with five each, two would be named by the order of the table alone; their part of the total stands."""
    tied = concentration({"b": 5, "a": 5, "d": 9, "c": 5})

    assert (tied.top, tied.top_share) == ((), 19 / 24)
    assert concentration({"b": 5, "a": 5, "d": 9, "c": 4}).top == ("d", "b", "a")
    assert concentration({"b": 5, "a": 5}).top == ("b", "a")


@pytest.mark.parametrize("counts", [{}, {"a": 0, "b": 0}, {"a": None}])
def test_nothing_awarded_has_no_concentration(counts):
    """0 of 0 is no share."""
    found = concentration(counts)

    assert (found.total, found.top, found.top_share, found.hhi, found.gini) == (0, (), None, None, None)


def test_negative_count_is_refused_with_its_unit():
    """The unit is what one looks up."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: -2 is not a count"):
        concentration({"huyen-ba-be": 3, "huyen-na-ri": -2})
    with pytest.raises(DataError, match=r"^the 0 largest units: expected at least 1"):
        concentration({"a": 1}, top=0)
