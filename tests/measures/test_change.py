"""Change is told between like and like: as a difference, as a ratio, and with what chance explains."""

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from thidua.errors import DataError
from thidua.measures.change import COLUMNS, changes, comparisons, same_period_change
from thidua.measures.intervals import differ_beyond_chance
from thidua.measures.rate_intervals import rate_ratio

from .rows import facts

INSTANCES = {"count_unit": "instance"}
COUNTS = st.integers(0, 400)


def told(found: pd.DataFrame) -> list[tuple]:
    """Award, kind, both counts and the difference of each row, None where missing."""
    columns = ["award", "recipient_kind", "count", "before", "difference"]
    rows = found[columns].astype(object).where(found[columns].notna(), None)
    return list(rows.itertuples(index=False, name=None))


def states(found: pd.DataFrame) -> list[tuple[str, str]]:
    """What is known of each row, now and before."""
    return list(found[["state", "before_state"]].itertuples(index=False, name=None))


def test_change_is_a_difference_a_fraction_and_a_ratio():
    """228 to 240: 12 more, 5,3 %, which chance explains."""
    change = same_period_change(240, 228)

    assert (change.difference, round(change.relative, 3)) == (12, 0.053)
    assert change.ratio == rate_ratio(240, 228)
    assert change.is_within_chance


def test_change_of_rates_matches_the_example_of_r():
    """R's help page poisson.test: 11 in 800 against 21 in 3,011, limits 0.8584264 and 4.2772659."""
    change = same_period_change(11, 21, exposure=800, exposure_before=3011)

    assert (change.ratio.low, change.ratio.high) == pytest.approx((0.8584264, 4.2772659), abs=5e-8)
    assert change.difference == -10
    assert change.is_within_chance


@given(COUNTS, COUNTS)
def test_change_is_explained_by_chance_where_the_check_of_the_data_says_so(count, before):
    """The report and the answer to the sender (V14) must not contradict each other."""
    assert same_period_change(count, before).is_within_chance != differ_beyond_chance(count, before)


@given(COUNTS, COUNTS)
def test_earlier_count_and_difference_add_up_to_the_later(count, before):
    """Parts and total, whatever the counts."""
    change = same_period_change(count, before)

    assert before + change.difference == count
    assert (change.relative is None) == (before == 0)
    if before:
        assert before * (1 + change.relative) == pytest.approx(count)


def test_comparison_travels_as_values_of_json():
    """29 against 15 is beyond chance wherever it is read, although its printed limits round to 1,00."""
    values = same_period_change(29, 15).values()

    assert (values["verdict"], values["count"], values["before"], values["difference"]) == ("beyond", 29, 15, 14)
    p = stats.binomtest(29, 44).pvalue
    assert p < 0.05
    assert values["ratio_low"] == pytest.approx(rate_ratio(29, 15).low)
    assert values["size"] == pytest.approx(14 / 44**0.5)
    assert json.loads(json.dumps(values, allow_nan=False)) == values


def test_rise_from_none_has_no_upper_limit_in_json():
    """JSON has no infinity: what nothing limits is null."""
    assert same_period_change(9, 0).values()["ratio_high"] is None
    assert same_period_change(0, 0).values()["size"] == 0


def test_chance_is_not_asked_of_what_follows_a_quota():
    """Neither verdict is given, and no comparison with chance is counted."""
    by_quota = same_period_change(40, 10, follows_quota=True)

    assert (by_quota.verdict, by_quota.is_within_chance, by_quota.is_beyond_chance) == ("by_quota", False, False)
    assert comparisons([by_quota, same_period_change(40, 10), None]) == (1, 0.05)


def test_rise_from_none_has_no_percentage():
    """From 0 to 9 is 9 more, beyond chance, and no per cent at all."""
    change = same_period_change(9, 0)

    assert (change.difference, change.relative, change.ratio.ratio) == (9, None, None)
    assert not change.is_within_chance


def test_no_change_is_within_chance():
    """0 to 0 and 12 to 12."""
    assert same_period_change(0, 0).is_within_chance
    assert (same_period_change(12, 12).difference, same_period_change(12, 12).relative) == (0, 0)


def test_negative_count_is_refused_with_its_number():
    """No table holds fewer than nobody."""
    with pytest.raises(DataError, match=r"^-3 over 1 is not a rate"):
        same_period_change(-3, 2)


def test_every_form_and_kind_of_either_period_has_one_row():
    """What is new, and what was given before and is not found now, is told as such and not as 0."""
    now = facts(("BKT", "individual", 40), ("BKT", "collective", 12), ("CTDT", "collective", 2))
    before = facts(("BKT", "individual", 20), ("BKT", "collective", 12), ("CSTDT", "individual", 4))

    found = changes(now, before)

    assert told(found) == [
        ("CSTDT", "individual", None, 4, None),
        ("CTDT", "collective", 2, None, None),
        ("BKT", "collective", 12, 12, 0),
        ("BKT", "individual", 40, 20, 20),
    ]
    assert states(found)[:2] == [("absent", "counted"), ("counted", "absent")]
    assert found.loc[3, "relative"] == 1
    limits = rate_ratio(40, 20)
    assert (found.loc[3, "ratio"], found.loc[3, "ratio_low"], found.loc[3, "ratio_high"]) == limits


def test_missing_not_applicable_absent_and_zero_are_four_states():
    """A count without a figure, one that cannot be, one nobody names, and none at all."""
    now = facts(
        ("BKT", "individual", 0), ("CTDT", "collective", None), ("TTLDXS", "collective", "–"), ("GKH", "collective", 1)
    )
    before = facts(("BKT", "individual", 0), ("CTDT", "collective", 3), ("TTLDXS", "collective", 3))

    found = changes(now, before).set_index("award")

    assert {code: tuple(found.loc[code, ["state", "before_state"]]) for code in found.index} == {
        "BKT": ("counted", "counted"),
        "CTDT": ("missing", "counted"),
        "TTLDXS": ("not_applicable", "counted"),
        "GKH": ("counted", "absent"),
    }
    assert found.loc["BKT", "difference"] == 0
    assert found.loc[["CTDT", "TTLDXS", "GKH"], "difference"].isna().all()
    assert pd.isna(found.loc["CTDT", "count"])


def test_one_missing_part_makes_the_sum_missing():
    """Two authorities, one without a figure: the sum of the other would be told as a fall."""
    now = facts(("CSTDCS", "individual", 30), ("CSTDCS", "individual", None, {"authority": "department_head"}))
    before = facts(("CSTDCS", "individual", 30), ("CSTDCS", "individual", 5, {"authority": "department_head"}))

    assert told(changes(now, before)) == [("CSTDCS", "individual", None, 35, None)]


def test_authorities_are_added_up_and_the_highest_level_is_named():
    """A list names the Prime Minister where a return names the Government."""
    now = facts(("CTDCP", "collective", 3, {"authority": "prime_minister"}), ("CTDCP", "collective", 1))

    found = changes(now, facts(("CTDCP", "collective", 4)))

    assert told(found) == [("CTDCP", "collective", 4, 4, 0)]
    assert list(found["level"]) == ["TW"]


def test_instances_and_recipients_are_never_compared():
    """48 times this year and 40 people the year before are neither a rise nor a fall."""
    found = changes(facts(("BKT", "individual", 48, INSTANCES)), facts(("BKT", "individual", 40)))

    assert sorted(states(found)) == [("absent", "counted"), ("counted", "absent")]
    assert found["difference"].isna().all()


def test_merged_forms_and_merged_kinds_are_compared_with_the_same_only():
    """521 advanced workers are no fall from 2.952 workers and soldiers."""
    now = facts(("LDTT", "individual", 521), ("BKT", "collective+individual", 106))
    before = facts(("LDTT+CSTT", "individual", 2952), ("BKT", "individual", 90))

    assert changes(now, before)["difference"].isna().all()
    same = facts(("LDTT+CSTT", "individual", 2952))
    assert told(changes(same, same)) == [("LDTT+CSTT", "individual", 2952, 2952, 0)]


def test_types_from_lists_are_added_up_and_a_quoted_type_stands_alone():
    """Types in a list are parts of one count; a quoted figure without a type may hold the others."""
    typed = [
        ("GKH", "individual", count, {"award_type": code, "origin": "decision_list"})
        for code, count in (("CTR", 5), ("PTR", 9))
    ]
    quoted = ("GKH", "individual", 12)

    assert told(changes(facts(*typed), facts(typed[1]))) == [("GKH", "individual", 14, 9, 5)]
    apart = changes(facts(("GKH", "individual", 5, {"award_type": "CTR"})), facts(quoted))
    assert apart["difference"].isna().all()


def test_classes_of_an_order_are_one_family_where_asked():
    """One year gives the classes, the other only all of them."""
    now = facts(("HCLD1", "collective", 1), ("HCLD3", "collective", 2))
    before = facts(("HCLD0", "collective", 4))

    assert len(changes(now, before)) == 3
    family = changes(now, before, by="family")
    assert list(family["family"]) == ["HCLD"]
    assert told(family) == [("", "collective", 3, 4, -1)]


def test_rows_stand_in_the_order_of_an_official_text():
    """State, province, district; collectives before households before individuals."""
    rows = facts(
        ("GKH", "individual", 1),
        ("BKT", "individual", 1),
        ("BKT", "household", 1),
        ("BKT", "collective", 1),
        ("HCLD3", "individual", 1),
    )

    found = changes(rows, facts())

    assert list(zip(found["award"], found["recipient_kind"], strict=True)) == [
        ("HCLD3", "individual"),
        ("BKT", "collective"),
        ("BKT", "household"),
        ("BKT", "individual"),
        ("GKH", "individual"),
    ]


def test_classes_and_what_is_no_award_do_not_enter():
    """289 direct workers are among the 468; a model honoured is no award."""
    rows = facts(
        ("BKT", "individual", 468),
        ("BKT", "individual", 289, {"recipient_class": "direct_worker"}),
        ("DHTT", "individual", 23),
    )

    assert told(changes(rows, rows)) == [("BKT", "individual", 468, 468, 0)]


def test_nothing_in_either_period_gives_no_rows():
    """The columns are there all the same."""
    found = changes(facts(), facts())

    assert found.empty
    assert list(found.columns) == list(COLUMNS)


def test_unknown_grouping_is_refused():
    """A wrong word must not silently compare something else."""
    with pytest.raises(DataError, match=r'^by is "level"; expected "award" or "family"'):
        changes(facts(), facts(), by="level")
