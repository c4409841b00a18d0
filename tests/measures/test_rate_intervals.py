"""Intervals of counts and of ratios agree with published tables and with scipy, and know what they cannot tell."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2, f

from thidua.errors import DataError
from thidua.measures.intervals import differ_beyond_chance
from thidua.measures.rate_intervals import RateRatio, garwood_count, rate_ratio, refuse_impossible_rates

COUNTS = st.integers(0, 5000)
EXPOSURES = st.floats(0.01, 1e6)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.69), (1, 0.03, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39), (20, 12.22, 30.89), (50, 37.11, 65.92)],
)
def test_interval_of_a_count_matches_the_published_table(count, low, high):
    """Limits of the expectation of a Poisson variable after Garwood (1936), as tables print them to two decimals."""
    found = garwood_count(count)

    assert (found.low, found.high) == pytest.approx((low, high), abs=0.005)


@given(COUNTS, EXPOSURES, st.sampled_from([0.8, 0.95, 0.998]))
def test_interval_of_a_rate_agrees_with_scipy(count, exposure, confidence):
    """Half the chi-squared quantiles of scipy, over the exposure."""
    tail = (1 - confidence) / 2
    low = chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    high = chi2.ppf(1 - tail, 2 * count + 2) / 2

    found = garwood_count(count, exposure, confidence=confidence)

    assert (found.low, found.high) == pytest.approx((low / exposure, high / exposure), rel=1e-9)
    assert found.low <= found.rate <= found.high


@given(st.integers(1, 1000), st.integers(2, 9))
def test_interval_of_a_rate_shrinks_with_the_people(count, times):
    """The same rate over more people is known better."""
    few, many = garwood_count(count, 10.0), garwood_count(times * count, times * 10.0)

    assert many.rate == pytest.approx(few.rate)
    assert many.high - many.low < few.high - few.low


def test_nothing_over_nobody_is_no_rate():
    """0 over 0 is missing, and another thing than 0 over some."""
    assert (garwood_count(0, 0).rate, garwood_count(0, 0).low, garwood_count(0, 0).high) == (None, None, None)
    assert garwood_count(0, 5).rate == 0


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1.0), (3, 0.0), (3, -2.0), (3, inf), (3, float("nan"))])
def test_impossible_rates_are_refused_with_both_numbers(count, exposure):
    """The two numbers are what the operator looks up."""
    with pytest.raises(DataError, match=rf"^{count} over {exposure:g} is not a rate; expected"):
        garwood_count(count, exposure)


def test_ratio_matches_the_example_of_r():
    """R's help page poisson.test: 11 in 800 against 21 in 3,011, ratio 1.971488, limits 0.8584264 and 4.2772659."""
    found = rate_ratio(11, 21, exposure=800, other_exposure=3011)

    assert found.ratio == pytest.approx(1.971488, abs=5e-7)
    assert (found.low, found.high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert found.is_within_chance


@given(st.integers(1, 3000), st.integers(1, 3000), EXPOSURES, EXPOSURES, st.sampled_from([0.8, 0.95, 0.998]))
def test_ratio_agrees_with_scipys_quantiles_of_f(count, other, exposure, other_exposure, confidence):
    """The Clopper-Pearson limits of the first count's share in both are, as odds, quantiles of F distributions."""
    tail, scale = (1 - confidence) / 2, other_exposure / exposure
    low = count / (other + 1) * f.ppf(tail, 2 * count, 2 * other + 2)
    high = (count + 1) / other * f.isf(tail, 2 * count + 2, 2 * other)

    found = rate_ratio(count, other, exposure=exposure, other_exposure=other_exposure, confidence=confidence)

    assert (found.low, found.high) == pytest.approx((low * scale, high * scale), rel=1e-9)
    assert found.low <= found.ratio <= found.high


@pytest.mark.parametrize(("count", "other"), [(1, 1), (5, 12), (40, 10), (487, 477), (3, 0), (0, 3)])
def test_ratio_agrees_with_scipys_exact_binomial_limits(count, other):
    """The limits of the first count's share in both, as scipy's exact interval has them."""
    exact = binomtest(count, count + other).proportion_ci(method="exact")
    found = rate_ratio(count, other)

    assert found.low / (1 + found.low) == pytest.approx(exact.low, abs=1e-9)
    assert (1.0 if other == 0 else found.high / (1 + found.high)) == pytest.approx(exact.high, abs=1e-9)


@given(st.integers(1, 3000), st.integers(1, 3000), EXPOSURES, EXPOSURES)
def test_ratio_turned_round_is_its_inverse(count, other, exposure, other_exposure):
    """This year over last year, or last over this: one statement."""
    found = rate_ratio(count, other, exposure=exposure, other_exposure=other_exposure)
    turned = rate_ratio(other, count, exposure=other_exposure, other_exposure=exposure)

    assert (turned.low, turned.high) == pytest.approx((1 / found.high, 1 / found.low), rel=1e-9)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_ratio_of_equal_periods_gives_the_verdict_of_the_test(confidence):
    """The sentence of a report and the check of the data must not contradict each other."""
    for count in range(50):
        for earlier in range(50):
            ratio = rate_ratio(count, earlier, confidence=confidence)
            expected = not differ_beyond_chance(count, earlier, confidence=confidence)
            assert ratio.is_within_chance == expected, (count, earlier)


def test_ratio_to_zero_has_a_lower_limit_only():
    """9 against none: no ratio can be printed, yet it is more than chance; 0 against 9 is the mirror."""
    risen, fallen = rate_ratio(9, 0), rate_ratio(0, 9)

    assert (risen.ratio, risen.high) == (None, inf)
    assert risen.low == pytest.approx(1 / fallen.high)
    assert (fallen.ratio, fallen.low) == (0, 0)
    assert not risen.is_within_chance
    assert not fallen.is_within_chance


def test_ratio_of_two_zeros_is_missing_and_no_change():
    """Nothing in either period: there is no ratio, and nothing to explain."""
    assert rate_ratio(0, 0) == RateRatio(None, None, None)
    assert rate_ratio(0, 0).is_within_chance


@pytest.mark.parametrize(("count", "exposure"), [(-1, 1.0), (0, 0.0), (3, 0.0), (3, -1.0)])
def test_impossible_ratios_are_refused_with_both_numbers(count, exposure):
    """Nobody on either side is no comparison."""
    with pytest.raises(DataError, match=rf"^{count} over {exposure:g} is not a rate"):
        rate_ratio(count, 5, exposure=exposure)
    with pytest.raises(DataError, match=rf"^{count} over {exposure:g} is not a rate"):
        rate_ratio(5, count, other_exposure=exposure)


def test_impossible_rate_among_units_is_refused_with_its_unit():
    """Eight units are measured at once: the message must say which."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: 4 over 0 is not a rate"):
        refuse_impossible_rates({"huyen-ba-be": (0, 0), "huyen-na-ri": (4, 0)})
