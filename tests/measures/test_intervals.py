"""Intervals and limits of chance agree with published tables and with another implementation."""

from fractions import Fraction
from functools import cache
from math import hypot
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest

from thidua.errors import DataError
from thidua.measures.change import same_period_change
from thidua.measures.intervals import (
    differ_beyond_chance,
    newcombe_difference,
    refuse_impossible_shares,
    wilson_share,
)
from thidua.measures.rate_intervals import rate_ratio

PARTS = st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
"""A part and its whole, at least one."""

ROUNDING = 1e-15
"""What the last digit of a float may be off at 0 and at 1."""


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0.00, 16.11), (1, 29, 0.61, 17.18)],
)
def test_interval_matches_the_published_table(part, whole, low, high):
    """Newcombe (1998), Stat. Med. 17, 857-872, score method without continuity correction, to two decimals."""
    share = wilson_share(part, whole)

    assert (100 * share.low, 100 * share.high) == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize("whole", [1, 2, 3, 9, 10, 29, 106, 468, 2952, 1_000_000])
@pytest.mark.parametrize("fraction", [0, 0.01, 0.25, 0.5, 0.618, 0.99, 1])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_interval_agrees_with_scipy(whole, fraction, confidence):
    """An implementation that is not ours: scipy's score interval of a binomial proportion."""
    part = round(fraction * whole)
    expected = binomtest(part, whole).proportion_ci(confidence_level=confidence, method="wilson")

    share = wilson_share(part, whole, confidence=confidence)

    assert (share.low, share.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize(("part", "share", "low", "high"), [(289, 61.752, 57.27, 66.04), (179, 38.248, 33.96, 42.73)])
def test_the_published_shares_of_2020(part, share, low, high):
    """289 and 179 of 468 individuals, printed in the article as 61,8 % and 38,2 %; one interval mirrors the other."""
    found = wilson_share(part, 468)

    assert 100 * found.share == pytest.approx(share, abs=0.0005)
    assert (100 * found.low, 100 * found.high) == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize("whole", range(1, 40))
def test_interval_holds_the_share_and_stays_within_0_and_1(whole):
    """The textbook interval leaves 0 to 100 % for the small counts of a district; this one must not."""
    for part in range(whole + 1):
        share = wilson_share(part, whole)

        assert 0 <= share.low <= share.share + ROUNDING
        assert share.share - ROUNDING <= share.high <= 1


def test_nothing_of_nothing_is_no_share():
    """Nobody commended is not 0 % of them: share and interval are missing."""
    assert wilson_share(0, 0) == (0, 0, None, None, None)


@pytest.mark.parametrize(("part", "whole"), [(11, 10), (-1, 10), (1, 0), (0, -1), (-1, -1)])
def test_impossible_parts_are_refused_with_both_numbers(part, whole):
    """The two numbers are what the sender compares with the source."""
    with pytest.raises(DataError, match=rf"^{part} of {whole} is not a share"):
        wilson_share(part, whole)


@cache
def chance_of(smaller, both):
    """By scipy; with one half, the larger of two counts says the same as the smaller."""
    return binomtest(smaller, both).pvalue if both else 1.0


@pytest.mark.long
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_difference_of_two_counts_is_judged_as_scipy_does(confidence):
    """An implementation that is not ours: given their sum, the first of two counts is binomial with one half."""
    for count in range(60):
        for earlier in range(60):
            p = chance_of(min(count, earlier), count + earlier)
            assert differ_beyond_chance(count, earlier, confidence=confidence) == (p < 1 - confidence), (count, earlier)


@pytest.mark.parametrize("earlier", [469, 480, 520, 900, 2952, 20_000, 313_905])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_large_counts_are_judged_as_exactly_as_small_ones(earlier, confidence):
    """532 against 469 was decided by an approximation; around each limit every count is judged as scipy judges it."""
    reach = round(NormalDist().inv_cdf(0.5 + confidence / 2) * (2 * earlier) ** 0.5)

    for gap in range(reach - 4, reach + 5):
        for count in (earlier - gap, earlier + gap):
            smaller, both = min(count, earlier), count + earlier
            p = 2 * binom.cdf(smaller, both, 0.5)
            expected = bool(p < 1 - confidence)
            assert differ_beyond_chance(count, earlier, confidence=confidence) == expected, count
            assert rate_ratio(count, earlier, confidence=confidence).is_within_chance != expected, count


@pytest.mark.parametrize(("count", "earlier"), [(532, 469), (531, 469), (29, 15), (1044, 957), (20_400, 20_000)])
def test_counts_near_the_limit_are_judged_by_whole_numbers(count, earlier):
    """The tail summed in whole numbers, without any rounding, decides alike."""
    both, smaller = count + earlier, min(count, earlier)
    ways, tail = 1, 1
    for k in range(smaller):
        ways = ways * (both - k) // (k + 1)
        tail += ways

    assert differ_beyond_chance(count, earlier) == (Fraction(2 * tail, 2**both) < Fraction(5, 100))
    assert same_period_change(count, earlier).is_beyond_chance == differ_beyond_chance(count, earlier)


def test_difference_does_not_depend_on_which_count_comes_first():
    """A fall is judged as a rise is."""
    for count, earlier in [(5, 15), (31, 10), (0, 9), (700, 900)]:
        assert differ_beyond_chance(count, earlier) == differ_beyond_chance(earlier, count)


@pytest.mark.parametrize(("count", "earlier"), [(0, 0), (7, 7), (106, 106), (2952, 2952)])
def test_equal_counts_never_differ(count, earlier):
    """Nothing happened, and nothing is to be explained."""
    assert not differ_beyond_chance(count, earlier)


@pytest.mark.parametrize(("count", "earlier"), [(-1, 3), (3, -1)])
def test_negative_counts_are_refused_with_both_numbers(count, earlier):
    """No table holds fewer than nobody."""
    with pytest.raises(DataError, match=rf"^{count} and {earlier} are not counts"):
        differ_beyond_chance(count, earlier)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_difference_matches_the_published_table(first, second, low, high):
    """Newcombe (1998), Stat. Med. 17, 873-890, table II, method 10, contrasts (a) to (h), to four decimals."""
    found = newcombe_difference(*first, *second)

    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00005)
    assert found.is_within_chance == (low <= 0 <= high)


@given(PARTS, PARTS, st.sampled_from([0.8, 0.95, 0.998]))
def test_difference_agrees_with_scipys_score_limits(first, second, confidence):
    """Newcombe's limits are made of the Wilson limits of both shares, here those of scipy."""
    (p1, (low1, high1)), (p2, (low2, high2)) = (
        (part / whole, binomtest(part, whole).proportion_ci(confidence_level=confidence, method="wilson"))
        for part, whole in (first, second)
    )

    found = newcombe_difference(*first, *second, confidence=confidence)

    assert found.difference == pytest.approx(p1 - p2, abs=1e-12)
    assert found.low == pytest.approx(p1 - p2 - hypot(p1 - low1, high2 - p2), abs=1e-9)
    assert found.high == pytest.approx(p1 - p2 + hypot(high1 - p1, p2 - low2), abs=1e-9)


@given(PARTS, PARTS)
def test_difference_lies_within_its_limits_and_turns_round_with_its_shares(first, second):
    """Ba Bể less Na Rì is Na Rì less Ba Bể with the other sign; both stay within -100 to 100 points."""
    found, turned = newcombe_difference(*first, *second), newcombe_difference(*second, *first)

    assert -1 <= found.low <= found.difference + ROUNDING
    assert found.difference - ROUNDING <= found.high <= 1
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low), abs=1e-12)


@given(PARTS, PARTS, st.integers(2, 9))
def test_interval_of_a_difference_shrinks_with_the_numbers(first, second, times):
    """The same shares of more people are known better."""
    few = newcombe_difference(*first, *second)
    many = newcombe_difference(*(times * number for number in (*first, *second)))

    assert many.high - many.low < few.high - few.low


def test_difference_from_nobody_is_missing():
    """A share that is not there differs from nothing by nothing one could print."""
    found = newcombe_difference(3, 10, 0, 0)

    assert (found.first, found.second) == (wilson_share(3, 10), wilson_share(0, 0))
    assert (found.difference, found.low, found.high, found.is_within_chance) == (None, None, None, None)
    assert newcombe_difference(0, 0, 3, 10).difference is None


def test_impossible_share_in_a_difference_is_refused_with_both_numbers():
    """The message names the share at fault, not the difference."""
    with pytest.raises(DataError, match=r"^11 of 10 is not a share"):
        newcombe_difference(3, 10, 11, 10)


def test_impossible_share_among_units_is_refused_with_its_unit():
    """Eight units are measured at once: the message must say which."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: 4 of 3 is not a share"):
        refuse_impossible_shares({"huyen-ba-be": (0, 0), "huyen-na-ri": (4, 3)})
