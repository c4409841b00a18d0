"""Waits are told between the days that lists give, and open proposals until the end of the period."""

from datetime import date

import pytest

from thidua.measures.waiting import STEPS, waits
from thidua.registry.working_days import is_working_day

from .listed import listed

LAST = date(2023, 6, 14)
DATED = {"achieved_on": "2023-01-02", "proposed_on": "2023-02-01", "decided_on": "2023-02-11"}


def test_each_step_has_its_days():
    """30 days to the proposal, 10 to the decision, 4 to the ceremony."""
    rows = listed({**DATED, "presented_on": "2023-02-15"})

    assert {step: waits(rows, step, LAST).days for step in STEPS} == {
        "proposal": (30,),
        "decision": (10,),
        "presentation": (4,),
    }


def test_row_without_both_days_is_told_and_not_counted():
    """Nothing is assumed of what a list leaves open."""
    found = waits(listed(DATED, {"decided_on": "2023-02-11"}, {}), "decision", LAST)

    assert (found.days, found.undated, found.completion.whole) == ((10,), 2, 1)


def test_days_in_the_wrong_order_enter_nothing():
    """A proposal after its decision is a slip of the pen."""
    found = waits(listed(DATED, {**DATED, "proposed_on": "2023-03-01"}), "decision", LAST)

    assert (found.days, found.reversed, found.undated) == ((10,), 1, 0)


def test_awarded_rows_are_timed_undated_or_reversed():
    """Each is in one of the three."""
    rows = listed(DATED, {**DATED, "proposed_on": "2023-03-01"}, {}, {**DATED, "status": "registered"})
    found = waits(rows, "decision", LAST)

    assert len(found.days) + found.undated + found.reversed == 3


def test_open_proposal_waits_until_the_end_of_the_period():
    """Proposed, not decided: censored on the last day; one proposed later is not yet waiting."""
    rows = listed(
        DATED,
        {"status": "proposed", "proposed_on": "2023-06-04"},
        {"status": "nominated", "proposed_on": "2023-05-15"},
        {"status": "proposed", "proposed_on": "2023-07-01"},
        {"status": "registered", "proposed_on": "2023-05-15"},
        {"status": "proposed", "proposed_on": "2023-02-01", "decided_on": "2023-02-02"},
    )

    assert sorted(waits(rows, "decision", LAST).open_days) == [10, 30]
    assert waits(rows, "proposal", LAST).open_days == ()


@pytest.mark.parametrize(
    ("proposed", "decided", "days"),
    [
        ("2023-03-06", "2023-03-20", 10),
        ("2023-03-06", "2023-03-06", 0),
        ("2023-03-03", "2023-03-06", 1),
        ("2023-03-04", "2023-03-05", 0),
        ("2023-04-28", "2023-05-04", 1),
        ("2026-08-21", "2026-08-22", 1),
        ("2025-01-24", "2025-02-07", 5),
        ("2025-01-24", "2025-02-03", 1),
        ("2025-01-27", "2025-01-31", 0),
        ("2025-04-25", "2025-05-05", 4),
        ("2025-08-29", "2025-09-03", 1),
        ("2025-12-31", "2026-01-12", 7),
        ("2026-02-13", "2026-02-27", 5),
        ("2026-02-13", "2026-02-23", 1),
        ("2026-04-24", "2026-05-04", 3),
    ],
)
def test_working_days_leave_out_the_days_on_which_offices_are_closed(proposed, decided, days):
    """From Monday to the Monday after next are ten; from Friday to Monday one; the first day is not counted.

    30/04 to 03/05/2023 were holidays. Saturday 22/08/2026 is worked for 31/08 (9441/TB-BNV). Counted by hand on the
    announced calendars: Tết 2025 from 25/01 to 02/02, Tết 2026 from 14/02 to 22/02, so that of ten weekdays five are
    worked; 26/04/2025 is worked for 02/05, 01/09/2025 is off beside National Day; 02/01/2026 is off for Saturday
    10/01, so that the seven are 05 to 10/01 and 12/01; 27/04/2026 is off for the Hùng Kings on a Sunday.
    """
    rows = listed({"proposed_on": proposed, "decided_on": decided})

    assert waits(rows, "decision", LAST, is_working_day=is_working_day).days == (days,)


def test_without_rows_nothing_is_known():
    """A district that sends returns has no days at all."""
    found = waits(listed(), "decision", LAST)

    assert (found.days, found.undated, found.completion) == ((), 0, None)


def test_unknown_step_is_an_error():
    """There are three."""
    with pytest.raises(KeyError, match="payment"):
        waits(listed(DATED), "payment", LAST)
