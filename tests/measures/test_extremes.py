"""A superlative is told only where there is a difference, and of equal ones none is left out."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.measures.extremes import leaders, trailers

VALUES = st.lists(st.integers(0, 6), max_size=9).map(lambda found: list(enumerate(found)))


@given(VALUES, st.integers(1, 4))
def test_leaders_are_all_that_nobody_left_out_equals(values, number):
    """Whoever is named has more than everyone who is not, and somebody is not."""
    named = leaders(values, number)
    rest = [value for value in values if value not in named]

    if named:
        assert len(named) >= number
        assert rest
        assert min(value for _, value in named) > max(value for _, value in rest)
    else:
        ordered = sorted((value for _, value in values), reverse=True)
        assert len(values) <= number or ordered[number - 1] == ordered[-1]


@given(VALUES)
def test_trailers_are_the_leaders_of_the_rest_turned_over(values):
    """The least of some counts are the most of what they lack."""
    lacking = [(label, 6 - value) for label, value in values]

    assert {label for label, _ in trailers(values)} == {label for label, _ in leaders(lacking)}


def test_shares_that_print_alike_have_no_extremes():
    """86,1 % and 86,1 %, as they are printed."""
    shares = [("huyện Ba Bể", round(0.86113, 3)), ("huyện Na Rì", round(0.86091, 3))]

    assert (leaders(shares), trailers(shares)) == ([], [])
