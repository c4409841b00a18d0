"""The invented decisions keep the rules that the check of real files looks for."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from thidua.illustrative.decisions import all_rows
from thidua.illustrative.signing_days import half_of
from thidua.registry import communes_of
from thidua.registry.working_days import is_working_day


@pytest.mark.long
def test_every_decision_falls_on_a_working_day_of_its_half():
    """A decision outside its period or on a Sunday or holiday is a fault, and faults are planted on purpose only."""
    for row in all_rows():
        first, last = half_of(row.year, row.half)
        assert first <= row.decided_on <= last
        assert is_working_day(row.decided_on)


def test_achievement_proposal_and_decision_follow_one_another_within_a_year():
    """Rule V12."""
    for row in all_rows():
        assert row.achieved_on <= row.proposed_on <= row.decided_on
        assert (row.decided_on - row.achieved_on).days <= 365


def test_nobody_stands_twice_in_the_lists_of_one_keeper_and_year():
    """Two rows with one name would look repeated (V11), or be two awards for one achievement."""
    seen = Counter((row.keeper, row.unit, row.year, row.recipient) for row in all_rows())

    assert seen.most_common(1)[0][1] == 1


def test_no_number_of_a_decision_is_used_on_two_days():
    """Rows are told apart by the number of the decision, whatever the year."""
    days = defaultdict(set)
    for row in all_rows():
        days[row.authority, row.decision_no].add(row.decided_on)

    assert {len(found) for found in days.values()} == {1}


def test_numbers_of_an_issuer_grow_through_the_calendar_year():
    """An office counts; a later decision never has a smaller number."""
    signed = defaultdict(set)
    for row in all_rows():
        signed[row.authority, row.decided_on.year].add((row.decided_on, int(row.decision_no.partition("/")[0])))
    for found in signed.values():
        numbers = [number for _, number in sorted(found)]
        assert numbers == sorted(numbers)


def test_provincial_fighters_were_grassroots_fighters_in_the_two_years_before():
    """Rule V09 asks for a history that the lists themselves can show, where they reach back far enough."""
    history = {(row.unit, row.recipient, row.year) for row in all_rows() if row.award == "CSTDCS"}
    fighters = [row for row in all_rows() if row.award == "CSTDT" and row.year >= 2019]

    assert len(fighters) > 300
    for row in fighters:
        assert any((row.unit, row.recipient, row.year - back) in history for back in (1, 2))


def test_titles_are_decided_in_their_season():
    """Annual titles come with the end of the year, those of schools in summer; the first half has more of them."""
    months = Counter(row.decided_on.month for row in all_rows() if row.award == "LDTT")

    assert set(months) <= {12, 1, 2, 7, 8}
    assert months[12] + months[1] + months[2] > months[7] + months[8]


def test_a_commune_is_called_what_it_was_on_the_day_of_the_decision():
    """Ten communes began on 01/02/2020: before that day a list names those that went into them."""
    called: dict[bool, set[str]] = {False: set(), True: set()}
    for row in all_rows():
        if row.recipient.startswith("UBND xã "):
            called[row.decided_on >= date(2020, 2, 1)].add(row.recipient.removeprefix("UBND "))
            there = {commune.name for commune in communes_of("tinh-bac-kan", row.decided_on)}
            assert row.recipient.removeprefix("UBND ") in there

    assert {"xã Tú Trĩ", "xã Vũ Loan"} <= called[False] - called[True]
    assert {"xã Tân Tú", "xã Văn Vũ"} <= called[True] - called[False]
