"""Shares have the denominator they claim, or are not given at all."""

from datetime import date

import pytest

from thidua.errors import DataError
from thidua.measures.intervals import wilson_share
from thidua.measures.shares import RatioToCap, class_shares, honoured_share, share_of_advanced
from thidua.registry import cap

from .rows import facts

INSTANCES = {"count_unit": "instance"}
MANAGERS, WORKERS = {"recipient_class": "manager"}, {"recipient_class": "direct_worker"}
CAP_OF_2021 = cap("CSTDCS", date(2021, 10, 14))


def test_shares_of_managers_and_direct_workers_in_2020():
    """Published: 289 of 468 individuals, 61,8 %; managers 38,2 %, which is 179 of 468."""
    managers, workers = class_shares(
        facts(
            ("BKT", "individual", 468),
            ("BKT", "individual", 179, {**MANAGERS, "derived_from": "pub-48 - pub-53"}),
            ("BKT", "individual", 289, WORKERS),
        )
    )

    assert (managers.recipient_class, managers.derived, workers.derived) == ("manager", True, False)
    assert managers.share == wilson_share(179, 468)
    assert workers.share == wilson_share(289, 468)
    assert managers.share.share + workers.share.share == pytest.approx(1)


def test_entrepreneurs_are_a_class_of_their_own():
    """The forms count them apart; adding them to managers or workers would be ours, not the source's."""
    shares = class_shares(
        facts(
            ("BKT", "individual", 20),
            ("BKT", "individual", 5, {"recipient_class": "entrepreneur"}),
            ("BKT", "individual", 15, WORKERS),
        )
    )

    assert [(item.recipient_class, item.share.part) for item in shares] == [("entrepreneur", 5), ("direct_worker", 15)]


def test_classes_larger_than_their_form_are_refused_with_both_sums():
    """300 and 289 of 468 individuals: somebody was counted twice."""
    rows = facts(("BKT", "individual", 468), ("BKT", "individual", 300, MANAGERS), ("BKT", "individual", 289, WORKERS))

    with pytest.raises(DataError, match="BKT: recipient classes add up to 589, more than all 468 individuals"):
        class_shares(rows)


@pytest.mark.parametrize(
    "rows",
    [
        facts(),
        facts(("BKT", "individual", 468)),
        facts(("BKT", "individual", 289, WORKERS)),
        facts(("BKT", "individual", 468), ("BKT", "individual", None, WORKERS)),
        facts(("BKT", "individual", None), ("BKT", "individual", 289, WORKERS)),
        facts(("GKH", "individual", 468), ("BKT", "individual", 289, WORKERS)),
    ],
    ids=["nothing", "no classes", "no whole", "class missing", "whole missing", "whole of another form"],
)
def test_share_without_part_or_whole_is_not_given(rows):
    """A share of an unknown whole would be a guess."""
    assert class_shares(rows) == []


def test_classes_counted_in_instances_are_no_share_of_recipients():
    """289 times among 468 people is no proportion."""
    rows = facts(("BKT", "individual", 468), ("BKT", "individual", 289, {**WORKERS, **INSTANCES}))

    assert class_shares(rows) == []


@pytest.mark.parametrize(
    ("fighters", "advanced", "percent"), [(383, 2952, 12.97), (70, 521, 13.44)], ids=["2015-2020", "2021"]
)
def test_published_fighters_stay_under_the_cap(fighters, advanced, percent):
    """The city's articles of 2020 and 2021, both under the 15 % of Decree 91/2017/NĐ-CP, Article 9."""
    rows = facts(("CSTDCS", "individual", fighters), ("LDTT", "individual", advanced))

    ratio = share_of_advanced(rows, CAP_OF_2021)

    assert (ratio.share.part, ratio.share.whole) == (fighters, advanced)
    assert 100 * ratio.share.share == pytest.approx(percent, abs=0.005)
    assert ratio.cap.limit_percent == 15
    assert ratio.is_within is True


def test_merged_figure_serves_where_workers_are_not_counted_alone():
    """The stage article merges advanced workers with advanced soldiers; the ratio says which whole it has."""
    rows = facts(("CSTDCS", "individual", 383, INSTANCES), ("LDTT+CSTT", "individual", 2952, INSTANCES))

    ratio = share_of_advanced(rows, CAP_OF_2021)

    assert (ratio.of_award, ratio.share.whole) == ("LDTT+CSTT", 2952)


def test_workers_alone_come_before_the_merged_figure():
    """The cap is set on advanced workers: where they are counted alone, soldiers stay out."""
    rows = facts(("CSTDCS", "individual", 70), ("LDTT+CSTT", "individual", 600), ("LDTT", "individual", 521))

    ratio = share_of_advanced(rows, CAP_OF_2021)

    assert (ratio.of_award, ratio.share.whole) == ("LDTT", 521)


@pytest.mark.parametrize(
    "rows",
    [
        facts(),
        facts(("CSTDCS", "individual", 70)),
        facts(("LDTT", "individual", 521)),
        facts(("CSTDCS", "individual", None), ("LDTT", "individual", 521)),
        facts(("CSTDCS", "individual", 70), ("LDTT", "individual", None)),
        facts(("CSTDCS", "individual", 70, INSTANCES), ("LDTT", "individual", 521)),
        facts(("CSTDCS", "individual", 70), ("LDTT+CSTT", "individual", 2952, INSTANCES)),
    ],
    ids=["nothing", "no workers", "no fighters", "fighters missing", "workers missing", "times and people", "mixed"],
)
def test_ratio_is_not_given_without_two_figures_counted_alike(rows):
    """A ratio of times to people looks like a percentage and is none."""
    assert share_of_advanced(rows, CAP_OF_2021) is None


def test_ratio_to_a_whole_of_which_a_part_is_missing_is_not_given():
    """300 advanced workers of one authority and an unknown number of another: 70 of 300 would break the cap falsely."""
    rows = facts(
        ("CSTDCS", "individual", 70),
        ("LDTT", "individual", 300),
        ("LDTT", "individual", None, {"authority": "unit_head"}),
    )

    assert share_of_advanced(rows, CAP_OF_2021) is None


def test_without_a_cap_in_force_nothing_is_within_or_above_it():
    """The cap began on 01/10/2017 and ended with the law of 2022."""
    rows = facts(("CSTDCS", "individual", 70), ("LDTT", "individual", 521))

    for day in (date(2017, 9, 30), date(2024, 1, 1)):
        ratio = share_of_advanced(rows, cap("CSTDCS", day))
        assert ratio.cap is None
        assert ratio.is_within is None
        assert ratio.share.whole == 521


@pytest.mark.parametrize("whole", [20, 100, 140, 260, 540, 1060, 2060, 2940, 9_980])
def test_exactly_fifteen_per_cent_keeps_to_the_cap(whole):
    """Not more than 15 % holds 15 % itself, for every whole: no rounding may tip it over."""
    part = whole * 15 // 100

    assert RatioToCap("CSTDCS", "LDTT", wilson_share(part, whole), CAP_OF_2021).is_within is True
    assert RatioToCap("CSTDCS", "LDTT", wilson_share(part + 1, whole), CAP_OF_2021).is_within is False


def test_share_of_nobody_is_neither_within_nor_above():
    """No advanced workers, no fighters: there is nothing to compare with a cap."""
    ratio = share_of_advanced(facts(("CSTDCS", "individual", 0), ("LDTT", "individual", 0)), CAP_OF_2021)

    assert ratio.is_within is None


def test_honoured_models_are_a_share_of_the_commended():
    """Published for 2021-2023: 23 models chosen among 106, 21,7 %."""
    rows = facts(("BKT", "collective+household+individual", 106), ("DHTT", "model", 23, {"status": "honoured"}))

    share = honoured_share(rows)

    assert share == wilson_share(23, 106)
    assert 100 * share.share == pytest.approx(21.7, abs=0.05)


@pytest.mark.parametrize(
    "rows",
    [
        facts(),
        facts(("BKT", "individual", 106)),
        facts(("DHTT", "model", 23, {"status": "honoured"})),
        facts(("BKT", "individual", 106, {"status": "nominated"}), ("DHTT", "model", 23, {"status": "honoured"})),
        facts(("BKT", "individual", 106), ("DHTT", "model", None, {"status": "honoured"})),
    ],
    ids=["nothing", "none honoured", "none commended", "only nominated", "honoured missing"],
)
def test_honoured_share_is_not_given_without_both_figures(rows):
    """A nomination is no commendation, and a missing figure no 0."""
    assert honoured_share(rows) is None
