"""Funnel limits are the exact quantiles of chance, widen only where that is warranted, and point at nobody unduly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, binom, chi2_contingency, chisquare, poisson
from scipy.stats.mstats import mquantiles

from thidua.errors import DataError
from thidua.measures.funnel import funnel_of_rates, funnel_of_shares
from thidua.measures.quantiles import binomial_limit, poisson_limit

TAILS = st.sampled_from([0.025, 0.001])
UNITS = st.integers(1, 2000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
SHARES = st.lists(UNITS, min_size=1, max_size=12).map(lambda pairs: {str(at): pair for at, pair in enumerate(pairs)})
LIMITS = ("low998", "low95", "high95", "high998")


def of(unit) -> tuple[float, ...]:
    """The four limits of a unit, from the lowest."""
    return tuple(getattr(unit, name) for name in LIMITS)


def interpolated(distribution, p: float, *parameters: float) -> float:
    """Spiegelhalter (2005), appendix A.1.1, with the quantiles of scipy."""
    r = distribution.ppf(p, *parameters)
    reached, before = distribution.cdf(r, *parameters), distribution.cdf(r - 1, *parameters)
    return r - (reached - p) / (reached - before)


@given(st.integers(1, 20_000), st.floats(1e-6, 1 - 1e-6), TAILS)
def test_binomial_limits_agree_with_scipy(whole, share, tail):
    """The quantiles of scipy, interpolated as published, the upper ones a count further; 1e-9 of the whole."""
    low, high = (binomial_limit(tail, np.array([float(whole)]), share, side)[0] for side in ("low", "high"))

    assert low / whole == pytest.approx(max(interpolated(binom, tail, whole, share), 0) / whole, abs=1e-9)
    expected = min(interpolated(binom, 1 - tail, whole, share) + 1, whole)
    assert high / whole == pytest.approx(expected / whole, abs=1e-9)


@given(st.floats(1e-6, 1e5), TAILS)
def test_poisson_limits_agree_with_scipy(mean, tail):
    """The quantiles of scipy, interpolated as published, the upper ones a count further."""
    low, high = (poisson_limit(tail, np.array([mean]), side)[0] for side in ("low", "high"))

    assert low == pytest.approx(max(interpolated(poisson, tail, mean), 0), rel=1e-9, abs=1e-9)
    assert high == pytest.approx(interpolated(poisson, 1 - tail, mean) + 1, rel=1e-9, abs=1e-9)


@given(st.integers(1, 500), st.floats(0.001, 0.999), TAILS)
def test_limits_of_a_share_mirror_those_of_the_rest(whole, share, tail):
    """Those who have the title and those who have not are one funnel, turned over."""
    low = binomial_limit(tail, np.array([float(whole)]), share, "low")[0]
    high_of_rest = binomial_limit(tail, np.array([float(whole)]), 1 - share, "high")[0]

    assert low == pytest.approx(whole - high_of_rest, abs=1e-6)


@pytest.mark.parametrize("tail", [0.025, 0.001])
@pytest.mark.parametrize("share", [0.02, 0.139, 0.5, 0.878])
def test_chance_passes_no_limit_more_often_than_it_may(tail, share):
    """A commune with 3 people must not be called outside more often than a district with 300; summed up by scipy."""
    for whole in (*range(1, 60), 300):
        low, high = (binomial_limit(tail, np.array([float(whole)]), share, side)[0] for side in ("low", "high"))
        parts = np.arange(whole + 1)

        assert binom.pmf(parts[parts < low], whole, share).sum() <= tail
        assert binom.pmf(parts[parts > high], whole, share).sum() <= tail
    for mean in np.arange(0.01, 30, 0.13):
        low, high = (poisson_limit(tail, np.array([mean]), side)[0] for side in ("low", "high"))
        assert poisson.cdf(np.ceil(low) - 1, mean) <= tail
        assert poisson.sf(np.floor(high), mean) <= tail


def test_limits_of_large_units_are_two_and_three_standard_deviations():
    """With 10,000 people in each, the exact limits meet the textbook's θ ± 1.96 and 3.09 standard deviations."""
    unit = funnel_of_shares({"a": (4000, 10_000), "b": (4000, 10_000)}).units[0]
    deviation = (0.4 * 0.6 / 10_000) ** 0.5

    textbook = [0.4 + z * deviation for z in (-3.0902, -1.96, 1.96, 3.0902)]
    assert of(unit) == pytest.approx(textbook, abs=1e-4)


@given(SHARES)
@settings(max_examples=60)
def test_limits_hold_the_pooled_value_and_each_other(counts):
    """95 % lie within 99.8 %, all within 0 to 100 %, and the value of all units is never outside."""
    funnel = funnel_of_shares(counts)

    for unit in funnel.units:
        low998, low95, high95, high998 = of(unit)
        assert 0 <= low998 <= low95 <= funnel.target + 1e-12
        assert funnel.target - 1e-12 <= high95 <= high998 <= 1


@given(st.integers(2, 200), st.floats(0.02, 0.98))
def test_limits_close_in_on_the_target_with_size(whole, share):
    """A unit sixteen times as large is held to limits less far apart; that is the funnel."""
    few, many = (
        [binomial_limit(0.025, np.array([float(size)]), share, side)[0] / size for side in ("low", "high")]
        for size in (whole, 16 * whole)
    )

    assert many[1] - many[0] < few[1] - few[0]


CALM = {f"calm {at}": (200 + 2 * (-1) ** at, 400) for at in range(20)}
"""Twenty units that differ by less than chance: they leave the limits where chance puts them."""


def test_positions_follow_from_the_limits():
    """One small unit far off may lie inside where a large one nearer to the target does not."""
    funnel = funnel_of_shares({**CALM, "tiny": (4, 5), "far": (236, 400), "below": (72, 200)})

    assert not funnel.is_widened
    assert {unit.label: unit.position for unit in funnel.units if not unit.label.startswith("calm")} == {
        "tiny": "inside",
        "far": "above_998",
        "below": "below_998",
    }
    assert [unit.label for unit in funnel.outside] == ["far", "below"]


def test_rates_beyond_the_95_percent_limits_only():
    """Between the two pairs of limits a unit is beyond 95 %, on either side."""
    calm = {f"calm {at}": (200 + (-1) ** at, 10.0) for at in range(20)}
    funnel = funnel_of_rates({"a": (33, 1.0), "b": (8, 1.0), **calm})

    # P(X >= 33) is 0.005 and P(X <= 8) 0.002 for a Poisson count of mean 20.
    assert [unit.position for unit in funnel.units[:3]] == ["above_95", "below_95", "inside"]
    assert funnel.target == pytest.approx(4041 / 202)


def drawn_in(z: np.ndarray) -> float:
    """Spiegelhalter (2005), section 4: the mean squared z, winsorised at 10 %, with the quantiles of scipy."""
    low, high = mquantiles(z, prob=[0.1, 0.9], alphap=1, betap=1)
    return float(np.mean([min(max(one, low), high) ** 2 for one in z]))


@given(st.lists(st.integers(5, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3))
def test_dispersion_of_shares_is_the_mean_squared_z_drawn_in(pairs):
    """Computed again from Pearson's residuals of scipy's table of parts and rests."""
    parts, wholes = (np.array(column) for column in zip(*pairs, strict=True))
    found = funnel_of_shares({str(at): pair for at, pair in enumerate(pairs)}).phi
    if parts.sum() in (0, wholes.sum()):
        assert found is None
        return

    expected = chi2_contingency([parts, wholes - parts], correction=False).expected_freq
    variance = expected[0] * expected[1] / wholes
    assert found == pytest.approx(drawn_in((parts - expected[0]) / variance**0.5), abs=1e-9)


def test_dispersion_of_rates_is_the_mean_squared_z_drawn_in():
    """Σz² before drawing in is Pearson's statistic of observed and expected counts, here scipy's."""
    counts = {"a": (12, 2.5), "b": (45, 10.25), "c": (10, 3.0), "d": (31, 4.0)}
    events, exposures = (np.array(column) for column in zip(*counts.values(), strict=True))
    expected = events.sum() * exposures / exposures.sum()
    z = (events - expected) / expected**0.5

    assert np.sum(z**2) == pytest.approx(chisquare(events, expected).statistic)
    assert funnel_of_rates(counts).phi == pytest.approx(drawn_in(z), abs=1e-9)


@pytest.mark.parametrize("units", [3, 5, 8, 10, 40])
def test_limits_widen_by_the_dispersion_with_any_number_of_units(units):
    """Units that differ far beyond chance: each limit lies √φ times as far from the target as chance puts it."""
    counts = {str(at): (10 + 80 * at // units, 100) for at in range(units)}

    funnel = funnel_of_shares(counts)

    assert funnel.is_widened
    assert funnel.phi > 1
    for unit in funnel.units:
        limits = [binomial_limit(tail, np.array([100.0]), funnel.target, side)[0] / 100 for tail, side in SIDES]
        stretched = [funnel.target + funnel.phi**0.5 * (limit - funnel.target) for limit in limits]
        assert of(unit) == pytest.approx(np.clip(stretched, 0, 1), abs=1e-12)
    assert not funnel.outside


SIDES = ((0.001, "low"), (0.025, "low"), (0.025, "high"), (0.001, "high"))


def test_one_unit_far_off_does_not_hide_behind_limits_that_it_widened():
    """Eight units, seven alike: without drawing in, φ would be 8 and the eighth would pass as one of them."""
    counts = {str(at): (50 + at % 2, 100) for at in range(7)} | {"far": (20, 100)}

    assert [unit.label for unit in funnel_of_shares(counts).outside] == ["far"]


@pytest.mark.parametrize("units", [8, 30])
def test_units_that_differ_among_themselves_are_seldom_pointed_at(units):
    """Shares of 0.5 that scatter by a beta distribution beside chance: chance's own limits would show one in three.

    Drawn by scipy, 300 funnels; both numbers are those of the drawn parts and have no say in the limits.
    """
    parts = betabinom.rvs(200, 25, 25, size=(300, units), random_state=2005)
    low, high = (binomial_limit(0.025, np.array([200.0]), 0.5, side)[0] for side in ("low", "high"))
    by_chance = np.mean((parts < low) | (parts > high))

    funnels = [funnel_of_shares({str(at): (int(part), 200) for at, part in enumerate(row)}) for row in parts]
    shown = np.mean([len(funnel.outside) / units for funnel in funnels])

    assert by_chance > 0.3
    assert shown < 0.1


def test_units_clearly_apart_are_those_that_chance_puts_nowhere_among_all_of_them():
    """What paper names is held to chance alone at the size of the unit, by Bonferroni: checked against scipy."""
    counts = {"city": (100, 0.720), "small": (54, 0.375)} | {f"unit {n}": (24 + n, 0.4) for n in range(5)}
    funnel = funnel_of_rates(counts)
    tail = 0.05 / (2 * len(counts))
    at_least = {label: poisson.sf(count - 1, funnel.target * size) for label, (count, size) in counts.items()}

    assert funnel.is_widened
    assert [unit.label for unit in funnel.apart] == ["city", "small"]
    assert all(at_least[unit.label] <= tail for unit in funnel.apart)
    assert all(at_least[unit.label] > tail for unit in funnel.units if unit.apart is None)


def test_calm_units_need_no_widening():
    """Units that differ less than chance would have them."""
    calm = {str(at): (50 + at % 2, 100) for at in range(8)}

    assert not funnel_of_shares(calm).is_widened
    assert funnel_of_shares(calm).phi < 1


def test_two_units_have_no_spread_and_none_is_outside():
    """Each lies as far from what they have in common as the other, whatever they are."""
    funnel = funnel_of_shares({"a": (90, 100), "b": (10, 100)})

    assert (funnel.phi, funnel.outside, {unit.position for unit in funnel.units}) == (None, (), {None})


def test_lines_pass_through_the_limits_of_the_units():
    """What is drawn is what decides."""
    counts = {"a": (12, 20), "b": (45, 100), "c": (10, 61)}
    funnel = funnel_of_shares(counts)
    at_size = dict(zip(funnel.curve.sizes, funnel.curve.high95, strict=True))

    assert funnel.curve.sizes[0] <= 20
    assert funnel.curve.sizes[-1] >= 100
    assert [at_size[unit.size] for unit in funnel.units] == [unit.high95 for unit in funnel.units]
    rates = funnel_of_rates({"a": (12, 0.6), "b": (45, 1.2)})
    for line in (rates.curve.low998, rates.curve.low95, rates.curve.high95, rates.curve.high998):
        assert len(line) == len(rates.curve.sizes) > 100


def test_unit_of_nobody_has_no_place_in_the_funnel():
    """0 of 0 is no value: the unit stays in the list, without one, and moves nothing."""
    with_empty = funnel_of_shares({"a": (3, 10), "none": (0, 0), "b": (4, 10), "c": (1, 10)})

    assert (with_empty.units[1].value, with_empty.units[1].position) == (None, None)
    assert with_empty.phi == funnel_of_shares({"a": (3, 10), "b": (4, 10), "c": (1, 10)}).phi


@pytest.mark.parametrize("counts", [{}, {"a": (0, 0)}])
@pytest.mark.parametrize("funnel_of", [funnel_of_shares, funnel_of_rates])
def test_funnel_of_nobody_has_no_target(counts, funnel_of):
    """There is nothing to draw, and nothing fails."""
    funnel = funnel_of(counts)

    assert (funnel.target, funnel.phi, funnel.is_widened, funnel.curve.sizes) == (None, None, False, ())
    assert [unit.label for unit in funnel.units] == list(counts)
    assert funnel.outside == ()


@pytest.mark.parametrize("parts", [(0, 0, 0), (5, 8, 9)])
def test_none_and_all_are_inside(parts):
    """Where every unit has none, or all, there is no spread and nobody differs."""
    funnel = funnel_of_shares({str(whole): (part, whole) for part, whole in zip(parts, (5, 8, 9), strict=True)})

    assert {unit.position for unit in funnel.units} == {"inside"}
    assert funnel.phi is None
    assert not funnel_of_rates({"a": (0, 2.0), "b": (0, 3.0)}).outside


def test_impossible_counts_are_refused_with_their_unit():
    """Which unit, and which numbers."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: 11 of 10 is not a share"):
        funnel_of_shares({"huyen-ba-be": (3, 10), "huyen-na-ri": (11, 10)})
    with pytest.raises(DataError, match=r"^huyen-na-ri: 2 over 0 is not a rate"):
        funnel_of_rates({"huyen-ba-be": (3, 10), "huyen-na-ri": (2, 0)})
