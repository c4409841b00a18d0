"""Rank intervals repeat exactly, hold the ranks they stand beside, and say what exact probabilities say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from thidua.errors import DataError
from thidua.measures.ranks import rate_ranks, share_ranks

DISTRICTS = {"a": (18, 60), "b": (25, 60), "c": (9, 30), "d": (40, 200), "e": (0, 12), "f": (7, 7)}
SIZES = st.lists(st.tuples(st.integers(0, 300), st.integers(300, 600)), min_size=1, max_size=8)


def test_same_seed_gives_the_same_intervals():
    """A report made twice is the same report."""
    assert share_ranks(DISTRICTS, seed=7) == share_ranks(DISTRICTS, seed=7)
    assert rate_ranks(DISTRICTS, seed=7) == rate_ranks(DISTRICTS, seed=7)


def test_other_seeds_move_no_limit_by_more_than_one_rank():
    """The draws are enough for what is printed."""
    first = share_ranks(DISTRICTS, seed=0)
    for seed in range(1, 6):
        for one, other in zip(first, share_ranks(DISTRICTS, seed=seed), strict=True):
            assert abs(one.low - other.low) <= 1
            assert abs(one.high - other.high) <= 1


@pytest.mark.parametrize(
    ("a", "b"), [((16, 20), (9, 20)), ((60, 80), (44, 80)), ((30, 40), (22, 40)), ((2, 5), (1, 5))]
)
def test_ranks_of_two_shares_follow_their_exact_probability(a, b):
    """Of two units the first is certain of its rank where it leads in 97.5 % of all cases, added up from scipy's."""
    parts = np.arange(a[1] + 1)
    first, second = (binom.pmf(parts, whole, (part + 0.5) / (whole + 1)) for part, whole in (a, b))
    joint = np.outer(first, second)
    leads = np.tril(joint, -1).sum() + np.trace(joint) / 2

    found = share_ranks({"a": a, "b": b}, seed=3, draws=100_000)

    assert abs(leads - 0.975) > 0.003
    assert [(rank.low, rank.high) for rank in found] == ([(1, 1), (2, 2)] if leads > 0.975 else [(1, 2), (1, 2)])


@pytest.mark.parametrize(("a", "b"), [(30, 12), (20, 12), (9, 0), (3, 0)])
def test_ranks_of_two_rates_follow_their_exact_probability(a, b):
    """As for shares, with Poisson counts over equal exposures."""
    joint = np.outer(*(poisson.pmf(np.arange(200), count + 0.5) for count in (a, b)))
    leads = np.tril(joint, -1).sum() + np.trace(joint) / 2

    found = rate_ranks({"a": (a, 2.0), "b": (b, 2.0)}, seed=3, draws=100_000)

    assert abs(leads - 0.975) > 0.003
    assert [(rank.low, rank.high) for rank in found] == ([(1, 1), (2, 2)] if leads > 0.975 else [(1, 2), (1, 2)])


@given(SIZES)
@settings(max_examples=25, deadline=None)
def test_interval_holds_the_rank_and_different_values_take_every_rank_once(pairs):
    """Ranks run from 1 to the number of units, and no limit leaves that range."""
    found = share_ranks({str(at): pair for at, pair in enumerate(pairs)}, seed=1, draws=5000)
    values = [rank.value for rank in found]

    for rank in found:
        assert 1 <= rank.low <= rank.rank <= rank.high <= len(pairs)
        assert rank.rank == 1 + sum(value > rank.value for value in values)
    if len(set(values)) == len(values):
        assert sorted(rank.rank for rank in found) == list(range(1, len(values) + 1))


def test_equal_shares_share_the_rank_and_may_take_any():
    """Three units alike: all are first, and each could be last."""
    found = share_ranks({"a": (5, 10), "b": (5, 10), "c": (5, 10)}, seed=2)

    assert [(rank.rank, rank.low, rank.high) for rank in found] == [(1, 1, 3)] * 3


def test_small_units_have_wider_intervals_than_large_ones():
    """The same six shares, of tens and of thousands of people."""
    shares = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
    few, many = (
        share_ranks({str(share): (round(share * whole), whole) for share in shares}, seed=1) for whole in (10, 10_000)
    )

    assert all(large.low == large.high == large.rank for large in many)
    assert all(small.high - small.low >= 2 for small in few)


def test_none_of_a_few_is_not_certain_to_be_last():
    """None of 4 says little; none of 400 says much."""
    few, many = (share_ranks({"a": (0, whole), "b": (20, 100)}, seed=1)[0] for whole in (4, 400))

    assert (few.rank, few.low, few.high) == (2, 1, 2)
    assert (many.rank, many.low, many.high) == (2, 2, 2)


def test_unit_of_nobody_has_no_rank_and_moves_nobody():
    """0 of 0 is no value to be ranked."""
    with_empty = rate_ranks({"a": (9, 1.0), "none": (0, 0.0), "b": (3, 1.0)}, seed=5)

    assert with_empty[1] == ("none", None, None, None, None)
    assert (with_empty[0], with_empty[2]) == rate_ranks({"a": (9, 1.0), "b": (3, 1.0)}, seed=5)


@pytest.mark.parametrize("counts", [{}, {"a": (0, 0)}])
def test_nobody_to_rank_gives_no_ranks(counts):
    """An empty dataset must not fail."""
    assert [rank.rank for rank in share_ranks(counts, seed=1)] == [None] * len(counts)
    assert [rank.rank for rank in rate_ranks(counts, seed=1)] == [None] * len(counts)


def test_impossible_counts_and_too_few_draws_are_refused():
    """Which unit and which numbers; and how many draws there must be."""
    with pytest.raises(DataError, match=r"^huyen-na-ri: 11 of 10 is not a share"):
        share_ranks({"huyen-na-ri": (11, 10)}, seed=1)
    with pytest.raises(DataError, match=r"^huyen-na-ri: 2 over 0 is not a rate"):
        rate_ranks({"huyen-na-ri": (2, 0)}, seed=1)
    with pytest.raises(DataError, match=r"^100 draws are too few for rank intervals; expected at least 5000"):
        share_ranks({"a": (1, 2)}, seed=1, draws=100)
