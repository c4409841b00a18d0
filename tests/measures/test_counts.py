"""Counts add up what may be added, and keep apart what a source counts otherwise."""

from pathlib import Path

import pandas as pd
import pytest

from thidua.facts.dataset import open_dataset
from thidua.measures.counts import award_counts, count_of, whole_counts, with_status

from .rows import facts

REPOSITORY = Path(__file__).parents[2]
INSTANCES = {"count_unit": "instance"}


def numbers(row: pd.Series) -> dict[str, int | None]:
    """The counts of one row, None where no figure is known."""
    columns = ("collective", "individual", "household", "total")
    return {name: None if pd.isna(row[name]) else int(row[name]) for name in columns}


def test_total_adds_up_the_kinds_of_recipients():
    """Published for 2020: 245 collectives and 468 individuals, 713 certificates of merit."""
    row = award_counts(facts(("BKT", "collective", 245), ("BKT", "individual", 468))).iloc[0]

    assert numbers(row) == {"collective": 245, "individual": 468, "household": None, "total": 713}
    assert (row["level"], row["authority"], row["other_kind"]) == ("TINH", "province_chair", "")


def test_one_row_for_each_authority_form_type_and_count_unit():
    """What differs in one of these is another result and stands on a line of its own."""
    counts = award_counts(
        facts(
            ("GKH", "individual", 1),
            ("GKH", "individual", 2, {"award_type": "PTR"}),
            ("GKH", "individual", 3, {"award_type": "PTR+DOT"}),
            ("GKH", "individual", 4, INSTANCES),
            ("CSTDCS", "individual", 5),
            ("CSTDCS", "individual", 6, {"authority": "unit_head"}),
        )
    )

    assert len(counts) == 6
    assert sorted(counts["total"]) == [1, 2, 3, 4, 5, 6]


def test_types_of_one_form_are_added_up():
    """Lists and returns count a form type by type; a leader reads one line for it."""
    typed = [("GKH", "individual", count, {"award_type": code}) for count, code in ((3, "CTR"), (2, "PTR"))]
    untyped = ("GKH", "individual", 1, {"origin": "decision_list"})

    counts = award_counts(facts(*typed, untyped))

    assert list(counts[["award_type", "total"]].itertuples(index=False, name=None)) == [("", 6)]


def test_figure_for_several_kinds_stands_in_the_total_only():
    """Published for 2021-2023: 106 collectives, households and individuals in one figure."""
    row = award_counts(facts(("BKT", "collective+household+individual", 106))).iloc[0]

    assert numbers(row) == {"collective": None, "individual": None, "household": None, "total": 106}
    assert row["other_kind"] == "collective+household+individual"


def test_merged_awards_stay_one_row():
    """Published for the city: 2.952 times, advanced workers and advanced soldiers together."""
    counts = award_counts(facts(("LDTT+CSTT", "individual", 2952, INSTANCES)))

    assert list(counts["award"]) == ["LDTT+CSTT"]
    assert list(counts["total"]) == [2952]


def test_recipient_classes_are_not_counted_again():
    """179 managers and 289 direct workers are the same 468 individuals."""
    row = award_counts(
        facts(
            ("BKT", "individual", 468),
            ("BKT", "individual", 179, {"recipient_class": "manager"}),
            ("BKT", "individual", 289, {"recipient_class": "direct_worker"}),
        )
    )

    assert [numbers(found) for _, found in row.iterrows()] == [
        {"collective": None, "individual": 468, "household": None, "total": 468}
    ]


def test_missing_stays_missing_beside_a_known_figure():
    """What one kind lacks is not known of the total; the kind without a figure is not 0."""
    row = award_counts(facts(("BKT", "collective", None), ("BKT", "individual", 48))).iloc[0]

    assert numbers(row) == {"collective": None, "individual": 48, "household": None, "total": None}
    assert row["missing"] == {"collective"}


def test_type_without_a_figure_leaves_its_kind_open():
    """Five regular awards and a blank for the thematic ones are not five."""
    typed = ("GKH", "individual", 5, {"award_type": "CTR"}), ("GKH", "individual", None, {"award_type": "PTR"})
    row = award_counts(facts(*typed, origin="summary_return")).iloc[0]

    assert numbers(row) == {"collective": None, "individual": None, "household": None, "total": None}


def test_form_without_any_figure_keeps_its_row():
    """A form the sender listed without a figure is missing, and must not vanish from the table."""
    counts = award_counts(facts(("CSTDT", "individual", None), ("BKT", "individual", 48)))

    assert list(counts["award"]) == ["CSTDT", "BKT"]
    assert numbers(counts.iloc[0])["total"] is None


def test_zero_stays_zero():
    """Nobody commended is a result, and another one than no figure."""
    row = award_counts(facts(("BKT", "collective", 0), ("BKT", "individual", 0))).iloc[0]

    assert numbers(row) == {"collective": 0, "individual": 0, "household": None, "total": 0}


def test_highest_level_comes_first_whatever_the_order_of_the_file():
    """An official text begins with the State and ends with the unit."""
    counts = award_counts(
        facts(
            ("GKH", "individual", 1),
            ("BKT", "individual", 1),
            ("CSTDT", "individual", 1),
            ("BKTTG", "individual", 1),
            ("CTDCP", "collective", 1),
            ("HCLD0", "individual", 1),
        )
    )

    assert list(counts["award"]) == ["HCLD0", "CTDCP", "BKTTG", "CSTDT", "BKT", "GKH"]
    assert list(counts["level"]) == ["TW", "TW", "TW", "TINH", "TINH", "HUYEN"]


def test_no_facts_give_no_rows():
    """The article of 2017 has no figure; its report goes on in words."""
    counts = award_counts(facts())

    assert counts.empty
    assert {"award", "collective", "total", "other_kind"} <= set(counts.columns)


def test_merged_figure_beside_a_single_one_is_still_told():
    """106 for several kinds and 5 individuals apart: the row must not pass for the 5 alone."""
    counts = award_counts(facts(("BKT", "collective+household+individual", 106), ("BKT", "individual", 5)))

    assert int(counts["total"].sum()) == 111
    assert numbers(counts[counts["other_kind"] != ""].iloc[0])["individual"] is None


@pytest.mark.parametrize("award", ["DHTT", "BD", "DB"])
def test_what_is_no_award_enters_no_total(award):
    """The registry keeps three codes that are counted beside awards and never enter their totals."""
    counts = award_counts(facts(("BKT", "individual", 106), (award, "collective", 23)))

    assert list(counts["award"]) == ["BKT"]


def test_statuses_are_never_added_up():
    """A nomination for the second class is no order: the reports tell the two apart."""
    mixed = facts(("HCLD0", "collective", 2), ("HCLD0", "collective", 1, {"status": "nominated"}))

    assert list(with_status(mixed, "awarded")["count"]) == [2]
    assert list(with_status(mixed, "nominated")["count"]) == [1]
    assert with_status(mixed, "revoked").empty


def test_count_of_a_form_and_of_one_kind():
    """Headline figures: all certificates, and how many of them to collectives."""
    rows = facts(("BKT", "collective", 245), ("BKT", "individual", 468), ("GKH", "individual", 9))

    assert (count_of(rows, "BKT"), count_of(rows, "BKT", "collective"), count_of(rows, "BKT", "household")) == (
        713,
        245,
        None,
    )


def test_count_that_nobody_knows_is_none_and_zero_is_zero():
    """None leaves a headline out, 0 prints it."""
    rows = facts(("BKT", "individual", None), ("GKH", "individual", 0), ("CTDT", "individual", "–"))

    assert (count_of(rows, "BKT"), count_of(rows, "GKH"), count_of(rows, "CTDT")) == (None, 0, None)


def test_instances_and_recipients_are_not_counted_together():
    """27 times and 3 people are neither 30 times nor 30 people; without one unit there is no one count."""
    rows = facts(("GKH", "individual", 27, INSTANCES), ("GKH", "individual", 3))

    assert count_of(rows, "GKH") is None


@pytest.mark.parametrize(
    ("unit", "period", "total"),
    [
        ("tinh-bac-kan", "2016..2020", 2 + 11 + 18 + 15 + 36 + 113 + 593 + 317 + 1195 + 1762 + 1153),
        ("tinh-bac-kan", "2020", 1 + 3 + 4 + 2 + 6 + 245 + 468 + 36 + 145 + 64),
        ("tp-bac-kan", "2021-M10", 1 + 1 + 1 + 2 + 3 + 19 + 38 + 521 + 70 + 23 + 99 + 281),
        ("tinh-bac-kan", "2021..2023", 106),
    ],
)
def test_totals_hold_every_awarded_figure_of_an_article_once(unit, period, total):
    """Added by hand from the published figures, without nominations, honours and recipient classes."""
    published = open_dataset("published", REPOSITORY).facts.quotations
    own = published[(published["unit"] == unit) & (published["period"] == period)]
    awarded = with_status(own, "awarded")

    assert int(award_counts(awarded)["total"].sum()) == total
    assert int(whole_counts(awarded)["count"].sum()) == total
