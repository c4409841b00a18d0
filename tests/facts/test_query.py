"""A unit's figures are asked of a snapshot: nothing counts twice, and zero, missing and impossible stay apart."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from tests.facts.test_snapshot import facts_table
from thidua.errors import ConfigError
from thidua.facts.columns import SETTLED
from thidua.facts.query import Facts
from thidua.facts.settle import covers
from thidua.facts.snapshot import write_snapshot
from thidua.facts.table import read_facts
from thidua.intake.columns import MODELS
from thidua.registry import Period, get_basis, get_unit

ADMINISTRATIVE = get_basis("administrative")
BA_BE, NA_RI, CITY, PROVINCE, BLOCK = (
    get_unit(name) for name in ("huyen-ba-be", "huyen-na-ri", "tp-bac-kan", "tinh-bac-kan", "khoi-huyen-tp")
)
YEAR = Period.parse("2021")
WHOLE_YEAR = {"first_day": date(2020, 12, 15), "last_day": date(2021, 12, 14)}
PUBLISHED = Path(__file__).parents[2] / "data" / "published" / "facts.csv"

RETURN = {
    "origin": "summary_return",
    "period": "2021",
    "decided_on": None,
    "file": "bao-cao-2021.xlsx",
    "sheet": "Phụ lục 1",
    "cell": "D17",
}
MISSING = {"count": None, "state": "missing"}
IMPOSSIBLE = {"count": None, "state": "not_applicable"}


def decisions(number: int, **changes) -> list[dict]:
    """As many rows of a decision list."""
    return [changes] * number


def returned(number: int | None, **changes) -> dict:
    """One cell of a summary return of the year 2021."""
    return {**RETURN, "count": number, **changes}


def quotation(count: int, **changes) -> dict:
    """One published figure of 2021."""
    quoted = {"origin": "quotation", "period": "2021", "decided_on": None, "count": count, "count_unit": "recipient"}
    return {**quoted, "fact_id": "pub-1", "source": "bai-000", "quote": "một câu", **changes}


def ask(folder: Path, *rows: dict, files: list[dict] | None = None, **registers: pa.Table) -> Facts:
    """Facts of these rows; files are accepted decision lists of Ba Bể unless they say otherwise."""
    tables = {"facts": facts_table(*rows), **registers}
    if files is not None:
        ordinary = {
            "unit": "huyen-ba-be",
            "file": "ds.xlsx",
            "layouts": "decision_list",
            "state": "accepted",
            **dict.fromkeys(("sheet", "superseded_by", "refused_by"), ""),
            "tells": "HUYEN:huyen-ba-be",
            **WHOLE_YEAR,
        }
        tables["files"] = pa.Table.from_pylist([{**ordinary, **file} for file in files])
    return Facts(write_snapshot(folder, tables), ADMINISTRATIVE)


def counts(frame: pd.DataFrame, *columns: str) -> dict:
    """What a frame of facts counts, by award and kind or other columns; a count that is no number is its state."""
    keys = columns or ("award", "recipient_kind")
    values = [
        int(count) if state == "counted" else state for count, state in zip(frame["count"], frame["state"], strict=True)
    ]
    names = list(frame[list(keys)].itertuples(index=False, name=None))
    assert len(set(names)) == len(names), "a test must name columns that tell its facts apart"
    return dict(zip(names, values, strict=True))


# What was quoted


def test_published_figures_come_back_as_the_facts_file_gives_them(tmp_path):
    """The measures and notebooks written over the facts file go on printing the same 55 figures."""
    expected = read_facts(PUBLISHED, basis=ADMINISTRATIVE)
    rows = [
        {**row, "count": None if pd.isna(row["count"]) else row["count"], "origin": "quotation", "decided_on": None}
        for row in expected.to_dict("records")
    ]
    facts = ask(tmp_path, *rows)
    asked = [
        facts.of(get_unit(unit), Period.parse(period))
        for unit, period in expected[["unit", "period"]].drop_duplicates().itertuples(index=False)
    ]
    told = pd.concat(asked).set_index("fact_id").loc[expected["fact_id"]].reset_index()

    assert len(told) == 55
    pd.testing.assert_frame_equal(told, expected)
    for frame in asked:
        assert frame["fact_id"].tolist() == [one for one in expected["fact_id"] if one in set(frame["fact_id"])]


def test_unit_without_figures_has_an_empty_frame_of_the_same_columns(tmp_path):
    """A page says that nothing is known; it does not fail on a column that is not there."""
    full, empty = (ask(tmp_path, {}).of(unit, YEAR) for unit in (BA_BE, NA_RI))

    assert empty.empty
    assert list(empty.columns) == list(full.columns) == list(SETTLED)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_quoted_award_is_not_counted_again_from_lists(tmp_path):
    """The article and the list tell of the same people."""
    facts = ask(tmp_path, quotation(9), *decisions(2), *decisions(3, award="LDTT"))

    assert counts(facts.of(BA_BE, YEAR)) == {("GKH", "individual"): 9, ("LDTT", "individual"): 3}


def test_quotation_of_a_district_is_not_added_into_the_province(tmp_path):
    """A figure in the press is one unit's own; adding the few that were quoted would look like a total."""
    assert ask(tmp_path, quotation(9)).of(PROVINCE, YEAR).empty


def test_block_is_answered_from_its_own_rows_only(tmp_path):
    """Members of a block are compared with each other and never added up."""
    facts = ask(tmp_path, *decisions(2), quotation(1, unit="khoi-huyen-tp", award="CTDT", recipient_kind="collective"))

    assert counts(facts.of(BLOCK, YEAR)) == {("CTDT", "collective"): 1}


# Decision lists


def test_decisions_of_the_period_are_counted_by_their_day(tmp_path):
    """The administrative year 2021 runs from 15/12/2020 to 14/12/2021, both days included."""
    days = [date(2020, 12, 14), date(2020, 12, 15), date(2021, 6, 14), date(2021, 6, 15), date(2021, 12, 14)]
    facts = ask(tmp_path, *({"decided_on": day} for day in [*days, date(2021, 12, 15)]))

    assert facts.of(BA_BE, YEAR)["count"].tolist() == [4]
    assert facts.of(BA_BE, Period.parse("2021-H1"))["count"].tolist() == [2]


def test_known_classes_are_facts_beside_the_whole(tmp_path):
    """A breakdown counts the same people once more; a person of no known class is in the whole alone."""
    rows = [*decisions(3, recipient_class="direct_labour"), *decisions(1, recipient_class="entrepreneur"), {}]
    facts = ask(tmp_path, *rows).of(BA_BE, YEAR)

    assert counts(facts, "recipient_class") == {("",): 5, ("direct_labour",): 3, ("entrepreneur",): 1}
    assert set(facts["count_unit"]) == {"instance"}


def test_listed_fact_says_in_which_files_its_rows_stand(tmp_path):
    """A reader finds the seventeen people behind a seventeen."""
    rows = [*decisions(17), *decisions(2, sheet="Đột xuất"), *decisions(1, file="bo-sung.csv", sheet="", cell="")]
    fact = ask(tmp_path, *rows).of(BA_BE, YEAR).iloc[0]

    assert fact["fact_id"] == "ds-GKH-individual-1"
    assert (fact["origin"], fact["source"]) == ("decision_list", "")
    assert fact["quote"] == (
        "ba-be-2021.xlsx, trang “Khen thưởng”: 17 dòng; ba-be-2021.xlsx, trang “Đột xuất”: 2 dòng; bo-sung.csv: 1 dòng"
    )


def test_three_files_are_named_and_the_others_are_told_by_their_number(tmp_path):
    """A province's total over eight districts stays one readable line."""
    rows = [{"file": f"tep-{number}.xlsx", "sheet": ""} for number in range(8)]
    quote = ask(tmp_path, *rows).of(BA_BE, YEAR).iloc[0]["quote"]

    assert quote == "tep-0.xlsx: 1 dòng; tep-1.xlsx: 1 dòng; tep-2.xlsx: 1 dòng và 5 tệp khác"


def test_fact_ids_are_unique_and_the_same_each_time(tmp_path):
    """A figure in a report is traced by its id."""
    rows = [{"award_type": "regular"}, {"award_type": "thematic"}, {"recipient_kind": "collective"}]
    ids = ask(tmp_path / "one", *rows).of(BA_BE, YEAR)["fact_id"].tolist()

    assert ids == ["ds-GKH-collective-1", "ds-GKH-individual-1", "ds-GKH-individual-2"]
    assert ids == ask(tmp_path / "two", *reversed(rows)).of(BA_BE, YEAR)["fact_id"].tolist()


# Summary returns


def test_year_is_the_sum_of_its_halves_when_both_are_there(tmp_path):
    """Sơ kết and the second half make tổng kết; the sum names both cells."""
    halves = [returned(4, period="2021-H1", file="h1.xlsx"), returned(5, period="2021-H2", file="h2.xlsx")]
    fact = ask(tmp_path, *halves).of(BA_BE, YEAR).iloc[0]

    assert (fact["count"], fact["period"], fact["origin"]) == (9, "2021", "summary_return")
    assert fact["quote"] == "h1.xlsx, trang “Phụ lục 1”: ô D17; h2.xlsx, trang “Phụ lục 1”: ô D17"


def test_year_with_one_half_has_no_figure(tmp_path):
    """Half a year under the name of a year would look like a fall."""
    assert ask(tmp_path, returned(4, period="2021-H1")).of(BA_BE, YEAR).empty


def test_return_of_the_year_is_preferred_to_its_halves(tmp_path):
    """What the unit itself sums up at the end of the year holds."""
    facts = ask(tmp_path, returned(10), returned(4, period="2021-H1"), returned(5, period="2021-H2"))

    assert facts.of(BA_BE, YEAR)["count"].tolist() == [10]


def test_stage_is_the_sum_of_its_years_however_they_were_sent(tmp_path):
    """One year came whole, one in halves, as it happens; of a year that did not come it is told that it is missing."""
    rows = [returned(1, period="2020"), returned(2, period="2021-H1"), returned(3, period="2021-H2")]
    facts = ask(tmp_path, *rows)

    assert facts.of(BA_BE, Period.parse("2020..2021"))["count"].tolist() == [6]
    assert facts.of(BA_BE, Period.parse("2020..2022"))["count"].tolist() == [6]
    assert facts.coverage(BA_BE, Period.parse("2020..2021")).known == "covered"
    assert facts.coverage(BA_BE, Period.parse("2020..2022")).known == "partly"


def test_zero_missing_and_impossible_survive_writing_and_adding(tmp_path):
    """None given, no figure sent, and cannot be given are three different things on the page."""

    def half(number, **states):
        """The cells of one half by award."""
        return [returned(0, award=award, period=f"2021-H{number}", **state) for award, state in states.items()]

    first = half(1, GKH={"count": 0}, BKT=MISSING, LDTT=IMPOSSIBLE, TTLDTT=IMPOSSIBLE, CSTDCS={"count": 3})
    second = half(2, GKH={"count": 0}, BKT={"count": 7}, LDTT=IMPOSSIBLE, TTLDTT={"count": 2}, CSTDCS=MISSING)
    facts = ask(tmp_path, *first, *second)

    assert counts(facts.of(BA_BE, Period.parse("2021-H1")), "award") == {
        ("GKH",): 0,
        ("BKT",): "missing",
        ("LDTT",): "not_applicable",
        ("TTLDTT",): "not_applicable",
        ("CSTDCS",): 3,
    }
    assert (
        counts(facts.of(BA_BE, YEAR), "award")
        == counts(facts.of(PROVINCE, YEAR), "award")
        == {
            ("GKH",): 0,
            ("BKT",): "missing",
            ("LDTT",): "not_applicable",
            ("TTLDTT",): 2,
            ("CSTDCS",): "missing",
        }
    )


def test_award_that_one_half_does_not_state_has_no_sum(tmp_path):
    """Silence is not zero; the quote says which half is silent."""
    halves = [returned(4, period="2021-H1"), returned(1, period="2021-H1", award="LDTT"), returned(5, period="2021-H2")]
    facts = ask(tmp_path, *halves).of(BA_BE, YEAR)

    assert counts(facts, "award") == {("GKH",): 9, ("LDTT",): "missing"}
    assert facts.set_index("award").loc["LDTT", "quote"].endswith("ô D17; kỳ 2021-H2: không có số liệu")


def test_halves_that_split_into_other_types_still_add_up(tmp_path):
    """The number of an award is the sum over its types, whichever of them a half had."""
    halves = [returned(4, period="2021-H1", award_type="CTR"), returned(5, period="2021-H2", award_type="DOT")]

    assert counts(ask(tmp_path, *halves).of(BA_BE, YEAR), "award_type") == {("CTR",): 4, ("DOT",): 5}


def test_registrations_stand_beside_what_was_awarded(tmp_path):
    """Registered and awarded are two statuses of one title, each with its own figure."""
    registered = returned(40, award="LDTT", origin="registration", status="registered")
    facts = ask(tmp_path, registered, *decisions(30, award="LDTT"))

    assert counts(facts.of(BA_BE, YEAR), "status") == {("registered",): 40, ("awarded",): 30}


# Lists and returns together


def test_lists_that_cover_the_period_win_and_the_return_fills_in(tmp_path):
    """People named one by one are surer than a total; an award without a list keeps its total."""
    facts = ask(tmp_path, *decisions(3), returned(5), returned(2, award="LDTT"), files=[{}])

    assert counts(facts.of(BA_BE, YEAR), "award") == {("GKH",): 3, ("LDTT",): 2}


@pytest.mark.parametrize(
    "file",
    [
        {"last_day": date(2021, 12, 13)},
        {"first_day": None},
        {"state": "superseded"},
        {"layouts": "summary_return"},
        {"unit": "huyen-na-ri"},
    ],
)
def test_return_wins_where_lists_do_not_cover_the_period(tmp_path, file):
    """A list of some months must not shrink a year that was stated whole."""
    facts = ask(tmp_path, *decisions(3), *decisions(1, award="BKT"), returned(5), files=[file])

    assert counts(facts.of(BA_BE, YEAR), "award") == {("GKH",): 5, ("BKT",): 1}


def test_lists_of_two_halves_cover_the_year_together(tmp_path):
    """Units send a list with each half's report."""
    files = [
        {"last_day": date(2021, 6, 14)},
        {"first_day": date(2021, 6, 15), "layouts": "summary_return+decision_list"},
    ]

    assert ask(tmp_path, *decisions(3), returned(5), files=files).of(BA_BE, YEAR)["count"].tolist() == [3]


def test_lists_without_a_return_are_used_as_they_are(tmp_path):
    """There is nothing else to print, and completeness is told elsewhere."""
    facts = ask(tmp_path, *decisions(3), returned(5, period="2021-H1"))

    assert facts.of(BA_BE, YEAR)["count"].tolist() == [3]


def test_return_that_leaves_an_award_blank_does_not_hide_its_list(tmp_path):
    """A blank cell says nothing; without any list it is told as missing."""
    blank = [returned(None, **MISSING), returned(None, award="LDTT", **MISSING)]
    facts = ask(tmp_path, *decisions(3), *blank)

    assert counts(facts.of(BA_BE, YEAR), "award") == {("GKH",): 3, ("LDTT",): "missing"}


def test_return_without_a_column_for_households_erases_none_of_a_list(tmp_path):
    """Three households were printed where the lists of the province prove four."""
    rows = [*decisions(2, recipient_kind="household"), *decisions(1), returned(5)]
    facts = ask(tmp_path, *rows)

    assert counts(facts.of(BA_BE, YEAR)) == {("GKH", "household"): 2, ("GKH", "individual"): 5}
    assert counts(facts.of(PROVINCE, YEAR)) == counts(facts.of(BA_BE, YEAR))
    assert sorted(facts.rows(BA_BE, YEAR)["origin"]) == ["decision_list", "decision_list", "summary_return"]
    told = facts.differences(BA_BE, YEAR).set_index("recipient_kind")["used"].to_dict()
    assert told == {"individual": "summary_return", "household": "decision_list"}


def test_return_with_such_a_column_is_believed(tmp_path):
    """What it states of households, none among them, is its number; a blank or an impossible one is told apart."""
    listed = decisions(2, recipient_kind="household")

    def found(name: str, **changes) -> int | str:
        facts = ask(tmp_path / name, *listed, returned(5), returned(None, recipient_kind="household", **changes))
        return counts(facts.of(BA_BE, YEAR))["GKH", "household"]

    assert found("none", count=0) == 0
    assert found("blank", state="missing") == 2
    assert found("impossible", state="not_applicable") == "not_applicable"


def test_merged_kinds_of_a_return_hold_each_of_them(tmp_path):
    """A return that counts collectives and households together has counted the households of the list."""
    rows = [*decisions(2, recipient_kind="household"), returned(5, recipient_kind="collective+household")]

    assert counts(ask(tmp_path, *rows).of(BA_BE, YEAR)) == {("GKH", "collective+household"): 5}


def test_rows_of_lists_are_known_whichever_source_is_counted(tmp_path):
    """Sex, ethnicity and days stand in lists alone: a return in their place leaves them known."""
    rows = [*decisions(3, gender="female"), returned(5), *decisions(1, unit="huyen-na-ri", decided_on=date(2020, 1, 1))]
    facts = ask(tmp_path, *rows)

    assert facts.rows(BA_BE, YEAR)["origin"].tolist() == ["summary_return"]
    assert facts.listed(BA_BE, YEAR)["gender"].tolist() == ["female"] * 3
    assert len(facts.listed(PROVINCE, YEAR)) == 3
    assert facts.listed(NA_RI, YEAR).empty


def test_figure_that_merges_titles_is_not_counted_beside_its_parts(tmp_path):
    """Advanced workers and soldiers stated together hold the workers of the list."""
    rows = [*decisions(3, award="LDTT"), *decisions(1, award="HCLD3"), returned(5, award="LDTT+CSTT")]
    facts = ask(tmp_path, *rows, returned(2, award="HCLD0"))

    assert counts(facts.of(BA_BE, YEAR), "award") == {("LDTT+CSTT",): 5, ("HCLD0",): 2}


def test_mark_of_enterprises_is_missing_where_a_part_has_none(tmp_path):
    """A list marks no enterprise: with it, how many of all are enterprises is not known."""
    mark = {"recipient_kind": "collective", "recipient_class": "enterprise"}
    rows = [returned(12, recipient_kind="collective"), returned(9, **mark)]
    other = decisions(3, unit="huyen-na-ri", recipient_kind="collective")

    def found(facts: Facts) -> dict:
        return {code: count for (code,), count in counts(facts.of(PROVINCE, YEAR), "recipient_class").items()}

    assert found(ask(tmp_path / "one", *rows)) == {"": 12, "enterprise": 9}
    assert found(ask(tmp_path / "two", *rows, *other)) == {"": 15, "enterprise": "missing"}


def test_proposals_of_the_return_stay_beside_the_decisions_of_the_list(tmp_path):
    """The list names who was awarded; how many were proposed only the return says."""
    facts = ask(tmp_path, *decisions(3), returned(5), returned(8, status="proposed"), files=[{}])

    assert counts(facts.of(BA_BE, YEAR), "status") == {("awarded",): 3, ("proposed",): 8}


def test_differences_name_both_numbers_and_the_one_used(tmp_path):
    """The reviewer asks the unit; what agrees is not shown."""
    rows = [
        *decisions(2, award_type="CTR", recipient_class="direct_labour"),
        *decisions(1, award_type="DOT"),
        returned(4, award_type="CTR"),
        returned(4, award_type="DOT"),
        returned(4, recipient_class="direct_labour"),
        *decisions(5, award="LDTT"),
        returned(5, award="LDTT"),
        returned(9, award="CSTDCS"),
    ]
    uncovered, covered = ask(tmp_path, *rows), ask(tmp_path, *rows, files=[{}])

    row = {"unit": "huyen-ba-be", "award": "GKH", "recipient_kind": "individual", "listed": 3, "returned": 8}
    assert uncovered.differences(BA_BE, YEAR).to_dict("records") == [{**row, "used": "summary_return"}]
    assert covered.differences(PROVINCE, YEAR).to_dict("records") == [{**row, "used": "decision_list"}]
    assert covered.differences(NA_RI, YEAR).empty


def test_source_of_a_sum_with_a_blank_has_no_number(tmp_path):
    """The annex of sources prints what the report prints: a sum with a part that is not known is not known."""
    rows = [returned(4, award_type="CTR"), returned(None, award_type="PTR", state="missing")]
    facts = ask(tmp_path, *rows)
    told = facts.sources(BA_BE, YEAR)

    assert (told["state"].tolist(), told["count"].isna().tolist()) == (["missing"], [True])


def test_kind_that_only_one_side_has_is_a_difference(tmp_path):
    """Households in the list alone would vanish from the total without a word."""
    facts = ask(
        tmp_path, *decisions(2, recipient_kind="household"), returned(5), returned(0, recipient_kind="collective")
    )
    told = facts.differences(BA_BE, YEAR)

    assert told["recipient_kind"].tolist() == ["individual", "household"]
    assert told["listed"].tolist() == [0, 2]
    assert told["returned"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("windows", "is_covered"),
    [
        ([], False),
        ([(1, 10)], True),
        ([(0, 12)], True),
        ([(1, 9)], False),
        ([(2, 10)], False),
        ([(6, 10), (1, 5)], True),
        ([(1, 4), (6, 10)], False),
        ([(1, 8), (2, 3), (7, 10)], True),
    ],
)
def test_windows_cover_a_period_only_without_a_gap(windows, is_covered):
    """One day without a list may be the day of the largest decision."""
    days = [(date(2021, 1, 10 + first), date(2021, 1, 10 + last)) for first, last in windows]

    assert covers(days, date(2021, 1, 11), date(2021, 1, 20)) is is_covered


# The province


def test_province_adds_its_districts_and_its_own_lists(tmp_path):
    """Each row of a list belongs to one unit; those of the provincial offices belong to the province."""
    rows = [*decisions(2), *decisions(3, unit="tp-bac-kan"), *decisions(1, unit="tinh-bac-kan")]
    facts = ask(tmp_path, *rows, returned(4, unit="huyen-na-ri", file="na-ri.xlsx")).of(PROVINCE, YEAR)

    assert counts(facts) == {("GKH", "individual"): 10}
    assert facts.iloc[0][["unit", "fact_id"]].tolist() == ["tinh-bac-kan", "ds-bc-GKH-individual-1"]
    assert facts.iloc[0]["origin"] == "decision_list+summary_return"


def test_each_district_is_settled_before_it_is_added(tmp_path):
    """A district that sent a list and a return counts once in the province too."""
    rows = [*decisions(3), returned(5), *decisions(2, unit="huyen-na-ri"), returned(9, unit="huyen-na-ri")]
    facts = ask(tmp_path, *rows, files=[{}])

    assert facts.of(PROVINCE, YEAR)["count"].tolist() == [3 + 9]


def test_award_that_the_province_states_is_not_added_up(tmp_path):
    """The province's own figure holds for that award; the others come from the districts."""
    own = [quotation(100, unit="tinh-bac-kan"), returned(7, unit="tinh-bac-kan", award="BKT")]
    facts = ask(tmp_path, *own, *decisions(2), *decisions(1, award="BKT"), *decisions(4, award="LDTT"))

    assert counts(facts.of(PROVINCE, YEAR), "award") == {("GKH",): 100, ("BKT",): 7, ("LDTT",): 4}


def test_list_of_the_province_that_covers_the_period_wins_over_its_return(tmp_path):
    """The rule is the same for every unit; what its list does not have is taken from its return, then from below."""
    rows = [
        *decisions(3, unit="tinh-bac-kan"),
        *decisions(2),
        returned(9, unit="tinh-bac-kan"),
        returned(7, unit="tinh-bac-kan", award="LDTT"),
        *decisions(4, award="LDTT"),
        *decisions(6, award="CSTDCS"),
    ]
    uncovered, covered = ask(tmp_path, *rows), ask(tmp_path, *rows, files=[{"unit": "tinh-bac-kan"}])

    below = {("LDTT", "individual"): 7, ("CSTDCS", "individual"): 6}
    assert counts(uncovered.of(PROVINCE, YEAR)) == {("GKH", "individual"): 9, **below}
    assert counts(covered.of(PROVINCE, YEAR)) == {("GKH", "individual"): 5, **below}


def test_districts_and_province_agree(tmp_path):
    """The sum of the districts' pages is the province's page."""
    rows = [*decisions(2), *decisions(3, unit="tp-bac-kan"), returned(4, unit="huyen-na-ri")]
    facts = ask(tmp_path, *rows)

    assert facts.of(PROVINCE, YEAR)["count"].sum() == sum(
        facts.of(unit, YEAR)["count"].sum() for unit in (BA_BE, CITY, NA_RI)
    )


# Rows, periods, registers


def test_rows_are_those_behind_the_settled_facts_with_their_cells(tmp_path):
    """Annexes list exactly the people that the tables count."""
    rows = [
        {"recipient": "Nông Văn A"},
        {"recipient": "Hà Thị B", "award": "BKT", "cell": "A8"},
        {"recipient": "Ma Văn C", "decided_on": date(2022, 3, 1)},
        returned(5),
        returned(4, period="2021-H1"),
        returned(3, unit="huyen-na-ri"),
    ]
    facts = ask(tmp_path, *rows)
    behind = facts.rows(BA_BE, YEAR)

    assert behind[["award", "recipient", "cell"]].values.tolist() == [["BKT", "Hà Thị B", "A8"], ["GKH", "", "D17"]]
    assert behind["count"].sum() == facts.of(BA_BE, YEAR)["count"].sum()
    assert len(facts.rows(PROVINCE, YEAR)) == 3
    assert facts.rows(CITY, YEAR).empty


def test_periods_are_what_is_stated_and_the_years_of_decisions(tmp_path):
    """The menu of an analyst; 20/12/2021 belongs to the administrative year 2022."""
    rows = [
        {"decided_on": date(2021, 12, 20)},
        returned(1, period="2019-H1"),
        returned(1, period="2019-H2"),
        returned(1, period="2018-H1"),
        quotation(1, period="2015..2020"),
    ]
    facts = ask(tmp_path, *rows)

    assert [str(period) for period in facts.periods(BA_BE)] == [
        "2015..2020",
        "2018-H1",
        "2019-H1",
        "2019",
        "2019-H2",
        "2022",
    ]
    assert [str(period) for period in facts.periods(PROVINCE)] == ["2018-H1", "2019-H1", "2019", "2019-H2", "2022"]
    assert facts.periods(CITY) == ()


def test_register_gives_the_unit_and_for_a_province_its_children(tmp_path):
    """A district's list of models names its own only."""
    ordinary = {"period": "2021", "file": "mo-hinh.xlsx"}
    subjects = [("huyen-ba-be", "Hợp tác xã A"), ("tinh-bac-kan", "Trường B"), ("khoi-huyen-tp", "Khối")]
    rows = [{**ordinary, "unit": unit, "subject": subject} for unit, subject in subjects]
    rows.append({**rows[0], "period": "2020"})
    facts = ask(tmp_path, models=pa.Table.from_pylist(rows, schema=MODELS))

    assert facts.register("models", BA_BE, YEAR)["subject"].tolist() == ["Hợp tác xã A"]
    assert facts.register("models", PROVINCE, YEAR)["subject"].tolist() == ["Hợp tác xã A", "Trường B"]
    assert list(facts.register("models", CITY, YEAR).columns) == MODELS.names
    with pytest.raises(ConfigError, match='no register "awards"; expected one of movements, indicators'):
        facts.register("awards", BA_BE, YEAR)


def test_folder_whose_name_looks_like_a_pattern_is_read(tmp_path):
    """People name folders "báo cáo [2021]"; a query must not take that for a search."""
    assert len(ask(tmp_path / "báo cáo [2021] 'mới'", {}).of(BA_BE, YEAR)) == 1


def test_unit_id_of_no_unit_is_refused_and_never_becomes_part_of_a_query(tmp_path):
    """Whatever stands in an id, it is looked up and not run."""
    facts = ask(tmp_path, {"unit": "x' OR '1'='1"}, {})

    with pytest.raises(ConfigError, match="unknown unit id"):
        facts.of(replace(BA_BE, id="x' OR '1'='1"), YEAR)


@pytest.mark.parametrize(("stated", "classes"), [(3, {"direct_labour": 2, "other_leader": 1}), (4, {})])
def test_classes_of_a_return_stay_where_its_list_marks_none_and_counts_as_many(tmp_path, stated, classes):
    """The list of three people names no classes; the return of three does, that of four is of other people."""
    rows = [returned(stated), returned(2, recipient_class="direct_labour"), returned(1, recipient_class="other_leader")]
    facts = ask(tmp_path, *decisions(3), *rows, files=[{}]).of(BA_BE, YEAR)
    classed = facts[facts["recipient_class"] != ""]

    assert int(facts.loc[facts["recipient_class"] == "", "count"].sum()) == 3
    assert dict(zip(classed["recipient_class"], classed["count"].astype(int), strict=True)) == classes
