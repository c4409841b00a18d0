"""Shrunken rates lie between a unit's own rate and that of all, nearer to its own the larger it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma

from thidua.errors import DataError
from thidua.measures.rate_intervals import garwood_count
from thidua.measures.shrinkage import shrink_rates

DISTRICTS = {"a": (2, 10.0), "b": (90, 100.0), "c": (16, 10.0), "d": (31, 25.5)}
RATES = st.lists(st.tuples(st.integers(0, 400), st.floats(0.1, 50)), min_size=1, max_size=12).map(
    lambda pairs: {str(at): pair for at, pair in enumerate(pairs)}
)


def test_moments_are_those_of_the_definition():
    """Marshall (1991): m pooled, A = s² - m/Ē with s² weighted by exposure, here by numpy; a = m²/A, b = m/A."""
    events, exposures = (np.array(column, dtype=float) for column in zip(*DISTRICTS.values(), strict=True))
    m = np.average(events / exposures, weights=exposures)
    excess = np.average((events / exposures - m) ** 2, weights=exposures) - m / exposures.mean()

    found = shrink_rates(DISTRICTS)

    assert found.pooled == pytest.approx(m, rel=1e-12)
    assert (found.shape, found.weight) == pytest.approx((m**2 / excess, m / excess), rel=1e-9)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_rate_and_limits_are_those_of_scipys_gamma(confidence):
    """Mean and quantiles of the gamma distribution with shape x + a and rate E + b."""
    found = shrink_rates(DISTRICTS, confidence=confidence)

    for unit in found.units:
        own = gamma(unit.count + found.shape, scale=1 / (unit.exposure + found.weight))
        tail = (1 - confidence) / 2
        assert unit.shrunken == pytest.approx(own.mean(), rel=1e-9)
        assert (unit.low, unit.high) == pytest.approx((own.ppf(tail), own.ppf(1 - tail)), rel=1e-9)


def test_the_distribution_that_rates_came_from_is_found_again():
    """Four thousand units with rates from a gamma distribution of shape 4 and rate 2: both are found within 10 %."""
    random = np.random.default_rng(20)
    exposures = random.uniform(1, 20, 4000)
    counts = random.poisson(random.gamma(4, 1 / 2, 4000) * exposures)

    found = shrink_rates({str(at): (int(x), e) for at, (x, e) in enumerate(zip(counts, exposures, strict=True))})

    assert (found.shape, found.weight) == pytest.approx((4, 2), rel=0.1)


@given(RATES)
def test_shrunken_rate_lies_between_its_own_and_the_pooled(counts):
    """Drawn towards all, never beyond, and within its limits."""
    found = shrink_rates(counts)

    for unit in found.units:
        lowest, highest = sorted((unit.rate, found.pooled))
        assert lowest - 1e-9 <= unit.shrunken <= highest + 1e-9
        assert unit.low - 1e-12 <= unit.shrunken <= unit.high + 1e-12


def test_limits_hold_the_rate_even_where_one_unit_has_nearly_all():
    """A gamma distribution this skewed has its mean above its 97.5 % quantile; the interval still holds the rate."""
    found = shrink_rates({"all": (100_000, 1.0), **{str(at): (0, 1.0) for at in range(200)}})
    none = found.units[1]

    assert found.shape < 0.01
    assert 0 <= none.low <= none.shrunken <= none.high


def test_small_units_are_drawn_further_than_large_ones():
    """Twice the pooled rate in 5 and in 500 thousand people: the small unit keeps less of it."""
    found = shrink_rates({"small": (10, 5.0), "large": (1000, 500.0), "rest": (100, 595.0)})
    small, large, _ = found.units

    assert small.rate == large.rate == 2
    assert small.shrunken < large.shrunken < 2
    assert large.high - large.low < small.high - small.low


def test_rates_that_differ_no_more_than_by_chance_become_one():
    """No variation to be seen beyond chance: every unit has the pooled rate with the exact limits of all."""
    found = shrink_rates({"a": (10, 10.0), "b": (11, 10.0), "c": (0, 0.0)})
    pooled = garwood_count(21, 20.0)

    assert (found.shape, found.weight) == (None, None)
    assert {(unit.shrunken, unit.low, unit.high) for unit in found.units} == {(pooled.rate, pooled.low, pooled.high)}


def test_unit_of_nobody_rests_on_the_others():
    """A unit without people has no rate of its own; what is known of it is what is known of all."""
    found = shrink_rates({**DISTRICTS, "none": (0, 0.0)})

    assert found.units[-1].rate is None
    assert found.units[-1].shrunken == pytest.approx(found.pooled)
    assert found.shape == shrink_rates(DISTRICTS).shape


@pytest.mark.parametrize("counts", [{}, {"a": (0, 0.0)}])
def test_without_people_there_are_no_rates(counts):
    """An empty dataset must not fail."""
    assert shrink_rates(counts).pooled is None
    assert shrink_rates(counts).units == ()


def test_nothing_awarded_anywhere_is_a_rate_of_0_with_an_upper_limit():
    """0 among 20 thousand: up to 3.69 could have been expected."""
    unit = shrink_rates({"a": (0, 10.0), "b": (0, 10.0)}).units[0]

    assert (unit.shrunken, unit.low) == (0, 0)
    assert unit.high == pytest.approx(3.689 / 20, abs=1e-4)


def test_impossible_rate_is_refused_with_its_unit():
    """Which unit, and which numbers."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: -1 over 2 is not a rate"):
        shrink_rates({"huyen-ba-be": (3, 2.0), "huyen-na-ri": (-1, 2.0)})
