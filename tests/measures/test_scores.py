"""The sheet of a block gives the final score and the rank; ties share their places, and nothing missing is 0."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from thidua.errors import DataError
from thidua.measures.scores import block_scores, rank_moves, vote_ranks

COLUMNS = ("unit", "criterion", "maximum", "self_score", "cross_score", "bonus", "minus", "votes")


def sheet(*rows: tuple) -> pd.DataFrame:
    """Rows of (unit, criterion, self, cross, bonus, minus, votes), each of 100 points."""
    filled = [(unit, criterion, 100.0, *points) for unit, criterion, *points in rows]
    numbers = dict.fromkeys(COLUMNS[2:7], "float64") | {"votes": "Int64"}
    return pd.DataFrame(filled, columns=list(COLUMNS)).astype(numbers)


def finals(**points: float) -> tuple:
    """Members with these final scores."""
    rows = [(unit, "I", None, final, None, None, None) for unit, final in points.items()]
    return block_scores(sheet(*rows), list(points))


def ranks(scores) -> dict[str, tuple[int, int] | None]:
    return {one.unit: one.rank for one in scores}


def test_final_score_is_cross_checked_with_bonus_and_without_minus():
    """95 + 80, and 10 more, and 5 less; votes stand apart."""
    (one,) = block_scores(sheet(("a", "I", 97, 95, 10, 0, None), ("a", "II", 85, 80, 0, 5, 3)), ["a"])

    assert (one.maximum, one.self_score, one.cross_score, one.bonus, one.minus) == (200, 182, 175, 10, 5)
    assert (one.final, one.votes, one.rank, one.unchecked) == (180, 3, (1, 1), 0)


def test_criterion_without_cross_check_counts_with_its_own_points_and_says_so():
    """The second was not cross-checked: 95 and its own 85."""
    (one,) = block_scores(sheet(("a", "I", 97, 95, None, None, None), ("a", "II", 85, None, None, None, None)), ["a"])

    assert (one.final, one.cross_score, one.unchecked) == (180, None, 1)


def test_criterion_without_any_points_leaves_the_member_unranked():
    """Nothing is assumed: its sum would be too low."""
    rows = sheet(("a", "I", 97, 95, None, None, None), ("a", "II", None, None, None, None, None))

    assert [(one.final, one.rank) for one in block_scores(rows, ["a"])] == [(None, None)]


def test_member_without_a_sheet_has_no_points_and_stands_last():
    """Missing is not 0, and no last place."""
    first, last = block_scores(sheet(("b", "I", 90, 90, None, None, None)), ["a", "b"])

    assert (first.unit, first.rank) == ("b", (1, 1))
    assert (last.unit, last.final, last.votes, last.rank) == ("a", None, None, None)


def test_blank_bonus_adds_nothing_and_is_not_0():
    """A sheet without bonus points has none to show."""
    (one,) = finals(a=90)

    assert (one.final, one.bonus, one.minus) == (90, None, None)


def test_equal_scores_share_all_their_places():
    """Competition ranking: 1, 2–3, 2–3, 4."""
    assert ranks(finals(a=80, b=95, c=90, d=90)) == {"b": (1, 1), "c": (2, 3), "d": (2, 3), "a": (4, 4)}


def test_decimals_that_add_up_to_the_same_tie():
    """0,1 + 0,2 is 0,3 on the sheet, whatever binary digits say."""
    rows = sheet(
        ("a", "I", None, 0.1, None, None, None),
        ("a", "II", None, 0.2, None, None, None),
        ("b", "I", None, 0.3, None, None, None),
    )

    assert ranks(block_scores(rows, ["a", "b"])) == {"a": (1, 2), "b": (1, 2)}


@pytest.mark.long
@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_places_are_those_of_scipy(points):
    """scipy.stats.rankdata, method min and max, over any scores."""
    named = {f"u{number}": point for number, point in enumerate(points)}
    found = ranks(finals(**named))
    low, high = (stats.rankdata([-point for point in points], method=method) for method in ("min", "max"))

    assert [found[unit] for unit in named] == [(int(a), int(b)) for a, b in zip(low, high, strict=True)]


def test_moves_count_places_up_and_down():
    """From the fourth to the first is three up; two years with the same units."""
    now, before = finals(a=99, b=98, c=97, d=96), finals(a=1, b=4, c=3, d=2)

    assert rank_moves(now, before) == {"a": 3, "b": -1, "c": -1, "d": -1}


@pytest.mark.parametrize("before", [finals(a=1), finals(a=1, b=2, c=3), ()])
def test_nobody_moved_where_other_units_were_ranked(before):
    """A place among seven is no place among eight."""
    assert rank_moves(finals(a=1, b=2), before) == {}


def test_votes_are_ranked_apart_from_points():
    """Most points, fewest votes; who has no votes has no place among them."""
    rows = sheet(("a", "I", 99, 99, 0, 0, 0), ("b", "I", 90, 90, 0, 0, 5), ("c", "I", 80, 80, 0, 0, None))
    scores = block_scores(rows, ["a", "b", "c"])

    assert ranks(scores)["a"] == (1, 1)
    assert vote_ranks(scores) == {"a": (2, 2), "b": (1, 1)}


def test_no_sheets_are_no_ranks():
    """Half a year has none."""
    scores = block_scores(sheet(), ["a", "b"])

    assert [one.rank for one in scores] == [None, None]
    assert vote_ranks(scores) == {}


def test_criterion_twice_is_refused_by_name():
    """It would be added twice."""
    rows = sheet(("a", "Quốc phòng", 9, 9, 0, 0, 0), ("a", "Quốc phòng", 8, 8, 0, 0, 0))

    with pytest.raises(DataError, match='a: the scoring sheet has the criterion "Quốc phòng" twice'):
        block_scores(rows, ["a"])
