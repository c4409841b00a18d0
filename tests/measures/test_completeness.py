"""Completeness is counted over what was due, and its parts add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import DataError
from thidua.measures.completeness import STATES, Expected, completeness, filled_cells

from .rows import facts

SENT = (
    Expected("huyen-ba-be", "decision_list", "counted"),
    Expected("huyen-ba-be", "summary_return", "counted", is_late=True, is_revised=True),
    Expected("huyen-na-ri", "decision_list", "partial"),
    Expected("huyen-na-ri", "summary_return", "missing"),
    Expected("tp-bac-kan", "decision_list", "missing"),
    Expected("tp-bac-kan", "summary_return", "missing"),
    Expected("huyen-pac-nam", "decision_list", "faulty", is_late=True),
    Expected("huyen-pac-nam", "summary_return", "due"),
)


def test_share_is_over_what_was_due():
    """Two of seven count; what still has time is in no share."""
    done = completeness(SENT)

    assert (done.asked, done.counted, done.partial, done.missing, done.faulty, done.due) == (7, 2, 1, 3, 1, 1)
    assert done.share == pytest.approx(2 / 7)
    assert (done.late, done.revised) == (2, 1)


def test_silent_units_sent_nothing_at_all():
    """Na Rì sent a part; Bắc Kạn city sent nothing."""
    assert completeness(SENT).silent == ("tp-bac-kan",)


def test_nothing_due_has_no_share():
    """0 of 0 is not 0 %."""
    assert completeness([]).share is None
    assert completeness([Expected("huyen-ba-be", "indicators", "due")]).share is None


def test_unknown_state_names_unit_and_layout():
    """A slip in the caller is found at once."""
    with pytest.raises(DataError, match="huyen-ba-be, indicators: state lost; expected one of counted, faulty"):
        completeness([Expected("huyen-ba-be", "indicators", "lost")])


@given(st.lists(st.sampled_from(STATES)))
def test_states_add_up_to_all_that_was_expected(states):
    """Every expected table is somewhere, once."""
    done = completeness(Expected("huyen-ba-be", f"t{number}", state) for number, state in enumerate(states))

    assert done.asked + done.due == len(states)
    assert done.counted + done.faulty + done.partial + done.missing == done.asked


def test_zero_fills_a_cell_and_what_cannot_be_is_none():
    """“0” is a figure, “…” is none, “–” is no cell; classes are no cells beside the whole."""
    known = facts(
        ("BKT", "collective", 0),
        ("BKT", "individual", None),
        ("CSTDT", "collective", "–"),
        ("CSTDT", "individual", 7),
        ("CSTDT", "individual", 5, {"recipient_class": "direct_labour"}),
    )

    assert filled_cells(known) == (2, 3)
    assert filled_cells(facts()) == (0, 0)


def test_table_that_did_not_come_is_a_cell_that_is_not_filled():
    """With two lists missing, all cells of the others are not all cells."""
    assert filled_cells(facts(("BKT", "collective", 1)), absent=2) == (1, 3)
