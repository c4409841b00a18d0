"""Small cells are hidden so that nobody can work them out: the tests try to, in every possible way."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.errors import DataError
from thidua.measures.suppression import suppress, suppress_crossing

COUNTS = st.integers(0, 6)
TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(COUNTS, min_size=width, max_size=width), min_size=2, max_size=3)
)
CROSSINGS = st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=1, max_size=4)


def possible(counts, shown):
    """Every value that each hidden cell can have for someone who knows the shown ones and all totals."""
    hidden = [(r, c) for r, row in enumerate(shown) for c, cell in enumerate(row) if cell is None]
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    for (r, row), c in product(enumerate(shown), range(len(columns))):
        rows[r] -= row[c] or 0
        columns[c] -= row[c] or 0
    found = {cell: set() for cell in hidden}

    def fill(at, values):
        if at == len(hidden):
            if not any(rows) and not any(columns):
                for cell, value in zip(hidden, values, strict=True):
                    found[cell].add(value)
            return
        r, c = hidden[at]
        for value in range(min(rows[r], columns[c]) + 1):
            rows[r] -= value
            columns[c] -= value
            fill(at + 1, [*values, value])
            rows[r] += value
            columns[c] += value

    fill(0, [])
    return found


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_no_hidden_cell_can_be_worked_out(counts):
    """All tables that fit what is shown are tried: each hidden cell has two values or more, the true one among them."""
    shown = suppress(counts)
    if shown is None:
        return

    for (row, column), values in possible(counts, shown).items():
        assert len(values) > 1
        assert counts[row][column] in values


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_no_small_cell_is_shown_and_shown_cells_are_true(counts):
    """1 and 2 are hidden; what is shown is what was counted."""
    for row, line in zip(counts, suppress(counts) or [], strict=False):
        assert all(
            cell is None or (cell == value and cell not in (1, 2)) for cell, value in zip(line, row, strict=True)
        )


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_only_a_table_that_its_totals_give_away_is_refused(counts):
    """Where hiding everything would leave a small cell open, there is no table; else there is one."""
    if suppress(counts) is None:
        everything = [[None] * len(row) for row in counts]
        found = possible(counts, everything)
        assert any(len(values) == 1 and values <= {1, 2} for values in found.values())


def test_hides_least_and_keeps_to_small_counts():
    """One small cell needs three more; the cheapest are taken."""
    assert suppress([[5, 1, 9], [6, 8, 7], [20, 30, 40]]) == [[None, None, 9], [None, None, 7], [20, 30, 40]]


def test_wider_threshold_hides_more():
    """Below 5 instead of below 3."""
    counts = [[4, 9, 9], [9, 9, 9], [9, 9, 9]]

    assert suppress(counts) == counts
    assert suppress(counts, threshold=5)[0][0] is None


def test_table_without_small_counts_is_shown_whole():
    """0 says nothing of a person."""
    assert suppress([[0, 4], [6, 8]]) == [[0, 4], [6, 8]]
    assert suppress([]) == []


def test_single_row_with_its_totals_hides_nothing():
    """The totals of its columns are its cells."""
    assert suppress([[5, 1]]) is None


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([[1, 2], [3]], "row 2 has 1 cells; expected 2, as the first row"),
        ([[4, 5], [6, -1]], "row 2 has the count -1; expected whole numbers from 0"),
    ],
)
def test_impossible_table_names_its_row(counts, message):
    """Whoever made the table finds the row."""
    with pytest.raises(DataError, match=message):
        suppress(counts)


def moves(counts, hidden):
    """Every way in which the hidden units can move at once with all totals kept, their own included."""
    return [each for each in product(*(ways(counts[unit]) for unit in hidden)) if sum(each) == 0]


def ways(line):
    """How far a unit's four counts can move with its own totals kept."""
    return range(-min(line[0], line[3]), min(line[1], line[2]) + 1)


@settings(max_examples=200, deadline=None)
@given(CROSSINGS)
def test_no_hidden_unit_can_be_worked_out_even_with_its_own_totals(lines):
    """A unit's own report tells its women and its minorities: the four counts can still be two ways or more."""
    counts = {f"u{number}": line for number, line in enumerate(lines)}
    shown = suppress_crossing(counts)
    if shown is None:
        return
    hidden = [unit for unit, line in shown.items() if line is None]
    found = moves(counts, hidden)

    assert all(not {1, 2} & set(line) for line in shown.values() if line is not None)
    for at, unit in enumerate(hidden):
        is_given_away = len(ways(counts[unit])) == 1
        assert is_given_away or len({each[at] for each in found}) > 1


def test_unit_with_small_counts_is_hidden_behind_the_smallest_other():
    """The large unit need not be hidden."""
    found = suppress_crossing({"a": (9, 2, 8, 4), "b": (5, 6, 7, 8), "c": (20, 30, 40, 50)})

    assert found == {"a": None, "b": None, "c": (20, 30, 40, 50)}


def test_crossing_of_one_unit_cannot_be_hidden():
    """Its totals are those of the table."""
    assert suppress_crossing({"a": (9, 2, 8, 4)}) is None
    assert suppress_crossing({}) == {}


def test_crossing_with_too_few_counts_names_the_unit():
    """Four counts, of two yes-or-no attributes."""
    with pytest.raises(DataError, match="a has 3 counts; expected 4"):
        suppress_crossing({"a": (1, 2, 3)})
