"""How many were finished by each day: Kaplan and Meier's estimate, held against a published example and scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from thidua.errors import DataError
from thidua.measures.completion import kaplan_meier
from thidua.measures.intervals import wilson_share

FREIREICH = [6, 6, 6, 7, 10, 13, 16, 22, 23]
FREIREICH_OPEN = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of remission under 6-MP, the second list still in remission: Freireich et al. (1963), Blood 21(6), 699-716."""

DAYS = st.lists(st.integers(0, 30), min_size=1, max_size=25)
OPEN = st.lists(st.integers(0, 30), max_size=15)


def test_estimate_agrees_with_the_published_one():
    """As printed in Kleinbaum and Klein (2012), Survival Analysis, chapter 2: share left, at risk, median."""
    found = kaplan_meier(FREIREICH, FREIREICH_OPEN)

    assert found.days == (6, 7, 10, 13, 16, 22, 23)
    assert found.at_risk == (21, 17, 15, 12, 11, 7, 6)
    left = [1 - share for share in found.shares]
    assert left == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5)
    assert (found.median, found.p90) == (23, None)


@given(DAYS, OPEN)
def test_estimate_agrees_with_scipy(days, still):
    """scipy.stats.ecdf of right-censored data gives the same share on every day."""
    found = kaplan_meier(days, still)
    cdf = stats.ecdf(stats.CensoredData(uncensored=days, right=still)).cdf

    assert found.shares == pytest.approx([float(cdf.evaluate(day)) for day in found.days], abs=1e-12)


@pytest.mark.parametrize("limit", [7, 13, 24])
def test_interval_agrees_with_scipy(limit):
    """Greenwood's variance on the log-log scale, as scipy gives it for the share left."""
    data = stats.CensoredData(uncensored=FREIREICH, right=FREIREICH_OPEN)
    limits = stats.ecdf(data).sf.confidence_interval(method="log-log")
    within = kaplan_meier(FREIREICH, FREIREICH_OPEN).within(limit)

    assert within.is_estimated
    assert within.low == pytest.approx(1 - float(limits.high.evaluate(limit)), abs=1e-12)
    assert within.high == pytest.approx(1 - float(limits.low.evaluate(limit)), abs=1e-12)


@given(DAYS, st.sampled_from([0.1, 0.25, 0.5, 0.9, 1.0]))
def test_without_open_ones_quantiles_are_the_plain_ones(days, share):
    """The inverse of the distribution of what was counted, as numpy has it."""
    assert kaplan_meier(days).quantile(share) == np.quantile(days, share, method="inverted_cdf")


@given(DAYS, OPEN, st.integers(0, 30))
def test_share_lies_within_its_interval_and_never_falls(days, still, limit):
    """A longer deadline never has fewer in time."""
    found = kaplan_meier(days, still)
    within = found.within(limit)

    assert list(found.shares) == sorted(found.shares)
    if within.low is not None and within.high is not None:
        assert 0 <= within.low <= within.share + 1e-12
        assert within.share <= within.high + 1e-12 <= 1 + 2e-12


@given(DAYS, OPEN)
def test_finished_and_open_add_up_to_all(days, still):
    """Nothing is lost, and whoever is at risk on the first day is everyone who waited until then."""
    found = kaplan_meier(days, still)

    assert found.whole == len(days) + len(still)
    assert found.at_risk[0] == sum(day >= found.days[0] for day in (*days, *still))


def test_share_in_time_is_a_plain_one_where_nothing_was_open_before():
    """4 of 10 within 5 days; one open since day 5 or later tells of those days as much as the finished ones."""
    found = kaplan_meier([1, 2, 5, 5, 6, 7, 8, 9, 10], [5])

    assert found.within(5) == (4, 10, 0.4, *wilson_share(4, 10)[3:], False)
    assert found.within(0).part == 0


def test_open_ones_lengthen_the_median():
    """Counting finished cases alone would tell 3 days, as if nobody were still waiting."""
    assert kaplan_meier([1, 2, 3, 4, 5]).median == 3
    assert kaplan_meier([1, 2, 3, 4, 5], [3, 4, 9, 9]).median == 5


@pytest.mark.parametrize(
    ("days", "still", "message"),
    [
        ([3, -1], [], "a wait of -1 days; expected days from 0"),
        ([3], [-2], "a wait of -2 days; expected days from 0"),
        ([], [4], "no wait is finished; expected at least one"),
    ],
)
def test_impossible_waits_are_refused(days, still, message):
    """Days in the wrong order are a slip that must not shorten a median."""
    with pytest.raises(DataError, match=message):
        kaplan_meier(days, still)


def test_impossible_quantile_is_refused():
    """Half is 0.5, not 50."""
    with pytest.raises(DataError, match="the quantile 50: expected a share above 0, at most 1"):
        kaplan_meier([1]).quantile(50)
